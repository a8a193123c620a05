//! The three commands of the page: a quick call, a job, its cancellation.

use std::sync::Arc;

use presync_app::{
    App, JobId,
    wire::{Failure, JobProgress},
};
use serde_json::Value;
use tauri::{State, async_runtime::spawn_blocking, ipc::Channel};

/// Runs a quick command of the table.
#[tauri::command]
pub(crate) async fn rpc(
    app: State<'_, Arc<App>>,
    name: String,
    params: Value,
) -> Result<Value, Failure> {
    let app = Arc::clone(&app);
    spawn_blocking(move || app.rpc(&name, params))
        .await
        .unwrap_or_else(|_| Err(Failure::internal()))
}

/// Runs a job of the table, telling its progress.
#[tauri::command]
pub(crate) async fn run_job(
    app: State<'_, Arc<App>>,
    id: String,
    name: String,
    params: Value,
    channel: Channel<JobProgress>,
) -> Result<Value, Failure> {
    let app = Arc::clone(&app);
    let run = move || {
        let tell = Box::new(move |figures| {
            // The page may be gone; the job then ends unheard.
            let _ = channel.send(figures);
        });
        app.run_job(&JobId::new(&id), &name, params, tell)
    };
    spawn_blocking(run)
        .await
        .unwrap_or_else(|_| Err(Failure::internal()))
}

/// Asks a job to stop.
#[tauri::command]
#[expect(
    clippy::needless_pass_by_value,
    reason = "the shell hands its state over by value"
)]
pub(crate) fn cancel_job(app: State<'_, Arc<App>>, id: &str) {
    app.cancel_job(&JobId::new(id));
}

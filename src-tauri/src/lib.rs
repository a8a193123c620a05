//! The desktop host: one window, the system's dialogs, and three commands that pass everything on.
//!
//! No command is known here by name and nothing is computed: delete this crate and the command line
//! still does it all.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a host: it reads the clock and the environment, and speaks before there is a window"
)]

mod calls;
mod host;
mod window;

use std::{process::ExitCode, sync::Arc};

use presync_app::App;
use tauri::Manager;

/// The web view lets itself be driven when this is set; a release must not be driven by anybody.
const AUTOMATION_VARIABLE: &str = "TAURI_WEBVIEW_AUTOMATION";

/// Opens the window and runs until it is closed.
#[must_use]
#[expect(
    clippy::exit,
    reason = "the shell's own macro ends the process where it cannot go on"
)]
pub fn run() -> ExitCode {
    if !cfg!(feature = "automation") && std::env::var_os(AUTOMATION_VARIABLE).is_some() {
        eprintln!(
            "Presync does not start while {AUTOMATION_VARIABLE} is set, because other programs could drive it. Unset it and start again."
        );
        return ExitCode::FAILURE;
    }
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![
            calls::rpc,
            calls::run_job,
            calls::cancel_job
        ])
        .setup(|tauri| {
            let host = host::DesktopHost::new(tauri.handle().clone());
            tauri.manage(Arc::new(App::new(Box::new(host))));
            window::open(tauri.handle())?;
            Ok(())
        })
        .run(tauri::generate_context!());
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The window could not be opened: {error}.");
            ExitCode::FAILURE
        }
    }
}

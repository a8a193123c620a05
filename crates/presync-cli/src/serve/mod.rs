//! `presync serve`: the page and the command table over loopback HTTP, for browsers and UI tests.
//!
//! Bound to 127.0.0.1, with a one-time token on every call; it knows no command by name.

mod home;
mod page;
mod routes;

use std::{io::Write, net::Ipv4Addr, sync::Arc};

use presync_app::App;

use crate::{CommandResult, DONE, args::ServeArgs, failure::CommandError};
use home::HomeHost;

/// What every route sees.
#[derive(Debug, Clone)]
struct Server {
    app: Arc<App>,
    token: Arc<str>,
    authority: Arc<str>,
    uploads: Arc<std::path::Path>,
    ui: Arc<std::path::Path>,
}

/// Serves until the process is stopped. The first line on stdout is JSON with the address.
pub(crate) fn run(args: &ServeArgs) -> CommandResult {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| CommandError::io("the server", &error))?;
    runtime.block_on(serve(args))?;
    Ok(DONE)
}

async fn serve(args: &ServeArgs) -> Result<(), CommandError> {
    let io = |error: std::io::Error| CommandError::io("the server", &error);
    let temporary;
    let home = match &args.home {
        Some(home) => home.clone(),
        None => {
            temporary = tempfile::Builder::new()
                .prefix("presync-")
                .tempdir()
                .map_err(io)?;
            temporary.path().to_owned()
        }
    };
    let host = HomeHost::new(&home).map_err(io)?;
    let uploads = host.uploads();
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, args.port)).await;
    let listener = listener.map_err(io)?;
    let authority = listener.local_addr().map_err(io)?.to_string();
    let token = token().map_err(io)?;
    announce(&authority, &token).map_err(io)?;
    let server = Server {
        app: Arc::new(App::new(Box::new(host))),
        token: token.into(),
        authority: authority.into(),
        uploads: uploads.into(),
        ui: args.ui.clone().into(),
    };
    axum::serve(listener, routes::router(server))
        .await
        .map_err(io)
}

fn announce(authority: &str, token: &str) -> std::io::Result<()> {
    let line = serde_json::json!({ "url": format!("http://{authority}/#token={token}") });
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{line}")?;
    stdout.flush()
}

/// 128 random bits from the system.
fn token() -> std::io::Result<String> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

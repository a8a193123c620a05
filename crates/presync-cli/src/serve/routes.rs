//! The routes: `/rpc`, `/job` (server-sent events), `/cancel`, `/upload`, and the page.

use std::{convert::Infallible, sync::Arc};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, Path, Query, Request, State},
    http::{HeaderMap, Response, StatusCode, Uri, header},
    middleware::{self, Next},
    response::{
        IntoResponse, Json, Sse,
        sse::{Event, KeepAlive},
    },
    routing::{get, post},
};
use presync_app::{JobId, wire::Failure};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio_stream::{Stream, StreamExt, wrappers::UnboundedReceiverStream};

use super::{Server, page};

const TOKEN_HEADER: &str = "x-presync-token";

#[derive(serde::Deserialize)]
struct JobQuery {
    id: String,
}

#[derive(serde::Deserialize)]
struct UploadQuery {
    name: String,
}

/// All routes; only the page's own files are served without the token.
pub(super) fn router(server: Server) -> Router {
    let calls = Router::new()
        .route("/rpc/{name}", post(rpc))
        .route("/job/{name}", post(job))
        .route("/cancel/{id}", post(cancel))
        .route("/upload", post(upload))
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn_with_state(
            server.clone(),
            require_token,
        ));
    let served = get(|State(server): State<Server>, uri: Uri| async move {
        page::file(&server.ui, uri.path()).await
    });
    Router::new()
        .merge(calls)
        .fallback_service(served.with_state(server.clone()))
        .layer(middleware::from_fn_with_state(
            server.clone(),
            require_own_name,
        ))
        .with_state(server)
}

/// Another site's name for this address (DNS rebinding) gets nothing.
async fn require_own_name(
    State(server): State<Server>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let named = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    if named == Some(&*server.authority) {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

async fn require_token(
    State(server): State<Server>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Response<Body> {
    let token = headers
        .get(TOKEN_HEADER)
        .and_then(|token| token.to_str().ok());
    if token == Some(&*server.token) {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

async fn rpc(
    State(server): State<Server>,
    Path(name): Path<String>,
    Json(params): Json<Value>,
) -> Json<Value> {
    let app = Arc::clone(&server.app);
    let result = tokio::task::spawn_blocking(move || app.rpc(&name, params)).await;
    Json(answer(result.unwrap_or_else(|_| Err(Failure::internal()))))
}

async fn job(
    State(server): State<Server>,
    Path(name): Path<String>,
    Query(query): Query<JobQuery>,
    Json(params): Json<Value>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (send, receive) = mpsc::unbounded_channel();
    let report = send.clone();
    let app = Arc::clone(&server.app);
    tokio::task::spawn_blocking(move || {
        let tell = Box::new(move |figures| {
            // The page may be gone; the job then ends unheard.
            let _ = report.send(json!({ "progress": figures }));
        });
        let result = app.run_job(&JobId::new(&query.id), &name, params, tell);
        let _ = send.send(answer(result));
    });
    let events = UnboundedReceiverStream::new(receive)
        .map(|value| Ok(Event::default().data(value.to_string())));
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn cancel(State(server): State<Server>, Path(id): Path<String>) -> Json<Value> {
    server.app.cancel_job(&JobId::new(&id));
    Json(json!({ "ok": {} }))
}

async fn upload(
    State(server): State<Server>,
    Query(query): Query<UploadQuery>,
    bytes: Bytes,
) -> Json<Value> {
    let app = Arc::clone(&server.app);
    let folder = Arc::clone(&server.uploads);
    let result = tokio::task::spawn_blocking(move || keep(&folder, &query.name, &bytes)).await;
    let result = match result {
        Ok(Ok(path)) => app.register_file(&path).map(|handle| json!(handle)),
        _ => Err(Failure::new(
            "upload_failed",
            "The file could not be kept on this machine.",
        )),
    };
    Json(answer(result))
}

/// Each upload gets a folder of its own, so that the file keeps its name.
fn keep(folder: &std::path::Path, name: &str, bytes: &[u8]) -> std::io::Result<std::path::PathBuf> {
    let base = std::path::Path::new(name)
        .file_name()
        .unwrap_or("upload".as_ref());
    let own = tempfile::Builder::new()
        .prefix("file-")
        .tempdir_in(folder)?
        .keep();
    let path = own.join(base);
    std::fs::write(&path, bytes)?;
    Ok(path)
}

fn answer(result: Result<Value, Failure>) -> Value {
    match result {
        Ok(value) => json!({ "ok": value }),
        Err(failure) => json!({ "failure": failure }),
    }
}

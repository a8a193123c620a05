//! The built page as static files, with the headers the window has too.

use std::path::{Component, Path, PathBuf};

use axum::{
    body::Body,
    http::{Response, StatusCode, header},
};

/// What the page may do: nothing but load its own files and call this server.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The file at a path of the page, or 404.
pub(super) async fn file(ui: &Path, path: &str) -> Response<Body> {
    let Some(file) = inside(ui, path) else {
        return not_found();
    };
    match tokio::task::spawn_blocking(move || std::fs::read(&file).map(|bytes| (file, bytes))).await
    {
        Ok(Ok((file, bytes))) => found(&file, bytes),
        _ => not_found(),
    }
}

fn inside(ui: &Path, path: &str) -> Option<PathBuf> {
    let path = match path.trim_start_matches('/') {
        "" => Path::new("index.html"),
        other => Path::new(other),
    };
    let plain = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    plain.then(|| ui.join(path))
}

fn found(file: &Path, bytes: Vec<u8>) -> Response<Body> {
    let ending = file
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    let kind = match ending {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, header::HeaderValue::from_static(value));
    }
    response
}

fn not_found() -> Response<Body> {
    let mut response = Response::new(Body::from(
        "There is no such file. Is the page built? Run: npm --prefix ui run build\n",
    ));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expect: Option<&str>) {
        let expect = expect.map(|file| Path::new("ui").join(file));
        assert_eq!(inside(Path::new("ui"), path), expect, "{path}");
    }

    #[test]
    fn a_path_cannot_leave_the_page() {
        check("/", Some("index.html"));
        check("/assets/app.js", Some("assets/app.js"));
        check("/../Cargo.toml", None);
        check("/assets/../../Cargo.toml", None);
        check("//etc/passwd", Some("etc/passwd"));
    }
}

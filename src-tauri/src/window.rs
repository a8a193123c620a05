//! The one window: where it may go, what is dropped on it, and closing it while a job runs.

use std::sync::Arc;

use presync_app::App;
use tauri::{
    AppHandle, DragDropEvent, Emitter, Manager, Url, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder, WindowEvent,
};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

/// The page hears of dropped files under this name.
const FILES_DROPPED: &str = "files-dropped";

/// Opens the window.
pub(crate) fn open(tauri: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(tauri, "main", WebviewUrl::default())
        .title("Presync")
        .inner_size(1280.0, 860.0)
        .min_inner_size(960.0, 640.0)
        .on_navigation(is_own_page)
        .build()?;
    let watched = window.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => dropped(&watched, paths),
        WindowEvent::CloseRequested { api, .. } if app_of(&watched).is_busy() => {
            api.prevent_close();
            ask_to_close(&watched);
        }
        _ => {}
    });
    Ok(())
}

/// The page stays on its own origin: `tauri://localhost`, or `http://tauri.localhost` on Windows.
fn is_own_page(url: &Url) -> bool {
    matches!(
        (url.scheme(), url.host_str()),
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    )
}

fn app_of(window: &WebviewWindow) -> Arc<App> {
    Arc::clone(&window.state::<Arc<App>>())
}

fn dropped(window: &WebviewWindow, paths: &[std::path::PathBuf]) {
    let app = app_of(window);
    let (files, failures): (Vec<_>, Vec<_>) = paths
        .iter()
        .map(|path| app.register_file(path))
        .partition(Result::is_ok);
    let files: Vec<_> = files.into_iter().flatten().collect();
    // A page that is gone needs no files.
    let _ = window.emit(FILES_DROPPED, files);
    if let Some(Err(failure)) = failures.into_iter().next() {
        window
            .dialog()
            .message(failure.message)
            .kind(MessageDialogKind::Warning)
            .show(|_| {});
    }
}

fn ask_to_close(window: &WebviewWindow) {
    let closing = window.clone();
    window
        .dialog()
        .message("A job is still running. If you close now it is stopped, and nothing half-done is kept.")
        .title("Close Presync?")
        .buttons(MessageDialogButtons::OkCancelCustom("Stop and close".into(), "Keep working".into()))
        .show(move |close| {
            if close {
                // Destroying asks nothing again; if the window is gone already, so much the better.
                let _ = closing.destroy();
            }
        });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_cannot_leave_its_origin() {
        for (url, expect) in [
            ("tauri://localhost/index.html", true),
            ("http://tauri.localhost/", true),
            ("https://example.com/", false),
            ("http://tauri.localhost.example.com/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,hello", false),
        ] {
            let parsed = Url::parse(url).expect("BUG: the test's addresses are well-formed");
            assert_eq!(is_own_page(&parsed), expect, "{url}");
        }
    }
}

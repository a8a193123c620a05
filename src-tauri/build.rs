//! Declares the three commands, so that each needs a permission, and embeds the page.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&["rpc", "run_job", "cancel_job"]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    tauri_build::try_build(attributes).expect("BUG: the desktop app's configuration is committed");
}

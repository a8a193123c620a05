//! The host's side of the application: the system's dialogs, folders and clock.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use presync_app::{Host, ReadWorker, reader};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FilePath};

/// What a test puts in place of the dialogs: a folder to choose from and to write to.
#[cfg(feature = "automation")]
const PICK_VARIABLE: &str = "PRESYNC_PICK_FOLDER";

/// The desktop.
pub(crate) struct DesktopHost {
    tauri: AppHandle,
}

impl DesktopHost {
    pub(crate) fn new(tauri: AppHandle) -> Self {
        Self { tauri }
    }
}

impl Host for DesktopHost {
    fn native_dialogs(&self) -> bool {
        true
    }

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn reader(&self) -> Option<ReadWorker> {
        reader::this_program()
    }

    fn state_folder(&self) -> Option<PathBuf> {
        #[cfg(feature = "automation")]
        if let Some(folder) = std::env::var_os(PICK_VARIABLE) {
            return Some(folder.into());
        }
        self.tauri.path().app_data_dir().ok()
    }

    fn choose_files(&self, title: &str) -> Vec<PathBuf> {
        #[cfg(feature = "automation")]
        if let Some(folder) = std::env::var_os(PICK_VARIABLE) {
            return files_in(Path::new(&folder));
        }
        let chosen = self
            .tauri
            .dialog()
            .file()
            .set_title(title)
            .blocking_pick_files();
        chosen
            .unwrap_or_default()
            .into_iter()
            .filter_map(plain)
            .collect()
    }

    fn choose_folder(&self, title: &str) -> Option<PathBuf> {
        #[cfg(feature = "automation")]
        if let Some(folder) = std::env::var_os(PICK_VARIABLE) {
            return Some(folder.into());
        }
        let dialog = self.tauri.dialog().file().set_title(title);
        dialog.blocking_pick_folder().and_then(plain)
    }

    fn choose_workspace(&self) -> Option<PathBuf> {
        let dialog = self.tauri.dialog().file().set_title("Open a workspace");
        dialog
            .add_filter("Presync workspace", &["presync"])
            .blocking_pick_file()
            .and_then(plain)
    }

    fn place_workspace(&self, suggested: &str) -> Option<PathBuf> {
        #[cfg(feature = "automation")]
        if let Some(folder) = std::env::var_os(PICK_VARIABLE) {
            return Some(Path::new(&folder).join(suggested));
        }
        let dialog = self
            .tauri
            .dialog()
            .file()
            .set_title("Where shall the workspace lie?");
        dialog
            .set_file_name(suggested)
            .add_filter("Presync workspace", &["presync"])
            .blocking_save_file()
            .and_then(plain)
    }

    fn place_package(&self, suggested: &str) -> Option<PathBuf> {
        #[cfg(feature = "automation")]
        if let Some(folder) = std::env::var_os(PICK_VARIABLE) {
            return Some(Path::new(&folder).join(suggested));
        }
        let dialog = self
            .tauri
            .dialog()
            .file()
            .set_title("Where shall the package lie?");
        dialog
            .blocking_pick_folder()
            .and_then(plain)
            .map(|folder| folder.join(suggested))
    }

    fn show_folder(&self, folder: &Path) -> Result<(), String> {
        let program = if cfg!(target_os = "windows") {
            "explorer"
        } else if cfg!(target_os = "macos") {
            "open"
        } else {
            "xdg-open"
        };
        let shown = std::process::Command::new(program).arg(folder).spawn();
        shown
            .map(|_| ())
            .map_err(|error| format!("The folder could not be shown: {error}."))
    }
}

fn plain(path: FilePath) -> Option<PathBuf> {
    path.into_path().ok()
}

#[cfg(feature = "automation")]
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

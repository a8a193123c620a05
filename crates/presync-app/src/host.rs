//! What the application asks of its host: dialogs, folders and the clock. Never what to compute.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use presync_import::ReadWorker;

/// The desktop window, the loopback server or a test.
pub trait Host: Send + Sync {
    /// Whether the host has dialogs of the system; otherwise the page uploads files.
    fn native_dialogs(&self) -> bool;

    /// The present moment.
    fn now(&self) -> Timestamp;

    /// How the host starts itself again to read a workbook apart, if it can.
    fn reader(&self) -> Option<ReadWorker>;

    /// Where the application keeps its list of recent workspaces; none to keep nothing.
    fn state_folder(&self) -> Option<PathBuf>;

    /// Lets the user choose files with users; empty when they think better of it.
    fn choose_files(&self, title: &str) -> Vec<PathBuf>;

    /// Lets the user choose a folder to write into.
    fn choose_folder(&self, title: &str) -> Option<PathBuf>;

    /// Lets the user choose a workspace to open.
    fn choose_workspace(&self) -> Option<PathBuf>;

    /// Lets the user say where a new workspace goes; `suggested` is a file name.
    fn place_workspace(&self, suggested: &str) -> Option<PathBuf>;

    /// Lets the user say where a package goes; `suggested` is a folder name.
    fn place_package(&self, suggested: &str) -> Option<PathBuf>;

    /// Shows a folder in the system's file manager.
    ///
    /// # Errors
    /// Why it could not be shown.
    fn show_folder(&self, folder: &Path) -> Result<(), String>;
}

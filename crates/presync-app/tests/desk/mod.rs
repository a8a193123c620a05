//! The host of the tests: a user who puts everything into one folder. Each test says what it needs of it.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
};

use jiff::Timestamp;
use presync_app::{Host, ReadWorker};

/// A user at a desk.
#[derive(Default)]
pub(crate) struct Desk {
    /// Where everything goes.
    pub(crate) folder: PathBuf,
    /// When the first look at the clock is, in seconds since 1970.
    pub(crate) began: i64,
    /// How many seconds later each further look is.
    pub(crate) step_seconds: i64,
    /// How often the clock was looked at.
    pub(crate) looks: AtomicI64,
    /// What dialogs for a folder were headed with.
    pub(crate) titles: Arc<Mutex<Vec<String>>>,
}

impl Host for Desk {
    fn native_dialogs(&self) -> bool {
        true
    }

    fn now(&self) -> Timestamp {
        let looks = self.looks.fetch_add(1, Ordering::Relaxed);
        Timestamp::from_second(self.began + looks * self.step_seconds).unwrap()
    }

    fn reader(&self) -> Option<ReadWorker> {
        None
    }

    fn state_folder(&self) -> Option<PathBuf> {
        None
    }

    fn choose_files(&self, _: &str) -> Vec<PathBuf> {
        Vec::new()
    }

    fn choose_folder(&self, title: &str) -> Option<PathBuf> {
        self.titles.lock().unwrap().push(title.to_owned());
        Some(self.folder.join("saved"))
    }

    fn choose_workspace(&self) -> Option<PathBuf> {
        Some(self.folder.join("Acme.presync"))
    }

    fn place_workspace(&self, suggested: &str) -> Option<PathBuf> {
        Some(self.folder.join(suggested))
    }

    fn place_package(&self, suggested: &str) -> Option<PathBuf> {
        Some(self.folder.join(suggested))
    }

    fn show_folder(&self, _: &Path) -> Result<(), String> {
        Ok(())
    }
}

//! The server's host: everything lies in one folder, nobody is asked, the page uploads its files.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use presync_app::{Host, ReadWorker, reader};

/// A folder that takes the place of dialogs.
#[derive(Debug)]
pub(super) struct HomeHost {
    home: PathBuf,
}

impl HomeHost {
    pub(super) fn new(home: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(home.join("uploads"))?;
        Ok(Self {
            home: home.to_owned(),
        })
    }

    pub(super) fn uploads(&self) -> PathBuf {
        self.home.join("uploads")
    }

    /// The suggested name, or one with a number behind it when that is taken.
    fn free(&self, suggested: &str) -> PathBuf {
        let plain = self.home.join(suggested);
        let (stem, ending) = match suggested.rsplit_once('.') {
            Some((stem, ending)) => (stem, format!(".{ending}")),
            None => (suggested, String::new()),
        };
        let numbered = (2..).map(|n| self.home.join(format!("{stem} {n}{ending}")));
        std::iter::once(plain)
            .chain(numbered)
            .find(|path| !path.exists())
            .unwrap_or_default()
    }
}

impl Host for HomeHost {
    fn native_dialogs(&self) -> bool {
        false
    }

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn reader(&self) -> Option<ReadWorker> {
        reader::this_program()
    }

    fn state_folder(&self) -> Option<PathBuf> {
        Some(self.home.clone())
    }

    fn choose_files(&self, _: &str) -> Vec<PathBuf> {
        Vec::new()
    }

    fn choose_folder(&self, _: &str) -> Option<PathBuf> {
        Some(self.home.clone())
    }

    fn choose_workspace(&self) -> Option<PathBuf> {
        None
    }

    fn place_workspace(&self, suggested: &str) -> Option<PathBuf> {
        Some(self.free(suggested))
    }

    fn place_package(&self, suggested: &str) -> Option<PathBuf> {
        Some(self.free(suggested))
    }

    fn show_folder(&self, _: &Path) -> Result<(), String> {
        Err("The server cannot open a folder on your screen.".to_owned())
    }
}

//! A list written to a file while it comes, one entry a line, under the head that its system gives lists.
//! The file takes its name when the list is whole.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use presync_remote::{Oddity, Pulled, RemoteError};
use serde_json::Value;
use tempfile::NamedTempFile;

use super::PulledList;
use crate::{files::base_name, wire::Failure};

/// A list while it is written.
pub(super) struct ListFile {
    target: PathBuf,
    out: BufWriter<NamedTempFile>,
    entries: u64,
    /// Why the disk refused, where it did.
    failed: Option<Failure>,
}

impl ListFile {
    /// Begins a list beside where it will be. `head` is the JSON up to and including the bracket that opens
    /// the list.
    pub(super) fn begin(target: &Path, head: &str) -> Result<Self, Failure> {
        if target.exists() {
            return Err(Failure::new(
                "file_exists",
                &format!(
                    "{} is there already and is not overwritten.",
                    base_name(target)
                ),
            )
            .hint("Name another file, or move that one away."));
        }
        let folder = target
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")));
        let mut list = Self {
            target: target.to_owned(),
            out: BufWriter::new(file.map_err(|error| unwritable(target, &error))?),
            entries: 0,
            failed: None,
        };
        list.write(head)?;
        Ok(list)
    }

    /// Takes entries in. A disk that refuses ends the reading; [`Self::read`] says why.
    pub(super) fn take(&mut self, entries: &[Value]) -> Result<(), RemoteError> {
        for entry in entries {
            let text = format!("{}\n{entry}", if self.entries == 0 { "" } else { "," });
            self.entries += 1;
            if let Err(failure) = self.write(&text) {
                self.failed = Some(failure);
                return Err(RemoteError::Cancelled);
            }
        }
        Ok(())
    }

    /// What came of reading into this file.
    pub(super) fn read<T>(&mut self, read: Result<T, RemoteError>) -> Result<T, Failure> {
        match self.failed.take() {
            Some(failure) => Err(failure),
            None => Ok(read?),
        }
    }

    /// Ends the list and gives the file its name.
    pub(super) fn finish(
        mut self,
        tail: &str,
        what: &'static str,
        pulled: &Pulled,
    ) -> Result<PulledList, Failure> {
        self.write(tail)?;
        let target = self.target.clone();
        let written = self
            .out
            .into_inner()
            .map_err(|error| unwritable(&target, error.error()))?;
        written
            .as_file()
            .sync_all()
            .map_err(|error| unwritable(&target, &error))?;
        let kept: Result<File, _> = written.persist_noclobber(&target);
        kept.map_err(|error| unwritable(&target, &error.error))?;
        Ok(PulledList {
            file: base_name(&target),
            what,
            entries: self.entries,
            oddities: pulled
                .oddities
                .iter()
                .map(|odd: &Oddity| odd.sentence())
                .collect(),
        })
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        let written = self.out.write_all(text.as_bytes());
        written.map_err(|error| unwritable(&self.target, &error))
    }
}

pub(super) fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        "file_unwritable",
        &format!("{} cannot be written: {error}.", base_name(path)),
    )
    .hint("Check that the folder exists, is writable and has space left.")
}

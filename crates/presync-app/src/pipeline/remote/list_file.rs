//! A list written to a file while it comes, one entry a line, under the head that its system gives lists.
//! The file takes its name when the list is whole; until then there is only the part of it beside.

use std::{
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use presync_remote::{Earlier, Mark, Oddity, Pulled, RemoteError};
use serde_json::Value;
use tempfile::NamedTempFile;

use super::{
    PulledList,
    partial::{Left, Partial},
};
use crate::{files::base_name, wire::Failure};

/// What is done about a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occupied {
    /// It is somebody's and stays.
    Refuse,
    /// It is an earlier one of this pull and is replaced.
    Replace,
}

impl Occupied {
    /// # Errors
    /// When the file is there and stays.
    pub(super) fn refuse(self, target: &Path) -> Result<(), Failure> {
        if self == Self::Replace || !target.exists() {
            return Ok(());
        }
        let name = base_name(target);
        Err(Failure::new(
            "file_exists",
            &format!("{name} is there already and is not overwritten."),
        )
        .hint("Name another file, or move that one away."))
    }
}

/// A list while it is written.
pub(super) struct ListFile {
    target: PathBuf,
    occupied: Occupied,
    part: Partial,
    earlier: Option<Earlier>,
    /// What to tell about how it began.
    note: Option<String>,
    /// Why the disk refused, where it did.
    failed: Option<Failure>,
}

/// How a list is asked for: from what an earlier pull left, page by page.
pub(super) type Take<'t> = dyn FnMut(Vec<Value>, Option<&Mark>) -> Result<(), RemoteError> + 't;

impl ListFile {
    /// Begins a list beside where it will be, or goes on with what an earlier pull left. `of` says what is
    /// read and from where.
    pub(super) fn begin(
        target: &Path,
        of: &str,
        from_start: bool,
        occupied: Occupied,
    ) -> Result<Self, Failure> {
        occupied.refuse(target)?;
        let (part, left) = Partial::open(target, of, from_start)?;
        let name = base_name(target);
        let (earlier, note) = match left {
            Left::Nothing => (None, None),
            Left::TooOld => (
                None,
                Some(format!(
                    "{name}: a part of it was left more than a day ago and is not used; everything was read anew."
                )),
            ),
            Left::Part(earlier) => {
                let had = earlier.mark.pulled.resources;
                let note = format!(
                    "{name}: reading went on after the {had} entries that an earlier pull left."
                );
                (Some(earlier), Some(note))
            }
        };
        Ok(Self {
            target: target.to_owned(),
            occupied,
            part,
            earlier,
            note,
            failed: None,
        })
    }

    /// Reads the list into the file by `read`, which is told where to begin. Where the service does not go
    /// on from there, everything is read anew.
    ///
    /// # Errors
    /// What reading says, with what there is to go on from; what the disk says.
    pub(super) fn fill(
        &mut self,
        mut read: impl FnMut(Option<&Earlier>, &mut Take<'_>) -> Result<Pulled, RemoteError>,
    ) -> Result<Pulled, Failure> {
        let earlier = self.earlier.take();
        let mut ended = read(earlier.as_ref(), &mut |page, mark| self.take(&page, mark));
        if earlier.is_some() && matches!(ended, Err(RemoteError::Stale { .. })) {
            self.part.start_over()?;
            let name = base_name(&self.target);
            self.note = Some(format!(
                "{name}: the service does not go on where an earlier pull broke off; everything was read anew."
            ));
            ended = read(None, &mut |page, mark| self.take(&page, mark));
        }
        match (self.failed.take(), ended) {
            (Some(failure), _) => Err(failure),
            (None, Ok(pulled)) => Ok(pulled),
            (None, Err(error)) => Err(error.into()),
        }
    }

    /// Takes entries in. A disk that refuses ends the reading; [`Self::fill`] says why.
    fn take(&mut self, page: &[Value], mark: Option<&Mark>) -> Result<(), RemoteError> {
        self.part.take(page, mark).map_err(|failure| {
            self.failed = Some(failure);
            RemoteError::Cancelled
        })
    }

    /// What is left of a list that broke off: nothing where the user stopped it or nothing came, else a part
    /// that is named in the failure.
    pub(super) fn broke_off(self, failure: Failure) -> Failure {
        let stopped = failure.code == Failure::cancelled().code;
        if stopped || !self.part.has_marks() {
            self.part.remove();
            return failure;
        }
        let hint = format!(
            "What came so far is kept as {}, which is a part and not the list: the same command goes on from there.",
            self.part.name()
        );
        failure.hint(&hint)
    }

    /// Writes the whole list under its name, between what its system puts before and after the entries.
    pub(super) fn finish(
        mut self,
        head: &str,
        tail: &str,
        what: &'static str,
        pulled: &Pulled,
    ) -> Result<(PulledList, Option<String>), Failure> {
        let mut out = Whole::begin(&self.target, head)?;
        self.part.each(&mut |entry| out.entry(entry))?;
        let entries = out.entries;
        out.finish(tail, self.occupied)?;
        self.part.remove();
        let list = PulledList {
            file: base_name(&self.target),
            what,
            entries,
            oddities: sentences(&pulled.oddities),
        };
        Ok((list, self.note))
    }
}

/// What was odd, in words.
pub(super) fn sentences<'o>(oddities: impl IntoIterator<Item = &'o Oddity>) -> Vec<&'static str> {
    oddities.into_iter().map(|odd| odd.sentence()).collect()
}

/// A whole list on its way to its name.
pub(super) struct Whole {
    target: PathBuf,
    out: BufWriter<NamedTempFile>,
    pub(super) entries: u64,
}

impl Whole {
    pub(super) fn begin(target: &Path, head: &str) -> Result<Self, Failure> {
        let folder = target
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")));
        let mut whole = Self {
            target: target.to_owned(),
            out: BufWriter::new(file.map_err(|error| unwritable(target, &error))?),
            entries: 0,
        };
        whole.write(head.as_bytes())?;
        Ok(whole)
    }

    pub(super) fn entry(&mut self, entry: &[u8]) -> Result<(), Failure> {
        self.write(if self.entries == 0 { b"\n" } else { b",\n" })?;
        self.entries += 1;
        self.write(entry)
    }

    pub(super) fn finish(mut self, tail: &str, occupied: Occupied) -> Result<(), Failure> {
        self.write(tail.as_bytes())?;
        let target = self.target;
        let written = self
            .out
            .into_inner()
            .map_err(|error| unwritable(&target, error.error()))?;
        written
            .as_file()
            .sync_all()
            .map_err(|error| unwritable(&target, &error))?;
        let kept = match occupied {
            Occupied::Refuse => written.persist_noclobber(&target),
            Occupied::Replace => written.persist(&target),
        };
        kept.map(|_| ())
            .map_err(|error| unwritable(&target, &error.error))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = self.out.write_all(bytes);
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

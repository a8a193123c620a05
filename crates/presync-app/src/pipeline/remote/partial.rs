//! A list while it comes, beside the file it will be: entries and marks, a line each. What a break leaves is
//! called a part in its name and its first line, is no list in any format, and is gone on from.

use std::{
    collections::BTreeSet,
    ffi::OsString,
    fs::{File, OpenOptions},
    io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use presync_remote::{Earlier, Mark};
use serde_json::Value;

use super::list_file::unwritable;
use crate::{files::base_name, wire::Failure};

/// What the file's name ends with.
const ENDING: &str = ".partial";
/// How the file begins: what it is, and in which form.
const MAGIC: &str = "presync-partial 1 ";
const ENTRY: u8 = b'+';
const MARK: u8 = b'=';
/// A part that is older shows another day than what would be read after it.
const AGE_MAX: Duration = Duration::from_hours(24);

/// The part of a list that has come.
pub(super) struct Partial {
    path: PathBuf,
    of: String,
    out: BufWriter<File>,
    has_marks: bool,
}

/// What an earlier pull left.
pub(super) enum Left {
    /// Nothing.
    Nothing,
    /// A part to go on from.
    Part(Earlier),
    /// A part that is too old, and was thrown away.
    TooOld,
}

impl Partial {
    /// Where the part of a list is kept.
    pub(super) fn path_of(target: &Path) -> PathBuf {
        let mut name = target
            .file_name()
            .map_or_else(OsString::new, OsString::from);
        name.push(ENDING);
        target.with_file_name(name)
    }

    /// Opens what an earlier pull left, or begins. `of` says what is read and from where.
    ///
    /// # Errors
    /// When the part is of something else, another pull is writing it, or the disk refuses.
    pub(super) fn open(target: &Path, of: &str, from_start: bool) -> Result<(Self, Left), Failure> {
        let path = Self::path_of(target);
        let refused = |error: std::io::Error| unwritable(&path, &error);
        let options = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .clone();
        let file = options.open(&path).map_err(refused)?;
        file.try_lock().map_err(|_| in_use(&path))?;
        let age = file.metadata().and_then(|about| about.modified());
        let age = age.ok().and_then(|modified| modified.elapsed().ok());
        let left = match from_start {
            true => Found::Nothing,
            false => found(&file, of).map_err(refused)?,
        };
        let mut partial = Self {
            path: path.clone(),
            of: of.to_owned(),
            out: BufWriter::new(file),
            has_marks: false,
        };
        match left {
            Found::Other => Err(other(&path)),
            Found::Part(..) if age.is_some_and(|age| age > AGE_MAX) => {
                partial.start_over()?;
                Ok((partial, Left::TooOld))
            }
            Found::Part(earlier, end) => {
                partial.cut(end)?;
                partial.has_marks = true;
                Ok((partial, Left::Part(earlier)))
            }
            Found::Nothing => {
                partial.start_over()?;
                Ok((partial, Left::Nothing))
            }
        }
    }

    /// Throws away what came.
    pub(super) fn start_over(&mut self) -> Result<(), Failure> {
        self.cut(0)?;
        self.has_marks = false;
        let head = format!("{MAGIC}{}\n", Value::from(self.of.as_str()));
        self.write(head.as_bytes())?;
        self.flush()
    }

    /// Takes a page in, and where reading stands after it.
    pub(super) fn take(&mut self, page: &[Value], mark: Option<&Mark>) -> Result<(), Failure> {
        for entry in page {
            self.line(ENTRY, &entry.to_string())?;
        }
        if let Some(mark) = mark {
            let text = serde_json::to_string(mark).map_err(|_| Failure::internal())?;
            self.line(MARK, &text)?;
            self.has_marks = true;
        }
        self.flush()
    }

    /// Hands on every entry as text, in order.
    pub(super) fn each(
        &mut self,
        give: &mut dyn FnMut(&[u8]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.flush()?;
        let refused = |error: std::io::Error| unwritable(&self.path, &error);
        let mut file = self.out.get_ref();
        file.seek(SeekFrom::Start(0)).map_err(refused)?;
        let mut lines = BufReader::new(file);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).map_err(refused)? > 0 {
            if let Some(entry) = line.strip_prefix(&[ENTRY]) {
                give(entry.trim_ascii_end())?;
            }
            line.clear();
        }
        Ok(())
    }

    /// Removes it.
    pub(super) fn remove(self) {
        let path = self.path.clone();
        drop(self);
        // A part that stays is found and named by the next pull.
        let _ = std::fs::remove_file(path);
    }

    /// Whether there is something to go on from.
    pub(super) fn has_marks(&self) -> bool {
        self.has_marks
    }

    /// What it is called.
    pub(super) fn name(&self) -> String {
        base_name(&self.path)
    }

    fn line(&mut self, kind: u8, text: &str) -> Result<(), Failure> {
        self.write(&[kind])?;
        self.write(text.as_bytes())?;
        self.write(b"\n")
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = self.out.write_all(bytes);
        written.map_err(|error| unwritable(&self.path, &error))
    }

    fn flush(&mut self) -> Result<(), Failure> {
        let flushed = self.out.flush();
        flushed.map_err(|error| unwritable(&self.path, &error))
    }

    fn cut(&mut self, end: u64) -> Result<(), Failure> {
        let file = self.out.get_mut();
        let cut = file
            .set_len(end)
            .and_then(|()| file.seek(SeekFrom::Start(end)));
        cut.map(|_| ())
            .map_err(|error| unwritable(&self.path, &error))
    }
}

/// What a file that is there already holds.
enum Found {
    Nothing,
    Other,
    /// The part, and where its last whole page ends.
    Part(Earlier, u64),
}

/// Reads a part up to its last mark; what comes after that broke off.
fn found(file: &File, of: &str) -> std::io::Result<Found> {
    let mut lines = BufReader::new(file);
    let mut line = Vec::new();
    let mut end = lines.read_until(b'\n', &mut line)? as u64;
    if end == 0 {
        return Ok(Found::Nothing);
    }
    let head = std::str::from_utf8(&line).ok();
    let said = head.and_then(|head| head.strip_prefix(MAGIC));
    let said = said.and_then(|said| serde_json::from_str::<String>(said).ok());
    if said.as_deref() != Some(of) {
        return Ok(Found::Other);
    }
    let (mut ids, mut fresh, mut part) = (BTreeSet::new(), Vec::new(), None);
    loop {
        line.clear();
        let bytes = lines.read_until(b'\n', &mut line)? as u64;
        if bytes == 0 || line.last() != Some(&b'\n') {
            break;
        }
        end += bytes;
        match line.split_first() {
            Some((&ENTRY, entry)) => fresh.extend(id_of(entry)),
            Some((&MARK, mark)) => {
                let Ok(mark) = serde_json::from_slice::<Mark>(mark) else {
                    break;
                };
                ids.extend(fresh.drain(..));
                part = Some((mark, end));
            }
            _ => break,
        }
    }
    Ok(part.map_or(Found::Nothing, |(mark, end)| {
        Found::Part(Earlier { mark, ids }, end)
    }))
}

fn id_of(entry: &[u8]) -> Option<String> {
    let entry: Value = serde_json::from_slice(entry).ok()?;
    Some(entry.get("id")?.as_str()?.to_owned())
}

fn in_use(path: &Path) -> Failure {
    let name = base_name(path);
    Failure::new(
        "pull_running",
        &format!("{name} is being written by another pull."),
    )
    .hint("Wait until it has ended, or name another file.")
}

fn other(path: &Path) -> Failure {
    let name = base_name(path);
    Failure::new(
        "partial_of_other",
        &format!("{name} is what another pull left, which asked for something else."),
    )
    .hint("Run that pull again to end it, or begin anew with --from-start, or move the file away.")
}

/// Refuses the part of a list where a list is expected.
///
/// # Errors
/// When the file is a part.
pub(crate) fn refuse_partial(path: &Path) -> Result<(), Failure> {
    let mut start = [0; MAGIC.len()];
    let read =
        File::open(path).and_then(|mut file| std::io::Read::read_exact(&mut file, &mut start));
    // A file that cannot be read is for the importer to say.
    if read.is_err() || start != *MAGIC.as_bytes() {
        return Ok(());
    }
    let name = base_name(path);
    Err(Failure::new(
        "partial_list",
        &format!("{name} is a part of a list: the pull that wrote it broke off."),
    )
    .hint("Run the pull again: it goes on where it broke off, and writes the whole list."))
}

//! Locking a workspace with a passphrase, with another one, or with none, its backups included.
//!
//! A file is never changed in place: a compact copy is made beside it, locked, looked at, and put in its
//! place by one rename; then the bytes of the old file are overwritten. A program that is killed leaves the
//! old file or the new one, and maybe a copy that the next run removes.

use std::{
    ffi::OsStr,
    fs::{File, OpenOptions},
    io::{Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use crate::{
    Passphrase, Workspace, connection,
    error::{Result, WorkspaceError, base_name},
    gate,
    workspace::make_private_file,
};

/// Bytes overwritten at a time.
const BLOCK_BYTES: usize = 1 << 20;

impl Workspace {
    /// Locks a workspace that nobody has open, and the backups beside it, with a passphrase or with none.
    /// Gives how many files that were.
    ///
    /// # Errors
    /// As [`Workspace::unlock`]; `Busy` when a program has it open, `Full` when there is no room for a copy.
    /// Each file is as before or locked anew.
    pub fn relock(
        path: &Path,
        current: Option<&Passphrase>,
        new: Option<&Passphrase>,
    ) -> Result<usize> {
        let workspace = Self::unlock(path, current)?;
        let current = current.filter(|_| workspace.is_locked());
        workspace.close()?;
        remove_left_copies(path)?;
        let mut files = backups_of(path);
        files.push(path.to_owned());
        for file in &files {
            replace(file, current, new)?;
        }
        Ok(files.len())
    }
}

/// The copies that were made before the format of a workspace was brought up to date, in order.
pub(crate) fn backups_of(path: &Path) -> Vec<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    beside(path, &format!("{stem}.backup-v"), ".presync")
}

/// Files beside a workspace whose names begin and end so.
fn beside(path: &Path, begin: &str, end: &str) -> Vec<PathBuf> {
    let is_one = |name: &OsStr| {
        let name = name.to_string_lossy();
        name.starts_with(begin) && name.ends_with(end)
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .filter(|entry| is_one(&entry.file_name()))
        .map(|entry| entry.path())
        .collect();
    files.sort();
    files
}

fn copy_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".relock");
    name.into()
}

/// Overwrites and removes what a killed run left.
pub(crate) fn remove_left_copies(path: &Path) -> Result<()> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    for end in [".presync.relock", ".relock", ".relock-journal"] {
        for left in beside(path, &stem, end) {
            shred(&left)?;
        }
    }
    Ok(())
}

fn replace(path: &Path, current: Option<&Passphrase>, new: Option<&Passphrase>) -> Result<()> {
    let file = base_name(path);
    let sql = |error| WorkspaceError::of_sql(&file, error);
    let io = |error| WorkspaceError::of_io(&file, error);
    // Opened before the lock is taken: closing it later would give the lock up.
    let mut old = OpenOptions::new().write(true).open(path).map_err(io)?;
    let current = current.filter(|_| is_locked(path));
    let holder = connection::writer(path, current).map_err(sql)?;
    if !connection::take_alone(&holder).map_err(sql)? {
        return Err(WorkspaceError::Busy { file: file.clone() });
    }
    let copy = copy_of(path);
    make_private_file(&copy).map_err(io)?;
    let made = holder
        .execute("VACUUM INTO ?1", [copy.to_string_lossy()])
        .and_then(|_| connection::lock_in_place(&copy, current, new))
        .map_err(sql)
        .and_then(|()| check(&copy, &file, new));
    let put = made.and_then(|()| {
        File::open(&copy)
            .and_then(|copy| copy.sync_all())
            .map_err(io)?;
        std::fs::rename(&copy, path).map_err(io)
    });
    if let Err(error) = put {
        // The reason matters more than a copy that cannot be removed either; the next run removes it.
        let _ = shred(&copy);
        return Err(error);
    }
    overwrite(&mut old).map_err(io)?;
    drop(holder);
    Ok(())
}

/// Whether the copy opens with its new key and every page of it can be read.
fn check(copy: &Path, file: &str, key: Option<&Passphrase>) -> Result<()> {
    let connection = connection::untouching_reader(copy, key);
    let verdict = connection.and_then(|connection| {
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))
    });
    let verdict = verdict.map_err(|error| WorkspaceError::of_sql(file, error))?;
    if verdict == "ok" && is_locked(copy) == key.is_some() {
        Ok(())
    } else {
        Err(WorkspaceError::damaged(
            file,
            "its copy could not be read back",
        ))
    }
}

/// Whether a file begins as a locked database does; `false` where it cannot be read.
#[must_use]
pub fn is_locked(path: &Path) -> bool {
    let mut header = [0; 100];
    let read =
        File::open(path).and_then(|mut file| std::io::Read::read_exact(&mut file, &mut header));
    read.is_ok() && gate::looks_locked(&header)
}

/// Overwrites a file with zeros, to the disk, and removes it. One that is not there is no matter.
///
/// # Errors
/// As the system says.
pub(crate) fn shred(path: &Path) -> Result<()> {
    let io = |error| WorkspaceError::of_io(&base_name(path), error);
    match OpenOptions::new().write(true).open(path) {
        Ok(mut file) => overwrite(&mut file).map_err(io)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(io(error)),
    }
    std::fs::remove_file(path).map_err(io)
}

fn overwrite(file: &mut File) -> std::io::Result<()> {
    let zeros = vec![0; BLOCK_BYTES];
    let mut left = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    while left > 0 {
        let block = left.min(BLOCK_BYTES as u64);
        let len = usize::try_from(block).expect("BUG: a block fits memory");
        file.write_all(&zeros[..len])?;
        left -= block;
    }
    file.sync_all()
}

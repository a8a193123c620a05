//! `azure-pull.json`: what a pull of Azure asked for, which of its lists are whole, and the link by which
//! Graph tells what has changed since. It lies with the lists, and lets a later pull go on or refresh.

use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    path::Path,
};

use presync_remote::Oddity;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::{PulledList, list_file::unwritable};
use crate::wire::Failure;

/// What it is called.
pub(super) const NAME: &str = "azure-pull.json";
const FORMAT: u32 = 1;
const CHUNK_BYTES: usize = 64 << 10;

/// The ledger of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ledger {
    format: u32,
    /// What was asked for.
    pub(super) of: Asked,
    /// Whether everything came.
    pub(super) is_whole: bool,
    /// The large lists that are whole, by file.
    pub(super) lists: BTreeMap<String, WholeList>,
    /// The link that asks what has changed about users since they were read.
    pub(super) changes: Option<String>,
}

/// What a pull asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) graph: String,
    pub(super) tenant: String,
    pub(super) app_id: Option<String>,
    pub(super) attributes: Vec<String>,
    pub(super) logs: bool,
}

/// A list that is whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WholeList {
    pub(super) entries: u64,
    pub(super) oddities: Vec<Oddity>,
    sha256: String,
}

impl Ledger {
    /// The ledger of a folder; none where there is none.
    ///
    /// # Errors
    /// When it cannot be read as one of ours.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, Failure> {
        let path = folder.join(NAME);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unwritable(&path, &error)),
        };
        let read: Option<Self> = serde_json::from_slice(&text).ok();
        match read.filter(|ledger| ledger.format == FORMAT) {
            Some(ledger) => Ok(Some(ledger)),
            None => Err(Failure::new(
                "ledger_unreadable",
                &format!("{NAME} is not what a pull of this version writes."),
            )
            .hint("Name another folder, or move the file away.")),
        }
    }

    /// The ledger of a pull that begins.
    pub(super) fn begin(of: Asked) -> Self {
        Self {
            format: FORMAT,
            of,
            is_whole: false,
            lists: BTreeMap::new(),
            changes: None,
        }
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Failure> {
        let path = folder.join(NAME);
        let text = serde_json::to_string_pretty(self).map_err(|_| Failure::internal())?;
        replace(&path, text.as_bytes())
    }

    /// Takes note of a list that is whole.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn has(
        &mut self,
        folder: &Path,
        list: &PulledList,
        oddities: Vec<Oddity>,
    ) -> Result<(), Failure> {
        let whole = WholeList {
            entries: list.entries,
            oddities,
            sha256: digest(&folder.join(&list.file))?,
        };
        self.lists.insert(list.file.clone(), whole);
        self.write(folder)
    }

    /// A list that is whole and as it was written.
    pub(super) fn intact(&self, folder: &Path, file: &str) -> Option<&WholeList> {
        let whole = self.lists.get(file)?;
        let is = digest(&folder.join(file)).ok()?;
        (is == whole.sha256).then_some(whole)
    }
}

/// Writes a small file whole or not at all, in place of one that is there.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let refused = |error: std::io::Error| unwritable(path, &error);
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder).map_err(refused)?;
    file.write_all(bytes).map_err(refused)?;
    file.persist(path).map_err(|error| refused(error.error))?;
    Ok(())
}

fn digest(path: &Path) -> Result<String, Failure> {
    let unreadable = |error: std::io::Error| unwritable(path, &error);
    let mut file = fs::File::open(path).map_err(unreadable)?;
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        match file.read(&mut chunk).map_err(unreadable)? {
            0 => break,
            read => hasher.update(&chunk[..read]),
        }
    }
    let bytes = hasher.finalize();
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

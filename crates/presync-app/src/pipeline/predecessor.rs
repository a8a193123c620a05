//! Which imported source a file is a newer export of, if any: by the people both hold and by their columns.
//!
//! It proposes; a person says whether the file replaces that source or comes beside it.

use std::{
    collections::{BTreeSet, HashSet},
    path::Path,
};

use presync_core::{
    Diagnostic, Side,
    catalogue::fold_header,
    progress::Unwatched,
    record::{Record, RecordSink, SinkError, SourceColumn, SourceHeader},
    reimport::{folded_key, keys},
};
use presync_import::{ImportError, ReadOptions, inspect, read};
use presync_store::{SourceRow, Workspace};

use crate::wire::Failure;

/// Records of the file that are looked at.
const LOOKED_AT_MAX: usize = 50_000;
/// From this share of the smaller one's people on, both are of the same people.
const OVERLAP_MIN: f64 = 0.5;

/// A source that holds the same people as a file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Predecessor {
    /// The source.
    pub(crate) source: SourceRow,
    /// The share of the smaller one's people whom both hold, 0 to 1.
    pub(crate) overlap: f64,
    /// Whether both have the same columns.
    pub(crate) same_columns: bool,
    /// Whether they are the same bytes.
    pub(crate) same_file: bool,
}

/// The source of a side that shares the most people with a file, if it shares enough.
///
/// # Errors
/// When the file or a source cannot be read.
pub(crate) fn predecessor(
    workspace: &Workspace,
    path: &Path,
    side: Side,
) -> Result<Option<Predecessor>, Failure> {
    let mut sources = workspace.sources()?;
    sources.retain(|source| source.header.side == side && source.records > source.rejected);
    if sources.is_empty() {
        return Ok(None);
    }
    let file = KeysOfFile::read(path, side)?;
    let mut best: Option<Predecessor> = None;
    for source in sources {
        let overlap = file.overlap(workspace, &source)?;
        let is_better = best.as_ref().is_none_or(|known| known.overlap <= overlap);
        if overlap >= OVERLAP_MIN && is_better {
            best = Some(Predecessor {
                same_columns: headers(&file.columns) == headers(&source.header.columns),
                same_file: file.sha256 == source.header.sha256,
                source,
                overlap,
            });
        }
    }
    Ok(best)
}

/// Headers by their letters and digits.
fn headers(columns: &[SourceColumn]) -> BTreeSet<String> {
    columns
        .iter()
        .map(|column| fold_header(&column.header))
        .collect()
}

/// Where each key of a side stands among some columns.
fn places(side: Side, columns: &[SourceColumn]) -> [Option<usize>; 3] {
    keys(side).map(|key| columns.iter().position(|column| column.attribute == key))
}

/// The keys of the first people of a file.
struct KeysOfFile {
    side: Side,
    sha256: String,
    columns: Vec<SourceColumn>,
    places: [Option<usize>; 3],
    keys: [HashSet<String>; 3],
    looked_at: usize,
}

impl KeysOfFile {
    fn read(path: &Path, side: Side) -> Result<Self, Failure> {
        let options = ReadOptions {
            side: Some(side),
            ..ReadOptions::default()
        };
        let inspection = inspect(path, &options, &Unwatched)?;
        let mut file = Self {
            side,
            sha256: inspection.sha256.clone(),
            columns: Vec::new(),
            places: [None; 3],
            keys: Default::default(),
            looked_at: 0,
        };
        match read(path, &inspection, &mut file, &Unwatched) {
            // A file without users is nobody's newer export; importing it says what is wrong.
            Ok(_) | Err(ImportError::Sink(_) | ImportError::Refused(_)) => Ok(file),
            Err(error) => Err(error.into()),
        }
    }

    /// The share of people of the smaller one, by the most trusted key that both have.
    fn overlap(&self, workspace: &Workspace, source: &SourceRow) -> Result<f64, Failure> {
        let theirs = places(self.side, &source.header.columns);
        let shared = (0..theirs.len()).find_map(|key| {
            let place = theirs[key].filter(|_| !self.keys[key].is_empty());
            place.map(|place| (key, place))
        });
        let Some((key, place)) = shared else {
            return Ok(0.0);
        };
        let mut found = 0u32;
        workspace.each_record(source, |cells| {
            let value = folded_key(self.side, key, cells[place]);
            found += u32::from(value.is_some_and(|value| self.keys[key].contains(&value)));
        })?;
        let held = source.records - source.rejected;
        let looked_at = u32::try_from(self.looked_at).unwrap_or(u32::MAX);
        Ok((f64::from(found) / f64::from(held.min(looked_at).max(1))).min(1.0))
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the first keys are enough")]
struct Enough;

impl RecordSink for KeysOfFile {
    fn begin(&mut self, header: &SourceHeader) -> Result<(), SinkError> {
        self.columns.clone_from(&header.columns);
        self.places = places(self.side, &header.columns);
        Ok(())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<(), SinkError> {
        for (key, place) in self.places.iter().enumerate() {
            let value = place.and_then(|at| folded_key(self.side, key, record.cells[at]));
            self.keys[key].extend(value);
        }
        self.looked_at += 1;
        if self.looked_at < LOOKED_AT_MAX {
            Ok(())
        } else {
            Err(SinkError(Box::new(Enough)))
        }
    }

    fn diagnostic(&mut self, _: Diagnostic) -> Result<(), SinkError> {
        Ok(())
    }
}

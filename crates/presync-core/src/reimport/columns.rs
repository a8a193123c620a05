//! What became of the columns from one export to the next. Values are not looked at here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{catalogue::fold_header, record::SourceColumn, summary::counted};

/// A column whose header stayed and whose meaning did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadDifferently {
    /// The header, as the newer export spells it.
    pub header: String,
    /// The attribute it was read as.
    pub before: String,
    /// The attribute it is read as.
    pub after: String,
}

/// Headers that are gone, new, or read as something else.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ColumnChanges {
    /// Headers only the older export has.
    pub gone: Vec<String>,
    /// Headers only the newer export has.
    pub new: Vec<String>,
    /// Headers of both that are read differently.
    pub read_differently: Vec<ReadDifferently>,
}

impl ColumnChanges {
    /// Compares the columns of two exports, each header by its letters and digits.
    #[must_use]
    pub fn between(before: &[SourceColumn], after: &[SourceColumn]) -> Self {
        let [old, new] = [before, after].map(by_header);
        let missing = |columns: &[SourceColumn], from: &BTreeMap<String, &SourceColumn>| {
            let mut headers: Vec<String> = columns
                .iter()
                .filter(|column| !from.contains_key(&key(column)))
                .map(|column| column.header.clone())
                .collect();
            headers.dedup();
            headers
        };
        let differently = new.iter().filter_map(|(header, column)| {
            let known = old.get(header)?;
            (known.attribute != column.attribute).then(|| ReadDifferently {
                header: column.header.clone(),
                before: known.attribute.clone(),
                after: column.attribute.clone(),
            })
        });
        Self {
            gone: missing(before, &new),
            new: missing(after, &old),
            read_differently: differently.collect(),
        }
    }

    /// Whether the columns stayed as they were.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.new.is_empty() && self.read_differently.is_empty()
    }

    /// The figures in words: `2 columns gone, 1 column new`.
    pub(super) fn sentence(&self) -> String {
        let count = |list: usize| u32::try_from(list).unwrap_or(u32::MAX);
        let parts = [
            (count(self.gone.len()), "gone"),
            (count(self.new.len()), "new"),
            (count(self.read_differently.len()), "read differently"),
        ];
        let words = parts.into_iter().filter(|(count, _)| *count > 0);
        let words = words.map(|(n, word)| format!("{} {word}", counted(n, "column", "columns")));
        words.collect::<Vec<_>>().join(", ")
    }
}

fn by_header(columns: &[SourceColumn]) -> BTreeMap<String, &SourceColumn> {
    let mut known = BTreeMap::new();
    for column in columns {
        known.entry(key(column)).or_insert(column);
    }
    known
}

/// A header without letters or digits stands for itself.
fn key(column: &SourceColumn) -> String {
    let folded = fold_header(&column.header);
    if folded.is_empty() {
        column.header.trim().to_owned()
    } else {
        folded
    }
}

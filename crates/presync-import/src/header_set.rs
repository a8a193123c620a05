//! Files by their headers: the next export of the same kind has the same ones, under another name.

use std::fmt::Write as _;

use presync_core::catalogue::fold_header;
use sha2::{Digest, Sha256};

use crate::Inspection;

/// Digest of a set of headers, whatever their order and spelling; empty cells do not count.
#[must_use]
pub fn digest(headers: &[String]) -> String {
    let mut folded: Vec<String> = headers.iter().map(|header| fold_header(header)).collect();
    folded.retain(|header| !header.is_empty());
    folded.sort_unstable();
    let digest = Sha256::digest(folded.join("\n").as_bytes());
    digest.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

impl Inspection {
    /// The headers as the file spells them.
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.evidence.headers
    }

    /// Digests of the sets of headers that the file may have: those that are read first, then those of
    /// its other first rows and delimiters. What was decided once may be what makes the right one.
    #[must_use]
    pub fn header_sets(&self) -> Vec<String> {
        let alternatives = &self.alternatives;
        let rows = alternatives.first_rows.iter().map(|row| &row.cells);
        let delimiters = alternatives.delimiters.iter().map(|choice| &choice.header);
        let read = std::iter::once(&self.evidence.headers);
        let mut sets: Vec<String> = Vec::new();
        for headers in read.chain(rows).chain(delimiters) {
            let set = digest(headers);
            if !sets.contains(&set) {
                sets.push(set);
            }
        }
        sets
    }
}

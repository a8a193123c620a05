//! `links.csv` by itself, for when only who is who was asked. The package's is the same format.

use std::path::Path;

use presync_core::{Phase, Population, Progress, matching::Matching, summary::IdentityColumns};

use crate::{
    CsvProfile, ReportError,
    csv_file::CsvFile,
    formats::links_csv::{HEAD, write_rows},
    lone_file::{Kind, write_lone},
};

/// Who is who, and among whom.
#[derive(Debug, Clone, Copy)]
pub struct Links<'a> {
    /// The intranet users.
    pub legacy: &'a Population,
    /// The Azure users.
    pub azure: &'a Population,
    /// The links between them.
    pub matching: &'a Matching,
}

/// Writes the links to a file, whole or not at all. An earlier links file is replaced, any other file
/// is not.
///
/// # Errors
/// When something else lies there, the file system refuses, or the user stops it.
pub fn write_links(
    links: Links<'_>,
    path: &Path,
    csv: CsvProfile,
    progress: &dyn Progress,
) -> Result<(), ReportError> {
    let kind = Kind {
        noun: "links file",
        head: HEAD.join(","),
    };
    progress.begin(Phase::Write, links.matching.links.len() as u64);
    let columns = IdentityColumns::between(links.legacy, links.azure);
    write_lone(path, &kind, |file| {
        let rows = CsvFile::new(file, csv, &HEAD)?;
        write_rows(&links.matching.links, &columns, rows, progress)
    })
}

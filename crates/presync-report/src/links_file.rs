//! `links.csv` by itself, for when only who is who was asked. The package's is the same format.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::Path,
};

use presync_core::{Phase, Population, Progress, matching::Matching, summary::IdentityColumns};

use crate::{
    CsvProfile, ReportError,
    csv_file::CsvFile,
    formats::links_csv::{HEAD, write_rows},
    package_file::PackageFile,
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
    if path.exists() && !is_links_file(path)? {
        return Err(ReportError::Occupied {
            folder: path.to_owned(),
            reason: "it is no links file of ours".to_owned(),
        });
    }
    progress.begin(Phase::Write, links.matching.links.len() as u64);
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(ReportError::io(parent))?;
    let aside = tempfile::Builder::new()
        .prefix(".presync-")
        .tempdir_in(parent);
    let aside = aside.map_err(ReportError::io(parent))?;
    let mut file = PackageFile::create(aside.path(), "links.csv")?;
    let columns = IdentityColumns::between(links.legacy, links.azure);
    let rows = CsvFile::new(&mut file, csv, &HEAD)?;
    write_rows(&links.matching.links, &columns, rows, progress)?;
    file.finish()?;
    fs::rename(aside.path().join("links.csv"), path).map_err(ReportError::io(path))
}

fn is_links_file(path: &Path) -> Result<bool, ReportError> {
    let file = File::open(path).map_err(ReportError::io(path))?;
    let mut head = Vec::new();
    BufReader::new(file)
        .read_until(b'\n', &mut head)
        .map_err(ReportError::io(path))?;
    Ok(String::from_utf8_lossy(&head).replace('"', "").trim_end() == HEAD.join(","))
}

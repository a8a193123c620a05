//! One file of the package while it is written: buffered, counted, hashed, and synced at the end.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::ReportError;

const BUFFER_BYTES: usize = 1 << 17;

/// A file of the package as the manifest names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenFile {
    /// Its name in the package.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Lower-case hex SHA-256.
    pub sha256: String,
    /// Rows below the head; none where the format has no rows.
    pub rows: Option<u64>,
    /// Cells that got an apostrophe in front.
    pub neutralised_cells: u64,
}

/// Writes one file.
pub(crate) struct PackageFile {
    pub(crate) name: String,
    path: PathBuf,
    out: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
    pub(crate) rows: Option<u64>,
    pub(crate) neutralised_cells: u64,
}

impl PackageFile {
    pub(crate) fn create(folder: &Path, name: &str) -> Result<Self, ReportError> {
        let path = folder.join(name);
        let file = File::create(&path).map_err(ReportError::io(&path))?;
        Ok(Self {
            name: name.to_owned(),
            path,
            out: BufWriter::with_capacity(BUFFER_BYTES, file),
            hash: Sha256::new(),
            bytes: 0,
            rows: None,
            neutralised_cells: 0,
        })
    }

    /// Where it is written.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Names this file in an IO error.
    pub(crate) fn failed(&self, source: io::Error) -> ReportError {
        ReportError::Io {
            path: self.path.clone(),
            source,
        }
    }

    pub(crate) fn finish(mut self) -> Result<WrittenFile, ReportError> {
        self.out.flush().map_err(ReportError::io(&self.path))?;
        self.out
            .get_ref()
            .sync_all()
            .map_err(ReportError::io(&self.path))?;
        Ok(WrittenFile {
            name: self.name,
            bytes: self.bytes,
            sha256: hex(&self.hash.finalize()),
            rows: self.rows,
            neutralised_cells: self.neutralised_cells,
        })
    }
}

impl Write for PackageFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

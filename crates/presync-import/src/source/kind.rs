//! How a file is packed, by its first bytes and never by its name.

use std::io::Read;

use super::SourceFile;
use crate::{ImportError, RefusalCode};

/// How the bytes are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Container {
    /// A zip archive: a modern workbook, or nothing for us.
    Zip,
    /// An OLE compound file: an old Office document, or a new one under a password.
    Compound,
    /// Anything without a known signature.
    Text,
}

/// Signatures of files that people send by mistake: the first bytes and what to call it.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"SQLite format 3\0", "a database"),
    (b"{\\rtf", "a rich text document"),
];
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const HEAD_BYTES: usize = 16;

impl Container {
    /// Looks at the first bytes.
    pub(crate) fn of(file: &SourceFile<'_>) -> Result<Self, ImportError> {
        let mut head = Vec::new();
        file.reader()?
            .take(HEAD_BYTES as u64)
            .read_to_end(&mut head)
            .map_err(|error| file.failed(error))?;
        if head.is_empty() {
            return Err(file.refuse(
                RefusalCode::EmptyFile,
                "The file is empty.",
                "Export again and check that the download finished.",
            ));
        }
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return Ok(Self::Zip);
        }
        if head.starts_with(COMPOUND) {
            return Ok(Self::Compound);
        }
        match FOREIGN.iter().find(|(magic, _)| head.starts_with(magic)) {
            None => Ok(Self::Text),
            Some((_, what)) => Err(file.refuse(
                RefusalCode::FormatUnsupported,
                format!("This is {what}, not a table of users."),
                "Give a CSV, JSON or XLSX export; unpack archives first.",
            )),
        }
    }
}

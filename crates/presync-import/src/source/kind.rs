//! What a file is, by its first bytes and never by its name.

use std::io::Read;

use super::SourceFile;
use crate::{ImportError, RefusalCode};

/// How the bytes are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Container {
    /// A zip archive: a modern workbook, or nothing for us.
    Zip,
    /// Anything without a known signature.
    Text,
}

/// What kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextKind {
    /// Lines of fields.
    Delimited,
    /// JSON.
    Json,
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
            return Err(compound_refusal(file));
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

/// Tells JSON from lines of fields, and refuses mark-up, by the decoded start of a text.
pub(crate) fn text_kind(file: &SourceFile<'_>, head: &str) -> Result<TextKind, ImportError> {
    let start = head.trim_start();
    let mut characters = start.chars().filter(|c| !c.is_whitespace());
    match (characters.next(), characters.next()) {
        (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | ']' | '[' | '"')) => {
            Ok(TextKind::Json)
        }
        (Some('<'), Some(_)) => Err(mark_up_refusal(file, start)),
        _ => Ok(TextKind::Delimited),
    }
}

fn mark_up_refusal(file: &SourceFile<'_>, start: &str) -> ImportError {
    let lower = start.chars().take(2_000).collect::<String>().to_lowercase();
    let (what, hint) = if lower.contains("<html") || lower.contains("<table") {
        (
            "a web page, although it may be named like a workbook",
            "Open it in Excel and save it as an Excel workbook (.xlsx).",
        )
    } else if lower.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        (
            "an XML spreadsheet of 2003",
            "Open it in Excel and save it as an Excel workbook (.xlsx).",
        )
    } else {
        (
            "XML, which this version does not read",
            "Give a CSV, JSON or XLSX export of the users.",
        )
    };
    file.refuse(
        RefusalCode::FormatUnsupported,
        format!("This is {what}."),
        hint,
    )
}

/// Old Office files and encrypted new ones share a container; names of its streams tell them apart.
fn compound_refusal(file: &SourceFile<'_>) -> ImportError {
    let holds = |name: &str| contains(file, &utf16_le(name)).unwrap_or(false);
    if holds("EncryptedPackage") {
        return file.refuse(
            RefusalCode::WorkbookEncrypted,
            "The workbook is protected by a password.",
            "Open it in Excel, remove the password under File > Info, save a copy and give that.",
        );
    }
    if holds("Workbook") || holds("Book") {
        return file.refuse(
            RefusalCode::FormatUnsupported,
            "This is an Excel 97-2003 workbook (.xls), which this version does not read.",
            "Open it in Excel and save it as an Excel workbook (.xlsx) or as CSV UTF-8.",
        );
    }
    file.refuse(
        RefusalCode::NotAWorkbook,
        "This is an Office document, but no workbook.",
        "Give the export as an Excel workbook (.xlsx), CSV or JSON.",
    )
}

fn utf16_le(name: &str) -> Vec<u8> {
    name.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Whether the bytes occur anywhere; the directory of a compound file may stand anywhere in it.
fn contains(file: &SourceFile<'_>, needle: &[u8]) -> Result<bool, ImportError> {
    let mut reader = file.reader()?;
    let mut buffer = vec![0; 256 << 10];
    let mut carried = 0;
    loop {
        let read = reader
            .read(&mut buffer[carried..])
            .map_err(|error| file.failed(error))?;
        if read == 0 {
            return Ok(false);
        }
        let end = carried + read;
        if memchr::memmem::find(&buffer[..end], needle).is_some() {
            return Ok(true);
        }
        let keep = end.min(needle.len() - 1);
        buffer.copy_within(end - keep..end, 0);
        carried = keep;
    }
}

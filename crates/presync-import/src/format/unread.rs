//! What is recognised and not read: one sentence that says what it is, one that says what to do.

use std::io::Read;

use super::Look;
use crate::{ImportError, RefusalCode, source::SourceFile};

/// What containers that no format reads hold, and what to say of them.
const PACKED: &[(&str, &str, &str)] = &[
    (
        "xl/workbook.bin",
        "a binary workbook (.xlsb), which this version does not read",
        SAVE_AS,
    ),
    ("word/document.xml", "a Word document", GIVE),
    ("ppt/presentation.xml", "a PowerPoint presentation", GIVE),
    (
        "content.xml",
        "an OpenDocument file, which this version does not read",
        SAVE_AS,
    ),
    ("META-INF/MANIFEST.MF", "a Java archive", GIVE),
];
const SAVE_AS: &str = "Open it and save it as an Excel workbook (.xlsx) or as CSV UTF-8.";
const GIVE: &str = "Give the export as an Excel workbook (.xlsx), CSV or JSON.";

/// The refusal of a file that no format claims.
pub(super) fn refusal(file: &SourceFile<'_>, look: &Look) -> ImportError {
    match look {
        Look::Zip { .. } => packed(file, look),
        Look::Compound => compound(file),
        Look::Text { head, .. } => mark_up(file, head.trim_start()),
    }
}

fn packed(file: &SourceFile<'_>, look: &Look) -> ImportError {
    let known = PACKED.iter().find(|(part, ..)| look.has_part(part));
    let (what, hint) = known.map_or(
        (
            "a zip archive without a workbook",
            "Unpack it and give the export inside.",
        ),
        |(_, what, hint)| (*what, *hint),
    );
    file.refuse(RefusalCode::NotAWorkbook, format!("This is {what}."), hint)
}

fn mark_up(file: &SourceFile<'_>, start: &str) -> ImportError {
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
fn compound(file: &SourceFile<'_>) -> ImportError {
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

//! What is recognised and not read: one sentence that says what it is, one that says what to do.

use super::Look;
use crate::{ImportError, RefusalCode, source::SourceFile};

/// What containers that no format reads hold, and what to say of them.
const PACKED: &[(&str, &str, &str)] = &[
    ("word/document.xml", "a Word document", GIVE),
    ("ppt/presentation.xml", "a PowerPoint presentation", GIVE),
    (
        "content.xml",
        "an OpenDocument file, but no spreadsheet",
        GIVE,
    ),
    ("META-INF/MANIFEST.MF", "a Java archive", GIVE),
];
const GIVE: &str = "Give the export as an Excel workbook (.xlsx), CSV or JSON.";

/// The refusal of a file that no format claims.
pub(super) fn refusal(file: &SourceFile<'_>, look: &Look) -> ImportError {
    match look {
        Look::Zip { .. } => packed(file, look),
        Look::Compound { .. } => compound(file, look),
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

/// Encrypted new Office files are in the container of old ones.
fn compound(file: &SourceFile<'_>, look: &Look) -> ImportError {
    if look.has_entry("EncryptedPackage") {
        return file.refuse_encrypted();
    }
    file.refuse(
        RefusalCode::NotAWorkbook,
        "This is an Office document, but no workbook.",
        GIVE,
    )
}

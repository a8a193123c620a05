//! The beginning of an XML part: what it must not declare, and how many strings it says it holds.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::{Reader, events::Event};

use super::parts::{attribute, doctype};
use crate::{ImportError, RefusalCode, limits::SHARED_STRINGS_MAX, source::SourceFile};

/// Parts whose document type nobody reads; old writers put one there.
const UNREAD: &str = "meta-inf/";
/// The part whose count of strings its reader makes room for.
const STRINGS: &str = "sharedstrings.xml";

/// Looks at the first bytes of a part up to its first element; gives the strings it says it holds.
pub(super) fn check(file: &SourceFile<'_>, name: &str, start: &[u8]) -> Result<u64, ImportError> {
    let holds_strings = name.ends_with(STRINGS);
    let text = decoded(start);
    let mut xml = Reader::from_reader(text.as_bytes());
    let mut buffer = Vec::new();
    loop {
        match xml.read_event_into(&mut buffer) {
            Ok(Event::DocType(_)) if !name.starts_with(UNREAD) => return Err(doctype(file)),
            Ok(Event::Start(element) | Event::Empty(element)) if holds_strings => {
                if element.local_name().as_ref() != "sst" {
                    return Err(broken(file));
                }
                let count = attribute(&element, "uniqueCount");
                let count = count.and_then(|count| count.parse().ok()).unwrap_or(0);
                return if count > SHARED_STRINGS_MAX {
                    Err(broken(file))
                } else {
                    Ok(count)
                };
            }
            Err(_) | Ok(Event::Eof) if holds_strings => return Err(broken(file)),
            Ok(Event::Start(_) | Event::Empty(_) | Event::Eof) | Err(_) => return Ok(0),
            Ok(_) => buffer.clear(),
        }
    }
}

/// The text of the first bytes: UTF-8, or UTF-16 with a mark or without. What is neither is no XML.
fn decoded(start: &[u8]) -> Cow<'_, str> {
    let encoding = match start {
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        _ => UTF_8,
    };
    encoding.decode(start).0
}

fn broken(file: &SourceFile<'_>) -> ImportError {
    file.refuse(
        RefusalCode::WorkbookDamaged,
        "The list of texts in the workbook is broken, or claims more of them than there are.",
        "Open it in Excel and save it again as an Excel workbook (.xlsx).",
    )
}

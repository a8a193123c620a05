//! The beginning of an XML part: what it must not declare.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::{Reader, events::Event};

use super::parts::doctype;
use crate::{ImportError, source::SourceFile};

/// Parts whose document type nobody reads; old writers put one there.
const UNREAD: &str = "meta-inf/";

/// Looks at the first bytes of a part up to its first element.
pub(super) fn check(file: &SourceFile<'_>, name: &str, start: &[u8]) -> Result<(), ImportError> {
    let text = decoded(start);
    let mut xml = Reader::from_reader(text.as_bytes());
    let mut buffer = Vec::new();
    loop {
        match xml.read_event_into(&mut buffer) {
            Ok(Event::DocType(_)) if !name.starts_with(UNREAD) => return Err(doctype(file)),
            Ok(Event::Start(_) | Event::Empty(_) | Event::Eof) | Err(_) => return Ok(()),
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

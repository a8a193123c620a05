//! XML parts of a zip container, streamed: nothing of a part is held but the piece at hand.

use std::io::BufReader;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::damaged;
use crate::{ImportError, RefusalCode, limits::XML_DEPTH_MAX, source::SourceFile};

/// How a part ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// With every element closed.
    Whole,
    /// Where no XML was any more; what was seen before holds.
    Broken,
    /// There is no such part.
    Missing,
}

/// Gives the events of a part to the visitor. An element without content is a start and an end.
pub(super) fn each_event(
    file: &SourceFile<'_>,
    part: &str,
    visit: &mut dyn FnMut(&Event<'_>),
) -> Result<Ended, ImportError> {
    let reader = BufReader::with_capacity(64 << 10, file.reader()?);
    let Ok(mut archive) = ZipArchive::new(reader) else {
        return Ok(Ended::Broken);
    };
    let Some(name) = named(&archive, part) else {
        return Ok(Ended::Missing);
    };
    let Ok(entry) = archive.by_name(&name) else {
        return Ok(Ended::Broken);
    };
    let mut xml = Reader::from_reader(BufReader::with_capacity(64 << 10, entry));
    xml.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    loop {
        buffer.clear();
        let event = match xml.read_event_into(&mut buffer) {
            Ok(Event::Eof) if depth == 0 => return Ok(Ended::Whole),
            Ok(Event::DocType(_)) => return Err(doctype(file)),
            Ok(Event::Eof) => return Ok(Ended::Broken),
            Err(_) => return file.go_on().map(|()| Ended::Broken),
            Ok(event) => event,
        };
        match &event {
            Event::Start(_) if depth == XML_DEPTH_MAX => return Err(too_deep(file)),
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        visit(&event);
    }
}

/// The name of a part as the archive spells it.
fn named<R: std::io::Read + std::io::Seek>(archive: &ZipArchive<R>, part: &str) -> Option<String> {
    let mut names = archive.file_names().flatten();
    let name = names.find(|name| name.eq_ignore_ascii_case(part))?;
    Some(name.into_owned())
}

/// An attribute by its name without a prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// Each level is remembered, so there must be an end to them.
pub(super) fn too_deep(file: &SourceFile<'_>) -> ImportError {
    damaged(
        file,
        "A part of the workbook is nested deeper than any spreadsheet.",
    )
}

/// The refusal of a document type: what it declares is never needed, and is how such files attack.
pub(super) fn doctype(file: &SourceFile<'_>) -> ImportError {
    file.refuse(
        RefusalCode::XmlDtd,
        "A part of the workbook declares a document type, which no spreadsheet program writes.",
        "Open it in Excel and save it again as an Excel workbook (.xlsx).",
    )
}

//! What a file shows before it is read as anything; formats decide by it whether a file is theirs.

use std::{
    io::{BufReader, Read, Seek},
    panic::{AssertUnwindSafe, catch_unwind},
};

use presync_core::Diagnostic;
use zip::ZipArchive;

use crate::{
    ImportError, RefusalCode,
    limits::ZIP_PARTS_MAX,
    source::{Container, SourceFile, Survey, TextEncoding, TextEvidence},
};

/// Longest name of a media type that is looked at.
const MEDIA_TYPE_BYTES_MAX: u64 = 200;

/// The first look at a file, by content and never by name.
#[derive(Debug)]
pub(crate) enum Look {
    /// A zip archive.
    Zip {
        /// Names of its parts, as the archive lists them.
        parts: Vec<String>,
        /// What the container says that it holds, where it does.
        media_type: Option<String>,
    },
    /// An OLE compound file.
    Compound {
        /// Names of its streams and storages, of the first level.
        entries: Vec<String>,
    },
    /// Text, or what no signature tells from it.
    Text {
        /// Its encoding, stated or found.
        encoding: TextEncoding,
        /// Its start, decoded.
        head: String,
        /// What was odd about the encoding.
        doubts: Vec<Diagnostic>,
    },
}

impl Look {
    /// Looks at a surveyed file.
    pub(super) fn at(
        file: &SourceFile<'_>,
        container: Container,
        survey: &Survey,
        encoding: Option<&str>,
    ) -> Result<Self, ImportError> {
        match container {
            Container::Zip => zip(file),
            Container::Compound => compound(file),
            Container::Text => {
                let declared = declared(&survey.text, encoding);
                let stated = encoding.or(declared.as_deref());
                let (encoding, doubts) = TextEncoding::decide(file, &survey.text, stated)?;
                let head = encoding.decode_head(&survey.text.head);
                Ok(Self::Text {
                    encoding,
                    head,
                    doubts,
                })
            }
        }
    }

    /// Whether the file is a zip archive with a part of this name.
    pub(super) fn has_part(&self, name: &str) -> bool {
        self.has_part_like(|part| part.eq_ignore_ascii_case(name))
    }

    /// Whether the file is a zip archive with a part whose name is like that.
    pub(super) fn has_part_like(&self, is_like: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Zip { parts, .. } => parts.iter().any(|part| is_like(part)),
            _ => false,
        }
    }

    /// What a zip archive says that it holds.
    pub(super) fn media_type(&self) -> Option<&str> {
        match self {
            Self::Zip { media_type, .. } => media_type.as_deref(),
            _ => None,
        }
    }

    /// Whether the file is a compound file with an entry of this name.
    pub(super) fn has_entry(&self, name: &str) -> bool {
        match self {
            Self::Compound { entries } => {
                entries.iter().any(|entry| entry.eq_ignore_ascii_case(name))
            }
            _ => false,
        }
    }

    /// The encoding and the start of a text.
    pub(super) fn text(&self) -> Option<(TextEncoding, &str)> {
        match self {
            Self::Text { encoding, head, .. } => Some((*encoding, head)),
            _ => None,
        }
    }

    /// The first characters of a text that are not white space.
    pub(super) fn first_characters(&self) -> (Option<char>, Option<char>) {
        let mut characters = self
            .text()
            .map_or("", |(_, head)| head)
            .chars()
            .filter(|c| !c.is_whitespace());
        (characters.next(), characters.next())
    }
}

/// The encoding that an XML declaration states, where nothing better is known: a byte order mark, valid
/// UTF-8 and what the user says are all better.
fn declared(evidence: &TextEvidence, stated: Option<&str>) -> Option<String> {
    if stated.is_some() || evidence.invalid == 0 {
        return None;
    }
    let start = evidence.head.strip_prefix(b"<?xml")?;
    let end = start.iter().position(|byte| *byte == b'>')?;
    let declaration = std::str::from_utf8(&start[..end]).ok()?;
    let (_, after) = declaration.split_once("encoding")?;
    let quoted = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = quoted[1..].split(quote).next()?;
    // What declares UTF-8 and is not needs the same judgement as any other text.
    let known = encoding_rs::Encoding::for_label(label.as_bytes())?;
    (known.is_ascii_compatible() && known != encoding_rs::UTF_8).then(|| label.into())
}

fn zip(file: &SourceFile<'_>) -> Result<Look, ImportError> {
    let reader = BufReader::with_capacity(64 << 10, file.reader()?);
    let mut archive =
        ZipArchive::new(reader).map_err(|_| file.refuse_damaged(RefusalCode::WorkbookDamaged))?;
    let names = archive.file_names_raw().take(ZIP_PARTS_MAX + 1);
    let parts = names
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect();
    Ok(Look::Zip {
        parts,
        media_type: media_type(&mut archive),
    })
}

/// OpenDocument containers begin with a part that says what they are.
fn media_type<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Option<String> {
    let mut text = String::new();
    let part = archive.by_name("mimetype").ok()?;
    part.take(MEDIA_TYPE_BYTES_MAX)
        .read_to_string(&mut text)
        .ok()?;
    Some(text)
}

fn compound(file: &SourceFile<'_>) -> Result<Look, ImportError> {
    let reader = BufReader::with_capacity(64 << 10, file.reader()?);
    // Chains that go in circles or out of the file end here.
    let damaged = || file.refuse_damaged(RefusalCode::XlsDamaged);
    let open = || cfb::CompoundFile::open(reader).map_err(|_| damaged());
    let opened = catch_unwind(AssertUnwindSafe(open)).unwrap_or_else(|_| Err(damaged()))?;
    let entries = opened.read_root_storage();
    Ok(Look::Compound {
        entries: entries.map(|entry| entry.name().to_owned()).collect(),
    })
}

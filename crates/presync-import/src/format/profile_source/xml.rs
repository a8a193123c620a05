//! XML as a stream of tokens that nothing hostile gets through: no document type, no entity of its own,
//! no depth, no endless tag. Nothing outside the file is ever opened.

use std::io::{self, Read};

use quick_xml::{
    Error, Reader, XmlVersion,
    errors::{IllFormedError, SyntaxError},
    escape::{EscapeError, resolve_predefined_entity},
    events::{BytesRef, BytesStart, Event},
};

use super::metered::Metered;
use crate::{
    ImportError, RefusalCode,
    limits::{CELLS_PER_ROW_MAX, FIELD_BYTES_MAX, XML_DEPTH_MAX},
    source::SourceFile,
};

/// One piece of a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// An element begins.
    Open(Open),
    /// Text inside an element; one text may come in several pieces.
    Text(String),
    /// The innermost element ends.
    Close,
    /// The document ends, and every element has ended.
    End,
}

/// The beginning of an element.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Open {
    /// Line it begins on, from 1.
    pub(super) line: u64,
    /// Its name without a prefix.
    pub(super) name: String,
    /// Its attributes without prefixes; declarations of name spaces and their kin left out.
    pub(super) attributes: Vec<(String, String)>,
}

/// A document being read.
pub(super) struct Xml<'f, 'a, R> {
    file: &'f SourceFile<'a>,
    reader: Reader<Metered<R>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<'f, 'a, R: Read> Xml<'f, 'a, R> {
    /// Reads a text that is UTF-8 already.
    pub(super) fn new(file: &'f SourceFile<'a>, text: R) -> Self {
        let mut reader = Reader::from_reader(Metered::new(text));
        reader.config_mut().expand_empty_elements = true;
        Self {
            file,
            reader,
            buffer: Vec::new(),
            depth: 0,
        }
    }

    /// The file, for refusals of what the tokens hold.
    pub(super) fn file(&self) -> &'f SourceFile<'a> {
        self.file
    }

    /// The next token. After an error there is none.
    pub(super) fn next(&mut self) -> Result<Token, ImportError> {
        loop {
            self.buffer.clear();
            let line = self.reader.get_mut().begin_token();
            let event = self.reader.read_event_into(&mut self.buffer);
            let fault = match event.map_err(Fault::from).and_then(Step::of) {
                Ok(Step::Skip) => continue,
                Ok(Step::Text(text)) => return Ok(Token::Text(text)),
                Ok(Step::Open(open)) => {
                    self.depth += 1;
                    if self.depth <= XML_DEPTH_MAX {
                        return Ok(Token::Open(Open { line, ..open }));
                    }
                    Fault::TooDeep
                }
                Ok(Step::Close) => {
                    self.depth -= 1;
                    return Ok(Token::Close);
                }
                Ok(Step::End) if self.depth == 0 => return Ok(Token::End),
                Ok(Step::End) => Fault::Ends,
                Err(fault) => fault,
            };
            return Err(self.refuse(fault));
        }
    }

    fn refuse(&self, fault: Fault) -> ImportError {
        let meter = self.reader.get_ref();
        let (code, message, hint): (_, String, _) = match fault {
            Fault::Io(_) if meter.is_endless() => endless(),
            Fault::Io(error) => return self.file.failed(error),
            Fault::TooLong => endless(),
            Fault::Forbidden(what) => (
                RefusalCode::XmlDtd,
                format!("The XML uses {what}, which is not read."),
                "Export again without it; a General Profile Source needs none.",
            ),
            Fault::TooDeep => (
                RefusalCode::XmlDepth,
                format!("The elements are nested more than {XML_DEPTH_MAX} deep."),
                "Check that this is the right file.",
            ),
            Fault::Ends => (
                RefusalCode::XmlSyntax,
                "The XML ends in the middle.".into(),
                "Export again and check that it finished.",
            ),
            Fault::Damaged(what) => (
                RefusalCode::XmlSyntax,
                format!("The XML is damaged here: {what}."),
                "Export again, or correct the file there.",
            ),
        };
        self.file.refuse(code, message, hint).at_row(meter.line())
    }
}

fn endless() -> (RefusalCode, String, &'static str) {
    (
        RefusalCode::FieldTooLong,
        format!(
            "A tag or a text here is longer than {} KB.",
            FIELD_BYTES_MAX >> 10
        ),
        "Leave large values such as photos out of the export.",
    )
}

/// What one event of the parser comes to.
enum Step {
    Open(Open),
    Text(String),
    Close,
    Skip,
    End,
}

/// Why a document is not read on.
enum Fault {
    Io(io::Error),
    TooLong,
    TooDeep,
    Forbidden(&'static str),
    Ends,
    Damaged(&'static str),
}

impl Step {
    fn of(event: Event<'_>) -> Result<Self, Fault> {
        Ok(match event {
            Event::Start(start) | Event::Empty(start) => Self::Open(open(&start)?),
            Event::End(_) => Self::Close,
            Event::Text(text) => Self::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Self::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(reference) => Self::Text(resolved(&reference)?),
            Event::DocType(_) => return Err(Fault::Forbidden("a document type (DOCTYPE)")),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => Self::Skip,
            Event::Eof => Self::End,
        })
    }
}

fn open(start: &BytesStart<'_>) -> Result<Open, Fault> {
    let mut open = Open {
        name: start.local_name().into_inner().to_owned(),
        ..Open::default()
    };
    // Without checks: they compare every attribute with every other.
    for attribute in start.attributes().with_checks(false) {
        let attribute =
            attribute.map_err(|_| Fault::Damaged("an attribute of a tag is not whole"))?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
        let key = attribute.key.into_inner();
        if key.starts_with("xmlns") {
            if value.contains("www.w3.org/2001/XInclude") {
                return Err(Fault::Forbidden("XInclude"));
            }
            continue;
        }
        // What a schema instance or the XML standard says about a value is none.
        let (name, prefix) = attribute.key.decompose();
        if prefix.is_some_and(|prefix| matches!(prefix.into_inner(), "xsi" | "xml")) {
            continue;
        }
        if value.len() > FIELD_BYTES_MAX || open.attributes.len() == CELLS_PER_ROW_MAX {
            return Err(Fault::TooLong);
        }
        let value = value.into_owned();
        open.attributes.push((name.into_inner().to_owned(), value));
    }
    Ok(open)
}

/// A character reference or one of the five entities that XML itself has.
fn resolved(reference: &BytesRef<'_>) -> Result<String, Fault> {
    if let Some(character) = reference.resolve_char_ref()? {
        return Ok(character.into());
    }
    match resolve_predefined_entity(reference) {
        Some(text) => Ok(text.to_owned()),
        None => Err(Fault::Forbidden("an entity of its own")),
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error {
            Error::Io(error) => Self::Io(io::Error::new(error.kind(), error.to_string())),
            Error::Escape(EscapeError::UnrecognizedEntity(..)) => {
                Self::Forbidden("an entity of its own")
            }
            Error::Escape(_) => Self::Damaged("a reference with & is not whole"),
            Error::Syntax(SyntaxError::UnclosedDoctype) => {
                Self::Forbidden("a document type (DOCTYPE)")
            }
            Error::Syntax(_) => Self::Damaged("a tag, comment or section is not closed"),
            Error::IllFormed(IllFormedError::UnclosedReference) => {
                Self::Damaged("an & stands alone; in XML it is written &amp;")
            }
            Error::IllFormed(
                IllFormedError::MissingEndTag(_)
                | IllFormedError::MismatchedEndTag { .. }
                | IllFormedError::UnmatchedEndTag(_),
            ) => Self::Damaged("a closing tag does not fit the open one"),
            Error::IllFormed(_) | Error::InvalidAttr(_) | Error::Namespace(_) => {
                Self::Damaged("it is not well-formed")
            }
            Error::Encoding(_) => Self::Damaged("it is not in the encoding it is read as"),
        }
    }
}

impl From<EscapeError> for Fault {
    fn from(error: EscapeError) -> Self {
        Self::from(Error::Escape(error))
    }
}

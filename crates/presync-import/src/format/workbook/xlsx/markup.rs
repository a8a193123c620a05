//! XML as the parts of a workbook have it, token by token from one buffer: no token is copied, and nothing
//! but names of open elements is remembered.
//!
//! Strict where it matters: elements must be closed in order, and what is no XML is a fault. It knows
//! neither document types, which are refused, nor what the elements mean.

use std::io::{self, Read};

use memchr::{memchr, memmem};

use super::{super::stream, letters::Letters, tag};
use crate::{
    ImportError,
    limits::{XML_DEPTH_MAX, XML_TOKEN_BYTES_MAX},
    source::SourceFile,
};

/// Why a part cannot be read further.
#[derive(Debug)]
pub(super) enum Fault {
    /// What lies below failed: the disk, or what was packed.
    Io(io::Error),
    /// A document type is declared.
    DocType,
    /// Elements are nested beyond reason.
    Deep,
    /// A tag or a text is longer than the limit.
    Long,
    /// More sheets are listed than any workbook has.
    Sheets,
    /// It is no XML, or breaks off.
    Syntax,
}

impl Fault {
    /// The refusal of the file for this reason.
    pub(super) fn refusal(self, file: &SourceFile<'_>) -> ImportError {
        use super::super::{damaged, parts, preflight};
        match self {
            Self::Io(error) => stream::io_fault(file, error),
            Self::DocType => parts::doctype(file),
            Self::Deep => parts::too_deep(file),
            Self::Long => preflight::too_long(file),
            Self::Sheets => damaged(file, "It lists more sheets than any workbook has."),
            Self::Syntax => damaged(file, stream::BROKEN),
        }
    }
}

/// A piece of mark-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'m> {
    /// An element begins; an empty one has no end of its own.
    Start(Element<'m>),
    /// An element ends.
    End,
    /// Text in which entities still stand.
    Text(&'m str),
    /// Text as it is.
    Data(&'m str),
    /// The part is over, every element closed.
    Over,
}

/// The start of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element<'m> {
    /// Its name without a prefix.
    pub(super) name: &'m str,
    /// Whether it ends where it begins.
    pub(super) is_empty: bool,
    attributes: &'m str,
}

impl<'m> Element<'m> {
    /// Its attributes, names without prefix, values with entities in them.
    pub(super) fn attributes(&self) -> tag::Attributes<'m> {
        tag::Attributes::of(self.attributes)
    }

    /// The value of one attribute.
    pub(super) fn attribute(&self, name: &str) -> Result<Option<String>, Fault> {
        for attribute in self.attributes() {
            let (other, raw) = attribute?;
            if other == name {
                let mut value = String::new();
                super::text::plain(raw, &mut value)?;
                return Ok(Some(value));
            }
        }
        Ok(None)
    }
}

/// A part on its way through a buffer.
#[derive(Debug)]
pub(super) struct Markup<R> {
    letters: Letters<R>,
    text: String,
    at: usize,
    /// Names of the open elements, one after another.
    open: String,
    starts: Vec<usize>,
}

/// What stands at a place, with its length.
enum Piece {
    Start(tag::Tag),
    End(usize),
    Text(usize),
    Data(usize),
    Ignored(usize),
}

/// Why no piece was found.
enum Without {
    /// It does not end in the buffer.
    Cut,
    Fault(Fault),
}

impl<R: Read> Markup<R> {
    pub(super) fn new(part: R) -> Self {
        Self {
            letters: Letters::new(part),
            text: String::new(),
            at: 0,
            open: String::new(),
            starts: Vec::new(),
        }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.starts.len()
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Result<Token<'_>, Fault> {
        loop {
            let Some(piece) = self.piece()? else {
                return match self.starts.is_empty() {
                    true => Ok(Token::Over),
                    false => Err(Fault::Syntax),
                };
            };
            let at = self.at;
            match piece {
                Piece::Ignored(length) => self.at += length,
                Piece::Text(length) => {
                    self.at += length;
                    return Ok(Token::Text(&self.text[at..self.at]));
                }
                Piece::Data(length) => {
                    self.at += length;
                    return Ok(Token::Data(&self.text[at + DATA.len()..self.at - 3]));
                }
                Piece::End(length) => {
                    self.at += length;
                    self.close(at)?;
                    return Ok(Token::End);
                }
                Piece::Start(tag) => {
                    self.at += tag.bytes;
                    if !tag.is_empty {
                        self.open(at + 1, tag.name_bytes)?;
                    }
                    return Ok(Token::Start(self.element(at, &tag)));
                }
            }
        }
    }

    /// What of the part is at hand and not yet read.
    pub(super) fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Passes over some of what is at hand: whole elements only.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// What was just passed, so many bytes of it.
    pub(super) fn passed(&self, bytes: usize) -> &str {
        &self.text[self.at - bytes..self.at]
    }

    /// Passes over what is left of the elements deeper than so many.
    pub(super) fn skip_to(&mut self, depth: usize) -> Result<(), Fault> {
        while self.depth() > depth {
            self.next()?;
        }
        Ok(())
    }

    fn element(&self, at: usize, tag: &tag::Tag) -> Element<'_> {
        let name = &self.text[at + 1..at + 1 + tag.name_bytes];
        let end = at + tag.bytes - 1 - usize::from(tag.is_empty);
        Element {
            name: tag::local(name),
            is_empty: tag.is_empty,
            attributes: &self.text[at + 1 + tag.name_bytes..end],
        }
    }

    fn open(&mut self, from: usize, bytes: usize) -> Result<(), Fault> {
        if self.starts.len() == XML_DEPTH_MAX {
            return Err(Fault::Deep);
        }
        self.starts.push(self.open.len());
        self.open.push_str(&self.text[from..from + bytes]);
        Ok(())
    }

    /// An element ends that must be the last one opened.
    fn close(&mut self, from: usize) -> Result<(), Fault> {
        let start = self.starts.pop().ok_or(Fault::Syntax)?;
        let name = &self.text[from + 2..self.at - 1];
        if self.open[start..] != *name && self.open[start..] != *name.trim_ascii_end() {
            return Err(Fault::Syntax);
        }
        self.open.truncate(start);
        Ok(())
    }

    /// The piece at hand; none where nothing follows.
    fn piece(&mut self) -> Result<Option<Piece>, Fault> {
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            match piece(rest) {
                Ok(piece) => return Ok(Some(piece)),
                Err(Without::Fault(fault)) => return Err(fault),
                Err(Without::Cut) if self.fill()? => {}
                Err(Without::Cut) => return self.last(),
            }
        }
    }

    /// What stands before the end of the part.
    fn last(&self) -> Result<Option<Piece>, Fault> {
        match self.text.as_bytes()[self.at..] {
            [] => Ok(None),
            [b'<', ..] => Err(Fault::Syntax),
            ref rest => Ok(Some(Piece::Text(rest.len()))),
        }
    }

    /// Brings more of the part into the buffer, if there is more.
    fn fill(&mut self) -> Result<bool, Fault> {
        self.text.drain(..self.at);
        self.at = 0;
        if self.text.len() as u64 > XML_TOKEN_BYTES_MAX {
            return Err(Fault::Long);
        }
        // As much again as is waiting, so that a long token is not looked through again and again.
        let before = self.text.len();
        let wanted = 2 * before + 1;
        while self.text.len() < wanted && self.letters.add_to(&mut self.text)? {}
        Ok(self.text.len() > before)
    }
}

const DATA: &[u8] = b"<![CDATA[";

fn piece(rest: &[u8]) -> Result<Piece, Without> {
    match rest {
        [] | [b'<'] => Err(Without::Cut),
        [b'<', b'/', ..] => {
            let end = memchr(b'>', rest).ok_or(Without::Cut)?;
            Ok(Piece::End(end + 1))
        }
        [b'<', b'?', ..] => ended(rest, b"?>", 2).map(Piece::Ignored),
        [b'<', b'!', ..] => declared(rest),
        [b'<', ..] => match tag::Tag::of(rest) {
            Ok(Some(tag)) => Ok(Piece::Start(tag)),
            Ok(None) => Err(Without::Cut),
            Err(fault) => Err(Without::Fault(fault)),
        },
        _ => {
            let length = memchr(b'<', rest).ok_or(Without::Cut)?;
            Ok(Piece::Text(length))
        }
    }
}

/// A comment, data, or what has no place here.
fn declared(rest: &[u8]) -> Result<Piece, Without> {
    const KINDS: [&[u8]; 3] = [b"<!--", DATA, b"<!DOCTYPE"];
    let begins = |kind: &[u8]| {
        let length = kind.len().min(rest.len());
        rest[..length].eq_ignore_ascii_case(&kind[..length])
    };
    match KINDS.iter().position(|kind| begins(kind)) {
        Some(kind) if rest.len() < KINDS[kind].len() => Err(Without::Cut),
        Some(0) => ended(rest, b"-->", 4).map(Piece::Ignored),
        Some(1) => ended(rest, b"]]>", DATA.len()).map(Piece::Data),
        Some(_) => Err(Without::Fault(Fault::DocType)),
        None => Err(Without::Fault(Fault::Syntax)),
    }
}

/// The length of what begins here and ends with a mark.
fn ended(rest: &[u8], mark: &[u8], from: usize) -> Result<usize, Without> {
    let found = memmem::find(&rest[from..], mark).ok_or(Without::Cut)?;
    Ok(from + found + mark.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a few bytes at a time.
    struct Slow<'b>(&'b [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn told(bytes: &[u8], step: usize) -> String {
        let mut markup = Markup::new(Slow(bytes, step));
        let mut told = String::new();
        loop {
            let token = match markup.next() {
                Ok(Token::Over) => return told,
                Err(fault) => return told + &format!("{fault:?}"),
                Ok(token) => token,
            };
            told += &match token {
                Token::Start(element) => {
                    let attributes: Vec<String> = element
                        .attributes()
                        .map(|found| {
                            found.map_or("!".into(), |(name, value)| format!("{name}={value}"))
                        })
                        .collect();
                    format!(
                        "[{} {}{}]",
                        element.name,
                        attributes.join(","),
                        if element.is_empty { "/" } else { "" }
                    )
                }
                Token::Text(text) => text.to_owned(),
                Token::Data(text) => format!("({text})"),
                Token::End => "/".into(),
                Token::Over => unreachable!("it ended above"),
            };
        }
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        for step in [1, 2, 7, 4_096] {
            assert_eq!(told(text.as_bytes(), step), expect, "{text} by {step}");
        }
        let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let marked = "\u{feff}".encode_utf16().chain(text.encode_utf16());
            marked.flat_map(order).collect()
        };
        assert_eq!(told(&wide(u16::to_le_bytes), 3), expect, "{text}");
        assert_eq!(told(&wide(u16::to_be_bytes), 5), expect, "{text}");
    }

    #[test]
    fn tokens_are_told_however_they_arrive() {
        check(
            "<?xml version=\"1.0\"?><a b='1' x:c=\"é>\"><x:d/>t&amp;</a>",
            "[a b=1,c=é>][d /]t&amp;/",
        );
        check("<a><!-- <b> -- --><![CDATA[<x>]]]></a >", "[a ](<x>])/");
        check("<a>\n</a>\n", "[a ]\n/\n");
        check("<a b = '1'\n/>", "[a b=1/]");
    }

    #[test]
    fn what_is_no_xml_is_a_fault() {
        check("<a><b></a>", "[a ][b ]Syntax");
        check("<a", "Syntax");
        check("<a>", "[a ]Syntax");
        check("</a>", "Syntax");
        check("<>", "Syntax");
        check("<a <b>", "Syntax");
        check("<a b=1>", "[a !]Syntax");
        check("<!doctype a>", "DocType");
        check("<!ELEMENT a>", "Syntax");
        check("<![CDATA[", "Syntax");
        check(&"<a>".repeat(257), &("[a ]".repeat(256) + "Deep"));
        assert_eq!(told(b"<a>\xff</a>", 4), "Syntax");
        assert_eq!(told("\u{feff}<a/>".as_bytes(), 1), "[a /]");
    }
}

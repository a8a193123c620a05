//! Which encoding a text is in, and reading it as UTF-8.
//!
//! A byte order mark decides; valid UTF-8 decides; everything else is a proposal that says so.
//! UTF-8 passes through undecoded, so that a broken byte can be told by its cell.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use presync_core::{Cases, Diagnostic, Severity};

use super::{SourceFile, TextEvidence, WatchedFile, dos::DosPage, utf7};
use crate::{ImportError, RefusalCode, wording::counted};

const CHUNK_BYTES: usize = 64 << 10;

/// The encoding of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextEncoding {
    charset: Charset,
    mark_bytes: usize,
}

/// The encodings of the web, and the old pages of DOS that the web does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Charset {
    Web(&'static Encoding),
    Dos(DosPage),
}

impl Charset {
    fn for_label(label: &str) -> Option<Self> {
        let label = label.trim();
        let web = Encoding::for_label(label.as_bytes()).map(Self::Web);
        web.or_else(|| DosPage::for_label(label).map(Self::Dos))
    }

    fn name(self) -> &'static str {
        match self {
            Self::Web(encoding) => encoding.name(),
            Self::Dos(page) => page.name(),
        }
    }

    fn decoder(self) -> TextDecoder {
        match self {
            Self::Web(encoding) => TextDecoder::Web(encoding.new_decoder_without_bom_handling()),
            Self::Dos(page) => TextDecoder::Dos(page),
        }
    }
}

impl TextEncoding {
    /// An encoding by its label, of a text without a mark.
    pub(crate) fn of_label(label: &str) -> Option<Self> {
        let charset = Charset::for_label(label)?;
        Some(Self {
            charset,
            mark_bytes: 0,
        })
    }

    /// Whether the text says by its first bytes what it is.
    pub(crate) fn is_marked(head: &[u8]) -> bool {
        Encoding::for_bom(head).is_some()
    }

    /// Takes the stated encoding, or what the survey shows; a guess comes with a diagnostic.
    pub(crate) fn decide(
        file: &SourceFile<'_>,
        evidence: &TextEvidence,
        stated: Option<&str>,
    ) -> Result<(Self, Vec<Diagnostic>), ImportError> {
        refuse_utf32(file, &evidence.head)?;
        let mark = Encoding::for_bom(&evidence.head);
        if let Some(label) = stated {
            return Ok((Self::stated(file, label, mark)?, Vec::new()));
        }
        if let Some((encoding, mark_bytes)) = mark {
            return Ok((
                Self {
                    charset: Charset::Web(encoding),
                    mark_bytes,
                },
                Vec::new(),
            ));
        }
        let (encoding, diagnostics) = unmarked(file, evidence)?;
        Ok((
            Self {
                charset: Charset::Web(encoding),
                mark_bytes: 0,
            },
            diagnostics,
        ))
    }

    fn stated(
        file: &SourceFile<'_>,
        label: &str,
        mark: Option<(&'static Encoding, usize)>,
    ) -> Result<Self, ImportError> {
        let Some(charset) = Charset::for_label(label) else {
            return Err(file.refuse(
                RefusalCode::EncodingUnsupported,
                format!("No encoding is known as \"{label}\"."),
                "Name one such as utf-8, utf-16le, windows-1252, iso-8859-15 or ibm850.",
            ));
        };
        let mark_bytes = mark.map_or(0, |(marked, bytes)| {
            if charset == Charset::Web(marked) {
                bytes
            } else {
                0
            }
        });
        Ok(Self {
            charset,
            mark_bytes,
        })
    }

    /// The label that [`TextEncoding::decide`] takes as stated.
    pub(crate) fn label(self) -> String {
        self.charset.name().to_lowercase()
    }

    /// What the user reads.
    pub(crate) fn words(self) -> String {
        let mark = if self.mark_bytes > 0 { " with BOM" } else { "" };
        format!("{}{mark}", self.charset.name())
    }

    /// The start of a text, decoded; a character cut at its end is dropped.
    pub(crate) fn decode_head(self, head: &[u8]) -> String {
        self.decode(head, false)
    }

    /// A line by itself, decoded; a character cut at its end is broken.
    pub(crate) fn decode_line(self, line: &[u8]) -> String {
        self.decode(line, true)
    }

    fn decode(self, head: &[u8], is_last: bool) -> String {
        let mut text = String::new();
        let body = head.get(self.mark_bytes..).unwrap_or_default();
        let mut decoder = self.charset.decoder();
        let mut bytes = vec![0; decoder.room(body.len())];
        let written = decoder.decode(body, &mut bytes, is_last);
        bytes.truncate(written);
        text.push_str(&String::from_utf8_lossy(&bytes));
        text
    }

    /// The whole text as UTF-8, without its byte order mark.
    pub(crate) fn reader<'a>(self, file: &SourceFile<'a>) -> Result<TextReader<'a>, ImportError> {
        let mut raw = file.reader()?;
        let mut mark = [0; 3];
        raw.read_exact(&mut mark[..self.mark_bytes])
            .map_err(|error| file.failed(error))?;
        if self.charset == Charset::Web(UTF_8) {
            return Ok(TextReader::Plain(raw));
        }
        Ok(self.decoded(raw))
    }

    /// The whole text as valid UTF-8: what is broken in it is the replacement character.
    pub(crate) fn repaired_reader<'a>(
        self,
        file: &SourceFile<'a>,
    ) -> Result<TextReader<'a>, ImportError> {
        match self.reader(file)? {
            TextReader::Plain(raw) => Ok(self.decoded(raw)),
            decoded @ TextReader::Decoded(_) => Ok(decoded),
        }
    }

    fn decoded(self, raw: WatchedFile<'_>) -> TextReader<'_> {
        TextReader::Decoded(Box::new(Decoded {
            raw,
            decoder: self.charset.decoder(),
            input: vec![0; CHUNK_BYTES],
            output: vec![0; CHUNK_BYTES * 3 + 16],
            ready: 0..0,
            ended: false,
        }))
    }
}

/// A text file read as UTF-8; bytes that are not UTF-8 in a UTF-8 file come through as they are.
pub(crate) enum TextReader<'a> {
    /// UTF-8 as it is.
    Plain(WatchedFile<'a>),
    /// Anything else.
    Decoded(Box<Decoded<'a>>),
}

/// Bytes of an encoding to UTF-8, chunk by chunk.
enum TextDecoder {
    Web(Decoder),
    Dos(DosPage),
}

impl TextDecoder {
    /// How long so many bytes can become.
    fn room(&self, bytes: usize) -> usize {
        match self {
            Self::Web(decoder) => decoder.max_utf8_buffer_length(bytes).unwrap_or(bytes * 3),
            Self::Dos(_) => bytes * 3,
        }
    }

    /// Decodes a chunk into an output that has room for it, and gives how much it became.
    fn decode(&mut self, bytes: &[u8], output: &mut [u8], is_last: bool) -> usize {
        match self {
            Self::Web(decoder) => decoder.decode_to_utf8(bytes, output, is_last).2,
            Self::Dos(page) => page.decode(bytes, output),
        }
    }
}

/// A decoder between the disk and its reader.
pub(crate) struct Decoded<'a> {
    raw: WatchedFile<'a>,
    decoder: TextDecoder,
    input: Vec<u8>,
    output: Vec<u8>,
    ready: std::ops::Range<usize>,
    ended: bool,
}

impl Read for TextReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(raw) => raw.read(buffer),
            Self::Decoded(decoded) => decoded.read(buffer),
        }
    }
}

impl Decoded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.ready.is_empty() && !self.ended {
            self.refill()?;
        }
        let count = self.ready.len().min(buffer.len());
        let start = self.ready.start;
        buffer[..count].copy_from_slice(&self.output[start..start + count]);
        self.ready.start += count;
        Ok(count)
    }

    /// Decodes one chunk; the output has room for whatever a chunk can become.
    fn refill(&mut self) -> io::Result<()> {
        let read = self.raw.read(&mut self.input)?;
        self.ended = read == 0;
        let written = self
            .decoder
            .decode(&self.input[..read], &mut self.output, self.ended);
        self.ready = 0..written;
        Ok(())
    }
}

fn refuse_utf32(file: &SourceFile<'_>, head: &[u8]) -> Result<(), ImportError> {
    let marked = head.starts_with(b"\xff\xfe\0\0") || head.starts_with(b"\0\0\xfe\xff");
    let zeros = memchr::memchr_iter(0, head).count();
    if !marked && zeros * 10 < head.len() * 6 {
        return Ok(());
    }
    Err(file.refuse(
        RefusalCode::EncodingUnsupported,
        "The text seems to be in UTF-32, or is no text.",
        "Export again as UTF-8 (in PowerShell: -Encoding utf8).",
    ))
}

fn refuse_utf7(file: &SourceFile<'_>, evidence: &TextEvidence) -> Result<(), ImportError> {
    if evidence.multibyte > 0 || !utf7::is_likely(&evidence.head) {
        return Ok(());
    }
    Err(file.refuse(
        RefusalCode::EncodingUnsupported,
        "The text seems to be in UTF-7, in which letters with accents look like +APw-.",
        "Export again as UTF-8 (in PowerShell: -Encoding utf8), or state the encoding if it is another.",
    ))
}

fn unmarked(
    file: &SourceFile<'_>,
    evidence: &TextEvidence,
) -> Result<(&'static Encoding, Vec<Diagnostic>), ImportError> {
    if let Some(encoding) = utf16_by_zeros(&evidence.head) {
        return Ok((encoding, vec![guessed(file, encoding)]));
    }
    refuse_binary(file, &evidence.head)?;
    if evidence.invalid == 0 {
        refuse_utf7(file, evidence)?;
        return Ok((UTF_8, Vec::new()));
    }
    // A few broken bytes among many good characters are damage, not another encoding.
    if evidence.multibyte >= evidence.invalid.saturating_mul(10) {
        return Ok((UTF_8, vec![damaged(file, evidence)]));
    }
    let mut said = vec![guessed(file, evidence.guess)];
    said.extend(is_mixed(evidence).then(|| mixed(file, evidence)));
    Ok((evidence.guess, said))
}

/// Letters of a code page make a valid character of UTF-8 by chance now and then, and not so often.
fn is_mixed(evidence: &TextEvidence) -> bool {
    let one_byte = evidence.guess.is_single_byte();
    one_byte && evidence.multibyte >= 2 && evidence.multibyte * 4 >= evidence.invalid
}

fn mixed(file: &SourceFile<'_>, evidence: &TextEvidence) -> Diagnostic {
    Diagnostic {
        code: "ENCODING_MIXED".into(),
        row: evidence.invalid_lines.first().copied(),
        message: format!(
            "Some letters are UTF-8 and some are not, the first on this line, as where files were put \
             together; all are read as {}.",
            evidence.guess.name()
        ),
        hint: "Give the parts as files of their own, or export all of it again as UTF-8.".into(),
        ..guessed(file, evidence.guess)
    }
}

/// ASCII letters in UTF-16 have a zero in every other byte.
fn utf16_by_zeros(head: &[u8]) -> Option<&'static Encoding> {
    let share = |from: usize| {
        let bytes = head.iter().skip(from).step_by(2);
        let zeros = bytes.clone().filter(|byte| **byte == 0).count();
        zeros * 100 / bytes.count().max(1)
    };
    match (share(0), share(1)) {
        (0..5, 40..) if head.len() >= 4 => Some(UTF_16LE),
        (40.., 0..5) if head.len() >= 4 => Some(UTF_16BE),
        _ => None,
    }
}

fn refuse_binary(file: &SourceFile<'_>, head: &[u8]) -> Result<(), ImportError> {
    let control = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c);
    if head.iter().filter(control).count() * 10 < head.len() {
        return Ok(());
    }
    Err(file.refuse(
        RefusalCode::FormatUnsupported,
        "The file is neither text nor a workbook.",
        "Give a CSV, JSON or XLSX export.",
    ))
}

fn guessed(file: &SourceFile<'_>, encoding: &'static Encoding) -> Diagnostic {
    Diagnostic {
        code: "ENCODING_GUESSED".into(),
        severity: Severity::Warning,
        file: file.name(),
        sheet: None,
        row: None,
        column: None,
        message: format!(
            "The file does not say its encoding; it is read as {}.",
            encoding.name()
        ),
        hint:
            "Check names with accents. If they look wrong, state the encoding or export as UTF-8."
                .into(),
        cases: Cases::default(),
    }
}

fn damaged(file: &SourceFile<'_>, evidence: &TextEvidence) -> Diagnostic {
    Diagnostic {
        code: "ENCODING_DAMAGED".into(),
        severity: Severity::Warning,
        file: file.name(),
        sheet: None,
        row: evidence.invalid_lines.first().copied(),
        column: None,
        message: format!(
            "{} not valid UTF-8, the first on this line; what stood there is shown as \u{fffd}.",
            counted(evidence.invalid, "place is", "places are")
        ),
        hint: "Export again as UTF-8, or correct these rows.".into(),
        cases: Cases::default(),
    }
}

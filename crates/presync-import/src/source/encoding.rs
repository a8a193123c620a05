//! Which encoding a text is in, and reading it as UTF-8.
//!
//! A byte order mark decides; valid UTF-8 decides; everything else is a proposal that says so.
//! UTF-8 passes through undecoded, so that a broken byte can be told by its cell.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use presync_core::{Cases, Diagnostic, Severity};

use super::{SourceFile, TextEvidence, WatchedFile, utf7};
use crate::{ImportError, RefusalCode};

const CHUNK_BYTES: usize = 64 << 10;

/// The encoding of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextEncoding {
    encoding: &'static Encoding,
    mark_bytes: usize,
}

impl TextEncoding {
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
                    encoding,
                    mark_bytes,
                },
                Vec::new(),
            ));
        }
        let (encoding, diagnostic) = unmarked(file, evidence)?;
        Ok((
            Self {
                encoding,
                mark_bytes: 0,
            },
            Vec::from_iter(diagnostic),
        ))
    }

    fn stated(
        file: &SourceFile<'_>,
        label: &str,
        mark: Option<(&'static Encoding, usize)>,
    ) -> Result<Self, ImportError> {
        let Some(encoding) = Encoding::for_label(label.trim().as_bytes()) else {
            return Err(file.refuse(
                RefusalCode::EncodingUnsupported,
                format!("No encoding is known as \"{label}\"."),
                "Name one such as utf-8, utf-16le, windows-1252 or iso-8859-15.",
            ));
        };
        let mark_bytes = mark.map_or(
            0,
            |(marked, bytes)| if marked == encoding { bytes } else { 0 },
        );
        Ok(Self {
            encoding,
            mark_bytes,
        })
    }

    /// The label that [`TextEncoding::decide`] takes as stated.
    pub(crate) fn label(self) -> String {
        self.encoding.name().to_lowercase()
    }

    /// What the user reads.
    pub(crate) fn words(self) -> String {
        let mark = if self.mark_bytes > 0 { " with BOM" } else { "" };
        format!("{}{mark}", self.encoding.name())
    }

    /// The start of a text, decoded; a character cut at its end is dropped.
    pub(crate) fn decode_head(self, head: &[u8]) -> String {
        let mut text = String::new();
        let body = head.get(self.mark_bytes..).unwrap_or_default();
        let mut decoder = self.encoding.new_decoder_without_bom_handling();
        let room = decoder
            .max_utf8_buffer_length(body.len())
            .unwrap_or(body.len() * 3);
        text.reserve(room);
        let _ = decoder.decode_to_string(body, &mut text, false);
        text
    }

    /// The whole text as UTF-8, without its byte order mark.
    pub(crate) fn reader<'a>(self, file: &SourceFile<'a>) -> Result<TextReader<'a>, ImportError> {
        let mut raw = file.reader()?;
        let mut mark = [0; 3];
        raw.read_exact(&mut mark[..self.mark_bytes])
            .map_err(|error| file.failed(error))?;
        if self.encoding == UTF_8 {
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
            decoder: self.encoding.new_decoder_without_bom_handling(),
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

/// A decoder between the disk and its reader.
pub(crate) struct Decoded<'a> {
    raw: WatchedFile<'a>,
    decoder: Decoder,
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
        let (_, _, written, _) =
            self.decoder
                .decode_to_utf8(&self.input[..read], &mut self.output, self.ended);
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
) -> Result<(&'static Encoding, Option<Diagnostic>), ImportError> {
    if let Some(encoding) = utf16_by_zeros(&evidence.head) {
        return Ok((encoding, Some(guessed(file, encoding))));
    }
    refuse_binary(file, &evidence.head)?;
    if evidence.invalid == 0 {
        refuse_utf7(file, evidence)?;
        return Ok((UTF_8, None));
    }
    // A few broken bytes among many good characters are damage, not another encoding.
    if evidence.multibyte >= evidence.invalid.saturating_mul(10) {
        return Ok((UTF_8, Some(damaged(file, evidence))));
    }
    Ok((evidence.guess, Some(guessed(file, evidence.guess))))
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
            "{} places are not valid UTF-8, the first on this line; they are shown as \u{fffd}.",
            evidence.invalid
        ),
        hint: "Export again as UTF-8, or correct these rows.".into(),
        cases: Cases::default(),
    }
}

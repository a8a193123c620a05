//! One pass over the whole file: its digest, and what its bytes say about their encoding.
//!
//! The whole file, because the first letter beyond ASCII may stand on line 80,000. It only counts;
//! what follows from the counts is decided in [`super::encoding`].

use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use super::{Container, RunningDigest, SourceFile};
use crate::ImportError;

const CHUNK_BYTES: usize = 256 << 10;
/// Bytes of the start that are kept.
const HEAD_BYTES: usize = 64 << 10;
/// Bytes of chunks beyond ASCII that the detector is shown, from the first that is not UTF-8.
const DETECTOR_BYTES_MAX: usize = 8 << 20;
/// Lines with invalid bytes that are remembered.
const LINES_MAX: usize = 5;
/// Lines beyond ASCII that are kept for looking at.
const SAMPLE_LINES_MAX: usize = 3;
/// Bytes kept of such a line on either side of its first byte beyond ASCII.
const SAMPLE_REACH_BYTES: usize = 4 << 10;

/// What one pass over a file found.
#[derive(Debug)]
pub(crate) struct Survey {
    /// Lower-case hex SHA-256.
    pub(crate) sha256: String,
    /// What its bytes are, taken as text.
    pub(crate) text: TextEvidence,
}

/// Counts over the bytes of a file taken as text.
#[derive(Debug)]
pub(crate) struct TextEvidence {
    /// The first bytes.
    pub(crate) head: Vec<u8>,
    /// Characters of several bytes in valid UTF-8.
    pub(crate) multibyte: u64,
    /// Sequences that are not UTF-8.
    pub(crate) invalid: u64,
    /// The first lines that hold them, from 1.
    pub(crate) invalid_lines: Vec<u64>,
    /// The first lines that go beyond ASCII; long ones cut around the place.
    pub(crate) lines: Vec<Vec<u8>>,
    /// What the detector takes a text that is not UTF-8 for.
    pub(crate) guess: &'static Encoding,
}

impl Survey {
    /// Reads the whole file once; only what may be text is looked at as text.
    pub(crate) fn of(file: &SourceFile<'_>, container: Container) -> Result<Self, ImportError> {
        let mut reader = file.reader()?;
        let mut digest = RunningDigest::default();
        let mut bytes = ByteCounts::new();
        let mut buffer = vec![0; CHUNK_BYTES];
        let mut carried = 0;
        loop {
            let read = reader
                .read(&mut buffer[carried..])
                .map_err(|error| file.failed(error))?;
            let end = carried + read;
            digest.update(&buffer[carried..end]);
            let used = match container {
                Container::Text => bytes.count(&buffer[..end], read == 0),
                Container::Zip | Container::Compound => end,
            };
            if read == 0 {
                break;
            }
            buffer.copy_within(used..end, 0);
            carried = end - used;
        }
        Ok(Self {
            sha256: digest.into_hex(),
            text: bytes.into_evidence(),
        })
    }
}

struct ByteCounts {
    head: Vec<u8>,
    multibyte: u64,
    invalid: u64,
    invalid_lines: Vec<u64>,
    lines: Vec<Vec<u8>>,
    line: u64,
    detector: EncodingDetector,
    detector_bytes: usize,
}

impl ByteCounts {
    fn new() -> Self {
        Self {
            head: Vec::new(),
            multibyte: 0,
            invalid: 0,
            invalid_lines: Vec::new(),
            lines: Vec::new(),
            line: 1,
            detector: EncodingDetector::new(Iso2022JpDetection::Deny),
            detector_bytes: 0,
        }
    }

    /// Counts what is complete of `bytes` and gives its length; up to three bytes of a character that
    /// goes on in the next chunk are left.
    fn count(&mut self, bytes: &[u8], last: bool) -> usize {
        let used = self.count_utf8(bytes, last);
        let room = HEAD_BYTES.saturating_sub(self.head.len()).min(used);
        self.head.extend_from_slice(&bytes[..room]);
        self.keep_lines(&bytes[..used]);
        // Nobody asks what a text is taken for that is UTF-8; the detector costs more than all the rest.
        let asked = self.invalid > 0 && self.detector_bytes < DETECTOR_BYTES_MAX;
        if asked && !bytes[..used].is_ascii() {
            self.detector.feed(&bytes[..used], false);
            self.detector_bytes += used;
        }
        used
    }

    /// Keeps the first lines that go beyond ASCII, as much of them as is at hand.
    fn keep_lines(&mut self, bytes: &[u8]) {
        if self.lines.len() == SAMPLE_LINES_MAX || bytes.is_ascii() {
            return;
        }
        let mut from = 0;
        while self.lines.len() < SAMPLE_LINES_MAX
            && let Some(at) = bytes[from..].iter().position(|byte| !byte.is_ascii())
        {
            let at = from + at;
            let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
            let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end);
            let start = start.max(at.saturating_sub(SAMPLE_REACH_BYTES));
            self.lines
                .push(bytes[start..end.min(at + SAMPLE_REACH_BYTES)].to_vec());
            from = end;
        }
    }

    fn count_utf8(&mut self, bytes: &[u8], last: bool) -> usize {
        let mut from = 0;
        loop {
            let rest = &bytes[from..];
            let (valid, broken) = match std::str::from_utf8(rest) {
                Ok(text) => (text.len(), None),
                Err(error) => (error.valid_up_to(), Some(error.error_len())),
            };
            self.count_valid(&rest[..valid]);
            from += valid;
            from += match broken {
                None => return from,
                Some(None) if !last => return from,
                Some(None) => bytes.len() - from,
                Some(Some(length)) => length,
            };
            self.invalid += 1;
            if self.invalid_lines.len() < LINES_MAX && self.invalid_lines.last() != Some(&self.line)
            {
                self.invalid_lines.push(self.line);
            }
        }
    }

    fn count_valid(&mut self, bytes: &[u8]) {
        self.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
        if !bytes.is_ascii() {
            self.multibyte += bytes.iter().filter(|byte| **byte >= 0xc0).count() as u64;
        }
    }

    fn into_evidence(self) -> TextEvidence {
        TextEvidence {
            head: self.head,
            multibyte: self.multibyte,
            invalid: self.invalid,
            invalid_lines: self.invalid_lines,
            lines: self.lines,
            guess: self.detector.guess(None, Utf8Detection::Deny),
        }
    }
}

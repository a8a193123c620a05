//! The bytes of a part as text: UTF-8 nearly always, UTF-16 at times.

use std::io::Read;

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::markup::Fault;

const CHUNK_BYTES: usize = 64 << 10;
/// Bytes among which a declaration is looked for.
const DECLARATION_BYTES: usize = 128;

/// Decodes a part, chunk by chunk.
pub(super) struct Letters<R> {
    part: R,
    chunk: Vec<u8>,
    /// Bytes of the chunk that begin a character and not more.
    carried: usize,
    way: Way,
}

enum Way {
    Unknown,
    Utf8,
    Other(Decoder),
    Over,
}

impl<R> std::fmt::Debug for Letters<R> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Letters").finish_non_exhaustive()
    }
}

impl<R: Read> Letters<R> {
    pub(super) fn new(part: R) -> Self {
        Self {
            part,
            chunk: vec![0; CHUNK_BYTES],
            carried: 0,
            way: Way::Unknown,
        }
    }

    /// Adds the next piece to a text; says whether more may come.
    pub(super) fn add_to(&mut self, text: &mut String) -> Result<bool, Fault> {
        if matches!(self.way, Way::Over) {
            return Ok(false);
        }
        let read = self.read()?;
        let end = self.carried + read;
        let mut start = 0;
        if matches!(self.way, Way::Unknown) {
            if read > 0 && end < DECLARATION_BYTES {
                self.carried = end;
                return Ok(true);
            }
            start = self.begin(end);
        }
        let bytes = &self.chunk[start..end];
        let used = match &mut self.way {
            Way::Other(decoder) => decode(decoder, bytes, text, read == 0)?,
            _ => add_utf8(bytes, text, read == 0)?,
        };
        self.chunk.copy_within(start + used..end, 0);
        self.carried = end - start - used;
        self.over(read == 0)
    }

    fn over(&mut self, is_last: bool) -> Result<bool, Fault> {
        if is_last {
            self.way = Way::Over;
        }
        Ok(!is_last)
    }

    fn read(&mut self) -> Result<usize, Fault> {
        loop {
            match self.part.read(&mut self.chunk[self.carried..]) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                other => return other.map_err(Fault::Io),
            }
        }
    }

    /// Decides by the first bytes, and gives the length of a byte order mark.
    fn begin(&mut self, end: usize) -> usize {
        let bytes = &self.chunk[..end];
        let (encoding, mark) = match bytes {
            [0xef, 0xbb, 0xbf, ..] => (UTF_8, 3),
            [0xff, 0xfe, ..] => (UTF_16LE, 2),
            [0xfe, 0xff, ..] => (UTF_16BE, 2),
            [b'<', 0, ..] => (UTF_16LE, 0),
            [0, b'<', ..] => (UTF_16BE, 0),
            _ => (declared(bytes).unwrap_or(UTF_8), 0),
        };
        self.way = match encoding == UTF_8 {
            true => Way::Utf8,
            false => Way::Other(encoding.new_decoder_without_bom_handling()),
        };
        mark
    }
}

/// Adds what is whole of some bytes, and gives its length.
fn add_utf8(bytes: &[u8], text: &mut String, last: bool) -> Result<usize, Fault> {
    let whole = match std::str::from_utf8(bytes) {
        Ok(whole) => whole,
        Err(error) if error.error_len().is_some() || last => return Err(Fault::Syntax),
        Err(error) => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).map_err(|_| Fault::Syntax)?
        }
    };
    text.push_str(whole);
    Ok(whole.len())
}

fn decode(
    decoder: &mut Decoder,
    bytes: &[u8],
    text: &mut String,
    last: bool,
) -> Result<usize, Fault> {
    let room = decoder.max_utf8_buffer_length(bytes.len());
    text.reserve(room.ok_or(Fault::Long)?);
    let (_, used, had_errors) = decoder.decode_to_string(bytes, text, last);
    match had_errors {
        true => Err(Fault::Syntax),
        false => Ok(used),
    }
}

/// The encoding that a declaration names, where that is not UTF-8 anyway.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION_BYTES)];
    let head = String::from_utf8_lossy(head);
    let declaration = head
        .trim_start()
        .strip_prefix("<?xml")?
        .split("?>")
        .next()?;
    let (_, after) = declaration.split_once("encoding")?;
    let quoted = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = quoted[1..].split(quote).next()?;
    Encoding::for_label(label.as_bytes()).filter(|known| known.is_ascii_compatible())
}

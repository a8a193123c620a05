//! A buffer under the XML parser that knows its line, and ends a token that does not end.

use std::io::{self, BufRead, Read};

use crate::limits::XML_TOKEN_BYTES_MAX;

const BUFFER_BYTES: usize = 64 << 10;

/// Buffers, counts lines, and ends a token that does not end.
pub(super) struct Metered<R> {
    text: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    line: u64,
    since: u64,
}

impl<R> Metered<R> {
    /// Nothing is read before the first token.
    pub(super) fn new(text: R) -> Self {
        Self {
            text,
            buffer: vec![0; BUFFER_BYTES],
            start: 0,
            end: 0,
            line: 1,
            since: 0,
        }
    }

    /// Begins a token; gives the line it begins on.
    pub(super) fn begin_token(&mut self) -> u64 {
        self.since = 0;
        self.line
    }

    /// The line that was read to.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Whether the current token was given up for its length.
    pub(super) fn is_endless(&self) -> bool {
        self.since > XML_TOKEN_BYTES_MAX
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(out)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end {
            if self.is_endless() {
                return Err(io::Error::other("the token is too long"));
            }
            self.start = 0;
            self.end = self.text.read(&mut self.buffer)?;
        }
        Ok(&self.buffer[self.start..self.end])
    }

    fn consume(&mut self, count: usize) {
        let passed = &self.buffer[self.start..self.start + count];
        self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
        self.since += count as u64;
        self.start += count;
    }
}

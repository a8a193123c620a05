//! Frames of the conversation: a tag, a length, a payload. And the fields that payloads are made of.
//!
//! Neither side believes the other: lengths are checked before anything is allocated.

use std::io::{self, Read, Write};

/// Longest payload, in bytes: a row may hold as much text as a record, and its places.
pub(super) const PAYLOAD_BYTES_MAX: usize = 6 << 20;

/// A tag and its payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) tag: u8,
    pub(super) payload: Vec<u8>,
}

impl Frame {
    /// Reads one frame; none when the other side is gone. What is no frame is an error.
    pub(super) fn read(input: &mut impl Read) -> io::Result<Option<Self>> {
        let mut head = [0; 5];
        match input.read_exact(&mut head[..1]) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            other => other?,
        }
        input.read_exact(&mut head[1..])?;
        let [tag, length @ ..] = head;
        let length = u32::from_le_bytes(length) as usize;
        if length > PAYLOAD_BYTES_MAX {
            return Err(malformed());
        }
        let mut payload = vec![0; length];
        input.read_exact(&mut payload)?;
        Ok(Some(Self { tag, payload }))
    }

    /// Writes it.
    pub(super) fn write(&self, output: &mut impl Write) -> io::Result<()> {
        let length = u32::try_from(self.payload.len()).map_err(|_| malformed())?;
        output.write_all(&[self.tag])?;
        output.write_all(&length.to_le_bytes())?;
        output.write_all(&self.payload)
    }
}

/// What is no word of the conversation.
pub(super) fn malformed() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "no frame")
}

/// Writes fields one after another.
#[derive(Debug, Default)]
pub(super) struct Fields(pub(super) Vec<u8>);

impl Fields {
    pub(super) fn byte(&mut self, value: u8) {
        self.0.push(value);
    }

    pub(super) fn number(&mut self, value: u32) {
        self.0.extend(value.to_le_bytes());
    }

    pub(super) fn long(&mut self, value: u64) {
        self.0.extend(value.to_le_bytes());
    }

    pub(super) fn float(&mut self, value: f64) {
        self.0.extend(value.to_le_bytes());
    }

    pub(super) fn text(&mut self, value: &str) {
        // A text that is too long makes a frame that is too long, which is noticed when it is sent.
        self.number(u32::try_from(value.len()).unwrap_or(u32::MAX));
        self.0.extend(value.as_bytes());
    }
}

/// Takes fields off a payload, each checked.
#[derive(Debug)]
pub(super) struct Taken<'p>(pub(super) &'p [u8]);

impl<'p> Taken<'p> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn byte(&mut self) -> io::Result<u8> {
        self.array().map(|[byte]| byte)
    }

    pub(super) fn number(&mut self) -> io::Result<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn long(&mut self) -> io::Result<u64> {
        self.array().map(u64::from_le_bytes)
    }

    pub(super) fn float(&mut self) -> io::Result<f64> {
        self.array().map(f64::from_le_bytes)
    }

    pub(super) fn text(&mut self, bytes_max: usize) -> io::Result<&'p str> {
        let length = self.number()? as usize;
        if length > bytes_max {
            return Err(malformed());
        }
        let (text, rest) = self.0.split_at_checked(length).ok_or_else(malformed)?;
        self.0 = rest;
        std::str::from_utf8(text).map_err(|_| malformed())
    }

    fn array<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk().ok_or_else(malformed)?;
        self.0 = rest;
        Ok(*taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_survive_and_hostile_ones_do_not() {
        let mut bytes = Vec::new();
        let frame = Frame {
            tag: 7,
            payload: b"row".to_vec(),
        };
        frame.write(&mut bytes).expect("memory takes it");
        assert_eq!(Frame::read(&mut &bytes[..]).expect("whole"), Some(frame));
        assert_eq!(Frame::read(&mut &b""[..]).expect("ended"), None);
        let check = |bytes: &[u8]| assert!(Frame::read(&mut { bytes }).is_err(), "{bytes:?}");
        check(&bytes[..bytes.len() - 1]);
        check(&bytes[..3]);
        check(&[7, 255, 255, 255, 255, 0]);
    }

    #[test]
    fn fields_are_checked() {
        let mut fields = Fields::default();
        fields.text("Ådne");
        fields.number(9);
        let mut taken = Taken(&fields.0);
        assert_eq!(taken.text(5).expect("short enough"), "Ådne");
        assert_eq!(taken.number().expect("four bytes"), 9);
        assert!(taken.is_empty() && taken.byte().is_err());
        assert!(Taken(&fields.0).text(4).is_err(), "longer than allowed");
        assert!(Taken(&[9, 0, 0, 0, b'x']).text(99).is_err(), "cut");
        assert!(Taken(&[1, 0, 0, 0, 0xff]).text(99).is_err(), "no UTF-8");
    }
}

//! The values of a chunk as bytes. Text is its length and one as a varint, then its UTF-8, or 0 where it is
//! that of the row before; a number is itself and one as a varint, nothing is 0. All of it is then packed
//! as one LZ4 block.
//!
//! Unpacking trusts nothing: neither the size a block claims nor what is in it.

use std::ops::Range;

use crate::cells::{put_varint, take_varint};

/// A chunk does not hold what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a chunk of a plan's column does not hold the values that it should")]
pub(crate) struct BrokenChunk;

/// How much text one byte of a block can stand for at most.
const GROWTH_MAX: usize = 255;

/// Adds a text to what is to be packed; `last` is where the one before it lies, if there is one.
pub(crate) fn put_text(text: &str, raw: &mut Vec<u8>, last: &mut Option<Range<usize>>) {
    if let Some(last) = last
        && raw[last.clone()] == *text.as_bytes()
    {
        raw.push(0);
        return;
    }
    put_varint(text.len() + 1, raw);
    let start = raw.len();
    raw.extend_from_slice(text.as_bytes());
    *last = Some(start..raw.len());
}

/// Adds a number, or none, to what is to be packed.
pub(crate) fn put_number(number: Option<u32>, raw: &mut Vec<u8>) {
    put_varint(number.map_or(0, |number| number as usize + 1), raw);
}

/// Packs what was put together.
pub(crate) fn pack(raw: &[u8]) -> Vec<u8> {
    lz4_flex::block::compress_prepend_size(raw)
}

/// The opposite of [`pack`].
pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>, BrokenChunk> {
    let (size, block) = lz4_flex::block::uncompressed_size(packed).map_err(|_| BrokenChunk)?;
    if size > block.len().saturating_mul(GROWTH_MAX) {
        return Err(BrokenChunk);
    }
    let raw = lz4_flex::block::decompress(block, size).map_err(|_| BrokenChunk)?;
    if raw.len() == size {
        Ok(raw)
    } else {
        Err(BrokenChunk)
    }
}

/// Shows exactly `count` texts.
pub(crate) fn each_text<'r>(
    raw: &'r [u8],
    count: usize,
    mut show: impl FnMut(&'r str),
) -> Result<(), BrokenChunk> {
    let (mut rest, mut last) = (raw, None);
    for _ in 0..count {
        let (len, after) = take_varint(rest).ok_or(BrokenChunk)?;
        rest = after;
        if let Some(len) = len.checked_sub(1) {
            let (text, tail) = after.split_at_checked(len).ok_or(BrokenChunk)?;
            last = Some(std::str::from_utf8(text).map_err(|_| BrokenChunk)?);
            rest = tail;
        }
        show(last.ok_or(BrokenChunk)?);
    }
    if rest.is_empty() {
        Ok(())
    } else {
        Err(BrokenChunk)
    }
}

/// Shows exactly `count` numbers.
pub(crate) fn each_number(
    raw: &[u8],
    count: usize,
    mut show: impl FnMut(Option<u32>),
) -> Result<(), BrokenChunk> {
    let mut rest = raw;
    for _ in 0..count {
        let (value, tail) = take_varint(rest).ok_or(BrokenChunk)?;
        let number = value.checked_sub(1).map(u32::try_from).transpose();
        show(number.map_err(|_| BrokenChunk)?);
        rest = tail;
    }
    if rest.is_empty() {
        Ok(())
    } else {
        Err(BrokenChunk)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn texts_come_back(texts in prop::collection::vec(".{0,60}", 0..40), repeat in 1usize..30) {
            let mut raw = Vec::new();
            let expect: Vec<&str> = texts
                .iter()
                .flat_map(|text| std::iter::repeat_n(text.as_str(), repeat))
                .collect();
            let mut last = None;
            expect.iter().for_each(|text| put_text(text, &mut raw, &mut last));
            let unpacked = unpack(&pack(&raw)).unwrap();
            let mut back = Vec::new();
            each_text(&unpacked, expect.len(), |text| back.push(text)).unwrap();
            prop_assert_eq!(&back, &expect);
            prop_assert_eq!(each_text(&unpacked, expect.len() + 1, |_| ()), Err(BrokenChunk));
            if !expect.is_empty() {
                prop_assert_eq!(each_text(&unpacked, expect.len() - 1, |_| ()), Err(BrokenChunk));
            }
        }

        #[test]
        fn numbers_come_back(numbers in prop::collection::vec(any::<Option<u32>>(), 0..200)) {
            let mut raw = Vec::new();
            numbers.iter().for_each(|number| put_number(*number, &mut raw));
            let unpacked = unpack(&pack(&raw)).unwrap();
            let mut back = Vec::new();
            each_number(&unpacked, numbers.len(), |number| back.push(number)).unwrap();
            prop_assert_eq!(back, numbers);
        }

        #[test]
        fn whatever_else_is_broken_and_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            if let Ok(raw) = unpack(&bytes) {
                let _ = each_text(&raw, 3, |_| ());
                let _ = each_number(&raw, 3, |_| ());
            }
        }
    }

    #[test]
    fn a_block_cannot_claim_more_than_it_can_hold() {
        let mut packed = pack(b"abc");
        packed[..4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(unpack(&packed), Err(BrokenChunk));
        assert_eq!(unpack(&[]), Err(BrokenChunk));
    }
}

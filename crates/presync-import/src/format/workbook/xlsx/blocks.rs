//! Texts one after another, and blocks of them, packed.

use lz4_flex::block::{
    CompressTable, compress_into_with_table, decompress_into, get_maximum_output_size,
};

use super::markup::Fault;

/// From so many texts to so many, the block is looked up rather than searched.
const STEP: usize = 16;
/// Packed blocks lie together in stretches of this length.
const STRETCH_BYTES: usize = 1 << 20;
/// A length in one byte; longer ones follow in four.
const LONG: u8 = u8::MAX;

/// Texts one after another, and where each ends.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// The block that they are, counted from 1.
    pub(super) block: usize,
    first: usize,
    pub(super) text: String,
    ends: Vec<u32>,
}

impl Texts {
    /// The text of a number, if it is among them.
    #[inline]
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let at = number.checked_sub(self.first)?;
        let end = *self.ends.get(at)? as usize;
        let start = at.checked_sub(1).map_or(0, |at| self.ends[at] as usize);
        Some(&self.text[start..end])
    }

    /// Number of the first.
    #[inline]
    pub(super) fn first(&self) -> usize {
        self.first
    }

    /// Number of the one that would come next.
    #[inline]
    pub(super) fn next_number(&self) -> usize {
        self.first + self.ends.len()
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.ends.len()
    }

    /// What was added to the text since is one more.
    pub(super) fn close(&mut self) -> Result<(), Fault> {
        let end = u32::try_from(self.text.len()).map_err(|_| Fault::Long)?;
        self.ends.push(end);
        Ok(())
    }

    /// Empties it for the texts from a number on, with no more room than a block needs.
    pub(super) fn restart(&mut self, first: usize, bytes_max: usize) {
        self.text.clear();
        self.ends.clear();
        self.text.shrink_to(bytes_max);
        (self.block, self.first) = (0, first);
    }
}

/// Packed blocks in order.
#[derive(Default)]
pub(super) struct Blocks {
    /// Number of the first text of each.
    firsts: Vec<u32>,
    places: Vec<Place>,
    /// The block of every text whose number is a multiple of the step.
    steps: Vec<u32>,
    stretches: Vec<Vec<u8>>,
    table: CompressTable,
    plain: Vec<u8>,
    packed: Vec<u8>,
}

/// Where a block lies.
#[derive(Debug, Clone, Copy)]
struct Place {
    stretch: u32,
    start: u32,
    packed_bytes: u32,
    /// What it takes unpacked.
    bytes: u32,
}

impl std::fmt::Debug for Blocks {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Blocks")
            .field("count", &self.firsts.len())
            .finish_non_exhaustive()
    }
}

impl Blocks {
    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.firsts.len()
    }

    /// What a block takes unpacked.
    #[inline]
    pub(super) fn bytes(&self, block: usize) -> usize {
        self.places[block].bytes as usize
    }

    /// The block that holds a text.
    #[inline]
    pub(super) fn of(&self, number: usize) -> usize {
        let mut block = self.steps[number / STEP] as usize;
        while let Some(first) = self.firsts.get(block + 1)
            && *first as usize <= number
        {
            block += 1;
        }
        block
    }

    /// Packs texts as the next block: first their lengths, then all of them.
    pub(super) fn pack(&mut self, texts: &Texts) -> Result<(), Fault> {
        self.plain.clear();
        let mut start = 0;
        for end in &texts.ends {
            put_length(&mut self.plain, end - start);
            start = *end;
        }
        self.plain.extend(texts.text.as_bytes());
        let room = get_maximum_output_size(self.plain.len());
        self.packed.resize(room, 0);
        let packed = compress_into_with_table(&self.plain, &mut self.packed, &mut self.table)
            .expect("BUG: there is room for what does not become smaller");
        let place = self.keep(packed)?;
        let block = u32::try_from(self.firsts.len()).map_err(|_| Fault::Long)?;
        let past = texts.next_number();
        while self.steps.len() * STEP < past {
            self.steps.push(block);
        }
        self.firsts
            .push(u32::try_from(texts.first).map_err(|_| Fault::Long)?);
        self.places.push(place);
        Ok(())
    }

    /// Puts so many bytes of what was packed behind the others.
    fn keep(&mut self, packed: usize) -> Result<Place, Fault> {
        let is_full = |stretch: &Vec<u8>| stretch.len() + packed > stretch.capacity();
        if self.stretches.last().is_none_or(is_full) {
            let stretch = Vec::with_capacity(STRETCH_BYTES.max(packed));
            self.stretches.push(stretch);
        }
        let stretch = self.stretches.len() - 1;
        let last = &mut self.stretches[stretch];
        let small = |number: usize| u32::try_from(number).map_err(|_| Fault::Long);
        let place = Place {
            stretch: small(stretch)?,
            start: small(last.len())?,
            packed_bytes: small(packed)?,
            bytes: small(self.plain.len())?,
        };
        last.extend_from_slice(&self.packed[..packed]);
        Ok(place)
    }

    /// Unpacks a block; `past` is the number after its last text, where it is the last block.
    pub(super) fn unpack(
        &mut self,
        block: usize,
        past: usize,
        texts: &mut Texts,
        bytes_max: usize,
    ) {
        let place = self.places[block];
        let start = place.start as usize;
        let packed =
            &self.stretches[place.stretch as usize][start..start + place.packed_bytes as usize];
        self.plain.resize(place.bytes as usize, 0);
        decompress_into(packed, &mut self.plain).expect("BUG: it was packed here");
        let first = self.firsts[block] as usize;
        let past = self
            .firsts
            .get(block + 1)
            .map_or(past, |next| *next as usize);
        texts.restart(first, bytes_max);
        let mut rest = self.plain.as_slice();
        let mut end = 0;
        for _ in first..past {
            end += take_length(&mut rest).expect("BUG: each length was packed here");
            texts.ends.push(end);
        }
        let text = std::str::from_utf8(rest).expect("BUG: it was text when it was packed");
        texts.text.push_str(text);
        texts.block = block + 1;
    }
}

fn put_length(bytes: &mut Vec<u8>, length: u32) {
    match u8::try_from(length).ok().filter(|short| *short != LONG) {
        Some(short) => bytes.push(short),
        None => {
            bytes.push(LONG);
            bytes.extend(length.to_le_bytes());
        }
    }
}

/// The length at the beginning of some bytes, which is taken away.
#[inline]
fn take_length(rest: &mut &[u8]) -> Option<u32> {
    let (first, after) = rest.split_first()?;
    *rest = after;
    if *first != LONG {
        return Some((*first).into());
    }
    let (four, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(u32::from_le_bytes(*four))
}

//! What the system holds at the few positions of a column where that is not the value.
//!
//! Texts and where they are; what a value is, is the column's.

use super::column::{Column, SpanCache};

/// What the system holds where that is not the value.
#[derive(Debug, Clone, Default)]
pub(super) struct Beside {
    /// Which positions these are, a bit each: nearly every value is what the system holds, which is to
    /// be known without a search.
    bits: Vec<u64>,
    /// How many positions lie before those of each number of `bits`, once all are there.
    ranks: Vec<u32>,
    /// The positions in order, each with its place in `texts`.
    at: Vec<(u32, u32)>,
    texts: Column,
    cache: SpanCache,
}

impl Beside {
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let bits = self.bits.get(at / 64)? >> (at % 64);
        if bits & 1 == 0 {
            return None;
        }
        let place = match self.ranks.get(at / 64) {
            Some(before) => {
                let within = self.bits[at / 64] & ((1 << (at % 64)) - 1);
                (before + within.count_ones()) as usize
            }
            None => self.place(at).ok()?,
        };
        Some(self.texts.get(self.at[place].1 as usize))
    }

    /// Nothing more comes: positions are counted, so that each is found without a search.
    pub(super) fn shrink(&mut self) {
        self.drop_forgotten();
        self.at.shrink_to_fit();
        self.texts.shrink();
        let mut before = 0;
        self.ranks = Vec::with_capacity(self.bits.len());
        for bits in &self.bits {
            self.ranks.push(before);
            before += bits.count_ones();
        }
    }

    /// The system holds the value itself at a position. What was beside stays until there is nothing
    /// more to come: it may be needed again.
    pub(super) fn forget(&mut self, at: usize) {
        if let Some(bits) = self.bits.get_mut(at / 64) {
            self.ranks.clear();
            *bits &= !(1 << (at % 64));
        }
    }

    fn drop_forgotten(&mut self) {
        let known: u32 = self.bits.iter().map(|bits| bits.count_ones()).sum();
        if known as usize == self.at.len() {
            return;
        }
        let (all, texts) = (
            std::mem::take(&mut self.at),
            std::mem::take(&mut self.texts),
        );
        let is_known = |at: u32| (self.bits[at as usize / 64] >> (at % 64)) & 1 == 1;
        let known = all.into_iter().filter(|(at, _)| is_known(*at));
        let mut cache = SpanCache::default();
        for (next, (at, text)) in (0u32..).zip(known) {
            let fits = self
                .texts
                .set(next as usize, texts.get(text as usize), &mut cache);
            assert!(fits, "BUG: fewer texts fit where more did");
            self.at.push((at, next));
        }
        self.cache = cache;
    }

    pub(super) fn set(&mut self, at: usize, held: &str) -> bool {
        let (Ok(key), Ok(next)) = (u32::try_from(at), u32::try_from(self.at.len())) else {
            return false;
        };
        self.ranks.clear();
        if self.bits.len() <= at / 64 {
            self.bits.resize(at / 64 + 1, 0);
        }
        let was_known = (self.bits[at / 64] >> (at % 64)) & 1 == 1;
        self.bits[at / 64] |= 1 << (at % 64);
        let text = match self.place(at) {
            Ok(place) => self.at[place].1,
            Err(place) => {
                self.at.insert(place, (key, next));
                next
            }
        };
        if !was_known {
            self.texts.clear(text as usize);
        }
        self.texts.set(text as usize, held, &mut self.cache)
    }

    /// Where a position is, or would be, among those with another text beside.
    fn place(&self, at: usize) -> Result<usize, usize> {
        match self.at.last() {
            Some((last, _)) if (*last as usize) < at => Err(self.at.len()),
            _ => self.at.binary_search_by_key(&at, |(key, _)| *key as usize),
        }
    }
}

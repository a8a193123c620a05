//! One attribute of a population: values in one text arena. Not aware of names or users.
//!
//! A value is there as it is compared; where the system holds another text, that is kept beside it for
//! the few positions concerned.
//!
//! Most attributes have few values that many share, or a value of nearly everybody's own. The first are
//! kept as a short code for each position, the second as where each position's text ends.

use super::beside::Beside;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

const CACHE_SLOTS: usize = 4096;
/// Values that short codes can tell apart. Fewer where this crate is tested, so that tests come to what
/// lies beyond.
const FEW_MAX: usize = if cfg!(test) { 12 } else { u16::MAX as usize };

/// Values of one attribute for all users.
#[derive(Debug, Clone, Default)]
pub struct Column {
    arena: String,
    /// Where the texts of the arena end, one after the other, behind a first 0.
    ends: Vec<u32>,
    places: Places,
    filled: u32,
    /// Letters of all positions, as if none were shared.
    spread: u64,
    beside: Option<Box<Beside>>,
}

/// Which text of the arena each position has: they count from 1, and 0 is none.
#[derive(Debug, Clone)]
enum Places {
    /// Texts are shared, and few.
    Few(Vec<u16>),
    /// Texts are shared, and many.
    Many(Vec<u32>),
    /// Each position has the text that follows that of the position before.
    Own,
}

impl Default for Places {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

/// A column that is still written to.
#[derive(Debug, Clone, Default)]
pub struct ColumnBuilder {
    column: Column,
    cache: SpanCache,
}

impl ColumnBuilder {
    /// Sets the value at a position, growing the column as needed. Returns false when the arena is full.
    #[must_use]
    pub fn set(&mut self, at: usize, value: &str) -> bool {
        self.column.set(at, value, &mut self.cache)
    }

    /// The value at a position; empty when absent.
    #[must_use]
    pub fn get(&self, at: usize) -> &str {
        self.column.get(at)
    }

    /// Gives back the room that was taken for more.
    pub fn shrink(&mut self) {
        self.column.shrink();
    }
}

/// Which texts were written recently, so that a repeated department costs no text.
#[derive(Debug, Clone, Default)]
pub(super) struct SpanCache(Vec<(u32, u32)>);

impl Column {
    /// The value at a position; empty when absent or past the end.
    #[must_use]
    pub fn get(&self, at: usize) -> &str {
        match &self.places {
            Places::Few(codes) => self.text(codes.get(at).map_or(0, |code| usize::from(*code))),
            Places::Many(codes) => self.text(codes.get(at).map_or(0, |code| *code as usize)),
            Places::Own => self.text(at + 1),
        }
    }

    /// What a function makes of the texts of so many positions, which are met in order; of a text that
    /// several positions share it is asked once.
    pub(crate) fn mapped<T: Copy>(
        &self,
        positions: usize,
        mut of: impl FnMut(&str) -> T,
    ) -> Vec<T> {
        if matches!(self.places, Places::Own) {
            return (0..positions).map(|at| of(self.get(at))).collect();
        }
        let mut known: Vec<Option<T>> = vec![None; self.ends.len().max(1)];
        let code = |at: usize| match &self.places {
            Places::Few(codes) => codes.get(at).map_or(0, |code| usize::from(*code)),
            Places::Many(codes) => codes.get(at).map_or(0, |code| *code as usize),
            Places::Own => at + 1,
        };
        let mut value = |code: usize| *known[code].get_or_insert_with(|| of(self.text(code)));
        (0..positions).map(|at| value(code(at))).collect()
    }

    /// What the system holds at a position: the value, unless another text was kept beside it.
    #[must_use]
    pub fn held(&self, at: usize) -> &str {
        let beside = self.beside.as_deref();
        beside
            .and_then(|beside| beside.get(at))
            .unwrap_or_else(|| self.get(at))
    }

    /// How many users have a value.
    #[must_use]
    pub fn filled(&self) -> usize {
        self.filled as usize
    }

    /// Sets the value at a position, growing the column as needed. Returns false when the arena is full.
    pub(super) fn set(&mut self, at: usize, value: &str, cache: &mut SpanCache) -> bool {
        if value.is_empty() {
            return true;
        }
        let before = self.get(at).len() as u64;
        if !self.place(at, value, cache) {
            return false;
        }
        self.filled += u32::from(before == 0);
        self.spread = self.spread + value.len() as u64 - before;
        true
    }

    /// Replaces both what a position is compared by and what the system holds. Returns false when the
    /// arena is full.
    pub(super) fn overwrite(&mut self, at: usize, value: &str, cache: &mut SpanCache) -> bool {
        if let Some(beside) = &mut self.beside {
            beside.forget(at);
        }
        if value.is_empty() {
            self.clear(at);
            return true;
        }
        self.set(at, value, cache)
    }

    /// Keeps what the system holds at a position beside the value. Returns false when the arena is full.
    pub(super) fn set_held(&mut self, at: usize, held: &str) -> bool {
        self.beside.get_or_insert_default().set(at, held)
    }

    /// Takes the value away.
    pub(super) fn clear(&mut self, at: usize) {
        let before = self.get(at).len() as u64;
        if before == 0 {
            return;
        }
        if matches!(self.places, Places::Own) {
            self.share();
        }
        match &mut self.places {
            Places::Few(codes) => codes[at] = 0,
            Places::Many(codes) => codes[at] = 0,
            Places::Own => unreachable!("BUG: it is shared since a moment ago"),
        }
        self.filled -= 1;
        self.spread -= before;
    }

    /// Gives back the room that was taken for more.
    pub(super) fn shrink(&mut self) {
        self.arena.shrink_to_fit();
        self.ends.shrink_to_fit();
        match &mut self.places {
            Places::Few(codes) => codes.shrink_to_fit(),
            Places::Many(codes) => codes.shrink_to_fit(),
            Places::Own => {}
        }
        if let Some(beside) = &mut self.beside {
            beside.shrink();
        }
    }

    /// The text of a code; that of none, or of one that is not given, is empty.
    fn text(&self, code: usize) -> &str {
        match (code.checked_sub(1), self.ends.get(code)) {
            (Some(before), Some(end)) => &self.arena[self.ends[before] as usize..*end as usize],
            _ => "",
        }
    }

    fn place(&mut self, at: usize, value: &str, cache: &mut SpanCache) -> bool {
        if matches!(self.places, Places::Own) {
            if at + 1 >= self.ends.len() {
                return self.append_own(at, value);
            }
            self.share();
        }
        let Some(code) = self.coded(value, cache) else {
            return false;
        };
        match &mut self.places {
            Places::Few(codes) => {
                let Ok(code) = u16::try_from(code) else {
                    unreachable!("BUG: short codes are widened before they run out");
                };
                put(codes, at, code);
            }
            Places::Many(codes) => put(codes, at, code),
            // It is kept otherwise since a moment ago.
            Places::Own => return self.place(at, value, cache),
        }
        true
    }

    /// The code of a text, which is written if it was not lately. Where short codes run out, the column
    /// is kept otherwise from here on.
    fn coded(&mut self, value: &str, cache: &mut SpanCache) -> Option<u32> {
        let (slot, tag) = slot_of(value);
        if let Some(code) = cache.get(slot, tag)
            && self.text(code as usize) == value
        {
            return Some(code);
        }
        if matches!(self.places, Places::Few(_)) && self.ends.len() > FEW_MAX {
            self.widen();
            if matches!(self.places, Places::Own) {
                return Some(0);
            }
        }
        let code = self.append(value)?;
        cache.put(slot, tag, code);
        Some(code)
    }

    /// Writes a text behind the others and gives its code.
    fn append(&mut self, value: &str) -> Option<u32> {
        if self.ends.is_empty() {
            self.ends.push(0);
        }
        let code = u32::try_from(self.ends.len()).ok()?;
        let end = u32::try_from(self.arena.len() + value.len()).ok()?;
        self.arena.push_str(value);
        self.ends.push(end);
        Some(code)
    }

    /// Positions between have no text.
    fn append_own(&mut self, at: usize, value: &str) -> bool {
        let Ok(last) = u32::try_from(self.arena.len()) else {
            return false;
        };
        self.ends.resize(at + 1, last);
        self.append(value).is_some()
    }

    /// Short codes have run out: texts that are hardly shared are kept one after the other.
    fn widen(&mut self) {
        const CODE_BYTES: u64 = 4;
        let Places::Few(codes) = std::mem::take(&mut self.places) else {
            return;
        };
        let shared = self.arena.len() as u64 + CODE_BYTES * self.ends.len() as u64;
        let fits = self.spread <= u64::from(u32::MAX) / 2;
        if !fits || shared < self.spread - self.spread / 4 {
            self.places = Places::Many(codes.into_iter().map(u32::from).collect());
            return;
        }
        let mut own = Self {
            places: Places::Own,
            filled: self.filled,
            spread: self.spread,
            beside: self.beside.take(),
            ..Self::default()
        };
        own.ends.push(0);
        for code in codes {
            own.arena.push_str(self.text(usize::from(code)));
            own.ends
                .push(u32::try_from(own.arena.len()).expect("BUG: half of the arena is enough"));
        }
        *self = own;
    }

    /// A position gets a text out of turn: from here on texts are told by code.
    fn share(&mut self) {
        let positions = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.places = Places::Many((1..positions).collect());
    }
}

impl SpanCache {
    fn get(&self, slot: usize, tag: u32) -> Option<u32> {
        // The tag spares a look at another text, which lies anywhere.
        let known = self.0.get(slot).filter(|(known, _)| *known == tag);
        known.map(|(_, code)| *code)
    }

    fn put(&mut self, slot: usize, tag: u32, code: u32) {
        if self.0.is_empty() {
            self.0 = vec![(0, 0); CACHE_SLOTS];
        }
        self.0[slot] = (tag, code);
    }
}

fn put<T: Copy + Default>(codes: &mut Vec<T>, at: usize, code: T) {
    if codes.len() <= at {
        codes.resize(at + 1, T::default());
    }
    codes[at] = code;
}

/// A value's slot in the cache, and a number that few values of the slot share.
fn slot_of(value: &str) -> (usize, u32) {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    let hash = hasher.finish();
    let slot = usize::try_from(hash >> 52).expect("BUG: twelve bits fit") % CACHE_SLOTS;
    let tag = u32::try_from(hash & 0xffff_ffff).expect("BUG: 32 bits fit");
    (slot, tag)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone, Copy)]
    enum How {
        Value,
        /// What the system holds.
        Held,
        /// Both.
        Over,
    }

    /// A write: at which position, which of the values, and how.
    fn writes(values: u32) -> impl Strategy<Value = Vec<(usize, u32, How)>> {
        let at = prop_oneof![4 => Just(None), 1 => (0usize..90).prop_map(Some)];
        let how = prop_oneof![6 => Just(How::Value), 3 => Just(How::Held), 2 => Just(How::Over)];
        let write = (at, 0..values, how);
        prop::collection::vec(write, 0..90).prop_map(|writes| {
            let places = writes.into_iter().enumerate();
            let places = places.map(|(turn, (at, value, how))| (at.unwrap_or(turn), value, how));
            places.collect()
        })
    }

    /// Writes and reads back what a plain list of texts would give.
    fn check(writes: &[(usize, u32, How)]) {
        let (mut column, mut cache) = (Column::default(), SpanCache::default());
        let mut expect = vec![(String::new(), None); 200];
        for (at, value, how) in writes {
            let text = match value {
                0 => String::new(),
                value => "ü".repeat(*value as usize % 5) + &value.to_string(),
            };
            match how {
                How::Held => {
                    assert!(column.set_held(*at, &text));
                    if !text.is_empty() || expect[*at].1.is_none() {
                        expect[*at].1 = Some(text);
                    }
                }
                How::Value => {
                    assert!(column.set(*at, &text, &mut cache));
                    if !text.is_empty() {
                        expect[*at].0 = text;
                    }
                }
                How::Over => {
                    assert!(column.overwrite(*at, &text, &mut cache));
                    expect[*at] = (text, None);
                }
            }
        }
        for (at, (text, held)) in expect.iter().enumerate() {
            let held = held.as_ref().unwrap_or(text);
            assert_eq!(column.held(at), held, "{at} of {writes:?}, not shrunk");
        }
        let mapped = column.mapped(expect.len(), str::len);
        let lengths: Vec<usize> = expect.iter().map(|(text, _)| text.len()).collect();
        assert_eq!(mapped, lengths, "mapped, {writes:?}");
        column.shrink();
        let filled = expect.iter().filter(|(text, _)| !text.is_empty()).count();
        assert_eq!(column.filled(), filled);
        for (at, (text, held)) in expect.iter().enumerate() {
            assert_eq!(column.get(at), text, "{at} of {writes:?}");
            let held = held.as_ref().unwrap_or(text);
            assert_eq!(column.held(at), held, "{at} of {writes:?}");
        }
    }

    proptest! {
        #[test]
        fn few_values_come_back(writes in writes(9)) {
            check(&writes);
        }

        #[test]
        fn many_values_come_back(writes in writes(40)) {
            check(&writes);
        }

        #[test]
        fn own_values_come_back(writes in writes(100_000)) {
            check(&writes);
        }
    }

    #[test]
    fn values_of_everybodys_own_take_an_end_each() {
        let (mut own, mut shared, mut cache) =
            (Column::default(), Column::default(), SpanCache::default());
        for at in 0..200 {
            assert!(own.set(at, &format!("person {at}"), &mut SpanCache::default()));
            assert!(shared.set(at, &format!("department {}", at / 5), &mut cache));
        }
        assert!(matches!(own.places, Places::Own));
        assert!(matches!(shared.places, Places::Many(_)));
        assert_eq!(shared.ends.len(), 41, "a shared text is there once");
    }
}

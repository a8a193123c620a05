//! One attribute of a population: spans into one text arena. Not aware of names or users.
//!
//! A value is there as it is compared; where the system holds another text, that is kept beside it for
//! the few positions concerned.

use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

const CACHE_SLOTS: usize = 4096;

/// Values of one attribute for all users.
#[derive(Debug, Clone, Default)]
pub struct Column {
    arena: String,
    spans: Vec<Span>,
    filled: u32,
    /// What the system holds where that is not the value, by position.
    held: Vec<(u32, Span)>,
}

/// A value's place in the arena, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Span {
    start: u32,
    /// The length; its top bit says that the system holds another text.
    len: u32,
}

/// Nearly every value is what the system holds, which is to be known without a search.
const BESIDE: u32 = 1 << 31;

impl Span {
    fn len(self) -> usize {
        (self.len & !BESIDE) as usize
    }

    fn has_beside(self) -> bool {
        self.len & BESIDE != 0
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
}

/// Where recently written values lie, so that a repeated department costs no text.
#[derive(Debug, Clone)]
pub(super) struct SpanCache(Vec<(u32, Span)>);

impl Default for SpanCache {
    fn default() -> Self {
        Self(vec![(0, Span::default()); CACHE_SLOTS])
    }
}

impl Column {
    /// The value at a position; empty when absent or past the end.
    #[must_use]
    pub fn get(&self, at: usize) -> &str {
        self.spans.get(at).map_or("", |span| self.slice(*span))
    }

    /// What the system holds at a position: the value, unless another text was kept beside it.
    #[must_use]
    pub fn held(&self, at: usize) -> &str {
        match self.spans.get(at) {
            None => "",
            Some(span) if span.has_beside() => self.beside(at),
            Some(span) => self.slice(*span),
        }
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
        let Some(span) = self.store(value, cache) else {
            return false;
        };
        if self.spans.len() <= at {
            self.spans.resize(at + 1, Span::default());
        }
        let known = self.spans[at];
        self.filled += u32::from(known.len() == 0);
        self.spans[at] = Span {
            len: span.len | (known.len & BESIDE),
            ..span
        };
        true
    }

    /// Keeps what the system holds at a position beside the value. Returns false when the arena is full.
    pub(super) fn set_held(&mut self, at: usize, held: &str, cache: &mut SpanCache) -> bool {
        let (Some(span), Ok(key)) = (self.store(held, cache), u32::try_from(at)) else {
            return false;
        };
        if self.spans.len() <= at {
            self.spans.resize(at + 1, Span::default());
        }
        self.spans[at].len |= BESIDE;
        match self.held_at(at) {
            Ok(place) => self.held[place].1 = span,
            Err(place) => self.held.insert(place, (key, span)),
        }
        true
    }

    /// Replaces both what a position is compared by and what the system holds. Returns false when the
    /// arena is full.
    pub(super) fn overwrite(&mut self, at: usize, value: &str, cache: &mut SpanCache) -> bool {
        if let Some(span) = self.spans.get_mut(at)
            && span.has_beside()
        {
            span.len &= !BESIDE;
            if let Ok(place) = self.held_at(at) {
                self.held.remove(place);
            }
        }
        if let Some(span) = self.spans.get_mut(at).filter(|_| value.is_empty()) {
            self.filled -= u32::from(span.len() > 0);
            *span = Span::default();
        }
        self.set(at, value, cache)
    }

    fn beside(&self, at: usize) -> &str {
        let place = self.held_at(at);
        place.map_or("", |place| self.slice(self.held[place].1))
    }

    /// Where a position is, or would be, among those with another text beside.
    fn held_at(&self, at: usize) -> Result<usize, usize> {
        match self.held.last() {
            Some((last, _)) if (*last as usize) < at => Err(self.held.len()),
            _ => self
                .held
                .binary_search_by_key(&at, |(key, _)| *key as usize),
        }
    }

    fn slice(&self, span: Span) -> &str {
        &self.arena[span.start as usize..span.start as usize + span.len()]
    }

    fn store(&mut self, value: &str, cache: &mut SpanCache) -> Option<Span> {
        let (slot, tag) = slot_of(value);
        let (known, span) = cache.0[slot];
        // The tag spares a look at another text, which lies anywhere.
        if known == tag && self.slice(span) == value {
            return Some(span);
        }
        let start = u32::try_from(self.arena.len()).ok()?;
        let len = u32::try_from(value.len())
            .ok()
            .filter(|len| len & BESIDE == 0)?;
        start.checked_add(len)?;
        self.arena.push_str(value);
        let span = Span { start, len };
        cache.0[slot] = (tag, span);
        Some(span)
    }
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

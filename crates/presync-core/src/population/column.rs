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
    len: u32,
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
pub(super) struct SpanCache(Vec<Span>);

impl Default for SpanCache {
    fn default() -> Self {
        Self(vec![Span::default(); CACHE_SLOTS])
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
        let beside = self.held_at(at).and_then(Result::ok);
        beside.map_or_else(|| self.get(at), |place| self.slice(self.held[place].1))
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
        self.filled += u32::from(self.spans[at].len == 0);
        self.spans[at] = span;
        true
    }

    /// Keeps what the system holds at a position beside the value. Returns false when the arena is full.
    pub(super) fn set_held(&mut self, at: usize, held: &str, cache: &mut SpanCache) -> bool {
        let (Some(span), Ok(key)) = (self.store(held, cache), u32::try_from(at)) else {
            return false;
        };
        match self.held_at(at) {
            Some(Ok(place)) => self.held[place].1 = span,
            Some(Err(place)) => self.held.insert(place, (key, span)),
            None => self.held.push((key, span)),
        }
        true
    }

    /// Where a position is, or would be, among those with another text beside; none where there are
    /// none at all, as in nearly every column.
    fn held_at(&self, at: usize) -> Option<Result<usize, usize>> {
        if self.held.is_empty() {
            return None;
        }
        Some(
            self.held
                .binary_search_by_key(&at, |(key, _)| *key as usize),
        )
    }

    fn slice(&self, span: Span) -> &str {
        &self.arena[span.start as usize..(span.start + span.len) as usize]
    }

    fn store(&mut self, value: &str, cache: &mut SpanCache) -> Option<Span> {
        let slot = slot_of(value);
        if self.slice(cache.0[slot]) == value {
            return Some(cache.0[slot]);
        }
        let start = u32::try_from(self.arena.len()).ok()?;
        let len = u32::try_from(value.len()).ok()?;
        start.checked_add(len)?;
        self.arena.push_str(value);
        cache.0[slot] = Span { start, len };
        Some(cache.0[slot])
    }
}

fn slot_of(value: &str) -> usize {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    usize::try_from(hasher.finish() >> 52).expect("BUG: twelve bits fit") % CACHE_SLOTS
}

//! One attribute of a population: spans into one text arena. Not aware of names or users.

use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

const CACHE_SLOTS: usize = 4096;

/// Values of one attribute for all users.
#[derive(Debug, Clone, Default)]
pub struct Column {
    arena: String,
    spans: Vec<Span>,
    filled: u32,
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

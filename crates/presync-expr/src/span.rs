//! Places in an expression's text. Not line and column: an editor derives those from the text.

use std::ops::Range;

/// A half-open range of byte offsets into the expression's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span over `range`. Offsets fit in 32 bits because texts are capped far below that.
    pub(crate) fn new(range: Range<usize>) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            start: offset(range.start),
            end: offset(range.end),
        }
    }

    /// The smallest span that covers both.
    pub(crate) fn to(self, end: Span) -> Span {
        Span {
            start: self.start.min(end.start),
            end: self.end.max(end.end),
        }
    }

    /// The part of `text` under the span; empty if the text is another one.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
}

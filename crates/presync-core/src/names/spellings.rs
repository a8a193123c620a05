//! How neighbours spell names: each spelling once, in the order met, with how many bear it in which place.
//!
//! Neighbours can be read beside others; what the spellings mean is the book's, which they enter in order.

use rustc_hash::FxHashMap;

use super::book::Position;

/// The spellings of some neighbours.
#[derive(Debug, Default)]
pub(crate) struct Spellings<'t> {
    places: FxHashMap<&'t str, u32>,
    all: Vec<Spelling<'t>>,
}

/// One spelling.
#[derive(Debug)]
pub(super) struct Spelling<'t> {
    pub(super) text: &'t str,
    /// Bearers as given name and as surname.
    pub(super) counts: [u32; 2],
}

impl<'t> Spellings<'t> {
    /// Where a spelling stands among these.
    pub(crate) fn place(&mut self, text: &'t str) -> u32 {
        let next = u32::try_from(self.all.len()).expect("BUG: fewer spellings than users");
        let place = *self.places.entry(text).or_insert(next);
        if place == next {
            self.all.push(Spelling {
                text,
                counts: [0; 2],
            });
        }
        place
    }

    /// One more bears the spelling.
    pub(crate) fn count(&mut self, place: u32, position: Position) {
        self.all[place as usize].counts[position as usize] += 1;
    }

    pub(super) fn all(&self) -> &[Spelling<'t>] {
        &self.all
    }
}

//! What a sample of a column holds: how full, how varied, of which form.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::content::Form;
use crate::values::is_blank_text;

/// Values shown of each column.
const SAMPLES_MAX: usize = 5;
/// Characters shown of a value.
const SAMPLE_CHARS_MAX: usize = 120;

/// Counts over the cells of one column in a sample of records.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    /// Cells with a value.
    pub(crate) filled: u32,
    /// The first different values.
    pub(crate) samples: Vec<String>,
    /// Length of the longest value in characters.
    pub(crate) longest: usize,
    hashes: FxHashSet<u64>,
    forms: [u32; Form::ALL.len()],
}

impl Profile {
    /// Counts one cell.
    pub(crate) fn add(&mut self, cell: &str) {
        if is_blank_text(cell) {
            return;
        }
        self.filled += 1;
        let form = Form::of(cell);
        if let Some(at) = Form::ALL.iter().position(|other| *other == form) {
            self.forms[at] += 1;
        }
        if self.longest < cell.len() {
            self.longest = self.longest.max(cell.chars().count());
        }
        if self.hashes.insert(FxBuildHasher.hash_one(cell)) && self.samples.len() < SAMPLES_MAX {
            self.samples
                .push(cell.chars().take(SAMPLE_CHARS_MAX).collect());
        }
    }

    /// Number of different values.
    pub(crate) fn distinct(&self) -> u32 {
        u32::try_from(self.hashes.len()).unwrap_or(u32::MAX)
    }

    /// Whether no two cells have the same value.
    pub(crate) fn is_unique(&self) -> bool {
        self.distinct() == self.filled
    }

    /// Share of the values that have a form, in percent; 0 when there are none.
    pub(crate) fn share(&self, form: Form) -> u32 {
        let at = Form::ALL.iter().position(|other| *other == form);
        let count = at.map_or(0, |at| self.forms[at]);
        (count * 100).checked_div(self.filled).unwrap_or(0)
    }

    /// The form that nearly all values have.
    pub(crate) fn form(&self) -> Option<Form> {
        Form::ALL.into_iter().find(|form| self.share(*form) >= 80)
    }
}

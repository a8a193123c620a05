//! What a sample of a column holds: how full, how varied, of which form.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::{content::Form, sketch::Sketch};
use crate::values::{is_blank, is_blank_text, is_type_name};

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
    /// The values, for comparing with those of other columns.
    pub(crate) sketch: Sketch,
    /// Equal where two columns hold the same values in the same rows.
    pub(crate) sequence: u64,
    hashes: FxHashSet<u64>,
    forms: [u32; Form::ALL.len()],
}

impl Profile {
    /// Counts one cell.
    pub(crate) fn add(&mut self, cell: &str) {
        if is_blank_text(cell) {
            self.sequence = self.sequence.rotate_left(1);
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
        let hash = FxBuildHasher.hash_one(cell);
        let folded = FxBuildHasher.hash_one(cell.trim_matches(is_blank).to_lowercase());
        self.sequence = (self.sequence.rotate_left(1) ^ folded).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        if self.hashes.insert(hash) {
            self.sketch.add(cell, form);
            if self.samples.len() < SAMPLES_MAX {
                self.samples.push(shown(cell));
            }
        }
    }

    /// Takes a cell for comparing only.
    pub(crate) fn add_to_sketch(&mut self, cell: &str) {
        if !is_blank_text(cell) && !is_type_name(cell) {
            self.sketch.add(cell, Form::of(cell));
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

    /// Different values for a hundred filled cells.
    pub(crate) fn variety(&self) -> u32 {
        (self.distinct() * 100)
            .checked_div(self.filled)
            .unwrap_or(0)
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

/// A value as it is shown: not longer than a person reads.
pub(crate) fn shown(value: &str) -> String {
    value.chars().take(SAMPLE_CHARS_MAX).collect()
}

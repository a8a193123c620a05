//! The first pass: counting values, lengths, looks and errors. Memory grows with the different values by a few
//! bytes each, never by their text.

use std::{
    collections::BTreeMap,
    hash::{Hash, Hasher},
};

use presync_expr::{EvalError, Span};
use rustc_hash::{FxHashMap, FxHasher};

use super::{
    ErrorCount, Lengths, SAMPLES_MAX,
    features::{LOOKS, Look, MARK_COUNT, Marks, shape_of},
};
use crate::UserIx;

/// One of the different values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted {
    pub(super) users: u32,
    pub(super) first: UserIx,
}

/// What was counted over all users with a value.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) filled: u32,
    values: FxHashMap<u64, Counted>,
    lengths: BTreeMap<usize, u32>,
    marks: [u32; MARK_COUNT],
    looks: [u32; LOOKS.len()],
    shapes: FxHashMap<u64, u32>,
    errors: BTreeMap<(&'static str, Span), ErrorCount>,
    shape: String,
}

impl Tally {
    pub(super) fn value(&mut self, user: UserIx, text: &str) {
        self.filled += 1;
        let counted = self.values.entry(hash(text)).or_insert(Counted {
            users: 0,
            first: user,
        });
        counted.users += 1;
        *self.lengths.entry(text.chars().count()).or_default() += 1;
        let marks = Marks::of(text);
        for (mark, count) in self.marks.iter_mut().enumerate() {
            *count += u32::from(marks.has(mark));
        }
        self.looks[Look::of(text) as usize] += 1;
        shape_of(text, &mut self.shape);
        *self.shapes.entry(hash(&self.shape)).or_default() += 1;
    }

    pub(super) fn error(
        &mut self,
        user: UserIx,
        error: &EvalError,
        part: impl Fn(Span) -> (usize, usize),
    ) {
        let key = (error.code.as_str(), error.span);
        let counted = self.errors.entry(key).or_insert_with(|| ErrorCount {
            code: error.code.as_str(),
            message: error.message.clone(),
            span: error.span,
            part: part(error.span),
            users: 0,
            samples: Vec::new(),
        });
        counted.users += 1;
        if counted.samples.len() < SAMPLES_MAX {
            counted.samples.push(user);
        }
    }

    /// How many users have this value, and the first of them.
    pub(super) fn counted(&self, text: &str) -> Option<Counted> {
        self.values.get(&hash(text)).copied()
    }

    pub(super) fn distinct(&self) -> u32 {
        u32::try_from(self.values.len()).unwrap_or(u32::MAX)
    }

    /// Users whose value has such characters.
    pub(super) fn marked(&self, mark: usize) -> u32 {
        self.marks[mark]
    }

    /// Users whose value looks so.
    pub(super) fn looking(&self, look: Look) -> u32 {
        self.looks[look as usize]
    }

    /// Users whose value has this shape.
    pub(super) fn shaped(&self, shape: &str) -> u32 {
        self.shapes.get(&hash(shape)).copied().unwrap_or_default()
    }

    /// How many different shapes there are.
    pub(super) fn shapes(&self) -> usize {
        self.shapes.len()
    }

    /// The length that so many of a hundred users do not exceed.
    pub(super) fn length_at(&self, percent: u32) -> usize {
        let rank = (u64::from(self.filled) * u64::from(percent))
            .div_ceil(100)
            .max(1);
        let mut seen = 0;
        let mut lengths = self.lengths.iter();
        let found = lengths.find(|(_, users)| {
            seen += u64::from(**users);
            seen >= rank
        });
        found.map_or(0, |(length, _)| *length)
    }

    pub(super) fn lengths(&self, length_max: Option<usize>) -> Option<Lengths> {
        let (min, _) = self.lengths.first_key_value()?;
        let (max, _) = self.lengths.last_key_value()?;
        let over = |limit: usize| {
            self.lengths
                .range(limit + 1..)
                .map(|(_, users)| users)
                .sum()
        };
        Some(Lengths {
            min: *min,
            median: self.length_at(50),
            max: *max,
            over: length_max.map(over),
        })
    }

    /// The errors, the most frequent first.
    pub(super) fn errors(&self) -> Vec<ErrorCount> {
        let mut errors: Vec<ErrorCount> = self.errors.values().cloned().collect();
        errors.sort_by_key(|error| std::cmp::Reverse(error.users));
        errors
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

//! Values that look unlike the rest, and why. A look is rare if at most one user in fifty has it; a value is the
//! stranger the rarer its looks are.

use super::{
    STRANGE_MAX,
    features::{LOOKS, Look, MARK_COUNT, Marks, mark_words, shape_of},
    tally::{Counted, Tally},
};
use crate::UserIx;

/// With fewer values, nothing can be told apart from the rest.
const VALUES_MIN: u32 = 10;
/// A look is rare if so many times more users do not have it.
const RARE_TIMES: u32 = 50;
/// A look that a value lacks matters if nearly all have it.
const LACK_PERCENT_MIN: u32 = 98;
/// Shapes say something only where there are few of them: one for so many values.
const VALUES_PER_SHAPE_MIN: usize = 20;
/// Times of the usual spread that a length may lie outside.
const SPREADS: usize = 3;
/// Characters that a length must differ by at least.
const LENGTH_APART_MIN: usize = 5;

/// A value that looks unlike the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrangeValue {
    /// The value.
    pub value: String,
    /// Users with it.
    pub users: u32,
    /// The first of them.
    pub first: UserIx,
    /// Why, the rarest first.
    pub reasons: Vec<Oddity>,
}

/// Why a value is strange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddity {
    /// What it has or is, to stand in a sentence: `has digits`.
    pub what: String,
    /// Users of whose value that is true.
    pub users: u32,
}

/// The strangest values seen so far.
#[derive(Debug, Default)]
pub(super) struct Strangest {
    found: Vec<(u32, StrangeValue)>,
    shape: String,
}

impl Strangest {
    /// Looks at one of the different values.
    pub(super) fn look(&mut self, text: &str, counted: Counted, tally: &Tally) {
        if tally.filled < VALUES_MIN {
            return;
        }
        let mut reasons = self.reasons(text, tally);
        if reasons.is_empty() {
            return;
        }
        reasons.sort_by(|left, right| (left.users, &left.what).cmp(&(right.users, &right.what)));
        let score = reasons.iter().map(|one| surprise(tally.filled, one.users));
        let score = score.sum();
        let is_below = |(other, strange): &(u32, StrangeValue)| {
            (*other, text) < (score, strange.value.as_str())
        };
        let at = self
            .found
            .iter()
            .position(is_below)
            .unwrap_or(self.found.len());
        if at >= STRANGE_MAX {
            return;
        }
        let strange = StrangeValue {
            value: text.to_owned(),
            users: counted.users,
            first: counted.first,
            reasons,
        };
        self.found.insert(at, (score, strange));
        self.found.truncate(STRANGE_MAX);
    }

    pub(super) fn finish(self) -> Vec<StrangeValue> {
        self.found.into_iter().map(|(_, strange)| strange).collect()
    }

    fn reasons(&mut self, text: &str, tally: &Tally) -> Vec<Oddity> {
        let mut reasons = Vec::new();
        let marks = Marks::of(text);
        for mark in 0..MARK_COUNT {
            let with = tally.marked(mark);
            let without = tally.filled - with;
            if marks.has(mark) {
                say(&mut reasons, tally, with, || {
                    format!("has {}", mark_words(mark))
                });
            } else if with.saturating_mul(100) >= LACK_PERCENT_MIN * tally.filled {
                say(&mut reasons, tally, without, || {
                    format!("has no {}", mark_words(mark))
                });
            }
        }
        let look = Look::of(text);
        let usual = LOOKS.into_iter().max_by_key(|look| tally.looking(*look));
        say(&mut reasons, tally, tally.looking(look), || {
            let usual = usual.map_or("something else", Look::words);
            format!("looks like {} where most look like {usual}", look.words())
        });
        shape_of(text, &mut self.shape);
        if tally.shapes() * VALUES_PER_SHAPE_MIN <= tally.filled as usize {
            let shape = &self.shape;
            say(&mut reasons, tally, tally.shaped(shape), || {
                format!("has the pattern {shape}")
            });
        }
        reasons.extend(length(text, tally));
        reasons
    }
}

fn say(reasons: &mut Vec<Oddity>, tally: &Tally, users: u32, what: impl FnOnce() -> String) {
    if users > 0 && users <= (tally.filled / RARE_TIMES).max(1) {
        reasons.push(Oddity {
            what: what(),
            users,
        });
    }
}

/// A length far outside what three quarters of the values have.
fn length(text: &str, tally: &Tally) -> Option<Oddity> {
    let (low, high) = (tally.length_at(25), tally.length_at(75));
    let apart = (SPREADS * (high - low)).max(LENGTH_APART_MIN);
    let length = text.chars().count();
    let how = if length > high + apart {
        "long"
    } else if length + apart < low {
        "short"
    } else {
        return None;
    };
    let usual = if low == high {
        low.to_string()
    } else {
        format!("{low} to {high}")
    };
    let what = format!("is unusually {how}: {length} characters where most have {usual}");
    Some(Oddity { what, users: 1 })
}

/// The rarer, the more: in bits.
fn surprise(filled: u32, users: u32) -> u32 {
    (filled / users.max(1)).max(1).ilog2() + 1
}

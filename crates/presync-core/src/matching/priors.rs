//! What is taken for true of people before an engagement has shown it: how often fields agree for one
//! person and by chance. A table; the engagement's own pairs soon outweigh it.

use super::{
    attributes::TraitKind,
    compare::{LEVELS_MAX, field},
};

/// Probabilities by level; level 0, missing, has none.
pub(super) type Levels = [f32; LEVELS_MAX];

const fn levels<const N: usize>(known: [f32; N]) -> Levels {
    let mut all = [0.0; LEVELS_MAX];
    let mut at = 0;
    while at < N {
        all[at + 1] = known[at];
        at += 1;
    }
    all
}

/// How often a field stands at each level when both are one person.
pub(super) fn same_person(at: usize, kind: Option<TraitKind>) -> Levels {
    match (at, kind) {
        (field::UID, _) => levels([0.88, 0.08, 0.04]),
        (field::EMAIL, _) => levels([0.75, 0.1, 0.1, 0.05]),
        (field::LOGIN, _) => levels([0.6, 0.2, 0.2]),
        (field::GIVEN, _) => levels([0.89, 0.015, 0.02, 0.025, 0.015, 0.015, 0.008, 0.012]),
        (field::SURNAME, _) => levels([0.92, 0.015, 0.0005, 0.02, 0.002, 0.015, 0.0075, 0.02]),
        (field::ORDER, _) => levels([0.98, 0.02]),
        (field::ACTIVITY, _) => levels([0.92, 0.03, 0.03, 0.02]),
        (field::TIME, _) => levels([0.995, 0.005]),
        (field::MARK, _) => marks(),
        (_, Some(TraitKind::Phone)) => levels([0.75, 0.05, 0.2]),
        (_, Some(TraitKind::Date)) => levels([0.85, 0.03, 0.12]),
        (_, Some(TraitKind::Person)) => levels([0.75, 0.001, 0.249]),
        (_, Some(TraitKind::Words)) => levels([0.78, 0.1, 0.12]),
        _ => levels([0.8, 0.07, 0.13]),
    }
}

/// How often a field stands at each level when two people bear one name.
pub(super) fn same_name(at: usize) -> Option<Levels> {
    match at {
        field::EMAIL => Some(levels([0.001, 0.05, 0.2, 0.749])),
        field::LOGIN => Some(levels([0.05, 0.15, 0.8])),
        field::ORDER => Some(levels([0.5, 0.5])),
        _ => None,
    }
}

/// Plain against plain, then what guests, administration and impersonal accounts seldom are.
fn marks() -> Levels {
    let mut marks = [0.0004; LEVELS_MAX];
    marks[0] = 0.0;
    marks[1] = 0.98;
    marks[2] = 0.004;
    marks[3] = 0.001;
    marks[6] = 0.002;
    marks[11] = 0.002;
    marks[16] = 0.007;
    marks
}

/// How often two combine by chance whose own activity is that of people who have a counterpart: what the
/// activity of one account says by itself is `propensity`'s.
pub(super) fn margins(truth: &Levels) -> Levels {
    let mut chance = [0.0; LEVELS_MAX];
    let (ours, theirs) = (truth[1] + truth[2], truth[1] + truth[3]);
    for (level, ours, theirs) in [
        (1, ours, theirs),
        (2, ours, 1.0 - theirs),
        (3, 1.0 - ours, theirs),
        (4, 1.0 - ours, 1.0 - theirs),
    ] {
        chance[level] = ours * theirs;
    }
    chance
}

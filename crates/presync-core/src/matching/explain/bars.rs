//! The waterfall of a pair: where it starts, what each field adds or takes away, what is taken off
//! because it was said twice, and what is lost to others who want the same user.

use super::{Explained, Explainer, Seen, shown};
use crate::{
    LinkRule,
    matching::{
        compare::{Comparison, FIELD_NAMES, field, level},
        traits::TraitLevel,
    },
    names::PartLevel,
};

/// What a bar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BarKind {
    /// The odds of two users taken at random.
    Start,
    /// What one field says by itself.
    Field,
    /// What fields of one kind say together counts once.
    SaidTwice,
    /// The account is out of use and another of the same person is not.
    Unused,
    /// Others want the same user, or leave it to this pair.
    Competition,
}

impl BarKind {
    /// The word used on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Field => "field",
            Self::SaidTwice => "said_twice",
            Self::Unused => "unused",
            Self::Competition => "competition",
        }
    }
}

/// How two values agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// One of the two is missing.
    Missing,
    /// The same.
    Agrees,
    /// Much the same: another spelling, another domain, a digit apart.
    Near,
    /// Different.
    Differs,
}

impl Agreement {
    /// The word used on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Agrees => "agrees",
            Self::Near => "near",
            Self::Differs => "differs",
        }
    }
}

/// One bar of a waterfall.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub kind: BarKind,
    /// The field as evidence names it; for what is said twice the kind of field; else empty.
    pub field: &'static str,
    /// How the two values agree; missing for what is no field.
    pub agreement: Agreement,
    /// What it adds, in bits; negative speaks against.
    pub weight: f32,
    /// What the field counts for once it was not said before: its weight in the links' evidence.
    pub counted: f32,
    /// The value of the intranet user, then of the Azure user; several joined by `; `.
    pub values: [String; 2],
}

/// Less than this many bits is rounding.
const BITS_MIN: f32 = 0.005;
/// Odds in bits of a probability that rounds to one or to nothing.
const EXTREME: f32 = 24.0;

impl Explainer {
    /// All bars of a pair, in order.
    pub(super) fn bars(&self, people: Explained<'_>, seen: &Seen) -> Vec<Bar> {
        let mut bars = vec![plain(BarKind::Start, "", self.start(seen))];
        let fields = self.fields(people, seen);
        let twice = said_twice(&fields);
        bars.extend(fields);
        bars.extend(twice);
        let Some(at) = seen.judged else { return bars };
        let judged = &self.weighing.judged;
        bars.extend(worth(BarKind::Unused, judged.pairs[at].unused()));
        let is_second = |rule| rule == LinkRule::SecondAccount;
        // A second account is told by what it would be worth were its user free.
        if !seen.link.as_ref().is_some_and(|link| is_second(link.rule)) {
            let lost = competition(sum(&bars), judged.probabilities[at]);
            bars.extend(worth(BarKind::Competition, lost));
        }
        bars
    }

    fn start(&self, seen: &Seen) -> f32 {
        let judged = &self.weighing.judged;
        let offset = self.weighing.model.calibration.offset;
        match seen.judged {
            Some(at) => {
                let unused = judged.pairs[at].unused();
                judged.edges[at].odds - unused - seen.close.weighed.bits + offset
            }
            None => self.prior() + offset,
        }
    }

    fn fields(&self, people: Explained<'_>, seen: &Seen) -> Vec<Bar> {
        let traits = self.traits.all.iter().map(|one| one.field);
        let names = FIELD_NAMES.into_iter().chain(traits);
        let bar = |(at, name): (usize, &'static str)| Bar {
            kind: BarKind::Field,
            field: name,
            agreement: agreement(&seen.close.comparison, at),
            weight: self.alone(seen, at),
            counted: seen.close.weighed.parts[at],
            values: shown::values(self, people, seen.pair, at),
        };
        names.enumerate().map(bar).collect()
    }

    /// What a field says when nothing else is known but, for a key, the name.
    fn alone(&self, seen: &Seen, at: usize) -> f32 {
        let mut one = seen.close.comparison;
        for (other, level) in one.levels.iter_mut().enumerate() {
            if other != at {
                *level = level::MISSING;
            }
        }
        if at == field::GIVEN || at >= field::TRAIT {
            one.names.surname = PartLevel::Missing;
        }
        if at == field::SURNAME || at >= field::TRAIT {
            one.names.given = PartLevel::Missing;
        }
        let candidate = seen.close.candidate;
        let weighed = self.weighing.model.weigh(&one, candidate, &self.books);
        weighed.parts[at]
    }
}

/// The sum of bars.
pub(super) fn sum(bars: &[Bar]) -> f32 {
    bars.iter().map(|bar| bar.weight).sum()
}

/// The probability of odds in bits.
pub(super) fn probability(log_odds: f32) -> f32 {
    let odds = f64::from(log_odds.clamp(-120.0, 120.0)).exp2();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a probability needs no more digits"
    )]
    let probability = (odds / (1.0 + odds)) as f32;
    probability
}

/// What others who want the same users take from a pair.
fn competition(own: f32, judged: f32) -> f32 {
    let alike = (probability(own) - judged).abs() <= f32::EPSILON;
    let odds = f64::from(judged) / (1.0 - f64::from(judged)).max(f64::MIN_POSITIVE);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a weight needs no more digits"
    )]
    let bits = (odds.max(f64::MIN_POSITIVE).log2() as f32).clamp(-120.0, EXTREME);
    if alike { 0.0 } else { bits - own }
}

/// What the fields of one kind count for less than each says by itself.
fn said_twice(fields: &[Bar]) -> impl Iterator<Item = Bar> + use<> {
    let kinds = [
        ("keys", field::UID..field::GIVEN),
        ("names", field::GIVEN..field::ACTIVITY),
        ("accounts", field::ACTIVITY..field::TRAIT),
        ("traits", field::TRAIT..fields.len()),
    ];
    let bars = kinds.map(|(kind, range)| {
        let off = fields[range].iter().map(|bar| bar.counted - bar.weight);
        plain(BarKind::SaidTwice, kind, off.sum())
    });
    bars.into_iter().filter(|bar| bar.weight.abs() >= BITS_MIN)
}

fn worth(kind: BarKind, weight: f32) -> Option<Bar> {
    (weight.abs() >= BITS_MIN).then(|| plain(kind, "", weight))
}

fn plain(kind: BarKind, field: &'static str, weight: f32) -> Bar {
    Bar {
        kind,
        field,
        agreement: Agreement::Missing,
        weight,
        counted: weight,
        values: [String::new(), String::new()],
    }
}

fn agreement(comparison: &Comparison, at: usize) -> Agreement {
    let known = comparison.levels[at];
    match at {
        field::GIVEN => of_part(comparison.names.given),
        field::SURNAME => of_part(comparison.names.surname),
        _ if known == level::MISSING => Agreement::Missing,
        field::ACTIVITY if matches!(known, 2 | 3) => Agreement::Differs,
        // Four kinds of account on either side: those of one kind are every fifth.
        field::MARK if known % 5 != 1 => Agreement::Differs,
        field::ACTIVITY | field::MARK => Agreement::Agrees,
        field::ORDER if known == level::ORDER_SWAPPED => Agreement::Near,
        _ => by_level(at, known),
    }
}

fn by_level(at: usize, known: u8) -> Agreement {
    let last = match at {
        field::UID => level::UID_DIFFER,
        field::EMAIL => level::EMAIL_DIFFER,
        field::LOGIN => level::LOGIN_DIFFER,
        field::TIME => level::TIME_CONFLICT,
        _ => TraitLevel::Differ as u8,
    };
    match known {
        1 => Agreement::Agrees,
        known if known >= last => Agreement::Differs,
        _ => Agreement::Near,
    }
}

fn of_part(part: PartLevel) -> Agreement {
    match part {
        PartLevel::Missing => Agreement::Missing,
        PartLevel::Exact | PartLevel::Spelling => Agreement::Agrees,
        PartLevel::Differ => Agreement::Differs,
        _ => Agreement::Near,
    }
}

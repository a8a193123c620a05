//! What the other side's values say of a column whose header says nothing: a column that holds the
//! other side's e-mail addresses is the e-mail address, whatever it is called.
//!
//! Nothing here sees a value: columns are compared by their sketches.

use std::collections::BTreeMap;

use presync_core::{Diagnostic, Severity, Side, catalogue};

use super::{
    CONFIDENCE_MIN, Profile, Sketch,
    content::Form,
    pairs::{self, Pair, Reach},
    reading::{Ground, Guess},
    settle::is_key,
};
use crate::observation::{observation, of_column};

/// Below this share of common values, in percent, nothing is said.
const SHARE_MIN: u32 = 40;
/// The same for columns with few different values, which agree sooner by chance.
const GROUP_SHARE_MIN: u32 = 60;
/// Fewer common values prove nothing.
const SHARED_MIN: usize = 5;
/// The same for departments and places, of which there are few.
const GROUP_SHARED_MIN: usize = 2;
/// A column of keys has at least so many different values for a hundred cells.
const VARIETY_MIN: u32 = 80;
/// A column that refers to people has at most so many.
const REFERENCE_VARIETY_MAX: u32 = 60;
/// So many of its values, in percent, are people.
const REFERENCE_SHARE_MIN: u32 = 70;
/// A column that holds so many of all people, in percent, names everybody and not their managers.
const EVERYBODY_MIN: u32 = 50;
/// Numbers up to this length are so dense that they contain each other by chance.
const SHORT_NUMBER: usize = 5;
/// Overlap proves less than a known header.
const CONFIDENCE_MAX: u32 = 95;

/// What the other side says of one column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// What it may be, best first.
    pub(crate) guesses: Vec<Guess>,
    support: BTreeMap<&'static str, u32>,
}

impl Known {
    /// How many of its values, in percent, the other side has where this attribute should agree.
    pub(crate) fn support_of(&self, attribute: &str) -> u32 {
        self.support.get(attribute).copied().unwrap_or(0)
    }
}

/// The values of one side, attribute by attribute, as far as their columns are certain.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    side: Side,
    columns: BTreeMap<String, Sketch>,
    is_sample: bool,
}

impl Pool {
    /// No values of a side.
    pub(crate) fn of(side: Side) -> Self {
        Self {
            side,
            columns: BTreeMap::new(),
            is_sample: false,
        }
    }

    /// Takes a column; of several files, each.
    pub(crate) fn add(&mut self, attribute: &str, sketch: &Sketch, is_sample: bool) {
        self.is_sample |= is_sample;
        self.columns
            .entry(attribute.into())
            .or_default()
            .merge(sketch);
    }

    /// The values of an attribute.
    pub(crate) fn column(&self, attribute: &str) -> Option<&Sketch> {
        self.columns.get(attribute)
    }

    fn owner(&self) -> &'static str {
        match self.side {
            Side::Azure => "Azure users'",
            Side::Legacy => "intranet users'",
        }
    }
}

/// Compares a column of one side with everything that is certain of the other side and of its own file.
pub(crate) fn known(profile: &Profile, is_sample: bool, other: &Pool, own: &Pool) -> Known {
    let side = own.side;
    let is_sample = is_sample || other.is_sample;
    let mut known = Known::default();
    let mut found: Vec<Found> = Vec::new();
    for pair in pairs::PAIRS {
        let (target, source) = pair.ends(side);
        let Some(sketch) = other.column(source) else {
            continue;
        };
        let percent = profile.sketch.within(sketch).percent();
        let support = known.support.entry(target).or_default();
        *support = percent.max(*support);
        if fits(pair, profile, sketch) && !is_told_already(target, own) {
            let confidence = confidence(pair, profile, percent);
            found.push(Found {
                target,
                source,
                percent,
                confidence,
            });
        }
    }
    penalise_doubles(&mut found);
    let told = |found: &Found| {
        let plural = pairs::plural(found.source);
        let of = if is_sample {
            "of a sample of its values"
        } else {
            "of its values"
        };
        let reason = format!("{} % {of} are {} {plural}.", found.percent, other.owner());
        Guess::new(found.target, Ground::Overlap, found.confidence, reason)
    };
    known.guesses = found.iter().map(told).collect();
    known.guesses.extend(reference(profile, own, other));
    known
        .guesses
        .sort_by_key(|guess| std::cmp::Reverse(guess.confidence));
    known
}

/// Whole names beside the two names they are made of tell nothing new: in the intranet, which takes no
/// display name, such a column is a field of its own.
fn is_told_already(target: &str, own: &Pool) -> bool {
    let mut names = ["name.givenName", "name.familyName"].iter();
    own.side == Side::Legacy
        && target == "displayName"
        && names.all(|name| own.column(name).is_some())
}

struct Found {
    target: &'static str,
    source: &'static str,
    percent: u32,
    confidence: u8,
}

/// Whether the column can be what the pair says, by how its values are spread.
fn fits(pair: &Pair, profile: &Profile, other: &Sketch) -> bool {
    let overlap = profile.sketch.within(other);
    let form = profile.form();
    if matches!(form, Some(Form::Boolean | Form::Date | Form::Honorific)) {
        return false;
    }
    match pair.reach {
        Reach::Group => {
            overlap.shared >= GROUP_SHARED_MIN
                && overlap.percent() >= GROUP_SHARE_MIN
                && profile.variety() <= REFERENCE_VARIETY_MAX
                && form != Some(Form::Digits)
        }
        Reach::Name => overlap.shared >= SHARED_MIN && overlap.percent() >= GROUP_SHARE_MIN,
        Reach::Person => {
            overlap.shared >= SHARED_MIN
                && overlap.percent() >= SHARE_MIN
                && profile.variety() >= VARIETY_MIN
                && pair.takes(form)
                && !is_dense(profile, other)
        }
    }
}

/// Short numbers lie within longer lists of numbers without meaning the same.
fn is_dense(profile: &Profile, other: &Sketch) -> bool {
    profile.form() == Some(Form::Digits)
        && profile.longest <= SHORT_NUMBER
        && other.within(&profile.sketch).percent() < 50
}

fn confidence(pair: &Pair, profile: &Profile, percent: u32) -> u8 {
    let full = 55 + percent * 43 / 100;
    let weighed = full * u32::from(pair.weight) / 100;
    let few = pair.reach == Reach::Group && profile.sketch.len() < SHARED_MIN;
    let max = if few { 75 } else { CONFIDENCE_MAX };
    u8::try_from(weighed.min(max)).unwrap_or(0)
}

/// Given names and surnames share values: where a column fits both, it is surely neither.
fn penalise_doubles(found: &mut [Found]) {
    let names: Vec<(&str, u32)> = found
        .iter()
        .filter(|found| pairs::is_name(found.target))
        .map(|found| (found.target, found.percent))
        .collect();
    for one in found
        .iter_mut()
        .filter(|found| pairs::is_name(found.target))
    {
        let rival = names.iter().filter(|(target, _)| *target != one.target);
        let rival = rival.map(|(_, percent)| *percent).max().unwrap_or(0);
        let lead = one.percent.saturating_sub(rival);
        if lead < 30 {
            let loss = u8::try_from(30 - lead).unwrap_or(30);
            one.confidence = one.confidence.saturating_sub(loss);
        }
    }
}

/// A column that names people of its own file or of the other side, many of them often, names their
/// managers.
fn reference(profile: &Profile, own: &Pool, other: &Pool) -> Option<Guess> {
    if profile.variety() > REFERENCE_VARIETY_MAX || profile.sketch.len() < SHARED_MIN {
        return None;
    }
    let compare = |pool: &Pool, key: &'static str| {
        let sketch = pool.column(key)?;
        let percent = profile.sketch.within(sketch).percent();
        let is_everybody = sketch.within(&profile.sketch).percent() >= EVERYBODY_MIN;
        let is_said = !is_everybody && !is_dense(profile, sketch);
        is_said.then_some((percent, pool.side == own.side, key))
    };
    let found = [own, other].into_iter().flat_map(|pool| {
        let keys = people_keys(pool.side).iter();
        keys.filter_map(move |key| compare(pool, key))
    });
    let (percent, is_own, key) = found.max_by_key(|(percent, is_own, _)| (*percent, *is_own))?;
    let confidence = u8::try_from(50 + percent / 4).unwrap_or(CONFIDENCE_MIN);
    let owner = if is_own { "this file's" } else { other.owner() };
    let reason = format!(
        "{percent} % of its values are {owner} {}, and many rows share one.",
        pairs::plural(key)
    );
    let manager = pairs::manager(own.side, profile.form());
    (percent >= REFERENCE_SHARE_MIN)
        .then(|| Guess::new(manager, Ground::Overlap, confidence, reason))
}

/// What people are referred to by.
fn people_keys(side: Side) -> &'static [&'static str] {
    match side {
        Side::Legacy => &[
            "userName",
            "externalId",
            "emails[type eq \"work\"].value",
            "displayName",
        ],
        Side::Azure => &["objectId", "userPrincipalName", "mail", "displayName"],
    }
}

/// Says which columns are read by their values; of a key, as a warning.
pub(super) fn told(headers: &[&str], chosen: &[Option<Guess>], side: Side) -> Vec<Diagnostic> {
    let by_overlap = |(header, guess): (&&str, &Option<Guess>)| {
        let guess = guess
            .as_ref()
            .filter(|guess| guess.ground == Ground::Overlap)?;
        let attribute = catalogue::find(side, &guess.attribute)?;
        let severity = if is_key(side, attribute.name) {
            Severity::Warning
        } else {
            Severity::Note
        };
        let said = observation(
            "COLUMN_BY_OVERLAP",
            severity,
            format!(
                "The column is read as \"{}\": {}",
                attribute.label, guess.reason
            ),
            "Say what the column holds if this is wrong.",
        );
        Some(of_column(header, said))
    };
    headers.iter().zip(chosen).filter_map(by_overlap).collect()
}

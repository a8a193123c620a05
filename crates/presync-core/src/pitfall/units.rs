//! Departments, companies and locations that the sync would write under names nearly equal to one there is:
//! the intranet would make a second unit.
//!
//! Names are compared once each, not once a person. Those that differ only in case, spaces, marks or
//! punctuation are one name. Abbreviations and single letters are looked for among names that begin alike,
//! within bounds.

use std::{cmp::Reverse, collections::BTreeMap};

use rustc_hash::FxHashMap;

use super::{Finder, is_unit};
use crate::{
    Severity,
    finding::{Finding, FindingCode, Subject},
    names::{edits, fold},
    plan::ChangeKind,
    simulate::people,
};

/// Names that begin alike beyond which only spellings are compared.
const BUCKET_MAX: usize = 1_000;
/// Findings of one mapping row.
const FINDINGS_MAX: usize = 200;
/// Shortest word in which a letter may differ.
const WORD_MIN: usize = 4;
/// Shortest word in which two letters may differ.
const LONG_WORD_MIN: usize = 8;
/// Fewest letters that abbreviate a word.
const PREFIX_MIN: usize = 3;
/// Longest name that can be made of initials.
const INITIALS_MAX: usize = 5;

/// In what two names are alike, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Spelling,
    Abbreviation,
    Letters,
}

impl Likeness {
    fn words(self) -> &'static str {
        match self {
            Self::Spelling => "another spelling",
            Self::Abbreviation => "perhaps short for it",
            Self::Letters => "a letter or two apart",
        }
    }
}

/// One name of a unit, with what it is compared by.
#[derive(Debug)]
struct Unit<'a> {
    name: &'a str,
    words: Vec<String>,
    /// People who would get it, or who have it in the intranet.
    people: u32,
    is_held: bool,
}

impl<'a> Unit<'a> {
    fn new(name: &'a str, people: u32, is_held: bool) -> Self {
        let folded = fold(&name.replace('&', " and "));
        Self {
            name,
            words: folded
                .split(' ')
                .filter(|w| !w.is_empty())
                .map(str::to_owned)
                .collect(),
            people,
            is_held,
        }
    }

    fn squeezed(&self) -> String {
        self.words.concat()
    }

    fn initials(&self) -> Option<String> {
        let letters = self
            .words
            .iter()
            .filter(|word| !matches!(word.as_str(), "and" | "of"));
        let initials: String = letters.filter_map(|word| word.chars().next()).collect();
        ((2..=INITIALS_MAX).contains(&initials.len())).then_some(initials)
    }

    /// Better partners come first: what the intranet has, what most people have, by name.
    fn rank(&self) -> (bool, Reverse<u32>, &str) {
        (!self.is_held, Reverse(self.people), self.name)
    }
}

/// All names of one attribute, and where to look for what is like one.
struct Units<'a> {
    all: Vec<Unit<'a>>,
    by_spelling: BTreeMap<String, Vec<usize>>,
    by_initials: BTreeMap<String, Vec<usize>>,
    by_start: BTreeMap<String, Vec<usize>>,
}

impl<'a> Units<'a> {
    fn of(all: Vec<Unit<'a>>) -> Self {
        let mut units = Self {
            by_spelling: BTreeMap::new(),
            by_initials: BTreeMap::new(),
            by_start: BTreeMap::new(),
            all,
        };
        for (at, unit) in units.all.iter().enumerate() {
            let squeezed = unit.squeezed();
            if squeezed.is_empty() {
                continue;
            }
            let start = squeezed.chars().take(2).collect();
            units.by_start.entry(start).or_default().push(at);
            units.by_spelling.entry(squeezed).or_default().push(at);
            if let Some(initials) = unit.initials() {
                units.by_initials.entry(initials).or_default().push(at);
            }
        }
        units
    }

    /// The name most like one that is new.
    fn like(&self, at: usize) -> Option<(Likeness, &Unit<'a>)> {
        let unit = &self.all[at];
        let squeezed = unit.squeezed();
        let start: String = squeezed.chars().take(2).collect();
        let none = Vec::new();
        let spelt = self.by_spelling.get(&squeezed).unwrap_or(&none);
        let spelt = spelt.iter().map(|other| (Likeness::Spelling, *other));
        let short = self.by_initials.get(&squeezed).unwrap_or(&none);
        let short = short.iter().map(|other| (Likeness::Abbreviation, *other));
        let begins = self.by_start.get(&start).unwrap_or(&none);
        let begins = begins.iter().filter(|_| begins.len() <= BUCKET_MAX);
        let begins = begins.filter_map(|other| Some((likeness(unit, &self.all[*other])?, *other)));
        let others = spelt.chain(short).chain(begins);
        // Of two new names only the rarer one is told of.
        let others =
            others.filter(|(_, other)| *other != at && self.all[*other].rank() < unit.rank());
        others
            .map(|(likeness, other)| (likeness, &self.all[other]))
            .min_by_key(|(likeness, other)| (*likeness, other.rank()))
    }

    fn is_bounded(&self) -> bool {
        self.by_start.values().any(|alike| alike.len() > BUCKET_MAX)
    }
}

impl<'a> Finder<'a> {
    pub(super) fn units(&mut self) {
        let rows: Vec<u16> = self
            .replay
            .rows()
            .filter(|row| is_unit(self.target(*row)))
            .collect();
        if rows.is_empty() {
            return;
        }
        let written = self.units_written(&rows);
        for (row, names) in rows.into_iter().zip(written) {
            let units = Units::of(self.units_of(row, &names));
            self.units_alike(row, &units);
        }
    }

    /// The names that would be written, row by row, with how many people would get each.
    fn units_written(&self, rows: &[u16]) -> Vec<FxHashMap<&'a str, u32>> {
        let mut written: Vec<FxHashMap<&'a str, u32>> = vec![FxHashMap::default(); rows.len()];
        for (at, change) in self.plan.changes.iter() {
            let is_name = matches!(
                change.kind,
                ChangeKind::Create | ChangeKind::Fill | ChangeKind::Overwrite
            );
            if let Some(slot) = rows.iter().position(|row| *row == change.row && is_name) {
                *written[slot]
                    .entry(self.plan.changes.would_be(at))
                    .or_default() += 1;
            }
        }
        written
    }

    /// What the intranet has, and what it has not.
    fn units_of(&self, row: u16, written: &FxHashMap<&'a str, u32>) -> Vec<Unit<'a>> {
        let legacy = self.replay.input().legacy;
        let mut held: FxHashMap<&'a str, u32> = FxHashMap::default();
        if let Some(attribute) = self.replay.held(row) {
            for user in legacy.users() {
                *held.entry(legacy.held(user, attribute)).or_default() += 1;
            }
        }
        let mut names: BTreeMap<&'a str, (u32, bool)> = BTreeMap::new();
        names.extend(held.iter().map(|(name, people)| (*name, (*people, true))));
        for (name, people) in written.iter().map(|(name, people)| (*name, *people)) {
            names.entry(name).or_insert((people, false));
        }
        let units = names
            .into_iter()
            .filter(|(name, _)| !name.trim().is_empty());
        units
            .map(|(name, (people, is_held))| Unit::new(name, people, is_held))
            .collect()
    }

    fn units_alike(&mut self, row: u16, units: &Units<'a>) {
        let new = (0..units.all.len()).filter(|at| !units.all[*at].is_held);
        let mut alike: Vec<(&Unit<'_>, Likeness, &Unit<'_>)> = new
            .filter_map(|at| {
                let (likeness, other) = units.like(at)?;
                Some((&units.all[at], likeness, other))
            })
            .collect();
        alike.sort_by_key(|(unit, likeness, _)| (*likeness, Reverse(unit.people), unit.name));
        let more = alike.len().saturating_sub(FINDINGS_MAX);
        for (unit, likeness, other) in alike.iter().take(FINDINGS_MAX) {
            let place = if other.is_held { "intranet" } else { "Azure" };
            let evidence = format!(
                "{} ({}) is like {} ({}, {place}): {}",
                unit.name,
                people(unit.people),
                other.name,
                people(other.people),
                likeness.words()
            );
            self.unit_alike(row, *likeness == Likeness::Spelling, &evidence);
        }
        if more > 0 {
            self.unit_alike(row, false, &format!("and {more} more names like another"));
        }
        if units.is_bounded() {
            let evidence = format!(
                "more than {BUCKET_MAX} names begin alike: those were compared by spelling only"
            );
            self.unit_alike(row, false, &evidence);
        }
    }

    fn unit_alike(&mut self, row: u16, is_sure: bool, evidence: &str) {
        let (subject, target) = (Subject::Mapping(Some(row)), self.target(row));
        let finding = Finding::new(FindingCode::UnitNameVariant, subject, target, evidence);
        let severity = match is_sure {
            true => finding.severity,
            false => Severity::Note,
        };
        self.findings.push(Finding {
            severity,
            ..finding
        });
    }
}

/// In what two names with the same number of words are alike; spellings are found otherwise.
fn likeness(a: &Unit<'_>, b: &Unit<'_>) -> Option<Likeness> {
    if a.words.len() != b.words.len() {
        return None;
    }
    let pairs = a.words.iter().zip(&b.words);
    let differing: Vec<(&String, &String)> = pairs.filter(|(x, y)| x != y).collect();
    let is_short = |short: &String, long: &String| {
        short.len() >= PREFIX_MIN && long.starts_with(short.as_str()) && has_no_digit(long)
    };
    let all = |test: &dyn Fn(&String, &String) -> bool| differing.iter().all(|(x, y)| test(x, y));
    let gap: usize = differing
        .iter()
        .map(|(x, y)| x.len().abs_diff(y.len()))
        .sum();
    match differing.as_slice() {
        [] => None,
        [(x, y)] if is_typo(x, y) => Some(Likeness::Letters),
        _ if gap > 2 && (all(&is_short) || all(&|x, y| is_short(y, x))) => {
            Some(Likeness::Abbreviation)
        }
        _ => None,
    }
}

fn is_typo(x: &str, y: &str) -> bool {
    let shortest = x.len().min(y.len());
    let allowed = if shortest >= LONG_WORD_MIN { 2 } else { 1 };
    shortest >= WORD_MIN
        && has_no_digit(x)
        && has_no_digit(y)
        && edits(x.as_bytes(), y.as_bytes()) <= allowed
}

fn has_no_digit(word: &str) -> bool {
    !word.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(new: &str, held: &str, expect: Option<Likeness>) {
        let units = Units::of(vec![Unit::new(new, 1, false), Unit::new(held, 9, true)]);
        let like = units.like(0).map(|(likeness, _)| likeness);
        assert_eq!(like, expect, "{new} against {held}");
    }

    #[test]
    fn names_are_alike_by_spelling_abbreviation_or_letters() {
        use Likeness::{Abbreviation, Letters, Spelling};
        for (new, held, expect) in [
            ("human resources", "Human Resources", Some(Spelling)),
            ("Human-Resources", "Human Resources", Some(Spelling)),
            ("Zürich", "Zurich", Some(Spelling)),
            ("R & D", "R and D", Some(Spelling)),
            ("HR", "Human Resources", Some(Abbreviation)),
            ("Eng. Services", "Engineering Services", Some(Abbreviation)),
            ("Finnance", "Finance", Some(Letters)),
            ("Mannagment Board", "Management Board", Some(Letters)),
            ("Team A", "Team B", None),
            ("Floor 1", "Floor 2", None),
            ("North", "South", None),
            ("Import", "Export", None),
            ("Sales", "Sales North", None),
            ("Legal", "Catering", None),
        ] {
            check(new, held, expect);
        }
    }

    #[test]
    fn of_two_new_names_the_rarer_one_is_told_of() {
        let units = Units::of(vec![
            Unit::new("Legal Team", 2, false),
            Unit::new("legal team", 5, false),
        ]);
        assert_eq!(
            units.like(0).map(|(_, other)| other.name),
            Some("legal team")
        );
        assert!(units.like(1).is_none());
    }
}

//! What all changes of a mapping row have in common, where they have it: "domain old.example →
//! new.example", "prefix 0 removed", a table of values. It names patterns; each change keeps its own class.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::{
    changes::target_label,
    wording::{counted, thousands},
};
use crate::{
    comparison::fingerprint,
    engagement::Engagement,
    plan::{ChangeClass, ChangeKind},
};

/// From this share of a row's changes on, what they have in common names the row.
const SHARE_MIN: f64 = 0.95;
/// The most pairs of a table of values.
const TABLE_MAX: usize = 50;
/// Pairs of a table that are written out.
const TABLE_SHOWN: usize = 3;

/// What the changes of existing values by one mapping row have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedChange {
    /// Target attribute as the mapping spells it.
    pub target: String,
    /// What people call it.
    pub label: String,
    /// The mapping row: `direct:mail`, `constant`, `expression`.
    pub mapping: String,
    /// The class that most of them are of.
    pub class: ChangeClass,
    /// What they have in common, with how many people: `domain old.example → new.example, 1,204 people`.
    pub sentence: String,
    /// Accounts it is true of.
    pub people: u32,
    /// Accounts of which the row changes a value.
    pub of: u32,
}

/// Something that several changes can share, in the words of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trait<'a> {
    Domain(&'a str, &'a str),
    PrefixAdded(&'a str),
    PrefixRemoved(&'a str),
    SuffixAdded(&'a str),
    SuffixRemoved(&'a str),
    Value(&'a str),
}

/// The one that more than half of a row's changes share, if there is one (Boyer and Moore, 1981).
#[derive(Debug, Clone, Copy, Default)]
struct Majority<'a> {
    candidate: Option<Trait<'a>>,
    lead: u32,
}

/// What is known of one row after a look at all of its changes.
#[derive(Debug, Default)]
struct Row<'a> {
    count: u32,
    classes: BTreeMap<ChangeClass, u32>,
    /// By class, of the classes that have one.
    shared: BTreeMap<ChangeClass, Majority<'a>>,
    value: Majority<'a>,
    /// From each value to what it becomes; none once there are too many.
    table: Option<BTreeMap<&'a str, (&'a str, u32)>>,
    strays: u32,
}

/// What a second look counts of one row.
#[derive(Debug, Default)]
struct Held {
    before: FxHashSet<u64>,
    of_value: u32,
    of_shared: u32,
}

/// One for each mapping row whose changes have something in common, the most destructive first.
pub(super) fn named(engagement: &Engagement<'_>) -> Vec<NamedChange> {
    let rows = look(engagement);
    let held = look_again(engagement, &rows);
    let mut named: Vec<NamedChange> = rows
        .iter()
        .zip(&held)
        .enumerate()
        .filter_map(|(at, (row, held))| name(engagement, at, row, held))
        .collect();
    named.sort_by_key(|one| one.class);
    named
}

/// Counts what is likely to be true of nearly all changes of a row.
fn look_again(engagement: &Engagement<'_>, rows: &[Row<'_>]) -> Vec<Held> {
    let wanted: Vec<_> = rows
        .iter()
        .map(|row| (row.likely_value(), row.likely_shared()))
        .collect();
    let mut held: Vec<Held> = rows.iter().map(|_| Held::default()).collect();
    if wanted.iter().all(|wanted| *wanted == (None, None)) {
        return held;
    }
    for (at, class, now, would_be) in overwritten(engagement) {
        let (value, shared) = wanted[at];
        if value == Some(Trait::Value(would_be)) {
            held[at].of_value += 1;
            held[at].before.insert(fingerprint(now));
        }
        if shared.is_some() && trait_of(class, now, would_be) == shared {
            held[at].of_shared += 1;
        }
    }
    held
}

fn look<'a>(engagement: &Engagement<'a>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'_>> = engagement
        .mapping
        .users
        .rows
        .iter()
        .map(|_| Row::new())
        .collect();
    for (row, class, now, would_be) in overwritten(engagement) {
        rows[row].see(class, now, would_be);
    }
    rows
}

/// Row, class and both values of every change that replaces something.
fn overwritten<'a>(
    engagement: &Engagement<'a>,
) -> impl Iterator<Item = (usize, ChangeClass, &'a str, &'a str)> + use<'a> {
    let changes = &engagement.plan.changes;
    let replacing = changes
        .iter()
        .filter(|(_, change)| matches!(change.kind, ChangeKind::Overwrite | ChangeKind::Clear));
    replacing.map(move |(at, change)| {
        let row = usize::from(change.row);
        (row, change.class, changes.now(at), changes.would_be(at))
    })
}

impl<'a> Row<'a> {
    fn new() -> Self {
        Self {
            table: Some(BTreeMap::new()),
            ..Self::default()
        }
    }

    fn likely_value(&self) -> Option<Trait<'a>> {
        self.value.likely(self.count)
    }

    /// Of the class that nearly all of them are of.
    fn likely_shared(&self) -> Option<Trait<'a>> {
        let (class, most) = self.most()?;
        self.shared.get(&class)?.likely(most)
    }

    /// The class of most of them.
    fn most(&self) -> Option<(ChangeClass, u32)> {
        let most = self.classes.iter().max_by_key(|(_, count)| **count);
        most.map(|(class, count)| (*class, *count))
    }

    fn see(&mut self, class: ChangeClass, now: &'a str, would_be: &'a str) {
        self.count += 1;
        *self.classes.entry(class).or_default() += 1;
        self.value.see(Trait::Value(would_be));
        if let Some(shared) = trait_of(class, now, would_be) {
            self.shared.entry(class).or_default().see(shared);
        }
        let Some(table) = &mut self.table else { return };
        let (known, count) = table.entry(now).or_insert((would_be, 0));
        if *known == would_be {
            *count += 1;
        } else {
            self.strays += 1;
        }
        if table.len() > TABLE_MAX {
            self.table = None;
        }
    }
}

impl<'a> Majority<'a> {
    /// The candidate, where it may be that of nearly all of so many.
    fn likely(self, of: u32) -> Option<Trait<'a>> {
        let lead_min = f64::from(of) * (2.0 * SHARE_MIN - 1.0);
        self.candidate.filter(|_| f64::from(self.lead) >= lead_min)
    }

    fn see(&mut self, shared: Trait<'a>) {
        if self.candidate == Some(shared) {
            self.lead += 1;
        } else if self.lead == 0 {
            *self = Self {
                candidate: Some(shared),
                lead: 1,
            };
        } else {
            self.lead -= 1;
        }
    }
}

fn trait_of<'a>(class: ChangeClass, now: &'a str, would_be: &'a str) -> Option<Trait<'a>> {
    let domain = |text: &'a str| text.trim().rsplit_once('@').map(|(_, domain)| domain);
    match class {
        ChangeClass::Domain => Some(Trait::Domain(domain(now)?, domain(would_be)?)),
        ChangeClass::Prefix => match (now.strip_suffix(would_be), would_be.strip_suffix(now)) {
            (Some(gone), _) => Some(Trait::PrefixRemoved(gone)),
            (_, Some(added)) => Some(Trait::PrefixAdded(added)),
            _ => None,
        },
        ChangeClass::Suffix => match (now.strip_prefix(would_be), would_be.strip_prefix(now)) {
            (Some(gone), _) => Some(Trait::SuffixRemoved(gone)),
            (_, Some(added)) => Some(Trait::SuffixAdded(added)),
            _ => None,
        },
        _ => None,
    }
}

fn name(engagement: &Engagement<'_>, at: usize, row: &Row<'_>, held: &Held) -> Option<NamedChange> {
    let (class, _) = row.most()?;
    let (what, people) = sentence(row, held)?;
    let mapping = &engagement.mapping.users.rows[at];
    Some(NamedChange {
        target: mapping.target.clone(),
        label: target_label(&mapping.target),
        mapping: mapping.source.label(),
        class,
        sentence: format!("{what}, {}", how_many(people, row.count)),
        people,
        of: row.count,
    })
}

/// What nearly all changes of a row have in common, and of how many it is true.
fn sentence(row: &Row<'_>, held: &Held) -> Option<(String, u32)> {
    let (class, most) = row.most()?;
    let candidates = [
        constant(row, held),
        shared(row, held),
        table(row),
        of_class(class).map(|what| (what.to_owned(), most)),
    ];
    candidates
        .into_iter()
        .flatten()
        .find(|(_, people)| is_most(*people, row.count))
}

/// All of several, or all but few.
fn is_most(people: u32, of: u32) -> bool {
    of > 1 && f64::from(people) >= f64::from(of) * SHARE_MIN
}

fn how_many(people: u32, of: u32) -> String {
    match people == of {
        true => counted(of, "person", "people"),
        false => format!(
            "{} of {}",
            thousands(people.into()),
            counted(of, "person", "people")
        ),
    }
}

/// One value over many: `constant "Member" over 37 different values`.
fn constant(row: &Row<'_>, held: &Held) -> Option<(String, u32)> {
    let Some(Trait::Value(value)) = row.likely_value() else {
        return None;
    };
    // What is emptied is called that.
    (!value.trim().is_empty() && held.before.len() > 1).then(|| {
        let values = thousands(held.before.len() as u64);
        let what = format!(
            "constant \"{}\" over {values} different values",
            shown(value)
        );
        (what, held.of_value)
    })
}

fn shared(row: &Row<'_>, held: &Held) -> Option<(String, u32)> {
    let what = match row.likely_shared()? {
        Trait::Domain(old, new) => format!("domain {} → {}", shown(old), shown(new)),
        Trait::PrefixAdded(text) => format!("prefix {} added", shown(text)),
        Trait::PrefixRemoved(text) => format!("prefix {} removed", shown(text)),
        Trait::SuffixAdded(text) => format!("suffix {} added", shown(text)),
        Trait::SuffixRemoved(text) => format!("suffix {} removed", shown(text)),
        Trait::Value(_) => return None,
    };
    Some((what, held.of_shared))
}

/// Few values, each of which becomes one and the same for everybody.
fn table(row: &Row<'_>) -> Option<(String, u32)> {
    let table = row.table.as_ref()?;
    let people = row.count - row.strays;
    let pairs = u32::try_from(table.len()).unwrap_or(u32::MAX);
    if people < 2 * pairs {
        return None;
    }
    let mut pairs: Vec<_> = table.iter().collect();
    pairs.sort_by_key(|(now, (_, count))| (std::cmp::Reverse(*count), **now));
    let shown_pairs = pairs.iter().take(TABLE_SHOWN);
    let shown_pairs: Vec<String> = shown_pairs
        .map(|(now, (would_be, _))| format!("{} → {}", shown(now), shown(would_be)))
        .collect();
    let more = match pairs.len().saturating_sub(TABLE_SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some((
        format!("value table: {}{more}", shown_pairs.join("; ")),
        people,
    ))
}

fn of_class(class: ChangeClass) -> Option<&'static str> {
    match class {
        ChangeClass::Emptied => Some("emptied"),
        ChangeClass::Constant => Some("overwritten by a constant"),
        ChangeClass::Abbreviation => Some("abbreviation or its long form"),
        ChangeClass::Domain => Some("domain only"),
        ChangeClass::WordOrder => Some("order of words only"),
        ChangeClass::Punctuation => Some("punctuation only"),
        ChangeClass::DateFormat => Some("date format only"),
        ChangeClass::NumberFormat => Some("number format only"),
        ChangeClass::Accents => Some("accents or transliteration only"),
        ChangeClass::Spacing => Some("white space only"),
        ChangeClass::LetterCase => Some("letter case only"),
        ChangeClass::Different
        | ChangeClass::Extension
        | ChangeClass::Prefix
        | ChangeClass::Suffix
        | ChangeClass::New => None,
    }
}

/// A value in a sentence: nothing as a sign, long ones cut.
fn shown(value: &str) -> String {
    const CHARS_MAX: usize = 60;
    match value.chars().count() {
        0 => "∅".to_owned(),
        count if count > CHARS_MAX => value.chars().take(CHARS_MAX).chain(['…']).collect(),
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What these changes of one row have in common.
    fn check(changes: &[(ChangeClass, &str, &str)], expect: Option<(&str, u32)>) {
        let mut row = Row::new();
        for (class, now, would_be) in changes {
            row.see(*class, now, would_be);
        }
        let mut held = Held::default();
        for (class, now, would_be) in changes {
            if row.likely_value() == Some(Trait::Value(would_be)) {
                held.of_value += 1;
                held.before.insert(fingerprint(now));
            }
            let shared = row.likely_shared();
            held.of_shared +=
                u32::from(shared.is_some() && trait_of(*class, now, would_be) == shared);
        }
        let found = sentence(&row, &held);
        let found = found
            .as_ref()
            .map(|(what, people)| (what.as_str(), *people));
        assert_eq!(found, expect, "{changes:?}");
    }

    #[test]
    fn what_nearly_all_changes_share_names_the_row() {
        use ChangeClass::*;
        let domain = (Domain, "a@old.example", "a@new.example");
        check(
            &[domain, (Domain, "b@old.example", "b@new.example")],
            Some(("domain old.example → new.example", 2)),
        );
        check(
            &[domain, (Domain, "b@old.example", "b@third.example")],
            Some(("domain only", 2)),
        );
        check(&[domain], None);
        let mut nearly = vec![domain; 39];
        nearly.push((Different, "x", "y"));
        check(&nearly, Some(("domain old.example → new.example", 39)));
        check(&[domain, domain, (Different, "x", "y")], None);
        check(
            &[(Prefix, "077", "77"), (Prefix, "078", "78")],
            Some(("prefix 0 removed", 2)),
        );
        check(
            &[(Prefix, "77", "E77"), (Prefix, "78", "E78")],
            Some(("prefix E added", 2)),
        );
        check(
            &[(Suffix, "a-x", "a"), (Suffix, "b-x", "b")],
            Some(("suffix -x removed", 2)),
        );
        check(
            &[(Suffix, "a", "a-x"), (Suffix, "b", "b-x")],
            Some(("suffix -x added", 2)),
        );
        check(
            &[(Constant, "a", "Member"), (Constant, "b", "Member")],
            Some(("constant \"Member\" over 2 different values", 2)),
        );
        check(
            &[(Emptied, "a", ""), (Emptied, "b", "")],
            Some(("emptied", 2)),
        );
        let hr = (Abbreviation, "HR", "Human Resources");
        let it = (Different, "Tech", "Computers");
        check(
            &[hr, hr, it, it, hr],
            Some(("value table: HR → Human Resources; Tech → Computers", 5)),
        );
        check(&[(Different, "a", "b"), (Different, "c", "d")], None);
        check(
            &[(LetterCase, "a", "A"), (LetterCase, "b", "B")],
            Some(("letter case only", 2)),
        );
    }
}

//! What differs between two plans as a CSV by itself: a row for each person, then one for each of the
//! person's changes. `docs/compare.md` describes the columns.

use std::{borrow::Cow, path::Path};

use presync_core::{
    Action, Outcome,
    comparison::{
        Attention, ChangeDifference, Comparison, PersonDifference, PersonOf, Standing, Status,
    },
};

use crate::{
    CsvProfile, ReportError,
    csv_file::CsvFile,
    lone_file::{Kind, write_lone},
};

const HEAD: [&str; 23] = [
    "row",
    "side",
    "anchor_a",
    "anchor_b",
    "login_a",
    "login_b",
    "presence",
    "status",
    "outcome_a",
    "outcome_b",
    "action_a",
    "action_b",
    "new",
    "still_open",
    "resolved",
    "changes",
    "target_attribute",
    "kind_a",
    "kind_b",
    "now_a",
    "now_b",
    "would_be_a",
    "would_be_b",
];
/// Columns of a person; the others are a change's.
const OF_PERSON: usize = 16;

/// A change with its values in both plans.
#[derive(Debug, Clone, Copy)]
pub struct ComparedChange<'a> {
    /// Where it stands.
    pub change: &'a ChangeDifference,
    /// Its values in A and in B; empty where it has none, or none is kept.
    pub values: [ValuePair<'a>; 2],
}

/// The values of a change.
#[derive(Debug, Clone, Copy)]
pub struct ValuePair<'a> {
    /// Of today.
    pub now: &'a str,
    /// After the cycle.
    pub would_be: &'a str,
}

/// Writes people and changes that differ, in their order, and gives how many rows there are. The changes
/// are those of the comparison. An earlier file of the kind is replaced, any other file is not.
///
/// # Errors
/// When something else lies there, or the file system refuses.
pub fn write_comparison<'a>(
    path: &Path,
    profile: CsvProfile,
    plans: [&Standing; 2],
    comparison: &Comparison,
    changes: impl Iterator<Item = ComparedChange<'a>>,
) -> Result<u64, ReportError> {
    let kind = Kind {
        noun: "comparison",
        head: HEAD.join(","),
    };
    let attention = plans.map(Attention::of);
    let mut changes = changes.peekable();
    write_lone(path, &kind, |file| {
        let mut csv = CsvFile::new(file, profile, &HEAD)?;
        let mut rows = 0;
        for person in &comparison.people {
            csv.row(&of_person(plans, &attention, person))?;
            rows += 1;
            for _ in 0..person.changes {
                let Some(change) = changes.next() else { break };
                csv.row(&of_change(plans, person, &change))?;
                rows += 1;
            }
        }
        for (which, plan) in plans.into_iter().enumerate() {
            for at in &comparison.ambiguous[which] {
                csv.row(&shared(which, &plan.person(*at)))?;
                rows += 1;
            }
        }
        csv.finish()?;
        Ok(rows)
    })
}

fn of_person<'a>(
    plans: [&'a Standing; 2],
    attention: &[Attention<'a>; 2],
    person: &PersonDifference,
) -> Vec<Cow<'a, str>> {
    let at = [person.a, person.b];
    let [before, now] = [0, 1].map(|which: usize| attention[which].items(at[which]));
    let only = |items: &[&'a str], others: &[&'a str]| {
        let only = items.iter().filter(|item| !others.contains(item));
        only.copied().collect::<Vec<_>>().join(";")
    };
    let both = now.iter().filter(|item| before.contains(item));
    let both = both.copied().collect::<Vec<_>>().join(";");
    let presence = match (at, person.rekeyed) {
        ([None, _], _) => "came",
        ([_, None], _) => "left",
        (_, true) => "rekeyed",
        _ => "both",
    };
    let mut cells = who("person", plans, person);
    let of_both = [0, 1].map(|which: usize| at[which].map(|at| plans[which].person(at)));
    cells.push(presence.into());
    cells.push(person.status.map_or("", Status::as_str).into());
    cells.extend(of_both.map(|one| one.map_or("", |one| Outcome::as_str(one.outcome)).into()));
    cells.extend(of_both.map(|one| one.map_or("", |one| Action::as_str(one.action)).into()));
    cells.extend([only(&now, &before), both, only(&before, &now)].map(Cow::Owned));
    cells.push(person.changes.to_string().into());
    cells.resize(HEAD.len(), Cow::Borrowed(""));
    cells
}

fn of_change<'a>(
    plans: [&'a Standing; 2],
    person: &PersonDifference,
    change: &ComparedChange<'a>,
) -> Vec<Cow<'a, str>> {
    let at = [change.change.a, change.change.b];
    let found = [0, 1].map(|which: usize| at[which].map(|at| plans[which].change(at)));
    let target = [0, 1].into_iter().find_map(|which: usize| {
        let change = found[which]?;
        Some(plans[which].targets()[usize::from(change.target)].as_str())
    });
    let mut cells = who("change", plans, person);
    cells.resize(OF_PERSON, Cow::Borrowed(""));
    cells.push(target.unwrap_or_default().into());
    cells.extend(found.map(|one| one.map_or("", |change| change.kind.as_str()).into()));
    cells.extend(change.values.map(|pair| pair.now.into()));
    cells.extend(change.values.map(|pair| pair.would_be.into()));
    cells
}

/// Somebody who cannot be told apart from others.
fn shared<'a>(which: usize, person: &PersonOf<'a>) -> Vec<Cow<'a, str>> {
    let mut cells = vec![Cow::Borrowed(""); HEAD.len()];
    cells[0] = "person".into();
    cells[1] = person.side.as_str().into();
    cells[2 + which] = anchor(person).into();
    cells[4 + which] = person.login.into();
    cells[6] = "ambiguous".into();
    cells[8 + which] = person.outcome.as_str().into();
    cells[10 + which] = person.action.as_str().into();
    cells
}

fn who<'a>(
    row: &'static str,
    plans: [&'a Standing; 2],
    person: &PersonDifference,
) -> Vec<Cow<'a, str>> {
    let at = [person.a, person.b];
    let both = [0, 1].map(|which: usize| at[which].map(|at| plans[which].person(at)));
    let mut cells: Vec<Cow<'a, str>> = vec![row.into(), person.side.as_str().into()];
    cells.extend(both.map(|one| one.map_or("", |one| anchor(&one)).into()));
    cells.extend(both.map(|one| one.map_or("", |one| one.login).into()));
    cells
}

fn anchor<'a>(person: &PersonOf<'a>) -> &'a str {
    match person.id {
        "" => person.login,
        id => id,
    }
}

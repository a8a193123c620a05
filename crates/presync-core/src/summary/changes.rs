//! What would change, grouped by attribute, kind and class, each group with a few telling examples.

use std::collections::BTreeMap;

use super::identity::IdentityColumns;
use crate::{
    Side, catalogue,
    engagement::Engagement,
    plan::{Change, ChangeClass, ChangeKind},
};

const EXAMPLES_MAX: usize = 5;

/// Changes of one attribute, of one kind and class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeGroup {
    /// Target attribute as the mapping spells it.
    pub target: String,
    /// What people call it.
    pub label: String,
    /// What happens.
    pub kind: ChangeKind,
    /// How the value differs.
    pub class: ChangeClass,
    /// The mapping row that causes it: `direct:mail`, `constant`, `expression`.
    pub mapping: String,
    /// How many accounts.
    pub count: u32,
    /// The first changes whose values differ from each other's.
    pub examples: Vec<ChangeExample>,
}

/// One change as an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeExample {
    /// The Azure user that causes it.
    pub azure: String,
    /// The account written to; empty for a created one.
    pub account: String,
    /// The value now.
    pub now: String,
    /// The value it would be.
    pub would_be: String,
}

/// Mapping row, place of the kind in the report, class: the order of the groups.
type Key = (u16, usize, ChangeClass);

struct Tally {
    count: u32,
    kind: ChangeKind,
    examples: Vec<u32>,
}

pub(super) fn groups(engagement: &Engagement<'_>) -> Vec<ChangeGroup> {
    let changes = &engagement.plan.changes;
    let mut tallies: BTreeMap<Key, Tally> = BTreeMap::new();
    for (at, change) in changes.iter() {
        let tally = tallies
            .entry(key(change))
            .or_insert_with(|| Tally::new(change.kind));
        tally.count += 1;
        let values = |at| (changes.now(at), changes.would_be(at));
        if tally.examples.len() < EXAMPLES_MAX
            && tally
                .examples
                .iter()
                .all(|known| values(*known) != values(at))
        {
            tally.examples.push(at);
        }
    }
    let columns = IdentityColumns::of(engagement);
    tallies
        .iter()
        .map(|(key, tally)| group(engagement, &columns, *key, tally))
        .collect()
}

/// What people call an intranet attribute.
pub(super) fn target_label(target: &str) -> String {
    let known = catalogue::find(Side::Legacy, target);
    let bare = target.rsplit(':').next().unwrap_or(target);
    known.map_or(bare, |attribute| attribute.label).to_owned()
}

impl Tally {
    fn new(kind: ChangeKind) -> Self {
        Self {
            count: 0,
            kind,
            examples: Vec::new(),
        }
    }
}

fn key(change: Change) -> Key {
    let place = ChangeKind::ALL.iter().position(|kind| *kind == change.kind);
    (
        change.row,
        place.unwrap_or(ChangeKind::ALL.len()),
        change.class,
    )
}

fn group(
    engagement: &Engagement<'_>,
    columns: &IdentityColumns<'_>,
    (row, _, class): Key,
    tally: &Tally,
) -> ChangeGroup {
    let mapping = &engagement.mapping.users.rows[usize::from(row)];
    ChangeGroup {
        target: mapping.target.clone(),
        label: target_label(&mapping.target),
        kind: tally.kind,
        class,
        mapping: mapping.source.label(),
        count: tally.count,
        examples: tally
            .examples
            .iter()
            .map(|at| example(engagement, columns, *at))
            .collect(),
    }
}

fn example(engagement: &Engagement<'_>, columns: &IdentityColumns<'_>, at: u32) -> ChangeExample {
    let changes = &engagement.plan.changes;
    let change = changes.get(at);
    ChangeExample {
        azure: columns.label(Side::Azure, change.azure),
        account: change
            .account
            .map_or_else(String::new, |user| columns.label(Side::Legacy, user)),
        now: changes.now(at).to_owned(),
        would_be: changes.would_be(at).to_owned(),
    }
}

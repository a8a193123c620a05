//! The look-ups of a user in order, each with its query and what became of it.

use super::super::{
    cycle::{Cycle, MatchKey},
    flow::Flow,
    request::lookup_query,
};
use crate::{Assumption, UserIx, plan::AzureRow};

/// A match key's turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Position of the mapping row.
    pub row: u16,
    /// The value that is looked up; empty when there is none.
    pub value: String,
    /// The request as the service would send it; empty when none is sent.
    pub query: String,
    /// What came of it.
    pub answer: Answer,
    /// Whether it ends the search, so that no other key is tried.
    pub ends: bool,
}

/// What came of a match key's turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// No value.
    NoValue,
    /// No value can be computed, for this reason.
    NotComputed(String),
    /// No account.
    Nobody,
    /// These accounts; none where an earlier user of the cycle is given the account.
    Found(Box<[UserIx]>),
    /// Several accounts, and the next key is tried; how many.
    Several(u32),
    /// An earlier key has ended the search.
    NotReached,
}

/// The attempts of a user.
pub(super) fn of(cycle: &Cycle<'_>, user: UserIx, row: &AzureRow) -> Vec<Attempt> {
    if row.outcome == crate::Outcome::OutOfScope {
        return Vec::new();
    }
    let mut has_ended = false;
    let keys = cycle.keys.iter();
    keys.map(|key| {
        let attempt = of_key(cycle, user, row, key, has_ended);
        has_ended |= attempt.ends;
        attempt
    })
    .collect()
}

fn of_key(
    cycle: &Cycle<'_>,
    user: UserIx,
    row: &AzureRow,
    key: &MatchKey<'_>,
    has_ended: bool,
) -> Attempt {
    let person = cycle.person(user);
    let bound = &cycle.mapping.rows[key.row];
    let (value, failed) = match bound.flow(&person) {
        Flow::Value(value) => (value.into_owned(), None),
        Flow::Error(message) => (String::new(), Some(message)),
        Flow::Several => (String::new(), Some("it has several values".to_owned())),
        Flow::Null | Flow::Empty | Flow::Skip(_) => (String::new(), None),
    };
    let falls_through = cycle.reading.is_default(Assumption::NullFallsThrough);
    let (answer, ends) = match failed {
        _ if has_ended => (Answer::NotReached, false),
        Some(message) => (Answer::NotComputed(message), !falls_through),
        None if value.is_empty() => (Answer::NoValue, !falls_through),
        None => answer(cycle, row, key, &value),
    };
    let query = match value.is_empty() || has_ended {
        true => String::new(),
        false => lookup_query(&bound.mapping.target, &value),
    };
    Attempt {
        row: bound.at,
        value,
        query,
        answer,
        ends,
    }
}

/// What a look-up came to, by the plan; several accounts need not end the search.
fn answer(cycle: &Cycle<'_>, row: &AzureRow, key: &MatchKey<'_>, value: &str) -> (Answer, bool) {
    let ends_on_several = cycle.reading.is_default(Assumption::MultipleHitsFail);
    if row.rule_key == Some(cycle.mapping.rows[key.row].at) {
        let ends = row.hits.len() < 2 || ends_on_several;
        return (Answer::Found(row.hits.clone()), ends);
    }
    let found = cycle.visible(key, value).len();
    match found > 1 && !ends_on_several {
        true => (
            Answer::Several(u32::try_from(found).unwrap_or(u32::MAX)),
            false,
        ),
        false => (Answer::Nobody, false),
    }
}

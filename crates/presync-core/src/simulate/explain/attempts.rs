//! The look-ups of a user in order, each with its query and what became of it.

use super::super::{cycle::Cycle, flow::Flow, request::lookup_query};
use crate::{UserIx, plan::AzureRow};

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
}

/// What came of a match key's turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// No value: the next key is tried.
    NoValue,
    /// No value can be computed, for this reason: the next key is tried.
    NotComputed(String),
    /// No account: the next key is tried.
    Nobody,
    /// These accounts; the search ends.
    Found(Box<[UserIx]>),
    /// An earlier key has ended the search.
    NotReached,
}

/// The attempts of the user that stands first in a world.
pub(super) fn of(cycle: &Cycle<'_>, row: &AzureRow) -> Vec<Attempt> {
    if row.outcome == crate::Outcome::OutOfScope {
        return Vec::new();
    }
    let person = cycle.person(UserIx(0));
    let mut has_ended = false;
    let mut attempts = Vec::new();
    for key in &cycle.keys {
        let bound = &cycle.mapping.rows[key.row];
        let (value, failed) = match bound.flow(&person) {
            Flow::Value(value) => (value.into_owned(), None),
            Flow::Error(message) => (String::new(), Some(message)),
            Flow::Null | Flow::Skip(_) => (String::new(), None),
        };
        let answer = match (has_ended, failed) {
            (true, _) => Answer::NotReached,
            (_, Some(message)) => Answer::NotComputed(message),
            _ if value.is_empty() => Answer::NoValue,
            _ if row.rule_key == Some(bound.at) => Answer::Found(row.hits.clone()),
            _ => Answer::Nobody,
        };
        let query = match (value.is_empty(), has_ended) {
            (false, false) => lookup_query(&bound.mapping.target, &value),
            _ => String::new(),
        };
        has_ended |= matches!(answer, Answer::Found(_));
        attempts.push(Attempt {
            row: bound.at,
            value,
            query,
            answer,
        });
    }
    attempts
}

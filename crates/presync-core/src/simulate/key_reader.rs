//! What each match key would find for a user if it were asked alone, for those who compare orders of keys.
//!
//! It answers by the cycle's own look-ups. What several answers in a row come to is `key_search`'s.

use presync_expr::Skip;

use super::{Input, cycle::Cycle, decide::Asked, flow::Flow, sameness};
use crate::{Assumption, UserIx, mapping::MappingSource};

/// What one match key finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It has no value to look up.
    NoValue,
    /// No account.
    Nothing,
    /// The person's own account.
    Own,
    /// One account that is not known to be the person's.
    Other,
    /// More than one account.
    Several,
}

/// What is so of a user in scope whatever the match keys are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Disabled or in the recycle bin.
    pub(crate) is_disabled: bool,
    /// The account of the same person.
    pub(crate) own: Option<UserIx>,
}

/// A cycle whose match keys are asked one by one.
#[derive(Debug)]
pub(crate) struct KeyReader<'a> {
    cycle: Cycle<'a>,
    /// By row: whether its expression may say to leave a user alone.
    may_ignore: Vec<bool>,
}

impl<'a> KeyReader<'a> {
    /// Binds the mapping, whose match keys are the ones to ask, in the order of their precedence.
    pub(crate) fn new(input: &'a Input<'a>) -> Self {
        let rows = input.mapping.users.rows.iter();
        Self {
            may_ignore: rows.map(|row| names_ignoring(&row.source)).collect(),
            cycle: Cycle::new(input),
        }
    }

    /// What is so of a user; none out of scope.
    pub(crate) fn standing(&self, user: UserIx) -> Option<Standing> {
        let cycle = &self.cycle;
        let (out_of_scope, _) = cycle.scoping.decide(user, &cycle.source);
        out_of_scope.is_none().then(|| Standing {
            is_disabled: cycle.source.is_disabled(user),
            own: cycle.identity(user, &cycle.reading).own,
        })
    }

    /// What the key at a position finds.
    pub(crate) fn answer(&self, user: UserIx, own: Option<UserIx>, key: usize) -> Answer {
        let cycle = &self.cycle;
        let key = &cycle.keys[key];
        let hits = cycle.hits(user, key, &cycle.reading, &mut Asked::default());
        match hits.as_deref() {
            None => Answer::NoValue,
            Some([]) => Answer::Nothing,
            Some([account]) if own == Some(*account) => Answer::Own,
            Some([_]) => Answer::Other,
            Some(_) => Answer::Several,
        }
    }

    /// Whether a row would leave out a user who is to be created.
    pub(crate) fn ignores(&self, user: UserIx, row: usize) -> bool {
        let create = || {
            let person = self.cycle.person(user);
            self.cycle.mapping.rows[row].on_create(&person) == Flow::Skip(Skip::Object)
        };
        self.may_ignore[row] && create()
    }

    /// Whether a row would send another value to an account than the one it holds. Whether the update is
    /// refused as a whole is not looked at.
    pub(crate) fn overwrites(&self, user: UserIx, account: UserIx, row: usize) -> bool {
        let cycle = &self.cycle;
        let row = &cycle.mapping.rows[row];
        let legacy = cycle.input.legacy;
        let now = row
            .held
            .map_or("", |attribute| legacy.held(account, attribute));
        if now.is_empty() || !cycle.input.mapping.users.actions.update {
            return false;
        }
        let person = cycle.person(user);
        let choice = cycle.reading.choices.of(Assumption::ExportEqualsScim);
        match row.on_update(&person, now) {
            Flow::Value(value) => !sameness::compare(now, &value, &row.rules, choice).is_same,
            _ => false,
        }
    }
}

/// Whether an expression may say to leave a user alone: never wrongly no.
fn names_ignoring(source: &MappingSource) -> bool {
    let MappingSource::Expression(text) = source else {
        return false;
    };
    text.to_ascii_lowercase().contains("ignoreobjectflow")
}

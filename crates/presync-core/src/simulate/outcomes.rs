//! The changes of everybody put together in order, and what the mapping's rows leave unsaid.
//!
//! It adds up; what changes is `attempt`'s.

use super::{cycle::Cycle, effects::Batch, known::Book};
use crate::{
    Action, AssumptionSet,
    finding::{Finding, FindingCode, Subject},
    plan::Changes,
    population::PopulationError,
};

/// The changes of all users so far, in order.
#[derive(Debug)]
pub(super) struct Outcomes {
    pub(super) silent: Vec<Silence>,
    /// Where each user's changes end, and what else came of them.
    pub(super) ends: Vec<End>,
    pub(super) changes: Changes,
    pub(super) findings: Vec<Finding>,
    /// What rows came to, batch by batch, where that is kept.
    pub(super) books: Vec<Book>,
}

/// What came of one user's changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    /// How many changes there are after this user.
    pub(super) at: u32,
    /// What is done instead of what was decided first.
    pub(super) instead: Option<Action>,
    /// What decided it.
    pub(super) basis: AssumptionSet,
}

/// How often a row sends nothing to a matched account although one might expect it to, and how often a
/// later cycle would write again.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Silence {
    /// Azure is empty and the intranet is not.
    pub(super) stale: u32,
    /// Both are empty and the row has a default.
    pub(super) default_unused: u32,
    /// The intranet is empty and the row applies on create only.
    pub(super) create_only: u32,
    /// There is a value, which a later cycle would write over what people entered.
    pub(super) again: u32,
}

/// What a row leaves as it is for one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Silent {
    Stale,
    DefaultUnused,
    CreateOnly,
}

impl Silence {
    pub(super) fn count(&mut self, silent: Silent) {
        let counter = match silent {
            Silent::Stale => &mut self.stale,
            Silent::DefaultUnused => &mut self.default_unused,
            Silent::CreateOnly => &mut self.create_only,
        };
        *counter += 1;
    }
}

impl Outcomes {
    pub(super) fn new(cycle: &Cycle<'_>) -> Self {
        Self {
            silent: vec![Silence::default(); cycle.mapping.rows.len()],
            ends: Vec::with_capacity(cycle.input.azure.len()),
            changes: Changes::default(),
            findings: Vec::new(),
            books: Vec::new(),
        }
    }

    /// Adds the changes of the users that come next.
    ///
    /// # Errors
    /// When the plan is too large to hold.
    pub(super) fn add(&mut self, batch: Batch<'_>) -> Result<(), PopulationError> {
        let (mut start, mut at) = (0, 0);
        for end in &batch.ends {
            while at < end.at as usize {
                let pending = &batch.pending[at];
                let would_be = &batch.text[start..pending.end];
                self.changes.push(pending.change, pending.now, would_be)?;
                (start, at) = (pending.end, at + 1);
            }
            let all = u32::try_from(self.changes.len()).expect("BUG: push bounds the count");
            self.ends.push(End { at: all, ..*end });
        }
        for (all, silence) in self.silent.iter_mut().zip(batch.silent) {
            all.stale += silence.stale;
            all.default_unused += silence.default_unused;
            all.create_only += silence.create_only;
            all.again += silence.again;
        }
        self.findings.extend(batch.findings);
        self.books.extend(batch.book);
        Ok(())
    }

    /// What the rows do not send, one finding a row.
    pub(super) fn silences(&self, cycle: &Cycle<'_>) -> Vec<Finding> {
        let codes = |silence: &Silence| {
            [
                (FindingCode::StaleValue, silence.stale),
                (FindingCode::DefaultOnCreateOnly, silence.default_unused),
                (FindingCode::CreateOnlyLeavesEmpty, silence.create_only),
            ]
        };
        let rows = cycle.mapping.rows.iter().zip(&self.silent);
        rows.flat_map(|(row, silence)| codes(silence).map(|(code, count)| (row, code, count)))
            .filter(|(_, _, count)| *count > 0)
            .map(|(row, code, count)| {
                let subject = Subject::Mapping(Some(row.at));
                Finding::new(code, subject, &row.mapping.target, &people(count))
            })
            .collect()
    }
}

/// `1 person`, `12 people`.
pub(crate) fn people(count: u32) -> String {
    if count == 1 {
        "1 person".to_owned()
    } else {
        format!("{count} people")
    }
}

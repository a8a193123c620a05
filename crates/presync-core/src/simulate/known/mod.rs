//! A simulation after the mapping was edited: what the rows that stayed came to is taken over.
//!
//! It is the same cycle with the same result: a user's first pass is taken over where neither the match
//! keys nor the rows a create hangs on can have changed it, and what a row came to for a user is where the
//! row is the same and the user is treated alike. Everything else is computed as ever.

mod book;
mod effect;

use std::sync::Arc;

use super::{Input, Reuse, Settings, SimulateError, complete, decide::Elsewhere, effects::Pending};
use crate::{
    Action, Assumption, AssumptionSet, Plan, Progress, UserIx,
    finding::Finding,
    mapping::{AttributeMapping, ObjectMapping},
    plan::{AzureRow, Why},
};

pub(super) use book::{Book, Entry};
pub(super) use effect::Effect;

/// A plan and what simulating it after an edit of its mapping takes over.
#[derive(Debug)]
pub struct Simulated {
    /// The plan.
    pub plan: Arc<Plan>,
    known: Known,
}

/// What the passes came to.
#[derive(Debug)]
struct Known {
    users: ObjectMapping,
    settings: Settings,
    passes: Passes,
}

/// What the passes came to, user by user. Hits, outcomes and reasons are the plan's.
#[derive(Debug, Default)]
pub(super) struct Passes {
    /// What the first pass decided, by Azure user.
    pub(super) first: Vec<(Action, AssumptionSet)>,
    /// Whom users would find elsewhere, by user.
    pub(super) elsewhere: Vec<(UserIx, Elsewhere)>,
    /// What the second pass took for decided, by Azure user.
    pub(super) second: Vec<Action>,
    /// What each row came to, batch by batch.
    pub(super) books: Vec<Book>,
}

/// An earlier simulation as the rows of another mapping see it.
#[derive(Debug)]
pub(super) struct Earlier<'a> {
    plan: &'a Plan,
    passes: &'a Passes,
    /// Where each match key stood and stands, if they are the same and so is what else the first pass reads.
    keys: Option<Vec<(u16, u16)>>,
    /// By row of the mapping: the row that it was.
    rows: Vec<Option<u16>>,
}

/// Simulates as [`super::run`] does, after an earlier simulation of the same people, links and scope where
/// there is one, and keeps what a later one takes over: about a byte for each user and row, and every value
/// that is written.
///
/// # Errors
/// As [`super::run`].
pub fn keeping(
    input: &Input<'_>,
    before: Option<&Simulated>,
    progress: &dyn Progress,
) -> Result<Simulated, SimulateError> {
    let earlier = before.and_then(|before| before.for_input(input));
    let mut passes = Passes::default();
    let reuse = Reuse {
        earlier: earlier.as_ref(),
        keep: Some(&mut passes),
    };
    let plan = complete(input, reuse, progress)?;
    Ok(Simulated::new(plan, input, passes))
}

/// Simulates as [`super::run`] does, after an earlier simulation of the same people, links and scope. The
/// plan is the one that `run` would give.
///
/// # Errors
/// As [`super::run`].
pub fn after(
    input: &Input<'_>,
    before: &Simulated,
    progress: &dyn Progress,
) -> Result<Plan, SimulateError> {
    let earlier = before.for_input(input);
    let reuse = Reuse {
        earlier: earlier.as_ref(),
        keep: None,
    };
    complete(input, reuse, progress)
}

impl Simulated {
    fn new(plan: Plan, input: &Input<'_>, passes: Passes) -> Self {
        Self {
            plan: Arc::new(plan),
            known: Known {
                users: input.mapping.users.clone(),
                settings: input.settings.clone(),
                passes,
            },
        }
    }

    /// What of it holds for an input; none where that says otherwise what no document states, or look-ups
    /// follow the cycle, so that users hinge on each other.
    fn for_input(&self, input: &Input<'_>) -> Option<Earlier<'_>> {
        let known = &self.known;
        let follows = !input.settings.chosen.choices.is_default(Assumption::Order);
        if follows
            || known.settings != *input.settings
            || self.plan.azure.len() != input.azure.len()
        {
            return None;
        }
        let users = &input.mapping.users;
        Some(Earlier {
            plan: &self.plan,
            passes: &known.passes,
            keys: same_keys(&known.users, users),
            rows: same_rows(&known.users.rows, &users.rows),
        })
    }
}

impl Earlier<'_> {
    /// A user's first pass, if nothing it depends on is another.
    pub(super) fn row(
        &self,
        user: UserIx,
        elsewhere: &mut Vec<(UserIx, Elsewhere)>,
    ) -> Option<AzureRow> {
        let keys = self.keys.as_ref()?;
        let row = &self.plan.azure[user.index()];
        if asks_all_rows(row.why) {
            return None;
        }
        let moved = |was: u16| {
            keys.iter()
                .find(|(from, _)| *from == was)
                .map(|(_, to)| *to)
        };
        let (action, basis) = self.passes.first[user.index()];
        let all = &self.passes.elsewhere;
        let from = all.partition_point(|(of, _)| *of < user);
        elsewhere.extend(all[from..].iter().take_while(|(of, _)| *of == user));
        Some(AzureRow {
            rule_key: row.rule_key.and_then(moved),
            action,
            basis,
            changes: 0..0,
            ..row.clone()
        })
    }

    /// Whether the second pass treats a user as it did.
    pub(super) fn treats_alike(&self, user: UserIx, row: &AzureRow) -> bool {
        let at = user.index();
        self.passes.second[at] == row.action && self.plan.azure[at].hits == row.hits
    }

    /// What a row came to for a user that is treated alike.
    pub(super) fn entry(&self, row: u16, user: UserIx) -> Option<Entry<'_>> {
        let was = self.rows[usize::from(row)]?;
        Book::find(&self.passes.books, was, user)
    }
}

/// Whether the first pass came to ask every row whether a create would be refused.
fn asks_all_rows(why: Why) -> bool {
    matches!(
        why,
        Why::MissedOwn | Why::NewPerson | Why::CreateOff | Why::ObjectIgnored
    )
}

/// Where each match key stood and stands, if all are the same and nothing beside the rows changed.
fn same_keys(before: &ObjectMapping, now: &ObjectMapping) -> Option<Vec<(u16, u16)>> {
    let is_beside = before.actions == now.actions && before.scope == now.scope;
    let (were, are) = (before.match_keys(), now.match_keys());
    let is_same = is_beside
        && were.len() == are.len()
        && were
            .iter()
            .zip(&are)
            .all(|((_, was), (_, is))| says_the_same(was, is));
    let place = |at: usize| u16::try_from(at).ok();
    let places = were.iter().zip(&are);
    is_same.then(|| {
        places
            .filter_map(|((was, _), (is, _))| Some((place(*was)?, place(*is)?)))
            .collect()
    })
}

/// By row the one that it was; rows alike are paired in order.
fn same_rows(before: &[AttributeMapping], now: &[AttributeMapping]) -> Vec<Option<u16>> {
    let mut free: Vec<(u16, &AttributeMapping)> = (0..).zip(before).collect();
    now.iter()
        .map(|row| {
            let at = free.iter().position(|(_, was)| says_the_same(was, row))?;
            Some(free.remove(at).0)
        })
        .collect()
}

/// Whether two rows give everybody the same, as a key and as a value.
fn says_the_same(a: &AttributeMapping, b: &AttributeMapping) -> bool {
    let said = |row: &AttributeMapping| (row.apply, row.behavior);
    a.target == b.target && a.source == b.source && a.default == b.default && said(a) == said(b)
}

/// What a row came to, to be remembered: its effect and what it added to a batch.
#[derive(Debug)]
pub(super) struct Added<'a> {
    pub(super) effect: Effect,
    pub(super) pending: Option<&'a Pending<'a>>,
    pub(super) text: &'a str,
    pub(super) findings: &'a [Finding],
}

//! One user of either side: what the plan says about them.

use std::borrow::Cow;

use super::{FindingCodes, joined};
use crate::{
    Action, AssumptionSet, LinkStatus, Outcome, Side, UserIx,
    engagement::Engagement,
    finding::FindingCode,
    plan::{AzureRow, LegacyRow},
    summary::{IdentityColumns, Reasons, RuleFinds},
};

/// Everything the plan says about one user.
#[derive(Debug, Clone)]
pub struct Person<'a> {
    /// The side the user is of.
    pub side: Side,
    /// The user.
    pub user: UserIx,
    /// Whom identity says the user is on the other side.
    pub identity: Option<UserIx>,
    /// How sure identity is; none without a counterpart.
    pub identity_status: Option<LinkStatus>,
    /// Target attribute of the match key that decided.
    pub rule_key: Option<&'a str>,
    /// What the rule finds for an Azure user; none on the row of an intranet user.
    pub rule_finds: Option<RuleFinds>,
    /// The accounts found by the look-up that concerns the user.
    pub hits: &'a [UserIx],
    /// The Azure user whose look-up finds this account; none on the row of an Azure user.
    pub found_by: Option<UserIx>,
    /// What becomes of the user.
    pub outcome: Outcome,
    /// What the cycle would do.
    pub action: Action,
    /// How many attributes would change.
    pub changes: u32,
    /// Codes of the findings that concern the user, each once.
    pub findings: &'a [FindingCode],
    /// The reason in one sentence.
    pub why: String,
    /// What the row assumes.
    pub basis: AssumptionSet,
}

impl Person<'_> {
    /// The intranet user of the row.
    #[must_use]
    pub fn legacy(&self) -> Option<UserIx> {
        match self.side {
            Side::Legacy => Some(self.user),
            Side::Azure => self.identity,
        }
    }

    /// The Azure user of the row.
    #[must_use]
    pub fn azure(&self) -> Option<UserIx> {
        match self.side {
            Side::Azure => Some(self.user),
            Side::Legacy => self.identity,
        }
    }

    /// The codes of the findings in one cell.
    #[must_use]
    pub fn codes(&self) -> Cow<'static, str> {
        let codes = self.findings.iter().copied().map(FindingCode::as_str);
        joined(codes.map(Cow::Borrowed))
    }
}

/// All users of both sides.
#[derive(Debug)]
pub struct People<'a> {
    engagement: &'a Engagement<'a>,
    columns: IdentityColumns<'a>,
    reasons: Reasons<'a>,
    codes: &'a FindingCodes,
    /// For each intranet user how many changes would be written to it.
    written: Vec<u32>,
}

impl<'a> People<'a> {
    /// The users of an engagement.
    #[must_use]
    pub fn of(engagement: &'a Engagement<'a>, codes: &'a FindingCodes) -> Self {
        Self {
            engagement,
            columns: IdentityColumns::of(engagement),
            reasons: Reasons::of(engagement),
            codes,
            written: written(engagement),
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn count(engagement: &Engagement<'_>) -> u64 {
        (engagement.azure.len() + engagement.legacy.len()) as u64
    }

    /// By which ids, names and addresses they are shown.
    #[must_use]
    pub fn columns(&self) -> IdentityColumns<'a> {
        self.columns
    }

    /// A row each, Azure users first, in the order of the exports.
    pub fn iter(&self) -> impl Iterator<Item = Person<'a>> {
        let azure = self.engagement.azure.users().map(|user| self.azure(user));
        azure.chain(self.engagement.legacy.users().map(|user| self.legacy(user)))
    }

    /// What the cycle would do about an intranet user, without the rest of the row.
    #[must_use]
    pub fn legacy_action(&self, user: UserIx) -> Action {
        let row = &self.engagement.plan.legacy[user.index()];
        action_on(row, self.rule_of(row))
    }

    /// One row, by its position among them.
    #[must_use]
    pub fn at(&self, at: u32) -> Person<'a> {
        let azure = self.engagement.azure.len();
        match (at as usize).checked_sub(azure) {
            None => self.azure(UserIx(at)),
            Some(_) => self.legacy(UserIx(at - u32::try_from(azure).unwrap_or(at))),
        }
    }

    /// The accounts of a row in two cells: their records and their user names.
    #[must_use]
    pub fn found(&self, person: &Person<'_>) -> [Cow<'a, str>; 2] {
        let hits = || person.hits.iter().copied();
        let row = |hit| self.engagement.legacy.origin(hit).row.to_string();
        let name = |hit| self.columns.legacy_keys(hit)[1];
        [
            joined(hits().map(|hit| Cow::Owned(row(hit)))),
            joined(hits().map(|hit| Cow::Borrowed(name(hit)))),
        ]
    }

    fn azure(&self, user: UserIx) -> Person<'a> {
        let row = &self.engagement.plan.azure[user.index()];
        Person {
            side: Side::Azure,
            user,
            identity: row.identity,
            identity_status: row.identity_status,
            rule_key: self.key(row),
            rule_finds: Some(RuleFinds::of(row)),
            hits: &row.hits,
            found_by: None,
            outcome: row.outcome,
            action: row.action,
            changes: row.changes.end - row.changes.start,
            findings: self.codes.of_user(Side::Azure, user),
            why: self.reasons.azure(user),
            basis: row.basis,
        }
    }

    fn legacy(&self, user: UserIx) -> Person<'a> {
        let row = &self.engagement.plan.legacy[user.index()];
        let rule = self.rule_of(row);
        Person {
            side: Side::Legacy,
            user,
            identity: row.identity,
            identity_status: row.identity_status,
            rule_key: rule.and_then(|rule| self.key(rule)),
            rule_finds: None,
            hits: rule.map_or(&[], |rule| &rule.hits),
            found_by: row.found_by,
            outcome: row.outcome,
            action: action_on(row, rule),
            changes: self.written[user.index()],
            findings: self.codes.of_user(Side::Legacy, user),
            why: self.reasons.legacy(user),
            basis: row.basis,
        }
    }

    /// The Azure user whose look-up concerns this account: who finds it, else whose own it is.
    fn rule_of(&self, row: &LegacyRow) -> Option<&'a AzureRow> {
        let counts = row.identity_status.is_some_and(LinkStatus::is_identity);
        let own = row.identity.filter(|_| counts);
        row.found_by
            .or(own)
            .map(|azure| &self.engagement.plan.azure[azure.index()])
    }

    fn key(&self, row: &AzureRow) -> Option<&'a str> {
        let rows = &self.engagement.mapping.users.rows;
        row.rule_key
            .map(|key| rows[usize::from(key)].target.as_str())
    }
}

/// An orphan is left alone; everybody else shares the action of the Azure user concerned.
fn action_on(row: &LegacyRow, rule: Option<&AzureRow>) -> Action {
    match row.outcome {
        Outcome::Orphan => Action::None,
        _ => rule.map_or(Action::None, |rule| rule.action),
    }
}

fn written(engagement: &Engagement<'_>) -> Vec<u32> {
    let mut written = vec![0; engagement.legacy.len()];
    let changes = engagement.plan.changes.iter();
    for account in changes.filter_map(|(_, change)| change.account) {
        written[account.index()] += 1;
    }
    written
}

//! One user of either side as the people files show it. Both files are written from this one view.

use presync_core::{
    Action, AssumptionSet, LinkStatus, Outcome, Side, UserIx,
    engagement::Engagement,
    finding::FindingCode,
    plan::{AzureRow, LegacyRow},
    summary::{AzureIdentity, IdentityColumns, LegacyIdentity, Reasons},
};

use crate::finding_codes::FindingCodes;

/// Everything the plan says about one user.
pub(crate) struct Person<'a> {
    pub(crate) side: Side,
    pub(crate) legacy: Option<LegacyIdentity<'a>>,
    pub(crate) azure: Option<AzureIdentity<'a>>,
    pub(crate) identity_status: Option<LinkStatus>,
    pub(crate) rule_key: Option<&'a str>,
    pub(crate) rule_finds: Vec<LegacyIdentity<'a>>,
    pub(crate) outcome: Outcome,
    pub(crate) action: Action,
    pub(crate) changes: u32,
    pub(crate) findings: &'a [FindingCode],
    pub(crate) why: String,
    pub(crate) basis: AssumptionSet,
}

/// All users of both sides, Azure first, in the order of the exports.
pub(crate) struct People<'a> {
    engagement: &'a Engagement<'a>,
    columns: IdentityColumns<'a>,
    reasons: Reasons<'a>,
    codes: &'a FindingCodes,
    /// For each intranet user how many changes would be written to it.
    written: Vec<u32>,
}

impl<'a> People<'a> {
    pub(crate) fn of(engagement: &'a Engagement<'a>, codes: &'a FindingCodes) -> Self {
        Self {
            engagement,
            columns: IdentityColumns::of(engagement),
            reasons: Reasons::of(engagement),
            codes,
            written: written(engagement),
        }
    }

    pub(crate) fn count(engagement: &Engagement<'_>) -> u64 {
        (engagement.azure.len() + engagement.legacy.len()) as u64
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Person<'a>> {
        let azure = self.engagement.azure.users().map(|user| self.azure(user));
        azure.chain(self.engagement.legacy.users().map(|user| self.legacy(user)))
    }

    fn azure(&self, user: UserIx) -> Person<'a> {
        let row = &self.engagement.plan.azure[user.index()];
        Person {
            side: Side::Azure,
            legacy: row.identity.map(|account| self.columns.legacy(account)),
            azure: Some(self.columns.azure(user)),
            identity_status: row.identity_status,
            rule_key: self.key(row),
            rule_finds: row
                .hits
                .iter()
                .map(|hit| self.columns.legacy(*hit))
                .collect(),
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
        let hits = rule.map_or(&[][..], |rule| &rule.hits);
        Person {
            side: Side::Legacy,
            legacy: Some(self.columns.legacy(user)),
            azure: row.identity.map(|azure| self.columns.azure(azure)),
            identity_status: row.identity_status,
            rule_key: rule.and_then(|rule| self.key(rule)),
            rule_finds: hits.iter().map(|hit| self.columns.legacy(*hit)).collect(),
            outcome: row.outcome,
            action: self.action_on(row),
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

    /// An orphan is left alone; everybody else shares the action of the Azure user concerned.
    fn action_on(&self, row: &LegacyRow) -> Action {
        match row.outcome {
            Outcome::Orphan => Action::None,
            _ => self.rule_of(row).map_or(Action::None, |rule| rule.action),
        }
    }

    fn key(&self, row: &AzureRow) -> Option<&'a str> {
        let rows = &self.engagement.mapping.users.rows;
        row.rule_key
            .map(|key| rows[usize::from(key)].target.as_str())
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

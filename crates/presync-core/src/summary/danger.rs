//! The people who would be harmed, by name, with the evidence: capped lists for the report.

use super::{identity::IdentityColumns, why::Reasons};
use crate::{LinkStatus, Outcome, Side, UserIx, engagement::Engagement, link::Evidence};

const PEOPLE_MAX: usize = 50;
const EVIDENCE_MAX: usize = 4;

/// Azure users of one harmful outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct DangerList {
    /// The outcome.
    pub outcome: Outcome,
    /// How many there are in all.
    pub count: u32,
    /// The first of them.
    pub people: Vec<Danger>,
}

/// One Azure user who would come to harm, or do it.
#[derive(Debug, Clone, PartialEq)]
pub struct Danger {
    /// Position of the Azure user.
    pub azure: UserIx,
    /// Display name; may be empty.
    pub name: String,
    /// UPN or the next best key.
    pub azure_label: String,
    /// The account identity names; empty when none.
    pub own: String,
    /// Whether nobody has decided yet that it is this person's.
    pub is_undecided: bool,
    /// Whose it is; may be empty.
    pub own_name: String,
    /// The accounts the rule finds, by user name.
    pub finds: Vec<String>,
    /// Why, in one sentence.
    pub why: String,
    /// The strongest evidence for the identity.
    pub evidence: Vec<Evidence>,
}

pub(super) fn lists(engagement: &Engagement<'_>) -> Vec<DangerList> {
    let reasons = Reasons::of(engagement);
    [Outcome::Takeover, Outcome::Duplicate, Outcome::Ambiguous]
        .into_iter()
        .map(|outcome| list(engagement, &reasons, outcome))
        .filter(|list| list.count > 0)
        .collect()
}

fn list(engagement: &Engagement<'_>, reasons: &Reasons<'_>, outcome: Outcome) -> DangerList {
    let columns = IdentityColumns::of(engagement);
    let rows = engagement.azure.users().zip(&engagement.plan.azure);
    let users = rows
        .filter(|(_, row)| row.outcome == outcome)
        .map(|(user, _)| user);
    let mut count = 0;
    let mut people = Vec::new();
    for user in users {
        count += 1;
        if people.len() < PEOPLE_MAX {
            people.push(danger(engagement, &columns, reasons, user));
        }
    }
    DangerList {
        outcome,
        count,
        people,
    }
}

fn danger(
    engagement: &Engagement<'_>,
    columns: &IdentityColumns<'_>,
    reasons: &Reasons<'_>,
    user: UserIx,
) -> Danger {
    let row = &engagement.plan.azure[user.index()];
    let account = |account: UserIx| columns.label(Side::Legacy, account);
    let link = engagement.matching.of_azure(user);
    Danger {
        azure: user,
        name: columns.azure_name(user).to_owned(),
        azure_label: columns.label(Side::Azure, user),
        own: row.identity.map_or_else(String::new, account),
        is_undecided: row.identity_status == Some(LinkStatus::Review),
        own_name: row
            .identity
            .map_or_else(String::new, |own| columns.legacy_name(own).into_owned()),
        finds: row.hits.iter().copied().map(account).collect(),
        why: reasons.azure(user),
        evidence: link.map_or_else(Vec::new, |link| {
            link.evidence.iter().take(EVIDENCE_MAX).copied().collect()
        }),
    }
}

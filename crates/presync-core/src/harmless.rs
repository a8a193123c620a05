//! Whom a cycle may be tried on without harm, and why somebody must be looked at first: one answer for
//! rehearsal, waves and everybody who holds people back.
//!
//! It reads a plan and decides no outcome.

use crate::{
    Action, LinkStatus, Outcome, Plan, Severity, Side, UserIx,
    finding::{FindingCode, Subject},
    plan::AzureRow,
};

/// What provisioning an Azure user now would be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prospect {
    /// The person's own account is found, or a new person gets one.
    Harmless,
    /// Nothing would be sent: skipped, or out of scope.
    Untouched,
    /// It would do harm, or nobody knows whether it would.
    Dangerous(Danger),
}

/// Why somebody must not be provisioned before it is settled, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Danger {
    /// Somebody else's account would be overwritten.
    Takeover,
    /// A second account would be made.
    Duplicate,
    /// The look-up finds several accounts.
    Ambiguous,
    /// The attempt would be refused.
    Fails,
    /// The account would become inactive.
    Disables,
    /// Nobody has decided whether both are one person.
    Undecided,
    /// Another Azure user's look-up finds the same account.
    Shared,
    /// A finding of blocking severity concerns the person.
    Blocked(FindingCode),
}

impl Danger {
    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Takeover => "takeover",
            Self::Duplicate => "duplicate",
            Self::Ambiguous => "ambiguous",
            Self::Fails => "fail",
            Self::Disables => "disable",
            Self::Undecided => "undecided",
            Self::Shared => "shared",
            Self::Blocked(code) => code.as_str(),
        }
    }

    /// What would happen, in one sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Takeover => "Somebody else's profile would be overwritten.",
            Self::Duplicate => "A second account would be created beside the person's own.",
            Self::Ambiguous => "The look-up finds several accounts, and the user would fail.",
            Self::Fails => "The intranet would refuse it.",
            Self::Disables => "The account would become inactive.",
            Self::Undecided => "Nobody has decided yet whether both are one person.",
            Self::Shared => "Another Azure user's look-up finds the same account.",
            Self::Blocked(code) => code.title(),
        }
    }
}

/// The prospect of every Azure user of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prospects(Vec<Prospect>);

impl Prospects {
    /// Of a plan. An outcome outweighs a doubt, and a doubt a finding.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let found = finders(plan);
        let mut all: Vec<Prospect> = plan.azure.iter().map(|row| of_row(row, &found)).collect();
        for finding in &plan.findings {
            let Subject::User(side, user) = finding.subject else {
                continue;
            };
            let concerned = match side {
                Side::Azure => Some(user),
                Side::Legacy => plan.legacy.get(user.index()).and_then(|row| row.found_by),
            };
            let slot = concerned.and_then(|user| all.get_mut(user.index()));
            if let (Severity::Blocker, Some(slot)) = (finding.severity, slot)
                && *slot == Prospect::Harmless
            {
                *slot = Prospect::Dangerous(Danger::Blocked(finding.code));
            }
        }
        Self(all)
    }

    /// Of one user.
    #[must_use]
    pub fn get(&self, user: UserIx) -> Prospect {
        self.0[user.index()]
    }

    /// Whether a user may be provisioned.
    #[must_use]
    pub fn is_harmless(&self, user: UserIx) -> bool {
        self.get(user) == Prospect::Harmless
    }

    /// Everybody in the order of the export.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (UserIx, Prospect)> {
        let all = self.0.iter().enumerate();
        all.map(|(at, prospect)| {
            let at = u32::try_from(at).expect("BUG: users are numbered in u32");
            (UserIx(at), *prospect)
        })
    }
}

/// How many Azure users' look-ups find each account, as far as it matters: none, one, more.
fn finders(plan: &Plan) -> Vec<u8> {
    let mut finders = vec![0u8; plan.legacy.len()];
    for row in &plan.azure {
        if let [account] = row.hits.as_ref()
            && row.action != Action::Skip
        {
            let count = &mut finders[account.index()];
            *count = count.saturating_add(1);
        }
    }
    finders
}

fn of_row(row: &AzureRow, finders: &[u8]) -> Prospect {
    let is_shared = matches!(row.hits.as_ref(), [account] if finders[account.index()] > 1);
    let danger = match (row.action, row.outcome) {
        (Action::Skip, _) => return Prospect::Untouched,
        (_, Outcome::Takeover) => Danger::Takeover,
        (_, Outcome::Duplicate) => Danger::Duplicate,
        (_, Outcome::Ambiguous) => Danger::Ambiguous,
        (Action::Fail, _) => Danger::Fails,
        (Action::Disable, _) => Danger::Disables,
        _ if row.identity_status == Some(LinkStatus::Review) => Danger::Undecided,
        _ if is_shared => Danger::Shared,
        (Action::Update | Action::None | Action::Create, _) => return Prospect::Harmless,
    };
    Prospect::Dangerous(danger)
}

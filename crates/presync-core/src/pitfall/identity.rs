//! Who lands on whose account, who gets a second one, and whom the sync leaves behind.

use super::Finder;
use crate::{
    Action, LinkStatus, Outcome, Severity, Side, UserIx,
    finding::Finding,
    finding::{FindingCode, Subject},
    plan::{AzureRow, LegacyRow, Why},
};

impl Finder<'_> {
    pub(super) fn identity(&mut self, row: &AzureRow, subject: Subject) {
        let code = match row.why {
            Why::MissedOwn => FindingCode::NoMatch,
            Why::FoundOther => FindingCode::Takeover,
            Why::FoundUnknown => FindingCode::TakeoverUnknown,
            Why::SeveralHits => FindingCode::SeveralHits,
            Why::NoMatchValue => FindingCode::NoMatchValue,
            _ if row.outcome == Outcome::Takeover => FindingCode::Takeover,
            _ => return,
        };
        let account = row.hits.first().or(row.identity.as_ref());
        let evidence = account.map_or("", |account| self.user_name(*account));
        self.say(code, subject, "", evidence);
    }

    /// An account that nobody finds, or that its own Azure user passes by.
    pub(super) fn account(&mut self, user: UserIx, row: &LegacyRow, subject: Subject) {
        match row.why {
            Why::NoAzureUser if !self.replay.is_inactive(user) => {
                let evidence = self.kind_of_account(user);
                self.say(FindingCode::Orphan, subject, "", &evidence);
            }
            Why::OwnDiverted => self.say(FindingCode::Diverted, subject, "", ""),
            _ => {}
        }
    }

    /// `Power User, Local Login`, as far as the export says it.
    fn kind_of_account(&self, user: UserIx) -> String {
        let legacy = self.replay.input().legacy;
        let kind = legacy.first_held_in(user, self.columns.legacy_kind);
        let login = legacy.first_held_in(user, self.columns.login_type);
        let said: Vec<&str> = [kind, login]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        said.join(", ")
    }

    /// Active in the intranet and disabled in Azure. Grave where the sync would leave the account as it is:
    /// disabled users who were never provisioned are not provisioned, and nothing disables them later.
    pub(super) fn leaver(&mut self, user: UserIx, row: &LegacyRow, subject: Subject) {
        let own = row
            .identity
            .filter(|_| row.identity_status.is_some_and(LinkStatus::is_identity));
        let active = !self.replay.is_inactive(user);
        let Some(own) = own.filter(|own| active && self.replay.is_disabled(*own)) else {
            return;
        };
        let (evidence, severity) = match self.plan.azure[own.index()].action {
            Action::Disable => ("disable", Severity::Warning),
            action => (action.as_str(), Severity::Blocker),
        };
        let finding = Finding::new(FindingCode::DisabledInAzure, subject, "active", evidence);
        self.findings.push(Finding {
            severity,
            ..finding
        });
    }

    pub(super) fn shared_accounts(&mut self) {
        let rows = self.replay.input().azure.users().zip(&self.plan.azure);
        let mut finders: Vec<(UserIx, UserIx)> = rows
            .filter_map(|(user, row)| match row.hits.as_ref() {
                [account] => Some((*account, user)),
                _ => None,
            })
            .collect();
        finders.sort_unstable();
        let shared = finders.chunk_by(|a, b| a.0 == b.0);
        for users in shared.filter(|users| users.len() > 1) {
            let evidence = self.user_name(users[0].0);
            for (_, user) in users {
                let subject = Subject::User(Side::Azure, *user);
                self.say(FindingCode::TwoOnOne, subject, "", evidence);
            }
        }
    }
}

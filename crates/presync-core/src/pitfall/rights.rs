//! Rights and ways to sign in that the sync would touch: Power Users, local sign-in.

use super::Finder;
use crate::{
    Outcome, Severity, UserIx,
    finding::{Finding, FindingCode, Subject},
    mapping::Apply,
    plan::LegacyRow,
};

const POWER_USER: &str = "Power User";

impl Finder<'_> {
    /// A Power User whom the sync does not find by user name, or whose profile type it writes.
    pub(super) fn power_user(&mut self, user: UserIx, row: &LegacyRow, subject: Subject) {
        let legacy = self.replay.input().legacy;
        if legacy.first_held_in(user, self.columns.legacy_kind) != POWER_USER {
            return;
        }
        let Some((path, severity)) = self.path_to_loss(row) else {
            return;
        };
        let evidence = format!("{}; {path}", row.outcome.as_str());
        let finding = Finding::new(FindingCode::PowerUser, subject, "userType", &evidence);
        self.findings.push(Finding {
            severity,
            ..finding
        });
    }

    /// In which way the rights may be lost.
    fn path_to_loss(&self, row: &LegacyRow) -> Option<(String, Severity)> {
        if matches!(row.outcome, Outcome::Duplicate | Outcome::Takeover) {
            let path = "the rights would not follow the person".to_owned();
            return Some((path, Severity::Blocker));
        }
        if row.outcome != Outcome::Linked {
            let untouched = matches!(row.outcome, Outcome::Orphan | Outcome::OutOfScope);
            let path = "its own Azure user would not reach it".to_owned();
            return (!untouched).then_some((path, Severity::Warning));
        }
        let finder = row.found_by?;
        if let Some(written) = self.profile_type_for(finder) {
            let path = format!("userType would become {written}");
            return (written != POWER_USER).then_some((path, Severity::Blocker));
        }
        let key = self.plan.azure[finder.index()].rule_key?;
        let found_by = self.target(key);
        let path = format!("found by {found_by}, not by user name, and userType is not sent");
        (found_by != "userName").then_some((path, Severity::Warning))
    }

    /// The profile type an update would write.
    fn profile_type_for(&self, user: UserIx) -> Option<String> {
        let mut rows = self.replay.rows();
        let row = rows.find(|row| self.target(*row) == "userType")?;
        match self.replay.mapping(row).apply {
            Apply::Always | Apply::AddValues | Apply::KeepValue => self.replay.value(row, user),
            Apply::OnCreate | Apply::IfEmpty => None,
        }
    }

    pub(super) fn local_login(&mut self, user: UserIx, row: &LegacyRow, subject: Subject) {
        let legacy = self.replay.input().legacy;
        let login = legacy.first_held_in(user, self.columns.login_type);
        if row.outcome == Outcome::Linked && login == "Local Login" {
            let attribute = super::login_type();
            self.say(FindingCode::LocalLogin, subject, &attribute, "");
        }
    }
}

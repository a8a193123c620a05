//! Dangers that lie in the numbers alone: many disables, the limits of the job, accounts nobody reaches.

use super::Finder;
use crate::{
    Action, LinkStatus, Outcome, Side,
    finding::{Finding, FindingCode, Subject},
    plan::Why,
    simulate::people,
};

/// Share of linked accounts that become inactive above which the plan says so.
const MANY_DISABLES_PERCENT: u32 = 5;
/// Failures from which the service judges the share that fails
/// (`application-provisioning-quarantine-status`).
const QUARANTINE_FAILURES_MIN: u32 = 5_000;
/// Share of failures that quarantines the job, in percent.
const QUARANTINE_PERCENT: u32 = 40;
/// Failures, references left out, that quarantine the job whatever their share.
const QUARANTINE_FAILURES_MAX: u32 = 40_000;
/// Failures of any kind that quarantine the job.
const QUARANTINE_ALL_MAX: u32 = 60_000;

impl Finder<'_> {
    /// `before`: what was found while the changes were computed.
    pub(super) fn volume(&mut self, before: &[Finding]) {
        self.disables();
        self.quarantine(before);
        self.untouched();
    }

    /// Accounts that become inactive, and what that means for accidental-deletion prevention.
    fn disables(&mut self) {
        let line = self.plan.line;
        let unreached = self.linked_out_of_scope();
        let many =
            u64::from(line.disable) * 100 > u64::from(line.link) * u64::from(MANY_DISABLES_PERCENT);
        if many {
            let mut evidence = format!("{} of {}", line.disable, people(line.link));
            if unreached > 0 {
                evidence.push_str(&format!(
                    "; {} more with an account are out of scope",
                    people(unreached)
                ));
            }
            let (code, subject) = (FindingCode::ManyDisables, Subject::Engagement);
            self.say(code, subject, "active", &evidence);
        }
        if line.disable > 0 {
            let evidence = format!(
                "{} would be disabled: a threshold of {} or less stops the job",
                people(line.disable),
                line.disable
            );
            let (code, subject) = (FindingCode::DeletionThreshold, Subject::Engagement);
            self.say(code, subject, "active", &evidence);
        }
    }

    /// People with an account whose Azure user is out of scope: a job that linked them before disables them.
    fn linked_out_of_scope(&self) -> u32 {
        let rows = self.plan.azure.iter();
        let linked = |status: Option<LinkStatus>| status.is_some_and(LinkStatus::is_identity);
        let out =
            rows.filter(|row| row.outcome == Outcome::OutOfScope && linked(row.identity_status));
        u32::try_from(out.count()).unwrap_or(u32::MAX)
    }

    fn quarantine(&mut self, before: &[Finding]) {
        let failures = self.failing(before);
        let references = self.references;
        let events = u32::try_from(self.in_scope()).unwrap_or(u32::MAX);
        if let Some(limit) = quarantine(failures, references, events) {
            let evidence = format!("{} of {events}: {limit}", people(failures));
            let (code, subject) = (FindingCode::ManyFailures, Subject::Engagement);
            self.say(code, subject, "", &evidence);
        }
    }

    fn in_scope(&self) -> usize {
        let rows = self.plan.azure.iter();
        rows.filter(|row| row.action != Action::Skip).count()
    }

    /// Users for whom some request would be refused.
    fn failing(&self, before: &[Finding]) -> u32 {
        let rows = self.plan.azure.iter();
        let mut fails: Vec<bool> = rows.map(|row| row.action == Action::Fail).collect();
        let refused = [
            FindingCode::NotAllowed,
            FindingCode::ExpressionError,
            FindingCode::RequiredEmpty,
        ];
        for finding in before.iter().filter(|one| refused.contains(&one.code)) {
            if let Subject::User(Side::Azure, user) = finding.subject {
                fails[user.index()] = true;
            }
        }
        u32::try_from(fails.iter().filter(|fails| **fails).count()).unwrap_or(u32::MAX)
    }

    /// Intranet accounts that no request would reach.
    fn untouched(&mut self) {
        let counts = [
            (Why::NoAzureUser, "without an Azure user"),
            (Why::SecondAccount, "second accounts"),
            (Why::OwnOutOfScope, "out of scope"),
            (Why::OwnSkipped, "skipped"),
            (Why::OwnDiverted, "passed by"),
        ];
        let count = |why: Why| self.plan.legacy.iter().filter(|row| row.why == why).count();
        let counts = counts.map(|(why, words)| (count(why), words));
        let all: usize = counts.iter().map(|(count, _)| count).sum();
        if all == 0 {
            return;
        }
        let parts: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{count} {words}"))
            .collect();
        let evidence = format!("{all} of {}: {}", self.plan.legacy.len(), parts.join(", "));
        let (code, subject) = (FindingCode::UntouchedAccounts, Subject::Engagement);
        self.say(code, subject, "", &evidence);
    }
}

/// The limit that would quarantine the job, in words.
fn quarantine(failures: u32, references: u32, events: u32) -> Option<&'static str> {
    let share = u64::from(failures) * 100 > u64::from(events) * u64::from(QUARANTINE_PERCENT);
    if failures.saturating_add(references) > QUARANTINE_ALL_MAX {
        Some("more than 60,000 failures")
    } else if failures > QUARANTINE_FAILURES_MAX {
        Some("more than 40,000 failures, references left out")
    } else if failures >= QUARANTINE_FAILURES_MIN && share {
        Some("more than 40 % of 5,000 or more failures")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_quarantined_by_share_by_number_or_altogether() {
        for (failures, references, events, expect) in [
            (4_999, 0, 5_000, None),
            (5_000, 0, 12_500, None),
            (
                5_000,
                0,
                12_499,
                Some("more than 40 % of 5,000 or more failures"),
            ),
            (40_000, 0, 1_000_000, None),
            (
                40_001,
                0,
                1_000_000,
                Some("more than 40,000 failures, references left out"),
            ),
            (30_000, 30_001, 1_000_000, Some("more than 60,000 failures")),
            (0, 60_000, 1_000_000, None),
        ] {
            assert_eq!(
                quarantine(failures, references, events),
                expect,
                "{failures} and {references} of {events}"
            );
        }
    }
}

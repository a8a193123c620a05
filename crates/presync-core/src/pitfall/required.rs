//! Required attributes that matched people would be left without. New accounts are refused one by one;
//! a row with a default is another pitfall, because defaults apply on create only.

use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use super::{BATCH_ROWS, Finder, tally::Tally};
use crate::{
    Action, Severity, UserIx,
    finding::{Finding, FindingCode, Subject},
    mapping::{Apply, MappingSource},
};

impl Finder<'_> {
    pub(super) fn required(&mut self) {
        let rows: Vec<u16> = self
            .replay
            .rows()
            .filter(|row| self.may_lack(*row))
            .collect();
        let users: Vec<UserIx> = self.replay.input().azure.users().collect();
        for row in rows {
            let parts: Vec<Tally> = users
                .par_chunks(BATCH_ROWS)
                .map(|some| self.without(row, some))
                .collect();
            let mut all = Tally::default();
            parts.into_iter().for_each(|part| all.merge(part));
            if all.count > 0 {
                self.lacking(row, &all);
            }
        }
    }

    /// Whether a row could leave a matched account without a value that the intranet requires.
    fn may_lack(&self, row: u16) -> bool {
        let mapping = self.replay.mapping(row);
        let gives_always = matches!(
            mapping.source,
            MappingSource::Constant(_) | MappingSource::None
        );
        self.replay.is_required(row)
            && !gives_always
            && mapping.apply == Apply::Always
            && mapping.default.as_deref().unwrap_or("").is_empty()
            && !self.replay.is_unknown(row)
            && self.replay.held(row).is_some()
    }

    /// Matched people for whom neither Azure nor the intranet has a value.
    fn without(&self, row: u16, users: &[UserIx]) -> Tally {
        let legacy = self.replay.input().legacy;
        let mut tally = Tally::default();
        for user in users {
            let plan = &self.plan.azure[user.index()];
            let ([account], Action::Update | Action::None) = (plan.hits.as_ref(), plan.action)
            else {
                continue;
            };
            let held = legacy.first_held_in(*account, self.replay.held(row));
            if held.is_empty() && self.replay.is_null(row, *user) {
                tally.add(|| self.user_name(*account).to_owned());
            }
        }
        tally
    }

    fn lacking(&mut self, row: u16, all: &Tally) {
        let evidence = format!("{}; matched, and empty on both sides", all.people());
        let subject = Subject::Mapping(Some(row));
        let target = self.target(row);
        let finding = Finding::new(FindingCode::RequiredEmpty, subject, target, &evidence);
        self.findings.push(Finding {
            severity: Severity::Warning,
            ..finding
        });
    }
}

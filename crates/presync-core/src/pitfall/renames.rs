//! Sign-in names that the sync would change for people it finds, and what hangs on them.

use std::collections::BTreeMap;

use super::{Finder, tally::Tally};
use crate::{
    finding::FindingCode,
    plan::{Change, ChangeClass},
    simulate::people,
};

/// Renamed people in figures.
#[derive(Debug, Default)]
pub(super) struct Renames {
    row: u16,
    all: Tally,
    /// How the name differs.
    classes: BTreeMap<ChangeClass, u32>,
    /// How they sign in now; empty where the export does not say.
    logins: BTreeMap<String, u32>,
}

impl Renames {
    pub(super) fn merge(&mut self, later: Self) {
        if later.all.count > 0 {
            self.row = later.row;
        }
        self.all.merge(later.all);
        for (class, count) in later.classes {
            *self.classes.entry(class).or_default() += count;
        }
        for (login, count) in later.logins {
            *self.logins.entry(login).or_default() += count;
        }
    }

    /// `1,204 of 1,300 linked people (domain 1,000, letter case 204); 1,200 sign in by SAML`.
    fn said(&self, linked: u32) -> String {
        let classes = self.classes.iter();
        let classes: Vec<String> = classes
            .map(|(class, count)| format!("{} {count}", class.as_str()))
            .collect();
        let of = format!(
            "{} of {linked} linked would sign in under another name ({})",
            people(self.all.count),
            classes.join(", ")
        );
        let logins: Vec<String> = self
            .logins
            .iter()
            .map(|(login, count)| format!("{count} by {login}"))
            .collect();
        match logins.is_empty() {
            true => self.all.with_examples(of),
            false => self
                .all
                .with_examples(format!("{of}; they sign in {}", logins.join(", "))),
        }
    }
}

impl Finder<'_> {
    pub(super) fn count_rename(&self, renames: &mut Renames, at: u32, change: Change) {
        renames.row = change.row;
        renames.all.add(|| self.arrow(at));
        *renames.classes.entry(change.class).or_default() += 1;
        let legacy = self.replay.input().legacy;
        let login = change.account.map_or("", |account| {
            legacy.first_held_in(account, self.columns.login_type)
        });
        if !login.is_empty() {
            *renames.logins.entry(login.to_owned()).or_default() += 1;
        }
    }

    /// One grave finding for all of them: whether names change is one decision.
    pub(super) fn renamed(&mut self, renames: &Renames) {
        if renames.all.count > 0 {
            let evidence = renames.said(self.plan.line.link);
            self.say_of_row(FindingCode::SignInRenamed, renames.row, &evidence);
        }
    }
}

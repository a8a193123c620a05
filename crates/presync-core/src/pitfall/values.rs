//! Values of one person that a create or a look-up would stumble over.

use super::Finder;
use crate::{
    Action, Outcome, UserIx,
    finding::{FindingCode, Subject},
    plan::AzureRow,
};

impl Finder<'_> {
    /// Why the intranet would refuse to create this user.
    pub(super) fn refusals(&mut self, user: UserIx, row: &AzureRow, subject: Subject) {
        let is_new = matches!(row.outcome, Outcome::Created | Outcome::Duplicate);
        if !is_new || row.action != Action::Fail {
            return;
        }
        for (code, at) in self.replay.refusals(user) {
            self.say(code, subject, self.target(at), "");
        }
    }

    /// Characters that look-ups do not support, and keys that point at different accounts.
    pub(super) fn match_values(&mut self, user: UserIx, row: &AzureRow, subject: Subject) {
        if matches!(row.outcome, Outcome::OutOfScope | Outcome::Skipped) {
            return;
        }
        for (at, odd) in self.odd_match_values(user, row) {
            let target = self.target(at);
            self.say(FindingCode::SpecialCharacters, subject, target, &odd);
        }
        let ([account], Some(key)) = (row.hits.as_ref(), row.rule_key) else {
            return;
        };
        for (at, others) in self.replay.other_hits(user, key) {
            if let Some(other) = others.iter().find(|other| *other != account) {
                let (target, evidence) = (self.target(at), self.user_name(*other));
                self.say(FindingCode::ConflictingHits, subject, target, evidence);
            }
        }
    }

    /// Match values the cycle would look up that hold more than letters, digits and `.-_@`.
    fn odd_match_values(&self, user: UserIx, row: &AzureRow) -> Vec<(u16, String)> {
        let mut tried: Vec<u16> = self.replay.keys().collect();
        let hit = |at: &u16| Some(*at) == row.rule_key;
        if let Some(last) = tried.iter().position(hit) {
            tried.truncate(last + 1);
        }
        let odd = |at: u16| Some((at, odd_in(&self.replay.value(at, user)?)?));
        tried.into_iter().filter_map(odd).collect()
    }
}

/// The characters of a value that look-ups are not known to support; the list is a reading of the
/// documentation, which names none.
fn odd_in(value: &str) -> Option<String> {
    let odd: String = value
        .chars()
        .filter(|c| !c.is_alphanumeric() && !".-_@".contains(*c))
        .collect();
    (!odd.is_empty()).then_some(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_lookups_do_not_support_are_named() {
        for (value, expect) in [
            ("ann.o-neil_1@a.example", None),
            ("ann.o'neil@a.example", Some("'")),
            ("a b", Some(" ")),
        ] {
            assert_eq!(odd_in(value).as_deref(), expect, "{value}");
        }
    }
}

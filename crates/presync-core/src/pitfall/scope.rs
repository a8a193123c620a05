//! Who is in scope that one may not think of: everybody, guests, and what groups take away again.

use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use super::{BATCH_ROWS, Finder, tally::Tally};
use crate::{
    Action, Outcome, UserIx,
    finding::{FindingCode, Subject},
    simulate::people,
};

/// Guests in scope, and those of them who would get an account.
#[derive(Debug, Default)]
struct Guests {
    all: Tally,
    created: u32,
}

impl Finder<'_> {
    pub(super) fn scope(&mut self) {
        if !self.replay.input().scope.stated {
            self.say(FindingCode::WiderScope, Subject::Engagement, "", "");
        }
        if self.replay.input().mapping.users.actions.delete {
            self.say(FindingCode::DeleteTicked, Subject::Mapping(None), "", "");
        }
        self.by_groups_only();
        self.guests();
    }

    /// Leaving the last assigned group disables an account and ends its management; a later deletion in the
    /// directory is not sent.
    fn by_groups_only(&mut self) {
        let scope = self.replay.input().scope;
        let groups = scope.assignments.groups.len();
        if scope.assigned_only && groups > 0 && scope.assignments.users.is_empty() {
            let evidence = match groups {
                1 => "the only assignment is a group".to_owned(),
                _ => format!("all {groups} assignments are groups"),
            };
            let subject = Subject::Engagement;
            self.say(FindingCode::GroupRemoval, subject, "", &evidence);
        }
    }

    fn guests(&mut self) {
        let users: Vec<UserIx> = self.replay.input().azure.users().collect();
        let parts: Vec<Guests> = users
            .par_chunks(BATCH_ROWS)
            .map(|some| self.guests_among(some))
            .collect();
        let mut guests = Guests::default();
        for part in parts {
            guests.all.merge(part.all);
            guests.created += part.created;
        }
        if guests.all.count > 0 {
            let said = format!(
                "{} in scope, {} would be created",
                people(guests.all.count),
                guests.created
            );
            let evidence = guests.all.with_examples(said);
            let (code, subject) = (FindingCode::Guest, Subject::Engagement);
            self.say(code, subject, "userPrincipalName", &evidence);
        }
    }

    fn guests_among(&self, users: &[UserIx]) -> Guests {
        let mut guests = Guests::default();
        for user in users {
            let row = &self.plan.azure[user.index()];
            let in_scope = !matches!(row.outcome, Outcome::OutOfScope | Outcome::Skipped);
            if in_scope && self.is_guest(*user) {
                guests.all.add(|| self.principal(*user).to_owned());
                guests.created += u32::from(row.action == Action::Create);
            }
        }
        guests
    }

    pub(super) fn is_guest(&self, user: UserIx) -> bool {
        let azure = self.replay.input().azure;
        let kind = azure.first_held_in(user, self.columns.azure_kind);
        kind.eq_ignore_ascii_case("guest") || self.principal(user).contains("#EXT#")
    }
}

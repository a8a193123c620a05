//! The people of a plan as rows: Azure users in order, then intranet users in order.

use presync_core::{
    LinkStatus, Side, UserIx,
    engagement::Engagement,
    finding::Subject,
    plan::{AzureRow, LegacyRow, Outcome, Why},
};
use rusqlite::Transaction;

use super::{Failure, persons::Persons};
use crate::{
    table::plan_people::{self, PersonRow},
    ticker::Ticker,
};

pub(super) fn write(
    within: &Transaction<'_>,
    engagement: &Engagement<'_>,
    persons: &Persons<'_>,
    ticker: &mut Ticker<'_>,
) -> Result<(), Failure> {
    let mut people = People::of(engagement, persons);
    let mut statement = plan_people::prepare_insert(within)?;
    for user in engagement.azure.users() {
        plan_people::insert(&mut statement, &people.azure(user))?;
        ticker.row()?;
    }
    for user in engagement.legacy.users() {
        plan_people::insert(&mut statement, &people.legacy(user))?;
        ticker.row()?;
    }
    Ok(())
}

/// Makes the rows, in the order of their ordinals.
struct People<'a> {
    engagement: &'a Engagement<'a>,
    persons: &'a Persons<'a>,
    changes: Vec<u32>,
    codes: CodesByPerson,
}

impl<'a> People<'a> {
    fn of(engagement: &'a Engagement<'a>, persons: &'a Persons<'a>) -> Self {
        Self {
            engagement,
            persons,
            changes: changes_by_account(engagement),
            codes: CodesByPerson::of(engagement, persons),
        }
    }

    fn azure(&mut self, user: UserIx) -> PersonRow<'a> {
        let row = &self.engagement.plan.azure[user.index()];
        let (rows, usernames) = self.finds(row);
        PersonRow {
            identity: row.identity.map(|own| self.persons.id(Side::Legacy, own).0),
            identity_status: row.identity_status.map_or("", LinkStatus::as_str),
            rule_key: self.rule_key(row),
            rule_finds: rule_finds(row),
            rule_finds_row: rows,
            rule_finds_username: usernames,
            outcome: row.outcome.as_str(),
            action: row.action.as_str(),
            changes: row.changes.end - row.changes.start,
            why: word(row.why),
            basis: row.basis.basis(),
            ..self.named(Side::Azure, user)
        }
    }

    fn legacy(&mut self, user: UserIx) -> PersonRow<'a> {
        let row = &self.engagement.plan.legacy[user.index()];
        PersonRow {
            identity: row.identity.map(|own| self.persons.id(Side::Azure, own).0),
            identity_status: row.identity_status.map_or("", LinkStatus::as_str),
            found_by: row
                .found_by
                .map(|finder| self.persons.id(Side::Azure, finder).0),
            outcome: row.outcome.as_str(),
            action: self.action_of_finder(row),
            changes: self.changes[user.index()],
            why: word(row.why),
            basis: row.basis.basis(),
            ..self.named(Side::Legacy, user)
        }
    }

    fn named(&mut self, side: Side, user: UserIx) -> PersonRow<'a> {
        let person = self.persons.person(side, user);
        let id = self.persons.id(side, user).0;
        PersonRow {
            id,
            side: side.as_str(),
            position: user.0,
            row: person.row,
            anchor: person.anchor,
            login: person.login,
            mail: person.mail,
            name: person.name,
            department: person.department,
            findings: self.codes.take(id),
            ..PersonRow::default()
        }
    }

    fn rule_key(&self, row: &AzureRow) -> &'a str {
        let rows = &self.engagement.mapping.users.rows;
        let key = row.rule_key.and_then(|at| rows.get(usize::from(at)));
        key.map_or("", |key| key.target.as_str())
    }

    /// Rows and user names of the accounts that the rule hits.
    fn finds(&self, row: &AzureRow) -> (String, String) {
        let hits = row
            .hits
            .iter()
            .map(|hit| self.persons.person(Side::Legacy, *hit));
        let (rows, usernames): (Vec<_>, Vec<_>) = hits
            .map(|person| (person.row.to_string(), person.login))
            .unzip();
        (rows.join(";"), usernames.join(";"))
    }

    /// What would be done to an intranet account: what the Azure user that finds it causes.
    fn action_of_finder(&self, row: &LegacyRow) -> &'static str {
        let finder = row
            .found_by
            .map(|user| &self.engagement.plan.azure[user.index()]);
        finder.map_or("none", |finder| finder.action.as_str())
    }
}

/// The codes of everybody's findings, taken in the order of the ordinals.
struct CodesByPerson {
    sorted: Vec<(i64, &'static str)>,
    at: usize,
}

impl CodesByPerson {
    fn of(engagement: &Engagement<'_>, persons: &Persons<'_>) -> Self {
        let findings = engagement.plan.findings.iter();
        let mut sorted: Vec<_> = findings
            .filter_map(|finding| match finding.subject {
                Subject::User(side, user) => {
                    Some((persons.id(side, user).0, finding.code.as_str()))
                }
                Subject::Mapping(_) | Subject::Engagement => None,
            })
            .collect();
        sorted.sort_unstable();
        sorted.dedup();
        Self { sorted, at: 0 }
    }

    /// The codes of a person, joined by `;`. Ordinals must ascend from call to call.
    fn take(&mut self, id: i64) -> String {
        let rest = &self.sorted[self.at..];
        let own = rest.iter().take_while(|(person, _)| *person == id).count();
        self.at += own;
        let codes: Vec<&str> = rest[..own].iter().map(|(_, code)| *code).collect();
        codes.join(";")
    }
}

fn changes_by_account(engagement: &Engagement<'_>) -> Vec<u32> {
    let mut counts = vec![0; engagement.legacy.len()];
    for (_, change) in engagement.plan.changes.iter() {
        if let Some(account) = change.account {
            counts[account.index()] += 1;
        }
    }
    counts
}

/// The column of the matrix identity × rule.
fn rule_finds(row: &AzureRow) -> &'static str {
    match *row.hits {
        [account] if row.identity == Some(account) => "that_account",
        [_] => "another_account",
        [_, _, ..] => "several_accounts",
        [] if row.outcome == Outcome::OutOfScope || row.why == Why::NoMatchValue => "not_looked_up",
        [] => "nothing",
    }
}

/// The stored word of a reason; sentences are made of it at the edge.
fn word(why: Why) -> &'static str {
    match why {
        Why::FoundOwn => "found_own",
        Why::FoundOther => "found_other",
        Why::FoundUnknown => "found_unknown",
        Why::MissedOwn => "missed_own",
        Why::NewPerson => "new_person",
        Why::SeveralHits => "several_hits",
        Why::NoMatchValue => "no_match_value",
        Why::CreateOff => "create_off",
        Why::DisabledNoAccount => "disabled_no_account",
        Why::DisabledWithAccount => "disabled_with_account",
        Why::NotAssigned => "not_assigned",
        Why::HeldOut => "held_out",
        Why::FilteredOut => "filtered_out",
        Why::OwnFinds => "own_finds",
        Why::OtherFinds => "other_finds",
        Why::OwnMisses => "own_misses",
        Why::OwnDiverted => "own_diverted",
        Why::OwnAmbiguous => "own_ambiguous",
        Why::OwnSkipped => "own_skipped",
        Why::OwnOutOfScope => "own_out_of_scope",
        Why::SecondAccount => "second_account",
        Why::NoAzureUser => "no_azure_user",
    }
}

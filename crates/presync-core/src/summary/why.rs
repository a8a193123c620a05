//! Why a user gets its outcome, as one plain sentence with the key and the account named.

use super::{identity::IdentityColumns, wording::thousands};
use crate::{
    Action, LinkStatus, Outcome, Side, UserIx,
    engagement::Engagement,
    plan::{AzureRow, LegacyRow, Why},
};

const NAMED_MAX: usize = 3;

/// Makes the sentences of one engagement.
#[derive(Debug, Clone)]
pub struct Reasons<'a> {
    engagement: Engagement<'a>,
    columns: IdentityColumns<'a>,
    /// For each intranet user the first Azure user that would take the account over.
    intruders: Vec<Option<UserIx>>,
}

impl<'a> Reasons<'a> {
    /// For an engagement.
    #[must_use]
    pub fn of(engagement: &Engagement<'a>) -> Self {
        Self {
            engagement: *engagement,
            columns: IdentityColumns::of(engagement),
            intruders: intruders(engagement),
        }
    }

    /// Why an Azure user gets its outcome.
    #[must_use]
    pub fn azure(&self, user: UserIx) -> String {
        let row = &self.engagement.plan.azure[user.index()];
        let key = self.key(row);
        let own = self.account(row.identity);
        let found = self.found(row);
        match row.why {
            Why::FoundOwn => {
                format!("The match key {key} finds this person's own account {found}.")
            }
            Why::FoundOther => format!(
                "The match key {key} finds {found}, somebody else's account; this person's own is {own}."
            ),
            Why::FoundUnknown => self.found_unknown(row, key, &found),
            Why::MissedOwn => format!(
                "No match key finds this person's own account {own}: {}.",
                created_as(row, "a second one")
            ),
            Why::NewPerson => self.new_person(row),
            Why::SeveralHits => format!(
                "The match key {key} finds {} accounts ({found}): the user would fail.",
                thousands(row.hits.len() as u64)
            ),
            Why::DisabledWithAccount => format!(
                "Disabled or deleted in Azure; the match key {key} finds {found}, {}.",
                left_as(row.action)
            ),
            why => plain(why).to_owned(),
        }
    }

    /// Why an intranet user gets its outcome.
    #[must_use]
    pub fn legacy(&self, user: UserIx) -> String {
        let row = &self.engagement.plan.legacy[user.index()];
        let key = |azure: UserIx| self.key(&self.engagement.plan.azure[azure.index()]);
        let own = self.person(row.identity);
        match row.why {
            Why::OwnFinds => {
                format!(
                    "Its own Azure user {own} finds it by {}.",
                    row.found_by.map_or("", key)
                )
            }
            Why::OtherFinds => self.other_finds(row, self.intruders[user.index()]),
            Why::OwnMisses => format!(
                "Its own Azure user {own} does not find it by any match key and would get a second account."
            ),
            Why::OwnDiverted => {
                format!(
                    "Its own Azure user {own} lands on another account; this one stays, unmanaged."
                )
            }
            Why::OwnAmbiguous => {
                format!("Its own Azure user {own} finds several accounts and would fail.")
            }
            Why::OwnSkipped => format!("Nothing would be sent for its own Azure user {own}."),
            Why::OwnOutOfScope => format!("Its own Azure user {own} is out of scope."),
            Why::SecondAccount => {
                format!("It looks like a second account of {own}, who is linked to another one.")
            }
            Why::NoAzureUser if row.identity_status == Some(LinkStatus::Review) => {
                format!("No Azure user finds it; whether {own} is the same person is undecided.")
            }
            why => plain(why).to_owned(),
        }
    }

    fn found_unknown(&self, row: &AzureRow, key: &str, found: &str) -> String {
        match row.identity {
            Some(own) if row.hits.contains(&own) => format!(
                "The match key {key} finds {found}, and nobody has decided yet whether the two are one person."
            ),
            _ => {
                format!("The match key {key} finds {found}, which no evidence ties to this person.")
            }
        }
    }

    fn new_person(&self, row: &AzureRow) -> String {
        let created = created_as(row, "a new one");
        match row.identity_status {
            Some(LinkStatus::Review) => format!(
                "No match key finds an account: {created}; whether {} is the same person is undecided.",
                self.account(row.identity)
            ),
            _ => format!("No match key finds an account, and no evidence names one: {created}."),
        }
    }

    fn other_finds(&self, row: &LegacyRow, intruder: Option<UserIx>) -> String {
        let Some(azure) = intruder.or(row.found_by) else {
            return String::new();
        };
        let who = match row.identity_status {
            Some(LinkStatus::Review) if row.identity == Some(azure) => {
                "undecided whether the same person"
            }
            _ => "not known to be the same person",
        };
        let key = self.key(&self.engagement.plan.azure[azure.index()]);
        format!(
            "{} ({who}) finds it by {key} and would overwrite it.",
            self.person(Some(azure))
        )
    }

    fn key(&self, row: &AzureRow) -> &'a str {
        let rows = &self.engagement.mapping.users.rows;
        let key = row.rule_key.and_then(|key| rows.get(usize::from(key)));
        key.map_or("", |key| key.target.as_str())
    }

    fn found(&self, row: &AzureRow) -> String {
        let mut names: Vec<String> = row
            .hits
            .iter()
            .take(NAMED_MAX)
            .map(|user| self.account(Some(*user)))
            .collect();
        if row.hits.len() > NAMED_MAX {
            names.push("…".to_owned());
        }
        names.join(", ")
    }

    fn account(&self, user: Option<UserIx>) -> String {
        user.map_or_else(String::new, |user| self.columns.label(Side::Legacy, user))
    }

    fn person(&self, user: Option<UserIx>) -> String {
        user.map_or_else(String::new, |user| self.columns.label(Side::Azure, user))
    }
}

fn intruders(engagement: &Engagement<'_>) -> Vec<Option<UserIx>> {
    let mut intruders = vec![None; engagement.legacy.len()];
    for (user, row) in engagement.azure.users().zip(&engagement.plan.azure) {
        if let (Outcome::Takeover, [account]) = (row.outcome, row.hits.as_ref()) {
            intruders[account.index()].get_or_insert(user);
        }
    }
    intruders
}

fn created_as(row: &AzureRow, what: &str) -> String {
    match row.action {
        Action::Fail => format!("{what} would be created, and the create would be refused"),
        _ => format!("{what} would be created"),
    }
}

fn left_as(action: Action) -> &'static str {
    match action {
        Action::Disable => "which would become inactive",
        Action::Skip => "which would be left alone",
        _ => "which would stay as it is",
    }
}

fn plain(why: Why) -> &'static str {
    match why {
        Why::NoMatchValue => "No match key has a value for this user: nothing would be sent.",
        Why::ObjectIgnored => {
            "No match key finds an account, and an expression of the mapping says to leave this user alone."
        }
        Why::CreateOff => "No match key finds an account, and creating is switched off.",
        Why::DisabledNoAccount => {
            "Disabled or deleted in Azure, and no match key finds an account: nothing would be sent."
        }
        Why::NotAssigned => "Not assigned to the application, directly or through a group.",
        Why::HeldOut => "Held out of scope by a decision.",
        Why::FilteredOut => "The scoping filter leaves this user out.",
        Why::NoAzureUser => "No Azure user belongs to it or finds it: it stays, unmanaged.",
        _ => "",
    }
}

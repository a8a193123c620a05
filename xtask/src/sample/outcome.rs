//! What the rule makes of everybody, worked out from the planted truth.
//!
//! A plain reading of the matrix, written for the sample alone so that it can judge the product;
//! it shares no code with it. Only who is found is worked out, not which attributes would change.

use std::collections::BTreeMap;

use super::people::{Person, PersonIndex};
use super::records::{AzureUser, IntranetUser};
use super::scope;

/// One cell of the matrix of identity and rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    Linked,
    Duplicate,
    Takeover,
    Created,
    Ambiguous,
    Skipped,
    Orphan,
    OutOfScope,
}

impl Outcome {
    /// Every outcome, in the order of the matrix.
    pub(super) const ALL: [Outcome; 8] = [
        Outcome::Linked,
        Outcome::Duplicate,
        Outcome::Takeover,
        Outcome::Created,
        Outcome::Ambiguous,
        Outcome::Skipped,
        Outcome::Orphan,
        Outcome::OutOfScope,
    ];

    /// The word used in files.
    pub(super) fn word(self) -> &'static str {
        match self {
            Outcome::Linked => "linked",
            Outcome::Duplicate => "duplicate",
            Outcome::Takeover => "takeover",
            Outcome::Created => "created",
            Outcome::Ambiguous => "ambiguous",
            Outcome::Skipped => "skipped",
            Outcome::Orphan => "orphan",
            Outcome::OutOfScope => "out_of_scope",
        }
    }
}

/// A pair of attributes that the rule compares.
#[derive(Clone, Copy)]
pub(super) enum Key {
    /// userPrincipalName with the user name, ignoring case.
    UserName,
    /// mail with the e-mail address, ignoring case.
    WorkEmail,
    /// The object id with the UID, letter by letter.
    ExternalId,
    /// mailNickname with the UID, letter by letter.
    Nickname,
}

impl Key {
    /// The target attribute and its source.
    pub(super) fn pair(self) -> (&'static str, &'static str) {
        match self {
            Key::UserName => ("userName", "userPrincipalName"),
            Key::WorkEmail => ("emails[type eq \"work\"].value", "mail"),
            Key::ExternalId => ("externalId", "objectId"),
            Key::Nickname => ("externalId", "mailNickname"),
        }
    }

    fn value(self, user: &AzureUser) -> String {
        match self {
            Key::UserName => matching_upn(&user.upn).to_lowercase(),
            Key::WorkEmail => user.mail.to_lowercase(),
            Key::ExternalId => user.id.clone(),
            Key::Nickname => user.mail_nickname.clone(),
        }
    }

    fn target(self, user: &IntranetUser) -> String {
        match self {
            Key::UserName => user.username.to_lowercase(),
            Key::WorkEmail => user.email.to_lowercase(),
            Key::ExternalId | Key::Nickname => user.uid.to_string(),
        }
    }
}

/// A set of match keys and the users it sees.
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) keys: &'static [Key],
    pub(super) assigned_only: bool,
}

/// The rules that the expected outcomes are given for; the first is what cases are planted for.
pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "documented",
        about: "User name, then work e-mail, then externalId from the object id; all users.",
        keys: &[Key::UserName, Key::WorkEmail, Key::ExternalId],
        assigned_only: false,
    },
    Rule {
        name: "recommended",
        about: "externalId from the object id, then user name; all users.",
        keys: &[Key::ExternalId, Key::UserName],
        assigned_only: false,
    },
    Rule {
        name: "recommended_assigned",
        about: "The same keys; assigned users only.",
        keys: &[Key::ExternalId, Key::UserName],
        assigned_only: true,
    },
    Rule {
        name: "default",
        about: "The user name alone, as a new app has it; all users.",
        keys: &[Key::UserName],
        assigned_only: false,
    },
    Rule {
        name: "default_external_id",
        about: "User name, then work e-mail, then externalId from mailNickname; all users.",
        keys: &[Key::UserName, Key::WorkEmail, Key::Nickname],
        assigned_only: false,
    },
    Rule {
        name: "mail_only",
        about: "The work e-mail alone; all users.",
        keys: &[Key::WorkEmail],
        assigned_only: false,
    },
];

/// What one rule makes of one entry.
#[derive(Clone)]
pub(super) struct Judgement {
    /// The Azure user's outcome.
    pub(super) azure: Option<Outcome>,
    /// The intranet user's outcome.
    pub(super) intranet: Option<Outcome>,
    /// Whose intranet user the rule finds.
    pub(super) found: Vec<PersonIndex>,
}

/// What a rule makes of everybody.
pub(super) fn judge(people: &[Person], rule: &Rule) -> Vec<Judgement> {
    let directory: Vec<Holders> = rule.keys.iter().map(|&key| holders(people, key)).collect();
    let mut judgements: Vec<Judgement> = people
        .iter()
        .enumerate()
        .map(|(index, person)| judge_azure(&directory, index, person, rule))
        .collect();
    for index in 0..people.len() {
        if people[index].intranet.is_some() {
            judgements[index].intranet = Some(judge_intranet(&judgements, index));
        }
    }
    judgements
}

/// Who holds which value of one key in the intranet.
type Holders = BTreeMap<String, Vec<PersonIndex>>;

fn holders(people: &[Person], key: Key) -> Holders {
    let mut holders = Holders::new();
    for (index, person) in people.iter().enumerate() {
        if let Some(user) = &person.intranet {
            holders.entry(key.target(user)).or_default().push(index);
        }
    }
    holders
}

fn judge_azure(
    directory: &[Holders],
    index: PersonIndex,
    person: &Person,
    rule: &Rule,
) -> Judgement {
    let none = |azure| Judgement {
        azure,
        intranet: None,
        found: Vec::new(),
    };
    let Some(user) = &person.azure else {
        return none(None);
    };
    if rule.assigned_only && !scope::assigned(person) {
        return none(Some(Outcome::OutOfScope));
    }
    let Some(found) = find(directory, user, rule.keys) else {
        return none(Some(Outcome::Skipped));
    };
    let outcome = match (found.as_slice(), person.intranet.is_some()) {
        ([], _) if !user.enabled => Outcome::Skipped,
        ([], true) => Outcome::Duplicate,
        ([], false) => Outcome::Created,
        ([one], true) if *one == index => Outcome::Linked,
        ([_], _) => Outcome::Takeover,
        _ => Outcome::Ambiguous,
    };
    Judgement {
        azure: Some(outcome),
        intranet: None,
        found,
    }
}

/// The accounts under the first key that hits; `None` without a value for any key.
fn find(directory: &[Holders], user: &AzureUser, keys: &[Key]) -> Option<Vec<PersonIndex>> {
    let values: Vec<(&Holders, String)> = directory
        .iter()
        .zip(keys.iter().map(|key| key.value(user)))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    if values.is_empty() {
        return None;
    }
    let mut hits = values
        .iter()
        .filter_map(|(holders, value)| holders.get(value));
    Some(hits.next().cloned().unwrap_or_default())
}

fn judge_intranet(judgements: &[Judgement], index: PersonIndex) -> Outcome {
    let finds =
        |other: &Judgement| other.azure == Some(Outcome::Takeover) && other.found == [index];
    if judgements.iter().any(finds) {
        return Outcome::Takeover;
    }
    match judgements[index].azure {
        None | Some(Outcome::Takeover | Outcome::Created) => Outcome::Orphan,
        Some(own) => own,
    }
}

/// A guest's UPN is compared as the address at home: `ada_home.example#EXT#@tenant` → `ada@home.example`.
fn matching_upn(upn: &str) -> String {
    let home = upn
        .split_once("#EXT#")
        .and_then(|(home, _)| home.rsplit_once('_'));
    home.map_or_else(
        || upn.to_owned(),
        |(local, domain)| format!("{local}@{domain}"),
    )
}

#[cfg(test)]
mod tests {
    use super::matching_upn;

    #[test]
    fn a_guest_is_compared_by_the_address_at_home() {
        let guest = "mei_sato_cold.example#EXT#@harbourvale.onmicrosoft.example";
        assert_eq!(matching_upn(guest), "mei_sato@cold.example");
        assert_eq!(
            matching_upn("ada.shaw@harbourvale.example"),
            "ada.shaw@harbourvale.example"
        );
    }
}

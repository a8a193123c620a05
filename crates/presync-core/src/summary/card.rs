//! The why-card in sentences, in Entra's own order: scope, look-ups, action, values, and the smallest thing
//! that would change the outcome. What is on the card is the simulator's.

use super::{identity::IdentityColumns, wording::counted};
use crate::{
    Action, Outcome, Side, UserIx, catalogue,
    engagement::Engagement,
    mapping::AttributeMapping,
    simulate::{
        AssignedBy, ClauseVerdict, ScopeVerdict,
        explain::{Answer, Attempt, Edit, Kept, KeyHeld, Remedy, Search},
    },
};

const NAMED_MAX: usize = 3;

/// Words cards of one engagement.
#[derive(Debug, Clone)]
pub struct CardWords<'a> {
    rows: &'a [AttributeMapping],
    columns: IdentityColumns<'a>,
}

impl<'a> CardWords<'a> {
    /// For an engagement.
    #[must_use]
    pub fn of(engagement: &Engagement<'a>) -> Self {
        Self {
            rows: &engagement.mapping.users.rows,
            columns: IdentityColumns::of(engagement),
        }
    }

    /// Assignment, and holding out if somebody did.
    #[must_use]
    pub fn assignment(&self, scope: &ScopeVerdict) -> String {
        if scope.is_held_out {
            return "A decision holds this user out of scope.".to_owned();
        }
        match &scope.assigned {
            AssignedBy::Everybody => "Every user of the tenant is in scope.".to_owned(),
            AssignedBy::Directly(_) => "Assigned to the application directly.".to_owned(),
            AssignedBy::Through(groups) => format!(
                "Assigned through {}, of which this user is a direct member.",
                quoted(groups)
            ),
            AssignedBy::Not { insecure, nested } => not_assigned(insecure, nested),
        }
    }

    /// A clause of the scoping filter.
    #[must_use]
    pub fn clause(&self, verdict: &ClauseVerdict) -> String {
        let clause = &verdict.clause;
        let truth = match verdict.holds {
            true => "true",
            false => "false",
        };
        let compared = match clause.values.join("; ") {
            values if values.is_empty() => String::new(),
            values => format!(" “{values}”"),
        };
        format!(
            "{} {}{compared}: {truth}, the value is {}.",
            clause.attribute,
            clause.operator,
            shown(verdict.value.as_deref().unwrap_or_default())
        )
    }

    /// What came of a match key's turn.
    #[must_use]
    pub fn attempt(&self, attempt: &Attempt) -> String {
        let then = match attempt.ends {
            true => "the search ends",
            false => "the next key is tried",
        };
        match &attempt.answer {
            Answer::NoValue => format!("No value: {then}."),
            Answer::NotComputed(why) => format!("No value can be computed ({why}): {then}."),
            Answer::Nobody => "Finds no account.".to_owned(),
            Answer::Several(count) => {
                format!("Finds {}: {then}.", counted(*count, "account", "accounts"))
            }
            Answer::Found(hits) => match hits.len() {
                0 => format!("Finds the account that an earlier user is given; {then}."),
                1 => format!("Finds {}; {then}.", self.accounts(hits)),
                many => format!(
                    "Finds {}: {}; {then}.",
                    counted(small(many), "account", "accounts"),
                    self.accounts(hits)
                ),
            },
            Answer::NotReached => "Not tried: an earlier key has ended the search.".to_owned(),
        }
    }

    /// Why a mapping row writes nothing.
    #[must_use]
    pub fn kept(&self, why: &Kept) -> String {
        let said = match why {
            Kept::Same => "The account holds this value already.",
            Kept::NoValue => "The source is empty, and empty values are not sent.",
            Kept::DefaultOnCreateOnly => {
                "The source is empty, and the default applies on create only."
            }
            Kept::CreateOnly => "The row applies during creation only.",
            Kept::NotEmpty => "The row fills only what is empty.",
            Kept::NotExported => "The export does not hold what the row reads.",
            Kept::Unseen => {
                "The intranet's export does not hold the attribute, and is taken to hold this value."
            }
            Kept::NotWritable => "The schema lets nobody write it.",
            Kept::SkippedByExpression => "The expression says to leave it alone.",
            Kept::NotComputed(why) => return format!("No value can be computed: {why}."),
            Kept::NoReference => {
                "The manager stands there already, or is nobody the sync would link or create."
            }
            Kept::Disabled => "A disabled user gets nothing but the active flag.",
            Kept::UpdateOff => "Updating is switched off.",
        };
        said.to_owned()
    }

    /// What an account holds for a match key, and who has that value.
    #[must_use]
    pub fn key_held(&self, key: &KeyHeld) -> String {
        let target = self.target(key.row);
        if key.held.is_empty() {
            return format!("It holds no {target}: this key finds it for nobody.");
        }
        let named: Vec<String> = key
            .senders
            .iter()
            .map(|one| {
                let name = self.columns.label(Side::Azure, one.user);
                match one.outcome {
                    Outcome::OutOfScope => format!("{name}, who is out of scope"),
                    _ => name,
                }
            })
            .collect();
        match named.as_slice() {
            [] => format!(
                "It holds {target} {}, which no Azure user sends.",
                shown(&key.held)
            ),
            _ => format!(
                "It holds {target} {}, which these have: {}.",
                shown(&key.held),
                some(named)
            ),
        }
    }

    /// The smallest thing that would change the outcome.
    #[must_use]
    pub fn remedy(&self, search: &Search) -> String {
        match search {
            Search::Found(remedy) => self.found(remedy),
            Search::Nothing(0) => "There is no single thing to try.".to_owned(),
            Search::Nothing(tried) => format!(
                "No single change does it; {} tried.",
                match tried {
                    1 => "one was".to_owned(),
                    _ => counted(*tried, "was", "were"),
                }
            ),
            Search::TooMany => {
                "Too many people share the values concerned to try single changes.".to_owned()
            }
        }
    }

    fn found(&self, remedy: &Remedy) -> String {
        let then = then(remedy);
        let mut said = format!("{}: {then}.", self.edit(&remedy.edit));
        if !remedy.harms.is_empty() {
            let names: Vec<String> = remedy
                .harms
                .iter()
                .map(|user| self.columns.label(Side::Azure, *user))
                .collect();
            said.push_str(&format!(
                " It would harm {}: {}.",
                counted(small(names.len()), "other person", "other people"),
                some(names)
            ));
        }
        if remedy.edit.concerns_everybody() {
            said.push_str(" It concerns everybody, so look at the whole plan with it first.");
        }
        said
    }

    fn edit(&self, edit: &Edit) -> String {
        match edit {
            Edit::AzureValue {
                attribute,
                from,
                to,
            } if to.is_empty() => format!("Empty {attribute} ({from}) in Azure"),
            Edit::AzureValue {
                attribute,
                from,
                to,
            } => format!(
                "Change {attribute} in Azure from {} to {}",
                shown(from),
                shown(to)
            ),
            Edit::AzureFill { attribute, from } if from.is_empty() => {
                format!("Fill {attribute} in Azure")
            }
            Edit::AzureFill { attribute, from } => {
                format!(
                    "Change {attribute} in Azure from {} to another value",
                    shown(from)
                )
            }
            Edit::LegacyValue {
                account,
                attribute,
                from,
                to,
            } => self.legacy_value(*account, attribute, from, to),
            Edit::KeyFirst { target } => format!("Try the match key {} first", label(target)),
            Edit::AddKey { source, target } => {
                format!("Match {source} with {} first", label(target))
            }
            Edit::DecidePair { account } => format!(
                "Decide that {} is the same person",
                self.columns.label(Side::Legacy, *account)
            ),
            Edit::Assign => "Assign the user to the application".to_owned(),
            Edit::EndHold => "Take back the decision that holds the user out".to_owned(),
            Edit::SwitchCreateOn => "Switch creating on".to_owned(),
            Edit::LetterCase { target, counts } => format!(
                "Let the intranet's look-ups {} letter case in {}, if they do",
                if *counts { "respect" } else { "ignore" },
                label(target)
            ),
            Edit::LeaveDisabled => {
                "Let the service leave the accounts of disabled users alone, if it does".to_owned()
            }
        }
    }

    fn legacy_value(&self, account: UserIx, attribute: &str, from: &str, to: &str) -> String {
        let (whose, what) = (self.columns.label(Side::Legacy, account), label(attribute));
        match to {
            "" => format!("Empty {what} ({from}) of the intranet account {whose}"),
            _ => format!(
                "Change {what} of the intranet account {whose} from {} to {}",
                shown(from),
                shown(to)
            ),
        }
    }

    fn accounts(&self, hits: &[UserIx]) -> String {
        let names = hits
            .iter()
            .map(|user| self.columns.label(Side::Legacy, *user));
        some(names.collect())
    }

    fn target(&self, row: u16) -> &'a str {
        let row = self.rows.get(usize::from(row));
        row.map_or("", |row| label(&row.target))
    }
}

fn not_assigned(insecure: &[String], nested: &[(String, String)]) -> String {
    if let Some((outer, inner)) = nested.first() {
        return format!(
            "Not assigned: a member of “{inner}”, which is nested in the assigned “{outer}”; nested groups are not expanded."
        );
    }
    match insecure.is_empty() {
        true => "Not assigned, directly or as a direct member of an assigned group.".to_owned(),
        false => format!(
            "Not assigned: a member of {}, which is not security-enabled.",
            quoted(insecure)
        ),
    }
}

fn quoted(groups: &[String]) -> String {
    some(groups.iter().map(|group| format!("“{group}”")).collect())
}

fn then(remedy: &Remedy) -> &'static str {
    match (remedy.outcome, remedy.action) {
        (_, Action::Fail) => "the attempt would fail",
        (Outcome::Linked, Action::Disable) => {
            "this person's own account would be found and become inactive"
        }
        (Outcome::Linked, Action::Skip) => "this person's own account would be left alone",
        (Outcome::Linked, _) => "this person's own account would be found",
        (Outcome::Created, _) => "a new account would be created",
        (Outcome::Duplicate, _) => "a second account would be created",
        (Outcome::Takeover, _) => "an account that is not known to be this person's would be found",
        (Outcome::Ambiguous, _) => "several accounts would be found",
        (Outcome::Skipped, _) => "nothing would be sent",
        (Outcome::OutOfScope, _) => "the user would be out of scope",
        (Outcome::Orphan, _) => "the account would stay, unmanaged",
    }
}

fn label(target: &str) -> &str {
    catalogue::find(Side::Legacy, target).map_or(target, |known| known.label)
}

fn shown(value: &str) -> String {
    match value {
        "" => "empty".to_owned(),
        value => format!("“{value}”"),
    }
}

fn some(mut names: Vec<String>) -> String {
    if names.len() > NAMED_MAX {
        names.truncate(NAMED_MAX);
        names.push("…".to_owned());
    }
    names.join(", ")
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

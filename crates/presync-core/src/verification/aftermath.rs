//! A later export of the intranet held against the end state that a plan predicts.
//!
//! The plan names what would change and who there is. What else changed can only be seen beside the export
//! that the plan was made from, so that one is taken too where it is given.

use std::collections::{BTreeMap, HashMap};

use super::{
    promise::{PlannedAccount, PlannedChange, PlannedUser, Promise},
    value::{is_same, name_key},
};
use crate::{Action, AttributeId, Population, UserIx, record::VALUE_SEPARATOR};

/// How an account or an attribute stands after the sync; worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AfterVerdict {
    /// An account that neither the plan knows nor was to be created.
    NewUnplanned,
    /// An account that the plan knew is there no more.
    Gone,
    /// An account that was to be created is not there.
    NotCreated,
    /// A value that is neither the predicted one nor the old one.
    OtherValue,
    /// A value that changed though no change was planned.
    ChangedUnplanned,
    /// A value that did not change though it was planned.
    Unchanged,
    /// The export does not hold the attribute.
    NotExported,
    /// As predicted.
    Predicted,
}

impl AfterVerdict {
    /// All of them, worst first.
    pub const ALL: [Self; 8] = [
        Self::NewUnplanned,
        Self::Gone,
        Self::NotCreated,
        Self::OtherValue,
        Self::ChangedUnplanned,
        Self::Unchanged,
        Self::NotExported,
        Self::Predicted,
    ];

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NewUnplanned => "new-unplanned",
            Self::Gone => "gone",
            Self::NotCreated => "not-created",
            Self::OtherValue => "other-value",
            Self::ChangedUnplanned => "changed-unplanned",
            Self::Unchanged => "unchanged",
            Self::NotExported => "not-exported",
            Self::Predicted => "predicted",
        }
    }

    /// What the user reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::NewUnplanned => "New account, not planned",
            Self::Gone => "Account is gone",
            Self::NotCreated => "Account was not created",
            Self::OtherValue => "Another value than predicted",
            Self::ChangedUnplanned => "Changed though not planned",
            Self::Unchanged => "Unchanged though planned",
            Self::NotExported => "Not in the export",
            Self::Predicted => "As predicted",
        }
    }

    /// Whether the promise was not kept.
    #[must_use]
    pub fn is_deviation(self) -> bool {
        !matches!(self, Self::NotExported | Self::Predicted)
    }
}

/// One account, or one attribute of it, that is not as predicted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfterRow {
    /// The account's user name.
    pub account: String,
    /// The attribute; empty where it is about the account.
    pub target: String,
    /// How it stands.
    pub verdict: AfterVerdict,
    /// The predicted value.
    pub predicted: String,
    /// The value in the later export.
    pub actual: String,
}

/// What a later export says of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aftermath {
    /// What is not as predicted, worst first.
    pub rows: Vec<AfterRow>,
    /// Attributes and new accounts by verdict; every verdict is there.
    pub counts: BTreeMap<AfterVerdict, usize>,
    /// Whether the export before was given, so that unplanned changes of all attributes can be seen.
    pub has_before: bool,
}

/// Holds a plan against a later export of the intranet, beside the one it was made from if that is given.
#[must_use]
pub fn check_export(
    promise: &Promise,
    after: &Population,
    before: Option<&Population>,
) -> Aftermath {
    let mut found = Aftermath {
        counts: AfterVerdict::ALL.into_iter().map(|one| (one, 0)).collect(),
        has_before: before.is_some(),
        ..Aftermath::default()
    };
    let places = Places::of(after);
    let mut is_known = vec![false; after.len()];
    let written = written_to(promise);
    let before = before.map(|population| (population, Places::of(population)));
    for account in &promise.accounts {
        let changes = written.get(account.user_name.to_lowercase().as_str());
        let changes = changes.map(Vec::as_slice).unwrap_or_default();
        let new_name = renamed(changes);
        let Some(user) = places.find(account, new_name) else {
            found.account(&account.user_name, AfterVerdict::Gone);
            continue;
        };
        is_known[user.index()] = true;
        for change in changes {
            found.change(after, user, &account.user_name, change);
        }
        if let Some((before, places)) = &before
            && let Some(old) = places.find(account, "")
        {
            found.rest([before, after], [old, user], &account.user_name, changes);
        }
    }
    found.creates(promise, after, &places, &mut is_known);
    let new = after.users().filter(|user| !is_known[user.index()]);
    for user in new {
        found.account(after.first(user, "userName"), AfterVerdict::NewUnplanned);
    }
    found.rows.sort_by_key(|row| row.verdict);
    found
}

/// Changes by the account that they are written to, in lower case. Where several users write to one
/// account, the later wins, as in the cycle.
fn written_to(promise: &Promise) -> HashMap<String, Vec<&PlannedChange>> {
    let mut written: HashMap<String, Vec<&PlannedChange>> = HashMap::new();
    let writes = |user: &&PlannedUser| matches!(user.action, Action::Update | Action::Disable);
    for user in promise.users.iter().filter(writes) {
        let changes = written.entry(user.account.to_lowercase()).or_default();
        for change in promise.changes_of(user) {
            changes.retain(|earlier| earlier.target != change.target);
            changes.push(change);
        }
    }
    written
}

fn renamed<'p>(changes: &[&'p PlannedChange]) -> &'p str {
    let mut names = changes
        .iter()
        .filter(|change| name_key(&change.target) == "username");
    names.next().map_or("", |change| &change.would_be)
}

/// Where the accounts of an export stand. Looked up only, never walked.
struct Places {
    by_uid: HashMap<String, UserIx>,
    by_name: HashMap<String, UserIx>,
}

impl Places {
    fn of(population: &Population) -> Self {
        let of = |attribute: &str| {
            let key = |user: UserIx| population.first(user, attribute).to_lowercase();
            let mut places = HashMap::new();
            for user in population.users().rev() {
                places.insert(key(user), user);
            }
            places.remove("");
            places
        };
        Self {
            by_uid: of("externalId"),
            by_name: of("userName"),
        }
    }

    /// By its user name, by the one it was to get, or by its id.
    fn find(&self, account: &PlannedAccount, new_name: &str) -> Option<UserIx> {
        let by_name = [new_name, &account.user_name]
            .into_iter()
            .find_map(|name| self.by_name.get(&name.to_lowercase()));
        let user = by_name.or_else(|| self.by_uid.get(&account.uid.to_lowercase()));
        user.copied()
    }
}

impl Aftermath {
    /// Whether the promise was kept as far as the export shows.
    #[must_use]
    pub fn has_deviations(&self) -> bool {
        self.rows.iter().any(|row| row.verdict.is_deviation())
    }

    fn account(&mut self, account: &str, verdict: AfterVerdict) {
        self.add(AfterRow {
            account: account.to_owned(),
            target: String::new(),
            verdict,
            predicted: String::new(),
            actual: String::new(),
        });
    }

    fn add(&mut self, row: AfterRow) {
        *self.counts.entry(row.verdict).or_default() += 1;
        if row.verdict != AfterVerdict::Predicted {
            self.rows.push(row);
        }
    }

    fn change(&mut self, after: &Population, user: UserIx, account: &str, change: &PlannedChange) {
        let attribute = attribute(after, &change.target);
        let actual = attribute.map(|attribute| text(after, user, attribute));
        let verdict = match &actual {
            None => AfterVerdict::NotExported,
            Some(actual) if is_same(&change.would_be, actual) => AfterVerdict::Predicted,
            Some(actual) if is_same(&change.now, actual) => AfterVerdict::Unchanged,
            Some(_) => AfterVerdict::OtherValue,
        };
        self.add(AfterRow {
            account: account.to_owned(),
            target: change.target.clone(),
            verdict,
            predicted: change.would_be.clone(),
            actual: actual.unwrap_or_default(),
        });
    }

    /// Attributes of an account that were to stay as they are.
    fn rest(
        &mut self,
        [before, after]: [&Population; 2],
        [old, new]: [UserIx; 2],
        account: &str,
        changes: &[&PlannedChange],
    ) {
        let planned = |name: &str| {
            let key = name_key(name);
            changes.iter().any(|change| name_key(&change.target) == key)
        };
        for (held, name) in before.attributes().filter(|(_, name)| !planned(name)) {
            let Some(there) = attribute(after, name) else {
                continue;
            };
            let [was, is] = [text(before, old, held), text(after, new, there)];
            if was.trim() != is.trim() {
                self.add(AfterRow {
                    account: account.to_owned(),
                    target: name.to_owned(),
                    verdict: AfterVerdict::ChangedUnplanned,
                    predicted: was,
                    actual: is,
                });
            }
        }
    }

    fn creates(
        &mut self,
        promise: &Promise,
        after: &Population,
        places: &Places,
        is_known: &mut [bool],
    ) {
        let created = |user: &&PlannedUser| user.action == Action::Create;
        for user in promise.users.iter().filter(created) {
            let changes = promise.changes_of(user);
            let all: Vec<&PlannedChange> = changes.iter().collect();
            let name = match renamed(&all) {
                "" => user.name(),
                name => name,
            };
            let found = places.by_name.get(&name.to_lowercase()).copied();
            match found.filter(|found| !is_known[found.index()]) {
                None => self.account(name, AfterVerdict::NotCreated),
                Some(found) => {
                    is_known[found.index()] = true;
                    for change in changes {
                        self.change(after, found, name, change);
                    }
                }
            }
        }
    }
}

fn attribute(population: &Population, target: &str) -> Option<AttributeId> {
    population.attribute(target).or_else(|| {
        let key = name_key(target);
        let mut all = population.attributes();
        all.find(|(_, name)| name_key(name) == key)
            .map(|(attribute, _)| attribute)
    })
}

fn text(population: &Population, user: UserIx, attribute: AttributeId) -> String {
    let text = population.text(user, attribute);
    text.replace(VALUE_SEPARATOR, ";")
}

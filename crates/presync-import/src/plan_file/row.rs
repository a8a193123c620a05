//! The rows of a plan: everybody, each followed by the changes they would cause.

use presync_core::{
    Action, LinkStatus, Outcome, Progress, Side,
    comparison::{PersonOf, Standing, StandingBuilder, TooLarge, anchor_fingerprint, fingerprint},
    plan::ChangeKind,
    progress::Phase,
};
use serde::Deserialize;

use super::{PlanFile, head};
use crate::ImportError;

/// Rows between two reports of progress.
const BATCH_ROWS: u64 = 4096;

/// One person. On a row of one side, the other side's user is whom identity names.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct PersonRow {
    pub(super) side: String,
    pub(super) legacy: Option<LegacyUser>,
    pub(super) azure: Option<AzureUser>,
    pub(super) identity_status: Option<String>,
    pub(super) outcome: String,
    pub(super) action: String,
    pub(super) changes: u32,
    #[serde(default)]
    pub(super) findings: Vec<String>,
    /// The accounts that the rule finds.
    #[serde(default)]
    pub(super) rule_finds: Vec<LegacyUser>,
    /// Names of assumptions; empty where everything is documented.
    #[serde(default)]
    pub(super) basis: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct LegacyUser {
    pub(super) uid: String,
    pub(super) username: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct AzureUser {
    pub(super) id: String,
    pub(super) upn: String,
}

/// One change.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct ChangeRow {
    pub(super) azure_id: String,
    pub(super) azure_upn: String,
    pub(super) target_attribute: String,
    pub(super) kind: String,
    pub(super) now: String,
    pub(super) would_be: String,
    #[serde(default)]
    pub(super) basis: Vec<String>,
}

/// Everybody with their changes. The changes stand in the order of the Azure users, each of whom says how
/// many are theirs.
pub(super) fn standing(file: &PlanFile, progress: &dyn Progress) -> Result<Standing, ImportError> {
    progress.begin(Phase::Load, file.document.people.count);
    let mut builder = StandingBuilder::new(head::of(&file.document));
    let mut changes = file.changes()?;
    let mut rows = 0;
    for person in file.people()? {
        rows += 1;
        let person = person?;
        let side = add(&mut builder, &person).map_err(|what| file.damaged_person(rows, &what))?;
        let own = match side {
            Side::Azure => person.changes,
            Side::Legacy => 0,
        };
        for _ in 0..own {
            let change = changes.next().transpose()?;
            add_change(&mut builder, &person, change.as_ref())
                .map_err(|what| file.damaged_person(rows, &what))?;
        }
        if rows % BATCH_ROWS == 0 {
            progress.advance(BATCH_ROWS)?;
        }
    }
    if changes.next().transpose()?.is_some() {
        return Err(file.damaged("The plan holds changes that nobody causes."));
    }
    progress.advance(rows % BATCH_ROWS)?;
    Ok(builder.finish())
}

fn add(builder: &mut StandingBuilder, row: &PersonRow) -> Result<Side, String> {
    let side = word(
        &row.side,
        "side",
        &[Side::Azure, Side::Legacy],
        Side::as_str,
    )?;
    let azure = row.azure.as_ref().map(|user| [&*user.id, &*user.upn]);
    let legacy = row
        .legacy
        .as_ref()
        .map(|user| [&*user.uid, &*user.username]);
    let (own, other) = match side {
        Side::Azure => (azure, legacy),
        Side::Legacy => (legacy, azure),
    };
    let [id, login] = own.ok_or("it does not say who it is")?;
    let status = row.identity_status.as_deref().unwrap_or_default();
    let partner = other.filter(|_| is_identity(status)).map(anchor);
    let codes = row.findings.join(";");
    let person = PersonOf {
        side,
        id,
        login,
        partner: partner.map_or(0, anchor_fingerprint),
        outcome: word(&row.outcome, "outcome", &Outcome::ALL, Outcome::as_str)?,
        action: word(&row.action, "action", &Action::ALL, Action::as_str)?,
        codes: &codes,
    };
    builder.person(&person).map_err(too_large)?;
    Ok(side)
}

fn add_change(
    builder: &mut StandingBuilder,
    person: &PersonRow,
    change: Option<&ChangeRow>,
) -> Result<(), String> {
    let change = change.ok_or("changes are missing")?;
    let own = person.azure.as_ref();
    if own.is_none_or(|own| own.id != change.azure_id || own.upn != change.azure_upn) {
        return Err("the changes that follow are somebody else's".to_owned());
    }
    let kind = word(
        &change.kind,
        "kind of change",
        &ChangeKind::ALL,
        ChangeKind::as_str,
    )?;
    let value = fingerprint(&change.would_be);
    let added = builder.change(&change.target_attribute, kind, value);
    added.map_err(too_large)
}

fn anchor([id, login]: [&str; 2]) -> &str {
    if id.is_empty() { login } else { id }
}

fn is_identity(status: &str) -> bool {
    let counts = [
        LinkStatus::Certain,
        LinkStatus::Likely,
        LinkStatus::Confirmed,
    ];
    counts.iter().any(|known| known.as_str() == status)
}

pub(super) fn word<T: Copy>(
    word: &str,
    what: &str,
    known: &[T],
    spelt: fn(T) -> &'static str,
) -> Result<T, String> {
    let found = known.iter().find(|one| spelt(**one) == word);
    found
        .copied()
        .ok_or_else(|| format!("\"{word}\" is no {what} that this version knows"))
}

fn too_large(error: TooLarge) -> String {
    error.to_string()
}

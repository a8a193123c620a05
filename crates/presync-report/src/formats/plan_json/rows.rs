//! The lists of `plan.json`, written row by row.

use presync_core::{
    AssumptionSet, LinkStatus, Side, UserIx,
    assumption::Assumption,
    finding::FindingCode,
    record::VALUE_SEPARATOR,
    rows::{Changed, ChangedRows, People as PeopleRows, Person},
    summary::{AzureIdentity, IdentityColumns, LegacyIdentity},
};
use serde::{Serialize, Serializer};

use crate::{
    found::{Found, FoundRows},
    package::Package,
};

/// Everybody of both sides.
pub(super) struct People<'a>(pub(super) &'a Package<'a>);

/// Every attribute that would change.
pub(super) struct Changes<'a>(pub(super) &'a Package<'a>);

/// Every accepted finding under what accepts it.
pub(super) struct Suppressed<'a>(pub(super) &'a Package<'a>);

/// Every finding.
pub(super) struct Findings<'a>(pub(super) &'a Package<'a>);

impl People<'_> {
    pub(super) fn count(&self) -> u64 {
        PeopleRows::count(self.0.engagement)
    }
}

impl Changes<'_> {
    pub(super) fn count(&self) -> u64 {
        self.0.engagement.plan.changes.len() as u64
    }
}

impl Findings<'_> {
    pub(super) fn count(&self) -> u64 {
        self.0.engagement.plan.findings.len() as u64
    }
}

impl Serialize for People<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let people = PeopleRows::of(self.0.engagement, self.0.codes);
        let columns = people.columns();
        serializer.collect_seq(people.iter().map(|person| PersonRow::of(person, &columns)))
    }
}

impl Serialize for Changes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let changes = ChangedRows::of(self.0.engagement);
        let columns = changes.columns();
        serializer.collect_seq(
            changes
                .iter()
                .map(|change| ChangeRow::of(&change, &columns)),
        )
    }
}

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let findings = FoundRows::of(self.0.engagement);
        serializer.collect_seq(findings.iter().map(FindingRow::of))
    }
}

impl Serialize for Suppressed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let suppressed = &self.0.engagement.plan.suppressed;
        let found = FoundRows::of(self.0.engagement);
        let rows = (0u32..).zip(&suppressed.all).map(|(at, one)| {
            let covered = suppressed.findings.iter().filter(|(_, by)| *by == at);
            let covered = covered.map(|(finding, _)| FindingRow::of(found.found(finding)));
            SuppressionRow {
                code: one.code.as_str(),
                subject_side: one.side.map(Side::as_str),
                subject_key: &one.key,
                attribute: &one.attribute,
                reason: &one.reason,
                by: &one.by,
                at: &one.at,
                findings: covered.collect(),
            }
        });
        serializer.collect_seq(rows)
    }
}

#[derive(Serialize)]
struct SuppressionRow<'a> {
    code: &'static str,
    subject_side: Option<&'static str>,
    subject_key: &'a str,
    attribute: &'a str,
    reason: &'a str,
    by: &'a str,
    at: &'a str,
    findings: Vec<FindingRow<'a>>,
}

#[derive(Serialize)]
struct PersonRow<'a> {
    side: &'static str,
    legacy: Option<LegacyUser<'a>>,
    azure: Option<AzureUser<'a>>,
    identity_status: Option<&'static str>,
    rule_key: Option<&'a str>,
    rule_finds: Vec<LegacyUser<'a>>,
    outcome: &'static str,
    action: &'static str,
    changes: u32,
    findings: Vec<&'static str>,
    why: String,
    basis: Vec<&'static str>,
}

#[derive(Serialize)]
struct LegacyUser<'a> {
    row: u32,
    uid: &'a str,
    username: &'a str,
    email: &'a str,
}

#[derive(Serialize)]
struct AzureUser<'a> {
    row: u32,
    id: &'a str,
    upn: &'a str,
    mail: &'a str,
}

#[derive(Serialize)]
struct ChangeRow<'a> {
    azure_id: &'a str,
    azure_upn: &'a str,
    legacy_uid: &'a str,
    legacy_username: &'a str,
    action: &'static str,
    target_attribute: &'a str,
    kind: &'static str,
    now: String,
    would_be: String,
    class: &'static str,
    mapping: &'a str,
    basis: Vec<&'static str>,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    code: &'static str,
    severity: &'static str,
    subject_side: Option<&'static str>,
    subject_key: &'a str,
    attribute: &'a str,
    message: String,
    remedy: &'static str,
    evidence: &'a str,
    file: Option<&'a str>,
    sheet: Option<&'a str>,
    row: Option<u32>,
}

impl<'a> PersonRow<'a> {
    fn of(person: Person<'a>, columns: &IdentityColumns<'a>) -> Self {
        let account = |user: UserIx| legacy(columns.legacy(user));
        Self {
            side: person.side.as_str(),
            legacy: person.legacy().map(account),
            azure: person.azure().map(|user| azure(columns.azure(user))),
            identity_status: person.identity_status.map(LinkStatus::as_str),
            rule_key: person.rule_key,
            rule_finds: person.hits.iter().copied().map(account).collect(),
            outcome: person.outcome.as_str(),
            action: person.action.as_str(),
            changes: person.changes,
            findings: person
                .findings
                .iter()
                .copied()
                .map(FindingCode::as_str)
                .collect(),
            why: person.why,
            basis: basis(person.basis),
        }
    }
}

impl<'a> ChangeRow<'a> {
    fn of(changed: &Changed<'a>, columns: &IdentityColumns<'a>) -> Self {
        let change = changed.change;
        let azure = columns.azure(change.azure);
        let account = change.account.map(|account| columns.legacy(account));
        Self {
            azure_id: azure.id,
            azure_upn: azure.upn,
            legacy_uid: account.map_or("", |account| account.uid),
            legacy_username: account.map_or("", |account| account.user_name),
            action: changed.action.as_str(),
            target_attribute: changed.target,
            kind: change.kind.as_str(),
            now: joined(changed.now),
            would_be: joined(changed.would_be),
            class: change.class.as_str(),
            mapping: changed.mapping,
            basis: basis(changed.basis),
        }
    }
}

impl<'a> FindingRow<'a> {
    fn of(found: Found<'a>) -> Self {
        let place = found.place.as_ref();
        Self {
            code: found.code.as_str(),
            severity: found.severity.as_str(),
            subject_side: found.side.map(Side::as_str),
            subject_key: found.key,
            attribute: found.attribute,
            remedy: found.code.remedy(),
            evidence: found.evidence,
            file: place.map(|place| place.file),
            sheet: place.and_then(|place| place.sheet),
            row: place.map(|place| place.line),
            message: found.message,
        }
    }
}

fn legacy(user: LegacyIdentity<'_>) -> LegacyUser<'_> {
    LegacyUser {
        row: user.row,
        uid: user.uid,
        username: user.user_name,
        email: user.email,
    }
}

fn azure(user: AzureIdentity<'_>) -> AzureUser<'_> {
    AzureUser {
        row: user.row,
        id: user.id,
        upn: user.upn,
        mail: user.mail,
    }
}

/// Empty where everything is documented.
fn basis(basis: AssumptionSet) -> Vec<&'static str> {
    basis.iter().map(Assumption::name).collect()
}

fn joined(value: &str) -> String {
    value.replace(VALUE_SEPARATOR, ";")
}

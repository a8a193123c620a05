//! What the tests share: folders, small imports, and an engagement of any size.

use std::path::PathBuf;

use presync_core::{
    Action, AssumptionSet, Chosen, Evidence, EvidenceField, Link, LinkRule, LinkStatus, Outcome,
    Plan, Population, Side, UserIx,
    assumption::Assumption,
    budget::Budget,
    engagement::Engagement,
    finding::{Finding, FindingCode, Subject},
    mapping::{AttributeMapping, Mapping, MappingSource},
    matching::{Matching, ReviewItem, ReviewReason},
    plan::{AzureRow, Change, ChangeClass, ChangeKind, Changes, LegacyRow, PlanLine, Why},
    population::{PopulationBuilder, Source},
    record::{Record, RecordSink, SourceColumn, SourceHeader},
    scope::Scope,
};
use presync_store::{ImportTransaction, SourceId, Workspace};
use tempfile::TempDir;

pub(crate) const NOW: &str = "2026-11-23T09:00:00Z";

/// A folder of its own with a workspace in it.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn workspace(&self) -> Workspace {
        Workspace::create(&self.path("a.presync")).unwrap()
    }

    /// Names of the files in it, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

pub(crate) fn header(side: Side, file: &str, attributes: &[&str]) -> SourceHeader {
    let column = |attribute: &&str| SourceColumn {
        header: attribute.to_uppercase(),
        attribute: (*attribute).to_owned(),
        known: true,
        confidence: 90,
        reason: "The header is the documented one.".to_owned(),
    };
    SourceHeader {
        side,
        file: file.to_owned(),
        sheet: None,
        format: "CSV, UTF-8, comma".to_owned(),
        sha256: "ab".repeat(32),
        bytes: 1_234,
        columns: attributes.iter().map(column).collect(),
        profile_source: None,
    }
}

/// Imports rows that are numbered from 1 and begin in line 2.
pub(crate) fn import(
    workspace: &mut Workspace,
    header: &SourceHeader,
    rows: &[&[&str]],
) -> SourceId {
    let mut import = workspace.begin_import(NOW).unwrap();
    let id = add(&mut import, header, rows);
    import.commit().unwrap();
    id
}

/// Adds rows to an import, numbered as [`import`] does.
pub(crate) fn add(
    import: &mut ImportTransaction<'_>,
    header: &SourceHeader,
    rows: &[&[&str]],
) -> SourceId {
    let mut source = import.add("users");
    source.begin(header).unwrap();
    for (number, cells) in (1..).zip(rows) {
        let line = number + 1;
        source
            .record(&Record {
                number,
                line,
                cells,
                readings: &[],
            })
            .unwrap();
    }
    source
        .finish(u32::try_from(rows.len()).unwrap(), 0)
        .unwrap()
}

/// Everything an engagement borrows.
pub(crate) struct Example {
    pub(crate) legacy: Population,
    pub(crate) azure: Population,
    pub(crate) matching: Matching,
    pub(crate) mapping: Mapping,
    pub(crate) plan: Plan,
    scope: Scope,
    budget: Budget,
}

/// Every other link waits, the last one first.
fn reviews(links: &[Link]) -> Vec<ReviewItem> {
    let reason = |at: u32| ReviewReason::ALL[at as usize % ReviewReason::ALL.len()];
    let waiting = (0u32..).zip(links).filter(|(at, _)| at % 2 == 0);
    let items = waiting.map(|(link, _)| ReviewItem {
        link,
        reasons: vec![reason(link / 3), ReviewReason::LittleEvidence],
    });
    let mut items: Vec<ReviewItem> = items.collect();
    items.reverse();
    items
}

const NAMES: [&str; 5] = ["Anna Berg", "özgür Çelik", "bo Li", "", "Zoë D'Arcy"];

impl Example {
    /// As many users a side; user after user linked, created, ambiguous, taken over, out of scope.
    pub(crate) fn of(users: u32) -> Self {
        let azure = azure_users(users);
        let legacy = legacy_users(users);
        let plan = plan(users);
        let links: Vec<Link> = (0..users).filter(|at| at % 5 != 1).map(link).collect();
        Self {
            legacy,
            azure,
            matching: Matching {
                reviews: reviews(&links),
                links,
                ..Matching::default()
            },
            mapping: mapping(),
            plan,
            scope: Scope::default(),
            budget: Budget::default(),
        }
    }

    pub(crate) fn engagement(&self) -> Engagement<'_> {
        Engagement {
            title: "Contoso",
            now: NOW.parse().unwrap(),
            legacy: &self.legacy,
            azure: &self.azure,
            matching: &self.matching,
            mapping: &self.mapping,
            recommended: true,
            studies: &[],
            weights: presync_core::key_search::Weights::default(),
            scope: &self.scope,
            plan: &self.plan,
            budget: &self.budget,
            inputs: &[],
            diagnostics: &[],
        }
    }
}

fn population(
    side: Side,
    attributes: &[&str],
    users: u32,
    cells: impl Fn(u32) -> Vec<String>,
) -> Population {
    let mut builder = PopulationBuilder::new(side);
    let source = Source {
        file: format!("{}.csv", side.as_str()),
        sheet: None,
    };
    builder.begin_source(source, attributes).unwrap();
    for at in 0..users {
        let cells = cells(at);
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let (number, line) = (at + 1, at + 2);
        let cells = &cells;
        builder
            .push(&Record {
                number,
                line,
                cells,
                readings: &[],
            })
            .unwrap();
    }
    builder.finish()
}

fn azure_users(users: u32) -> Population {
    let attributes = [
        "objectId",
        "userPrincipalName",
        "mail",
        "displayName",
        "department",
    ];
    population(Side::Azure, &attributes, users, |at| {
        let name = NAMES[at as usize % NAMES.len()];
        vec![
            format!("id-{at:07}"),
            format!("User{at}@contoso.example"),
            format!("user{at}@contoso.example"),
            name.to_owned(),
            format!("Dept {}", at % 7),
        ]
    })
}

fn legacy_users(users: u32) -> Population {
    let attributes = ["externalId", "userName", "emails[type eq \"work\"].value"];
    population(Side::Legacy, &attributes, users, |at| {
        vec![
            format!("{at}"),
            format!("u{at}"),
            format!("user{at}@old.example"),
        ]
    })
}

fn mapping() -> Mapping {
    let mut key = AttributeMapping::new(
        "userName",
        MappingSource::Direct("userPrincipalName".into()),
    );
    key.precedence = Some(1);
    let title = AttributeMapping::new("title", MappingSource::Constant("Staff".into()));
    let mut mapping = Mapping::default();
    mapping.users.rows = vec![key, title];
    mapping
}

fn link(at: u32) -> Link {
    Link {
        legacy: UserIx(at),
        azure: UserIx(at),
        status: if at % 5 == 2 {
            LinkStatus::Review
        } else {
            LinkStatus::Certain
        },
        rule: LinkRule::Uid,
        score: 0.9375,
        evidence: vec![reason_of("uid", 12.25), reason_of("surname", -1.5)],
    }
}

fn plan(users: u32) -> Plan {
    let mut changes = Changes::default();
    let azure: Vec<AzureRow> = (0..users)
        .map(|at| azure_row(at, users, &mut changes))
        .collect();
    let legacy: Vec<LegacyRow> = (0..users).map(|at| legacy_row(at, users)).collect();
    Plan {
        azure,
        legacy,
        changes,
        groups: Vec::new(),
        findings: findings(users),
        suppressed: presync_core::suppression::Suppressed::default(),
        line: PlanLine {
            link: 2,
            update: 1,
            disable: 0,
            create: 1,
            skip: 1,
            fail: 1,
        },
        restart: Vec::new(),
        assumptions: AssumptionSet::DOCUMENTED,
        chosen: Chosen::default(),
    }
}

fn azure_row(at: u32, users: u32, changes: &mut Changes) -> AzureRow {
    let own = UserIx(at);
    let next = UserIx((at + 1) % users);
    let (hits, outcome, action, why) = match at % 5 {
        0 => (vec![own], Outcome::Linked, Action::Update, Why::FoundOwn),
        1 => (vec![], Outcome::Created, Action::Create, Why::NewPerson),
        2 => (
            vec![own, next],
            Outcome::Ambiguous,
            Action::Fail,
            Why::SeveralHits,
        ),
        3 => (
            vec![next],
            Outcome::Takeover,
            Action::Update,
            Why::FoundOther,
        ),
        _ => (vec![], Outcome::OutOfScope, Action::Skip, Why::NotAssigned),
    };
    let before = u32::try_from(changes.len()).unwrap();
    let account = hits.first().copied().filter(|_| action == Action::Update);
    if matches!(action, Action::Update | Action::Create) {
        push_changes(changes, own, account);
    }
    let identified = at % 5 != 1;
    let status = if at % 5 == 2 {
        LinkStatus::Review
    } else {
        LinkStatus::Certain
    };
    AzureRow {
        identity: identified.then_some(own),
        identity_status: identified.then_some(status),
        rule_key: (!hits.is_empty()).then_some(0),
        hits: hits.into(),
        outcome,
        action,
        why,
        basis: AssumptionSet::DOCUMENTED.with(Assumption::CaseMatch),
        changes: before..u32::try_from(changes.len()).unwrap(),
    }
}

fn push_changes(changes: &mut Changes, azure: UserIx, account: Option<UserIx>) {
    let kind = if account.is_some() {
        ChangeKind::Overwrite
    } else {
        ChangeKind::Create
    };
    for (row, now, would_be) in [(0, "u", "User"), (1, "", "Staff")] {
        let change = Change {
            azure,
            account,
            row,
            kind,
            class: ChangeClass::LetterCase,
            basis: change_basis(row, account),
        };
        changes.push(change, now, would_be).unwrap();
    }
}

/// The second row writes to an account what no export holds.
fn change_basis(row: u16, account: Option<UserIx>) -> AssumptionSet {
    let basis = AssumptionSet::DOCUMENTED.with(Assumption::CaseMatch);
    match (row, account) {
        (1, Some(_)) => basis.with(Assumption::NotExported),
        _ => basis,
    }
}

fn legacy_row(at: u32, users: u32) -> LegacyRow {
    let before = (at + users - 1) % users;
    let (found_by, outcome, why) = match at % 5 {
        0 => (Some(UserIx(at)), Outcome::Linked, Why::OwnFinds),
        4 => (Some(UserIx(before)), Outcome::Takeover, Why::OtherFinds),
        _ => (None, Outcome::Orphan, Why::NoAzureUser),
    };
    LegacyRow {
        identity: (at % 5 != 1).then_some(UserIx(at)),
        identity_status: (at % 5 != 1).then_some(LinkStatus::Certain),
        found_by,
        outcome,
        why,
        basis: AssumptionSet::DOCUMENTED,
    }
}

fn findings(users: u32) -> Vec<Finding> {
    let orphan = |at| Subject::User(Side::Legacy, UserIx(at));
    let mut findings = vec![
        Finding::new(FindingCode::GroupTypeMissing, Subject::Engagement, "", ""),
        Finding::new(
            FindingCode::UnsupportedTarget,
            Subject::Mapping(Some(1)),
            "title",
            "Staff",
        ),
    ];
    for at in (0..users).filter(|at| at % 5 == 1) {
        findings.push(Finding::new(FindingCode::Orphan, orphan(at), "", "nobody"));
        findings.push(Finding::new(
            FindingCode::PowerUser,
            orphan(at),
            "title",
            "",
        ));
    }
    findings
}

fn reason_of(field: &str, weight: f32) -> Evidence {
    Evidence {
        field: EvidenceField::of(field).expect("a field that is compared"),
        weight,
    }
}

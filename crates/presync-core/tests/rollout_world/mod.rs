//! Invented plans to let people into: who manages whom, whose department, what would become of each.
//!
//! Generation only; what must hold of rehearsal and waves stands in the tests.

use presync_core::{
    Action, Assumption, AssumptionSet, Chosen, LinkStatus, Outcome, Plan, Population, Severity,
    Side, UserIx,
    budget::Budget,
    engagement::Engagement,
    finding::{Finding, FindingCode, Subject},
    mapping::{AttributeMapping, Mapping, MappingSource},
    matching::Matching,
    plan::{AzureRow, Change, ChangeClass, ChangeKind, Changes, LegacyRow, PlanLine, Why},
    population::{PopulationBuilder, Source},
    record::Record,
    scope::Scope,
    suppression::Suppressed,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// What would become of one Azure user; user n's own account is account n.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) outcome: Outcome,
    pub(crate) action: Action,
    pub(crate) status: Option<LinkStatus>,
    /// Another account that the look-up finds as well, or instead.
    pub(crate) finds: Option<usize>,
    /// By position; may be anybody, oneself, or nobody of the export.
    pub(crate) manager: Option<usize>,
    pub(crate) department: &'static str,
    pub(crate) is_power_user: bool,
    pub(crate) is_protected: bool,
    pub(crate) is_blocked: bool,
    /// Mapping row, kind, class of what changes.
    pub(crate) changes: Vec<(u16, ChangeKind, ChangeClass)>,
}

/// Everything an engagement borrows.
pub(crate) struct Rollout {
    pub(crate) people: Vec<Person>,
    pub(crate) plan: Plan,
    legacy: Population,
    azure: Population,
    matching: Matching,
    mapping: Mapping,
    scope: Scope,
    budget: Budget,
}

impl Rollout {
    pub(crate) fn of(people: Vec<Person>) -> Self {
        let rows = |side: Side| -> Vec<[String; 3]> {
            let row = |(at, person): (usize, &Person)| match side {
                Side::Legacy => {
                    let kind = ["Intranet User", "Power User"][usize::from(person.is_power_user)];
                    [format!("uid-{at}"), format!("name-{at}"), kind.to_owned()]
                }
                Side::Azure => {
                    let manager = person.manager.map(|manager| format!("O-{manager}"));
                    [
                        format!("o-{at}"),
                        person.department.to_owned(),
                        manager.unwrap_or_default(),
                    ]
                }
            };
            people.iter().enumerate().map(row).collect()
        };
        let mut mapping = Mapping::default();
        mapping.users.rows = ["userName", "title", "active"]
            .map(|target| AttributeMapping::new(target, MappingSource::Direct(target.to_owned())))
            .to_vec();
        let protected = people
            .iter()
            .enumerate()
            .filter(|(_, one)| one.is_protected);
        let budget = Budget {
            protected: protected.map(|(at, _)| format!("Name-{at}")).collect(),
            ..Budget::default()
        };
        Self {
            legacy: population(
                Side::Legacy,
                ["externalId", "userName", "userType"],
                &rows(Side::Legacy),
            ),
            azure: population(
                Side::Azure,
                ["objectId", "department", "manager"],
                &rows(Side::Azure),
            ),
            plan: plan(&people),
            matching: Matching::default(),
            mapping,
            scope: Scope::default(),
            budget,
            people,
        }
    }

    pub(crate) fn engagement(&self) -> Engagement<'_> {
        Engagement {
            title: "A rollout",
            now: "2026-11-23T09:00:00Z".parse().expect("a moment"),
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

pub(crate) fn user(at: usize) -> UserIx {
    UserIx(u32::try_from(at).expect("few users"))
}

fn population(side: Side, names: [&str; 3], rows: &[[String; 3]]) -> Population {
    let mut builder = PopulationBuilder::new(side);
    let source = Source {
        file: "rollout".to_owned(),
        sheet: None,
    };
    builder.begin_source(source, &names).expect("few columns");
    for (row, number) in rows.iter().zip(1..) {
        let cells = row.each_ref().map(String::as_str);
        let record = Record {
            number,
            line: number,
            cells: &cells,
            readings: &[],
        };
        builder.push(&record).expect("few rows");
    }
    builder.finish()
}

fn plan(people: &[Person]) -> Plan {
    let mut changes = Changes::default();
    let mut azure = Vec::new();
    for (at, person) in people.iter().enumerate() {
        let start = u32::try_from(changes.len()).expect("few changes");
        for (row, kind, class) in &person.changes {
            let change = Change {
                azure: user(at),
                account: None,
                row: *row,
                kind: *kind,
                class: *class,
                basis: AssumptionSet::DOCUMENTED.with(Assumption::ExportEqualsScim),
            };
            changes
                .push(change, "now", "would be")
                .expect("few changes");
        }
        azure.push(AzureRow {
            identity: person.status.map(|_| user(at)),
            identity_status: person.status,
            rule_key: (person.action != Action::Create).then_some(0),
            hits: hits(at, person),
            outcome: person.outcome,
            action: person.action,
            why: Why::FoundOwn,
            basis: AssumptionSet::DOCUMENTED,
            changes: start..u32::try_from(changes.len()).expect("few changes"),
        });
    }
    let blocked = people.iter().enumerate().filter(|(_, one)| one.is_blocked);
    let finding = |(at, _)| Finding {
        severity: Severity::Blocker,
        ..Finding::new(
            FindingCode::PowerUser,
            Subject::User(Side::Azure, user(at)),
            "",
            "",
        )
    };
    Plan {
        findings: blocked.map(finding).collect(),
        legacy: (0..people.len()).map(legacy_row).collect(),
        azure,
        changes,
        groups: Vec::new(),
        suppressed: Suppressed::default(),
        line: PlanLine::default(),
        restart: Vec::new(),
        assumptions: AssumptionSet::DOCUMENTED,
        chosen: Chosen::default(),
    }
}

fn hits(at: usize, person: &Person) -> Box<[UserIx]> {
    let own = person.action != Action::Create && person.status.is_some();
    let other = person.finds.filter(|other| *other != at);
    let other = other.filter(|_| person.outcome == Outcome::Ambiguous || !own);
    own.then_some(user(at))
        .into_iter()
        .chain(other.map(user))
        .collect()
}

fn legacy_row(at: usize) -> LegacyRow {
    LegacyRow {
        identity: Some(user(at)),
        identity_status: Some(LinkStatus::Certain),
        found_by: Some(user(at)),
        outcome: Outcome::Linked,
        why: Why::OwnFinds,
        basis: AssumptionSet::DOCUMENTED,
    }
}

fn person(people: usize) -> impl Strategy<Value = Person> {
    let linked = (Outcome::Linked, Action::Update, Some(LinkStatus::Certain));
    let fates = vec![
        linked,
        linked,
        linked,
        linked,
        (Outcome::Linked, Action::None, Some(LinkStatus::Likely)),
        (Outcome::Created, Action::Create, None),
        (Outcome::Linked, Action::Disable, Some(LinkStatus::Certain)),
        (Outcome::Linked, Action::Fail, Some(LinkStatus::Certain)),
        (Outcome::Linked, Action::Update, Some(LinkStatus::Review)),
        (Outcome::Takeover, Action::Update, None),
        (
            Outcome::Duplicate,
            Action::Create,
            Some(LinkStatus::Certain),
        ),
        (Outcome::Ambiguous, Action::Fail, Some(LinkStatus::Certain)),
        (Outcome::OutOfScope, Action::Skip, Some(LinkStatus::Certain)),
        (Outcome::Skipped, Action::Skip, None),
    ];
    let change = (
        0u16..3,
        select(ChangeKind::ALL.to_vec()),
        select(ChangeClass::ALL.to_vec()),
    );
    (
        select(fates),
        option::of(0..people),
        option::of(0..people + 1),
        select(&["Sales", "sales ", "IT", "Finance", ""][..]),
        (
            prop::bool::weighted(0.2),
            prop::bool::weighted(0.1),
            prop::bool::weighted(0.1),
        ),
        vec(change, 0..4),
    )
        .prop_map(
            |((outcome, action, status), finds, manager, department, flags, changes)| Person {
                outcome,
                action,
                status,
                finds: finds.filter(|_| matches!(outcome, Outcome::Takeover | Outcome::Ambiguous)),
                manager,
                department,
                is_power_user: flags.0,
                is_protected: flags.1,
                is_blocked: flags.2,
                changes,
            },
        )
}

/// Any rollout of at most so many people.
pub(crate) fn rollout(people_max: usize) -> impl Strategy<Value = Vec<Person>> {
    (1..people_max).prop_flat_map(|people| vec(person(people), people))
}

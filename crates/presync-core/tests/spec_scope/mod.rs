//! The tables of a specification that say who is assigned, which groups there are and what a scoping
//! filter holds; and what came of them, as tables.

use std::collections::BTreeMap;

use presync_core::{
    Diagnostic, Plan,
    finding::FindingCode,
    mapping::{Mapping, ObjectMapping, ScopeClause},
    scope::{
        AssignedGroup, GroupFacts, LegacyColumns, LegacyGroup, LegacyGroups, ListPlace, ListSource,
        NestedGroup, Scope,
    },
    simulate::{AssignedBy, ClauseVerdict, Input, ScopeReader},
};

use super::{Scenario, Table, attribute_mappings};

fn cell<'r>(row: &'r BTreeMap<String, String>, name: &str) -> &'r str {
    row.get(name).map_or("", String::as_str)
}

fn table<'s>(scenario: &'s Scenario, name: &str) -> &'s [BTreeMap<String, String>] {
    scenario.tables.get(name).map_or(&[], Vec::as_slice)
}

/// `assigned: id, id` or a table `assigned` switches to assigned users only; otherwise everybody, and
/// said so unless `scope: unsaid`.
pub(super) fn scope(scenario: &Scenario) -> Scope {
    let mut scope = Scope {
        stated: scenario.words.get("scope").map(String::as_str) != Some("unsaid"),
        assigned_only: scenario.tables.contains_key("assigned"),
        ..Scope::default()
    };
    let list = |file: &str| ListSource {
        file: file.to_owned(),
        sheet: None,
        id_column: "id".to_owned(),
    };
    let source = scope.add_source(list("assigned"));
    if let Some(ids) = scenario.words.get("assigned") {
        scope.assigned_only = true;
        for (row, id) in (1..).zip(ids.split(", ")) {
            scope.assignments.users.push(id, ListPlace { source, row });
        }
    }
    for (row, given) in (1..).zip(table(scenario, "assigned")) {
        assign(&mut scope, given, ListPlace { source, row });
    }
    let source = scope.add_source(list("members"));
    for (row, given) in (1..).zip(table(scenario, "members")) {
        enter(&mut scope, given, ListPlace { source, row });
    }
    let source = scope.add_source(list("intranet groups"));
    if scenario.tables.contains_key("intranet groups") {
        scope.legacy_groups = Some(legacy_groups(scenario, source));
    }
    if scenario.words.get("scope").map(String::as_str) == Some("all") {
        scope.assigned_only = false;
    }
    if let Some(id) = scenario.words.get("held out") {
        scope.held_out.insert(id.clone());
    }
    scope
}

fn assign(scope: &mut Scope, given: &BTreeMap<String, String>, place: ListPlace) {
    let flag = |name: &str| match cell(given, name) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    match cell(given, "type") {
        "user" => scope.assignments.users.push(cell(given, "id"), place),
        _ => scope.assignments.groups.push(AssignedGroup {
            id: cell(given, "id").to_owned(),
            name: cell(given, "name").to_owned(),
            security_enabled: flag("secure"),
            dynamic: flag("dynamic"),
            place,
        }),
    }
}

fn enter(scope: &mut Scope, given: &BTreeMap<String, String>, place: ListPlace) {
    let outer = scope.groups.enter(GroupFacts {
        id: cell(given, "group").to_owned(),
        name: cell(given, "name").to_owned(),
        place,
    });
    let id = cell(given, "id");
    match cell(given, "type") {
        "group" => scope.groups.add_group(NestedGroup {
            outer,
            id: id.to_owned(),
            place,
        }),
        _ => scope.groups.add_user(outer, id, place),
    }
}

fn legacy_groups(scenario: &Scenario, source: u16) -> LegacyGroups {
    let rows = table(scenario, "intranet groups");
    let has = |name: &str| rows.first().is_some_and(|row| row.contains_key(name));
    let mut groups = LegacyGroups::with(LegacyColumns {
        external_ids: has("externalId"),
        kinds: has("type"),
        members: has("members"),
    });
    for (row, given) in (1..).zip(rows) {
        let place = ListPlace { source, row };
        let at = groups.enter(LegacyGroup {
            id: cell(given, "id").to_owned(),
            name: cell(given, "name").to_owned(),
            external_id: cell(given, "externalId").to_owned(),
            kind: cell(given, "type").to_owned(),
            place,
        });
        for member in cell(given, "members")
            .split(';')
            .filter(|id| !id.is_empty())
        {
            groups.add_member(at, member, place);
        }
    }
    groups
}

/// The tables `filter` (`group`, `attribute`, `operator`, `values` joined by `;`), `input filter` and
/// `group filter`, and the groups mapping `group mapping` with `groups off: create`.
pub(super) fn add_to(mapping: &mut Mapping, scenario: &Scenario) {
    if scenario.tables.contains_key("filter") {
        mapping.users.scope.groups = clauses(table(scenario, "filter"));
    }
    mapping.users.scope.input = clauses(table(scenario, "input filter"));
    let Some(rows) = scenario.tables.get("group mapping") else {
        return;
    };
    let mut groups = ObjectMapping {
        rows: attribute_mappings(rows),
        ..ObjectMapping::default()
    };
    groups.scope.groups = clauses(table(scenario, "group filter"));
    let off = scenario.words.get("groups off").map_or("", String::as_str);
    groups.actions.create = !off.contains("create");
    groups.actions.update = !off.contains("update");
    groups.actions.delete = !off.contains("delete");
    mapping.groups = Some(groups);
}

fn clauses(rows: &[BTreeMap<String, String>]) -> Vec<Vec<ScopeClause>> {
    let mut groups: BTreeMap<&str, Vec<ScopeClause>> = BTreeMap::new();
    for row in rows {
        let values = cell(row, "values");
        let clause = ScopeClause {
            attribute: cell(row, "attribute").to_owned(),
            operator: cell(row, "operator").to_owned(),
            values: match values {
                "" => Vec::new(),
                some => some.split(';').map(str::to_owned).collect(),
            },
        };
        groups.entry(cell(row, "group")).or_default().push(clause);
    }
    groups.into_values().collect()
}

/// The groups of a plan.
pub(super) fn groups(plan: &Plan) -> Table {
    let row = |group: &presync_core::group_plan::GroupRow| {
        let many = |count: Option<u32>| count.map_or(String::new(), |count| count.to_string());
        let codes = group.findings.iter().copied().map(FindingCode::as_str);
        let changes = group.changes.iter();
        let changes = changes.map(|one| format!("{}={}", one.target, one.would_be));
        BTreeMap::from([
            ("id".to_owned(), group.id.clone()),
            ("name".to_owned(), group.name.clone()),
            ("finds".to_owned(), group.finds.join(";")),
            ("outcome".to_owned(), group.outcome.as_str().to_owned()),
            ("action".to_owned(), group.action.as_str().to_owned()),
            ("in scope".to_owned(), group.members.in_scope.to_string()),
            (
                "provisioned".to_owned(),
                group.members.provisioned.to_string(),
            ),
            ("added".to_owned(), many(group.members.added)),
            ("kept".to_owned(), many(group.members.kept)),
            ("changes".to_owned(), changes.collect::<Vec<_>>().join(";")),
            ("findings".to_owned(), codes.collect::<Vec<_>>().join(";")),
            ("basis".to_owned(), group.basis.basis()),
        ])
    };
    plan.groups.iter().map(row).collect()
}

/// Who is in scope and why, user by user.
pub(super) fn verdicts(input: &Input<'_>) -> Table {
    let reader = ScopeReader::new(input);
    let row = |user: presync_core::UserIx| {
        let verdict = reader.explain(user);
        let shown = |one: &ClauseVerdict| {
            let value = one.value.as_deref().unwrap_or("null");
            format!("{} {value} {}", one.clause.attribute, one.holds)
        };
        let groups = verdict.filter.groups.iter();
        let groups = groups.map(|all| all.iter().map(shown).collect::<Vec<_>>().join(" AND "));
        BTreeMap::from([
            ("user".to_owned(), format!("azure {}", user.0 + 1)),
            (
                "in scope".to_owned(),
                if verdict.is_in_scope { "yes" } else { "no" }.to_owned(),
            ),
            ("assigned".to_owned(), assigned(&verdict.assigned)),
            ("filter".to_owned(), groups.collect::<Vec<_>>().join(" OR ")),
            ("basis".to_owned(), verdict.basis.basis()),
        ])
    };
    input.azure.users().map(row).collect()
}

fn assigned(by: &AssignedBy) -> String {
    match by {
        AssignedBy::Everybody => "everybody".to_owned(),
        AssignedBy::Directly(groups) => format!("directly {}", groups.join(";")),
        AssignedBy::Through(groups) => format!("through {}", groups.join(";")),
        AssignedBy::Not { insecure, nested } => {
            let nested = nested
                .iter()
                .map(|(outer, inner)| format!("{outer} › {inner}"));
            let nested: Vec<String> = nested.collect();
            format!(
                "not; insecure {}; nested {}",
                insecure.join(";"),
                nested.join(";")
            )
        }
    }
    .trim()
    .to_owned()
}

/// What was odd about the files.
pub(super) fn diagnostics(odd: &[Diagnostic]) -> Table {
    let row = |odd: &Diagnostic| {
        BTreeMap::from([
            ("code".to_owned(), odd.code.clone()),
            ("file".to_owned(), odd.file.clone()),
            (
                "row".to_owned(),
                odd.row.map_or(String::new(), |row| row.to_string()),
            ),
            ("column".to_owned(), odd.column.clone().unwrap_or_default()),
            ("rows".to_owned(), odd.cases.count.to_string()),
        ])
    };
    odd.iter().map(row).collect()
}

//! The mapping in `plan.json`: enough to make the plan again.

use presync_core::mapping::{self as core, MappingSource};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Mapping<'a> {
    users: Object<'a>,
    groups: Option<Object<'a>>,
}

#[derive(Serialize)]
struct Object<'a> {
    actions: Actions,
    scope: Vec<Vec<Clause<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    input_scope: Vec<Vec<Clause<'a>>>,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Actions {
    create: bool,
    update: bool,
    delete: bool,
}

#[derive(Serialize)]
struct Clause<'a> {
    attribute: &'a str,
    operator: &'a str,
    values: &'a [String],
}

#[derive(Serialize)]
struct Row<'a> {
    target_attribute: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    source: Option<&'a str>,
    default_value: Option<&'a str>,
    apply: &'static str,
    behavior: &'static str,
    matching_precedence: Option<u32>,
    reason: &'a str,
    evidence: &'a str,
}

impl<'a> Mapping<'a> {
    pub(super) fn of(mapping: &'a core::Mapping) -> Self {
        Self {
            users: object(&mapping.users),
            groups: mapping.groups.as_ref().map(object),
        }
    }
}

fn object(object: &core::ObjectMapping) -> Object<'_> {
    let core::ObjectActions {
        create,
        update,
        delete,
    } = object.actions;
    Object {
        actions: Actions {
            create,
            update,
            delete,
        },
        scope: clauses(&object.scope.groups),
        input_scope: clauses(&object.scope.input),
        rows: object.rows.iter().map(row).collect(),
    }
}

fn clauses(groups: &[Vec<core::ScopeClause>]) -> Vec<Vec<Clause<'_>>> {
    let groups = groups.iter();
    groups
        .map(|group| group.iter().map(clause).collect())
        .collect()
}

fn clause(clause: &core::ScopeClause) -> Clause<'_> {
    Clause {
        attribute: &clause.attribute,
        operator: &clause.operator,
        values: &clause.values,
    }
}

fn row(row: &core::AttributeMapping) -> Row<'_> {
    let (kind, source) = kind_and_source(&row.source);
    Row {
        target_attribute: &row.target,
        kind,
        source,
        default_value: row.default.as_deref(),
        apply: row.apply.as_str(),
        behavior: row.behavior.as_str(),
        matching_precedence: row.precedence,
        reason: &row.reason,
        evidence: &row.evidence,
    }
}

/// The kind of a source, and what it reads or writes.
pub(super) fn kind_and_source(source: &MappingSource) -> (&'static str, Option<&str>) {
    match source {
        MappingSource::Direct(name) => ("direct", Some(name.as_str())),
        MappingSource::Constant(text) => ("constant", Some(text.as_str())),
        MappingSource::Expression(text) => ("expression", Some(text.as_str())),
        MappingSource::None => ("none", None),
    }
}

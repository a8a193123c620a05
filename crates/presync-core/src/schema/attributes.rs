//! Attribute definitions of the two directories: look-ups, and what a new one says.
//!
//! Graph's `attributeDefinition`. Which attributes a mapping needs is decided here, not how it uses them.

use serde_json::{Value, json};

use super::{
    locate::{self, End, Place},
    property, read, source,
};
use crate::{
    Side,
    catalogue::{self, Kind},
    mapping::{AttributeMapping, MappingSource},
    site_schema::{Mutability, ValueType},
};

/// Graph's `attributeType`, by number.
const TYPES: [&str; 6] = [
    "String",
    "Integer",
    "Reference",
    "Binary",
    "Boolean",
    "DateTime",
];
/// Graph's `mutability` of an attribute, by number.
const MUTABILITIES: [&str; 4] = ["ReadWrite", "ReadOnly", "Immutable", "WriteOnly"];

/// What a target directory of the provisioning service says of one attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeDefinition {
    /// Its type.
    pub value_type: ValueType,
    /// Whether a difference in letter case is a change.
    pub case_exact: bool,
    /// Whether a user cannot be sent without it.
    pub required: bool,
    /// Whether it holds several values.
    pub multi_valued: bool,
    /// Who may write it.
    pub mutability: Mutability,
    /// What a required attribute gets where no value flows.
    pub default: Option<String>,
}

/// What the target directory says of an attribute of the users; none when it does not define it.
pub(super) fn definition_of(
    document: &Value,
    place: &Place,
    target: &str,
) -> Option<AttributeDefinition> {
    let definition = locate::definition(document, place, End::Target)?;
    let attribute = property::items(definition, "attributes")
        .iter()
        .find(|attribute| is_named(attribute, target))?;
    Some(AttributeDefinition {
        value_type: value_type(attribute),
        case_exact: flag(attribute, "caseExact"),
        required: flag(attribute, "required"),
        multi_valued: flag(attribute, "multivalued"),
        mutability: mutability(attribute),
        default: read::default(attribute),
    })
}

fn flag(attribute: &Value, name: &str) -> bool {
    property::get(attribute, name).and_then(Value::as_bool) == Some(true)
}

fn value_type(attribute: &Value) -> ValueType {
    let said = property::get(attribute, "type");
    match said.and_then(|said| property::member(said, &TYPES)) {
        Some("Integer") => ValueType::Integer,
        Some("Reference") => ValueType::Reference,
        Some("Binary") => ValueType::Binary,
        Some("Boolean") => ValueType::Boolean,
        Some("DateTime") => ValueType::DateTime,
        _ => ValueType::String,
    }
}

/// Graph's word for a type.
pub(super) fn type_name(value_type: ValueType) -> &'static str {
    match value_type {
        ValueType::Integer => "Integer",
        ValueType::Reference => "Reference",
        ValueType::Binary => "Binary",
        ValueType::Boolean => "Boolean",
        ValueType::DateTime => "DateTime",
        _ => "String",
    }
}

fn mutability(attribute: &Value) -> Mutability {
    let said = property::get(attribute, "mutability");
    match said.and_then(|said| property::member(said, &MUTABILITIES)) {
        Some("ReadOnly") => Mutability::ReadOnly,
        Some("Immutable") => Mutability::Immutable,
        Some("WriteOnly") => Mutability::WriteOnly,
        _ => Mutability::ReadWrite,
    }
}

/// An attribute that a directory does not define yet, and a mapping needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAttribute {
    /// Its name.
    pub name: String,
    /// Graph's type of it, such as `String`.
    pub value_type: String,
    /// Whether a user cannot be sent without it.
    pub required: bool,
    /// Whether it holds several values.
    pub multi_valued: bool,
}

impl NewAttribute {
    fn of(definition: &Value) -> Self {
        let text = |name| property::text(definition, name).unwrap_or_default();
        Self {
            name: text("name").to_owned(),
            value_type: text("type").to_owned(),
            required: flag(definition, "required"),
            multi_valued: flag(definition, "multivalued"),
        }
    }
}

/// What the target directory does not define of what the rows write.
pub(super) fn new_targets(
    document: &Value,
    place: &Place,
    users: &Place,
    rows: &[&AttributeMapping],
) -> Vec<NewAttribute> {
    let missing = missing(document, place, users, End::Target, rows);
    missing.iter().map(NewAttribute::of).collect()
}

/// Adds the attributes that the rows use and the directories do not define.
pub(super) fn add_missing(
    document: &mut Value,
    place: &Place,
    users: &Place,
    rows: &[&AttributeMapping],
) {
    for end in [End::Target, End::Source] {
        let missing = missing(document, place, users, end, rows);
        add(document, place, end, missing);
    }
}

/// Definitions that a directory lacks, each once. References point at the objects that `users` maps,
/// managers and group members alike.
fn missing(
    document: &Value,
    place: &Place,
    users: &Place,
    end: End,
    rows: &[&AttributeMapping],
) -> Vec<Value> {
    let Some(object) = locate::definition(document, place, end) else {
        return Vec::new();
    };
    let referenced = locate::object_name(document, users, end);
    let rows = rows.iter();
    let wanted: Vec<Value> = match end {
        End::Target => rows.map(|row| target_definition(row, referenced)).collect(),
        End::Source => {
            let names = rows.flat_map(|row| source_names(&row.source));
            names
                .map(|name| source_definition(&name, referenced))
                .collect()
        }
    };
    let known = property::items(object, "attributes");
    let mut missing: Vec<Value> = Vec::new();
    for definition in wanted {
        let name = property::text(&definition, "name").unwrap_or_default();
        if !known
            .iter()
            .chain(&missing)
            .any(|other| is_named(other, name))
        {
            missing.push(definition);
        }
    }
    missing
}

fn add(document: &mut Value, place: &Place, end: End, missing: Vec<Value>) {
    let Some(object) = locate::definition_mut(document, place, end).filter(|_| !missing.is_empty())
    else {
        return;
    };
    match property::get_mut(object, "attributes").and_then(Value::as_array_mut) {
        Some(known) => known.extend(missing),
        None => property::set(object, "attributes", Value::Array(missing)),
    }
}

fn is_named(definition: &Value, name: &str) -> bool {
    property::text(definition, "name").is_some_and(|other| other.eq_ignore_ascii_case(name))
}

/// The source attributes a mapping source reads.
fn source_names(source: &MappingSource) -> Vec<String> {
    match source {
        MappingSource::Direct(name) => vec![name.trim().to_owned()],
        MappingSource::Expression(text) => source::attribute_names(text),
        MappingSource::Constant(_) | MappingSource::None => Vec::new(),
    }
}

/// Dates stay `String`: the row already writes the text the intranet takes.
fn target_definition(row: &AttributeMapping, object: Option<&str>) -> Value {
    let target = row.target.trim();
    let known = catalogue::find(Side::Legacy, target);
    let is_users_members = target == "members";
    let kind = match known.map(|attribute| attribute.kind) {
        Some(Kind::Boolean) => "Boolean",
        Some(Kind::Reference) => "Reference",
        _ if is_users_members => "Reference",
        _ => "String",
    };
    let required =
        known.is_some_and(|attribute| attribute.required) || target == catalogue::GROUP_TYPE;
    definition(target, kind, required, object)
}

fn source_definition(name: &str, object: Option<&str>) -> Value {
    let kind = match catalogue::find(Side::Azure, name).map(|attribute| attribute.kind) {
        Some(Kind::Reference) => "Reference",
        Some(Kind::Boolean) => "Boolean",
        _ if name == "IsSoftDeleted" => "Boolean",
        _ if name == "members" => "Reference",
        _ => "String",
    };
    definition(name, kind, false, object)
}

/// A definition with every property Graph documents, at its documented default where we have no opinion.
fn definition(name: &str, kind: &str, required: bool, object: Option<&str>) -> Value {
    let referenced = match (kind, object) {
        ("Reference", Some(object)) => {
            json!([{ "referencedObjectName": object, "referencedProperty": null }])
        }
        _ => json!([]),
    };
    json!({
        "anchor": false,
        "caseExact": false,
        "defaultValue": null,
        "flowNullValues": false,
        "multivalued": name == "members",
        "mutability": "ReadWrite",
        "name": name,
        "required": required,
        "type": kind,
        "metadata": [],
        "referencedObjects": referenced,
    })
}

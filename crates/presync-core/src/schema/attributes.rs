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
    mapping::{AttributeMapping, MappingSource, ObjectMapping},
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

fn mutability(attribute: &Value) -> Mutability {
    let said = property::get(attribute, "mutability");
    match said.and_then(|said| property::member(said, &MUTABILITIES)) {
        Some("ReadOnly") => Mutability::ReadOnly,
        Some("Immutable") => Mutability::Immutable,
        Some("WriteOnly") => Mutability::WriteOnly,
        _ => Mutability::ReadWrite,
    }
}

/// Adds the attributes that the rows use and the directories do not define.
/// References point at the objects that `users` maps, managers and group members alike.
pub(super) fn add_missing(
    document: &mut Value,
    place: &Place,
    users: &Place,
    mapping: &ObjectMapping,
) {
    let referenced = |end| locate::object_name(document, users, end).map(str::to_owned);
    let (source_object, target_object) = (referenced(End::Source), referenced(End::Target));
    let targets: Vec<Value> = mapping
        .rows
        .iter()
        .map(|row| target_definition(row, target_object.as_deref()))
        .collect();
    let sources: Vec<Value> = mapping
        .rows
        .iter()
        .flat_map(|row| source_names(&row.source))
        .map(|name| source_definition(&name, source_object.as_deref()))
        .collect();
    add(document, place, End::Target, targets);
    add(document, place, End::Source, sources);
}

fn add(document: &mut Value, place: &Place, end: End, definitions: Vec<Value>) {
    let Some(object) = locate::definition_mut(document, place, end) else {
        return;
    };
    if property::get(object, "attributes").is_none() {
        property::set(object, "attributes", Value::Array(Vec::new()));
    }
    let Some(known) = property::get_mut(object, "attributes").and_then(Value::as_array_mut) else {
        return;
    };
    for definition in definitions {
        let name = property::text(&definition, "name").unwrap_or_default();
        if !known.iter().any(|other| is_named(other, name)) {
            known.push(definition);
        }
    }
}

fn is_named(definition: &Value, name: &str) -> bool {
    property::text(definition, "name").is_some_and(|other| other.eq_ignore_ascii_case(name))
}

/// The source attributes a mapping source reads.
fn source_names(source: &MappingSource) -> Vec<String> {
    match source {
        MappingSource::Direct(name) => vec![name.clone()],
        MappingSource::Expression(text) => source::attribute_names(text),
        MappingSource::Constant(_) | MappingSource::None => Vec::new(),
    }
}

/// Dates stay `String`: the row already writes the text the intranet takes.
fn target_definition(row: &AttributeMapping, object: Option<&str>) -> Value {
    let known = catalogue::find(Side::Legacy, &row.target);
    let is_users_members = row.target == "members";
    let kind = match known.map(|attribute| attribute.kind) {
        Some(Kind::Boolean) => "Boolean",
        Some(Kind::Reference) => "Reference",
        _ if is_users_members => "Reference",
        _ => "String",
    };
    let required =
        known.is_some_and(|attribute| attribute.required) || row.target == catalogue::GROUP_TYPE;
    definition(&row.target, kind, required, object)
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

//! Attribute definitions of the two directories: look-ups, and what a new one says.
//!
//! Graph's `attributeDefinition`. Which attributes a mapping needs is decided here, not how it uses them.

use serde_json::{Value, json};

use super::{
    locate::{self, End, Place},
    property, source,
};
use crate::{
    Side,
    catalogue::{self, Kind},
    mapping::{AttributeMapping, MappingSource, ObjectMapping},
};

/// Whether a target attribute of the users is compared by exact case.
pub(super) fn case_exact(document: &Value, place: &Place, target: &str) -> Option<bool> {
    let definition = locate::definition(document, place, End::Target)?;
    let attribute = property::items(definition, "attributes")
        .iter()
        .find(|attribute| property::text(attribute, "name") == Some(target))?;
    Some(property::get(attribute, "caseExact").and_then(Value::as_bool) == Some(true))
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

//! Where in a schema the users and the groups are mapped, and which directory objects belong to that.
//!
//! A place is a path of positions, so that the same place serves reading and patching.

use serde_json::Value;

use super::property;

/// What kind of object a mapping is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ObjectKind {
    /// Users.
    User,
    /// Groups.
    Group,
}

/// An object mapping's place in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Position of the rule.
    pub(super) rule: usize,
    /// Position of the object mapping in the rule.
    pub(super) object: usize,
}

/// One end of an object mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Where values come from.
    Source,
    /// Where they go to.
    Target,
}

impl End {
    fn directory_property(self) -> &'static str {
        match self {
            Self::Source => "sourceDirectoryName",
            Self::Target => "targetDirectoryName",
        }
    }

    fn object_property(self) -> &'static str {
        match self {
            Self::Source => "sourceObjectName",
            Self::Target => "targetObjectName",
        }
    }
}

/// The schema's rules; none when the document is no schema.
pub(super) fn rules(document: &Value) -> Option<&[Value]> {
    property::get(root(document), "synchronizationRules")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
}

/// The best object mapping of a kind: enabled ones first, then by rule priority, then in order.
pub(super) fn place(document: &Value, kind: ObjectKind) -> Option<Place> {
    let mut found: Vec<_> = rules(document)?
        .iter()
        .enumerate()
        .flat_map(|(rule, value)| {
            let objects = property::items(value, "objectMappings").iter().enumerate();
            objects.map(move |(object, mapping)| (Place { rule, object }, value, mapping))
        })
        .filter(|(_, _, mapping)| is_kind(mapping, kind))
        .collect();
    found.sort_by_key(|(_, rule, mapping)| (!is_enabled(mapping), priority(rule)));
    found.first().map(|(place, _, _)| *place)
}

/// The object mapping at a place.
pub(super) fn object_mapping<'v>(document: &'v Value, place: &Place) -> Option<&'v Value> {
    property::items(rules(document)?.get(place.rule)?, "objectMappings").get(place.object)
}

/// The object mapping at a place, to be changed.
pub(super) fn object_mapping_mut<'v>(
    document: &'v mut Value,
    place: &Place,
) -> Option<&'v mut Value> {
    let rules = property::get_mut(root_mut(document), "synchronizationRules")?.as_array_mut()?;
    let objects =
        property::get_mut(rules.get_mut(place.rule)?, "objectMappings")?.as_array_mut()?;
    objects.get_mut(place.object)
}

/// Whether an object mapping is switched on; it is unless it says otherwise.
pub(super) fn is_enabled(mapping: &Value) -> bool {
    property::get(mapping, "enabled").and_then(Value::as_bool) != Some(false)
}

/// The definition of the directory object at one end of an object mapping.
pub(super) fn definition<'v>(document: &'v Value, place: &Place, end: End) -> Option<&'v Value> {
    let (directory, object) = definition_position(document, place, end)?;
    let directories = property::items(root(document), "directories");
    property::items(&directories[directory], "objects").get(object)
}

/// The same, to be changed.
pub(super) fn definition_mut<'v>(
    document: &'v mut Value,
    place: &Place,
    end: End,
) -> Option<&'v mut Value> {
    let (directory, object) = definition_position(document, place, end)?;
    let directories = property::get_mut(root_mut(document), "directories")?.as_array_mut()?;
    let objects = property::get_mut(directories.get_mut(directory)?, "objects")?.as_array_mut()?;
    objects.get_mut(object)
}

/// The name of the directory object at one end of an object mapping.
pub(super) fn object_name<'v>(document: &'v Value, place: &Place, end: End) -> Option<&'v str> {
    property::text(object_mapping(document, place)?, end.object_property())
}

fn definition_position(document: &Value, place: &Place, end: End) -> Option<(usize, usize)> {
    let rule = rules(document)?.get(place.rule)?;
    let directory_name = property::text(rule, end.directory_property())?;
    let object_name = object_name(document, place, end)?;
    let directories = property::items(root(document), "directories");
    let directory = named(directories, directory_name)?;
    let object = named(
        property::items(&directories[directory], "objects"),
        object_name,
    )?;
    Some((directory, object))
}

fn named(values: &[Value], name: &str) -> Option<usize> {
    values.iter().position(|value| {
        property::text(value, "name").is_some_and(|n| n.eq_ignore_ascii_case(name))
    })
}

/// A mapping's kind by its source object; by its target where the source is not named.
fn is_kind(mapping: &Value, kind: ObjectKind) -> bool {
    let word = match kind {
        ObjectKind::User => "user",
        ObjectKind::Group => "group",
    };
    match property::text(mapping, "sourceObjectName") {
        Some(name) => name.trim().eq_ignore_ascii_case(word),
        None => property::text(mapping, "targetObjectName").is_some_and(|name| {
            let last = name.rsplit(':').next().unwrap_or(name);
            last.trim().eq_ignore_ascii_case(word)
        }),
    }
}

fn priority(rule: &Value) -> i64 {
    property::get(rule, "priority")
        .and_then(Value::as_i64)
        .unwrap_or(i64::MAX)
}

/// The schema itself: the document, or the `schema` of a job.
pub(super) fn root(document: &Value) -> &Value {
    match property::get(document, "schema") {
        Some(schema) if property::get(document, "synchronizationRules").is_none() => schema,
        _ => document,
    }
}

/// The schema itself, without the job around it.
pub(super) fn into_root(mut document: Value) -> Value {
    root_mut(&mut document).take()
}

fn root_mut(document: &mut Value) -> &mut Value {
    let is_job = property::get(document, "synchronizationRules").is_none()
        && property::get(document, "schema").is_some();
    if is_job {
        property::get_mut(document, "schema").expect("BUG: just seen")
    } else {
        document
    }
}

//! From JSON to a site's schemas, with what is odd beside them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Mutability, NotASiteSchema, ResourceSchema, SiteAttribute, SiteSchema, ValueType};
use crate::{Diagnostic, Severity};

/// Parts of parts of parts: nothing in SCIM nests deeper than two.
const DEPTH_MAX: usize = 8;

type Members = Map<String, Value>;

pub(super) fn read(document: &Value) -> Result<SiteSchema, NotASiteSchema> {
    let mut reader = Reader::default();
    let candidates = candidates(document);
    let found = candidates.len();
    let schemas: Vec<ResourceSchema> = candidates
        .into_iter()
        .filter_map(|value| reader.schema(value))
        .collect();
    if schemas.is_empty() {
        return Err(NotASiteSchema);
    }
    if schemas.len() < found {
        let count = found - schemas.len();
        reader.say(
            "SCHEMA_NOT_READ",
            Severity::Warning,
            None,
            format!("{count} of {found} entries are no schemas: they lack an id or attributes."),
            "",
        );
    }
    reader.compare_total(document, found);
    Ok(SiteSchema {
        schemas,
        diagnostics: reader.diagnostics,
    })
}

/// A list answer's resources, the items of a list, or the document itself.
fn candidates(document: &Value) -> Vec<&Value> {
    match document {
        Value::Array(items) => items.iter().collect(),
        Value::Object(members) => match get(members, "Resources") {
            Some(Value::Array(items)) => items.iter().collect(),
            _ => vec![document],
        },
        _ => Vec::new(),
    }
}

#[derive(Default)]
struct Reader {
    diagnostics: Vec<Diagnostic>,
    ids: BTreeSet<String>,
}

impl Reader {
    fn schema(&mut self, value: &Value) -> Option<ResourceSchema> {
        let members = value.as_object()?;
        let id = text(members, "id").filter(|id| !id.is_empty())?;
        let attributes = get(members, "attributes")?.as_array()?;
        if !self.ids.insert(id.to_ascii_lowercase()) {
            self.say(
                "SCHEMA_TWICE",
                Severity::Warning,
                Some(id),
                "The schema is in the answer more than once; each is kept.".to_owned(),
                "Save the answer again if the site was changed in between.",
            );
        }
        let is_core = id.to_ascii_lowercase().contains(":scim:schemas:core:");
        let prefix = if is_core {
            String::new()
        } else {
            format!("{id}:")
        };
        Some(ResourceSchema {
            id: id.to_owned(),
            name: text(members, "name").unwrap_or_default().to_owned(),
            attributes: self.attributes(attributes, &prefix, 0),
        })
    }

    /// The attributes of a schema or the parts of one; `prefix` is what precedes their names.
    fn attributes(&mut self, items: &[Value], prefix: &str, depth: usize) -> Vec<SiteAttribute> {
        let mut names = BTreeSet::new();
        let mut attributes = Vec::new();
        for item in items {
            let members = item.as_object();
            let name = members.and_then(|members| text(members, "name"));
            let (Some(members), Some(name)) = (members, name.filter(|name| !name.is_empty()))
            else {
                self.nameless(prefix);
                continue;
            };
            let path = format!("{prefix}{name}");
            if !names.insert(name.to_ascii_lowercase()) {
                self.twice(&path);
                continue;
            }
            self.look_at_name(name, &path);
            attributes.push(self.attribute(members, path, depth));
        }
        attributes
    }

    fn attribute(&mut self, members: &Members, path: String, depth: usize) -> SiteAttribute {
        let parts = get(members, "subAttributes").and_then(Value::as_array);
        let sub_attributes = match parts {
            Some(parts) if depth < DEPTH_MAX => {
                self.attributes(parts, &format!("{path}."), depth + 1)
            }
            _ => Vec::new(),
        };
        let value_type = self.value_type(members, &path, !sub_attributes.is_empty());
        if value_type == ValueType::Complex && sub_attributes.is_empty() {
            self.say(
                "SCHEMA_COMPLEX_EMPTY",
                Severity::Warning,
                Some(&path),
                "The attribute is complex and has no parts; nothing can be mapped to it."
                    .to_owned(),
                "",
            );
        }
        SiteAttribute {
            value_type,
            multi_valued: self.flag(members, "multiValued", &path),
            required: self.flag(members, "required", &path),
            case_exact: self.flag(members, "caseExact", &path),
            canonical_values: self.canonical_values(members, &path),
            length_max: self.length_max(members, &path),
            mutability: self.mutability(members, &path),
            sub_attributes,
            path,
        }
    }

    fn value_type(&mut self, members: &Members, path: &str, has_parts: bool) -> ValueType {
        let Some(word) = text(members, "type") else {
            return if has_parts {
                ValueType::Complex
            } else {
                ValueType::String
            };
        };
        let known = TYPES
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(word));
        known.map_or_else(
            || {
                self.unknown(path, "type", "It is read as text.");
                ValueType::String
            },
            |(_, value_type)| *value_type,
        )
    }

    fn mutability(&mut self, members: &Members, path: &str) -> Mutability {
        let Some(word) = text(members, "mutability") else {
            return Mutability::ReadWrite;
        };
        let known = MUTABILITIES
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(word));
        known.map_or_else(
            || {
                self.unknown(path, "mutability", "It is taken to be writable.");
                Mutability::ReadWrite
            },
            |(_, mutability)| *mutability,
        )
    }

    /// A flag; some services write it as a text.
    fn flag(&mut self, members: &Members, name: &str, path: &str) -> bool {
        match get(members, name) {
            None | Some(Value::Null) => false,
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(word)) if word.eq_ignore_ascii_case("true") => true,
            Some(Value::String(word)) if word.eq_ignore_ascii_case("false") => false,
            Some(_) => {
                self.unknown(path, name, "It is taken to be false.");
                false
            }
        }
    }

    fn canonical_values(&mut self, members: &Members, path: &str) -> Vec<String> {
        let Some(Value::Array(items)) = get(members, "canonicalValues") else {
            return Vec::new();
        };
        let values: Vec<String> = items
            .iter()
            .filter_map(|item| match item {
                Value::String(text) => Some(text.clone()),
                Value::Number(_) | Value::Bool(_) => Some(item.to_string()),
                _ => None,
            })
            .collect();
        if values.len() < items.len() {
            self.unknown(
                path,
                "canonicalValues",
                "Values that are no texts are left out.",
            );
        }
        values
    }

    /// A length that some services state beside what RFC 7643 knows.
    fn length_max(&mut self, members: &Members, path: &str) -> Option<u32> {
        let value = get(members, "maxLength").filter(|value| !value.is_null())?;
        let length = value.as_u64().and_then(|length| u32::try_from(length).ok());
        if length.is_none() {
            self.unknown(path, "maxLength", "No length is checked.");
        }
        length.filter(|length| *length > 0)
    }

    fn look_at_name(&mut self, name: &str, path: &str) {
        if name.contains('?') {
            self.say(
                "FIELD_NAME_QUESTION_MARK",
                Severity::Blocker,
                Some(path),
                "The name of the field contains a question mark, which makes every SCIM call of the site fail."
                    .to_owned(),
                "Delete the field on the intranet and create it again without the question mark.",
            );
        } else if name.trim() != name || !name.chars().all(is_name_character) {
            self.say(
                "FIELD_NAME_UNUSUAL",
                Severity::Warning,
                Some(path),
                "The name of the field has other characters than letters, digits, $, - and _."
                    .to_owned(),
                "Test it before relying on it: Entra takes names of attributes literally.",
            );
        }
    }

    fn compare_total(&mut self, document: &Value, found: usize) {
        let total = document
            .as_object()
            .and_then(|members| get(members, "totalResults"));
        let total = total.and_then(Value::as_u64);
        if total.is_some_and(|total| total > found as u64) {
            self.say(
                "SCHEMA_MORE_PAGES",
                Severity::Warning,
                None,
                format!("The answer holds {found} schemas and says that there are more."),
                "Save the whole answer, with a larger count if the site needs it.",
            );
        }
    }

    fn nameless(&mut self, prefix: &str) {
        self.say(
            "SCHEMA_ATTRIBUTE_NAMELESS",
            Severity::Warning,
            Some(prefix.trim_end_matches(['.', ':'])),
            "An attribute without a name is left out.".to_owned(),
            "",
        );
    }

    fn twice(&mut self, path: &str) {
        self.say(
            "SCHEMA_ATTRIBUTE_TWICE",
            Severity::Warning,
            Some(path),
            "The attribute is described more than once; the first description is used.".to_owned(),
            "Rename one of the two fields on the intranet.",
        );
    }

    fn unknown(&mut self, path: &str, property: &str, reading: &str) {
        self.say(
            "SCHEMA_VALUE_UNKNOWN",
            Severity::Warning,
            Some(path),
            format!("SCIM does not know the value of \"{property}\" here. {reading}"),
            "",
        );
    }

    fn say(
        &mut self,
        code: &str,
        severity: Severity,
        path: Option<&str>,
        message: String,
        hint: &str,
    ) {
        self.diagnostics.push(Diagnostic {
            code: code.to_owned(),
            severity,
            file: String::new(),
            sheet: None,
            row: None,
            column: path.map(Into::into),
            message,
            hint: hint.to_owned(),
            cases: crate::Cases::default(),
        });
    }
}

const TYPES: &[(&str, ValueType)] = &[
    ("string", ValueType::String),
    ("boolean", ValueType::Boolean),
    ("decimal", ValueType::Decimal),
    ("integer", ValueType::Integer),
    ("dateTime", ValueType::DateTime),
    ("binary", ValueType::Binary),
    ("reference", ValueType::Reference),
    ("complex", ValueType::Complex),
];

const MUTABILITIES: &[(&str, Mutability)] = &[
    ("readWrite", Mutability::ReadWrite),
    ("readOnly", Mutability::ReadOnly),
    ("immutable", Mutability::Immutable),
    ("writeOnly", Mutability::WriteOnly),
];

fn is_name_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '$' | '-' | '_')
}

/// A member by its name without its case, as SCIM compares names.
fn get<'v>(members: &'v Members, name: &str) -> Option<&'v Value> {
    members
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

fn text<'v>(members: &'v Members, name: &str) -> Option<&'v str> {
    get(members, name)?.as_str()
}

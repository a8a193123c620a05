//! What the objects of a JSON text are, by properties that only they have, and how many of what.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{elements::Envelope, scim};
use crate::{
    Count, FileKind, ImportError,
    contents::Contents,
    document::{json_document, site_schema},
    log,
    source::{SourceFile, TextEncoding},
};
use presync_core::{Diagnostic, Severity};

type Members = [(String, Value)];

/// What the objects of one text were found to be.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    counts: BTreeMap<FileKind, usize>,
    log: log::Statuses,
    of_scim: usize,
    error_line: Option<u64>,
}

impl Kinds {
    /// Looks at one object; gives what it is.
    pub(super) fn add(&mut self, members: &Members, line: u64) -> FileKind {
        let kind = of(members);
        *self.counts.entry(kind).or_default() += 1;
        match kind {
            FileKind::ProvisioningLog => self.log.add(members),
            FileKind::ErrorAnswer => self.error_line = self.error_line.or(Some(line)),
            FileKind::Users if scim::is_user(members) => self.of_scim += 1,
            _ => {}
        }
        kind
    }

    /// Whether the users come from a SCIM service, most of them at least.
    pub(super) fn are_of_scim(&self) -> bool {
        let users = self.counts.get(&FileKind::Users).copied().unwrap_or(0);
        users > 0 && self.of_scim * 2 > users
    }

    /// What the text as a whole is: what most of its objects are, users before anything else.
    pub(super) fn whole(&self, envelope: &Envelope) -> FileKind {
        if envelope.is_provisioning_schema {
            return FileKind::ProvisioningSchema;
        }
        // Groups among users: directory objects, as members of a group are.
        if self.counts.contains_key(&FileKind::GroupMembers) {
            return FileKind::GroupMembers;
        }
        if self.counts.contains_key(&FileKind::Users) {
            return FileKind::Users;
        }
        let most = self.counts.iter().max_by_key(|(_, count)| **count);
        match most {
            Some((kind, _)) => *kind,
            None => FileKind::Users,
        }
    }

    /// Says when an answer among pages of users is an error.
    pub(super) fn error_among_users(&self, file: &SourceFile<'_>) -> Option<Diagnostic> {
        self.error_line.map(|line| Diagnostic {
            code: "JSON_ERROR_ANSWER".into(),
            severity: Severity::Blocker,
            file: file.name(),
            sheet: None,
            row: Some(line),
            column: None,
            message:
                "One of the answers in the file is an error of the service; users are missing."
                    .into(),
            hint: FileKind::ErrorAnswer.hint().into(),
            cases: presync_core::Cases::default(),
        })
    }

    /// How many of what a text of a kind holds, and what was odd about it.
    pub(super) fn contents(
        &self,
        kind: FileKind,
        file: &SourceFile<'_>,
        encoding: TextEncoding,
    ) -> Result<(Contents, Vec<Diagnostic>), ImportError> {
        let mut diagnostics = Vec::new();
        let counts = match kind {
            FileKind::ProvisioningSchema => schema_counts(&json_document(file, encoding)?),
            FileKind::SiteSchema => {
                let site = site_schema(file, &json_document(file, encoding)?)?;
                let custom = site.custom_fields().count();
                let attributes = site.schemas.iter().map(|schema| schema.attributes.len());
                let required = site.user_attributes().filter(|a| a.required).count();
                let counts = vec![
                    Count::of("schemas", site.schemas.len()),
                    Count::of("attributes", attributes.sum()),
                    Count::of("required attributes of users", required),
                    Count::of("fields of the site's own", custom),
                ];
                diagnostics = site.diagnostics;
                counts
            }
            FileKind::ProvisioningLog => self.log.counts(),
            FileKind::GroupMembers => vec![
                Count::of("members", self.counts.values().sum()),
                Count::of("of them groups", self.counts[&FileKind::GroupMembers]),
            ],
            _ => Vec::new(),
        };
        Ok((Contents { kind, counts }, diagnostics))
    }
}

/// What one object is.
fn of(members: &Members) -> FileKind {
    let has = |name: &str| get(members, name).is_some();
    let is_error_only = members
        .iter()
        .all(|(key, _)| key == "error" || key == "odata.error");
    if !members.is_empty() && is_error_only || speaks(members, "api:messages:2.0:error") {
        FileKind::ErrorAnswer
    } else if get(members, "attributes").is_some_and(Value::is_array) && has("id") {
        FileKind::SiteSchema
    } else if get(members, "@odata.type").is_some_and(|kind| kind == GROUP_TYPE) {
        FileKind::GroupMembers
    } else if LOG_MARKS.iter().any(|mark| has(mark)) && (has("changeId") || has("jobId")) {
        FileKind::ProvisioningLog
    } else {
        FileKind::Users
    }
}

/// The type annotation of a group.
const GROUP_TYPE: &str = "#microsoft.graph.group";

/// Properties that entries of the provisioning log have, in its newer and older form.
const LOG_MARKS: &[&str] = &[
    "provisioningSteps",
    "provisioningStatusInfo",
    "statusInfo",
    "provisioningAction",
    "modifiedProperties",
    "action",
];

/// Whether the SCIM schemas that an object names include one that ends so.
fn speaks(members: &Members, schema: &str) -> bool {
    let schemas = get(members, "schemas").and_then(Value::as_array);
    schemas.is_some_and(|schemas| {
        let mut named = schemas.iter().filter_map(Value::as_str);
        named.any(|named| named.to_ascii_lowercase().ends_with(schema))
    })
}

fn get<'m>(members: &'m Members, name: &str) -> Option<&'m Value> {
    members
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

fn schema_counts(document: &Value) -> Vec<Count> {
    let root = property(document, "schema").unwrap_or(document);
    let rules = items(root, "synchronizationRules");
    let objects: Vec<&Value> = rules
        .iter()
        .flat_map(|rule| items(rule, "objectMappings"))
        .collect();
    let mappings = objects
        .iter()
        .map(|object| items(object, "attributeMappings").len());
    vec![
        Count::of("rules", rules.len()),
        Count::of("object mappings", objects.len()),
        Count::of("attribute mappings", mappings.sum()),
    ]
}

fn items<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    property(value, name)
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
}

fn property<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let mut members = value.as_object()?.iter();
    members
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

//! The app's synchronizationSchema as an administrator downloads it: the default mappings.

use anyhow::Result;
use serde::Serialize;

use super::prng::Prng;
use super::schema_attributes::{
    AttributeRow, GROUP_MAPPINGS, MappingRow, MappingSource, SOURCE_GROUP_ATTRIBUTES,
    SOURCE_USER_ATTRIBUTES, TARGET_GROUP, TARGET_GROUP_ATTRIBUTES, TARGET_USER,
    TARGET_USER_ATTRIBUTES, USER_MAPPINGS,
};

const SOURCE: &str = "Azure Active Directory";
const TARGET: &str = "customappsso";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    #[serde(rename = "@odata.context")]
    context: String,
    id: String,
    version: String,
    synchronization_rules: [Rule; 1],
    directories: [Directory; 2],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    editable: bool,
    id: String,
    name: &'static str,
    priority: u8,
    source_directory_name: &'static str,
    target_directory_name: &'static str,
    metadata: [Metadata; 1],
    object_mappings: [ObjectMapping; 2],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ObjectMapping {
    enabled: bool,
    flow_types: &'static str,
    name: &'static str,
    scope: Option<()>,
    source_object_name: &'static str,
    target_object_name: &'static str,
    metadata: [Metadata; 2],
    attribute_mappings: Vec<AttributeMapping>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AttributeMapping {
    default_value: Option<()>,
    export_missing_references: bool,
    flow_behavior: &'static str,
    flow_type: &'static str,
    matching_priority: u8,
    target_attribute_name: &'static str,
    source: Source,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Source {
    expression: String,
    name: &'static str,
    r#type: &'static str,
    parameters: Vec<Parameter>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Parameter {
    key: &'static str,
    value: Source,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Directory {
    id: String,
    name: &'static str,
    discoverabilities: &'static str,
    discovery_date_time: Option<()>,
    version: Option<()>,
    objects: [Object; 2],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Object {
    name: &'static str,
    metadata: Vec<Metadata>,
    attributes: Vec<Attribute>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Attribute {
    anchor: bool,
    case_exact: bool,
    default_value: Option<()>,
    flow_null_values: bool,
    multivalued: bool,
    mutability: &'static str,
    name: &'static str,
    required: bool,
    r#type: &'static str,
    metadata: [Metadata; 0],
    referenced_objects: Vec<Reference>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Reference {
    referenced_object_name: &'static str,
    referenced_property: Option<()>,
}

#[derive(Serialize)]
struct Metadata {
    key: &'static str,
    value: &'static str,
}

/// The schema as JSON.
pub(super) fn json() -> Result<String> {
    Ok(serde_json::to_string_pretty(&schema())? + "\n")
}

fn schema() -> Schema {
    let mut prng = Prng::stream("app schema", 0);
    let tenant = prng.guid().replace('-', "");
    let job = format!("scim.{tenant}.{}", prng.guid());
    let principal = prng.guid();
    Schema {
        context: format!(
            "https://graph.microsoft.com/v1.0/$metadata#servicePrincipals('{principal}')\
             /synchronization/jobs('{job}')/schema/$entity"
        ),
        id: job,
        version: format!(
            "Date:2026-11-18T09:14:27.1180326Z, ActivityId:{}",
            prng.guid()
        ),
        synchronization_rules: [rule(prng.guid())],
        directories: [source_directory(prng.guid()), target_directory(prng.guid())],
    }
}

fn rule(id: String) -> Rule {
    Rule {
        editable: true,
        id,
        name: "USERGROUP_OUTBOUND_USERGROUP",
        priority: 1,
        source_directory_name: SOURCE,
        target_directory_name: TARGET,
        metadata: [Metadata {
            key: "supportsProvisionOnDemand",
            value: "true",
        }],
        object_mappings: [
            object_mapping("Provision Microsoft Entra ID Groups", "Group", TARGET_GROUP),
            object_mapping("Provision Microsoft Entra ID Users", "User", TARGET_USER),
        ],
    }
}

fn object_mapping(
    name: &'static str,
    source_object_name: &'static str,
    target_object_name: &'static str,
) -> ObjectMapping {
    let rows = if source_object_name == "User" {
        USER_MAPPINGS
    } else {
        GROUP_MAPPINGS
    };
    ObjectMapping {
        enabled: true,
        flow_types: "Add, Update, Delete",
        name,
        scope: None,
        source_object_name,
        target_object_name,
        metadata: [
            Metadata {
                key: "EscrowBehavior",
                value: "\"Default\"",
            },
            Metadata {
                key: "Disposition",
                value: "\"Normal\"",
            },
        ],
        attribute_mappings: rows.iter().map(attribute_mapping).collect(),
    }
}

fn attribute_mapping(row: &MappingRow) -> AttributeMapping {
    AttributeMapping {
        default_value: None,
        export_missing_references: false,
        flow_behavior: "FlowWhenChanged",
        flow_type: "Always",
        matching_priority: row.matching_priority,
        target_attribute_name: row.target,
        source: source(row.source),
    }
}

fn source(source_row: MappingSource) -> Source {
    match source_row {
        MappingSource::Attribute(name) => Source {
            expression: format!("[{name}]"),
            name,
            r#type: "Attribute",
            parameters: vec![],
        },
        MappingSource::Constant(name) => Source {
            expression: format!("\"{name}\""),
            name,
            r#type: "Constant",
            parameters: vec![],
        },
        MappingSource::Function {
            name,
            expression,
            parameters,
        } => Source {
            expression: expression.to_owned(),
            name,
            r#type: "Function",
            parameters: parameters
                .iter()
                .map(|(key, value)| Parameter {
                    key,
                    value: source(*value),
                })
                .collect(),
        },
    }
}

fn source_directory(id: String) -> Directory {
    let users = object(
        "User",
        SOURCE_USER_ATTRIBUTES,
        &[
            ("PropertyNameAccountEnabled", "accountEnabled"),
            ("PropertyNameSoftDeleted", "IsSoftDeleted"),
        ],
    );
    let groups = object("Group", SOURCE_GROUP_ATTRIBUTES, &[]);
    directory(id, SOURCE, [users, groups])
}

fn target_directory(id: String) -> Directory {
    let users = object(
        TARGET_USER,
        TARGET_USER_ATTRIBUTES,
        &[
            ("ConnectorDataStorageRequired", "true"),
            ("IsSoftDeletionSupported", "true"),
            ("IsSynchronizeAllSupported", "true"),
            ("PropertyNameAccountEnabled", "active"),
        ],
    );
    let groups = object(
        TARGET_GROUP,
        TARGET_GROUP_ATTRIBUTES,
        &[
            ("ConnectorDataStorageRequired", "true"),
            ("IsSoftDeletionSupported", "false"),
        ],
    );
    directory(id, TARGET, [users, groups])
}

fn directory(id: String, name: &'static str, objects: [Object; 2]) -> Directory {
    Directory {
        id,
        name,
        discoverabilities: "None",
        discovery_date_time: None,
        version: None,
        objects,
    }
}

fn object(
    name: &'static str,
    rows: &[AttributeRow],
    metadata: &[(&'static str, &'static str)],
) -> Object {
    Object {
        name,
        metadata: metadata
            .iter()
            .map(|&(key, value)| Metadata { key, value })
            .collect(),
        attributes: rows
            .iter()
            .enumerate()
            .map(|(place, row)| attribute(row, place == 0))
            .collect(),
    }
}

fn attribute(row: &AttributeRow, anchor: bool) -> Attribute {
    Attribute {
        anchor,
        case_exact: false,
        default_value: None,
        flow_null_values: false,
        multivalued: row.multivalued,
        mutability: "ReadWrite",
        name: row.name,
        required: row.required,
        r#type: row.kind,
        metadata: [],
        referenced_objects: row.references.iter().map(reference).collect(),
    }
}

fn reference(name: &&'static str) -> Reference {
    Reference {
        referenced_object_name: name,
        referenced_property: None,
    }
}

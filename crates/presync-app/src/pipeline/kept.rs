//! What a workspace keeps beside its users: the schema to patch, so that the window writes what the command line
//! writes, and the mapping that was edited. The command line itself takes the schema that its flags say.

use std::path::Path;

use presync_core::{engagement::InputFile, schema::Schema};
use presync_store::{EngagementRow, MappingOrigin, StoredMapping, Workspace};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Extras,
    documents::{PATCH_ROLE, input_file, read_schema},
};
use crate::wire::Failure;

/// The settings document of an engagement.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Settings {
    #[serde(skip_serializing_if = "Option::is_none")]
    patch: Option<KeptSchema>,
}

/// A schema with what the report says of its file.
#[derive(Debug, Serialize, Deserialize)]
struct KeptSchema {
    file: String,
    sha256: String,
    bytes: u64,
    format: String,
    document: Value,
}

/// An engagement of that name, with the schema to patch if there is one.
///
/// # Errors
/// When the schema cannot be read.
pub fn engagement(title: &str, patch: Option<&Path>) -> Result<EngagementRow, Failure> {
    let patch = patch.map(keep).transpose()?;
    let settings = serde_json::to_value(Settings { patch }).map_err(|_| Failure::internal())?;
    Ok(EngagementRow {
        title: title.to_owned(),
        settings,
    })
}

/// What the workspace keeps, as the files beside the users.
///
/// # Errors
/// When it was kept by another version.
pub fn kept_extras(workspace: &Workspace) -> Result<Extras, Failure> {
    let mut extras = Extras {
        mapping: kept_mapping(workspace)?.map(|kept| kept.mapping),
        ..Extras::default()
    };
    let Some(row) = workspace.engagement()? else {
        return Ok(extras);
    };
    let settings: Settings = serde_json::from_value(row.settings).map_err(|_| unreadable())?;
    if let Some(kept) = settings.patch {
        let schema = Schema::parse(kept.document).map_err(|_| unreadable())?;
        extras.schema = Some(schema);
        extras.inputs.push(InputFile {
            side: None,
            role: PATCH_ROLE.to_owned(),
            file: kept.file,
            sha256: kept.sha256,
            bytes: kept.bytes,
            format: kept.format,
            records: 0,
            rejected: 0,
        });
    }
    Ok(extras)
}

/// The mapping that somebody edited or read in, while it is in force; none while plans take what is recommended.
///
/// # Errors
/// When it cannot be read.
pub fn kept_mapping(workspace: &Workspace) -> Result<Option<StoredMapping>, Failure> {
    let stored = workspace.mapping()?;
    Ok(stored.filter(|stored| stored.origin != MappingOrigin::Recommended))
}

fn keep(path: &Path) -> Result<KeptSchema, Failure> {
    let (document, _) = read_schema(path)?;
    let input = input_file(path, PATCH_ROLE)?;
    Ok(KeptSchema {
        file: input.file,
        sha256: input.sha256,
        bytes: input.bytes,
        format: input.format,
        document,
    })
}

fn unreadable() -> Failure {
    let message = "The settings of this workspace were written by another version.";
    Failure::new("settings_unreadable", message)
        .hint("Open it with the version of Presync that made it.")
}

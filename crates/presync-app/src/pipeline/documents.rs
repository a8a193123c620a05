//! The files beside the users: schemas, decisions, budget, assignments, groups.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use presync_core::{
    budget::Budget, engagement::InputFile, mapping::Mapping, schema::Schema, scope::Scope,
};
use presync_import::{
    DecisionListing, read_assignments, read_decisions, read_group_members, read_json_document,
};
use presync_store::Workspace;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{DecisionsTaken, check_engagement, take_decisions};
use crate::{JobContext, files::base_name, wire::Failure};

/// What a schema is used as into which the mapping is patched.
pub(super) const PATCH_ROLE: &str = "schema to patch";
/// What limits are used as.
pub(super) const BUDGET_ROLE: &str = "budget";

/// Where the files beside the users lie, as the caller named them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Companions {
    /// A synchronization schema whose mapping is simulated instead of a recommended one.
    pub mapping: Option<PathBuf>,
    /// The app's exported synchronization schema, for patching.
    pub patch: Option<PathBuf>,
    /// Decisions about who is who.
    pub decisions: Option<PathBuf>,
    /// Limits.
    pub budget: Option<PathBuf>,
    /// Assigned users and groups.
    pub assigned: Option<PathBuf>,
    /// Members of groups, `FILE` or `NAME=FILE`.
    pub groups: Vec<String>,
    /// *Sync only assigned users and groups*; none when nobody said.
    pub assigned_only: Option<bool>,
}

/// The files beside the users, read.
#[derive(Debug, Default)]
pub struct Extras {
    /// The mapping to simulate, where one was given.
    pub mapping: Option<Mapping>,
    /// The schema the mapping is patched into: the one to patch, else the given mapping's own.
    pub schema: Option<Schema>,
    /// Decisions about who is who, to be taken into the workspace.
    pub decisions: DecisionListing,
    /// Limits.
    pub budget: Budget,
    /// Who is assigned.
    pub scope: Scope,
    /// The files as the report names them.
    pub inputs: Vec<InputFile>,
    /// What was odd about them.
    pub diagnostics: Vec<presync_core::Diagnostic>,
}

impl Extras {
    /// Takes the decisions of a file into the workspace, where the window and the next run find them, and
    /// gives what became of them.
    ///
    /// # Errors
    /// When they were written for another engagement; as the workspace says.
    pub fn take_decisions(
        &mut self,
        workspace: &mut Workspace,
        now: Timestamp,
        job: &JobContext,
    ) -> Result<DecisionsTaken, Failure> {
        let mut listing = std::mem::take(&mut self.decisions);
        check_engagement(workspace, &mut listing, job)?;
        let taken = take_decisions(workspace, &listing.rows, "", now)?;
        self.diagnostics.append(&mut listing.diagnostics);
        self.diagnostics.extend(taken.diagnostics.iter().cloned());
        Ok(taken)
    }
}

impl Companions {
    /// Reads the files.
    ///
    /// # Errors
    /// When one cannot be read, or does not say what it should.
    pub fn read(&self, job: &JobContext) -> Result<Extras, Failure> {
        let mut extras = Extras::default();
        self.read_schemas(&mut extras)?;
        if let Some(path) = &self.decisions {
            extras.decisions = read_decisions(path, job.read_host())?;
            extras.inputs.push(input_file(path, "decisions")?);
        }
        if let Some(path) = &self.budget {
            extras.budget = read_budget(path)?;
            extras.inputs.push(input_file(path, BUDGET_ROLE)?);
        }
        self.read_scope(&mut extras, job)?;
        Ok(extras)
    }

    fn read_schemas(&self, extras: &mut Extras) -> Result<(), Failure> {
        if let Some(path) = &self.mapping {
            let (_, schema) = read_schema(path)?;
            let (mapping, diagnostics) = schema.mapping();
            extras.diagnostics.extend(diagnostics);
            extras.mapping = Some(mapping);
            extras.schema = Some(schema);
            extras.inputs.push(input_file(path, "mapping")?);
        }
        if let Some(path) = &self.patch {
            let (_, schema) = read_schema(path)?;
            extras.schema = Some(schema);
            extras.inputs.push(input_file(path, PATCH_ROLE)?);
        }
        Ok(())
    }

    fn read_scope(&self, extras: &mut Extras, job: &JobContext) -> Result<(), Failure> {
        let scope = &mut extras.scope;
        scope.stated = self.assigned_only.is_some();
        scope.assigned_only = self.assigned_only.unwrap_or(false);
        if let Some(path) = &self.assigned {
            let listing = read_assignments(path, job.read_host())?;
            scope.assignments = listing.rows;
            extras.diagnostics.extend(listing.diagnostics);
            extras.inputs.push(input_file(path, "assignments")?);
        } else if scope.assigned_only {
            return Err(
                Failure::new("assignments_missing", "Who is assigned was not said.")
                    .hint("Give the assigned users and groups with --assigned FILE."),
            );
        }
        for named in &self.groups {
            let (name, path) = match named.split_once('=') {
                Some((name, path)) => (Some(name), Path::new(path)),
                None => (None, Path::new(named)),
            };
            let listing = read_group_members(path, name, job.read_host())?;
            scope.members.extend(listing.rows);
            extras.diagnostics.extend(listing.diagnostics);
            extras.inputs.push(input_file(path, "group members")?);
        }
        Ok(())
    }
}

/// The document and the schema that it is.
pub(super) fn read_schema(path: &Path) -> Result<(Value, Schema), Failure> {
    let document = read_json_document(path)?;
    let schema = Schema::parse(document.clone()).map_err(|error| {
        Failure::new("schema_unreadable", &format!("{}: {error}.", base_name(path)))
            .hint("Download the schema in the portal: Provisioning, Mappings, Show advanced options, Review your schema here.")
    })?;
    Ok((document, schema))
}

fn read_budget(path: &Path) -> Result<Budget, Failure> {
    let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    Budget::from_toml(&text).map_err(|error| {
        Failure::new("budget_unreadable", &format!("{}: {error}", base_name(path)))
            .hint("Limits are takeovers, duplicates, ambiguous, fail, creates, updates, disables, [attributes], [departments] and protected.")
    })
}

pub(super) fn input_file(path: &Path, role: &str) -> Result<InputFile, Failure> {
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    let digest = Sha256::digest(&bytes);
    Ok(InputFile {
        side: None,
        role: role.to_owned(),
        file: base_name(path),
        sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        bytes: bytes.len() as u64,
        format: path
            .extension()
            .map(|e| e.to_string_lossy().to_uppercase())
            .unwrap_or_default(),
        records: 0,
        rejected: 0,
    })
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        "file_missing",
        &format!("{} cannot be read: {error}.", base_name(path)),
    )
    .hint("Check the name, and that no other program holds the file.")
}

//! The files beside the users: schemas, decisions, budget, assignments, groups.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use presync_core::{
    Cases, Chosen, Diagnostic, Severity, SiteSchema, budget::Budget, engagement::InputFile,
    given_links::GivenLink, key_search::Weights, mapping::Mapping, schema::Schema, scope::Scope,
};
use presync_import::{
    DecisionListing, GivenSuppression, read_assignments, read_decisions, read_group_members,
    read_json_document, read_legacy_groups, read_links, read_suppressions,
};
use presync_store::Workspace;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{DecisionsTaken, check_engagement, kept_mapping, take_decisions};
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
    /// Who is who, as a file of links says it instead of being matched.
    pub links: Option<PathBuf>,
    /// Decisions about who is who.
    pub decisions: Option<PathBuf>,
    /// Accepted findings.
    pub suppressions: Option<PathBuf>,
    /// Limits.
    pub budget: Option<PathBuf>,
    /// Assigned users and groups.
    pub assigned: Option<PathBuf>,
    /// Members of groups, `FILE` or `NAME=FILE`.
    pub groups: Vec<String>,
    /// The intranet's groups.
    pub legacy_groups: Option<PathBuf>,
    /// *Sync only assigned users and groups*; none when nobody said.
    pub assigned_only: Option<bool>,
    /// The answer of the intranet's `/Schemas` address.
    pub site_schema: Option<PathBuf>,
    /// What is chosen where no document states how the systems behave.
    pub chosen: Chosen,
    /// What a person harmed by match keys counts.
    pub weights: Weights,
}

/// The files beside the users, read.
#[derive(Debug, Default)]
pub struct Extras {
    /// The mapping to simulate, where one was given.
    pub mapping: Option<Mapping>,
    /// The schema the mapping is patched into: the one to patch, else the given mapping's own.
    pub schema: Option<Schema>,
    /// Who is who, where a file says it instead of being matched.
    pub links: Option<Vec<GivenLink>>,
    /// Decisions about who is who, to be taken into the workspace.
    pub decisions: DecisionListing,
    /// Accepted findings, to be taken into the workspace.
    pub suppressions: Vec<GivenSuppression>,
    /// Limits.
    pub budget: Budget,
    /// Who is assigned.
    pub scope: Scope,
    /// What the intranet says it accepts, where it was given.
    pub site: Option<SiteSchema>,
    /// What is chosen where no document states how the systems behave.
    pub chosen: Chosen,
    /// What a person harmed by match keys counts.
    pub weights: Weights,
    /// The files as the report names them.
    pub inputs: Vec<InputFile>,
    /// What was odd about them.
    pub diagnostics: Vec<Diagnostic>,
}

impl Extras {
    /// Takes the mapping that a workspace keeps, where no file names one, and says so.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn take_mapping(&mut self, workspace: &Workspace) -> Result<(), Failure> {
        if self.mapping.is_some() {
            return Ok(());
        }
        let Some(kept) = kept_mapping(workspace)? else {
            return Ok(());
        };
        let message = format!(
            "The plan is made with version {} of the mapping, which this workspace keeps.",
            kept.version.0
        );
        let hint =
            "Give another with --mapping, or take the recommended one in the window: Map, Reset.";
        let path = Some(workspace.path());
        let told = note(path, "MAPPING_OF_WORKSPACE", &message, hint);
        self.diagnostics.push(Diagnostic {
            severity: Severity::Note,
            ..told
        });
        self.mapping = Some(kept.mapping);
        Ok(())
    }

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
        let mut extras = Extras {
            chosen: self.chosen.clone(),
            weights: self.weights,
            ..Extras::default()
        };
        self.read_schemas(&mut extras)?;
        self.read_site_schema(&mut extras)?;
        if let Some(path) = &self.links {
            let listing = read_links(path, job.read_host())?;
            extras.links = Some(listing.rows);
            extras.diagnostics.extend(listing.diagnostics);
            extras.inputs.push(input_file(path, "links")?);
        }
        if let Some(path) = &self.decisions {
            extras.decisions = read_decisions(path, job.read_host())?;
            extras.inputs.push(input_file(path, "decisions")?);
        }
        if let Some(path) = &self.suppressions {
            let listing = read_suppressions(path, job.read_host())?;
            extras.suppressions = listing.rows;
            extras.diagnostics.extend(listing.diagnostics);
            extras.inputs.push(input_file(path, "suppressions")?);
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
            if schema.is_draft() {
                return Err(is_draft(path));
            }
            extras.schema = Some(schema);
            extras.inputs.push(input_file(path, PATCH_ROLE)?);
        }
        Ok(())
    }

    fn read_site_schema(&self, extras: &mut Extras) -> Result<(), Failure> {
        let Some(path) = &self.site_schema else {
            return Ok(());
        };
        let name = base_name(path);
        let document = read_json_document(path)?;
        let mut site = SiteSchema::parse(&document).map_err(|error| {
            Failure::new("site_schema_unreadable", &format!("{name}: {error}."))
                .hint("Open the site's /Schemas address with its token and save the answer.")
        })?;
        for diagnostic in &mut site.diagnostics {
            diagnostic.file.clone_from(&name);
        }
        extras.diagnostics.append(&mut site.diagnostics);
        extras.site = Some(site);
        extras.inputs.push(input_file(path, "site schema")?);
        Ok(())
    }

    fn read_scope(&self, extras: &mut Extras, job: &JobContext) -> Result<(), Failure> {
        self.settle_scope(extras);
        let scope = &mut extras.scope;
        if let Some(path) = &self.assigned {
            let odd = read_assignments(path, job.read_host(), scope)?;
            extras.diagnostics.extend(odd);
            extras.inputs.push(input_file(path, "assignments")?);
        } else if scope.assigned_only {
            return Err(
                Failure::new("assignments_missing", "Who is assigned was not said.")
                    .hint("Give the assigned users and groups with --assigned FILE."),
            );
        }
        for named in &self.groups {
            let (name, path) = group_file(named);
            let odd = read_group_members(path, name, job.read_host(), scope)?;
            extras.diagnostics.extend(odd);
            extras.inputs.push(input_file(path, "group members")?);
        }
        if let Some(path) = &self.legacy_groups {
            let odd = read_legacy_groups(path, job.read_host(), scope)?;
            extras.diagnostics.extend(odd);
            extras.inputs.push(input_file(path, "intranet groups")?);
        }
        Ok(())
    }

    /// Everybody or assigned users only: as the app's own file says, else as the caller does.
    fn settle_scope(&self, extras: &mut Extras) {
        let of_schema = extras.schema.as_ref().and_then(Schema::assigned_only);
        let scope = &mut extras.scope;
        scope.stated = of_schema.or(self.assigned_only).is_some();
        scope.assigned_only = of_schema.or(self.assigned_only).unwrap_or(false);
        if let (Some(own), Some(asked)) = (of_schema, self.assigned_only)
            && own != asked
        {
            let (own, asked) = (word(own), word(asked));
            extras.diagnostics.push(note(
                self.patch.as_deref().or(self.mapping.as_deref()),
                "SCOPE_OF_SCHEMA",
                &format!("The app's own settings say {own}, which is followed; {asked} was asked for."),
                "Change the setting in the portal and export again, or leave the setting out of the file.",
            ));
        }
        if self.assigned.is_some() && !scope.assigned_only {
            extras.diagnostics.push(note(
                self.assigned.as_deref(),
                "ASSIGNMENTS_UNUSED",
                "Everybody is in scope, so the assignments decide nothing about users.",
                "Say --scope assigned if only assigned users and groups are to be synchronised.",
            ));
        }
    }
}

fn word(assigned_only: bool) -> &'static str {
    match assigned_only {
        true => "assigned users and groups only",
        false => "all users and groups",
    }
}

pub(super) fn note(path: Option<&Path>, code: &str, message: &str, hint: &str) -> Diagnostic {
    Diagnostic {
        code: code.to_owned(),
        severity: Severity::Warning,
        file: path.map(base_name).unwrap_or_default(),
        sheet: None,
        row: None,
        column: None,
        message: message.to_owned(),
        hint: hint.to_owned(),
        cases: Cases::default(),
    }
}

/// `NAME=FILE`, or `FILE`; a file whose own name has an equals sign is one that exists.
pub(super) fn group_file(named: &str) -> (Option<&str>, &Path) {
    match named.split_once('=') {
        Some((name, path)) if !Path::new(named).exists() => (
            Some(name.trim()).filter(|name| !name.is_empty()),
            Path::new(path),
        ),
        _ => (None, Path::new(named)),
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

/// A draft of ours has no ids that a job would know.
fn is_draft(path: &Path) -> Failure {
    let message = format!(
        "{} is a draft that Presync wrote: it holds no ids of a provisioning job, so nothing can be patched into it.",
        base_name(path)
    );
    Failure::new("schema_draft", &message)
        .hint("Download the schema of the application itself: Provisioning, Mappings, Show advanced options, Review your schema here.")
        .hint("A draft can be simulated with --mapping.")
}

/// The mapping of a schema file, and what was odd about it.
///
/// # Errors
/// When it cannot be read or is no such document.
pub(crate) fn read_mapping(path: &Path) -> Result<(Mapping, Vec<Diagnostic>), Failure> {
    let (_, schema) = read_schema(path)?;
    let (mapping, mut diagnostics) = schema.mapping();
    for diagnostic in &mut diagnostics {
        diagnostic.file = base_name(path);
    }
    Ok((mapping, diagnostics))
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

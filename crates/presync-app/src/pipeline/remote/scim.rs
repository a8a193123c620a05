//! The intranet asked over SCIM: is it there, what does it say of itself, everybody in it.

use std::path::Path;

use presync_core::{Phase, Progress};
use presync_remote::{
    Oddity, Patience, Pulled, run,
    scim::{Connection, FieldFault, Health, ListKind},
};
use serde_json::Value;

use super::{
    Manner, PulledList, ScimAccess,
    list_file::{ListFile, Occupied},
    partial::Partial,
};
use crate::{files::base_name, job::JobContext, wire::Failure};

/// Somebody whom no service knows: what *Test Connection* asks for.
const NOBODY: &str = "presync-test-0f7d2c1e-6f5b-4c57-9d0e-3b8f2a6c4d10";
const HEAD: &str =
    r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"Resources":["#;

/// What a service was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScimReport {
    /// The host.
    pub host: String,
    /// What was asked and what came of it, a line each: whether it is good, and a sentence.
    pub checks: Vec<(bool, String)>,
}

impl ScimReport {
    /// Whether Entra could work with it.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.checks.iter().all(|(good, _)| *good)
    }
}

/// What was pulled from the intranet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PulledScim {
    /// The lists, each in a file.
    pub lists: Vec<PulledList>,
    /// What there is to say of how it went, a sentence each.
    pub notes: Vec<String>,
}

/// Tests a service as Entra's *Test Connection* does, and what else would stop a sync.
///
/// # Errors
/// When it does not answer, refuses, or answers as no such service does.
pub fn test_scim(access: &ScimAccess, job: &JobContext) -> Result<ScimReport, Failure> {
    let scim = access.open(Patience::default())?;
    let mut checks = Vec::new();
    let connection = run(job, scim.test_connection(NOBODY))?;
    checks.push(match connection {
        Connection::Good => (true, "Test Connection: an empty list for somebody who does not exist, as it must be.".to_owned()),
        Connection::FindsNobody(found) => (
            false,
            format!("Test Connection: {found} people came back for somebody who does not exist: the service does not filter, so nobody could be matched."),
        ),
    });
    checks.push(match run(job, scim.health()) {
        Ok(Health::Up(Some(word))) => (true, format!("Health page: {word}.")),
        Ok(Health::Up(None)) => (true, "Health page: it answers.".to_owned()),
        Ok(Health::Down(404)) => (
            true,
            "Health page: there is none; not every service has one.".to_owned(),
        ),
        Ok(Health::Down(status)) => (false, format!("Health page: it answers {status}.")),
        Err(error) => return Err(error.into()),
    });
    let said = run(job, scim.discover())?;
    checks.push(match said.filters() {
        Some(false) => (
            false,
            "It says that it does not filter: nobody could be matched.".to_owned(),
        ),
        Some(true) => (true, "It says that it filters.".to_owned()),
        None => (true, "It does not say whether it filters.".to_owned()),
    });
    checks.extend(said.field_faults().into_iter().map(fault));
    Ok(ScimReport {
        host: scim.address().host().to_owned(),
        checks,
    })
}

fn fault(fault: FieldFault) -> (bool, String) {
    match fault {
        FieldFault::QuestionMark(name) => (
            false,
            format!(
                "The field {name} has a question mark in its name: every request of the sync would answer 500. Delete the field and create it again without."
            ),
        ),
        FieldFault::Blank(name) => (
            false,
            format!(
                "The field {name:?} begins or ends with a blank: Entra would write another one."
            ),
        ),
    }
}

/// The service's own schemas, as `--site-schema` takes them.
///
/// # Errors
/// As [`test_scim`]; `no_schemas` when it says none.
pub fn scim_schemas(access: &ScimAccess, job: &JobContext) -> Result<Value, Failure> {
    let scim = access.open(Patience::default())?;
    let said = run(job, scim.discover())?;
    said.schemas.ok_or_else(|| {
        Failure::new("no_schemas", "The service says nothing about its schemas.")
            .hint("Ask the vendor for the answer of /Schemas; a plan can be made without it.")
    })
}

/// Reads everybody, and every group where a second file is named, each into a file.
///
/// # Errors
/// As [`test_scim`]; when a file is there already or the disk refuses. A file that was not finished is
/// not there; the part of it that came is kept beside, to go on from.
pub fn pull_scim(
    access: &ScimAccess,
    users: &Path,
    groups: Option<&Path>,
    job: &JobContext,
) -> Result<PulledScim, Failure> {
    pull_scim_as(&Manner::default(), access, users, groups, job)
}

/// The same in a manner that is said.
///
/// # Errors
/// As [`pull_scim`].
pub fn pull_scim_as(
    manner: &Manner,
    access: &ScimAccess,
    users: &Path,
    groups: Option<&Path>,
    job: &JobContext,
) -> Result<PulledScim, Failure> {
    let scim = access.open(manner.patience)?;
    let wanted = [
        (ListKind::Users, "users", Some(users)),
        (ListKind::Groups, "groups", groups),
    ];
    let mut pulled = PulledScim::default();
    for (kind, what, path) in wanted {
        let Some(path) = path else { continue };
        if is_whole(kind, groups) && path.exists() && !manner.from_start {
            pulled.notes.push(format!(
                "{}: an earlier pull had read it whole.",
                base_name(path)
            ));
            continue;
        }
        job.begin(Phase::Pull, 0);
        let of = format!("{what} of {}", scim.address());
        let mut file = ListFile::begin(path, &of, manner.from_start, Occupied::Refuse)?;
        let read = file.fill(|earlier, take| run(job, scim.list(kind, earlier, job, take)));
        let came = match read.and_then(|came| whole(manner, what, came)) {
            Ok(came) => came,
            Err(failure) => return Err(file.broke_off(failure)),
        };
        let tail = format!("\n],\"totalResults\":{}}}\n", came.resources);
        let (list, note) = file.finish(HEAD, &tail, what, &came)?;
        pulled.lists.push(list);
        pulled.notes.extend(note);
    }
    Ok(pulled)
}

/// A list of which more is said than came is no whole one, unless somebody knows better.
fn whole(manner: &Manner, what: &str, came: Pulled) -> Result<Pulled, Failure> {
    if !came.oddities.contains(&Oddity::Fewer) || manner.accept_fewer {
        return Ok(came);
    }
    let stated = came.stated.unwrap_or_default();
    Err(Failure::new(
        "list_incomplete",
        &format!(
            "Of {stated} {what} that the service says there are, {} came.",
            came.resources
        ),
    )
    .hint("The service may not give more than that to anybody: ask its vendor. Where it counts entries it never lists, pull with --accept-fewer."))
}

/// Whether the users are whole already: an earlier pull of both broke off at the groups.
fn is_whole(kind: ListKind, groups: Option<&Path>) -> bool {
    kind == ListKind::Users && groups.is_some_and(|groups| Partial::path_of(groups).exists())
}

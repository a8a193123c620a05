//! Azure asked over Graph: users, deleted users, and, for an application, who is assigned, members of the
//! assigned groups, its schema and its logs.

use std::{collections::BTreeSet, fs, path::PathBuf};

use presync_core::{Phase, Progress};
use presync_remote::{
    Mark, RemoteError,
    graph::{Graph, Resource},
    run,
};
use serde_json::{Value, json};

use super::{
    GraphAccess, Manner, PulledList,
    ledger::{self, Asked, Ledger},
    list_file::{ListFile, Occupied, Whole, sentences, unwritable},
    partial::Partial,
};
use crate::{job::JobContext, wire::Failure};

/// The files of a pull.
pub(super) const USERS: &str = "azure-users.json";
const DELETED: &str = "azure-deleted-users.json";
const MEMBERS: &str = "group-members.json";
const SCHEMA: &str = "app-schema.json";
const LOGS: &str = "provisioning-logs.json";
pub(super) const USERS_HEAD: &str =
    r#"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":["#;
const HEAD: &str = r#"{"value":["#;
pub(super) const TAIL: &str = "\n]}\n";

/// What is wanted of Azure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphPull {
    /// Extension attributes to read besides, such as `extension_<app id>_<name>`.
    pub further: Vec<String>,
    /// The application that will provision, by its application id; without it only users are read.
    pub app_id: Option<String>,
    /// Whether the application's provisioning logs are read.
    pub logs: bool,
    /// The folder that the files go to; it is made where it is missing.
    pub folder: PathBuf,
}

/// What was pulled from Azure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PulledGraph {
    /// The lists, each in a file.
    pub lists: Vec<PulledList>,
    /// Further files: the schema of the application.
    pub files: Vec<String>,
    /// What was not there, a sentence each.
    pub missing: Vec<String>,
    /// What there is to say of how it went, a sentence each.
    pub notes: Vec<String>,
}

/// Reads what is wanted, each list into a file of the folder. `ask` shows a person where to go and what to
/// enter, where a person signs in.
///
/// # Errors
/// When Azure does not answer or refuses; when a file is there already or the disk refuses. Files that
/// were finished stay; one that was not is not there, and the part of it that came is kept beside, to go on
/// from.
pub fn pull_graph(
    access: &GraphAccess,
    wanted: &GraphPull,
    ask: &dyn Fn(&str, &str),
    job: &JobContext,
) -> Result<PulledGraph, Failure> {
    pull_graph_as(&Manner::default(), access, wanted, ask, job)
}

/// The same in a manner that is said.
///
/// # Errors
/// As [`pull_graph`]; `nothing_to_refresh` where no earlier pull ended in the folder.
pub fn pull_graph_as(
    manner: &Manner,
    access: &GraphAccess,
    wanted: &GraphPull,
    ask: &dyn Fn(&str, &str),
    job: &JobContext,
) -> Result<PulledGraph, Failure> {
    let folder = &wanted.folder;
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let (ledger, occupied) = opened(manner, access, wanted)?;
    let graph = access.open(manner.patience, ask, job)?;
    let mut pull = Pull {
        graph: &graph,
        wanted,
        manner,
        job,
        ledger,
        occupied,
        found: PulledGraph::default(),
    };
    let ended = pull.everything();
    if ended.is_err() {
        pull.leave_nothing_empty();
    }
    ended.map(|()| pull.found)
}

/// The ledger to write in, and what it says about files that are there.
fn opened(
    manner: &Manner,
    access: &GraphAccess,
    wanted: &GraphPull,
) -> Result<(Ledger, Occupied), Failure> {
    let asked = Asked {
        graph: access.cloud()?.graph.to_string(),
        tenant: access.tenant.trim().to_lowercase(),
        app_id: wanted.app_id.clone(),
        attributes: wanted.further.clone(),
        logs: wanted.logs,
    };
    match Ledger::read(&wanted.folder)? {
        Some(found) if found.of != asked => Err(Failure::new(
            "pull_of_other",
            "The folder holds what another pull read, which asked for something else.",
        )
        .hint("Name another folder.")),
        Some(found) if found.is_whole && !manner.refresh => Err(Failure::new(
            "file_exists",
            "The folder holds what an earlier pull read, and nothing of it is overwritten.",
        )
        .hint("Bring it up to date with --refresh, or name another folder.")),
        Some(found) if found.is_whole => Ok((found, Occupied::Replace)),
        Some(_) if manner.from_start => Ok((Ledger::begin(asked), Occupied::Replace)),
        Some(found) => Ok((found, Occupied::Replace)),
        None if manner.refresh => Err(Failure::new(
            "nothing_to_refresh",
            "No earlier pull has left what it read in this folder.",
        )
        .hint("Pull without --refresh first.")),
        None => Ok((Ledger::begin(asked), Occupied::Refuse)),
    }
}

/// One pull: Graph, where what comes goes to, and what has come.
pub(super) struct Pull<'p> {
    pub(super) graph: &'p Graph,
    pub(super) wanted: &'p GraphPull,
    manner: &'p Manner,
    pub(super) job: &'p JobContext,
    pub(super) ledger: Ledger,
    occupied: Occupied,
    pub(super) found: PulledGraph,
}

impl Pull<'_> {
    fn everything(&mut self) -> Result<(), Failure> {
        let further = &self.wanted.further;
        match self.ledger.is_whole {
            true => self.refresh_users()?,
            false => self.all_users()?,
        }
        let deleted = Resource::deleted_users(further);
        self.list(&deleted, USERS_HEAD, DELETED, "deleted users")?;
        if let Some(app_id) = &self.wanted.app_id {
            self.application(app_id)?;
        }
        self.ledger.is_whole = true;
        self.ledger.write(&self.wanted.folder)
    }

    /// All users; before them the link is asked for by which changes are told later, so that none is missed
    /// between the two.
    pub(super) fn all_users(&mut self) -> Result<(), Failure> {
        if self.ledger.changes.is_none() {
            let changes = Resource::user_changes(&self.wanted.further);
            self.ledger.changes = match run(self.job, self.graph.changes_from_now(&changes)) {
                Ok(link) => Some(link),
                Err(RemoteError::Cancelled) => return Err(Failure::cancelled()),
                Err(RemoteError::Status { status: 401, .. }) => None,
                Err(_) => {
                    let note = "Azure does not tell what changes about users: a refresh will read all of them.";
                    self.found.notes.push(note.to_owned());
                    None
                }
            };
            self.ledger.write(&self.wanted.folder)?;
        }
        let users = Resource::users(&self.wanted.further);
        self.list(&users, USERS_HEAD, USERS, "users")
    }

    /// Reads a list into a file, unless an earlier pull that broke off later has it whole.
    fn list(
        &mut self,
        resource: &Resource,
        head: &str,
        name: &str,
        what: &'static str,
    ) -> Result<(), Failure> {
        let folder = &self.wanted.folder;
        let had = match self.ledger.is_whole {
            true => None,
            false => self.ledger.intact(folder, name),
        };
        if let Some(had) = had {
            let note = format!("{name}: an earlier pull had read it whole.");
            self.found.notes.push(note);
            self.found.lists.push(PulledList {
                file: name.to_owned(),
                what,
                entries: had.entries,
                oddities: sentences(&had.oddities),
            });
            return Ok(());
        }
        self.job.begin(Phase::Pull, 0);
        let (graph, job) = (self.graph, self.job);
        let of = format!(
            "{what} of {} by {}",
            self.ledger.of.tenant,
            resource.asked()
        );
        let target = folder.join(name);
        let mut file = ListFile::begin(&target, &of, self.manner.from_start, self.occupied)?;
        let read = file.fill(|earlier, take| run(job, graph.list(resource, earlier, job, take)));
        let came = match read {
            Ok(came) => came,
            Err(failure) => return Err(file.broke_off(failure)),
        };
        let (list, note) = file.finish(head, TAIL, what, &came)?;
        let oddities = came.oddities.into_iter().collect();
        self.ledger.has(folder, &list, oddities)?;
        self.found.notes.extend(note);
        self.found.lists.push(list);
        Ok(())
    }

    /// A pull that failed before anything came leaves no file.
    fn leave_nothing_empty(&self) {
        let users = Partial::path_of(&self.wanted.folder.join(USERS));
        if self.ledger.lists.is_empty() && !users.exists() {
            // What stays is overwritten by the next pull.
            let _ = fs::remove_file(self.wanted.folder.join(ledger::NAME));
        }
    }

    /// What belongs to the application that will provision.
    fn application(&mut self, app_id: &str) -> Result<(), Failure> {
        let mut principals = self.all(&Resource::service_principal(app_id))?;
        let Some(principal) = principals.pop().and_then(|one| id_of(&one)) else {
            return Err(Failure::new(
                "application_unknown",
                "The tenant has no enterprise application with this application id.",
            )
            .hint("Copy the application id from the app's overview in the portal."));
        };
        let assigned = self.all(&Resource::assignments(&principal))?;
        self.write(&assigned, "assignments.json", "assignments")?;
        self.members(&assigned)?;
        self.job(&principal)
    }

    /// Writes a short list.
    fn write(&mut self, rows: &[Value], name: &str, what: &'static str) -> Result<(), Failure> {
        let target = self.wanted.folder.join(name);
        self.occupied.refuse(&target)?;
        let mut out = Whole::begin(&target, HEAD)?;
        for row in rows {
            out.entry(row.to_string().as_bytes())?;
        }
        out.finish(TAIL, self.occupied)?;
        self.found.lists.push(PulledList {
            file: name.to_owned(),
            what,
            entries: rows.len() as u64,
            oddities: Vec::new(),
        });
        Ok(())
    }

    /// The direct members of every assigned group, with what kind of group it is.
    fn members(&mut self, assigned: &[Value]) -> Result<(), Failure> {
        let is_group = |one: &&Value| one.get("principalType") == Some(&Value::from("Group"));
        let ids = assigned.iter().filter(is_group);
        let ids: BTreeSet<String> = ids
            .filter_map(|one| Some(one.get("principalId")?.as_str()?.to_owned()))
            .collect();
        if ids.is_empty() {
            return Ok(());
        }
        let target = self.wanted.folder.join(MEMBERS);
        self.occupied.refuse(&target)?;
        let mut out = Whole::begin(&target, HEAD)?;
        for id in ids {
            let group = run(self.job, self.graph.one(&Resource::group(&id)))?;
            for member in self.all(&Resource::members(&id))? {
                out.entry(row(&group, &id, &member).to_string().as_bytes())?;
            }
        }
        let entries = out.entries;
        out.finish(TAIL, self.occupied)?;
        self.found.lists.push(PulledList {
            file: MEMBERS.to_owned(),
            what: "group members",
            entries,
            oddities: Vec::new(),
        });
        Ok(())
    }

    /// The application's synchronization job: its schema, and its logs where they are wanted.
    fn job(&mut self, principal: &str) -> Result<(), Failure> {
        let jobs = self.all(&Resource::jobs(principal))?;
        let Some(job) = jobs.first().and_then(id_of) else {
            let sentence =
                "The application has no synchronization job yet: there is no schema to patch.";
            self.found.missing.push(sentence.to_owned());
            return Ok(());
        };
        let schema = run(self.job, self.graph.one(&Resource::schema(principal, &job)))?;
        let path = self.wanted.folder.join(SCHEMA);
        self.occupied.refuse(&path)?;
        let text = serde_json::to_string_pretty(&schema).map_err(|_| Failure::internal())?;
        ledger::replace(&path, text.as_bytes())?;
        self.found.files.push(SCHEMA.to_owned());
        match self.wanted.logs {
            true => self.list(&Resource::logs(&job), HEAD, LOGS, "log entries"),
            false => Ok(()),
        }
    }

    /// A short list.
    fn all(&self, resource: &Resource) -> Result<Vec<Value>, Failure> {
        self.job.begin(Phase::Pull, 0);
        let mut all = Vec::new();
        let take = |page: Vec<Value>, _: Option<&Mark>| {
            all.extend(page);
            Ok(())
        };
        run(self.job, self.graph.list(resource, None, self.job, take))?;
        Ok(all)
    }
}

pub(super) fn id_of(object: &Value) -> Option<String> {
    Some(object.get("id")?.as_str()?.to_owned())
}

/// A member as `--groups` takes it.
fn row(group: &Value, id: &str, member: &Value) -> Value {
    let kind = member
        .get("@odata.type")
        .and_then(Value::as_str)
        .unwrap_or("");
    json!({
        "group_id": id,
        "group_name": group.get("displayName"),
        "member_id": member.get("id"),
        "member_type": match kind {
            "#microsoft.graph.group" => "Group",
            "" | "#microsoft.graph.user" => "User",
            other => other.trim_start_matches("#microsoft.graph."),
        },
    })
}

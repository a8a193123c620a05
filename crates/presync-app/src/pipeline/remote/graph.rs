//! Azure asked over Graph: users, deleted users, and, for an application, who is assigned, members of the
//! assigned groups, its schema and its logs.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use presync_core::{Phase, Progress};
use presync_remote::{
    Pulled,
    graph::{Graph, Resource},
    run,
};
use serde_json::{Value, json};

use super::{
    GraphAccess, PulledList,
    list_file::{ListFile, unwritable},
};
use crate::{job::JobContext, wire::Failure};

const USERS_HEAD: &str =
    r#"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":["#;
const HEAD: &str = r#"{"value":["#;
const TAIL: &str = "\n]}\n";

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
}

/// Reads what is wanted, each list into a file of the folder. `ask` shows a person where to go and what to
/// enter, where a person signs in.
///
/// # Errors
/// When Azure does not answer or refuses; when a file is there already or the disk refuses. Files that
/// were finished stay; one that was not is not there.
pub fn pull_graph(
    access: &GraphAccess,
    wanted: &GraphPull,
    ask: &dyn Fn(&str, &str),
    job: &JobContext,
) -> Result<PulledGraph, Failure> {
    fs::create_dir_all(&wanted.folder).map_err(|error| unwritable(&wanted.folder, &error))?;
    let graph = access.open(ask, job)?;
    let from = From {
        graph: &graph,
        folder: &wanted.folder,
        job,
    };
    let mut found = PulledGraph::default();
    let users = Resource::users(&wanted.further);
    found.lists.push(
        from.list(&users, USERS_HEAD, "azure-users.json", "users")?
            .0,
    );
    let deleted = Resource::deleted_users(&wanted.further);
    let deleted = from.list(
        &deleted,
        USERS_HEAD,
        "azure-deleted-users.json",
        "deleted users",
    )?;
    found.lists.push(deleted.0);
    if let Some(app_id) = &wanted.app_id {
        from.application(app_id, wanted.logs, &mut found)?;
    }
    Ok(found)
}

/// Graph, and where what comes goes to.
struct From<'p> {
    graph: &'p Graph,
    folder: &'p Path,
    job: &'p JobContext,
}

impl From<'_> {
    /// Reads a list into a file; of assignments it gives the entries too.
    fn list(
        &self,
        resource: &Resource,
        head: &str,
        name: &str,
        what: &'static str,
    ) -> Result<(PulledList, Vec<Value>), Failure> {
        self.job.begin(Phase::Pull, 0);
        let mut file = ListFile::begin(&self.folder.join(name), head)?;
        let mut kept = Vec::new();
        let keeps = what == "assignments";
        let take = |page: Vec<Value>| {
            file.take(&page)?;
            if keeps {
                kept.extend(page);
            }
            Ok(())
        };
        let read = run(self.job, self.graph.list(resource, self.job, take));
        let pulled = file.read(read)?;
        Ok((file.finish(TAIL, what, &pulled)?, kept))
    }

    /// What belongs to the application that will provision.
    fn application(
        &self,
        app_id: &str,
        logs: bool,
        found: &mut PulledGraph,
    ) -> Result<(), Failure> {
        let mut principals = self.all(&Resource::service_principal(app_id))?;
        let Some(principal) = principals.pop().and_then(|one| id_of(&one)) else {
            return Err(Failure::new(
                "application_unknown",
                "The tenant has no enterprise application with this application id.",
            )
            .hint("Copy the application id from the app's overview in the portal."));
        };
        let assignments = Resource::assignments(&principal);
        let (list, assigned) = self.list(&assignments, HEAD, "assignments.json", "assignments")?;
        found.lists.push(list);
        self.members(&assigned, found)?;
        self.job(&principal, logs, found)
    }

    /// The direct members of every assigned group, with what kind of group it is.
    fn members(&self, assigned: &[Value], found: &mut PulledGraph) -> Result<(), Failure> {
        let is_group = |one: &&Value| one.get("principalType") == Some(&Value::from("Group"));
        let ids = assigned.iter().filter(is_group);
        let ids: BTreeSet<String> = ids
            .filter_map(|one| Some(one.get("principalId")?.as_str()?.to_owned()))
            .collect();
        if ids.is_empty() {
            return Ok(());
        }
        let mut file = ListFile::begin(&self.folder.join("group-members.json"), HEAD)?;
        let mut whole = Pulled::default();
        for id in ids {
            let group = run(self.job, self.graph.one(&Resource::group(&id)))?;
            let members = self.all(&Resource::members(&id))?;
            let rows: Vec<Value> = members
                .iter()
                .map(|member| row(&group, &id, member))
                .collect();
            let taken = file.take(&rows);
            file.read(taken)?;
            whole.resources += rows.len() as u64;
        }
        found
            .lists
            .push(file.finish(TAIL, "group members", &whole)?);
        Ok(())
    }

    /// The application's synchronization job: its schema, and its logs where they are wanted.
    fn job(&self, principal: &str, logs: bool, found: &mut PulledGraph) -> Result<(), Failure> {
        let jobs = self.all(&Resource::jobs(principal))?;
        let Some(job) = jobs.first().and_then(id_of) else {
            let sentence =
                "The application has no synchronization job yet: there is no schema to patch.";
            found.missing.push(sentence.to_owned());
            return Ok(());
        };
        let schema = run(self.job, self.graph.one(&Resource::schema(principal, &job)))?;
        let path = self.folder.join("app-schema.json");
        let text = serde_json::to_string_pretty(&schema).map_err(|_| Failure::internal())?;
        fs::write(&path, text).map_err(|error| unwritable(&path, &error))?;
        found.files.push("app-schema.json".to_owned());
        if logs {
            let list = self.list(
                &Resource::logs(&job),
                HEAD,
                "provisioning-logs.json",
                "log entries",
            )?;
            found.lists.push(list.0);
        }
        Ok(())
    }

    /// A short list.
    fn all(&self, resource: &Resource) -> Result<Vec<Value>, Failure> {
        let mut all = Vec::new();
        let take = |page: Vec<Value>| {
            all.extend(page);
            Ok(())
        };
        run(self.job, self.graph.list(resource, self.job, take))?;
        Ok(all)
    }
}

fn id_of(object: &Value) -> Option<String> {
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

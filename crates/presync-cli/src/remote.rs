//! `presync scim` and `presync graph`: both systems asked over the network, read-only. Secrets come from the
//! environment.

use std::{env::VarError, path::PathBuf, time::Duration};

use presync_app::{
    JobContext, Side,
    pipeline::{
        GraphAccess, GraphKey, GraphPull, Manner, Patience, PulledList, ScimAccess, Secret,
        TakenOver, pull_graph_as, pull_scim_as, scim_schemas, take_over, test_scim,
    },
    wire::Failure,
    workspace,
};
use serde_json::{Value, json};

use crate::{
    CommandResult, DONE, FAILED,
    args::Common,
    failure::CommandError,
    remote_args::{GraphCommand, GraphPullArgs, MannerArgs, ScimCommand},
    terminal,
};

const SCIM_TOKEN: &str = "PRESYNC_SCIM_TOKEN";
const GRAPH_TOKEN: &str = "PRESYNC_GRAPH_TOKEN";
const GRAPH_SECRET: &str = "PRESYNC_GRAPH_SECRET";

/// Asks the intranet.
pub(crate) fn scim(common: &Common, command: &ScimCommand) -> CommandResult {
    let job = terminal::job(common);
    match command {
        ScimCommand::Test { url } => {
            let report = test_scim(&intranet(url)?, &job)?;
            if common.json {
                let checks = report.checks.iter();
                let checks: Vec<_> = checks
                    .map(|(good, said)| json!({ "good": good, "said": said }))
                    .collect();
                let found =
                    json!({ "host": report.host, "good": report.is_good(), "checks": checks });
                terminal::print(&found.to_string())?;
            } else {
                for (good, said) in &report.checks {
                    let mark = if *good { "good" } else { "BAD " };
                    terminal::print(&format!("{mark}  {said}"))?;
                }
            }
            Ok(if report.is_good() { DONE } else { FAILED })
        }
        ScimCommand::Schemas { url } => {
            let schemas = scim_schemas(&intranet(url)?, &job)?;
            terminal::print(&schemas.to_string())?;
            Ok(DONE)
        }
        ScimCommand::Pull {
            url,
            out,
            groups_out,
            accept_fewer,
            manner,
        } => {
            let manner = Manner {
                accept_fewer: *accept_fewer,
                ..manner_of(*manner)
            };
            let groups = groups_out.as_deref();
            let pulled = pull_scim_as(&manner, &intranet(url)?, out, groups, &job)?;
            let taken = taken_over(common, out.clone(), Side::Legacy, &job)?;
            let told = Told {
                lists: &pulled.lists,
                notes: &pulled.notes,
                taken: taken.as_ref(),
                ..Told::default()
            };
            told.say(common)?;
            Ok(DONE)
        }
    }
}

/// Asks Azure.
pub(crate) fn graph(common: &Common, command: &GraphCommand) -> CommandResult {
    let GraphCommand::Pull(args) = command;
    let job = terminal::job(common);
    let ask = |address: &str, code: &str| {
        let line = format!("To sign in, open {address} and enter the code {code}");
        terminal::print_errors(std::iter::once(line));
    };
    let manner = Manner {
        refresh: args.refresh,
        ..manner_of(args.manner)
    };
    let pulled = pull_graph_as(&manner, &azure(args)?, &wanted(args), &ask, &job)?;
    // People in the recycle bin are no part of the population: they are a list beside.
    let users = args.out.join(&pulled.lists[0].file);
    let taken = taken_over(common, users, Side::Azure, &job)?;
    let told = Told {
        lists: &pulled.lists,
        files: &pulled.files,
        missing: &pulled.missing,
        notes: &pulled.notes,
        taken: taken.as_ref(),
    };
    told.say(common)?;
    Ok(DONE)
}

fn manner_of(args: MannerArgs) -> Manner {
    let usual = Patience::default();
    let said = args.wait_max.map(Duration::from_secs);
    Manner {
        patience: Patience {
            repeats_max: args.repeats_max,
            wait_max: said.unwrap_or(usual.wait_max),
            silence_max: said.unwrap_or(usual.silence_max),
            ..usual
        },
        from_start: args.from_start,
        ..Manner::default()
    }
}

/// Takes a list that was pulled over into the workspace that is named, if one is.
fn taken_over(
    common: &Common,
    list: PathBuf,
    side: Side,
    job: &JobContext,
) -> Result<Option<TakenOver>, CommandError> {
    let Some(named) = common.workspace.as_deref() else {
        return Ok(None);
    };
    let mut workspace = workspace::open_or_make(Some(named), &list, None)?;
    let taken = take_over(&mut workspace, &[(list, side)], common.now(), job)?;
    Ok(Some(taken))
}

fn wanted(args: &GraphPullArgs) -> GraphPull {
    GraphPull {
        further: args.attributes.clone(),
        app_id: args.app_id.clone(),
        logs: args.logs,
        folder: args.out.clone(),
    }
}

fn intranet(url: &str) -> Result<ScimAccess, CommandError> {
    let token = secret(SCIM_TOKEN)?.ok_or_else(|| {
        Failure::new("token_missing", "There is no token for the intranet.").hint(&format!(
            "Put the token of the SCIM profile source into the environment as {SCIM_TOKEN}."
        ))
    })?;
    Ok(ScimAccess {
        address: url.to_owned(),
        token,
    })
}

fn azure(args: &GraphPullArgs) -> Result<GraphAccess, CommandError> {
    let key = match (secret(GRAPH_TOKEN)?, secret(GRAPH_SECRET)?) {
        (Some(token), _) => GraphKey::Token(token),
        (None, Some(secret)) => GraphKey::ClientSecret(secret),
        (None, None) => GraphKey::DeviceCode,
    };
    Ok(GraphAccess {
        tenant: args.tenant.clone(),
        client_id: args.client_id.clone(),
        cloud: args.cloud.clone(),
        key,
    })
}

/// A secret of the environment; an empty one is none.
fn secret(name: &str) -> Result<Option<Secret>, CommandError> {
    match std::env::var(name) {
        Ok(text) => Ok(Some(Secret::new(text)).filter(|secret| !secret.is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => {
            Err(Failure::new("token_unusable", &format!("What {name} holds is no text.")).into())
        }
    }
}

/// What is told of a pull.
#[derive(Default)]
struct Told<'p> {
    lists: &'p [PulledList],
    files: &'p [String],
    missing: &'p [String],
    notes: &'p [String],
    taken: Option<&'p TakenOver>,
}

impl Told<'_> {
    fn say(&self, common: &Common) -> Result<(), CommandError> {
        if common.json {
            return terminal::print(&self.as_json().to_string());
        }
        for list in self.lists {
            terminal::print(&format!("{}: {} {}", list.file, list.entries, list.what))?;
            for odd in &list.oddities {
                terminal::print(&format!("  {odd}"))?;
            }
        }
        for line in self.files.iter().chain(self.missing).chain(self.notes) {
            terminal::print(line)?;
        }
        for source in self.taken.iter().flat_map(|taken| &taken.sources) {
            terminal::print(&format!(
                "Into the workspace: {} records of {}, {} of them not usable",
                source.records, source.header.file, source.rejected
            ))?;
        }
        Ok(())
    }

    fn as_json(&self) -> Value {
        let lists = self.lists.iter();
        let lists: Vec<_> = lists
            .map(|one| {
                json!({ "file": one.file, "what": one.what, "entries": one.entries, "odd": one.oddities })
            })
            .collect();
        let sources = self.taken.iter().flat_map(|taken| &taken.sources);
        let sources: Vec<_> = sources
            .map(|one| {
                json!({ "file": one.header.file, "records": one.records, "rejected": one.rejected, "sha256": one.header.sha256 })
            })
            .collect();
        json!({
            "lists": lists, "files": self.files, "missing": self.missing, "notes": self.notes,
            "imported": sources,
        })
    }
}

//! `presync scim` and `presync graph`: both systems asked over the network, read-only. Secrets come from the
//! environment.

use std::env::VarError;

use presync_app::pipeline::{
    GraphAccess, GraphKey, GraphPull, PulledList, ScimAccess, Secret, pull_graph, pull_scim,
    scim_schemas, test_scim,
};
use presync_app::wire::Failure;
use serde_json::json;

use crate::{
    CommandResult, DONE, FAILED,
    args::{Common, GraphCommand, GraphPullArgs, ScimCommand},
    failure::CommandError,
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
        } => {
            let pulled = pull_scim(&intranet(url)?, out, groups_out.as_deref(), &job)?;
            say(common, &pulled.lists, &[], &[])?;
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
    let pulled = pull_graph(&azure(args)?, &wanted(args), &ask, &job)?;
    say(common, &pulled.lists, &pulled.files, &pulled.missing)?;
    Ok(DONE)
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

fn say(
    common: &Common,
    lists: &[PulledList],
    files: &[String],
    missing: &[String],
) -> Result<(), CommandError> {
    if common.json {
        let lists: Vec<_> = lists
            .iter()
            .map(|one| {
                json!({ "file": one.file, "what": one.what, "entries": one.entries, "odd": one.oddities })
            })
            .collect();
        let found = json!({ "lists": lists, "files": files, "missing": missing });
        return terminal::print(&found.to_string());
    }
    for list in lists {
        terminal::print(&format!("{}: {} {}", list.file, list.entries, list.what))?;
        for odd in &list.oddities {
            terminal::print(&format!("  {odd}"))?;
        }
    }
    for file in files {
        terminal::print(file)?;
    }
    missing.iter().try_for_each(|said| terminal::print(said))
}

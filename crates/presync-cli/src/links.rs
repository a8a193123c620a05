//! `presync match`: who is who, and nothing else.

use std::collections::BTreeMap;

use presync_app::{
    pipeline::{Companions, Review, keep_bases, match_users, replace_sources, write_links},
    wire::Failure,
    workspace,
};

use serde_json::json;

use crate::{
    CommandResult, DONE,
    args::{Common, MatchArgs},
    changes, odd,
    plan::{csv_profile, requests},
    terminal,
};

/// Imports both sides, matches, writes the links.
pub(crate) fn run(common: &Common, args: &MatchArgs) -> CommandResult {
    let job = terminal::job(common);
    let companions = Companions {
        decisions: args.decisions.clone(),
        ..Companions::default()
    };
    let extras = companions.read(&job)?;
    let mut workspace = workspace::open_or_make(common.workspace.as_deref(), &args.out, None)?;
    keep_bases(&mut workspace, &extras.decisions, &job)?;
    let changes = replace_sources(
        &mut workspace,
        &requests(&args.legacy, &args.azure, args.profile.as_deref())?,
        common.now(),
        &job,
    )?;
    let matched = match_users(&workspace, &extras.decisions, &job)?;
    write_links(&matched, &args.out, csv_profile(args.csv), &job)?;
    drop(job);
    let diagnostics = workspace.diagnostics().map_err(Failure::from)?;
    for line in odd::lines(diagnostics.iter().filter(|said| said.is_serious())) {
        terminal::note(common, &line);
    }
    // Whether decisions still hold is the plan's to say.
    changes::note(common, &changes, &Review::default());
    let links = &matched.matching.links;
    if common.json {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for link in links {
            *counts.entry(link.status.as_str()).or_default() += 1;
        }
        let out = args.out.display().to_string();
        terminal::print(&json!({ "out": out, "links": counts }).to_string())?;
        return Ok(DONE);
    }
    let linked = links.iter().filter(|link| link.status.is_identity());
    let linked = linked.count();
    let people = if linked == 1 { "person" } else { "people" };
    terminal::print(&format!("{linked} {people} linked"))?;
    terminal::print(&format!("Written to {}", args.out.display()))?;
    Ok(DONE)
}

//! `presync match`: who is who, and nothing else.

use std::collections::BTreeMap;

use presync_app::{
    pipeline::{
        Companions, Review, ReviewScope, Reviewed, match_sides, match_users, write_links,
        write_review,
    },
    wire::Failure,
};

use serde_json::json;

use crate::{
    CommandResult, DONE,
    args::{Common, MatchArgs},
    changes,
    decisions::{self, TakenIn, take_in},
    keys, odd,
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
    let mut extras = companions.read(&job)?;
    let mut workspace = keys::open_or_make(common, &args.out, None)?;
    let (TakenIn { changes, taken }, sides) = take_in(
        &mut workspace,
        &requests(&args.users, args.profile.as_deref())?,
        &mut extras,
        common.now(),
        &job,
    )?;
    let decisions = workspace.decisions().map_err(Failure::from)?;
    let matched = match sides {
        Some(sides) => match_sides(sides, &decisions, &job)?,
        None => match_users(&workspace, &decisions, &job)?,
    };
    write_links(&matched, &args.out, csv_profile(args.csv), &job)?;
    if let Some(file) = &args.review {
        let people = Reviewed {
            legacy: &matched.legacy,
            azure: &matched.azure,
            matching: &matched.matching,
        };
        let (scope, now) = (ReviewScope::Waiting, common.now());
        write_review(&mut workspace, people, scope, file, now, &job)?;
    }
    drop(job);
    let diagnostics = workspace.diagnostics().map_err(Failure::from)?;
    let serious = diagnostics.iter().chain(&extras.diagnostics);
    for line in odd::lines(serious.filter(|said| said.is_serious())) {
        terminal::note(common, &line);
    }
    // Whether decisions still hold is the plan's to say.
    changes::note(common, &changes, &Review::default());
    decisions::note(common, &taken);
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
    if let Some(file) = &args.review {
        terminal::print(&format!("To be reviewed: {}", file.display()))?;
    }
    Ok(DONE)
}

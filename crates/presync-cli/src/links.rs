//! `presync match`: who is who, and nothing else.

use presync_app::{
    pipeline::{Companions, match_users, replace_sources, write_links},
    workspace,
};

use crate::{
    CommandResult, DONE,
    args::{Common, MatchArgs},
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
    replace_sources(
        &mut workspace,
        &requests(&args.legacy, &args.azure),
        common.now(),
        &job,
    )?;
    let matched = match_users(&workspace, &extras.decisions, &job)?;
    write_links(&matched, &args.out, csv_profile(args.csv), &job)?;
    drop(job);
    let links = matched.matching.links.iter();
    let certain = links.filter(|link| link.status.is_identity()).count();
    terminal::note(
        common,
        &format!("{certain} people linked; written to {}", args.out.display()),
    );
    Ok(DONE)
}

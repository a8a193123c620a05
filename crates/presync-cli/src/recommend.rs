//! `presync recommend`: the mapping files and the runbook, without the rest of the package.

use presync_app::pipeline::{
    Branding, Companions, Contents, CsvProfile, Existing, Finished, PackageRequest, Written,
    make_plan, make_plan_of, refuse_occupied, write_package,
};
use serde_json::json;

use crate::{
    CommandResult, DONE,
    args::{Common, RecommendArgs},
    changes,
    decisions::{self, take_in},
    failure::CommandError,
    keys, odd,
    plan::{beside, note_observed, observed, requests, wave_sizes},
    terminal,
};

/// Imports, matches or reads who is who, recommends, simulates for the runbook's figures, writes. The plan
/// is judged by no budget and kept nowhere.
pub(crate) fn run(common: &Common, args: &RecommendArgs) -> CommandResult {
    let request = PackageRequest {
        folder: args.folder.out.clone(),
        contents: Contents::Mapping,
        csv: CsvProfile::Faithful,
        existing: if args.folder.force {
            Existing::Replace
        } else {
            Existing::ReplaceIntact
        },
        waves: wave_sizes(&args.beside.waves),
        branding: Branding::default(),
    };
    refuse_occupied(&request)?;
    let observed = observed(&args.beside)?;
    let job = terminal::job(common);
    let companions = Companions {
        links: args.links.clone(),
        ..beside(&args.decided, &args.beside, &observed)
    };
    let mut extras = companions.read(&job)?;
    let requests = requests(&args.users, args.beside.profile.as_deref())?;
    let now = common.now();
    let mut workspace = keys::open_or_make(common, &args.folder.out, None)?;
    let (taken_in, sides) = take_in(&mut workspace, &requests, &mut extras, now, &job)?;
    let finished = match sides {
        Some(sides) => make_plan_of(&workspace, sides, extras, now, &job)?,
        None => make_plan(&workspace, extras, now, &job)?,
    };
    let written = write_package(&finished, &request, &job)?;
    drop(job);
    changes::note(common, &taken_in.changes, &finished.review);
    decisions::note(common, &taken_in.taken);
    note_observed(common, &observed);
    report(common, &finished, &written)?;
    Ok(DONE)
}

fn report(common: &Common, finished: &Finished, written: &Written) -> Result<(), CommandError> {
    let users = &finished.made.mapping.users;
    let keys = users
        .match_keys()
        .into_iter()
        .map(|(_, row)| row.target.as_str());
    let keys: Vec<&str> = keys.collect();
    if common.json {
        let files = written.files.iter().map(|file| file.name.as_str());
        let result = json!({
            "rows": users.rows.len(),
            "match_keys": keys,
            "studies": finished.studies()?,
            "out": written.folder.display().to_string(),
            "files": files.collect::<Vec<_>>(),
        });
        return terminal::print(&result.to_string());
    }
    let serious = finished.made.diagnostics.iter().filter(|d| d.is_serious());
    for line in odd::lines(serious) {
        terminal::note(common, &line);
    }
    terminal::print(&format!(
        "{} rows, matched by {}",
        users.rows.len(),
        keys.join(", then ")
    ))?;
    terminal::print(&finished.summary.verdict.plan_line)?;
    terminal::print(&format!("Written to {}", written.folder.display()))
}

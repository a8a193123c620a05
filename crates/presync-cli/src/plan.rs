//! `presync plan`: the main job from the command line.

use std::path::{Path, PathBuf};

use presync_app::{
    Chosen, JobContext, Side,
    pipeline::{
        Companions, Contents, CsvProfile, Existing, Finished, ImportRequest, PackageRequest,
        WaveSizes, Written, make_plan, make_plan_of, read_profile, refuse_occupied, sample,
        take_suppressions, write_package,
    },
    wire::Failure,
    workspace::{self, EngagementRow},
};
use serde_json::json;

use crate::{
    CommandResult, DONE, OUTSIDE_BUDGET,
    args::{Common, CsvArg, PackageArg, PlanArgs, ScopeArg},
    changes,
    decisions::{self, TakenIn, take_in},
    failure::CommandError,
    keys, odd, terminal,
};

/// Imports, matches, recommends, simulates and writes.
pub(crate) fn run(common: &Common, args: &PlanArgs) -> CommandResult {
    let request = package_request(args);
    refuse_occupied(&request)?;
    let job = terminal::job(common);
    let (finished, taken_in) = if args.sample {
        let files = sample::unpack()?;
        let mut companions = companions(args);
        companions.patch.get_or_insert_with(|| files.schema.clone());
        let requests = requests(&files.legacy, &files.azure, None)?;
        let engagement = files.engagement()?;
        finish(
            common,
            args,
            Some(&engagement),
            &requests,
            &companions,
            &job,
        )?
    } else {
        let requests = requests(&args.legacy, &args.azure, args.profile.as_deref())?;
        finish(common, args, None, &requests, &companions(args), &job)?
    };
    let written = write_package(&finished, &request, &job)?;
    drop(job);
    changes::note(common, &taken_in.changes, &finished.review);
    decisions::note(common, &taken_in.taken);
    report(common, &finished, &taken_in, &written)?;
    Ok(if finished.is_inside_budget() {
        DONE
    } else {
        OUTSIDE_BUDGET
    })
}

fn package_request(args: &PlanArgs) -> PackageRequest {
    PackageRequest {
        folder: args.out.clone(),
        contents: match args.package {
            PackageArg::Full => Contents::Full,
            PackageArg::Csv => Contents::Csv,
        },
        csv: csv_profile(args.csv),
        existing: if args.force {
            Existing::Replace
        } else {
            Existing::ReplaceIntact
        },
        waves: wave_sizes(&args.waves),
    }
}

/// The sizes that were named, else the usual ones.
pub(crate) fn wave_sizes(named: &[u32]) -> WaveSizes {
    WaveSizes::of(named.to_vec()).unwrap_or_default()
}

/// How CSV cells are written.
pub(crate) fn csv_profile(arg: CsvArg) -> CsvProfile {
    match arg {
        CsvArg::Safe => CsvProfile::SpreadsheetSafe,
        CsvArg::Faithful => CsvProfile::Faithful,
    }
}

/// The files of both sides in the order given, to be read as the profile says.
pub(crate) fn requests(
    legacy: &[PathBuf],
    azure: &[PathBuf],
    profile: Option<&Path>,
) -> Result<Vec<ImportRequest>, CommandError> {
    let profile = profile.map(read_profile).transpose()?;
    let request = |side: Side| {
        let profile = profile.clone();
        move |path: &PathBuf| ImportRequest {
            profile: profile.clone(),
            ..ImportRequest::new(path, side)
        }
    };
    let legacy = legacy.iter().map(request(Side::Legacy));
    Ok(legacy
        .chain(azure.iter().map(request(Side::Azure)))
        .collect())
}

fn finish(
    common: &Common,
    args: &PlanArgs,
    engagement: Option<&EngagementRow>,
    requests: &[ImportRequest],
    companions: &Companions,
    job: &JobContext,
) -> Result<(Finished, TakenIn), CommandError> {
    // What is wrong with the small files is said before minutes go into the large ones.
    let mut extras = companions.read(job)?;
    let now = common.now();
    let mut workspace = keys::open_or_make(common, &args.out, engagement)?;
    let (taken_in, sides) = take_in(&mut workspace, requests, &mut extras, now, job)?;
    take_suppressions(&mut workspace, &extras.suppressions)?;
    extras.take_mapping(&workspace)?;
    let revision = workspace.revision().map_err(Failure::from)?;
    let finished = match sides {
        Some(sides) => make_plan_of(&workspace, sides, extras, now, job)?,
        None => make_plan(&workspace, extras, now, job)?,
    };
    if common.workspace.is_some() {
        workspace::save(&mut workspace, &finished, &revision, job)?;
    }
    Ok((finished, taken_in))
}

fn companions(args: &PlanArgs) -> Companions {
    Companions {
        links: None,
        mapping: args.mapping.clone(),
        patch: args.patch.clone(),
        decisions: args.decisions.clone(),
        suppressions: args.suppressions.clone(),
        budget: args.budget.clone(),
        assigned: args.assigned.clone(),
        groups: args.groups.clone(),
        legacy_groups: args.legacy_groups.clone(),
        assigned_only: args.scope.map(|scope| scope == ScopeArg::Assigned),
        site_schema: args.site_schema.clone(),
        chosen: chosen(&args.assume),
    }
}

/// What the choices come to; the later of two wins.
pub(crate) fn chosen(choices: &[String]) -> Chosen {
    let mut chosen = Chosen::default();
    for choice in choices {
        chosen
            .choose(choice)
            .expect("BUG: the command line lets through choices that there are");
    }
    chosen
}

fn report(
    common: &Common,
    finished: &Finished,
    taken_in: &TakenIn,
    written: &Written,
) -> Result<(), CommandError> {
    let verdict = &finished.summary.verdict;
    if common.json {
        let files: Vec<&str> = written
            .files
            .iter()
            .map(|file| file.name.as_str())
            .collect();
        let result = json!({
            "badge": verdict.badge.as_str(),
            "verdict": verdict.sentence,
            "line": verdict.plan_line,
            "out": written.folder.display().to_string(),
            "files": files,
            "changes": changes::as_json(&taken_in.changes, &finished.review),
            "decisions": decisions::as_json(&taken_in.taken),
        });
        return terminal::print(&result.to_string());
    }
    let serious = finished.made.diagnostics.iter().filter(|d| d.is_serious());
    for line in odd::lines(serious) {
        terminal::note(common, &line);
    }
    terminal::print(&format!("{}: {}", verdict.badge.label(), verdict.sentence))?;
    terminal::print(&verdict.plan_line)?;
    terminal::print(&format!("Written to {}", written.folder.display()))
}

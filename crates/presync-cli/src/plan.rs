//! `presync plan`: the main job from the command line.

use std::path::{Path, PathBuf};

use presync_app::{
    Chosen, JobContext, Side,
    pipeline::{
        Branding, Companions, Contents, CsvProfile, Existing, Finished, FixStates, ImportRequest,
        PackageRequest, ReportLook, WaveSizes, Written, fix_states, keep_given, make_plan,
        make_plan_of, read_observations, read_profile, refuse_occupied, sample, take_suppressions,
        write_package,
    },
    wire::Failure,
    workspace::{self, EngagementRow},
};
use serde_json::{Value, json};

use crate::{
    CommandResult, DONE, OUTSIDE_BUDGET,
    args::{Beside, Common, CsvArg, Decided, PackageArg, PlanArgs, ScopeArg, Users},
    changes,
    decisions::{self, TakenIn, take_in},
    failure::CommandError,
    keys, look, odd, terminal,
};

/// Imports, matches, recommends, simulates and writes.
pub(crate) fn run(common: &Common, args: &PlanArgs) -> CommandResult {
    let mut request = package_request(args);
    refuse_occupied(&request)?;
    let said = args.look.read()?;
    let observed = observed(&args.beside)?;
    let job = terminal::job(common);
    let made = if args.sample {
        let files = sample::unpack()?;
        let mut companions = companions(args, &observed);
        companions.patch.get_or_insert_with(|| files.schema.clone());
        let requests = requests_of(&files.legacy, &files.azure, None)?;
        let engagement = files.engagement();
        let given = (Some(&engagement), requests.as_slice(), &companions);
        finish(common, args, given, said, &job)?
    } else {
        let requests = requests(&args.users, args.beside.profile.as_deref())?;
        let given = (None, requests.as_slice(), &companions(args, &observed));
        finish(common, args, given, said, &job)?
    };
    let Made {
        finished,
        taken_in,
        look,
    } = made;
    request.branding = look.branding;
    let fixes = args.fixes.as_deref();
    let fixes = fixes.map(|path| fix_states(path, &finished, &job));
    let fixes = fixes.transpose()?;
    let written = write_package(&finished, &request, &job)?;
    drop(job);
    changes::note(common, &taken_in.changes, &finished.review);
    decisions::note(common, &taken_in.taken);
    for note in &look.notes {
        terminal::note(common, note);
    }
    if let Some(fixes) = &fixes {
        note_fixes(common, fixes);
    }
    note_observed(common, &observed);
    let said = (fixes.as_ref(), observed.as_slice());
    report(common, &finished, &taken_in, &written, said)?;
    Ok(if finished.is_inside_budget() {
        DONE
    } else {
        OUTSIDE_BUDGET
    })
}

fn package_request(args: &PlanArgs) -> PackageRequest {
    PackageRequest {
        folder: args.folder.out.clone(),
        contents: match args.package {
            PackageArg::Full => Contents::Full,
            PackageArg::Csv => Contents::Csv,
        },
        csv: csv_profile(args.csv),
        existing: if args.folder.force {
            Existing::Replace
        } else {
            Existing::ReplaceIntact
        },
        waves: wave_sizes(&args.beside.waves),
        branding: Branding::default(),
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
    users: &Users,
    profile: Option<&Path>,
) -> Result<Vec<ImportRequest>, CommandError> {
    requests_of(&users.legacy, &users.azure, profile)
}

fn requests_of(
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

/// The plan, what became of what came in, and whose report it is.
struct Made {
    finished: Finished,
    taken_in: TakenIn,
    look: ReportLook,
}

/// The engagement of the sample, the files of both sides, the files beside them.
type Given<'a> = (
    Option<&'a EngagementRow>,
    &'a [ImportRequest],
    &'a Companions,
);

fn finish(
    common: &Common,
    args: &PlanArgs,
    (engagement, requests, companions): Given<'_>,
    said: look::Said,
    job: &JobContext,
) -> Result<Made, CommandError> {
    // What is wrong with the small files is said before minutes go into the large ones.
    let mut extras = companions.read(job)?;
    let now = common.now();
    let mut workspace = keys::open_or_make(common, &args.folder.out, engagement)?;
    if common.workspace.is_some() {
        extras = keep_given(&mut workspace, companions, now, job)?;
    }
    let look = said.take(&mut workspace)?;
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
    Ok(Made {
        finished,
        taken_in,
        look,
    })
}

/// Says in lines what became of the data fixes.
fn note_fixes(common: &Common, fixes: &FixStates) {
    let FixStates {
        done,
        not_done,
        other_value,
        open,
        unseen,
        ..
    } = fixes;
    let counts = format!(
        "Fixes: {done} done, {not_done} not done, {other_value} with another value, {open} without a state; {unseen} of which the exports say otherwise"
    );
    terminal::note(common, &counts);
    for line in odd::lines(fixes.diagnostics.iter()) {
        terminal::note(common, &line);
    }
}

fn fixes_as_json(fixes: &FixStates) -> Value {
    json!({
        "done": fixes.done,
        "not_done": fixes.not_done,
        "other_value": fixes.other_value,
        "open": fixes.open,
        "unseen": fixes.unseen,
    })
}

/// What was observed and is not chosen otherwise now.
pub(crate) fn observed(beside: &Beside) -> Result<Vec<String>, CommandError> {
    let Some(path) = &beside.observations else {
        return Ok(Vec::new());
    };
    let of = |choice: &str| choice.split('=').next().map(str::to_owned);
    let mut observed = read_observations(path)?;
    observed.retain(|seen| !beside.assume.iter().any(|said| of(said) == of(seen)));
    Ok(observed)
}

/// Says which assumptions were observed.
pub(crate) fn note_observed(common: &Common, observed: &[String]) {
    for choice in observed {
        let said = format!("Observed after a sync, not assumed: {choice}");
        terminal::note(common, &said);
    }
}

fn companions(args: &PlanArgs, observed: &[String]) -> Companions {
    Companions {
        mapping: args.mapping.clone(),
        suppressions: args.suppressions.clone(),
        budget: args.budget.clone(),
        ..beside(&args.decided, &args.beside, observed)
    }
}

/// The files and settings that a plan and a recommendation have in common.
pub(crate) fn beside(decided: &Decided, beside: &Beside, observed: &[String]) -> Companions {
    Companions {
        patch: decided.patch.clone(),
        decisions: decided.decisions.clone(),
        assigned: beside.assigned.clone(),
        groups: beside.groups.clone(),
        legacy_groups: beside.legacy_groups.clone(),
        assigned_only: beside.scope.map(|scope| scope == ScopeArg::Assigned),
        site_schema: beside.site_schema.clone(),
        chosen: chosen(&[observed, &beside.assume].concat()),
        weights: beside.weights.unwrap_or_default(),
        ..Companions::default()
    }
}

/// What the choices come to; the later of two wins.
fn chosen(choices: &[String]) -> Chosen {
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
    (fixes, observed): (Option<&FixStates>, &[String]),
) -> Result<(), CommandError> {
    let verdict = &finished.summary.verdict;
    if common.json {
        let files: Vec<&str> = written
            .files
            .iter()
            .map(|file| file.name.as_str())
            .collect();
        let mut result = json!({
            "badge": verdict.badge.as_str(),
            "verdict": verdict.sentence,
            "line": verdict.plan_line,
            "out": written.folder.display().to_string(),
            "files": files,
            "observed": observed,
            "changes": changes::as_json(&taken_in.changes, &finished.review),
            "decisions": decisions::as_json(&taken_in.taken),
        });
        if let Some(fixes) = fixes {
            result["fixes"] = fixes_as_json(fixes);
        }
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

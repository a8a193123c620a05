//! `presync verify`: a plan held against what happened, in words or as JSON, and the folder with all of it.

use presync_app::pipeline::{Existing, Verified, VerifyRequest, verify};
use serde_json::{Map, Value, json};

use crate::{
    CommandResult, DONE, OUTSIDE_BUDGET,
    args::{Common, VerifyArgs},
    failure::CommandError,
    odd,
    plan::csv_profile,
    terminal,
};

/// Compares, writes, prints: 0 when everything is as planned, 3 when something is not.
pub(crate) fn run(common: &Common, args: &VerifyArgs) -> CommandResult {
    let request = VerifyRequest {
        plan: args.plan.clone(),
        logs: args.logs.clone(),
        after: args.after.clone(),
        before: args.before.clone(),
        is_over: args.cycle_over,
        folder: args.out.clone(),
        csv: csv_profile(args.csv),
        existing: match args.force {
            true => Existing::Replace,
            false => Existing::ReplaceIntact,
        },
    };
    let job = terminal::job(common);
    let verified = verify(&request, common.now(), &job)?;
    drop(job);
    report(common, &verified)?;
    Ok(match verified.is_kept {
        true => DONE,
        false => OUTSIDE_BUDGET,
    })
}

fn report(common: &Common, verified: &Verified) -> Result<(), CommandError> {
    if common.json {
        return terminal::print(&as_json(verified).to_string());
    }
    let serious = verified.diagnostics.iter().filter(|d| d.is_serious());
    for line in odd::lines(serious) {
        terminal::note(common, &line);
    }
    terminal::print(&verified.sentence)?;
    if let Some(log) = &verified.log {
        terminal::print(log.coverage.sentence())?;
        for (file, line) in log.nameless.iter().take(NAMELESS_MAX) {
            terminal::note(
                common,
                &format!("{file}, line {line}: this entry names nobody."),
            );
        }
    }
    for assume in verified.assumes() {
        terminal::print(&format!("For the next plan: --assume {assume}"))?;
    }
    terminal::print(&format!("Written to {}", verified.written.folder.display()))
}

/// Entries without a name that are told.
const NAMELESS_MAX: usize = 5;

fn as_json(verified: &Verified) -> Value {
    let log = verified.log.as_ref().map(|log| {
        let counts = log.counts().into_iter();
        let counts: Map<String, Value> = counts
            .map(|(verdict, count)| (verdict.as_str().to_owned(), count.into()))
            .collect();
        json!({
            "counts": counts, "coverage": log.coverage.as_str(), "entries": log.entries,
            "group_entries": log.group_entries, "nameless_entries": log.nameless.len(),
        })
    });
    let after = verified.after.as_ref().map(|after| {
        let counts = after.counts.iter();
        let counts: Map<String, Value> = counts
            .map(|(verdict, count)| (verdict.as_str().to_owned(), (*count).into()))
            .collect();
        json!({ "counts": counts })
    });
    let files = verified.written.files.iter();
    let files: Vec<&str> = files.map(|file| file.name.as_str()).collect();
    json!({
        "as_planned": verified.is_kept, "sentence": verified.sentence, "log": log, "after": after,
        "assume": verified.assumes(), "out": verified.written.folder.display().to_string(),
        "files": files, "diagnostics": verified.diagnostics,
    })
}

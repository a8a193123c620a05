//! `presync compare`: what differs between two plans, in words or as JSON.

use std::path::PathBuf;

use presync_app::{
    pipeline::{compare_plans, write_differences},
    wire::{ComparedMove, ComparedPeople, ComparedSide, ComparedValue, PlanComparison, WireSide},
};
use serde_json::Value;

use crate::{
    CommandResult, DONE,
    args::{Common, CompareArgs},
    failure::CommandError,
    keys,
    plan::csv_profile,
    terminal,
};

/// Items, attributes and rows that are named on the terminal; the rest is in the file and the JSON.
const SHOWN_MAX: usize = 20;

/// Compares and prints.
pub(crate) fn run(common: &Common, args: &CompareArgs) -> CommandResult {
    let key = keys::of([&args.plan_a, &args.plan_b].map(PathBuf::as_path))?;
    let job = terminal::job(common).with_passphrase(key);
    let compared = compare_plans([&args.plan_a, &args.plan_b], &job)?;
    let written = match &args.out {
        Some(path) => Some(write_differences(&compared, path, csv_profile(args.csv))?),
        None => None,
    };
    drop(job);
    let comparison = PlanComparison::of(&compared);
    if common.json {
        let mut document = to_json(&comparison)?;
        document["people"] = to_json(&ComparedPeople::all(&compared))?;
        terminal::print(&document.to_string())?;
    } else {
        for line in words(&comparison) {
            terminal::print(&line)?;
        }
        if let (Some(path), Some(rows)) = (&args.out, written) {
            terminal::print(&format!("{rows} rows written to {}", path.display()))?;
        }
    }
    Ok(DONE)
}

fn to_json(value: &impl serde::Serialize) -> Result<Value, CommandError> {
    serde_json::to_value(value).map_err(|_| CommandError::internal())
}

fn words(found: &PlanComparison) -> Vec<String> {
    let mut lines = vec![
        format!("A: {} ({})", found.before.line, found.before.made_at),
        format!("B: {} ({})", found.now.line, found.now.made_at),
    ];
    if found.same_population {
        lines.push(
            "Both plans are of the same exports: what differs comes of the mapping, the settings or decisions."
                .to_owned(),
        );
    }
    lines.extend(effects(&found.effects));
    lines.push(String::new());
    lines.extend(table_of_sides(&found.sides));
    lines.extend(found.sides.iter().filter_map(ambiguous));
    section(&mut lines, "Deserves attention:", items(found));
    section(&mut lines, "Outcomes that moved:", moves(&found.moves));
    section(&mut lines, "Changes that differ:", attributes(found));
    section(&mut lines, "Mapping rows that differ:", mapping(found));
    section(&mut lines, "Inputs that differ:", inputs(found));
    let settings = found.settings.iter().map(value).collect();
    section(&mut lines, "Settings that differ:", settings);
    let assumptions = found.assumptions.iter();
    let assumptions = assumptions.map(|one| format!("{}: {} → {}", one.name, one.before, one.now));
    section(
        &mut lines,
        "Users that assumptions decided:",
        assumptions.collect(),
    );
    lines
}

/// A heading with its lines; the first of them where they are many.
fn section(lines: &mut Vec<String>, heading: &str, mut rows: Vec<String>) {
    if rows.is_empty() {
        return;
    }
    lines.extend([String::new(), heading.to_owned()]);
    let more = rows.len().saturating_sub(SHOWN_MAX);
    rows.truncate(SHOWN_MAX);
    lines.extend(rows.into_iter().map(|row| format!("  {row}")));
    if more > 0 {
        lines.push(format!("  and {more} more"));
    }
}

/// "47 users move from create to link".
fn effects(effects: &[ComparedMove]) -> Vec<String> {
    let moved = effects.iter().filter(|one| one.from != one.to);
    moved
        .map(|one| match one.count {
            1 => format!("1 user moves from {} to {}", one.from, one.to),
            count => format!("{count} users move from {} to {}", one.from, one.to),
        })
        .collect()
}

fn table_of_sides(sides: &[ComparedSide]) -> Vec<String> {
    let head = [
        "",
        "resolved",
        "new",
        "still open",
        "in both",
        "came",
        "left",
        "other id",
    ];
    let row = |cells: [String; 8]| {
        let [first, rest @ ..] = cells;
        let rest: String = rest.iter().map(|cell| format!("{cell:>12}")).collect();
        format!("{first:<16}{rest}")
    };
    let mut lines = vec![row(head.map(str::to_owned))];
    lines.extend(sides.iter().map(|side| {
        let figures = [
            side.resolved,
            side.new,
            side.still_open,
            side.both,
            side.came,
            side.left,
            side.rekeyed,
        ];
        let [resolved, new, open, both, came, left, rekeyed] = figures.map(|n| n.to_string());
        let name = users(side.side).to_owned();
        row([name, resolved, new, open, both, came, left, rekeyed])
    }));
    lines
}

fn ambiguous(side: &ComparedSide) -> Option<String> {
    (side.ambiguous > 0).then(|| {
        format!(
            "{}: {} cannot be told apart from others by id and login, and are left out of these figures",
            users(side.side),
            side.ambiguous
        )
    })
}

fn items(found: &PlanComparison) -> Vec<String> {
    let items = found.items.iter().map(|one| {
        format!(
            "{}: {} resolved, {} new, {} still open",
            one.item, one.resolved, one.new, one.still_open
        )
    });
    items.collect()
}

fn moves(moves: &[ComparedMove]) -> Vec<String> {
    let moved = moves.iter().filter(|one| one.from != one.to);
    moved
        .map(|one| {
            format!(
                "{}: {} → {}: {}",
                users(one.side),
                one.from,
                one.to,
                one.count
            )
        })
        .collect()
}

fn attributes(found: &PlanComparison) -> Vec<String> {
    let attributes = found.attributes.iter().map(|one| {
        format!(
            "{}: {} added, {} removed, {} different",
            one.target, one.added, one.removed, one.different
        )
    });
    attributes.collect()
}

fn mapping(found: &PlanComparison) -> Vec<String> {
    let rows = found.mapping.iter().map(|row| {
        let properties: Vec<String> = row.properties.iter().map(value).collect();
        let place = match row.object.as_str() {
            "users" => String::new(),
            other => format!("{other} "),
        };
        format!(
            "{place}{} {}: {}",
            row.target,
            row.what,
            properties.join("; ")
        )
    });
    rows.collect()
}

fn inputs(found: &PlanComparison) -> Vec<String> {
    let inputs = found.inputs.iter().map(|input| {
        let plan = if input.is_new { "B" } else { "A" };
        format!("only {plan}: {} ({})", input.file, input.role)
    });
    inputs.collect()
}

fn value(one: &ComparedValue) -> String {
    let text = |value: &Option<String>| match value {
        None => "∅".to_owned(),
        Some(value) => format!("{value:?}"),
    };
    format!("{}: {} → {}", one.name, text(&one.before), text(&one.now))
}

fn users(side: WireSide) -> &'static str {
    match side {
        WireSide::Azure => "Azure users",
        WireSide::Legacy => "Intranet users",
    }
}

//! `presync inspect`: what a file is, in words or as JSON.

use presync_app::pipeline::{FileKind, Inspection, ProfileSource, inspect_file};

use crate::{
    CommandResult, DONE,
    args::{Common, InspectArgs},
    failure::CommandError,
    odd, terminal,
};

/// Reads a file and says what it found.
pub(crate) fn run(common: &Common, args: &InspectArgs) -> CommandResult {
    let job = terminal::job(common);
    let inspection = inspect_file(&args.file, &job)?;
    drop(job);
    if common.json {
        let json = serde_json::to_string_pretty(&inspection);
        terminal::print(&json.map_err(|_| CommandError::internal())?)?;
        return Ok(DONE);
    }
    for line in words(&inspection) {
        terminal::print(&line)?;
    }
    Ok(DONE)
}

fn words(inspection: &Inspection) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", inspection.file, inspection.format)];
    if inspection.kind == FileKind::Users {
        lines.extend(users(inspection));
    } else {
        lines.extend(other(inspection));
    }
    lines.extend(diagnostics(inspection));
    lines
}

/// What a file holds that is no side of the migration, and which flag takes it.
fn other(inspection: &Inspection) -> Vec<String> {
    let counts = inspection.counts.iter();
    let counts: Vec<String> = counts
        .map(|count| format!("{}: {}", count.what, count.count))
        .collect();
    let counts = if counts.is_empty() {
        String::new()
    } else {
        format!(" ({})", counts.join(", "))
    };
    vec![
        format!("This is {}{counts}.", inspection.kind.words()),
        inspection.hint.to_owned(),
    ]
}

fn users(inspection: &Inspection) -> Vec<String> {
    let mut lines = vec![match &inspection.side {
        Some(guess) => {
            format!(
                "Side: {} users, {} % sure: {}",
                guess.side.label(),
                guess.confidence,
                guess.reason
            )
        }
        None => "Side: not evident".to_owned(),
    }];
    if inspection.sheets.len() > 1 {
        lines.push(format!("Sheets: {}", sheets(inspection)));
    }
    let whole = if inspection.sample_is_whole {
        ""
    } else {
        " (the first ones)"
    };
    lines.push(format!(
        "Records looked at: {}{whole}",
        inspection.records_sampled
    ));
    lines.extend(inspection.profile_source.iter().flat_map(profile_source));
    lines.push(String::new());
    lines.extend(inspection.columns.iter().map(column));
    lines
}

/// How the feed was to be run.
fn profile_source(source: &ProfileSource) -> Vec<String> {
    let options = source.options.iter();
    let options: Vec<String> = options
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let blanks = source.apply_blank.iter();
    let blanks: Vec<String> = blanks
        .map(|(attribute, count)| format!("{attribute} ({count})"))
        .collect();
    let mut lines = Vec::new();
    if !options.is_empty() {
        lines.push(format!("Sync settings: {}", options.join(", ")));
    }
    if !blanks.is_empty() {
        lines.push(format!(
            "Cells that may clear a value (applyBlank): {}",
            blanks.join(", ")
        ));
    }
    lines
}

fn sheets(inspection: &Inspection) -> String {
    let name = |sheet: &presync_app::pipeline::SheetInspection| match (sheet.chosen, sheet.visible)
    {
        (true, _) => format!("{} (read)", sheet.name),
        (_, false) => format!("{} (hidden)", sheet.name),
        _ => sheet.name.clone(),
    };
    inspection
        .sheets
        .iter()
        .map(name)
        .collect::<Vec<_>>()
        .join(", ")
}

fn column(column: &presync_app::pipeline::ColumnInspection) -> String {
    let read = &column.column;
    let as_what = match read.known {
        true => format!("{} ({} %)", read.attribute, read.confidence),
        false => "additional field".to_owned(),
    };
    format!(
        "{:<28} → {as_what}, {} % filled, {} distinct. {}",
        read.header, column.fill_percent, column.distinct, read.reason
    )
}

fn diagnostics(inspection: &Inspection) -> Vec<String> {
    let mut lines = odd::lines(inspection.diagnostics.iter());
    if !lines.is_empty() {
        lines.insert(0, String::new());
    }
    lines
}

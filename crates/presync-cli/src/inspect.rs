//! `presync inspect`: what a file is, in words or as JSON.

use presync_app::pipeline::{Inspection, inspect_file};

use crate::{
    CommandResult, DONE,
    args::{Common, InspectArgs},
    failure::CommandError,
    terminal,
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
    lines.push(match &inspection.side {
        Some(guess) => {
            format!(
                "Side: {} users, {} % sure: {}",
                guess.side.label(),
                guess.confidence,
                guess.reason
            )
        }
        None => "Side: not evident".to_owned(),
    });
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
    lines.push(String::new());
    lines.extend(inspection.columns.iter().map(column));
    lines.extend(diagnostics(inspection));
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
    let mut lines = Vec::new();
    for diagnostic in &inspection.diagnostics {
        lines.push(format!("{}: {diagnostic}", diagnostic.severity.as_str()));
    }
    if !lines.is_empty() {
        lines.insert(0, String::new());
    }
    lines
}

//! `presync inspect`: what a file is, in words or as JSON.

use presync_app::{
    Side,
    pipeline::{
        ColumnInspection, FileKind, ImportProfile, InspectRequest, Inspection, ProfileEntry,
        ProfileSource, RemedyGroup, SheetInspection, WholeFile, inspect_beside, read_profile,
        remedies, write_profile, write_rejected_rows,
    },
};
use serde::Serialize;

use crate::{
    CommandResult, DONE,
    args::{Common, InspectArgs, SideArg},
    failure::CommandError,
    odd,
    plan::csv_profile,
    terminal,
};

/// The version of the document that `--json` prints: docs/inspection.md.
const VERSION: u32 = 1;

/// What `--json` prints.
#[derive(Serialize)]
struct Document<'a> {
    presync_inspection: u32,
    #[serde(flatten)]
    inspection: &'a Inspection,
    remedies: Vec<RemedyGroup>,
    #[serde(skip_serializing_if = "Option::is_none")]
    whole: Option<Whole>,
}

/// What was found when the whole file was read.
#[derive(Clone, Copy, Serialize)]
struct Whole {
    records: u32,
    rejected: u64,
}

/// Reads a file and says what it found.
pub(crate) fn run(common: &Common, args: &InspectArgs) -> CommandResult {
    let job = terminal::job(common);
    let request = InspectRequest {
        path: args.file.clone(),
        side: args.side.map(side),
        beside: args.beside.clone(),
        profile: args.profile.as_deref().map(read_profile).transpose()?,
    };
    let mut inspection = inspect_beside(&request, &job)?;
    let whole = args
        .rejected
        .as_ref()
        .map(|out| write_rejected_rows(&args.file, &inspection, out, csv_profile(args.csv), &job));
    let whole = whole
        .transpose()?
        .map(|found| counts(found, &mut inspection));
    if let Some(out) = &args.save_profile {
        let entry = ProfileEntry::of(&inspection);
        write_profile(&ImportProfile::of(vec![entry]), out)?;
    }
    drop(job);
    if common.json {
        return print_json(&inspection, whole);
    }
    for line in words(&inspection, whole) {
        terminal::print(&line)?;
    }
    Ok(DONE)
}

fn side(arg: SideArg) -> Side {
    match arg {
        SideArg::Legacy => Side::Legacy,
        SideArg::Azure => Side::Azure,
    }
}

/// The counts, and what was odd put in the place of what a look had found.
fn counts(found: WholeFile, inspection: &mut Inspection) -> Whole {
    inspection.diagnostics = found.diagnostics;
    Whole {
        records: found.records,
        rejected: found.rejected,
    }
}

fn print_json(inspection: &Inspection, whole: Option<Whole>) -> CommandResult {
    let document = Document {
        presync_inspection: VERSION,
        inspection,
        remedies: remedies(&inspection.diagnostics),
        whole,
    };
    let json = serde_json::to_string_pretty(&document);
    terminal::print(&json.map_err(|_| CommandError::internal())?)?;
    Ok(DONE)
}

fn words(inspection: &Inspection, whole: Option<Whole>) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", inspection.file, inspection.format)];
    if inspection.kind == FileKind::Users {
        lines.extend(users(inspection, whole));
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

fn users(inspection: &Inspection, whole: Option<Whole>) -> Vec<String> {
    let mut lines = vec![side_words(inspection)];
    if inspection.sheets.len() > 1 {
        lines.push(format!("Sheets: {}", sheets(inspection)));
    }
    lines.push(records(inspection, whole));
    lines.extend(encodings(inspection));
    lines.extend(delimiters(inspection));
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

fn side_words(inspection: &Inspection) -> String {
    match &inspection.side {
        Some(guess) => format!(
            "Side: {} users, {} % sure: {}",
            guess.side.label(),
            guess.confidence,
            guess.reason
        ),
        None => "Side: not evident".to_owned(),
    }
}

fn records(inspection: &Inspection, whole: Option<Whole>) -> String {
    if let Some(Whole { records, rejected }) = whole {
        return format!("Records: {records}, of which {rejected} cannot be used");
    }
    let first = if inspection.sample_is_whole {
        ""
    } else {
        " (the first ones)"
    };
    format!("Records looked at: {}{first}", inspection.records_sampled)
}

/// The encodings that come into question, each with a line for the eye.
fn encodings(inspection: &Inspection) -> Vec<String> {
    let choices = &inspection.alternatives.encodings;
    if choices.len() < 2 {
        return Vec::new();
    }
    let line = |choice: &presync_app::pipeline::EncodingChoice| {
        let mark = if choice.chosen { " (read)" } else { "" };
        let example = choice.lines.first().map_or("", String::as_str);
        format!("  {}{mark}: {example}", choice.encoding)
    };
    let head = "Encodings that come into question, each with a line:".to_owned();
    std::iter::once(head)
        .chain(choices.iter().map(line))
        .collect()
}

/// The delimiters that come into question, where there are several.
fn delimiters(inspection: &Inspection) -> Option<String> {
    let choices = &inspection.alternatives.delimiters;
    let counted = |count: usize, one: &str| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {one}{plural}")
    };
    let told = |choice: &presync_app::pipeline::DelimiterChoice| {
        format!(
            "{}: {} in {} % of the first rows, {}",
            choice.name,
            counted(choice.columns, "column"),
            choice.even_percent,
            counted(choice.known_headers, "known header")
        )
    };
    (choices.len() > 1).then(|| {
        let told: Vec<String> = choices.iter().map(told).collect();
        format!("Delimiters: {}", told.join("; "))
    })
}

fn sheets(inspection: &Inspection) -> String {
    let name = |sheet: &SheetInspection| match (sheet.chosen, sheet.visible) {
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

fn column(column: &ColumnInspection) -> String {
    let read = &column.column;
    let as_what = match read.known {
        true => format!("{} ({} %)", read.attribute, read.confidence),
        false => "additional field".to_owned(),
    };
    let other = column.candidates.first().map_or(String::new(), |other| {
        format!(" Else {} ({} %).", other.attribute, other.confidence)
    });
    format!(
        "{:<28} → {as_what}, {} % filled, {} distinct. {}{other}",
        column.name, column.fill_percent, column.distinct, read.reason
    )
}

/// What was odd, under what would put it right.
fn diagnostics(inspection: &Inspection) -> Vec<String> {
    let mut lines = Vec::new();
    for group in inspection.remedies() {
        lines.push(String::new());
        lines.push(format!("{}:", group.label));
        let of_group = inspection
            .diagnostics
            .iter()
            .filter(|diagnostic| group.codes.contains(&diagnostic.code));
        lines.extend(
            odd::lines(of_group)
                .into_iter()
                .map(|line| format!("  {line}")),
        );
    }
    lines
}

//! The tables of the portal's download: entries, steps, modified properties.

use std::{collections::BTreeMap, ops::ControlFlow};

use presync_core::{
    Diagnostic, ProvisioningEvent, Severity,
    catalogue::fold_header,
    provisioning_log::{LoggedAction, LoggedIdentity, LoggedStatus, LoggedStep, ModifiedProperty},
};

use super::{
    Log,
    columns::{Column, EVENTS, MODIFIED, STEPS},
    said,
};
use crate::{FileKind, ImportError, RefusalCode, format::Detected, source::SourceFile};

/// Which of the tables a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The entries.
    Events,
    /// Their steps.
    Steps,
    /// The properties they wrote.
    Modified,
}

/// The table that these headers are of, if they are of one.
pub(crate) fn part_of(headers: &[String]) -> Option<Part> {
    let folded: Vec<String> = headers.iter().map(|header| fold_header(header)).collect();
    let has = |names: &[&str]| folded.iter().any(|header| names.contains(&header.as_str()));
    if !has(&["changeid"]) {
        None
    } else if has(MODIFIED[2].headers) || has(MODIFIED[3].headers) {
        Some(Part::Modified)
    } else if has(EVENTS[3].headers) && has(EVENTS[4].headers) {
        Some(Part::Events)
    } else if has(STEPS[1].headers) && has(STEPS[3].headers) {
        Some(Part::Steps)
    } else {
        None
    }
}

/// Reads one table into the log.
pub(super) fn read(
    log: &mut Log,
    file: &SourceFile<'_>,
    mut detected: Detected<'_>,
) -> Result<(), ImportError> {
    let part = part_of(&detected.header.names).ok_or_else(|| not_a_log(file, None))?;
    let columns = match part {
        Part::Events => EVENTS,
        Part::Steps => STEPS,
        Part::Modified => MODIFIED,
    };
    let places = places(columns, &detected.header.names);
    log.diagnostics.append(&mut detected.diagnostics);
    log.diagnostics
        .push(assumed(file, columns, &places, &detected.header.names));
    let name = file.name();
    let header_row = detected.header.row;
    detected.rows.scan(&mut |row| {
        if row.line <= header_row || row.is_blank() {
            return Ok(ControlFlow::Continue(()));
        }
        let cells: Vec<&str> = places
            .iter()
            .map(|place| place.map_or("", |at| row.cell(at).trim()))
            .collect();
        match part {
            Part::Events => {
                let (event, unknown) = event(&name, row.line, &cells);
                log.unknown += unknown;
                log.add(event);
            }
            Part::Steps => log.details.add_step(&cells),
            Part::Modified => log.details.add_modified(&cells),
        }
        Ok(ControlFlow::Continue(()))
    })
}

/// The status of an entry in a row with these headers, for counting.
pub(crate) fn status_column(headers: &[String]) -> Option<usize> {
    places(EVENTS, headers)[4]
}

fn places(columns: &[Column], headers: &[String]) -> Vec<Option<usize>> {
    let folded: Vec<String> = headers.iter().map(|header| fold_header(header)).collect();
    let place = |name: &&str| folded.iter().position(|header| header == name);
    columns
        .iter()
        .map(|column| column.headers.iter().find_map(place))
        .collect()
}

fn event(file: &str, line: u64, cells: &[&str]) -> (ProvisioningEvent, u64) {
    let (action, status) = (LoggedAction::of(cells[3]), LoggedStatus::of(cells[4]));
    let unknown = |is_known: bool, word: &str| u64::from(!is_known && !word.is_empty());
    let identity = |at: usize| LoggedIdentity {
        id: cells[at].into(),
        name: cells[at + 1].into(),
        kind: cells[at + 2].into(),
        login: cells[at + 3].into(),
    };
    let event = ProvisioningEvent {
        file: file.into(),
        line,
        id: cells[0].into(),
        change_id: cells[1].into(),
        activity_at: cells[2].into(),
        action: action.unwrap_or(LoggedAction::Other),
        status: status.unwrap_or(LoggedStatus::Unknown),
        error_code: cells[5].into(),
        reason: cells[6].into(),
        steps: Vec::new(),
        source: identity(7),
        target: identity(11),
        modified: Vec::new(),
    };
    let unknown = unknown(action.is_some(), cells[3]) + unknown(status.is_some(), cells[4]);
    (event, unknown)
}

/// Steps and properties that wait for their entry.
#[derive(Default)]
pub(super) struct Details {
    steps: BTreeMap<String, Vec<LoggedStep>>,
    modified: BTreeMap<String, Vec<ModifiedProperty>>,
}

impl Details {
    fn add_step(&mut self, cells: &[&str]) {
        let step = LoggedStep {
            name: cells[1].into(),
            kind: cells[2].into(),
            status: LoggedStatus::of(cells[3]).unwrap_or(LoggedStatus::Unknown),
            description: cells[4].into(),
        };
        self.steps.entry(cells[0].into()).or_default().push(step);
    }

    fn add_modified(&mut self, cells: &[&str]) {
        let modified = ModifiedProperty {
            name: cells[1].into(),
            old: cells[2].into(),
            new: cells[3].into(),
        };
        self.modified
            .entry(cells[0].into())
            .or_default()
            .push(modified);
    }

    /// Gives each entry its steps and properties; where entries share a change, the first has them.
    pub(super) fn join(
        mut self,
        events: &mut [ProvisioningEvent],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for event in events
            .iter_mut()
            .filter(|event| !event.change_id.is_empty())
        {
            if let Some(steps) = self.steps.remove(&event.change_id) {
                event.steps.extend(steps);
            }
            if let Some(modified) = self.modified.remove(&event.change_id) {
                event.modified.extend(modified);
            }
        }
        let left = |count: usize, what: &str| {
            said(
                "LOG_CHANGE_MISSING",
                Severity::Warning,
                format!(
                    "{count} {what} belong to changes that no entry of the given files has; they are not used."
                ),
            )
        };
        let steps = self.steps.values().map(Vec::len).sum();
        let modified = self.modified.values().map(Vec::len).sum();
        let found = [(steps, "steps"), (modified, "modified properties")];
        diagnostics.extend(
            found
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, what)| left(count, what)),
        );
    }
}

/// Says how the headings were read, since nobody documents them.
fn assumed(
    file: &SourceFile<'_>,
    columns: &[Column],
    places: &[Option<usize>],
    headers: &[String],
) -> Diagnostic {
    let read = columns.iter().zip(places).filter_map(|(column, place)| {
        let header = headers[(*place)?].trim();
        Some(format!("\"{header}\" as {}", column.what))
    });
    let unread = headers.iter().enumerate();
    let unread: Vec<String> = unread
        .filter(|(at, header)| !places.contains(&Some(*at)) && !header.trim().is_empty())
        .map(|(_, header)| format!("\"{}\"", header.trim()))
        .collect();
    let read = read.collect::<Vec<_>>().join(", ");
    let unread = if unread.is_empty() {
        String::new()
    } else {
        format!(" Not read: {}.", unread.join(", "))
    };
    Diagnostic {
        file: file.name(),
        ..said(
            "LOG_COLUMNS_ASSUMED",
            Severity::Note,
            format!(
                "The headings of this download are not documented; they are read by what they say: {read}.{unread}"
            ),
        )
    }
}

/// The refusal of a file that is no log, with what it is where that is known.
pub(super) fn not_a_log(file: &SourceFile<'_>, kind: Option<FileKind>) -> ImportError {
    let message = kind.map_or_else(
        || {
            "This is no provisioning log: its columns are those of none of the three tables."
                .to_owned()
        },
        |kind| format!("This is {}, not a provisioning log.", kind.words()),
    );
    file.refuse(
        RefusalCode::NotALog,
        message,
        "Give the log as JSON, or all CSV files of one download together.",
    )
}

//! What people said of reading files, remembered by side and headers.

use jiff::Timestamp;
use presync_core::Side;
use presync_import::{Inspection, ProfileEntry, ReadOptions, header_set_digest};
use presync_store::{ReadingRow, Workspace};

use super::ImportRequest;
use crate::wire::Failure;

/// What was said of files of a side with the first of these sets of headers of which anything was.
///
/// # Errors
/// When the workspace cannot be read.
pub(crate) fn recall(
    workspace: &Workspace,
    side: Side,
    sets: &[String],
) -> Result<Option<ReadingRow>, Failure> {
    for set in sets {
        if let Some(row) = workspace.reading(side, set)? {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

/// Remembers what a person said of each file; what was only detected is detected again.
pub(super) fn remember(
    workspace: &mut Workspace,
    requests: &[ImportRequest],
    inspections: &[Inspection],
    now: Timestamp,
) -> Result<(), Failure> {
    let said = requests.iter().zip(inspections);
    let rows: Vec<ReadingRow> = said
        .filter(|(request, _)| !request.options.is_empty())
        .map(|(request, inspection)| row(request, inspection, now))
        .collect::<Result<_, Failure>>()?;
    if !rows.is_empty() {
        workspace.keep_readings(&rows)?;
    }
    Ok(())
}

fn row(
    request: &ImportRequest,
    inspection: &Inspection,
    now: Timestamp,
) -> Result<ReadingRow, Failure> {
    let choices = ReadOptions {
        side: None,
        ..request.options.clone()
    };
    Ok(ReadingRow {
        side: request.side,
        header_set: header_set_digest(inspection.headers()),
        headers: inspection.headers().to_vec(),
        choices: serde_json::to_value(choices).map_err(|_| Failure::internal())?,
        chosen_at: now.to_string(),
    })
}

/// What is remembered, as entries of a profile.
///
/// # Errors
/// When the workspace cannot be read.
pub(crate) fn remembered_entries(workspace: &Workspace) -> Result<Vec<ProfileEntry>, Failure> {
    let rows = workspace.readings()?.into_iter();
    let entries = rows.filter_map(|row| {
        let choices: ReadOptions = serde_json::from_value(row.choices).ok()?;
        let choices = ReadOptions {
            side: Some(row.side),
            ..choices
        };
        Some(ProfileEntry::of_choices(&row.headers, &choices))
    });
    Ok(entries.collect())
}

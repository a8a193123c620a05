//! Streams the records of an inspected file into a sink.

use std::path::Path;

use presync_core::record::{RecordSink, SourceHeader};

use crate::{
    ImportError, Inspection, ReadHost, RefusalCode,
    identity::Identity,
    intake::{Habits, Intake},
    relay::relayed,
    source::{SourceFile, Watch},
};

/// How many records a file held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadSummary {
    /// All records, the rejected ones included; wholly empty lines are none.
    pub records: u32,
    /// Records that could not be used; each is a diagnostic with its row.
    pub rejected: u32,
}

/// Reads the file the way the inspection says. The sink gets the header, then what the inspection found
/// odd, then records and rejections in file order, then what was counted; on an error it is to forget
/// all of it. The sink stays on this thread, the reading happens on another. Progress is in bytes. Memory
/// does not grow with the number of records.
///
/// # Errors
/// When the file holds no users, the side is unknown, no column identifies a user, the file changed since
/// the inspection or cannot be read to its end, the sink fails, or the user cancels.
pub fn read<'h>(
    path: &Path,
    inspection: &Inspection,
    sink: &mut dyn RecordSink,
    host: impl Into<ReadHost<'h>>,
) -> Result<ReadSummary, ImportError> {
    let host = host.into();
    relayed(sink, |sink| parse(path, inspection, sink, host))
}

fn parse(
    path: &Path,
    inspection: &Inspection,
    sink: &mut dyn RecordSink,
    host: ReadHost<'_>,
) -> Result<ReadSummary, ImportError> {
    let watch = Watch::new(host);
    let file = SourceFile::find(path, &watch)?;
    file.check_unchanged(inspection.fingerprint)?;
    inspection.check_users()?;
    let header = source_header(&file, inspection)?;
    let identity = identity(&file, inspection, &header)?;
    watch.begin(file.bytes);
    sink.begin(&header)?;
    for diagnostic in &inspection.diagnostics {
        sink.diagnostic(diagnostic.clone())?;
    }
    let mut intake = Intake::new(
        sink,
        &header,
        identity,
        habits(inspection, host),
        &inspection.options,
    );
    watch.begin_digest();
    let mut rows = inspection.method.open(&file)?;
    rows.scan(&mut |row| intake.take(row))?;
    let taken = intake.finish()?;
    if let Some(row) = taken.beyond {
        return Err(too_many(&file, host.records_max).at_row(row));
    }
    file.check_unchanged(inspection.fingerprint)?;
    file.check_digest(&inspection.sha256)?;
    watch.finish().map_err(|error| file.failed(error))?;
    Ok(ReadSummary {
        records: taken.records,
        rejected: taken.rejected,
    })
}

fn source_header(
    file: &SourceFile<'_>,
    inspection: &Inspection,
) -> Result<SourceHeader, ImportError> {
    let Some(side) = inspection.options.side else {
        return Err(file.refuse(
            RefusalCode::SideUnknown,
            "It is neither said nor evident whether these are intranet or Azure users.",
            "Say which side the file belongs to.",
        ));
    };
    Ok(SourceHeader {
        side,
        file: file.name(),
        sheet: inspection.options.sheet.clone(),
        format: inspection.format.clone(),
        sha256: inspection.sha256.clone(),
        bytes: inspection.bytes,
        columns: inspection.source_columns(),
        profile_source: inspection.profile_source.clone(),
    })
}

fn identity(
    file: &SourceFile<'_>,
    inspection: &Inspection,
    header: &SourceHeader,
) -> Result<Identity, ImportError> {
    if inspection.is_empty_list() {
        return Ok(Identity::NOBODY);
    }
    let attributes: Vec<&str> = header
        .columns
        .iter()
        .map(|column| column.attribute.as_str())
        .collect();
    Identity::of(header.side, &attributes).ok_or_else(|| {
        file.refuse(
            RefusalCode::NotUsers,
            format!(
                "No column of it identifies a user of the {} side.",
                header.side.label()
            ),
            "Check that this is the right file and side, or say which column holds what.",
        )
    })
}

fn habits(inspection: &Inspection, host: ReadHost<'_>) -> Habits {
    let options = &inspection.options;
    Habits {
        header_row: options.header_row.unwrap_or(0),
        ragged: options
            .ragged
            .filter(|_| inspection.method.is_delimited_text()),
        is_ascii: inspection.is_ascii,
        records_max: host.records_max,
    }
}

fn too_many(file: &SourceFile<'_>, records_max: u32) -> ImportError {
    file.refuse(
        RefusalCode::TooManyRecords,
        format!("The file holds more than {records_max} records, the most that is read of one file."),
        "Export it in several files and give all of them, or leave out who is surely not concerned.",
    )
}

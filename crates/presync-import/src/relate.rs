//! Files of both sides, looked at together: what one side's known columns say of the other's unknown
//! ones.

use std::{collections::BTreeMap, ops::ControlFlow, path::Path};

use presync_core::{Diagnostic, Severity, Side};

use crate::{
    ImportError, Imported, Inspection, ReadHost,
    judge::judge,
    observation::observation,
    recognise::{self, Known, Pool, is_open, is_paired},
    source::{SourceFile, Watch},
};

/// Records below which a column says nothing.
const FILLED_MIN: u32 = 5;

/// Judges the columns of all files again, each side by what is known of the other. Files whose side is
/// open stay as they are.
pub fn relate(inspections: &mut [Inspection]) {
    relate_beside(inspections, &[]);
}

/// The same, where sources that were imported before explain the files too.
pub fn relate_beside(inspections: &mut [Inspection], imported: &[&Imported]) {
    let pool = |side: Side| {
        let mut pool = pool(inspections, side);
        for source in imported.iter().filter(|source| source.side() == side) {
            source.add_to(&mut pool);
        }
        (side, pool)
    };
    let pools: BTreeMap<Side, Pool> = [Side::Legacy, Side::Azure].map(pool).into();
    let twins = twins(inspections);
    for (inspection, twin) in inspections.iter_mut().zip(twins) {
        let Some(side) = inspection.options.side else {
            continue;
        };
        let other = &pools[&opposite(side)];
        let known = known(inspection, other, &own_pool(inspection, side));
        judge(inspection, &known, Some(other));
        if let Some(twin) = twin {
            inspection.say(twin);
        }
    }
}

/// Whether a column is in doubt that the other side could explain, in files too large for their sample
/// to be all of them: then every row should be taken into account, by [`deepen`].
#[must_use]
pub fn takes_all_rows(inspections: &[Inspection]) -> bool {
    let is_sample = |inspection: &Inspection| !inspection.evidence.sketches_are_whole;
    inspections.iter().any(is_sample) && inspections.iter().any(is_in_doubt)
}

/// Reads all rows of a file for what its columns hold, where only a sample was read before. Progress is
/// in bytes.
///
/// # Errors
/// When the file changed since or cannot be read to its end, or the user cancels.
pub fn deepen<'h>(
    path: &Path,
    inspection: &mut Inspection,
    host: impl Into<ReadHost<'h>>,
) -> Result<(), ImportError> {
    if inspection.evidence.sketches_are_whole {
        return Ok(());
    }
    let watch = Watch::new(host);
    let file = SourceFile::find(path, &watch)?;
    file.check_unchanged(inspection.fingerprint)?;
    watch.begin(file.bytes);
    let header_row = inspection.options.header_row.unwrap_or(0);
    let mut rows = inspection.method.open(&file)?;
    let wanted: Vec<usize> = wanted(inspection);
    let profiles = &mut inspection.evidence.profiles;
    rows.scan(&mut |row| {
        if row.line > header_row {
            for column in &wanted {
                profiles[*column].add_to_sketch(row.cell(*column));
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    watch.finish().map_err(|error| file.failed(error))?;
    inspection.evidence.sketches_are_whole = true;
    Ok(())
}

/// The columns whose values explain others or may be explained.
fn wanted(inspection: &Inspection) -> Vec<usize> {
    let side = inspection.options.side.unwrap_or(Side::Legacy);
    let columns = inspection.columns.iter().enumerate();
    columns
        .filter(|(ix, column)| {
            is_paired(side, &column.column.attribute) || is_column_open(inspection, *ix)
        })
        .map(|(ix, _)| ix)
        .collect()
}

fn is_column_open(inspection: &Inspection, ix: usize) -> bool {
    let side = inspection.options.side.unwrap_or(Side::Legacy);
    let evidence = &inspection.evidence;
    let (header, profile) = (&evidence.headers[ix], &evidence.profiles[ix]);
    let is_told = evidence.facts.columns.get(ix).copied().flatten().is_some();
    profile.filled >= FILLED_MIN && !is_told && is_open(side, header, profile)
}

/// Whether a column is open and an attribute that it could be has no certain column.
fn is_in_doubt(inspection: &Inspection) -> bool {
    let Some(side) = inspection.options.side else {
        return false;
    };
    let is_held = |attribute: &str| {
        let columns = inspection.columns.iter();
        columns
            .filter(|column| column.is_certain && column.filled > 0)
            .any(|column| column.column.attribute == attribute)
    };
    let is_missing = recognise::paired(side).any(|attribute| !is_held(attribute));
    is_missing && (0..inspection.columns.len()).any(|ix| is_column_open(inspection, ix))
}

fn pool(inspections: &[Inspection], side: Side) -> Pool {
    let mut pool = Pool::of(side);
    let of_side = inspections.iter();
    for inspection in of_side.filter(|inspection| inspection.options.side == Some(side)) {
        add(&mut pool, inspection);
    }
    pool
}

fn own_pool(inspection: &Inspection, side: Side) -> Pool {
    let mut pool = Pool::of(side);
    add(&mut pool, inspection);
    pool
}

fn add(pool: &mut Pool, inspection: &Inspection) {
    let is_sample = !inspection.evidence.sketches_are_whole;
    let columns = inspection.columns.iter().zip(&inspection.evidence.profiles);
    for (column, profile) in columns.filter(|(column, _)| column.is_certain) {
        pool.add(&column.column.attribute, &profile.sketch, is_sample);
    }
}

fn known(inspection: &Inspection, other: &Pool, own: &Pool) -> Vec<Known> {
    let evidence = &inspection.evidence;
    let is_sample = !evidence.sketches_are_whole;
    let columns = evidence.profiles.iter().enumerate();
    columns
        .map(|(ix, profile)| {
            let mut known = recognise::known(profile, is_sample, other, own);
            if !is_column_open(inspection, ix) {
                known.guesses.clear();
            }
            known
        })
        .collect()
}

/// Says of every file that is another one's twin on the other side that nobody can have both.
fn twins(inspections: &[Inspection]) -> Vec<Option<Diagnostic>> {
    let twin = |one: &Inspection| {
        let side = one.options.side?;
        let other = inspections.iter().find(|other| {
            other.sha256 == one.sha256 && other.options.side == Some(opposite(side))
        })?;
        Some(observation(
            "SAME_FILE_ON_BOTH_SIDES",
            Severity::Blocker,
            format!(
                "The same file was given as the {} side and, as {}, as the {} side.",
                side.label(),
                other.file,
                opposite(side).label()
            ),
            "Give an export of each side.",
        ))
    };
    inspections.iter().map(twin).collect()
}

fn opposite(side: Side) -> Side {
    match side {
        Side::Legacy => Side::Azure,
        Side::Azure => Side::Legacy,
    }
}

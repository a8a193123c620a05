//! What names an erased person in rows that are not theirs: values of others, samples, logs, texts.

use std::collections::BTreeSet;

use presync_core::{Sample, record::VALUE_SEPARATOR};
use rusqlite::{Connection, Transaction, params};

use super::{Left, Person, TERM_CHARS_MIN};
use crate::{
    cells,
    table::{records, sources::SourceRow},
};

/// What stands where a text named the erased person.
const ERASED_TEXT: &str = "(erased)";

/// Empties the values of other records that name the person, and what was read of them.
pub(super) fn erase_mentions(
    within: &Transaction<'_>,
    source: &SourceRow,
    terms: &[String],
) -> rusqlite::Result<u32> {
    let columns = source.header.columns.len();
    let mut edited: Vec<(i64, Vec<u8>, Vec<u8>)> = Vec::new();
    let mut statement = records::prepare_read(within)?;
    let mut rows = statement.query(records::bounds(source.id))?;
    while let Some(row) = rows.next()? {
        let packed = records::read(row)?;
        let (mut unpacked, mut readings) = (Vec::new(), Vec::new());
        let whole = cells::unpack(packed.cells, columns, &mut unpacked)
            .and_then(|()| cells::unpack_readings(packed.readings, columns, &mut readings));
        whole.map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(
                2,
                rusqlite::types::Type::Blob,
                Box::new(error),
            )
        })?;
        let named: Vec<usize> = (0..columns)
            .filter(|at| names(unpacked[*at], terms))
            .collect();
        let read = readings.iter().filter(|one| names(one.text, terms));
        let named: BTreeSet<usize> = named
            .into_iter()
            .chain(read.map(|one| one.column))
            .collect();
        if named.is_empty() {
            continue;
        }
        let kept: Vec<String> = unpacked.iter().map(|cell| without(cell, terms)).collect();
        let kept: Vec<&str> = kept.iter().map(String::as_str).collect();
        readings.retain(|reading| !named.contains(&reading.column));
        let (mut cells_packed, mut readings_packed) = (Vec::new(), Vec::new());
        cells::pack(&kept, &mut cells_packed);
        cells::pack_readings(&readings, &mut readings_packed);
        edited.push((row.get(0)?, cells_packed, readings_packed));
    }
    let sql = "UPDATE records SET cells = ?2, readings = nullif(?3, x'') WHERE id = ?1";
    let mut update = within.prepare(sql)?;
    for (key, cells, readings) in &edited {
        update.execute(params![key, cells, readings])?;
    }
    Ok(u32::try_from(edited.len()).unwrap_or(u32::MAX))
}

/// A cell without the values that name the person.
fn without(cell: &str, terms: &[String]) -> String {
    if !names(cell, terms) {
        return cell.to_owned();
    }
    let separator = if cell.contains(VALUE_SEPARATOR) {
        VALUE_SEPARATOR
    } else {
        ';'
    };
    let kept: Vec<&str> = cell
        .split(separator)
        .filter(|value| !names(value, terms))
        .collect();
    kept.join(&separator.to_string())
}

fn names(text: &str, terms: &[String]) -> bool {
    if text.len() < TERM_CHARS_MIN {
        return false;
    }
    let text = text.to_lowercase();
    terms.iter().any(|term| text.contains(term))
}

/// Samples of notes that show the person's rows or name the person.
pub(super) fn erase_samples(
    within: &Transaction<'_>,
    source: &SourceRow,
    lines: &BTreeSet<u64>,
    terms: &[String],
) -> rusqlite::Result<()> {
    let sql = "SELECT id, samples FROM diagnostics WHERE source = ?1 AND samples <> '[]'";
    let mut statement = within.prepare(sql)?;
    let rows = statement.query_map([source.id.0], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            crate::table::from_json::<Vec<Sample>>(row, 1)?,
        ))
    })?;
    let rows: Vec<(i64, Vec<Sample>)> = rows.collect::<rusqlite::Result<_>>()?;
    let is_theirs = |sample: &Sample| {
        let reading = sample.reading.as_deref().unwrap_or_default();
        lines.contains(&sample.row) || names(&sample.original, terms) || names(reading, terms)
    };
    for (id, mut samples) in rows {
        let before = samples.len();
        samples.retain(|sample| !is_theirs(sample));
        if samples.len() < before {
            let sql = "UPDATE diagnostics SET samples = ?2 WHERE id = ?1";
            within.execute(sql, params![id, crate::table::to_json(&samples)?])?;
        }
    }
    Ok(())
}

/// Removes the rows of an append-only log that are about the person, with the rows that revoke them.
pub(super) fn erase_rows(
    within: &Transaction<'_>,
    table: &str,
    keys: &[&str],
    person: &Person,
) -> rusqlite::Result<u32> {
    let columns = keys.join(", ");
    let mut statement = within.prepare(&format!(
        "SELECT id, revokes, {columns} FROM {table} ORDER BY id"
    ))?;
    let mut gone: BTreeSet<i64> = BTreeSet::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let revokes: Option<i64> = row.get(1)?;
        let mut is_theirs = revokes.is_some_and(|revoked| gone.contains(&revoked));
        for at in 0..keys.len() {
            is_theirs |= person.has(row.get_ref(2 + at)?.as_str()?);
        }
        if is_theirs {
            gone.insert(id);
        }
    }
    for id in &gone {
        if table == "decisions" {
            within.execute("DELETE FROM decision_labels WHERE decision = ?1", [id])?;
        }
        within.execute(&format!("DELETE FROM {table} WHERE id = ?1"), [id])?;
    }
    Ok(u32::try_from(gone.len()).unwrap_or(u32::MAX))
}

pub(super) fn erase_bases(within: &Transaction<'_>, person: &Person) -> rusqlite::Result<()> {
    let mut statement = within.prepare("SELECT legacy_anchor, azure_anchor FROM decision_bases")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let pairs: Vec<(String, String)> = rows.collect::<rusqlite::Result<_>>()?;
    let theirs = pairs
        .iter()
        .filter(|(legacy, azure)| person.has(legacy) || person.has(azure));
    for pair in theirs {
        let sql = "DELETE FROM decision_bases WHERE legacy_anchor = ?1 AND azure_anchor = ?2";
        within.execute(sql, (&pair.0, &pair.1))?;
    }
    Ok(())
}

/// Replaces texts of others that name the person.
pub(super) fn erase_words(
    within: &Transaction<'_>,
    table: &str,
    column: &str,
    terms: &[String],
) -> rusqlite::Result<()> {
    let mut statement = within.prepare(&format!("SELECT id, {column} FROM {table}"))?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows: Vec<(i64, String)> = rows.collect::<rusqlite::Result<_>>()?;
    for (id, _) in rows.iter().filter(|(_, text)| names(text, terms)) {
        let sql = format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1");
        within.execute(&sql, params![id, ERASED_TEXT])?;
    }
    Ok(())
}

/// Every column of every table, looked through for what stands for the person.
pub(super) fn left_of(connection: &Connection, terms: &[String]) -> rusqlite::Result<Left> {
    let sql = "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_xinfo(t.name) c
        WHERE t.type = 'table' AND c.type IN ('TEXT', 'BLOB') ORDER BY t.name, c.cid";
    let mut statement = connection.prepare(sql)?;
    let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let columns: Vec<(String, String)> = columns.collect::<rusqlite::Result<_>>()?;
    let mut left = Left::new();
    for (table, column) in columns {
        let mut statement = connection.prepare(&format!("SELECT {column} FROM {table}"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(0)?.as_bytes_or_null()?.unwrap_or_default();
            if names(&String::from_utf8_lossy(bytes), terms) {
                *left.entry(table.clone()).or_default() += 1;
            }
        }
    }
    Ok(left)
}

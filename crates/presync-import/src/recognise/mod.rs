//! Which attribute each column holds: by its header, by what its values look like, by what was said.
//!
//! A header decides before content; content decides where a header is unknown or ambiguous; nothing
//! below [`CONFIDENCE_MIN`] is taken, the column then stays an additional field under its own name.
//! The side decides which catalogue applies.

mod aliases;
mod content;
mod profile;
mod reading;
mod side;

use std::collections::BTreeSet;

use presync_core::{
    Cases, Diagnostic, Severity, Side,
    catalogue::{self, fold_header},
    record::SourceColumn,
};

use crate::{ReadOptions, format::ColumnFact, values::is_blank};

pub(crate) use aliases::{bracketed, is_known_header};
pub(crate) use content::{Form, looks_like_data};
pub(crate) use profile::Profile;
pub(crate) use side::{contradiction, guess as guess_side, on_premises};

use reading::Reading;

/// Below this a reading is only an idea.
const CONFIDENCE_MIN: u8 = 60;

/// Reads every column as an attribute of the side, no two as the same; the diagnostics name the column
/// and leave the file to the caller.
pub(crate) fn columns(
    side: Side,
    headers: &[String],
    facts: &[Option<ColumnFact>],
    profiles: &[Profile],
    options: &ReadOptions,
) -> (Vec<SourceColumn>, Vec<Diagnostic>) {
    let columns = headers.iter().zip(profiles).enumerate();
    let mut readings: Vec<Reading> = columns
        .map(|(ix, (header, profile))| {
            let fact = facts.get(ix).copied().flatten();
            reading::of(side, header, fact, profile, options)
        })
        .collect();
    reading::fill_by_content(side, headers, profiles, &mut readings);
    let mut diagnostics: Vec<Diagnostic> = settle(&mut readings, profiles)
        .into_iter()
        .map(|taken| taken_diagnostic(headers, taken))
        .collect();
    for (reading, header) in readings.iter_mut().zip(headers) {
        diagnostics.extend(reading.doubt.take().map(|doubt| Diagnostic {
            column: Some(header.clone()),
            ..doubt
        }));
    }
    (name(side, headers, readings), diagnostics)
}

/// Of several columns for one attribute the best keeps it; gives the others with the winner.
fn settle(readings: &mut [Reading], profiles: &[Profile]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..readings.len()).collect();
    let rank = |ix: &usize| {
        let reading = &readings[*ix];
        (
            reading.stated,
            reading.confidence,
            profiles[*ix].filled > 0,
            profiles[*ix].filled,
        )
    };
    // A better header wins over a fuller column, but an empty column never over a filled one.
    order.sort_by_key(|ix| {
        let (stated, confidence, has_values, filled) = rank(ix);
        std::cmp::Reverse((
            stated,
            has_values,
            confidence,
            filled,
            std::cmp::Reverse(*ix),
        ))
    });
    let mut winners: Vec<(String, usize)> = Vec::new();
    let mut taken = Vec::new();
    for ix in order {
        let Some(attribute) = readings[ix].attribute.clone() else {
            continue;
        };
        match winners.iter().find(|(name, _)| *name == attribute) {
            None => winners.push((attribute, ix)),
            Some((_, winner)) => {
                taken.push((ix, *winner));
                readings[ix] = Reading::additional("Another column holds that attribute better.");
            }
        }
    }
    taken.sort_unstable();
    taken
}

fn taken_diagnostic(headers: &[String], (loser, winner): (usize, usize)) -> Diagnostic {
    Diagnostic {
        code: "COLUMN_SAME_ATTRIBUTE".into(),
        severity: Severity::Warning,
        file: String::new(),
        sheet: None,
        row: None,
        column: Some(headers[loser].clone()),
        message: format!(
            "Column {} (\"{}\") seems to hold the same as column {} (\"{}\"), which is used; this one is kept as an additional field.",
            loser + 1,
            headers[loser],
            winner + 1,
            headers[winner]
        ),
        hint: "Say which column holds what if the other one is right.".into(),
        cases: Cases::default(),
    }
}

/// Gives every column its final attribute name; additional fields keep their header, made unique.
fn name(side: Side, headers: &[String], readings: Vec<Reading>) -> Vec<SourceColumn> {
    let mut used: BTreeSet<String> = readings
        .iter()
        .filter_map(|reading| reading.attribute.clone())
        .collect();
    readings
        .into_iter()
        .zip(headers)
        .enumerate()
        .map(|(ix, (reading, header))| SourceColumn {
            known: reading
                .attribute
                .as_deref()
                .is_some_and(|a| catalogue::find(side, a).is_some()),
            attribute: reading
                .attribute
                .unwrap_or_else(|| unique(side, &plain_name(header, ix), &mut used)),
            header: header.clone(),
            confidence: reading.confidence,
            reason: reading.reason,
        })
        .collect()
}

fn plain_name(header: &str, ix: usize) -> String {
    let shown: String = header.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = shown.trim_matches(is_blank);
    if plain.is_empty() {
        format!("Column {}", ix + 1)
    } else {
        plain.into()
    }
}

/// A name that no other column has and no attribute of the catalogue.
fn unique(side: Side, name: &str, used: &mut BTreeSet<String>) -> String {
    let is_free = |candidate: &str, used: &BTreeSet<String>| {
        !used.contains(candidate)
            && !catalogue::attributes(side)
                .iter()
                .any(|a| a.name == candidate)
    };
    let mut candidate = name.to_string();
    let mut number = 2_u32;
    while !is_free(&candidate, used) {
        candidate = format!("{name} ({number})");
        number += 1;
    }
    used.insert(candidate.clone());
    candidate
}

/// Whether a column holds passwords: nothing here needs them, so they are never read.
pub(crate) fn is_secret(header: &str, attribute: &str) -> bool {
    attribute == "password"
        || matches!(
            fold_header(bracketed(header).unwrap_or(header)).as_str(),
            "password" | "passwordprofile" | "initialpassword" | "kennwort"
        )
}

/// Whether a stated column header means this one.
pub(crate) fn is_same_header(stated: &str, header: &str) -> bool {
    stated == header || fold_header(stated) == fold_header(header)
}

//! Which attribute each column holds: by its header, by what its values look like, by what was said.
//!
//! A header decides before content; the other side's values and then content decide where a header is
//! unknown or doubted; nothing below [`CONFIDENCE_MIN`] is taken, the column then stays an additional
//! field under its own name.
//! The side decides which catalogue applies.

mod aliases;
mod content;
mod names;
mod overlap;
mod pairs;
mod profile;
mod reading;
mod settle;
mod side;
mod sketch;
mod stated;
mod whole_name;
mod words;

use std::collections::BTreeSet;

use presync_core::{
    Diagnostic, Side,
    catalogue::{self, fold_header},
    record::SourceColumn,
};

use crate::{ReadOptions, format::ColumnFact, inspection::Candidate, values::is_blank};

pub(crate) use aliases::{bracketed, is_known_header, named};
pub(crate) use content::{Form, looks_like_data};
pub(crate) use names::{
    NameColumns, NamedRow, attributes as name_attributes, swapped as names_swapped,
};
pub(crate) use overlap::{Known, Pool, known};
pub(crate) use pairs::{is_paired, paired};
pub(crate) use profile::{Profile, shown};
pub(crate) use settle::is_key;
pub(crate) use side::{contradiction, guess as guess_side, on_premises};
pub(crate) use sketch::Sketch;
pub(crate) use stated::Statements;

pub(crate) use reading::is_open;
use reading::{Ground, Guess};
use whole_name::WholeName;

/// Below this a reading is only an idea.
const CONFIDENCE_MIN: u8 = 60;
/// Runners-up that are told of each column.
const CANDIDATES_MAX: usize = 3;
/// Characters of the name of an additional field.
const NAME_CHARS_MAX: usize = 120;

/// What is known of one column before all of them are settled.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column<'a> {
    /// Header as the file spells it.
    pub(crate) header: &'a str,
    /// What a sample of it holds.
    pub(crate) profile: &'a Profile,
    /// What the other side's values say of it.
    pub(crate) known: &'a Known,
    /// What its format knows of it.
    pub(crate) fact: Option<ColumnFact>,
}

/// A column as it is read, and what else it could have been.
#[derive(Debug, Clone)]
pub(crate) struct Recognised {
    pub(crate) column: SourceColumn,
    pub(crate) candidates: Vec<Candidate>,
    /// A header or the other side proves it; what it holds can prove other columns.
    pub(crate) is_certain: bool,
}

/// Reads every column as an attribute of the side, no two as the same; the diagnostics name the column
/// and leave the file to the caller.
pub(crate) fn columns(
    side: Side,
    columns: &[Column<'_>],
    options: &ReadOptions,
) -> (Vec<Recognised>, Vec<Diagnostic>) {
    let headers: Vec<&str> = columns.iter().map(|column| column.header).collect();
    let names = names_of(&headers);
    let stated = Statements::of(&options.columns, &names);
    let whole_name = WholeName::among(side, &headers);
    let guesses = columns.iter().enumerate().map(|(ix, column)| {
        if let Some(attribute) = stated.of_column(ix) {
            return vec![reading::stated(attribute)];
        }
        if let Some(guess) = column.fact.and_then(|fact| reading::known(side, fact)) {
            return vec![guess];
        }
        let mut guesses = column.known.guesses.clone();
        match whole_name.guess(column.header, column.profile) {
            Some(guess) => guesses.push(guess),
            None => guesses.extend(reading::guesses(side, column.header, column.profile)),
        }
        guesses
    });
    let guesses: Vec<Vec<Guess>> = guesses.collect();
    let settled = settle::settle(side, columns, &names, &guesses);
    let mut diagnostics = settled.diagnostics;
    for (chosen, column) in settled.chosen.iter().zip(columns) {
        let doubt = chosen.as_ref().and_then(|guess| guess.doubt.clone());
        diagnostics.extend(doubt.map(|doubt| Diagnostic {
            column: Some(column.header.into()),
            ..doubt
        }));
    }
    diagnostics.extend(overlap::told(&headers, &settled.chosen, side));
    let recognised = name(side, columns, &names, settled.chosen, &settled.lost);
    let recognised = recognised.into_iter().zip(&guesses);
    let with_candidates = recognised.map(|(recognised, guesses)| Recognised {
        candidates: candidates(&recognised.column, guesses),
        ..recognised
    });
    (with_candidates.collect(), diagnostics)
}

/// What a column was not read as, best first.
fn candidates(column: &SourceColumn, guesses: &[Guess]) -> Vec<Candidate> {
    let mut others: Vec<Candidate> = Vec::new();
    for guess in guesses {
        let is_chosen = column.known && guess.attribute == column.attribute;
        let is_told = others
            .iter()
            .any(|other| other.attribute == guess.attribute);
        if !guess.attribute.is_empty() && !is_chosen && !is_told {
            others.push(Candidate {
                attribute: guess.attribute.clone(),
                confidence: guess.confidence,
                reason: guess.reason.clone(),
            });
        }
    }
    others.sort_by_key(|other| std::cmp::Reverse(other.confidence));
    others.truncate(CANDIDATES_MAX);
    others
}

/// What the columns are called where a person names one: the header without what nobody sees, a number
/// where there is none, a number behind it where it repeats.
pub(crate) fn names_of(headers: &[&str]) -> Vec<String> {
    let mut used = BTreeSet::new();
    let named = headers.iter().enumerate().map(|(ix, header)| {
        let plain = plain_name(header, ix);
        let numbered = (2_u32..).map(|number| format!("{plain} ({number})"));
        let name = std::iter::once(plain.clone())
            .chain(numbered)
            .find(|name| !used.contains(name));
        let name = name.unwrap_or(plain);
        used.insert(name.clone());
        name
    });
    named.collect()
}

/// Gives every column its final attribute name; additional fields keep their header, made unique.
fn name(
    side: Side,
    columns: &[Column<'_>],
    names: &[String],
    chosen: Vec<Option<Guess>>,
    lost: &BTreeSet<usize>,
) -> Vec<Recognised> {
    let attribute = |guess: &Option<Guess>| {
        let guess = guess.as_ref().filter(|guess| !guess.attribute.is_empty());
        guess.map(|guess| guess.attribute.clone())
    };
    let mut used: BTreeSet<String> = chosen.iter().filter_map(attribute).collect();
    let each = chosen.into_iter().zip(columns).zip(names).enumerate();
    each.map(|(ix, ((guess, column), name))| {
        let taken = attribute(&guess);
        let known = taken
            .as_deref()
            .and_then(|name| catalogue::find(side, name));
        let reason = match &guess {
            Some(guess) => guess.reason.clone(),
            None if lost.contains(&ix) => "Another column holds that attribute better.".into(),
            None => reading::unknown(column.profile),
        };
        let ground = guess.as_ref().map(|guess| guess.ground);
        Recognised {
            column: SourceColumn {
                known: known.is_some(),
                attribute: taken.unwrap_or_else(|| unique(side, name, &mut used)),
                header: column.header.into(),
                confidence: guess.map_or(0, |guess| guess.confidence),
                reason,
            },
            candidates: Vec::new(),
            is_certain: known.is_some()
                && matches!(
                    ground,
                    Some(Ground::Header | Ground::Stated | Ground::Overlap)
                ),
        }
    })
    .collect()
}

fn plain_name(header: &str, ix: usize) -> String {
    let shown: String = header.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = shown.trim_matches(is_blank);
    if plain.is_empty() {
        format!("Column {}", ix + 1)
    } else {
        plain.chars().take(NAME_CHARS_MAX).collect()
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
            "password" | "passwordprofile" | "initialpassword"
        )
        || words::is_password(header)
}

/// Whether a stated column header means this one.
pub(crate) fn is_same_header(stated: &str, header: &str) -> bool {
    stated == header || fold_header(stated) == fold_header(header)
}

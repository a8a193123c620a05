//! Filters: which rows of a table pass all of them.

use std::collections::HashSet;

use rusqlite::Result;

use super::{
    Filter, GridColumn, GridTable,
    columns::ColumnKind,
    lane::{List, Source},
};
use crate::text;

/// What rows must satisfy, with the columns looked up.
#[derive(Debug, Default)]
pub(super) struct Condition {
    terms: Vec<Term>,
}

#[derive(Debug)]
enum Term {
    OneOf(&'static GridColumn, Vec<String>),
    Contains(&'static GridColumn, String),
    AtLeast(&'static GridColumn, f64),
    /// A word that one of the searched columns holds.
    Search(String),
}

impl Condition {
    /// All filters of a table, those on `except` left out.
    pub(super) fn of(table: GridTable, filters: &[Filter], except: &[&str]) -> crate::Result<Self> {
        let mut terms = Vec::new();
        for filter in filters.iter().filter(|filter| !is_on(filter, except)) {
            match filter {
                Filter::OneOf { column, values } => {
                    terms.push(Term::OneOf(table.column(column)?, values.clone()));
                }
                Filter::Contains { column, text } => {
                    terms.push(Term::Contains(table.column(column)?, text::fold(text)));
                }
                Filter::AtLeast { column, least } => {
                    terms.push(Term::AtLeast(table.column(column)?, least.least()));
                }
                Filter::Search { text } => {
                    terms.extend(
                        text.split_whitespace()
                            .map(|word| Term::Search(text::fold(word))),
                    );
                }
            }
        }
        Ok(Self { terms })
    }

    /// Whether every row satisfies it.
    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The rows that satisfy it, in the table's own order.
    pub(super) fn rows(&self, source: &Source<'_>) -> Result<Vec<u32>> {
        let mut passed: Option<Vec<bool>> = None;
        for term in &self.terms {
            let more = term.rows(source)?;
            passed = Some(match passed {
                None => more,
                Some(passed) => both(passed, &more),
            });
        }
        let rows = 0..source.rows();
        Ok(match passed {
            None => rows.collect(),
            Some(passed) => rows.filter(|row| passed[*row as usize]).collect(),
        })
    }
}

impl Term {
    fn rows(&self, source: &Source<'_>) -> Result<Vec<bool>> {
        match self {
            Self::OneOf(column, values) => one_of(source, column, values),
            Self::Contains(column, folded) => contains(source, column, folded),
            Self::AtLeast(column, least) => numbers(source, column, |number| number >= *least),
            Self::Search(folded) => {
                let columns = source.table.columns().iter();
                let mut found = vec![false; source.rows() as usize];
                for column in columns.filter(|column| column.searched) {
                    let more = contains(source, column, folded)?;
                    found
                        .iter_mut()
                        .zip(more)
                        .for_each(|(found, more)| *found |= more);
                }
                Ok(found)
            }
        }
    }
}

fn contains(source: &Source<'_>, column: &GridColumn, folded: &str) -> Result<Vec<bool>> {
    source.test(column.lane, |cell| text::contains_folded(cell, folded))
}

/// Numbers are compared as numbers: what is none equals no number but nothing.
fn one_of(source: &Source<'_>, column: &GridColumn, values: &[String]) -> Result<Vec<bool>> {
    if column.kind == ColumnKind::Text {
        let wanted: HashSet<&str> = values.iter().map(String::as_str).collect();
        return source.test(column.lane, |cell| wanted.contains(cell));
    }
    let wanted = values.iter().filter_map(|value| value.parse().ok());
    let wanted: Vec<f64> = wanted.collect();
    let empty = values.iter().any(String::is_empty);
    numbers(source, column, |number| {
        wanted.contains(&number) || empty && number.is_nan()
    })
}

/// Which rows' numbers pass. Words are no numbers, and have no amount.
fn numbers(
    source: &Source<'_>,
    column: &GridColumn,
    passes: impl Fn(f64) -> bool,
) -> Result<Vec<bool>> {
    let rows = 0..source.rows();
    if column.kind == ColumnKind::Text {
        return Ok(rows.map(|_| false).collect());
    }
    let values = source.values(column.lane, |_, _| ())?;
    let List::Numbers(numbers) = &values.list else {
        unreachable!("BUG: a column of numbers has numbers");
    };
    let number = |row| List::number(numbers, values.at(row));
    Ok(rows.map(|row| passes(number(row))).collect())
}

fn both(mut passed: Vec<bool>, more: &[bool]) -> Vec<bool> {
    passed
        .iter_mut()
        .zip(more)
        .for_each(|(passed, more)| *passed &= more);
    passed
}

fn is_on(filter: &Filter, except: &[&str]) -> bool {
    match filter {
        Filter::OneOf { column, .. }
        | Filter::Contains { column, .. }
        | Filter::AtLeast { column, .. } => except.contains(&column.as_str()),
        Filter::Search { .. } => false,
    }
}

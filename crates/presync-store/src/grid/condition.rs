//! Filters as an SQL condition: expressions from the columns' table, values as parameters.

use rusqlite::types::Value;
use serde_json::Value as Json;

use super::{
    Filter, GridTable,
    columns::{ColumnKind, GridColumn},
};
use crate::{Result, text};

/// A condition with the values of its parameters, in order.
#[derive(Debug, Default)]
pub(super) struct Condition {
    terms: Vec<String>,
    pub(super) values: Vec<Value>,
}

impl Condition {
    /// All filters of a table, those on `except` left out.
    pub(super) fn of(table: GridTable, filters: &[Filter], except: &[&str]) -> Result<Self> {
        let mut condition = Self::default();
        for filter in filters.iter().filter(|filter| !is_on(filter, except)) {
            condition.add(table, filter)?;
        }
        Ok(condition)
    }

    /// `WHERE …`, or nothing.
    pub(super) fn sql(&self) -> String {
        match self.terms.is_empty() {
            true => String::new(),
            false => format!(" WHERE {}", self.terms.join(" AND ")),
        }
    }

    /// Whether every row satisfies it.
    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    fn add(&mut self, table: GridTable, filter: &Filter) -> Result<()> {
        match filter {
            Filter::OneOf { column, values } => self.one_of(table.column(column)?, values),
            Filter::Contains { column, text } => {
                let column = table.column(column)?;
                let parameter = self.bind(Value::Text(text::fold(text)));
                self.terms.push(contains(column, &parameter));
            }
            Filter::AtLeast { column, least } => {
                let column = table.column(column)?;
                // Words have no amount; SQLite would hold every one above every number.
                let term = match column.kind {
                    ColumnKind::Number => {
                        let parameter = self.bind(Value::Real(least.least()));
                        format!("{} >= {parameter}", column.sql)
                    }
                    ColumnKind::Text => "0".to_owned(),
                };
                self.terms.push(term);
            }
            Filter::Search { text } => {
                text.split_whitespace()
                    .for_each(|word| self.search(table, word));
            }
        }
        Ok(())
    }

    fn one_of(&mut self, column: &GridColumn, values: &[String]) {
        let list = match column.kind {
            ColumnKind::Text => values.iter().cloned().map(Json::String).collect(),
            ColumnKind::Number => values.iter().filter_map(|value| numeral(value)).collect(),
        };
        let parameter = self.bind(Value::Text(Json::Array(list).to_string()));
        let listed = format!(
            "{} IN (SELECT value FROM json_each({parameter}))",
            column.sql
        );
        let empty_too = column.kind == ColumnKind::Number && values.iter().any(String::is_empty);
        self.terms.push(match empty_too {
            true => format!("({listed} OR {} IS NULL)", column.sql),
            false => listed,
        });
    }

    fn search(&mut self, table: GridTable, word: &str) {
        let parameter = self.bind(Value::Text(text::fold(word)));
        let searched = table.columns().iter().filter(|column| column.searched);
        let terms: Vec<String> = searched
            .map(|column| contains(column, &parameter))
            .collect();
        self.terms.push(format!("({})", terms.join(" OR ")));
    }

    fn bind(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("?{}", self.values.len())
    }
}

fn contains(column: &GridColumn, parameter: &str) -> String {
    match column.kind {
        ColumnKind::Text => format!("presync_contains({}, {parameter})", column.sql),
        ColumnKind::Number => {
            format!(
                "presync_contains(coalesce(CAST({} AS TEXT), ''), {parameter})",
                column.sql
            )
        }
    }
}

/// A number as JSON; what is none equals no number.
fn numeral(value: &str) -> Option<Json> {
    value
        .parse::<i64>()
        .map(Json::from)
        .or_else(|_| value.parse::<f64>().map(Json::from))
        .ok()
}

fn is_on(filter: &Filter, except: &[&str]) -> bool {
    match filter {
        Filter::OneOf { column, .. }
        | Filter::Contains { column, .. }
        | Filter::AtLeast { column, .. } => except.contains(&column.as_str()),
        Filter::Search { .. } => false,
    }
}

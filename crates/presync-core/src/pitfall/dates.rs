//! How the dates are written that a mapping reads: several formats in one column, day and month that could
//! be swapped, days that no calendar has. What would be sent in a wrong format is counted with the changes.

use std::collections::BTreeMap;

use presync_expr::{AttributeSlot, Program};

use super::{Finder, tally::Tally};
use crate::{
    AttributeId, Severity,
    catalogue::Kind,
    finding::{Finding, FindingCode, Subject},
    mapping::MappingSource,
    record::VALUE_SEPARATOR,
    spelling::parse_dates,
    summary::counted,
};

/// Formats named in the evidence.
const SHAPES_MAX: usize = 3;

/// The dates of one column.
#[derive(Debug, Default)]
struct Dates {
    count: u32,
    /// Digits as `0`, so that `3/4/2024` and `03/04/2024` are two.
    shapes: BTreeMap<String, u32>,
    /// Read two ways.
    ambiguous: Tally,
    day_first: u32,
    month_first: u32,
    impossible: Tally,
}

impl Dates {
    fn add(&mut self, text: &str) {
        let Some(shape) = shape(text) else { return };
        self.count += 1;
        *self.shapes.entry(shape).or_default() += 1;
        match parse_dates(text).as_slice() {
            [] => self.impossible.add(|| text.to_owned()),
            [_, _] => self.ambiguous.add(|| text.to_owned()),
            [_, ..] => match order(text) {
                Some(Order::DayFirst) => self.day_first += 1,
                Some(Order::MonthFirst) => self.month_first += 1,
                None => {}
            },
        }
    }

    fn is_odd(&self) -> bool {
        self.shapes.len() > 1 || self.ambiguous.count > 0 || self.impossible.count > 0
    }

    fn is_grave(&self) -> bool {
        self.impossible.count > 0 || (self.day_first > 0 && self.month_first > 0)
    }

    /// `source startDate: 120 dates; formats 00/00/0000 (100), 0/0/0000 (20); 14 read two ways: 03/04/2024`.
    fn said(&self, column: &str) -> String {
        let mut shapes: Vec<(&String, &u32)> = self.shapes.iter().collect();
        shapes.sort_by_key(|(shape, count)| (std::cmp::Reverse(**count), *shape));
        let more = shapes.len().saturating_sub(SHAPES_MAX);
        let shapes: Vec<String> = shapes
            .iter()
            .take(SHAPES_MAX)
            .map(|(shape, count)| format!("{shape} ({count})"))
            .collect();
        let mut said = format!(
            "source {column}: {}; formats {}",
            counted(self.count, "date", "dates"),
            shapes.join(", ")
        );
        if more > 0 {
            said.push_str(&format!(" and {more} more"));
        }
        if self.day_first > 0 && self.month_first > 0 {
            let (day, month) = (self.day_first, self.month_first);
            said.push_str(&format!("; {day} have the day first, {month} the month"));
        }
        for (tally, what) in [
            (&self.ambiguous, "read two ways"),
            (&self.impossible, "no calendar has"),
        ] {
            if tally.count > 0 {
                let figure = format!("; {} {what}", tally.count);
                said.push_str(&tally.with_examples(figure));
            }
        }
        said
    }
}

enum Order {
    DayFirst,
    MonthFirst,
}

impl Finder<'_> {
    pub(super) fn dates(&mut self) {
        let rows: Vec<u16> = self.replay.rows().collect();
        for row in rows {
            if self.replay.kind(row) != Kind::DateTime {
                continue;
            }
            for (column, name) in self.columns_read_by(row) {
                self.dates_of(row, column, &name);
            }
        }
    }

    fn dates_of(&mut self, row: u16, column: AttributeId, name: &str) {
        let azure = self.replay.input().azure;
        let mut dates = Dates::default();
        for user in azure.users() {
            dates.add(azure.held(user, column));
        }
        if !dates.is_odd() {
            return;
        }
        let severity = match dates.is_grave() {
            true => Severity::Blocker,
            false => Severity::Warning,
        };
        let (subject, target) = (Subject::Mapping(Some(row)), self.target(row));
        let finding = Finding::new(FindingCode::DateFormat, subject, target, &dates.said(name));
        self.findings.push(Finding {
            severity,
            ..finding
        });
    }

    /// The columns of the Azure export that a row reads.
    fn columns_read_by(&self, row: u16) -> Vec<(AttributeId, String)> {
        let azure = self.replay.input().azure;
        let names: Vec<String> = match &self.replay.mapping(row).source {
            MappingSource::Direct(name) => vec![name.clone()],
            MappingSource::Expression(text) => {
                match Program::compile(text, &|_: &str| Some(AttributeSlot(0))) {
                    Ok(program) => {
                        let names = program.expression().attribute_names();
                        names.into_iter().map(str::to_owned).collect()
                    }
                    Err(_) => Vec::new(),
                }
            }
            MappingSource::Constant(_) | MappingSource::None => Vec::new(),
        };
        let held = |name: String| Some((azure.attribute(&name)?, name));
        names.into_iter().filter_map(held).collect()
    }
}

/// How a date in digits is written; none for what has the form of no such date.
fn shape(text: &str) -> Option<String> {
    if text.contains(VALUE_SEPARATOR) {
        return None;
    }
    let day = text.trim().split([' ', 'T']).next()?;
    let parts: Vec<&str> = day.split(['/', '.', '-']).collect();
    let digits =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if parts.len() != 3 || !parts.iter().all(digits) {
        return None;
    }
    let zero = |c: char| if c.is_ascii_digit() { '0' } else { c };
    Some(day.chars().map(zero).collect())
}

/// Which part is the day, where only one reading is possible.
fn order(text: &str) -> Option<Order> {
    let day = text.trim().split([' ', 'T']).next()?;
    let mut parts = day.split(['/', '.', '-']);
    let first: u16 = parts.next()?.parse().ok()?;
    let second: u16 = parts.next()?.parse().ok()?;
    match (first, second) {
        (13..=31, 1..=12) => Some(Order::DayFirst),
        (1..=12, 13..=31) => Some(Order::MonthFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(dates: &[&str], expect: Option<&str>) {
        let mut all = Dates::default();
        dates.iter().for_each(|date| all.add(date));
        let said = all.is_odd().then(|| all.said("start"));
        assert_eq!(said.as_deref(), expect, "{dates:?}");
    }

    #[test]
    fn a_column_of_dates_is_judged_as_a_whole() {
        check(&["2024-03-04", "", "n/a", "2024-03-05T08:00:00Z"], None);
        check(&["13/04/2024", "25/12/2023"], None);
        check(
            &["13/04/2024", "3/4/2024"],
            Some(
                "source start: 2 dates; formats 0/0/0000 (1), 00/00/0000 (1); 1 read two ways: 3/4/2024",
            ),
        );
        check(
            &["31/02/2024"],
            Some("source start: 1 date; formats 00/00/0000 (1); 1 no calendar has: 31/02/2024"),
        );
    }

    #[test]
    fn both_orders_in_one_column_are_grave() {
        let mut all = Dates::default();
        ["13/04/2024", "04/13/2024"]
            .iter()
            .for_each(|date| all.add(date));
        assert!(all.is_grave());
    }
}

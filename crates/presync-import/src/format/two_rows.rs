//! Headers of two rows, as spreadsheets have them: groups above, columns below, merged where one name
//! stands for both.
//!
//! A merged cell holds its value once, at its left upper corner: to the right and below it is empty.

use super::Row;
use crate::{
    recognise::{is_known_header, looks_like_data},
    values::{is_blank, is_blank_text},
};

/// The two rows of a header of which one was found; none when that one is all of it.
pub(super) fn around<'r>(rows: &[&'r Row], at: usize) -> Option<(&'r Row, &'r Row)> {
    let found = rows[at];
    let above = at.checked_sub(1).map(|ix| rows[ix]);
    if let Some(upper) = above.filter(|upper| is_pair(upper, found)) {
        return Some((upper, found));
    }
    let below = rows.get(at + 1).copied();
    below
        .filter(|lower| is_pair(found, lower))
        .map(|lower| (found, lower))
}

/// Whether the lower row names what the upper leaves open and the upper what the lower leaves open.
fn is_pair(upper: &Row, lower: &Row) -> bool {
    let width = upper.len().max(lower.len());
    let (mut only_upper, mut only_lower, mut neither) = (0, 0, 0);
    for column in 0..width {
        match (
            is_blank_text(upper.cell(column)),
            is_blank_text(lower.cell(column)),
        ) {
            (false, true) => only_upper += 1,
            (true, false) => only_lower += 1,
            (true, true) => neither += 1,
            (false, false) => {}
        }
    }
    let is_data = |row: &Row| row.cells().any(looks_like_data);
    let known = names(upper, lower)
        .iter()
        .filter(|name| is_known_header(name))
        .count();
    upper.line_last + 1 == lower.line
        && only_upper > 0
        && only_lower > 0
        && neither == 0
        && !is_data(upper)
        && !is_data(lower)
        && known > known_in(upper)
        && known >= 2
}

fn known_in(row: &Row) -> usize {
    row.cells().filter(|cell| is_known_header(cell)).count()
}

/// One name for each column: the lower one where it says enough, else both together.
pub(super) fn names(upper: &Row, lower: &Row) -> Vec<String> {
    let width = upper.len().max(lower.len());
    let mut group = "";
    let each = (0..width).map(|column| {
        let (above, below) = (plain(upper.cell(column)), plain(lower.cell(column)));
        if !above.is_empty() {
            group = above;
        }
        match (above.is_empty(), below.is_empty()) {
            (_, true) => above.to_string(),
            _ => joined(group, below, is_repeated(lower, column)),
        }
    });
    each.collect()
}

/// A name and that of its group, in the order in which they are known.
pub(super) fn joined(group: &str, name: &str, is_repeated: bool) -> String {
    let both = [format!("{name} {group}"), format!("{group} {name}")];
    let is_plain = group.is_empty() || !is_repeated && is_known_header(name);
    if is_plain {
        return name.into();
    }
    let known = both.iter().find(|both| is_known_header(both));
    match known {
        Some(known) => known.clone(),
        None => format!("{group} {name}"),
    }
}

fn is_repeated(row: &Row, column: usize) -> bool {
    let name = plain(row.cell(column));
    (0..row.len()).any(|other| other != column && plain(row.cell(other)) == name)
}

fn plain(cell: &str) -> &str {
    cell.trim_matches(is_blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: u64, cells: &str) -> Row {
        let mut row = Row::default();
        row.begin(line);
        cells.split('|').for_each(|cell| row.push(cell));
        row
    }

    fn check(rows: [&str; 2], at: usize, expect: Option<&str>) {
        let rows = [row(1, rows[0]), row(2, rows[1])];
        let pair = around(&[&rows[0], &rows[1]], at);
        let names = pair.map(|(upper, lower)| names(upper, lower).join("|"));
        assert_eq!(names.as_deref(), expect);
    }

    #[test]
    fn names_are_read_together_where_one_row_is_not_enough() {
        check(
            ["Username|Name||Phone|", "|First|Last|Work|Mobile"],
            0,
            Some("Username|First Name|Last Name|Work Phone|Mobile"),
        );
        check(
            ["UID|Person||Office", "|Surname|First name|"],
            1,
            Some("UID|Surname|First name|Office"),
        );
    }

    #[test]
    fn a_record_or_a_title_is_no_second_row() {
        check(["Username||Surname", "ada|x|Okoro"], 0, None);
        check(["Username||Surname", "|4471|"], 0, None);
        check(["Staff list||", "Username|UID|Surname"], 1, None);
        check(["Username|UID|Surname", "ada|1|Okoro"], 0, None);
    }
}

//! How the links of a run compare with the truth of the population they were found in.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// How many pairs there are and how many of them were linked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Score {
    /// Pairs that are one person.
    pub(super) pairs: usize,
    /// Of these, linked as certain or likely.
    pub(super) found: usize,
    /// Linked as certain or likely, and not one person.
    pub(super) wrong: usize,
}

/// Compares a `links.csv` with a truth file.
///
/// # Errors
/// A file that cannot be read, or lacks a column.
pub(super) fn score(truth: &Path, links: &Path) -> Result<Score> {
    score_lines(lines(truth)?, lines(links)?)
}

fn score_lines(
    truth: impl Iterator<Item = Result<String>>,
    links: impl Iterator<Item = Result<String>>,
) -> Result<Score> {
    let pairs = pairs(truth)?;
    let mut score = Score {
        pairs: pairs.len(),
        ..Score::default()
    };
    let mut links = Table::of(links)?;
    let [row, id, status] = [
        links.column("legacy_row")?,
        links.column("azure_id")?,
        links.column("status")?,
    ];
    while let Some(cells) = links.next()? {
        if !matches!(cells[status].as_str(), "certain" | "likely") {
            continue;
        }
        match pairs.get(&cells[row]) {
            Some(azure_id) if *azure_id == cells[id] => score.found += 1,
            _ => score.wrong += 1,
        }
    }
    Ok(score)
}

/// The Azure user of each intranet row that has one.
fn pairs(truth: impl Iterator<Item = Result<String>>) -> Result<BTreeMap<String, String>> {
    let mut truth = Table::of(truth)?;
    let [row, id] = [truth.column("legacy_row")?, truth.column("azure_id")?];
    let mut pairs = BTreeMap::new();
    while let Some(cells) = truth.next()? {
        if !cells[row].is_empty() && !cells[id].is_empty() {
            pairs.insert(cells[row].clone(), cells[id].clone());
        }
    }
    Ok(pairs)
}

/// The cells of one line; none of the cells here holds a line end.
pub(super) fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.trim_end_matches(['\r', '\n']).chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quoted) {
            ('"', true) if letters.peek() == Some(&'"') => {
                letters.next();
                append(&mut fields, '"');
            }
            ('"', _) => quoted = !quoted,
            (',', false) => fields.push(String::new()),
            _ => append(&mut fields, letter),
        }
    }
    fields
}

fn append(fields: &mut [String], letter: char) {
    fields
        .last_mut()
        .expect("BUG: there is always a cell")
        .push(letter);
}

/// A comma-separated file by its column names.
struct Table<Lines> {
    header: Vec<String>,
    lines: Lines,
}

impl<Lines: Iterator<Item = Result<String>>> Table<Lines> {
    fn of(mut lines: Lines) -> Result<Self> {
        let header = lines.next().context("The file is empty.")??;
        Ok(Self {
            header: fields(&header),
            lines,
        })
    }

    fn column(&self, name: &str) -> Result<usize> {
        let found = self.header.iter().position(|column| column == name);
        found.with_context(|| format!("The file has no column {name}."))
    }

    fn next(&mut self) -> Result<Option<Vec<String>>> {
        let Some(line) = self.lines.next().transpose()? else {
            return Ok(None);
        };
        let cells = fields(&line);
        ensure!(
            cells.len() == self.header.len(),
            "A line has {} cells.",
            cells.len()
        );
        Ok(Some(cells))
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "reading what a run wrote is this chore"
)]
fn lines(path: &Path) -> Result<impl Iterator<Item = Result<String>>> {
    let named = path.display().to_string();
    let file = File::open(path).with_context(|| format!("{named} could not be opened."))?;
    let lines = BufReader::new(file).lines();
    Ok(lines.map(move |line| line.with_context(|| format!("{named} could not be read."))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_apart_as_they_are_written() {
        let check = |line: &str, expect: &[&str]| assert_eq!(fields(line), expect, "{line}");
        check("a,b,,c\r\n", &["a", "b", "", "c"]);
        check("\"a,b\",\"c \"\"d\"\"\"", &["a,b", "c \"d\""]);
        check("\"\",", &["", ""]);
    }

    #[test]
    fn links_are_right_wrong_or_not_claimed() {
        let file = |text: &'static str| text.lines().map(|line| Ok(line.to_owned()));
        let truth = file("legacy_row,azure_id,case\n1,a,x\n2,b,x\n3,c,x\n4,,x\n,d,x");
        let links =
            file("legacy_row,azure_id,status\n1,a,certain\n2,c,likely\n3,c,review\n4,d,certain");
        let score = score_lines(truth, links).expect("both files are whole");
        assert_eq!(
            score,
            Score {
                pairs: 3,
                found: 1,
                wrong: 2
            }
        );
    }

    #[test]
    fn a_file_that_is_not_as_expected_is_an_error_that_says_so() {
        let message = |links: &'static str| {
            let lines = links.lines().map(|line| Ok(line.to_owned()));
            let truth = ["legacy_row,azure_id"].map(|line| Ok(line.to_owned()));
            let error = score_lines(truth.into_iter(), lines).expect_err("it is broken");
            format!("{error:#}")
        };
        assert_eq!(
            message("legacy_row,azure_id"),
            "The file has no column status."
        );
        assert_eq!(
            message("legacy_row,azure_id,status\n1,2"),
            "A line has 2 cells."
        );
    }
}

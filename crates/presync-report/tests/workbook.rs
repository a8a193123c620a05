//! `report.xlsx` as somebody opens it: which sheets, what their cells say, and that none is a formula.
//!
//! Sheets that are written row by row hold their texts themselves, so the parts of the archive are read as
//! text here; that spreadsheets open them is looked at by people.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the file it judges"
)]

#[path = "../../presync-core/tests/fixture/mod.rs"]
mod fixture;

use std::{
    fs::{self, File},
    io::Read as _,
};

use fixture::{Fixture, every_outcome, harmless};
use presync_core::{progress::Unwatched, summary::summarise};
use presync_report::{Contents, Documents, Options, write_package};
use zip::ZipArchive;

/// The workbook of a package, by the names of its parts.
struct Book(ZipArchive<File>);

impl Book {
    fn of(fixture: &Fixture) -> (Self, Vec<u8>) {
        let parent = tempfile::tempdir().expect("a folder");
        let options = Options::to(parent.path().join("handover"));
        write(fixture, &options);
        let path = options.folder.join("report.xlsx");
        let bytes = fs::read(&path).expect("a workbook");
        let archive = ZipArchive::new(File::open(path).expect("a workbook"));
        (Self(archive.expect("an archive")), bytes)
    }

    fn part(&mut self, name: &str) -> String {
        let mut text = String::new();
        let mut part = self.0.by_name(name).expect("a part");
        part.read_to_string(&mut text).expect("UTF-8");
        text
    }

    /// Names of the sheets in their order.
    fn sheets(&mut self) -> Vec<String> {
        let book = self.part("xl/workbook.xml");
        let named = book.split("<sheet name=\"").skip(1);
        named
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
            .collect()
    }

    /// The cells of a sheet, row by row; empty cells left out.
    fn rows(&mut self, sheet: &str) -> Vec<Vec<String>> {
        let at = self.sheets().iter().position(|name| name == sheet);
        let at = at.expect("a sheet of that name") + 1;
        let xml = self.part(&format!("xl/worksheets/sheet{at}.xml"));
        assert!(!xml.contains("<f>"), "{sheet} holds a formula");
        let rows: Vec<&str> = xml.split("<row ").skip(1).collect();
        let mut numbers: Vec<&str> = rows
            .iter()
            .filter_map(|row| row.split('"').nth(1))
            .collect();
        numbers.dedup();
        assert_eq!(numbers.len(), rows.len(), "{sheet} says a row twice");
        let rows = rows.into_iter().map(cells);
        rows.filter(|row| !row.is_empty()).collect()
    }
}

fn cells(row: &str) -> Vec<String> {
    let row = row.split("</row>").next().unwrap_or_default();
    let cells = row.split("<c ").skip(1).filter(|cell| !cell.contains("/>"));
    cells.map(text).collect()
}

/// What stands between the innermost tags of a cell.
fn text(cell: &str) -> String {
    let (open, close) = match cell.contains("<t") {
        true => ("<t", "</t>"),
        false => ("<v", "</v>"),
    };
    let inner = cell.split_once(open).map_or("", |(_, rest)| rest);
    let inner = inner.split_once('>').map_or("", |(_, rest)| rest);
    let text = inner.split(close).next().unwrap_or_default();
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

fn write(fixture: &Fixture, options: &Options) {
    let engagement = fixture.engagement();
    let summary = summarise(&engagement);
    let documents = Documents::default();
    write_package(&engagement, &summary, &documents, options, &Unwatched).expect("a package");
}

#[test]
fn there_is_a_sheet_for_each_question() {
    let (mut book, _) = Book::of(&every_outcome());
    let expect = [
        "Summary",
        "People",
        "Changes",
        "Match review",
        "Duplicates",
        "Orphans",
        "Mapping",
        "Fixes",
        "Risks",
        "Inputs",
    ];
    assert_eq!(book.sheets(), expect);
}

#[test]
fn sheets_hold_as_many_rows_as_the_plan_has() {
    let fixture = every_outcome();
    let (mut book, _) = Book::of(&fixture);
    let engagement = fixture.engagement();
    let plan = engagement.plan;
    let mut check = |sheet: &str, expect: usize| {
        assert_eq!(book.rows(sheet).len() - 1, expect, "{sheet}");
    };
    check("People", engagement.azure.len() + engagement.legacy.len());
    check("Changes", plan.changes.len());
    check("Match review", engagement.matching.reviews.len());
    check("Risks", summarise(&engagement).register.len());
    check(
        "Inputs",
        engagement.inputs.len() + engagement.diagnostics.len(),
    );
}

#[test]
fn the_worst_stands_first() {
    let (mut book, _) = Book::of(&every_outcome());
    let outcomes = |rows: Vec<Vec<String>>, column: usize| -> Vec<String> {
        let mut named: Vec<String> = rows.iter().skip(1).map(|row| row[column].clone()).collect();
        named.dedup();
        named
    };
    let people = outcomes(book.rows("People"), 2);
    let words = presync_core::Outcome::ALL.map(presync_core::Outcome::as_str);
    let order: Vec<&str> = words
        .into_iter()
        .filter(|word| people.iter().any(|one| one == word))
        .collect();
    assert_eq!(people, order);
    assert_eq!(
        outcomes(book.rows("Duplicates"), 0),
        ["takeover", "duplicate", "ambiguous"]
    );
}

#[test]
fn the_summary_says_what_the_verdict_says() {
    let fixture = every_outcome();
    let (mut book, _) = Book::of(&fixture);
    let summary = summarise(&fixture.engagement());
    let texts = book.part("xl/sharedStrings.xml");
    for said in [
        summary.verdict.badge.label(),
        summary.verdict.plan_line.as_str(),
        summary.register[0].statement.as_str(),
        "all there are",
    ] {
        assert!(texts.contains(said), "{said}");
    }
}

#[test]
fn the_same_plan_gives_the_same_workbook() {
    assert_eq!(Book::of(&every_outcome()).1, Book::of(&every_outcome()).1);
}

#[test]
fn a_package_of_rows_has_no_workbook() {
    let parent = tempfile::tempdir().expect("a folder");
    let mut options = Options::to(parent.path().join("handover"));
    options.contents = Contents::Csv;
    write(&harmless(), &options);
    assert!(!options.folder.join("report.xlsx").exists());
}

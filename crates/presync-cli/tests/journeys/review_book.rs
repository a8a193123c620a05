//! The workbook that HR fills in: out of a match, answered, back into a plan.

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
};

use crate::{
    engagement::{Engagement, Somebody},
    presync::{Ended, end, plan, presync},
};

/// Twenty people, of whom the last one's ID was given to somebody else.
fn with_a_recycled_id() -> Engagement {
    let legacy: Vec<String> = (0..20).map(|at| Somebody(at).legacy()).collect();
    let mut azure: Vec<String> = (0..19).map(|at| Somebody(at).azure()).collect();
    let own = Somebody(19).azure();
    let (id, _) = own.split_once(',').expect("it has columns");
    let (_, other) = Somebody(40)
        .azure()
        .split_once(',')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .expect("it has columns");
    azure.push(format!("{id},{other}"));
    Engagement::of_rows(&legacy, &azure)
}

fn write_book(engagement: &Engagement, name: &str) -> PathBuf {
    let book = engagement.folder().join(name);
    let mut command = presync("match");
    command.arg("--legacy").arg(engagement.legacy());
    command.arg("--azure").arg(engagement.azure());
    command
        .arg("--out")
        .arg(engagement.folder().join(format!("{name}.links.csv")));
    command.arg("--review").arg(&book);
    end(&mut command).with_code(0);
    book
}

/// A part of a workbook.
fn part(book: &Path, name: &str) -> String {
    let bytes = fs::read(book).expect("it is there");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut text = String::new();
    let mut part = archive.by_name(name).expect("a part");
    part.read_to_string(&mut text).expect("it is text");
    text
}

#[test]
fn what_looks_like_a_formula_or_a_number_is_text() {
    let engagement = with_a_recycled_id();
    for name in ["in/legacy.csv", "in/azure.csv"] {
        let text = fs::read_to_string(engagement.folder().join(name)).expect("it is there");
        engagement.put(
            name,
            text.replace("Acme,Analyst", "Acme,=1+1")
                .replace("Finance", "=2+2")
                .as_bytes(),
        );
    }
    let book = write_book(&engagement, "review.xlsx");
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && part(&book, "xl/sharedStrings.xml").contains("=2+2"));
    let cells = sheet.matches("<c r=").count();
    assert_eq!(
        sheet.matches(" t=\"s\">").count(),
        cells,
        "every cell is text"
    );
    assert_eq!(
        sheet.matches("hidden=\"1\"").count(),
        1,
        "one run of hidden columns"
    );
    assert!(sheet.contains("<dataValidation type=\"list\""));
}

/// Types a word into the decision of a row, as a person would: column N of the sheet.
fn answer(book: &Path, row: u32, word: &str) {
    type_into(book, 1, ("M", "N"), row, word);
}

/// Types a word into a cell of a sheet, behind a cell that holds something.
pub(crate) fn type_into(book: &Path, sheet: u32, columns: (&str, &str), row: u32, word: &str) {
    let bytes = fs::read(book).expect("it is there");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let (before, column) = columns;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("it inflates");
        if name == format!("xl/worksheets/sheet{sheet}.xml") {
            let sheet = String::from_utf8(text).expect("it is text");
            let before = sheet
                .find(&format!("<c r=\"{before}{row}\""))
                .expect("a cell");
            let end = before + sheet[before..].find("</c>").expect("a cell") + 4;
            let cell = format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{word}</t></is></c>");
            text = format!("{}{cell}{}", &sheet[..end], &sheet[end..]).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("a part");
        out.write_all(&text).expect("there is room");
    }
    fs::write(book, out.finish().expect("a workbook").into_inner()).expect("there is room");
}

fn plan_with(engagement: &Engagement, decisions: Option<&Path>, more: &[&str]) -> Ended {
    let mut command = plan(
        &engagement.legacy(),
        &engagement.azure(),
        &engagement.folder().join("out"),
    );
    if let Some(decisions) = decisions {
        command.arg("--decisions").arg(decisions);
    }
    end(command.args(more))
}

fn statuses(engagement: &Engagement, word: &str) -> usize {
    let links = fs::read_to_string(engagement.folder().join("out/links.csv")).expect("it is there");
    links
        .lines()
        .filter(|line| line.contains(&format!("\"{word}\"")))
        .count()
}

#[test]
fn what_is_answered_in_the_workbook_is_decided() {
    let engagement = with_a_recycled_id();
    let book = write_book(&engagement, "review.xlsx");
    let again = write_book(&engagement, "again.xlsx");
    assert!(
        fs::read(&book).ok() == fs::read(&again).ok(),
        "the same inputs give the same bytes"
    );
    answer(&book, 2, "Nein");
    let ended = plan_with(&engagement, Some(&book), &["--json"]);
    let result: serde_json::Value = serde_json::from_str(&ended.stdout).expect("it is JSON");
    let counts =
        serde_json::json!({ "taken": 1, "changed": 0, "unchanged": 0, "contradicting": 0 });
    assert_eq!(result["decisions"], counts, "{}", ended.stderr);
    assert_eq!(
        (
            statuses(&engagement, "denied"),
            statuses(&engagement, "review")
        ),
        (1, 0)
    );
}

#[test]
fn a_workbook_that_may_be_filled_in_is_not_replaced() {
    let engagement = with_a_recycled_id();
    let book = write_book(&engagement, "review.xlsx");
    let before = fs::read(&book).expect("it is there");
    let mut command = presync("match");
    command.arg("--legacy").arg(engagement.legacy());
    command.arg("--azure").arg(engagement.azure());
    command
        .arg("--out")
        .arg(engagement.folder().join("links.csv"));
    let ended = end(command.arg("--review").arg(&book)).with_code(1);
    assert!(ended.stderr.contains("filled it in"), "{}", ended.stderr);
    assert_eq!(fs::read(&book).ok(), Some(before));
}

#[test]
fn a_workbook_of_another_engagement_is_refused() {
    let engagement = with_a_recycled_id();
    let book = write_book(&engagement, "review.xlsx");
    answer(&book, 2, "yes");
    let others: Vec<String> = (100..120).map(|at| Somebody(at).legacy()).collect();
    let theirs: Vec<String> = (100..120).map(|at| Somebody(at).azure()).collect();
    let other = Engagement::of_rows(&others, &theirs);
    let ended = plan_with(&other, Some(&book), &["--json"]).with_code(1);
    assert!(
        ended.stdout.contains("other_engagement") || ended.stderr.contains("other_engagement"),
        "{ended:?}"
    );
    // Its own, after a newer export, is not.
    let newer = fs::read_to_string(engagement.azure()).expect("it is there");
    engagement.put("in/azure.csv", newer.replace("Finance", "Law").as_bytes());
    plan_with(&engagement, Some(&book), &[]);
    assert_eq!(statuses(&engagement, "confirmed"), 1);
}

#[test]
fn a_workspace_keeps_what_a_file_decided() {
    let engagement = with_a_recycled_id();
    let book = write_book(&engagement, "review.xlsx");
    answer(&book, 2, "Same person");
    let workspace = engagement.folder().join("w.presync");
    let workspace = ["--workspace", workspace.to_str().expect("it is text")];
    let first = plan_with(&engagement, Some(&book), &workspace);
    assert!(
        first.stderr.contains("Decisions: 1 taken"),
        "{}",
        first.stderr
    );
    let again = plan_with(&engagement, Some(&book), &workspace);
    assert!(
        again.stderr.contains("Decisions: 1 unchanged"),
        "{}",
        again.stderr
    );
    plan_with(&engagement, None, &workspace);
    assert_eq!(statuses(&engagement, "confirmed"), 1);
}

#[test]
fn decisions_that_contradict_are_said_and_none_of_them_followed() {
    let engagement = Engagement::of(20);
    let id = |at: usize| {
        Somebody(at)
            .azure()
            .split(',')
            .next()
            .map(str::to_owned)
            .expect("an id")
    };
    let rows = format!(
        "legacy_anchor,azure_anchor,decision,reason,by,at\n{0},{1},confirm,,a,\n{0},{2},confirm,,b,\n{3},{3},confirm,,a,\n",
        id(1),
        id(1),
        id(2),
        id(3)
    );
    let file = engagement.put("decisions.csv", rows.as_bytes());
    let ended = plan_with(&engagement, Some(&file), &[]);
    assert!(
        ended.stderr.contains("1 taken, 2 contradicting"),
        "{}",
        ended.stderr
    );
    assert!(
        ended.stderr.contains("row 2") && ended.stderr.contains("row 3"),
        "{}",
        ended.stderr
    );
    assert_eq!(statuses(&engagement, "confirmed"), 1);
}

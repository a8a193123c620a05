//! The sheet of data fixes: out with a plan, filled in, back in with the next one; and whose report it is.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::{
    presync::{Ended, end, presync},
    review_book::type_into,
};

/// The sheet *Fixes* by its place in the workbook.
const FIXES: u32 = 8;
/// Why, State, Other value.
const STATE: (&str, &str) = ("I", "J");
const OTHER: (&str, &str) = ("J", "K");

fn sample(out: &Path, more: &[&str]) -> Ended {
    let mut command = presync("plan");
    command.args(["--sample", "--json"]);
    command.arg("--out").arg(out);
    end(command.args(more))
}

#[test]
fn each_row_of_the_fixes_is_held_against_the_exports() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = folder.path().join("first");
    sample(&first, &[]).with_code(3);
    let book = folder.path().join("back.xlsx");
    fs::copy(first.join("report.xlsx"), &book).expect("a workbook");
    for (row, state) in [
        (2, "Erledigt"),
        (3, "Not done"),
        (4, "perhaps"),
        (5, "Other value"),
    ] {
        type_into(&book, FIXES, STATE, row, state);
    }
    type_into(&book, FIXES, OTHER, 5, "somebody@else.example");
    let path = book.to_str().expect("a path");
    let ended = sample(&folder.path().join("second"), &["--fixes", path]).with_code(3);
    let result: Value = serde_json::from_str(&ended.stdout).expect("JSON");
    let fixes = &result["fixes"];
    // The exports are those of before: what is said to be done is not there yet.
    assert_eq!(fixes["not_done"], 1, "{fixes} {}", ended.stderr);
    assert_eq!(
        (&fixes["done"], &fixes["other_value"], &fixes["unseen"]),
        (&json!(0), &json!(0), &json!(2)),
        "{}",
        ended.stderr
    );
}

#[test]
fn the_review_sheet_of_the_report_comes_back_as_decisions() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = folder.path().join("first");
    sample(&first, &[]).with_code(3);
    let book = first.join("report.xlsx");
    type_into(&book, 4, ("M", "N"), 2, "Different people");
    let path = book.to_str().expect("a path");
    let ended = sample(&folder.path().join("second"), &["--decisions", path]);
    let result: Value = serde_json::from_str(&ended.stdout).expect("JSON");
    assert_eq!(result["decisions"]["taken"], 1, "{}", ended.stderr);
}

#[test]
fn a_workspace_keeps_whose_report_it_is_and_a_pale_colour_is_not_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = folder.path().join("engagement.presync");
    let workspace = workspace.to_str().expect("a path");
    let page = |name: &str, more: &[&str]| {
        let out = folder.path().join(name);
        sample(&out, &[&["--workspace", workspace], more].concat());
        fs::read_to_string(out.join("report.html")).expect("a page")
    };
    let look = [
        "--customer",
        "Harbour & Vale",
        "--colour",
        "#ffcc00",
        "--language",
        "de",
    ];
    for page in [page("first", &look), page("second", &[])] {
        assert!(page.contains("Harbour &#38; Vale") && page.contains("<html lang=\"de\">"));
        assert!(!page.contains("#ffcc00"));
    }
    let redacted = folder.path().join("second/report-redacted.html");
    let redacted = fs::read_to_string(redacted).expect("a page");
    assert!(!redacted.contains("Harbour"), "it names no customer");
}

#[test]
fn a_logo_that_is_none_is_refused_before_the_plan() {
    let folder = tempfile::tempdir().expect("a folder");
    let logo = folder.path().join("logo.png");
    fs::write(&logo, "<svg onload=alert(1)>").expect("there is room");
    let out = folder.path().join("out");
    let ended = sample(&out, &["--logo", logo.to_str().expect("a path")]).with_code(1);
    assert!(ended.stdout.contains("logo_unusable") || ended.stderr.contains("logo_unusable"));
    assert!(!out.exists());
}

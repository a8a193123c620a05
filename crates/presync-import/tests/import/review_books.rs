//! Review workbooks that come back: sorted, cut, translated, saved as something else, mixed up.

use presync_core::{
    decision::{Verdict, book::RowMark},
    progress::Unwatched,
};
use presync_import::{DecisionListing, read_decisions};

use crate::boundary::{Given, refused};

const ENGAGEMENT: &str = "0123456789abcdef";

/// A row with its mark: intranet anchor and name, Azure anchor and name, decision.
fn row(engagement: &str, cells: [&str; 5]) -> [String; 8] {
    let [legacy, login, azure, upn, decision] = cells;
    let mark = RowMark::of(engagement, [legacy, azure], [login, upn]).text();
    [login, upn, decision, "because", "Kim", &mark, legacy, azure].map(str::to_owned)
}

const HEAD: [&str; 8] = [
    "Intranet user name",
    "Azure sign-in name",
    "Decision",
    "Reason",
    "Decided by",
    "presync_row",
    "legacy_anchor",
    "azure_anchor",
];

fn rows() -> Vec<[String; 8]> {
    vec![
        row(ENGAGEMENT, ["007", "ann", "o1", "ann@x.test", "Ja"]),
        row(
            ENGAGEMENT,
            ["8", "=cmd()", "o2", "bo@x.test", "different people"],
        ),
        row(ENGAGEMENT, ["9", "cy", "o3", "cy@x.test", ""]),
        row(
            ENGAGEMENT,
            ["10", "di", "o4", "di@x.test", "Not in the intranet"],
        ),
    ]
}

fn csv(delimiter: &str, rows: &[[String; 8]]) -> String {
    let head = [HEAD.join(delimiter)].into_iter();
    let lines = head.chain(rows.iter().map(|row| row.join(delimiter)));
    lines.collect::<Vec<_>>().join("\r\n")
}

fn read(name: &str, bytes: &[u8]) -> DecisionListing {
    read_decisions(&Given::file(name, bytes).path, &Unwatched).expect("readable")
}

/// Decisions by Azure anchor, and how many rows are open.
fn told(listing: &DecisionListing) -> (Vec<(String, Verdict)>, u32) {
    let decisions = listing.rows.iter().map(|row| {
        assert!(row.in_workbook && row.decision.by == "Kim");
        (row.decision.azure_anchor.clone(), row.decision.decision)
    });
    let mut decisions: Vec<_> = decisions.collect();
    decisions.sort();
    (decisions, listing.open)
}

fn all() -> (Vec<(String, Verdict)>, u32) {
    let decisions = [
        ("o1", Verdict::Confirm),
        ("o2", Verdict::Deny),
        ("o4", Verdict::New),
    ];
    (
        decisions
            .map(|(azure, verdict)| (azure.to_owned(), verdict))
            .to_vec(),
        1,
    )
}

#[test]
fn a_workbook_comes_back_in_any_order_and_format() {
    let mut turned = rows();
    turned.reverse();
    for (name, text) in [
        ("review.csv", csv(",", &rows())),
        ("sorted.csv", csv(";", &turned)),
        ("tabs.txt", csv("\t", &turned)),
    ] {
        let listing = read(name, text.as_bytes());
        assert_eq!(told(&listing), all(), "{name}");
        assert_eq!(listing.engagement.as_deref(), Some(ENGAGEMENT), "{name}");
    }
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet()
        .write_row(0, 0, ["Notes", "of HR"])
        .expect("cells");
    let sheet = book.add_worksheet();
    sheet
        .write_row(0, 0, ["Added", "Checked on"])
        .expect("cells");
    sheet.write_row(0, 2, HEAD).expect("cells");
    for (at, row) in (1u32..).zip(&turned) {
        sheet.write_row(at, 0, ["x", "2026"]).expect("cells");
        for (column, cell) in (2u16..).zip(row) {
            sheet.write_string(at, column, cell).expect("a cell");
        }
    }
    let bytes = book.save_to_buffer().expect("a workbook");
    let listing = read("resaved.xlsx", &bytes);
    assert_eq!(told(&listing), all());
    let first = listing
        .rows
        .iter()
        .find(|row| row.decision.azure_anchor == "o1")
        .expect("it is there");
    assert_eq!(
        (first.decision.legacy_anchor.as_str(), first.place.row),
        ("007", Some(5))
    );
}

#[test]
fn a_row_that_was_mixed_up_is_said_with_its_place_and_not_used() {
    for (at, edit, column) in [
        // Two columns sorted apart from the rest.
        (0, (0, "bo"), "presync_row"),
        // A spreadsheet that took the ID for a number.
        (0, (6, "7"), "presync_row"),
        (0, (5, "gone"), "presync_row"),
        (0, (2, "perhaps"), "Decision"),
    ] {
        let mut rows = rows();
        rows[at][edit.0] = edit.1.to_owned();
        let listing = read("review.csv", csv(",", &rows).as_bytes());
        assert_eq!(listing.rows.len(), 2, "{edit:?}");
        let odd = listing
            .diagnostics
            .iter()
            .find(|d| d.code == "ROW_UNUSABLE");
        let odd = odd.unwrap_or_else(|| panic!("nothing was said of {edit:?}"));
        assert_eq!(
            (odd.row, odd.column.as_deref()),
            (Some(2), Some(column)),
            "{edit:?}"
        );
    }
}

#[test]
fn rows_of_two_engagements_in_one_file_are_refused() {
    let mut rows = rows();
    rows.push(row(
        "fedcba9876543210",
        ["11", "ed", "o5", "ed@x.test", "no"],
    ));
    let given = Given::file("review.csv", csv(",", &rows).as_bytes());
    let refusal = read_decisions(&given.path, &Unwatched).expect_err("two engagements");
    assert_eq!(refused(&refusal), "refused OTHER_ENGAGEMENT row 6");
}

//! Several files as one import: pages in any order, or missing.

use presync_core::Side;
use presync_import::{Inspection, look_together};

use crate::boundary::{Given, side};

/// What is said of each file after all were looked at together: file and codes.
fn check(files: &[&[u8]], expect: &[&str]) {
    let given: Vec<Given> = files
        .iter()
        .enumerate()
        .map(|(at, bytes)| Given::file(&format!("p{}.json", at + 1), bytes))
        .collect();
    let mut inspections: Vec<Inspection> = given
        .iter()
        .map(|given| given.inspect(&side(Side::Azure)).expect("readable"))
        .collect();
    look_together(&mut inspections);
    let codes = |inspection: &Inspection| {
        let codes = inspection.diagnostics.iter().map(|d| d.code.as_str());
        format!(
            "{} {}",
            inspection.file,
            codes.collect::<Vec<_>>().join(" ")
        )
    };
    let said: Vec<String> = inspections.iter().map(codes).collect();
    assert_eq!(
        said.iter().map(|line| line.trim()).collect::<Vec<_>>(),
        expect
    );
}

fn page(mail: &str, rest: &str) -> String {
    format!(r#"{{"@odata.context":"x/$metadata#users"{rest},"value":[{{"mail":"{mail}"}}]}}"#)
}

const NEXT: &str = r#","@odata.nextLink":"https://graph.microsoft.com/x""#;

#[test]
fn a_page_says_of_itself_that_more_follow() {
    let (first, last) = (page("a@x.test", NEXT), page("c@x.test", ""));
    let (first, last) = (first.as_bytes(), last.as_bytes());
    check(&[last, first], &["p1.json", "p2.json JSON_MORE_PAGES"]);
    check(&[first], &["p1.json JSON_MORE_PAGES"]);
}

#[test]
fn a_page_missing_in_the_middle_is_seen_where_the_list_says_its_length() {
    let first = page("a@x.test", &format!(r#","@odata.count":3{NEXT}"#));
    let (middle, last) = (page("b@x.test", NEXT), page("c@x.test", ""));
    let (first, middle, last) = (first.as_bytes(), middle.as_bytes(), last.as_bytes());
    let more = "p1.json JSON_MORE_PAGES";
    check(
        &[first, middle, last],
        &[more, "p2.json JSON_MORE_PAGES", "p3.json"],
    );
    check(
        &[last, first],
        &["p1.json JSON_PAGE_MISSING", "p2.json JSON_MORE_PAGES"],
    );
    check(
        &[first, first, last],
        &[
            "p1.json JSON_MORE_PAGES JSON_PAGE_MISSING",
            "p2.json JSON_MORE_PAGES",
            "p3.json",
        ],
    );
}

#[test]
fn pages_in_one_file_and_in_other_encodings_are_pages() {
    let (first, last) = (page("a@x.test", NEXT), page("c@x.test", ""));
    check(&[format!("[{last},{first}]").as_bytes()], &["p1.json"]);
    check(&[format!("{first}\n{last}\n").as_bytes()], &["p1.json"]);
    let utf16: Vec<u8> = format!("\u{feff}{first}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    check(&[&utf16], &["p1.json JSON_MORE_PAGES"]);
    check(
        &[&utf16, format!("\u{feff}{last}").as_bytes()],
        &["p1.json JSON_MORE_PAGES", "p2.json"],
    );
}

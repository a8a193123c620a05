//! The runbook: inert whatever the data hold, whole as a page, and following the mapping it is made from.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the page it judges"
)]

#[path = "../../presync-core/tests/fixture/mod.rs"]
mod fixture;

use std::{collections::BTreeSet, fs};

use fixture::{Fixture, every_outcome, harmless};
use presync_core::{progress::Unwatched, schema::PortalEdits, summary::summarise};
use presync_report::{Contents, Documents, Options, write_package};

fn runbook(fixture: &Fixture) -> String {
    let parent = tempfile::tempdir().expect("a folder");
    let mut options = Options::to(parent.path().join("handover"));
    options.contents = Contents::Mapping;
    let engagement = fixture.engagement();
    let documents = Documents {
        portal: Some(PortalEdits::to(&fixture.mapping, None)),
        ..Documents::default()
    };
    let summary = summarise(&engagement);
    write_package(&engagement, &summary, &documents, &options, &Unwatched).expect("a package");
    fs::read_to_string(options.folder.join("runbook.html")).expect("a page")
}

#[test]
fn the_page_runs_nothing_and_loads_nothing() {
    let page = runbook(&every_outcome());
    assert!(
        page.contains(
            "http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;"
        )
    );
    for forbidden in [
        "<script",
        " style=\"",
        "javascript:",
        "url(",
        "@import",
        " src=\"",
        "<iframe",
        "<b>bold",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(
        !page.contains('\u{202e}'),
        "bidirectional controls are made visible"
    );
}

/// A printed sheet says at its foot what it is.
#[test]
fn the_foot_of_a_printed_sheet_says_runbook() {
    let page = runbook(&harmless());
    assert!(
        page.contains("<body class=\"runbook\">") && page.contains(".runbook { page: runbook; }")
    );
    assert!(page.contains("@page runbook { @bottom-left { content: \"Presync runbook\";"));
}

/// Tags open and close in pairs, ids are used once, and references lead to one.
#[test]
fn the_page_is_valid() {
    for fixture in [every_outcome(), harmless()] {
        let page = runbook(&fixture);
        let mut open: Vec<&str> = Vec::new();
        for tag in page.split('<').skip(1) {
            let end = tag
                .find(|c: char| c == '>' || c.is_whitespace())
                .expect("a tag ends");
            let name = &tag[..end];
            match name.strip_prefix('/') {
                Some(closed) => assert_eq!(
                    open.pop(),
                    Some(closed),
                    "at <{}",
                    &tag[..tag.len().min(60)]
                ),
                None if name.starts_with('!') || ["meta", "wbr"].contains(&name) => {}
                None => open.push(name),
            }
        }
        assert_eq!(open, Vec::<&str>::new());
        let values = |attribute: &str| -> Vec<String> {
            let parts = page.split(attribute).skip(1);
            parts
                .map(|rest| rest.split('"').next().expect("a value").to_owned())
                .collect()
        };
        let ids = values(" id=\"");
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "an id is used once");
        for target in values(" href=\"#")
            .iter()
            .chain(&values(" aria-labelledby=\""))
        {
            assert!(ids.contains(target), "{target}");
        }
    }
}

#[test]
fn every_row_of_the_mapping_is_to_be_set_or_left() {
    let fixture = every_outcome();
    let page = runbook(&fixture).replace("<wbr>", "");
    for row in &fixture.mapping.users.rows {
        let target = row.target.replace('"', "&#34;");
        assert!(page.contains(&target), "{target}");
    }
    for gone in ["displayName", "name.formatted", "User:employeeNumber"] {
        assert!(page.contains(gone), "{gone} is to be deleted");
    }
}

#[test]
fn every_step_says_where_it_comes_from() {
    let page = runbook(&every_outcome());
    let steps = page.split("<li class=\"step").skip(1);
    for (number, step) in (1..).zip(steps) {
        let step = step.split("</li>").next().expect("an item");
        assert!(step.contains("<p class=\"from\">"), "step {number}: {step}");
    }
}

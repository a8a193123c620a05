//! The page about findings says what the tables say.
#![expect(clippy::disallowed_methods, reason = "the page is a file")]

use std::{fs, path::Path};

use presync_core::pitfall::page;

#[test]
fn the_page_is_made_of_the_tables() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/findings.md");
    let written = fs::read_to_string(path).expect("BUG: the page is committed");
    let made = page();
    let differs = written.lines().zip(made.lines()).find(|(a, b)| a != b);
    assert!(
        written == made,
        "docs/findings.md is not what the tables say, first at {differs:?}; write it anew with: \
         cargo run -p presync-core --example findings_page > docs/findings.md"
    );
}

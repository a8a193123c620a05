//! Every file of a package says the same numbers.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the files it judges"
)]

mod figures;
#[path = "../../presync-core/tests/fixture/mod.rs"]
mod fixture;

use fixture::{Fixture, every_outcome, harmless};
use presync_core::{progress::Unwatched, summary::summarise};
use presync_report::{Documents, Options, RedactionKey, write_package};

#[test]
fn every_file_says_the_same_numbers() {
    check(&every_outcome());
    check(&harmless());
}

fn check(fixture: &Fixture) {
    let parent = tempfile::tempdir().expect("a folder");
    let options = Options::to(parent.path().join("handover"));
    let engagement = fixture.engagement();
    let documents = Documents {
        redaction: Some(RedactionKey::of(["secret"])),
        ..Documents::default()
    };
    let summary = summarise(&engagement);
    write_package(&engagement, &summary, &documents, &options, &Unwatched).expect("a package");
    let said = figures::of_package(&options.folder);
    figures::assert_equal(&said);
    for tile in &summary.tiles {
        let about = format!("tile.{}", tile.label);
        for name in ["report.html", "report-redacted.html", "report.xlsx"] {
            assert_eq!(
                said[name][&about],
                u64::from(tile.count),
                "{about} in {name}"
            );
        }
    }
}

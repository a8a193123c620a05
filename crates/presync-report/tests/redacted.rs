//! The redacted twin: the figures of the report, and no value of either export.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the pages it judges"
)]

#[path = "../../presync-core/tests/fixture/mod.rs"]
mod fixture;

use std::{collections::BTreeSet, fs};

use fixture::{Fixture, every_outcome, harmless};
use presync_core::{Population, progress::Unwatched, summary::summarise};
use presync_report::{Branding, Documents, Language, Logo, Options, RedactionKey, write_package};

/// Shorter values are words of the page, or counts.
const CHARS_MIN: usize = 4;

/// A name that no other page holds.
const CUSTOMER: &str = "Zzyzx Holding";

fn page(fixture: &Fixture, key: &str) -> String {
    let parent = tempfile::tempdir().expect("a folder");
    let options = Options {
        branding: Branding {
            customer: CUSTOMER.to_owned(),
            logo: Some(Logo::of_base64(PIXEL).expect("a picture")),
            accent: Some("#7d0b4f".parse().expect("a colour")),
            language: Language::German,
        },
        ..Options::to(parent.path().join("handover"))
    };
    let engagement = fixture.engagement();
    let documents = Documents {
        redaction: Some(RedactionKey::of([key])),
        ..Documents::default()
    };
    let summary = summarise(&engagement);
    write_package(&engagement, &summary, &documents, &options, &Unwatched).expect("a package");
    fs::read_to_string(options.folder.join("report-redacted.html")).expect("a page")
}

fn values(population: &Population) -> BTreeSet<String> {
    let mut values = BTreeSet::new();
    for (attribute, _) in population.attributes() {
        for user in population.users() {
            let held = population.held(user, attribute);
            values.extend(held.split('\u{1f}').map(str::to_owned));
        }
    }
    values.retain(|value| value.chars().count() >= CHARS_MIN);
    values
}

#[test]
fn no_value_of_an_export_is_left() {
    let fixture = every_outcome();
    let page = page(&fixture, "secret").to_lowercase();
    let words = page_of_nobody();
    let [legacy, azure] = [values(&fixture.legacy), values(&fixture.azure)];
    assert!(
        legacy.len() + azure.len() > 50,
        "there is something to leak"
    );
    for value in legacy.union(&azure) {
        let value = value.to_lowercase();
        assert!(!page.contains(&value) || words.contains(&value), "{value}");
    }
    for input in &fixture.inputs {
        assert!(!page.contains(&input.file.to_lowercase()), "{}", input.file);
        assert!(!page.contains(&input.sha256), "a digest of {}", input.file);
    }
    assert!(!page.contains(&fixture.engagement().title.to_lowercase()));
}

/// The words a page has whoever it is about, and the user types that every customer has.
fn page_of_nobody() -> String {
    page(&harmless(), "secret").to_lowercase() + " member guest intranet user power user"
}

#[test]
fn the_figures_are_those_of_the_report() {
    let fixture = every_outcome();
    let page = page(&fixture, "secret");
    let summary = summarise(&fixture.engagement());
    let line = summary.verdict.line;
    assert!(page.contains(&format!("Verknüpft {} (", line.link)));
    assert!(page.contains(&summary.register[0].statement));
    for group in &summary.findings {
        assert!(page.contains(&format!("finding-{}", group.code.as_str())));
    }
}

#[test]
fn people_keep_their_pseudonyms_with_the_key_and_only_with_it() {
    let pseudonyms = |page: &str| -> BTreeSet<String> {
        let named = page.split("Person ").skip(1);
        let named = named.map(|rest| rest.chars().take(9).collect::<String>());
        named
            .filter(|name| name.chars().nth(4) == Some('-'))
            .collect()
    };
    let first = pseudonyms(&page(&every_outcome(), "secret"));
    assert!(first.len() > 3, "{first:?}");
    assert_eq!(first, pseudonyms(&page(&every_outcome(), "secret")));
    let other = pseudonyms(&page(&every_outcome(), "another"));
    assert!(first.is_disjoint(&other));
}

/// A picture of one pixel.
const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

#[test]
fn it_names_no_customer_and_shows_neither_logo_nor_colour() {
    let page = page(&every_outcome(), "secret");
    for tells in [CUSTOMER, "<img", "data:image/", "#7d0b4f"] {
        assert!(!page.contains(tells), "{tells}");
    }
    assert!(page.contains("<html lang=\"de\">"), "the language stays");
}

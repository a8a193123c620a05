//! The report page: inert whatever the data hold, and saying what the plan says.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the page it judges"
)]

#[path = "../../presync-core/tests/fixture/mod.rs"]
mod fixture;

use std::fs;

use fixture::{Fixture, every_outcome, harmless};
use presync_core::{progress::Unwatched, summary::summarise};
use presync_report::{Branding, Documents, Language, Logo, Options, write_package};
use sha2::{Digest, Sha256};

fn page(fixture: &Fixture) -> String {
    branded(fixture, Branding::default())
}

fn branded(fixture: &Fixture, branding: Branding) -> String {
    let parent = tempfile::tempdir().expect("a folder");
    let options = Options {
        branding,
        ..Options::to(parent.path().join("handover"))
    };
    let engagement = fixture.engagement();
    let summary = summarise(&engagement);
    write_package(
        &engagement,
        &summary,
        &Documents::default(),
        &options,
        &Unwatched,
    )
    .expect("a package");
    fs::read_to_string(options.folder.join("report.html")).expect("a page")
}

fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = page.split_once(start).expect("the start");
    rest.split_once(end).expect("the end").0
}

/// The text of a section without tags, one line for each run of text.
fn text(page: &str, id: &str) -> String {
    let section = between(page, &format!("aria-labelledby=\"{id}\">"), "</section>");
    let mut text = String::new();
    let mut inside = false;
    for c in section.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push('\n');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

#[test]
fn the_page_says_what_the_plan_says() {
    let page = page(&every_outcome());
    for id in [
        "verdict", "budget", "matching", "matrix", "danger", "changes", "accounts", "restart",
        "findings", "void", "way-back", "sign-off",
    ] {
        insta::assert_snapshot!(id, text(&page, id));
    }
}

#[test]
fn a_plan_without_harm_has_a_page_too() {
    let page = page(&harmless());
    insta::assert_snapshot!("harmless", text(&page, "verdict"));
    assert!(page.contains("Nobody: no takeover, no second account, no ambiguous look-up."));
}

#[test]
fn the_policy_allows_the_one_style_and_nothing_else() {
    let page = page(&every_outcome());
    let policy = between(
        &page,
        "http-equiv=\"Content-Security-Policy\" content=\"",
        "\">",
    );
    let policy = policy.replace("&#39;", "'").replace("&#x27;", "'");
    let style = between(&page, "<style>", "</style>");
    let digest = base64(&Sha256::digest(style));
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
        )
    );
    assert_eq!(page.matches("<style").count(), 1);
    for forbidden in [
        "<script",
        " style=\"",
        "javascript:",
        "url(",
        "@import",
        " src=\"",
        "<iframe",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

fn base64(bytes: &[u8]) -> String {
    let digits: Vec<char> = ('A'..='Z')
        .chain('a'..='z')
        .chain('0'..='9')
        .chain(['+', '/'])
        .collect();
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let mut text: String = (0..bits.len().div_ceil(6))
        .map(|at| format!("{:0<6}", &bits[at * 6..bits.len().min(at * 6 + 6)]))
        .map(|six| digits[usize::from_str_radix(&six, 2).expect("six bits")])
        .collect();
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

#[test]
fn hostile_values_stay_text() {
    let page = page(&every_outcome());
    for value in ["<script>alert", "<img src=x", "<b>bold</b>"] {
        assert!(!page.contains(value), "{value}");
    }
    assert!(page.contains("&lt;script&gt;") || page.contains("&#60;script&#62;"));
    assert!(
        page.contains("⟦U+202E⟧"),
        "bidirectional controls are made visible"
    );
    assert!(!page.contains('\u{202e}'));
}

#[test]
fn the_page_never_marks_a_value_as_safe() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
    for entry in fs::read_dir(folder).expect("the templates") {
        let path = entry.expect("an entry").path();
        let template = fs::read_to_string(&path).expect("UTF-8");
        for word in ["|safe", "| safe", "|escape(", "<script", "{% autoescape"] {
            assert!(!template.contains(word), "{word} in {}", path.display());
        }
    }
}

#[test]
fn every_reference_leads_somewhere_on_the_page() {
    let page = page(&every_outcome());
    let values = |attribute: &str| -> Vec<String> {
        let parts = page.split(attribute).skip(1);
        parts
            .map(|rest| rest.split('"').next().expect("a value").to_owned())
            .collect()
    };
    let ids = values(" id=\"");
    let unique: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "an id is used once");
    for target in values(" href=\"#")
        .iter()
        .chain(&values(" aria-labelledby=\""))
    {
        assert!(ids.contains(target), "{target}");
    }
}

/// A picture of one pixel.
const PIXEL: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

#[test]
fn a_customer_s_name_logo_and_colour_stand_in_the_report_and_nothing_else_changes() {
    let branding = Branding {
        customer: "Müller <b>& Söhne</b>".to_owned(),
        logo: Some(Logo::of_base64(PIXEL).expect("a picture")),
        accent: Some("#7d0b4f".parse().expect("a colour")),
        language: Language::English,
    };
    let plain = page(&every_outcome());
    let page = branded(&every_outcome(), branding);
    assert!(page.contains(&format!(
        "<img class=\"logo\" src=\"data:image/png;base64,{PIXEL}\""
    )));
    assert!(page.contains("Müller &#60;b&#62;&#38; Söhne"), "escaped");
    let accent = ":root { --accent: #7d0b4f; --accent-soft: #f2e6ed; }";
    assert!(page.contains(&format!("<style>{accent}</style>")));
    let digest = base64(&Sha256::digest(accent)).replace('+', "&#43;");
    assert!(
        page.replace("&#x2B;", "&#43;").contains(&digest)
            || page.contains(&base64(&Sha256::digest(accent)))
    );
    for id in ["verdict", "changes", "findings"] {
        assert_eq!(text(&page, id), text(&plain, id));
    }
}

#[test]
fn the_executive_page_is_german_where_the_report_is() {
    let german = Branding {
        language: Language::German,
        ..Branding::default()
    };
    let page = branded(&every_outcome(), german);
    assert!(page.contains("<html lang=\"de\">"));
    insta::assert_snapshot!("verdict_german", text(&page, "verdict"));
    insta::assert_snapshot!("matrix_german", text(&page, "matrix"));
}

//! `presync lint`: a mapping by itself, for people and for scripts.

use serde_json::{Value, json};

use crate::{
    engagement::Engagement,
    presync::{Ended, end, plan, presync},
};

/// A mapping file that Presync drew up itself, with one change.
fn changed(engagement: &Engagement, change: impl Fn(&mut String)) -> std::path::PathBuf {
    let (legacy, azure) = (engagement.legacy(), engagement.azure());
    end(&mut plan(&legacy, &azure, &engagement.out())).with_code(0);
    let draft = engagement.out().join("mapping-draft.json");
    let mut text = std::fs::read_to_string(draft).expect("a draft");
    change(&mut text);
    engagement.put("mapping.json", text.as_bytes())
}

fn lint(mapping: &std::path::Path, more: &[&str]) -> Ended {
    end(presync("lint").arg(mapping).args(more))
}

fn codes(ended: &Ended) -> Vec<(String, String)> {
    let report: Value = serde_json::from_str(&ended.stdout).expect("JSON");
    let findings = report["findings"].as_array().expect("a list").iter();
    let word = |one: &Value, name: &str| one[name].as_str().unwrap_or("").to_owned();
    findings
        .map(|one| (word(one, "code"), word(one, "severity")))
        .collect()
}

#[test]
fn a_mapping_without_blockers_ends_well() {
    let engagement = Engagement::of(12);
    let mapping = changed(&engagement, |_| {});
    let ended = lint(&mapping, &["--json"]).with_code(0);
    let found = codes(&ended);
    assert!(
        found.iter().all(|(_, severity)| severity != "blocker"),
        "{found:?}"
    );
    let ended = lint(&mapping, &[]).with_code(0);
    assert!(ended.stdout.contains("0 blockers"), "{}", ended.stdout);
}

#[test]
fn a_blocker_ends_with_three_and_says_what_to_do() {
    let engagement = Engagement::of(12);
    let mapping = changed(&engagement, |text| {
        assert!(text.contains("name.familyName"));
        *text = text.replace("name.familyName", "name.formatted");
    });
    let ended = lint(&mapping, &["--json"]).with_code(3);
    let found = codes(&ended);
    for code in ["P27", "P28"] {
        assert!(
            found.contains(&(code.to_owned(), "blocker".to_owned())),
            "{found:?}"
        );
    }
    let ended = lint(&mapping, &[]).with_code(3);
    assert!(
        ended
            .stdout
            .contains("name.formatted: The intranet does not support"),
        "{}",
        ended.stdout
    );
}

#[test]
fn the_sites_own_schema_is_held_against_it() {
    let engagement = Engagement::of(12);
    let mapping = changed(&engagement, |_| {});
    let site = json!({ "Resources": [{
        "id": "urn:ietf:params:scim:schemas:core:2.0:User",
        "name": "User",
        "attributes": [{ "name": "badge?", "type": "string", "required": true }],
    }]});
    let site = engagement.put("schemas.json", site.to_string().as_bytes());
    let ended = end(presync("lint")
        .arg(&mapping)
        .arg("--json")
        .arg("--site-schema")
        .arg(site));
    let found = codes(&ended.with_code(3));
    let has = |code: &str| found.iter().any(|(found, _)| found == code);
    assert!(
        has("P25") && has("P28") && has("UNKNOWN_TO_SITE"),
        "{found:?}"
    );
}

#[test]
fn a_file_that_is_no_mapping_is_an_error() {
    let engagement = Engagement::of(1);
    let file = engagement.put("no.json", b"{}");
    let ended = lint(&file, &[]).with_code(1);
    assert!(ended.stderr.contains("no.json"), "{}", ended.stderr);
}

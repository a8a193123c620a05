//! Import profiles: what they decide, what they cannot, and the way from one run to the next.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use crate::{
    engagement::Engagement,
    presync::{Ended, end, entries, plan, presync},
};

/// The intranet's export under two columns for the unique ID that hold different values.
fn two_ids(engagement: &Engagement) -> PathBuf {
    let text = fs::read_to_string(engagement.legacy()).expect("it is there");
    let mut lines = text.lines();
    let head = lines
        .next()
        .expect("a header")
        .replacen("User ID", "User ID,UID", 1);
    let rows = lines.enumerate().map(|(ix, line)| {
        let cells: Vec<&str> = line.splitn(4, ',').collect();
        format!("{},{},K{ix},L{ix},{}", cells[0], cells[1], cells[3])
    });
    let rows: Vec<String> = rows.collect();
    let text = format!("{head}\n{}\n", rows.join("\n"));
    engagement.put("in/two ids.csv", text.as_bytes())
}

fn profile(engagement: &Engagement, files: &Value) -> PathBuf {
    let profile = json!({ "presync_profile": 1, "files": files });
    engagement.put("in/profile.json", profile.to_string().as_bytes())
}

fn run(engagement: &Engagement, legacy: &Path, profile: Option<&PathBuf>) -> Ended {
    let mut command = plan(legacy, &engagement.azure(), &engagement.out());
    if let Some(profile) = profile {
        command.arg("--profile").arg(profile);
    }
    end(&mut command)
}

#[test]
fn a_key_that_can_be_read_in_two_ways_is_decided_by_a_profile() {
    let engagement = Engagement::of(12);
    let legacy = two_ids(&engagement);
    let ended = run(&engagement, &legacy, None).with_code(1);
    for words in ["two ids.csv", "--profile", "\"columns\"", "\"externalId\""] {
        assert!(ended.stderr.contains(words), "{words}: {}", ended.stderr);
    }
    assert_eq!(entries(engagement.folder()), ["in"], "nothing is written");
    let columns = json!({ "UID": "Unique ID", "User ID": "" });
    let entry = json!([{ "file": "Two IDs.csv", "columns": columns }]);
    let profile = profile(&engagement, &entry);
    let ended = run(&engagement, &legacy, Some(&profile));
    assert_ne!(ended.code, Some(1), "{}", ended.stderr);
    let links = fs::read_to_string(engagement.out().join("links.csv")).expect("it is there");
    assert!(
        links.contains("\"L3\"") && !links.contains("\"K3\""),
        "{links}"
    );
}

#[test]
fn a_profile_that_means_nothing_is_refused_by_name() {
    let check = |files: Value, words: &[&str]| {
        let engagement = Engagement::of(3);
        let profile = profile(&engagement, &files);
        let ended = run(&engagement, &engagement.legacy(), Some(&profile)).with_code(1);
        for word in words {
            assert!(ended.stderr.contains(word), "{word}: {}", ended.stderr);
        }
        assert_eq!(entries(engagement.folder()), ["in"]);
    };
    let columns =
        |column: &str, field: &str| json!([{ "file": "legacy.csv", "columns": { column: field } }]);
    check(
        columns("Usrname", "userName"),
        &[
            "legacy.csv",
            "column \"Usrname\"",
            "Did you mean \"Username\"?",
        ],
    );
    check(
        columns("Username", "userNam"),
        &["legacy.csv", "userNam", "Did you mean \"User Name\"?"],
    );
    check(
        json!([{ "file": "legacy.csv", "delimeter": ";" }]),
        &["profile.json", "Entry 1"],
    );
    check(
        json!([{ "file": "legacy.csv", "side": "azure" }]),
        &["profile.json", "Azure side", "intranet side"],
    );
}

#[test]
fn an_entry_that_fits_no_file_is_told() {
    let engagement = Engagement::of(3);
    let profile = profile(
        &engagement,
        &json!([{ "file": "other.csv", "delimiter": ";" }]),
    );
    let ended = run(&engagement, &engagement.legacy(), Some(&profile));
    assert!(ended.stderr.contains("\"other.csv\""), "{}", ended.stderr);
}

#[test]
fn a_stated_side_outweighs_what_the_file_looks_like() {
    let engagement = Engagement::of(3);
    let azure = fs::read(engagement.azure()).expect("it is there");
    let looks_azure = engagement.put("in/intranet.csv", &azure);
    let ended = run(&engagement, &looks_azure, None).with_code(1);
    assert!(ended.stderr.contains("--profile"), "{}", ended.stderr);
    let columns = json!({ "userPrincipalName": "userName", "id": "externalId" });
    let entry = json!([{ "file": "intranet.csv", "side": "legacy", "columns": columns }]);
    let profile = profile(&engagement, &entry);
    let mut text = String::from_utf8(azure).expect("UTF-8");
    text.push_str("\r\n");
    engagement.put("in/intranet.csv", text.as_bytes());
    let ended = run(&engagement, &looks_azure, Some(&profile));
    assert_ne!(ended.code, Some(1), "{}", ended.stderr);
    assert!(
        ended
            .stderr
            .contains("looks like an export of the Azure side"),
        "{}",
        ended.stderr
    );
}

#[test]
fn a_saved_profile_reads_the_file_as_it_was_read() {
    let engagement = Engagement::of(3);
    let saved = engagement.folder().join("saved.json");
    let inspect = |profile: Option<&PathBuf>| {
        let mut command = presync("inspect");
        command.arg("--json").arg(engagement.legacy());
        match profile {
            Some(profile) => command.arg("--profile").arg(profile),
            None => command.arg("--save-profile").arg(&saved),
        };
        let ended = end(&mut command).with_code(0);
        let document: Value = serde_json::from_str(&ended.stdout).expect("JSON");
        let attributes = document["columns"].as_array().expect("columns").iter();
        let attributes = attributes.map(|column| column["attribute"].clone());
        (document["format"].clone(), attributes.collect::<Vec<_>>())
    };
    let first = inspect(None);
    assert_eq!(inspect(Some(&saved)), first);
    let profile: Value =
        serde_json::from_slice(&fs::read(&saved).expect("it is there")).expect("JSON");
    assert_eq!(profile["presync_profile"], 1);
    let entry = &profile["files"][0];
    assert_eq!(
        (&entry["file"], &entry["side"]),
        (&json!("legacy.csv"), &json!("legacy"))
    );
    assert_eq!(entry["columns"]["User ID"], "externalId");
    let headers: Vec<&String> = entry["columns"]
        .as_object()
        .expect("columns")
        .keys()
        .collect();
    let by_headers = json!([{ "headers": headers, "columns": { "Title": "" } }]);
    let profile = self::profile(&engagement, &by_headers);
    assert!(
        inspect(Some(&profile)).1.contains(&json!("Title")),
        "the headers are the file's"
    );
}

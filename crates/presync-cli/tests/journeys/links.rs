//! `presync match` and `presync inspect`: who is who, and what a file is, without a plan.

use std::{collections::BTreeMap, fs, process::Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    engagement::Engagement,
    presync::{end, plan, presync},
    sample::folder,
    table::Table,
};

#[test]
fn no_certain_link_of_the_sample_is_wrong_and_few_are_missing() {
    let out = TempDir::new().expect("there is room");
    let links = out.path().join("links.csv");
    let sample = folder();
    let mut command = presync("match");
    command
        .arg("--legacy")
        .arg(sample.join("Interact users.xlsx"))
        .arg("--azure");
    command.args([1, 2].map(|page| sample.join(format!("Azure users page {page}.json"))));
    end(command.arg("--out").arg(&links)).with_code(0);

    let truth = pairs();
    let table = Table::read(&links);
    let held = |row: &str, id: &str| truth.get(id).is_some_and(|legacy| legacy == row);
    let mut found = 0;
    for link in table.rows() {
        let right = held(&link["legacy_row"], &link["azure_id"]);
        match &link["status"] {
            "certain" => assert!(right, "{link:?}"),
            "likely" | "review" => {}
            status => panic!("nobody decided anything, so nothing is {status}"),
        }
        found += usize::from(right && &link["status"] != "review");
        let score: f64 = link["score"].parse().expect("the score is a number");
        assert!((0.0..=1.0).contains(&score), "{link:?}");
    }
    let missing = truth.len() - found;
    assert!(
        missing <= truth.len() / 50,
        "{missing} of {} pairs are missing",
        truth.len()
    );
}

/// The intranet row of each Azure user who has one.
fn pairs() -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder().join("expected.json")).expect("it is there");
    let truth: Value = serde_json::from_str(&text).expect("it is JSON");
    let users = truth["azure"].as_array().expect("the side is stated");
    let pair = |user: &Value| {
        let row = user["legacy_row"].as_u64()?;
        Some((user["id"].as_str()?.to_owned(), row.to_string()))
    };
    users.iter().filter_map(pair).collect()
}

#[test]
fn links_need_no_particular_column() {
    let engagement = Engagement::of(1);
    let legacy = engagement.put(
        "in/people.csv",
        b"Email Address;Last Name;First Name\nada.quint@acme.example;Quint;Ada\nbo.rask@acme.example;Rask;Bo\n",
    );
    let azure = engagement.put(
        "in/users.csv",
        b"mail,displayName,id\nbo.rask@acme.example,Bo Rask,9b1d7a52-0000-4000-8000-000000000002\n",
    );
    let links = engagement.folder().join("links.csv");
    let mut command = presync("match");
    command
        .arg("--legacy")
        .arg(legacy)
        .arg("--azure")
        .arg(azure)
        .arg("--out")
        .arg(&links)
        .arg("--json");
    let told = end(&mut command).with_code(0).stdout;
    let told: Value = serde_json::from_str(&told).expect("it is JSON");
    assert_eq!(told["links"], serde_json::json!({ "certain": 1 }));
    let table = Table::read(&links);
    let rows: Vec<_> = table
        .rows()
        .map(|row| (row["legacy_row"].to_owned(), row["azure_row"].to_owned()))
        .collect();
    assert_eq!(rows, [("2".to_owned(), "1".to_owned())]);
}

#[test]
fn what_is_odd_about_the_rows_of_a_file_is_told_without_importing_it() {
    let engagement = Engagement::of(1);
    let rows = "ada,1.23457E+15,Ada,Quint\r\n".to_owned() + &",,,\"?\"\r\n".repeat(9);
    let file = engagement.put(
        "in/people.csv",
        format!("Username,User ID,First Name,Department\r\n{rows}").as_bytes(),
    );
    let told = end(presync("inspect").arg(&file)).with_code(0).stdout;
    for line in [
        "scientific notation",
        "row 3",
        "6 more of the kind ROW_NO_IDENTITY",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let json = end(presync("inspect").arg(&file).arg("--json")).with_code(0);
    let json: Value = serde_json::from_str(&json.stdout).expect("it is JSON");
    let odd = json["diagnostics"].as_array().expect("a list");
    let nobody = odd.iter().filter(|d| d["code"] == "ROW_NO_IDENTITY");
    assert_eq!(nobody.count(), 9, "{odd:?}");
}

#[test]
fn a_reader_that_stops_reading_is_no_failure() {
    let file = folder().join("Interact users.xlsx");
    let mut command = presync("inspect");
    command.arg(&file).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().expect("it starts");
    // Nobody reads: the first line goes into a pipe whose other end is closed.
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&ended.stderr);
    assert_eq!((ended.status.code(), told.as_ref()), (Some(0), ""));
}

#[test]
fn a_file_given_twice_is_told() {
    let engagement = Engagement::of(3);
    let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
    command.arg("--azure").arg(engagement.azure());
    let ended = end(&mut command).with_code(0);
    let told = "azure.csv: The same file is there twice.";
    assert!(ended.stderr.contains(told), "{}", ended.stderr);
}

#[test]
fn a_file_is_described_for_machines_and_for_people() {
    let file = folder().join("Interact users.xlsx");
    let inspect = |arguments: &[&str]| {
        end(presync("inspect").arg(&file).args(arguments))
            .with_code(0)
            .stdout
    };
    let described: Value = serde_json::from_str(&inspect(&["--json"])).expect("it is JSON");
    let text = described.to_string();
    for word in ["Interact users.xlsx", "Supervisor Employee ID", "xlsx"] {
        assert!(
            text.to_lowercase().contains(&word.to_lowercase()),
            "{word} is told: {text}"
        );
    }
    assert!(!text.contains("/examples/"), "a path is not told");
    let words = inspect(&[]);
    assert!(
        words.contains("Interact users.xlsx") && words.contains("User ID"),
        "{words}"
    );
}

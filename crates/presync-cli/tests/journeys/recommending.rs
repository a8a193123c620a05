//! `presync recommend`: the mapping files and the runbook of them, from matching or from a file of links.

use std::{fs, path::Path, process::Command};

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    engagement::Engagement,
    presync::{Ended, end, entries, presync},
    sample::folder,
    table::Table,
};

/// The runbook of the sample as text: a run with `PRESYNC_GOLDEN=write` writes it anew.
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/journeys/runbook.txt");

fn recommend(out: &Path) -> Command {
    let sample = folder();
    let mut command = presync("recommend");
    command
        .arg("--legacy")
        .arg(sample.join("Interact users.xlsx"));
    command.arg("--azure");
    command.args([1, 2].map(|page| sample.join(format!("Azure users page {page}.json"))));
    command.arg("--out").arg(out);
    command
}

fn patched(out: &Path) -> Command {
    let mut command = recommend(out);
    command.arg("--patch").arg(folder().join("app schema.json"));
    command
}

fn links_of_sample(within: &Path) -> std::path::PathBuf {
    let links = within.join("links.csv");
    let sample = folder();
    let mut command = presync("match");
    command
        .arg("--legacy")
        .arg(sample.join("Interact users.xlsx"));
    command.arg("--azure");
    command.args([1, 2].map(|page| sample.join(format!("Azure users page {page}.json"))));
    end(command.arg("--out").arg(&links)).with_code(0);
    links
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("it is there")
}

/// The runs of text of a page, one to a line.
fn text(page: &str) -> String {
    let (_, body) = page.split_once("<body class=\"runbook\">").expect("a body");
    let (mut text, mut inside) = (String::new(), false);
    for c in body.chars() {
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
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_mapping_files_of_the_sample_and_nothing_else() {
    let within = TempDir::new().expect("there is room");
    let out = within.path().join("mapping");
    let told = end(patched(&out).arg("--json")).with_code(0).stdout;
    let files = [
        "MANIFEST.json",
        "mapping.csv",
        "mapping.json",
        "runbook.html",
    ];
    assert_eq!(entries(&out), files);
    let told: Value = serde_json::from_str(&told).expect("it is JSON");
    assert_eq!(told["match_keys"][0], "externalId");
    let columns = "object,target_attribute,mapping_type,source,default_value,apply,matching_precedence,\
                   reason,evidence,runner_up,after_restart,written_again";
    assert_eq!(
        Table::read(&out.join("mapping.csv")).columns.join(","),
        columns
    );

    let page = text(&read(&out.join("runbook.html")));
    if std::env::var_os("PRESYNC_GOLDEN").is_some() {
        fs::write(GOLDEN, &page).expect("it can be written");
    }
    assert_eq!(
        page,
        read(Path::new(GOLDEN)),
        "PRESYNC_GOLDEN=write accepts it"
    );
}

#[test]
fn what_explains_each_attribute_is_printed_as_the_plan_has_it() {
    let within = TempDir::new().expect("there is room");
    let [mapping, package] = ["mapping", "plan"].map(|name| within.path().join(name));
    let told = end(recommend(&mapping).arg("--json")).with_code(0).stdout;
    let told: Value = serde_json::from_str(&told).expect("JSON");
    let sample = folder();
    let mut command = presync("plan");
    command
        .arg("--legacy")
        .arg(sample.join("Interact users.xlsx"));
    command.arg("--azure");
    command.args([1, 2].map(|page| sample.join(format!("Azure users page {page}.json"))));
    end(command.args(["--package", "csv", "--out"]).arg(&package)).with_code(3);
    let plan = read(&package.join("plan.json"));
    let plan: Value = serde_json::from_str(&plan).expect("JSON");
    assert_eq!(told["studies"], plan["studies"]);

    let schema: Value =
        serde_json::from_str(include_str!("../../../../docs/plan.schema.json")).expect("JSON");
    let documented = schema["$defs"]["study"]["properties"].as_object();
    let documented: Vec<&String> = documented.expect("members").keys().collect();
    let studies = plan["studies"].as_array().expect("a list");
    for study in studies {
        let members = study.as_object().expect("a study");
        assert_eq!(members.len(), documented.len(), "{documented:?}");
        let sources = study["sources"].as_array().expect("a list");
        assert!(sources.len() <= 12, "{study}");
        let ranks: Vec<u64> = sources
            .iter()
            .filter_map(|one| one["rank"].as_u64())
            .collect();
        assert!(ranks.is_sorted(), "best first: {study}");
        let chosen = study["chosen"].as_u64().map(|at| &sources[at as usize]);
        let Some(chosen) = chosen else { continue };
        assert_eq!(chosen["source"], study["policy"]["source"], "{study}");
        assert_ne!(study["chosen"], study["runner_up"], "{study}");
        let (of, both, equal) = (&chosen["of"], &chosen["both"], &chosen["equal"]);
        assert!(
            equal.as_u64() <= both.as_u64() && both.as_u64() <= of.as_u64(),
            "{study}"
        );
    }
    let named = |target: &str| studies.iter().find(|one| one["target_attribute"] == target);
    let email = named("emails[type eq \"work\"].value").expect("it is exported");
    let chosen = email["chosen"].as_u64().expect("a source is taken");
    assert_eq!(email["sources"][chosen as usize]["source"], "mail");
    assert_eq!(email["policy"]["type"], "direct");
}

#[test]
fn a_draft_is_no_schema_to_patch() {
    let within = TempDir::new().expect("there is room");
    let out = within.path().join("mapping");
    end(&mut recommend(&out)).with_code(0);
    let files = [
        "MANIFEST.json",
        "mapping-draft.json",
        "mapping.csv",
        "runbook.html",
    ];
    assert_eq!(entries(&out), files);
    assert!(read(&out.join("runbook.html")).contains("The mapping is a draft."));
    let mut again = recommend(&within.path().join("other"));
    again.arg("--patch").arg(out.join("mapping-draft.json"));
    let told = end(&mut again).with_code(1).stderr;
    assert!(told.contains("is a draft that Presync wrote"), "{told}");
}

#[test]
fn links_stand_in_for_matching() {
    let within = TempDir::new().expect("there is room");
    let links = links_of_sample(within.path());
    let [by_matching, by_links] = ["a", "b"].map(|name| within.path().join(name));
    end(&mut patched(&by_matching)).with_code(0);
    end(patched(&by_links).arg("--links").arg(&links)).with_code(0);
    for file in ["mapping.csv", "mapping.json"] {
        assert_eq!(
            read(&by_matching.join(file)),
            read(&by_links.join(file)),
            "{file}"
        );
    }
    // As a spreadsheet saves it where commas stand in numbers.
    let mut spoilt = String::from("\u{feff}");
    for row in csv::Reader::from_path(&links)
        .expect("links")
        .into_records()
    {
        let row = row.expect("a row");
        let cells: Vec<String> = row
            .iter()
            .enumerate()
            .map(|(at, cell)| match at {
                10 => cell.replace('.', ","),
                8 => cell.to_uppercase(),
                _ => format!("\"{}\"", cell.replace('"', "\"\"")),
            })
            .collect();
        spoilt.push_str(&cells.join(";"));
        spoilt.push_str("\r\n");
    }
    let head = "legacy_row;legacy_uid;legacy_username;legacy_email;azure_row;azure_id;azure_upn;azure_mail;status;rule;score;evidence\r\n";
    let saved = within.path().join("saved.csv");
    fs::write(
        &saved,
        spoilt.replacen('\u{feff}', &format!("\u{feff}{head}"), 1),
    )
    .expect("room");
    let again = within.path().join("c");
    end(patched(&again).arg("--links").arg(&saved)).with_code(0);
    assert_eq!(
        read(&again.join("mapping.json")),
        read(&by_links.join("mapping.json"))
    );
}

/// What is told of one row of links about three people.
fn told_of(row: &str) -> Ended {
    let engagement = Engagement::of(3);
    let head = "legacy_row,legacy_uid,legacy_username,legacy_email,azure_row,azure_id,azure_upn,azure_mail,status,rule,score,evidence";
    let links = engagement.put("in/links.csv", format!("{head}\n{row}\n").as_bytes());
    let mut command = presync("recommend");
    command.arg("--legacy").arg(engagement.legacy());
    command.arg("--azure").arg(engagement.azure());
    command.arg("--links").arg(links);
    end(command.arg("--out").arg(engagement.out()))
}

#[test]
fn wrong_rows_of_links_are_told_with_their_place() {
    for (row, expect) in [
        (
            ",,nobody@nowhere.example,,1,,,,certain,uid,1,",
            "No intranet user answers to this row.",
        ),
        (
            "1,,,,2000000,,,,certain,uid,1,",
            "No Azure user answers to this row.",
        ),
        ("1,,,,1,,,,maybe,uid,1,", "The status is none of"),
        (
            "1,,,,1,,,,certain,uid,7,",
            "The score is no number from 0 to 1.",
        ),
        ("x,,,,1,,,,certain,uid,1,", "The row is no number."),
        (
            ",,,,1,,,,certain,uid,1,",
            "The row names nobody of this side.",
        ),
        (
            "1,,,,1,,,,certain,uid,1,\n2,,,,1,,,,certain,uid,1,",
            "An earlier row links one of the two already",
        ),
    ] {
        let told = told_of(row).with_code(0).stderr;
        assert!(
            told.contains(expect) && told.contains("links.csv"),
            "{row}: {told}"
        );
        assert!(
            told.contains("row 2") || told.contains("row 3"),
            "{row}: {told}"
        );
    }
}

//! The sample engagement in one go: a stranger's first command, and a package that keeps the contract.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::{
    presync::{Ended, end, entries, presync},
    table::Table,
};

/// Users of the sample's two sides, as its README says.
const AZURE_USERS: usize = 1_266;
const LEGACY_USERS: usize = 1_235;

/// The columns of the contract.
const COLUMNS: &[(&str, &str)] = &[
    (
        "links.csv",
        "legacy_row,legacy_uid,legacy_username,legacy_email,azure_row,azure_id,azure_upn,azure_mail,\
         status,rule,score,evidence",
    ),
    (
        "people.csv",
        "side,legacy_row,legacy_uid,legacy_username,legacy_email,azure_row,azure_id,azure_upn,\
         azure_mail,identity_status,rule_key,rule_finds_row,rule_finds_username,outcome,action,\
         changes,findings,why,basis",
    ),
    (
        "changes.csv",
        "azure_id,azure_upn,legacy_uid,legacy_username,action,target_attribute,kind,now,would_be,\
         class,mapping,basis",
    ),
    (
        "findings.csv",
        "code,severity,subject_side,subject_key,attribute,message,remedy,evidence,file,sheet,row,\
         column",
    ),
];
/// What a full package holds besides.
const OTHERS: &[&str] = &[
    "MANIFEST.json",
    "mapping.csv",
    "mapping.json",
    "plan.json",
    "report-redacted.html",
    "report.html",
    "report.xlsx",
];

/// Where the sample lies.
pub(crate) fn folder() -> PathBuf {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR"));
    crates.join("../../examples/harbour-and-vale")
}

/// A plan of the sample in a folder of that name.
pub(crate) fn plan_of_sample(within: &Path, name: &str) -> (PathBuf, Ended) {
    let out = within.join(name);
    let ended = end(presync("plan").arg("--sample").arg("--out").arg(&out));
    (out, ended)
}

#[test]
fn the_sample_gives_a_whole_package_outside_the_budget() {
    let folder = TempDir::new().expect("there is room");
    let (out, ended) = plan_of_sample(folder.path(), "handover");
    let ended = ended.with_code(3);
    for (file, columns) in COLUMNS {
        assert_eq!(
            Table::read(&out.join(file)).columns.join(","),
            *columns,
            "{file}"
        );
    }
    let there = entries(&out);
    for file in OTHERS {
        assert!(
            there.iter().any(|name| name == file),
            "{file} is missing of {there:?}"
        );
    }
    assert_eq!(
        entries(folder.path()),
        ["handover"],
        "nothing is left beside the package"
    );
    manifest_is_true(&out);
    everybody_has_one_row(&out);
    the_plan_line_adds_up(&ended.stdout, &out);
}

fn manifest_is_true(out: &Path) {
    let text = fs::read_to_string(out.join("MANIFEST.json")).expect("it is there");
    let manifest: Value = serde_json::from_str(&text).expect("it is JSON");
    let outputs = manifest["outputs"]
        .as_array()
        .expect("it lists the outputs");
    let mut listed = vec!["MANIFEST.json".to_owned()];
    for output in outputs {
        let name = output["file"].as_str().expect("an output has a name");
        let bytes = fs::read(out.join(name)).expect("what is listed is there");
        assert_eq!(
            output["sha256"].as_str(),
            Some(hex(&bytes).as_str()),
            "{name}"
        );
        listed.push(name.to_owned());
    }
    listed.sort();
    assert_eq!(entries(out), listed);
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn everybody_has_one_row(out: &Path) {
    let people = Table::read(&out.join("people.csv"));
    let check = |side, column: &str, users: usize| {
        let mut rows: Vec<usize> = people.side(side).map(|row| number(&row[column])).collect();
        rows.sort_unstable();
        assert_eq!(rows, (1..=users).collect::<Vec<_>>(), "{side}");
    };
    check("azure", "azure_row", AZURE_USERS);
    check("legacy", "legacy_row", LEGACY_USERS);
}

/// Link + Create + Skip + Fail are all Azure users, and agree with the rows.
fn the_plan_line_adds_up(stdout: &str, out: &Path) {
    let line = stdout
        .lines()
        .find(|line| line.contains("Link "))
        .expect("there is a plan line");
    let count = |word: &str| {
        let (_, rest) = line.split_once(word).expect("zero counts are kept");
        number(
            rest.trim_start()
                .split(|c: char| !c.is_ascii_digit() && c != ',')
                .next()
                .unwrap_or(""),
        )
    };
    let [link, create, skip, fail] = ["Link", "Create", "Skip", "Fail"].map(count);
    assert_eq!(link + create + skip + fail, AZURE_USERS, "{line}");
    let people = Table::read(&out.join("people.csv"));
    let mut actions: BTreeMap<&str, usize> = BTreeMap::new();
    let rows: Vec<_> = people.side("azure").collect();
    for row in &rows {
        *actions.entry(&row["action"]).or_default() += 1;
    }
    let actions = |action: &str| actions.get(action).copied().unwrap_or_default();
    assert_eq!(
        [count("Update"), count("Disable")],
        ["update", "disable"].map(actions),
        "{line}"
    );
    assert_eq!(
        [create, skip, fail],
        ["create", "skip", "fail"].map(actions),
        "{line}"
    );
    assert_eq!(
        link,
        ["update", "disable", "none"]
            .map(actions)
            .iter()
            .sum::<usize>(),
        "{line}"
    );
}

/// A count as people write it.
fn number(text: &str) -> usize {
    text.replace(',', "")
        .parse()
        .unwrap_or_else(|_| panic!("`{text}` is no number"))
}

/// Whether a text says a value as words of its own: *several* says no *Vera*.
fn says(text: &str, value: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(value).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + value.len()..].chars().next();
        !is_letter(before) && !is_letter(after)
    })
}

/// Values of the exports that are words of a redacted report all the same.
const WORDS: [&str; 6] = ["true", "false", "member", "guest", "manager", "saml"];

#[test]
fn the_redacted_report_holds_nobody_s_data() {
    let folder = TempDir::new().expect("there is room");
    let (out, ended) = plan_of_sample(folder.path(), "handover");
    ended.with_code(3);
    let page = fs::read_to_string(out.join("report-redacted.html")).expect("a page");
    let page = page.to_lowercase();
    let named = [
        (
            "people.csv",
            [
                "legacy_uid",
                "legacy_username",
                "legacy_email",
                "azure_id",
                "azure_upn",
                "azure_mail",
            ]
            .as_slice(),
        ),
        ("changes.csv", ["now", "would_be"].as_slice()),
    ];
    let mut looked_for = 0;
    for (file, columns) in named {
        let table = Table::read(&out.join(file));
        for row in table.rows() {
            for column in columns {
                let value = row[column].trim_start_matches('\'').to_lowercase();
                if value.chars().count() < 4 || WORDS.contains(&value.as_str()) {
                    continue;
                }
                looked_for += 1;
                assert!(!says(&page, &value), "{column} of {file}: {value}");
            }
        }
    }
    assert!(
        looked_for > 5_000,
        "only {looked_for} values were looked for"
    );
}

//! A newer export of the same tenant: what it changed is told, decisions are kept and looked at again.

use std::{fs, path::Path, process::Command};

use serde_json::Value;

use crate::{
    engagement::{Engagement, Somebody},
    presync::{Ended, end},
    table::Table,
};

const FIRST: &str = "2026-11-20T09:00:00Z";
const SECOND: &str = "2026-11-25T09:00:00Z";

/// The folder with a workspace and what is run on it.
struct Engaged(Engagement);

impl Engaged {
    fn plan(&self, now: &str, more: &[&str]) -> Ended {
        let path = |name: &str| self.0.folder().join(name);
        let mut plan = Command::new(env!("CARGO_BIN_EXE_presync"));
        plan.args(["plan", "--now", now, "--legacy"])
            .arg(self.0.legacy())
            .arg("--azure")
            .arg(self.0.azure())
            .arg("--decisions")
            .arg(path("decisions.csv"))
            .arg("--workspace")
            .arg(path("w.presync"))
            .arg("--out")
            .arg(self.0.out());
        end(plan.args(more))
    }

    fn decide(&self, rows: &[String]) {
        let header = "legacy_anchor,azure_anchor,decision,reason,by,at";
        let text = format!("{header}\n{}\n", rows.join("\n"));
        self.0.put("decisions.csv", text.as_bytes());
    }

    /// What the findings say of decisions: code and evidence.
    fn doubts(&self) -> Vec<(String, String)> {
        let table = Table::read(&self.0.out().join("findings.csv"));
        let about = table
            .rows()
            .filter(|row| row["code"].starts_with("DECISION_"));
        about
            .map(|row| (row["code"].to_owned(), row["evidence"].to_owned()))
            .collect()
    }
}

/// The first cell of a row of the tenant's export.
fn id(somebody: usize) -> String {
    let row = Somebody(somebody).azure();
    row.split(',').next().expect("a row has cells").to_owned()
}

/// Edits a file line by line; a line made empty goes. The last line comes first then.
fn edit(file: &Path, change: impl Fn(usize, &str) -> String, more: &[String]) {
    let text = fs::read_to_string(file).expect("it is there");
    let mut lines = text.lines();
    let header = lines.next().expect("it has a header").to_owned();
    let rows = lines.enumerate().map(|(at, line)| change(at, line));
    let mut rows: Vec<String> = rows
        .chain(more.to_owned())
        .filter(|row| !row.is_empty())
        .collect();
    rows.reverse();
    fs::write(file, format!("{header}\n{}\n", rows.join("\n"))).expect("there is room");
}

/// Twenty people of either side with four decisions; then a newer export of the tenant, in another order:
/// somebody moved and was renamed, somebody left, somebody came.
fn engaged() -> Engaged {
    let engaged = Engaged(Engagement::of(20));
    let decision =
        |legacy: &str, azure: &str, word: &str| format!("{legacy},{azure},{word},,m.frei,{FIRST}");
    engaged.decide(&[
        decision(&id(1), &id(1), "confirm"),
        decision(&id(2), &id(3), "deny"),
        decision(&id(4), &id(4), "confirm"),
        decision("", &id(6), "leave_out"),
    ]);
    let first = engaged.plan(FIRST, &[]);
    assert!(!first.stderr.contains("since"), "{}", first.stderr);
    assert_eq!(engaged.doubts(), []);
    edit(
        &engaged.0.azure(),
        |at, line| match at {
            1 => line
                .replace("Finance", "Legal")
                .replace("Ben Babababade", "Ben Moor"),
            4 => String::new(),
            _ => line.to_owned(),
        },
        &[Somebody(20).azure()],
    );
    engaged
}

#[test]
fn a_newer_export_says_what_it_changed_and_what_it_puts_in_doubt() {
    let engaged = engaged();
    let second = engaged.plan(SECOND, &[]);
    let line = "Azure users: 1 new, 1 gone, 1 changed (Department 1, Display name 1) since \
        2026-11-20; 2 decisions need another look";
    assert!(second.stderr.contains(line), "{}", second.stderr);
    assert!(
        !second.stderr.contains("Intranet users:"),
        "{}",
        second.stderr
    );
    let [kept, gone] = [1, 4].map(id);
    let stale = "DECISION_STALE".to_owned();
    let mut doubts = engaged.doubts();
    doubts.sort();
    assert_eq!(
        doubts,
        [
            (
                stale.clone(),
                format!(
                    "{kept} – {kept}, decided 2026-11-20: Department, Display name of the Azure user changed"
                )
            ),
            (
                stale,
                format!("{gone} – {gone}, decided 2026-11-20: no longer in the Azure export")
            ),
        ]
    );
    let report = fs::read_to_string(engaged.0.out().join("report.html")).expect("it is there");
    assert!(
        report.contains("Do the 2 decisions still hold"),
        "the report asks"
    );
    // The same files once more say the same.
    let again = engaged.plan(SECOND, &["--json"]);
    let result: Value = serde_json::from_str(&again.stdout).expect("it is JSON");
    let changes = &result["changes"][0];
    assert_eq!(changes["side"], "azure");
    assert_eq!(changes["since"], FIRST);
    for (figure, expect) in [
        ("new", 1),
        ("gone", 1),
        ("changed", 1),
        ("rekeyed", 0),
        ("unchanged", 18),
        ("decisions_in_doubt", 2),
    ] {
        assert_eq!(changes[figure], expect, "{figure}");
    }
    assert_eq!(result["changes"].as_array().map(Vec::len), Some(1));
    assert!(
        !again.stdout.contains("Moor"),
        "no value is told: {}",
        again.stdout
    );
}

#[test]
fn decisions_made_anew_are_in_doubt_no_more() {
    let engaged = engaged();
    engaged.plan(SECOND, &[]);
    engaged.decide(&[
        format!("{0},{0},confirm,still so,m.frei,{SECOND}", id(1)),
        format!("{},{},deny,,m.frei,{FIRST}", id(2), id(3)),
        format!(",{},leave_out,,m.frei,{FIRST}", id(6)),
    ]);
    let third = engaged.plan(SECOND, &[]);
    // The workspace keeps what the file no longer says: only a word about it settles it.
    assert!(
        third.stderr.contains("1 decision needs another look"),
        "{}",
        third.stderr
    );
    let gone = format!("{0} – {0}", id(4));
    assert!(
        engaged
            .doubts()
            .iter()
            .all(|(_, about)| about.starts_with(&gone))
    );
    engaged.decide(&[format!("{0},{0},deny,,m.frei,{SECOND}", id(4))]);
    engaged.plan(SECOND, &[]);
    let left: Vec<String> = engaged.doubts().into_iter().map(|(code, _)| code).collect();
    assert_eq!(left, ["DECISION_UNPLACED"]);
}

#[test]
fn decisions_given_with_the_newer_export_are_compared_with_the_older_one() {
    let engaged = engaged();
    fs::remove_file(engaged.0.folder().join("w.presync")).expect("it is there");
    let newer = fs::read(engaged.0.azure()).expect("it is there");
    let decisions =
        fs::read_to_string(engaged.0.folder().join("decisions.csv")).expect("it is there");
    engaged.decide(&[]);
    edit(
        &engaged.0.azure(),
        |_, line| line.replace("Legal", "Finance"),
        &[],
    );
    engaged.plan(FIRST, &[]);
    engaged.0.put("in/azure.csv", &newer);
    engaged.0.put("decisions.csv", decisions.as_bytes());
    let second = engaged.plan(SECOND, &[]);
    let line =
        "Azure users: 1 changed (Department 1) since 2026-11-20; 1 decision needs another look";
    assert!(second.stderr.contains(line), "{}", second.stderr);
}

//! Purging and erasing from the command line, and the day until which people may be kept.

use std::{path::Path, process::Command};

use crate::{
    engagement::{Engagement, Somebody},
    presync::{end, entries, plan, presync},
};

/// Somebody whose values occur nowhere else.
fn canary() -> (String, String) {
    let of = |row: String, given: &str, family: &str| {
        let (given, family) = (given.to_lowercase(), family.to_lowercase());
        row.to_lowercase()
            .replace(&given, "kanarie")
            .replace(&family, "vogelsang")
    };
    let (legacy, azure) = (Somebody(4).legacy(), Somebody(4).azure());
    let names: Vec<&str> = azure.split(',').collect();
    (
        of(legacy, names[4], names[5]),
        of(azure.clone(), names[4], names[5]),
    )
}

fn engagement() -> Engagement {
    let (legacy, azure) = canary();
    let rows = |row: fn(Somebody) -> String, last: String| {
        let mut rows: Vec<String> = (0..4).map(|n| row(Somebody(n))).collect();
        rows.push(last);
        rows
    };
    Engagement::of_rows(
        &rows(Somebody::legacy, legacy),
        &rows(Somebody::azure, azure),
    )
}

fn workspace(command: &str, file: &Path) -> Command {
    let mut workspace = presync("workspace");
    workspace.arg(command).arg(file);
    workspace
}

/// Makes a plan in a workspace that lies in a folder of its own.
fn planned(engagement: &Engagement) -> std::path::PathBuf {
    let folder = engagement.folder().join("kept");
    std::fs::create_dir_all(&folder).expect("there is room");
    let file = folder.join("a.presync");
    let mut plan = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
    let ended = end(plan.arg("--force").arg("--workspace").arg(&file));
    assert!(matches!(ended.code, Some(0 | 3)), "{}", ended.stderr);
    file
}

/// Whether any file beside the workspace holds a text.
fn holds(file: &Path, text: &str) -> bool {
    let folder = file.parent().expect("it has a folder");
    entries(folder).iter().any(|name| {
        let bytes = std::fs::read(folder.join(name))
            .expect("it is readable")
            .to_ascii_lowercase();
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    })
}

#[test]
fn a_person_who_was_erased_stays_out_of_the_next_plan() {
    let engagement = engagement();
    let file = planned(&engagement);
    assert!(holds(&file, "vogelsang"), "the marker is planted");
    let said = end(workspace("erase", &file).args(["--id", "kanarie.vogelsang@acme.example"]))
        .with_code(0);
    assert!(
        said.stdout.contains("erased: 1 records of the azure side"),
        "{}",
        said.stdout
    );
    assert!(
        said.stdout.contains("erased: 1 records of the legacy side"),
        "{}",
        said.stdout
    );
    assert!(!holds(&file, "vogelsang"));
    planned(&engagement);
    assert!(!holds(&file, "vogelsang"), "the import brought them back");
    let people =
        std::fs::read_to_string(engagement.out().join("people.csv")).expect("it is written");
    assert!(!people.to_lowercase().contains("vogelsang"), "{people}");
    let nobody = end(workspace("erase", &file).args(["--id", "nobody@acme.example"])).with_code(1);
    assert!(nobody.stderr.contains("has that id"), "{}", nobody.stderr);
}

#[test]
fn purging_prints_a_certificate_and_leaves_no_byte() {
    let engagement = engagement();
    let file = planned(&engagement);
    let certificate = engagement.folder().join("certificate.json");
    let purge = |level: &str| {
        let mut purge = workspace("purge", &file);
        purge
            .args(["--level", level])
            .env("XDG_DATA_HOME", engagement.folder());
        purge
    };
    let said = end(purge("all-but-aggregates")
        .arg("--certificate")
        .arg(&certificate))
    .with_code(0);
    assert!(
        said.stdout.contains("\"level\": \"all-but-aggregates\""),
        "{}",
        said.stdout
    );
    assert_eq!(
        std::fs::read_to_string(&certificate).expect("it is written") + "\n",
        said.stdout
    );
    assert!(!holds(&file, "vogelsang") && !holds(&file, "acme.example"));
    end(purge("imports").arg("--certificate").arg(&certificate)).with_code(1);

    let state = engagement.folder().join("app.presync.desktop");
    std::fs::create_dir_all(&state).expect("there is room");
    let full = std::fs::canonicalize(&file).expect("it is there");
    let recent = format!(
        "[{{\"path\": {:?}, \"opened_at\": \"x\"}}]",
        full.display().to_string()
    );
    std::fs::write(state.join("recent.json"), recent).expect("there is room");
    end(&mut purge("everything")).with_code(0);
    assert_eq!(entries(file.parent().expect("it has a folder")), [""; 0]);
    let recent = std::fs::read_to_string(state.join("recent.json")).expect("it is there");
    assert_eq!(recent.trim(), "[]");
}

#[test]
fn the_last_day_is_said_and_warned_of() {
    let engagement = engagement();
    let file = planned(&engagement);
    let keep = ["--until", "2026-11-25", "--reason", "go-live"];
    end(workspace("keep", &file).args(keep)).with_code(0);
    let info = end(&mut workspace("info", &file)).with_code(0);
    assert!(info.stdout.contains("2026-11-25"), "{}", info.stdout);
    assert!(
        info.stderr.contains("may be kept until 2026-11-25"),
        "{}",
        info.stderr
    );
}

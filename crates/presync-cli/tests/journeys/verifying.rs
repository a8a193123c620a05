//! `presync verify`: logs of the sample's first sync, as it was planned and otherwise; a later export;
//! logs that are broken.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    engagement::{Engagement, Somebody},
    presync::{Ended, end, entries, plan, presync},
    table::Table,
    verifying_logs::{Entry, Form, Numbers, files, first_cycle, next_cycle, plant},
};

/// The plan of the sample with a folder beside it.
fn sample() -> (TempDir, Value) {
    let folder = TempDir::new().expect("there is room");
    let out = folder.path().join("plan");
    let ended = end(presync("plan")
        .args(["--sample", "--package", "csv", "--out"])
        .arg(&out));
    assert!(matches!(ended.code, Some(0 | 3)), "{}", ended.stderr);
    let plan = fs::read(out.join("plan.json")).expect("a plan");
    (folder, serde_json::from_slice(&plan).expect("it is JSON"))
}

fn write(folder: &Path, files: &[(String, String)]) -> Vec<PathBuf> {
    let log = folder.join("log");
    let _ = fs::remove_dir_all(&log);
    fs::create_dir_all(&log).expect("there is room");
    let write = |(name, text): &(String, String)| {
        fs::write(log.join(name), text).expect("there is room");
        log.join(name)
    };
    files.iter().map(write).collect()
}

fn verify(folder: &Path, logs: &[PathBuf], more: &[&str]) -> Ended {
    let mut verify = presync("verify");
    verify
        .arg("--plan")
        .arg(folder.join("plan"))
        .arg("--logs")
        .args(logs);
    verify.arg("--out").arg(folder.join("verified")).args(more);
    end(&mut verify)
}

/// Users that are not as planned, by name, with the verdict.
fn found(folder: &Path) -> BTreeMap<String, String> {
    let table = Table::read(&folder.join("verified/verification.csv"));
    let users = table
        .rows()
        .filter(|row| &row["row"] == "user" && &row["verdict"] != "as-planned");
    users
        .map(|row| (row["name"].to_owned(), row["verdict"].to_owned()))
        .collect()
}

fn with_next(mut entries: Vec<Entry>) -> Vec<Entry> {
    let next = next_cycle(&entries);
    entries.push(next);
    entries
}

#[test]
fn a_sync_as_planned_is_told_so_in_every_form_of_the_log() {
    let (folder, plan) = sample();
    for form in [Form::Graph, Form::Portal, Form::Tables] {
        let entries = with_next(first_cycle(&plan, &mut Numbers(7)));
        let logs = write(folder.path(), &files(form, &entries, 0));
        verify(folder.path(), &logs, &[]).with_code(0);
        assert_eq!(found(folder.path()), BTreeMap::new(), "{form:?}");
    }
    let written = entries(&folder.path().join("verified"));
    let expect = [
        "MANIFEST.json",
        "observations.json",
        "verification.csv",
        "verification.html",
        "verification.xlsx",
    ];
    assert_eq!(written, expect);
    let mut seal = presync("seal");
    end(seal.arg("--check").arg(folder.path().join("verified"))).with_code(0);
}

#[test]
fn every_planted_deviation_is_found_and_none_invented() {
    let (folder, plan) = sample();
    let forms = [Form::Graph, Form::Portal, Form::Tables];
    for seed in 0..9 {
        let mut numbers = Numbers(seed);
        let mut entries = first_cycle(&plan, &mut numbers);
        let planted = plant(&mut entries, &mut numbers);
        let entries = with_next(entries);
        let form = forms[usize::try_from(seed).expect("small") % forms.len()];
        let logs = write(folder.path(), &files(form, &entries, 0));
        verify(folder.path(), &logs, &[]).with_code(3);
        let expect: BTreeMap<String, String> = planted
            .into_iter()
            .map(|(name, verdict)| (name, verdict.to_owned()))
            .collect();
        assert_eq!(found(folder.path()), expect, "seed {seed}, {form:?}");
    }
}

#[test]
fn whom_an_open_cycle_does_not_name_is_not_seen_yet() {
    let (folder, plan) = sample();
    let mut entries = first_cycle(&plan, &mut Numbers(3));
    entries.truncate(400);
    let logs = write(folder.path(), &files(Form::Graph, &entries, 0));
    verify(folder.path(), &logs, &[]).with_code(0);
    let all = found(folder.path());
    assert!(
        all.values().all(|verdict| verdict == "not-seen-yet"),
        "{all:?}"
    );
    assert!(all.len() > 500, "{}", all.len());
    // A person may know better.
    verify(folder.path(), &logs, &["--cycle-over"]).with_code(3);
    let all = found(folder.path());
    assert!(
        !all.is_empty() && all.values().all(|verdict| verdict == "missing"),
        "{all:?}"
    );
}

#[test]
fn observations_name_the_choice_that_fits() {
    let (folder, plan) = sample();
    let mut entries = with_next(first_cycle(&plan, &mut Numbers(3)));
    for one in entries.iter_mut().filter(|one| one.action == "disable") {
        (one.action, one.status, one.code) = ("other", "skipped", "EntrySynchronizationSkipped");
        one.modified.clear();
    }
    let logs = write(folder.path(), &files(Form::Portal, &entries, 0));
    let ended = verify(folder.path(), &logs, &[]).with_code(3);
    let expect = "--assume disabled-matched=skip";
    assert!(ended.stdout.contains(expect), "{}", ended.stdout);
    let seen = fs::read(folder.path().join("verified/observations.json")).expect("a file");
    let seen: Value = serde_json::from_slice(&seen).expect("it is JSON");
    let assume = seen["assume"].as_array().expect("a list");
    assert!(
        assume.iter().any(|one| one == "disabled-matched=skip"),
        "{seen}"
    );
}

#[test]
fn broken_and_mixed_logs_are_said_and_none_is_lost() {
    let (folder, plan) = sample();
    let entries = with_next(first_cycle(&plan, &mut Numbers(3)));
    let half = entries.len() / 2;
    let mut mixed = files(Form::Tables, &entries[..half], 0);
    let json = files(Form::Portal, &entries[half..], half).remove(0).1;
    mixed.push(("rest.json".to_owned(), json));
    let nameless =
        "Change ID,Date,Action,Status,Source ID\r\nz1,2026-11-22T08:00:00Z,Create,Success,\r\n";
    mixed.push(("more.csv".to_owned(), nameless.to_owned()));
    let logs = write(folder.path(), &mixed);
    let ended = verify(folder.path(), &logs, &["--cycle-over"]);
    assert!(
        ended
            .stderr
            .contains("more.csv, line 2: this entry names nobody"),
        "{}",
        ended.stderr
    );
    assert_eq!(found(folder.path()).len(), 0, "{}", ended.stdout);

    let logs = write(
        folder.path(),
        &[("a.csv".to_owned(), "a,b\r\n1,2\r\n".to_owned())],
    );
    let ended = verify(folder.path(), &logs, &[]).with_code(1);
    assert!(ended.stderr.contains("a.csv"), "{}", ended.stderr);
}

#[test]
fn a_later_export_is_held_against_the_end_state() {
    let legacy: Vec<String> = (0..6).map(Somebody).map(Somebody::legacy).collect();
    let azure: Vec<String> = (0..8)
        .map(|at| Somebody(at).azure().replace(",Analyst,", ",Baker,"))
        .collect();
    let engagement = Engagement::of_rows(&legacy, &azure);
    let out = engagement.out();
    let made = end(&mut plan(&engagement.legacy(), &engagement.azure(), &out));
    assert!(matches!(made.code, Some(0 | 3)), "{}", made.stderr);
    let changes = Table::read(&out.join("changes.csv"));
    let titles = changes
        .rows()
        .filter(|row| &row["target_attribute"] == "title");
    assert!(titles.count() > 0, "the plan changes titles");
    let before = fs::read_to_string(engagement.legacy()).expect("a file");
    // The first got the title, the second did not, the third another; the fourth moved; the fifth is
    // gone; somebody is new, and nobody was created.
    let mut rows: Vec<String> = before.lines().map(str::to_owned).collect();
    rows[1] = rows[1].replace(",Analyst,", ",Baker,");
    rows[3] = rows[3].replace(",Analyst,", ",Cook,");
    rows[4] = rows[4]
        .replace(",Leeds,", ",York,")
        .replace(",Analyst,", ",Baker,");
    rows.remove(5);
    rows.push(Somebody(77).legacy());
    let after = engagement.put("in/after.csv", format!("{}\n", rows.join("\n")).as_bytes());
    let folder = engagement.folder().join("verified");
    let mut verify = presync("verify");
    verify
        .arg("--plan")
        .arg(out.join("plan.json"))
        .arg("--after")
        .arg(&after);
    verify
        .arg("--before")
        .arg(engagement.legacy())
        .arg("--out")
        .arg(&folder);
    end(&mut verify).with_code(3);
    let table = Table::read(&folder.join("verification.csv"));
    let of = |verdict: &str, target: &str| {
        let rows = table
            .rows()
            .filter(|row| &row["verdict"] == verdict && &row["target_attribute"] == target);
        rows.map(|row| row["name"].to_owned()).collect::<Vec<_>>()
    };
    let name = |at: usize| {
        before
            .lines()
            .nth(at + 1)
            .and_then(|row| row.split(',').next())
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(of("gone", ""), [name(4)]);
    assert_eq!(of("new-unplanned", "").len(), 1);
    assert_eq!(of("not-created", "").len(), 2);
    assert_eq!(of("other-value", "title"), [name(2)]);
    assert_eq!(of("unchanged", "title"), [name(1), name(5)]);
    let moved = table
        .rows()
        .filter(|row| &row["verdict"] == "changed-unplanned" && &row["actual"] == "York");
    assert_eq!(
        moved.map(|row| row["name"].to_owned()).collect::<Vec<_>>(),
        [name(3)]
    );
}

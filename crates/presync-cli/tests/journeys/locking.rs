//! Locking a workspace from the command line: what every command says of a locked one, and that a
//! passphrase is never an argument.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{
    engagement::Engagement,
    presync::{Ended, contents, end, plan, presync},
};

const KEY: &str = "four words in a row";

fn workspace(command: &str, file: &Path) -> Command {
    let mut workspace = presync("workspace");
    workspace.arg(command).arg(file).stdin(Stdio::null());
    workspace
}

fn planned(engagement: &Engagement, file: &Path, out: &str, key: Option<&str>) -> Ended {
    let out = engagement.folder().join(out);
    let mut plan = plan(&engagement.legacy(), &engagement.azure(), &out);
    plan.arg("--workspace").arg(file).stdin(Stdio::null());
    end(plan.envs(key.map(|key| ("PRESYNC_PASSPHRASE", key))))
}

/// A workspace with a plan in it, locked.
fn locked(engagement: &Engagement) -> PathBuf {
    let file = engagement.folder().join("a.presync");
    planned(engagement, &file, "out", None).with_code(0);
    end(workspace("encrypt", &file).env("PRESYNC_PASSPHRASE", KEY)).with_code(0);
    file
}

#[test]
fn a_locked_workspace_opens_with_its_passphrase_only() {
    let engagement = Engagement::of(6);
    let file = locked(&engagement);
    let none = planned(&engagement, &file, "none", None).with_code(1);
    assert!(
        none.stderr.contains("A passphrase is needed"),
        "{}",
        none.stderr
    );
    assert!(
        none.stderr.contains("PRESYNC_PASSPHRASE"),
        "{}",
        none.stderr
    );
    let wrong = planned(&engagement, &file, "wrong", Some("some other words")).with_code(1);
    assert!(
        wrong.stderr.contains("does not open a.presync"),
        "{}",
        wrong.stderr
    );
    assert!(
        !wrong.stderr.contains("some other words"),
        "{}",
        wrong.stderr
    );
    planned(&engagement, &file, "right", Some(KEY)).with_code(0);
    assert!(
        contents(&engagement.folder().join("out")) == contents(&engagement.folder().join("right")),
        "the package differs"
    );
    let mut compare = presync("compare");
    compare.arg(&file).arg(&file).stdin(Stdio::null());
    end(&mut compare).with_code(1);
    end(compare.env("PRESYNC_PASSPHRASE", KEY)).with_code(0);
}

#[test]
fn the_passphrase_is_changed_and_taken_away() {
    let engagement = Engagement::of(4);
    let file = locked(&engagement);
    let info = |key: &str| {
        end(workspace("info", &file)
            .arg("--json")
            .env("PRESYNC_PASSPHRASE", key))
    };
    let again = end(workspace("encrypt", &file).env("PRESYNC_PASSPHRASE", KEY)).with_code(1);
    assert!(
        again.stderr.contains("is locked already"),
        "{}",
        again.stderr
    );
    let short = workspace("passphrase", &file)
        .envs([
            ("PRESYNC_PASSPHRASE", KEY),
            ("PRESYNC_NEW_PASSPHRASE", "short"),
        ])
        .output()
        .expect("it starts");
    assert_eq!(short.status.code(), Some(1));
    let change = [
        ("PRESYNC_PASSPHRASE", KEY),
        ("PRESYNC_NEW_PASSPHRASE", "quite another one"),
    ];
    end(workspace("passphrase", &file).envs(change)).with_code(0);
    info(KEY).with_code(1);
    let said = info("quite another one").with_code(0).stdout;
    assert!(
        said.contains("\"locked\":true") && said.contains("\"azure_users\":4"),
        "{said}"
    );
    end(workspace("decrypt", &file).env("PRESYNC_PASSPHRASE", "quite another one")).with_code(0);
    assert!(info("").with_code(0).stdout.contains("\"locked\":false"));
    let plain = end(&mut workspace("decrypt", &file)).with_code(1);
    assert!(plain.stderr.contains("is not locked"), "{}", plain.stderr);
}

#[test]
fn a_new_workspace_is_locked_when_the_environment_has_a_passphrase() {
    let engagement = Engagement::of(4);
    let file = engagement.folder().join("new.presync");
    planned(&engagement, &file, "out", Some(KEY)).with_code(0);
    let bytes = std::fs::read(&file).expect("it is made");
    assert!(!bytes.starts_with(b"SQLite format 3"));
    planned(&engagement, &file, "again", None).with_code(1);
}

#[test]
fn a_passphrase_may_come_from_the_input() {
    use std::io::Write;
    let engagement = Engagement::of(4);
    let file = locked(&engagement);
    let mut info = presync("workspace");
    info.arg("info")
        .arg(&file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = info.spawn().expect("it starts");
    let mut input = child.stdin.take().expect("it is piped");
    writeln!(input, "{KEY}").expect("it reads");
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn what_is_no_workspace_is_told_apart_from_a_locked_one() {
    let engagement = Engagement::of(2);
    let file = engagement.put("noise.presync", &[0x5a; 9_000]);
    let ended = end(workspace("info", &file).env("PRESYNC_PASSPHRASE", KEY)).with_code(1);
    assert!(
        ended.stderr.contains("is no Presync workspace"),
        "{}",
        ended.stderr
    );
}

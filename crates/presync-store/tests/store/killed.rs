//! A program killed in the middle of an import: the workspace opens, and the import is not in it.
//!
//! The test starts its own program again as the one to be killed. That one says on stdout where it is
//! and waits there for a line that never comes.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
};

use presync_core::{
    Side,
    progress::Unwatched,
    record::{Record, RecordSink},
};
use presync_store::Workspace;
use rusqlite::{Connection, OpenFlags};

use crate::support::{Folder, NOW, header, import};

const FILE: &str = "PRESYNC_TEST_KILLED_FILE";
const POINT: &str = "PRESYNC_TEST_KILLED_POINT";
const COLUMNS: [&str; 3] = ["objectId", "userPrincipalName", "department"];
const RECORDS: u32 = 60_000;

/// Where the import is when it is killed.
const POINTS: [&str; 5] = [
    "begun",
    "one-record",
    "spilled",
    "all-records",
    "committing",
];

#[test]
fn a_killed_import_leaves_nothing_half_done() {
    if let (Some(file), Ok(point)) = (env::var_os(FILE), env::var(POINT)) {
        return import_until_killed(Path::new(&file), &point);
    }
    for point in POINTS {
        let folder = Folder::new();
        let path = folder.path("a.presync");
        let mut workspace = folder.workspace();
        import(
            &mut workspace,
            &header(Side::Azure, "whole.csv", &COLUMNS),
            &[&["1", "a@x", ""]],
        );
        drop(workspace);
        kill_at(&path, point);
        check(&path, point);
    }
}

fn check(path: &Path, point: &str) {
    let workspace = Workspace::open(path).unwrap();
    let sources = workspace.sources().unwrap();
    let users = workspace.population(Side::Azure, &Unwatched).unwrap();
    let whole = point == "committing" && sources.len() == 2;
    let expect = if whole {
        (2, 1 + RECORDS as usize)
    } else {
        (1, 1)
    };
    assert_eq!((sources.len(), users.len()), expect, "killed at {point}");
    drop(workspace);
    let raw = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let verdict: String = raw
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok", "killed at {point}");
}

fn kill_at(path: &Path, point: &str) {
    let mut child = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "killed::a_killed_import_leaves_nothing_half_done",
            "--nocapture",
        ])
        .env(FILE, path)
        .env(POINT, point)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let reached = wait_for(&mut child, point);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(reached, "the import never came to {point}");
}

fn wait_for(child: &mut Child, point: &str) -> bool {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    lines
        .map_while(Result::ok)
        .any(|line| line.ends_with(&format!("at {point}")))
}

fn import_until_killed(file: &Path, point: &str) {
    let mut workspace = Workspace::open(file).unwrap();
    let mut import = workspace.begin_import(NOW, "users").unwrap();
    import
        .begin(&header(Side::Azure, "killed.csv", &COLUMNS))
        .unwrap();
    pause(point, "begun");
    let department = "Research and Development ".repeat(60);
    for number in 1..=RECORDS {
        let id = format!("id-{number}");
        let cells = [id.as_str(), "someone@contoso.example", &department];
        let line = number;
        import
            .record(&Record {
                number,
                line,
                cells: &cells,
                readings: &[],
            })
            .unwrap();
        match number {
            1 => pause(point, "one-record"),
            // Far more than the page cache: parts of the import are in the log by now.
            50_000 => pause(point, "spilled"),
            _ => {}
        }
    }
    pause(point, "all-records");
    say("committing");
    import.commit(RECORDS, 0).unwrap();
    pause(point, "committing");
}

fn pause(point: &str, here: &str) {
    if point == here {
        say(here);
        std::io::stdin().read_line(&mut String::new()).unwrap();
    }
}

fn say(here: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "at {here}").unwrap();
    out.flush().unwrap();
}

//! A program killed while it replaces the sources: the workspace opens, and holds the old ones whole or
//! the new ones whole.
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
use presync_store::{ImportTransaction, Workspace};
use rusqlite::{Connection, OpenFlags};

use crate::support::{Folder, NOW, add, header, import};

const FILE: &str = "PRESYNC_TEST_KILLED_FILE";
const POINT: &str = "PRESYNC_TEST_KILLED_POINT";
const COLUMNS: [&str; 3] = ["objectId", "userPrincipalName", "department"];
const RECORDS: u32 = 60_000;

/// Where the replacement is when it is killed.
const POINTS: [&str; 6] = [
    "cleared",
    "one-record",
    "spilled",
    "first-whole",
    "all-records",
    "committing",
];

#[test]
fn a_killed_replacement_leaves_nothing_half_done() {
    if let (Some(file), Ok(point)) = (env::var_os(FILE), env::var(POINT)) {
        return replace_until_killed(Path::new(&file), &point);
    }
    for point in POINTS {
        let folder = Folder::new();
        let path = folder.path("a.presync");
        let mut workspace = folder.workspace();
        import(
            &mut workspace,
            &header(Side::Azure, "old.csv", &COLUMNS),
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
    let files: Vec<&str> = sources.iter().map(|s| s.header.file.as_str()).collect();
    let replaced = (vec!["first.csv", "second.csv"], 1 + RECORDS as usize);
    let expect = if point == "committing" && sources.len() == 2 {
        replaced
    } else {
        (vec!["old.csv"], 1)
    };
    assert_eq!((files, users.len()), expect, "killed at {point}");
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
            "killed::a_killed_replacement_leaves_nothing_half_done",
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

fn replace_until_killed(file: &Path, point: &str) {
    let mut workspace = Workspace::open(file).unwrap();
    let mut import = workspace.begin_import(NOW).unwrap();
    import.clear().unwrap();
    pause(point, "cleared");
    add_many(&mut import, point);
    pause(point, "first-whole");
    let second = header(Side::Azure, "second.csv", &COLUMNS);
    add(&mut import, &second, &[&["2", "b@x", ""]]);
    pause(point, "all-records");
    say("committing");
    import.commit().unwrap();
    pause(point, "committing");
}

fn add_many(import: &mut ImportTransaction<'_>, point: &str) {
    let mut source = import.add("users");
    source
        .begin(&header(Side::Azure, "first.csv", &COLUMNS))
        .unwrap();
    let department = "Research and Development ".repeat(60);
    for number in 1..=RECORDS {
        let id = format!("id-{number}");
        let cells = [id.as_str(), "someone@contoso.example", &department];
        let record = Record {
            number,
            line: number,
            cells: &cells,
            readings: &[],
        };
        source.record(&record).unwrap();
        match number {
            1 => pause(point, "one-record"),
            // Far more than the page cache: parts of the import are in the log by now.
            50_000 => pause(point, "spilled"),
            _ => {}
        }
    }
    source.finish(RECORDS, 0).unwrap();
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

//! A run killed in the middle leaves a workspace that opens, with the files it had or those it was given.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};

use crate::{
    engagement::Engagement,
    presync::{end, plan, presync},
};

/// Enough people for an import to be seen while it runs.
const PEOPLE: u32 = 3_000;
/// The people of a side in a workspace that was used before.
const PEOPLE_BEFORE: u32 = 10;

/// A moment of the import: the workspace is there, its log has grown to so many bytes, and then so
/// many looks more. All files are one transaction, which reaches the log when it is committed.
#[derive(Debug, Clone, Copy)]
struct Moment {
    log_bytes: u64,
    looks: u32,
}

const MOMENTS: &[Moment] = &[
    Moment {
        log_bytes: 0,
        looks: 0,
    },
    Moment {
        log_bytes: 0,
        looks: 60,
    },
    Moment {
        log_bytes: 0,
        looks: 150,
    },
    Moment {
        log_bytes: 1,
        looks: 0,
    },
    Moment {
        log_bytes: 1,
        looks: 5,
    },
    Moment {
        log_bytes: 1,
        looks: 25,
    },
    Moment {
        log_bytes: 64 << 10,
        looks: 0,
    },
    Moment {
        log_bytes: 64 << 10,
        looks: 25,
    },
    Moment {
        log_bytes: 512 << 10,
        looks: 0,
    },
];

#[test]
fn a_killed_import_leaves_nothing_half_done() {
    let engagement = Engagement::of(PEOPLE as usize);
    let mut killed = 0;
    for (number, moment) in MOMENTS.iter().enumerate() {
        let workspace = engagement.folder().join(format!("work {number}.presync"));
        killed += usize::from(kill_at(&engagement, &workspace, *moment));
        if workspace.exists() {
            all_or_nothing_is_imported(&workspace, 0, *moment);
        }
    }
    assert!(
        killed >= 4,
        "the moments came after the end: {killed} of {}",
        MOMENTS.len()
    );
    assert!(!engagement.out().exists(), "no package was written");
    works_again(&engagement);
}

#[test]
fn a_killed_run_keeps_the_files_before_or_has_those_of_now() {
    let engagement = Engagement::of(PEOPLE as usize);
    let before = Engagement::of(PEOPLE_BEFORE as usize);
    let used = before.folder().join("used.presync");
    matched(&before, Some(&used), "links.csv");
    let mut killed = 0;
    for (number, moment) in MOMENTS.iter().enumerate() {
        let workspace = engagement.folder().join(format!("work {number}.presync"));
        fs::copy(&used, &workspace).expect("there is room");
        killed += usize::from(kill_at(&engagement, &workspace, *moment));
        all_or_nothing_is_imported(&workspace, PEOPLE_BEFORE, *moment);
    }
    assert!(
        killed >= 4,
        "the moments came after the end: {killed} of {}",
        MOMENTS.len()
    );
    works_again(&engagement);
}

/// Whether the command was still running when the moment came.
fn kill_at(engagement: &Engagement, workspace: &Path, moment: Moment) -> bool {
    let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
    command
        .arg("--workspace")
        .arg(workspace)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut child = command.spawn().expect("the binary starts");
    let came = wait_for(&mut child, workspace, moment);
    // A child that ended by itself cannot be killed, which is as well.
    let _ = child.kill();
    child.wait().expect("it has ended");
    came
}

fn wait_for(child: &mut Child, workspace: &Path, moment: Moment) -> bool {
    let log = PathBuf::from(format!("{}-wal", workspace.display()));
    let bytes = |path: &Path| fs::metadata(path).map_or(0, |about| about.len());
    let mut looks = 0;
    while child.try_wait().expect("it is our child").is_none() {
        if workspace.exists() && bytes(&log) >= moment.log_bytes {
            if looks == moment.looks {
                return true;
            }
            looks += 1;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    false
}

/// Both files of now or what was there before: as many records as the sources say, and none without.
fn all_or_nothing_is_imported(workspace: &Path, before: u32, moment: Moment) {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let database = Connection::open_with_flags(workspace, flags).expect("it opens");
    let text = |query: &str| database.query_row(query, [], |row| row.get::<_, String>(0));
    assert_eq!(
        text("PRAGMA integrity_check").as_deref(),
        Ok("ok"),
        "{moment:?}"
    );
    let count = |query: &str| database.query_row(query, [], |row| row.get::<_, i64>(0));
    let Ok(sources) = count("SELECT count(*) FROM sources") else {
        // Killed before the workspace was made: then it holds no table at all.
        assert_eq!(
            count("SELECT count(*) FROM sqlite_schema"),
            Ok(0),
            "{moment:?}"
        );
        return;
    };
    let said = count("SELECT coalesce(sum(records), 0) FROM sources");
    assert_eq!(count("SELECT count(*) FROM records"), said, "{moment:?}");
    let held = (sources, said.expect("a sum"));
    let of = |people: u32| (2 * i64::from(people.min(1)), 2 * i64::from(people));
    assert!(
        held == of(before) || held == of(PEOPLE),
        "{moment:?}: sources and records {held:?}"
    );
}

/// A workspace whose import was killed does its work when it is asked again.
fn works_again(engagement: &Engagement) {
    let workspace = engagement
        .folder()
        .join(format!("work {}.presync", MOMENTS.len() / 2));
    assert!(
        matched(engagement, Some(&workspace), "again.csv") == matched(engagement, None, "anew.csv"),
        "the links differ"
    );
}

/// The links of an engagement.
fn matched(engagement: &Engagement, workspace: Option<&Path>, name: &str) -> Vec<u8> {
    let out = engagement.folder().join(name);
    let mut command = presync("match");
    command
        .arg("--legacy")
        .arg(engagement.legacy())
        .arg("--azure")
        .arg(engagement.azure());
    command.args(workspace.map(|path| format!("--workspace={}", path.display())));
    end(command.arg("--out").arg(&out)).with_code(0);
    fs::read(out).expect("it is written")
}

//! The binary killed at any moment of anything that writes, and a file that cannot grow at any size: the
//! workspace opens, every page of it is whole, and what was acknowledged is there.
//!
//! `PRESYNC_KILLS` says how many kills are tried and `PRESYNC_KILL_SEED` where they begin; `cargo xtask kill`
//! tries hundreds.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use rusqlite::Connection;

use crate::{
    engagement::Engagement,
    presync::{end, plan, presync},
};

const PEOPLE: usize = 150;
/// How many kills an ordinary run tries.
const KILLS: u64 = 30;
const KEY: &str = "four words in a row";
const NEW_KEY: &str = "four other words";
const DECISIONS: &str = "legacy_anchor,azure_anchor,decision,reason,by,at\r\n";

/// What is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Plan,
    Decide,
    PurgeImports,
    PurgeAll,
    Erase,
    Encrypt,
    Relock,
    Keep,
}

const WORK: [Work; 8] = [
    Work::Plan,
    Work::Decide,
    Work::PurgeImports,
    Work::PurgeAll,
    Work::Erase,
    Work::Encrypt,
    Work::Relock,
    Work::Keep,
];

/// Workspaces that were used before, plain and locked, which every kill gets a copy of.
struct Before {
    engagement: Engagement,
    plain: PathBuf,
    locked: PathBuf,
}

impl Before {
    fn new() -> Self {
        let engagement = Engagement::of(PEOPLE);
        let plain = engagement.folder().join("plain.presync");
        let locked = engagement.folder().join("locked.presync");
        let decisions = engagement.put("decided.csv", decided(0).as_bytes());
        let mut plan = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
        plan.arg("--workspace")
            .arg(&plain)
            .arg("--decisions")
            .arg(&decisions);
        let ended = end(&mut plan);
        assert!(matches!(ended.code, Some(0 | 3)), "{}", ended.stderr);
        fs::copy(&plain, &locked).expect("there is room");
        end(workspace("encrypt", &locked).env("PRESYNC_PASSPHRASE", KEY)).with_code(0);
        engagement.put(
            "more.csv",
            (decided(0) + &decided(1)[DECISIONS.len()..]).as_bytes(),
        );
        Self {
            engagement,
            plain,
            locked,
        }
    }

    /// A folder with a copy of the workspace, and the work on it.
    fn prepare(&self, work: Work, number: u64) -> (PathBuf, Command) {
        let folder = self.engagement.folder().join(format!("round {number}"));
        fs::create_dir_all(&folder).expect("there is room");
        let file = folder.join("w.presync");
        let from = if work == Work::Relock {
            &self.locked
        } else {
            &self.plain
        };
        fs::copy(from, &file).expect("there is room");
        fs::copy(from, folder.join("w.backup-v1-1.presync")).expect("there is room");
        let (legacy, azure) = (self.engagement.legacy(), self.engagement.azure());
        let mut command = match work {
            Work::Plan | Work::Decide => {
                let mut command = plan(&legacy, &azure, &folder.join("out"));
                command
                    .arg("--workspace")
                    .arg(&file)
                    .args(["--package", "csv"]);
                if work == Work::Decide {
                    let more = self.engagement.folder().join("more.csv");
                    command.arg("--decisions").arg(more);
                }
                command
            }
            Work::PurgeImports => purge(&file, "imports"),
            Work::PurgeAll => purge(&file, "all-but-aggregates"),
            Work::Erase => {
                let mut command = workspace("erase", &file);
                command.args(["--id", &login()]);
                command
            }
            Work::Encrypt => workspace("encrypt", &file),
            Work::Relock => workspace("passphrase", &file),
            Work::Keep => {
                let mut command = workspace("keep", &file);
                command.args(["--until", "2027-01-01", "--reason", "go-live"]);
                command
            }
        };
        let key = if matches!(work, Work::Encrypt | Work::Relock) {
            KEY
        } else {
            ""
        };
        command
            .env("PRESYNC_PASSPHRASE", key)
            .env("PRESYNC_NEW_PASSPHRASE", NEW_KEY)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        (file, command)
    }
}

/// A decision about somebody who is in no export, so that it stays whatever is imported.
fn decided(number: u32) -> String {
    format!("{DECISIONS}uid-{number},object-{number},deny,because,me,2026-11-23T09:00:00Z\r\n")
}

fn login() -> String {
    let row = crate::engagement::Somebody(7).azure();
    row.split(',').nth(1).expect("it has a login").to_owned()
}

fn workspace(command: &str, file: &Path) -> Command {
    let mut workspace = presync("workspace");
    workspace.arg(command).arg(file);
    workspace
}

fn purge(file: &Path, level: &str) -> Command {
    let mut command = workspace("purge", file);
    command.args(["--level", level]);
    command
}

/// Numbers that look drawn and are the same every time (SplitMix64).
fn drawn(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn setting(variable: &str, usual: u64) -> u64 {
    let said = env::var(variable).ok();
    said.map_or(usual, |text| text.parse().expect("a number"))
}

/// What the workspace holds once it was opened by the product, with whichever key it has now.
fn check(file: &Path, work: Work, ended: bool, context: &str) {
    let keys = match work {
        Work::Encrypt => ["", KEY],
        Work::Relock => [KEY, NEW_KEY],
        _ => ["", ""],
    };
    let opens = |key: &&str| {
        let mut info = workspace("info", file);
        info.arg("--json")
            .env("PRESYNC_PASSPHRASE", key)
            .stdin(Stdio::null());
        let ended = end(&mut info);
        (ended.code == Some(0)).then_some(ended.stdout)
    };
    let (key, _) = keys
        .iter()
        .find_map(|key| opens(key).map(|said| (*key, said)))
        .unwrap_or_else(|| panic!("{context}: it does not open"));
    if ended {
        let expect = match work {
            Work::Encrypt => KEY,
            Work::Relock => NEW_KEY,
            _ => "",
        };
        assert_eq!(key, expect, "{context}");
    }
    let raw = Connection::open(file).expect("it is there");
    if !key.is_empty() && opens(&"").is_none() {
        raw.pragma_update(None, "key", key).expect("a key is taken");
    }
    let text = |sql: &str| raw.query_row(sql, [], |row| row.get::<_, String>(0));
    assert_eq!(
        text("PRAGMA integrity_check").as_deref(),
        Ok("ok"),
        "{context}"
    );
    let count = |sql: &str| {
        raw.query_row(sql, [], |row| row.get::<_, i64>(0))
            .expect("a count")
    };
    let decisions = count("SELECT count(*) FROM decisions");
    let (least, most) = match work {
        Work::PurgeAll => (0, 1),
        Work::Decide => (1, 2),
        _ => (1, 1),
    };
    assert!(
        (least..=most).contains(&decisions),
        "{context}: {decisions} decisions"
    );
    if ended {
        let expect = if work == Work::PurgeAll { least } else { most };
        assert_eq!(decisions, expect, "{context}");
    }
    let said = count("SELECT coalesce(sum(records - rejected), 0) FROM sources");
    assert_eq!(count("SELECT count(*) FROM records"), said, "{context}");
    let whole = 2 * i64::try_from(PEOPLE).expect("few");
    assert!(
        [0, whole - 2, whole].contains(&said),
        "{context}: {said} records"
    );
}

/// A package is there whole or not at all.
fn check_package(file: &Path, context: &str) {
    let out = file.with_file_name("out");
    if out.exists() {
        let sealed = end(presync("seal").arg("--check").arg(&out));
        assert_eq!(sealed.code, Some(0), "{context}: {}", sealed.stdout);
    }
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_acknowledged() {
    let before = Before::new();
    let kills = setting("PRESYNC_KILLS", KILLS);
    let seed = setting("PRESYNC_KILL_SEED", 1);
    let mut lasts = Vec::new();
    for work in WORK {
        let (file, mut command) = before.prepare(work, u64::MAX);
        let began = Instant::now();
        command.status().expect("it starts");
        lasts.push(began.elapsed());
        check(&file, work, true, &format!("{work:?}, not killed"));
        fs::remove_dir_all(file.parent().expect("a folder")).expect("it is ours");
    }
    let mut killed = 0;
    for number in 0..kills {
        let at = usize::try_from(number).expect("few") % WORK.len();
        let work = WORK[at];
        let (file, mut command) = before.prepare(work, number);
        let share = drawn(seed.wrapping_mul(1 << 32).wrapping_add(number)) % 1_100;
        let wait = lasts[at] * u32::try_from(share).expect("small") / 1_000;
        let context = format!("{work:?}, seed {seed}, kill {number} after {wait:?}");
        let mut child = command.spawn().expect("it starts");
        std::thread::sleep(wait);
        let ended = child.try_wait().expect("it is our child").is_some();
        // A child that ended by itself cannot be killed, which is as well.
        let _ = child.kill();
        let status = child.wait().expect("it has ended");
        let ended = ended || matches!(status.code(), Some(0 | 3));
        killed += u64::from(!ended);
        check(&file, work, ended && status.code().is_some(), &context);
        check_package(&file, &context);
        fs::remove_dir_all(file.parent().expect("a folder")).expect("it is ours");
    }
    assert!(
        killed * 3 >= kills,
        "only {killed} of {kills} came before the end"
    );
}

/// No file may grow beyond so many bytes: the write that would fails, as on a full disk.
#[cfg(unix)]
#[test]
fn a_write_that_fails_at_any_size_changes_nothing() {
    let before = Before::new();
    let kib = |file: &Path| fs::metadata(file).expect("it is there").len() / 1_024;
    let most = kib(&before.plain) * 2;
    let mut failed = 0;
    for (number, limit) in (1..=10u64).map(|step| (step, 1 + most * step / 10)) {
        for work in [Work::Decide, Work::Erase, Work::PurgeAll, Work::Encrypt] {
            let (file, command) = before.prepare(work, number);
            let mut limited = Command::new("bash");
            limited.args([
                "-c",
                "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"",
                "bash",
            ]);
            limited
                .arg(limit.to_string())
                .arg(command.get_program())
                .args(command.get_args());
            limited.envs(
                command
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            );
            let ended = end(limited.stdin(Stdio::null()));
            let context = format!("{work:?} with files of {limit} KiB: {}", ended.stderr);
            let done = matches!(ended.code, Some(0 | 3));
            assert!(done || ended.code == Some(1), "{context}");
            assert!(done || ended.stderr.contains("error: "), "{context}");
            failed += u32::from(!done);
            check(&file, work, done, &context);
            check_package(&file, &context);
            fs::remove_dir_all(file.parent().expect("a folder")).expect("it is ours");
        }
    }
    assert!(failed >= 8, "only {failed} writes failed");
}

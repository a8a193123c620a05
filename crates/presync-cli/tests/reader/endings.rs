//! How reading processes end: by the clock, by the user, with their parent, by somebody's hand.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use presync_app::pipeline::inspect_file;

use crate::{
    boundary::{Given, check, check_with, job},
    xls::corners,
};

#[test]
fn the_ends_of_the_sheet_are_read() {
    check(
        &corners(),
        "XLS
        sheet People read
        UID: 7
        Username: ada | x
        note WORKBOOK_LESS_TESTED
        blocker ROW_TOO_LONG @65536",
    );
}

#[test]
fn a_reader_that_does_not_get_on_is_ended() {
    check_with(&corners(), &job(Duration::ZERO), "refused limit_time");
}

#[test]
fn a_cancel_ends_the_reader_at_once() {
    let given = Given::file("users.xls", &corners());
    let job = Arc::new(job(Duration::from_secs(60)));
    let reading = {
        let (job, path) = (Arc::clone(&job), given.path.clone());
        thread::spawn(move || inspect_file(&path, &job))
    };
    #[cfg(target_os = "linux")]
    let reader = linux::wait_for_child(std::process::id());
    job.cancel();
    let cancelled = Instant::now();
    let failure = reading.join().expect("it ends").expect_err("cancelled");
    assert_eq!(failure.code, "cancelled");
    // A second is promised; a machine that does much else at the time is given some more.
    assert!(cancelled.elapsed() < Duration::from_secs(5));
    #[cfg(target_os = "linux")]
    assert!(!linux::is_running(reader), "no orphan is left");
}

#[cfg(target_os = "linux")]
mod linux {
    //! Processes as the system lists them.

    use std::{
        fs,
        process::{Child, Command, Stdio},
        thread,
        time::{Duration, Instant},
    };

    use super::{Given, corners};

    #[test]
    fn a_killed_reader_is_a_refusal() {
        let (given, parent) = reading();
        let reader = wait_for_child(parent.id());
        kill(reader);
        let ended = parent.wait_with_output().expect("it ends");
        let said = String::from_utf8(ended.stderr).expect("UTF-8");
        assert_eq!(ended.status.code(), Some(1), "{said}");
        assert!(
            said.contains("READER_FAILED".to_lowercase().as_str()),
            "{said}"
        );
        assert!(given.path.exists());
    }

    #[test]
    fn no_reader_outlives_its_parent() {
        let (_given, mut parent) = reading();
        let reader = wait_for_child(parent.id());
        kill(parent.id());
        parent.wait().expect("it ends");
        let killed = Instant::now();
        while is_running(reader) {
            assert!(killed.elapsed() < Duration::from_secs(10), "it goes on");
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// The binary, looking into a workbook that takes a while.
    fn reading() -> (Given, Child) {
        let given = Given::file("users.xls", &corners());
        let parent = Command::new(env!("CARGO_BIN_EXE_presync"))
            .args(["inspect", "--json"])
            .arg(&given.path)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        (given, parent)
    }

    pub(super) fn wait_for_child(parent: u32) -> u32 {
        let began = Instant::now();
        loop {
            if let Some(child) = children(parent).first() {
                return *child;
            }
            assert!(began.elapsed() < Duration::from_secs(20), "no reader");
            thread::sleep(Duration::from_millis(1));
        }
    }

    fn children(parent: u32) -> Vec<u32> {
        let threads = fs::read_dir(format!("/proc/{parent}/task"))
            .into_iter()
            .flatten();
        let lists = threads
            .flatten()
            .map(|thread| thread.path().join("children"));
        let texts = lists.map(|list| fs::read_to_string(list).unwrap_or_default());
        let all: Vec<String> = texts.collect();
        let numbers = all.iter().flat_map(|text| text.split_whitespace());
        numbers.filter_map(|number| number.parse().ok()).collect()
    }

    pub(super) fn is_running(process: u32) -> bool {
        let about = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        let state = about.rsplit(')').next().unwrap_or_default().trim_start();
        !(state.is_empty() || state.starts_with(['Z', 'X']))
    }

    fn kill(process: u32) {
        let done = Command::new("kill")
            .args(["-KILL", &process.to_string()])
            .status();
        assert!(done.expect("there is such a command").success());
    }
}

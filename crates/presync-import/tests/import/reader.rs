//! What is made of a reading process that is no good: programs that say something else, or nothing.
#![cfg(unix)]

use std::{io::Write, time::Duration};

use presync_core::progress::Unwatched;
use presync_import::{ReadHost, ReadOptions, ReadWorker, inspect};

use crate::boundary::{Given, refused};

#[track_caller]
fn check(program: &str, arguments: &[&str], expect: &str) {
    check_within(Duration::from_secs(60), program, arguments, expect);
}

#[track_caller]
fn check_within(patience: Duration, program: &str, arguments: &[&str], expect: &str) {
    let given = Given::file("users.xls", &workbook());
    let worker = ReadWorker::new(program, arguments).with_patience(patience);
    let host = ReadHost::new(&Unwatched).with_worker(Some(&worker));
    let error = inspect(&given.path, &ReadOptions::default(), host).expect_err("no reader");
    assert_eq!(refused(&error), expect);
    assert!(error.hint().contains("save"), "{error}");
}

#[test]
fn no_program_takes_the_import_along() {
    let shell = |script: &'static str, expect: &str| check("/bin/sh", &["-c", script], expect);
    check("/nowhere/presync", &[], "refused READER_FAILED");
    check("/bin/true", &[], "refused READER_FAILED");
    check("/bin/cat", &[], "refused READER_FAILED");
    let short = Duration::from_millis(300);
    check_within(short, "/bin/sleep", &["1000"], "refused LIMIT_TIME");
    shell("yes", "refused READER_FAILED");
    shell("kill -ABRT $$", "refused LIMIT_MEMORY");
    shell("kill -KILL $$", "refused READER_FAILED");
    // A frame that claims four gigabytes, a sheet whose name is no text, a fault nobody knows.
    shell(r"printf 'S\377\377\377\377'; cat", "refused READER_FAILED");
    shell(
        r"printf 'S\005\0\0\0\001\0\0\0\377'; cat",
        "refused READER_FAILED",
    );
    shell(r"printf '!\001\0\0\0\011'; cat", "refused READER_FAILED");
    shell(
        r"printf '!\001\0\0\0\001'; cat",
        "refused WORKBOOK_ENCRYPTED",
    );
}

#[test]
fn a_host_without_one_says_what_to_do() {
    let given = Given::file("users.xls", &workbook());
    let error = given
        .inspect(&ReadOptions::default())
        .expect_err("no reader");
    assert_eq!(refused(&error), "refused READER_FAILED");
}

/// Enough of an old workbook to be taken for one.
fn workbook() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("memory");
    let mut stream = file.create_stream("Workbook").expect("a stream");
    let end_of_globals = [0x0a, 0, 0, 0];
    stream.write_all(&end_of_globals).expect("its bytes");
    stream.flush().expect("its end");
    drop(stream);
    file.into_inner().into_inner()
}

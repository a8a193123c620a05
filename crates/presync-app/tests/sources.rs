//! What a workspace holds after its sources were replaced, and after replacing them failed.
#![expect(clippy::disallowed_methods, reason = "sources are files")]

use std::{fs, path::Path};

use jiff::Timestamp;
use presync_app::{
    JobContext, Side,
    pipeline::{ImportRequest, replace_sources},
    workspace::open_or_make,
};

fn request(folder: &Path, name: &str, user: &str) -> ImportRequest {
    let path = folder.join(name);
    fs::write(
        &path,
        format!("Username,User ID,First Name,Last Name\n{user},1,Ann,Lee\n"),
    )
    .expect("BUG: the folder was just made");
    ImportRequest::new(&path, Side::Legacy)
}

#[test]
fn a_replacement_that_fails_keeps_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = open_or_make(None, &folder.path().join("out"), "test").unwrap();
    let job = JobContext::unwatched();
    let old = request(folder.path(), "old.csv", "ann");
    let new = request(folder.path(), "new.csv", "anna");
    let missing = ImportRequest::new(&folder.path().join("missing.csv"), Side::Azure);
    let now = Timestamp::UNIX_EPOCH;
    let mut check = |requests: &[ImportRequest], is_done: bool, expect: &[&str]| {
        let done = replace_sources(&mut workspace, requests, now, &job).is_ok();
        assert_eq!(done, is_done);
        let held = workspace.sources().unwrap();
        let files: Vec<&str> = held
            .iter()
            .map(|source| source.header.file.as_str())
            .collect();
        assert_eq!(files, expect);
    };
    check(&[old], true, &["old.csv"]);
    check(&[new.clone(), missing], false, &["old.csv"]);
    check(&[new], true, &["new.csv"]);
}

//! What becomes of the output folder: replaced when it is ours and untouched, else left as it is.

use std::fs;

use crate::{
    engagement::Engagement,
    presync::{contents, end, entries, plan},
};

/// What `--package csv` writes where no groups were given.
const CSV_PACKAGE: [&str; 8] = [
    "MANIFEST.json",
    "changes.csv",
    "findings.csv",
    "links.csv",
    "mapping-draft.json",
    "mapping.csv",
    "people.csv",
    "plan.json",
];

fn run(engagement: &Engagement, arguments: &[&str], code: i32) -> String {
    let (legacy, azure) = (engagement.legacy(), engagement.azure());
    end(plan(&legacy, &azure, &engagement.out()).args(arguments))
        .with_code(code)
        .stderr
}

#[test]
fn a_package_of_ours_is_replaced_whole() {
    let engagement = Engagement::of(4);
    run(&engagement, &[], 0);
    assert!(entries(&engagement.out()).contains(&"report.html".to_owned()));
    run(&engagement, &["--package", "csv"], 0);
    assert_eq!(entries(&engagement.out()), CSV_PACKAGE);
    assert_eq!(entries(engagement.folder()), ["in", "out"]);
}

#[test]
fn a_package_that_somebody_edited_is_kept_unless_forced() {
    let engagement = Engagement::of(4);
    run(&engagement, &["--package", "csv"], 0);
    engagement.put("out/people.csv", b"my notes");
    let before = contents(&engagement.out());
    let stderr = run(&engagement, &["--package", "csv"], 1);
    assert!(
        stderr.contains("people.csv"),
        "it says what is in the way: {stderr}"
    );
    assert_eq!(contents(&engagement.out()), before);
    assert_eq!(entries(engagement.folder()), ["in", "out"]);
    run(&engagement, &["--package", "csv", "--force"], 0);
    assert_eq!(entries(&engagement.out()), CSV_PACKAGE);
}

#[test]
fn a_folder_of_somebody_elses_is_kept() {
    let engagement = Engagement::of(4);
    engagement.put("out/thesis.txt", b"ten years of work");
    let workspace = engagement.folder().join("used.presync");
    let stderr = run(
        &engagement,
        &["--workspace", &workspace.to_string_lossy()],
        1,
    );
    for word in ["out", "MANIFEST.json", "--force"] {
        assert!(stderr.contains(word), "it says {word}: {stderr}");
    }
    assert_eq!(entries(&engagement.out()), ["thesis.txt"]);
    assert_eq!(
        entries(engagement.folder()),
        ["in", "out"],
        "no file was read"
    );
}

#[test]
fn after_an_error_nothing_lies_where_nothing_lay() {
    let engagement = Engagement::of(4);
    fs::remove_file(engagement.azure()).expect("it was there");
    run(&engagement, &[], 1);
    assert_eq!(entries(engagement.folder()), ["in"]);
}

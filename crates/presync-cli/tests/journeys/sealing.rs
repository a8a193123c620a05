//! `presync seal --check`: what became of a package since it was written.

use std::fs;

use crate::{
    engagement::Engagement,
    presync::{end, plan, presync},
};

/// A package of four people.
fn sealed() -> Engagement {
    let engagement = Engagement::of(4);
    let (legacy, azure) = (engagement.legacy(), engagement.azure());
    end(&mut plan(&legacy, &azure, &engagement.out())).with_code(0);
    engagement
}

fn check(engagement: &Engagement, arguments: &[&str], code: i32) -> String {
    let mut command = presync("seal");
    command.arg("--check").arg(engagement.out()).args(arguments);
    end(&mut command).with_code(code).stdout
}

#[test]
fn what_nobody_touched_is_intact() {
    let engagement = sealed();
    let said = check(&engagement, &[], 0);
    assert!(said.contains("intact   report.html"), "{said}");
    assert!(said.contains("Intact: "), "{said}");
}

#[test]
fn every_file_that_is_not_as_it_was_is_named() {
    let engagement = sealed();
    let out = engagement.out();
    fs::write(out.join("people.csv"), "side\n").expect("a file");
    fs::remove_file(out.join("links.csv")).expect("a file less");
    fs::write(out.join("note to self.txt"), "call Ada").expect("a file more");
    let said = check(&engagement, &[], 1);
    for line in [
        "changed  people.csv",
        "missing  links.csv",
        "stray    note to self.txt",
        "Not intact: 3 of ",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
}

#[test]
fn given_files_are_held_against_the_inputs() {
    let engagement = sealed();
    let legacy = engagement.legacy();
    let legacy = legacy.to_str().expect("UTF-8");
    let said = check(&engagement, &["--inputs", legacy], 0);
    assert!(said.contains("input    "), "{said}");
    let manifest = engagement.out().join("MANIFEST.json");
    let other = manifest.to_str().expect("UTF-8");
    let said = check(&engagement, &["--inputs", legacy, other], 1);
    assert!(
        said.contains("unknown  MANIFEST.json is none of the inputs"),
        "{said}"
    );
}

#[test]
fn a_folder_without_a_manifest_is_no_package() {
    let engagement = sealed();
    fs::remove_file(engagement.out().join("MANIFEST.json")).expect("it was there");
    let mut command = presync("seal");
    let ended = end(command.arg("--check").arg(engagement.out())).with_code(1);
    assert!(
        ended.stderr.contains("holds no MANIFEST.json"),
        "{}",
        ended.stderr
    );
}

//! What was kept is looked at on every run: seeds from the catalogue of hostile files, and whatever a
//! fuzzer once found.
#![expect(clippy::disallowed_methods, reason = "the kept inputs are files")]

use std::{collections::BTreeSet, path::PathBuf};

use presync_fuzz::{TARGETS, Target};

/// All kept inputs together.
const KEPT_BYTES_MAX: u64 = 512 << 10;

fn kept() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/kept")
}

fn inputs(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(kept().join(folder));
    let entries = entries.unwrap_or_else(|error| panic!("kept/{folder}: {error}"));
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}

fn replay((name, target): &Target) {
    let inputs = inputs(name);
    assert!(!inputs.is_empty(), "kept/{name} holds nothing");
    for input in inputs {
        let bytes = std::fs::read(&input).expect("a kept input");
        let outcome = std::panic::catch_unwind(|| target(&bytes));
        assert!(outcome.is_ok(), "{} breaks a promise", input.display());
    }
}

#[test]
fn kept_inputs_keep_every_promise() {
    TARGETS.iter().for_each(replay);
}

#[test]
fn every_target_has_its_folder_and_its_driver() {
    let names: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let folders: BTreeSet<String> = std::fs::read_dir(kept())
        .expect("the kept inputs")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(names, folders);
    for name in names {
        let driver = kept().join("../fuzz_targets").join(format!("{name}.rs"));
        let text = std::fs::read_to_string(driver).expect("a driver");
        assert!(
            text.contains(&format!("presync_fuzz::{name}(data)")),
            "{name}"
        );
    }
}

#[test]
fn kept_inputs_are_few_and_small() {
    let size = |path: PathBuf| std::fs::metadata(path).expect("a kept input").len();
    let bytes: u64 = TARGETS
        .iter()
        .flat_map(|(name, _)| inputs(name))
        .map(size)
        .sum();
    assert!(bytes < KEPT_BYTES_MAX, "{bytes} bytes are kept");
}

//! Same inputs, same moment, same bytes: wherever the files lie and whatever the folders are called.

use std::{collections::BTreeMap, fs, path::Path};

use tempfile::TempDir;

use crate::{
    engagement::Engagement,
    presync::{contents, end, plan},
    sample::plan_of_sample,
};

#[test]
fn the_sample_gives_the_same_bytes_in_folders_of_any_name() {
    let folder = TempDir::new().expect("there is room");
    let (one, ended) = plan_of_sample(folder.path(), "one");
    let ended = ended.with_code(3);
    let (two, again) = plan_of_sample(folder.path(), "Hand over – zwei");
    let again = again.with_code(3);
    let (one, two) = (contents(&one), contents(&two));
    let differing: Vec<&String> = one
        .iter()
        .filter(|(name, bytes)| two.get(*name) != Some(bytes))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(differing, Vec::<&String>::new());
    assert_eq!(one.len(), two.len());
    assert_eq!(ended.stdout.lines().next(), again.stdout.lines().next());
}

#[test]
fn the_place_of_inputs_workspace_and_output_leaves_no_trace() {
    let engagement = Engagement::with(20, 24);
    let moved = engagement.folder().join("a folder, with spaces/ünder/in");
    fs::create_dir_all(&moved).expect("there is room");
    for file in ["legacy.csv", "azure.csv"] {
        fs::copy(engagement.folder().join("in").join(file), moved.join(file))
            .expect("there is room");
    }
    let run = |inputs: &Path, out: &str, workspace: &str| {
        let (legacy, azure) = (inputs.join("legacy.csv"), inputs.join("azure.csv"));
        let out = engagement.folder().join(out);
        let mut command = plan(&legacy, &azure, &out);
        if !workspace.is_empty() {
            let workspace = engagement.folder().join(workspace);
            command.arg("--workspace").arg(workspace);
        }
        end(&mut command).with_code(0);
        contents(&out)
    };
    let here = run(&engagement.folder().join("in"), "out", "");
    let there = run(&moved, "over there/Übergabe, two", "");
    let kept = run(&moved, "third", "Contoso.presync");
    let again = run(&moved, "fourth", "Contoso.presync");
    for other in [there, kept, again] {
        let names = |of: &BTreeMap<String, Vec<u8>>| of.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&here), names(&other));
        for (name, bytes) in &here {
            assert!(other[name] == *bytes, "{name} differs");
        }
    }
    let path = engagement.folder().to_string_lossy().into_owned();
    let tells = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(&path);
    assert!(
        !here.values().any(tells),
        "no file names a folder of this machine"
    );
}

//! Files beside the users, and what was chosen: kept whole, taken back, and what a plan depends on.

use presync_store::{Changed, Companion, CompanionId, Workspace};
use serde_json::json;

use crate::support::Folder;

fn budget(sha256: &str) -> Companion {
    Companion {
        role: "budget".to_owned(),
        label: String::new(),
        file: "limits.toml".to_owned(),
        format: "TOML".to_owned(),
        sha256: sha256.to_owned(),
        bytes: 11,
        said: json!({ "counts": [] }),
    }
}

fn files(workspace: &Workspace) -> Vec<(CompanionId, String)> {
    let all = workspace.companions().unwrap().into_iter();
    all.map(|row| (row.id, row.companion.sha256)).collect()
}

#[test]
fn a_file_is_kept_whole_replaced_and_removed() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let first = workspace
        .keep_companion(&budget("aa"), b"creates = 1", &[], "t1")
        .unwrap();
    let content = workspace.companion_content(first).unwrap();
    assert_eq!(content.as_deref(), Some(b"creates = 1".as_slice()));
    let second = workspace
        .keep_companion(&budget("bb"), b"creates = 2", &[first], "t2")
        .unwrap();
    assert_eq!(files(&workspace), [(second, "bb".to_owned())]);
    assert_eq!(workspace.companion_content(first).unwrap(), None);
    assert!(workspace.remove_companion(second).unwrap());
    assert!(!workspace.remove_companion(second).unwrap());
    assert_eq!(files(&workspace), []);
}

#[test]
fn the_last_choice_counts_and_an_empty_one_takes_it_back() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    for choice in ["live", "before", ""] {
        workspace.choose("order", choice, "t").unwrap();
        let chosen = workspace.choices().unwrap();
        let expect = (!choice.is_empty()).then_some(choice);
        assert_eq!(chosen.get("order").map(String::as_str), expect);
    }
}

/// Whatever comes back to what it was is no change, in whatever way it came.
#[test]
fn a_plan_depends_on_what_is_kept_and_not_on_how_it_came() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let before = workspace.revision().unwrap();
    let differs = |workspace: &Workspace| before.changed(&workspace.revision().unwrap());
    let id = workspace
        .keep_companion(&budget("aa"), b"", &[], "t1")
        .unwrap();
    assert_eq!(differs(&workspace), [Changed::Companions]);
    workspace.choose("order", "live", "t2").unwrap();
    assert_eq!(differs(&workspace), [Changed::Companions, Changed::Choices]);
    workspace.remove_companion(id).unwrap();
    workspace.choose("order", "", "t3").unwrap();
    assert_eq!(differs(&workspace), []);
}

//! A locked workspace: nothing of it can be read without the passphrase, in no file, and the right
//! passphrase, a wrong one and none are told apart.

use std::path::Path;

use presync_core::{
    Side,
    decision::{Decision, Verdict},
    progress::Unwatched,
};
use presync_store::{Passphrase, Workspace};

use crate::support::{Folder, NOW, header, import};

const NAME: &str = "Wilhelmina Zauberflöte";
const MAIL: &str = "w.zauberfloete@contoso.example";
const REASON: &str = "Rückfrage bei Frau Quittenbaum";

fn passphrase(text: &str) -> Passphrase {
    Passphrase::chosen(text.to_owned()).unwrap()
}

/// Puts the markers into a workspace: a record, and a decision.
fn plant(workspace: &mut Workspace) {
    let azure = header(
        Side::Azure,
        "azure.csv",
        &["objectId", "displayName", "mail"],
    );
    import(workspace, &azure, &[&["1", NAME, MAIL], &["2", "Bo", ""]]);
    let decision = Decision {
        decision: Verdict::Confirm,
        legacy_anchor: "17".to_owned(),
        azure_anchor: "1".to_owned(),
        reason: REASON.to_owned(),
        by: "me".to_owned(),
        at: NOW.to_owned(),
    };
    workspace.decide(&[decision]).unwrap();
}

/// Names of the files of a folder in which a marker stands, in UTF-8 or UTF-16 of either order.
fn telling(folder: &Folder) -> Vec<String> {
    let spelt = |text: &str| {
        let units: Vec<u16> = text.encode_utf16().collect();
        [
            text.as_bytes().to_vec(),
            units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
            units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        ]
    };
    let markers = [NAME, MAIL, REASON, "CREATE TABLE"];
    let wanted: Vec<Vec<u8>> = markers.into_iter().flat_map(spelt).collect();
    let holds = |name: &String| {
        let bytes = std::fs::read(folder.path(name)).unwrap();
        let found = |one: &Vec<u8>| bytes.windows(one.len()).any(|window| window == one);
        wanted.iter().any(found)
    };
    folder.files().into_iter().filter(holds).collect()
}

fn code(path: &Path, key: Option<&Passphrase>) -> &'static str {
    Workspace::unlock(path, key).unwrap_err().code()
}

/// What was planted is there.
fn check_whole(path: &Path, key: Option<&Passphrase>) {
    let workspace = Workspace::unlock(path, key).unwrap();
    assert_eq!(workspace.is_locked(), key.is_some());
    let users = workspace.population(Side::Azure, &Unwatched).unwrap();
    assert_eq!(users.len(), 2);
    assert_eq!(workspace.decisions().unwrap()[0].reason, REASON);
}

#[test]
fn a_workspace_made_locked_never_has_a_readable_byte() {
    let folder = Folder::new();
    let path = folder.path("a.presync");
    let key = passphrase("correct horse; it's \"ours\"");
    let mut workspace = Workspace::create_locked(&path, Some(&key)).unwrap();
    plant(&mut workspace);
    let reader = workspace.reader().unwrap();
    assert_eq!(reader.decisions().unwrap().len(), 1);
    assert!(folder.files().contains(&"a.presync-wal".to_owned()));
    assert_eq!(telling(&folder), [""; 0]);
    drop((reader, workspace));
    assert_eq!(telling(&folder), [""; 0]);
    check_whole(&path, Some(&key));
}

#[test]
fn right_wrong_and_no_passphrase_are_told_apart() {
    let folder = Folder::new();
    let path = folder.path("a.presync");
    let key = passphrase("correct horse");
    plant(&mut Workspace::create_locked(&path, Some(&key)).unwrap());
    let before = (std::fs::read(&path).unwrap(), folder.files());
    assert_eq!(code(&path, None), "workspace-locked");
    assert_eq!(
        code(&path, Some(&passphrase("correct horsf"))),
        "workspace-wrong-passphrase"
    );
    assert_eq!((std::fs::read(&path).unwrap(), folder.files()), before);
    std::fs::write(folder.path("noise.presync"), vec![0x5a; 9_000]).unwrap();
    assert_eq!(
        code(&folder.path("noise.presync"), Some(&key)),
        "workspace-foreign"
    );
    let mut damaged = before.0;
    damaged[4_096 * 3 + 100] ^= 1;
    std::fs::write(&path, damaged).unwrap();
    assert_eq!(code(&path, Some(&key)), "workspace-damaged");
}

#[test]
fn a_workspace_that_is_not_locked_needs_no_passphrase() {
    let folder = Folder::new();
    plant(&mut folder.workspace());
    let opened =
        Workspace::unlock(&folder.path("a.presync"), Some(&passphrase("needless"))).unwrap();
    assert!(!opened.is_locked());
}

#[test]
fn locking_locking_anew_and_unlocking_keep_everything() {
    let folder = Folder::new();
    let path = folder.path("a.presync");
    plant(&mut folder.workspace());
    let backup = folder.path("a.backup-v1-1.presync");
    std::fs::copy(&path, &backup).unwrap();
    assert_eq!(telling(&folder), ["a.backup-v1-1.presync", "a.presync"]);

    let (first, second) = (passphrase("first secret"), passphrase("second secret"));
    assert_eq!(Workspace::relock(&path, None, Some(&first)).unwrap(), 2);
    assert_eq!(telling(&folder), [""; 0]);
    assert_eq!(folder.files(), ["a.backup-v1-1.presync", "a.presync"]);
    check_whole(&path, Some(&first));
    check_whole(&backup, Some(&first));

    Workspace::relock(&path, Some(&first), Some(&second)).unwrap();
    assert_eq!(code(&path, Some(&first)), "workspace-wrong-passphrase");
    check_whole(&path, Some(&second));

    let wrong = Workspace::relock(&path, Some(&first), None).unwrap_err();
    assert_eq!(wrong.code(), "workspace-wrong-passphrase");
    Workspace::relock(&path, Some(&second), None).unwrap();
    check_whole(&path, None);
    check_whole(&backup, None);
}

#[test]
fn a_workspace_somebody_has_open_is_not_locked_anew() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    plant(&mut workspace);
    let path = folder.path("a.presync");
    let error = Workspace::relock(&path, None, Some(&passphrase("first secret"))).unwrap_err();
    assert_eq!(error.code(), "workspace-busy");
    assert_eq!(workspace.decisions().unwrap().len(), 1);
    drop(workspace);
    check_whole(&path, None);
    assert_eq!(folder.files(), ["a.presync"]);
}

/// What a killed run left beside the workspace goes with the next.
#[test]
fn a_copy_that_was_left_is_removed() {
    let folder = Folder::new();
    plant(&mut folder.workspace());
    let path = folder.path("a.presync");
    std::fs::copy(&path, folder.path("a.presync.relock")).unwrap();
    Workspace::relock(&path, None, Some(&passphrase("first secret"))).unwrap();
    assert_eq!(telling(&folder), [""; 0]);
    assert_eq!(folder.files(), ["a.presync"]);
}

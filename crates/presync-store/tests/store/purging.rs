//! What is purged or erased is in no byte of any file, and does not come back.

use presync_core::{
    Cases, Diagnostic, Sample, Severity, Side,
    decision::{Decision, Verdict},
    finding::FindingCode,
    progress::Unwatched,
    record::RecordSink,
    suppression::Suppression,
};
use presync_store::{
    ErasureReport, Passphrase, PlanSave, PurgeLevel, Retention, Revocation, Workspace,
};
use serde_json::Value;

use crate::support::{Example, Folder, NOW, header, import};

/// Everything that says who somebody is, by the prefix of their values.
const AZURE: [&str; 5] = [
    "objectId",
    "userPrincipalName",
    "mail",
    "displayName",
    "manager",
];
const LEGACY: [&str; 4] = [
    "externalId",
    "userName",
    "emails[type eq \"work\"].value",
    "displayName",
];

fn decision(legacy: &str, azure: &str, reason: &str) -> Decision {
    Decision {
        decision: Verdict::Confirm,
        legacy_anchor: legacy.to_owned(),
        azure_anchor: azure.to_owned(),
        reason: reason.to_owned(),
        by: "me".to_owned(),
        at: NOW.to_owned(),
    }
}

fn suppression(key: &str, reason: &str) -> Suppression {
    Suppression {
        code: FindingCode::Orphan,
        side: None,
        key: key.to_owned(),
        attribute: "*".to_owned(),
        reason: reason.to_owned(),
        by: "me".to_owned(),
        at: NOW.to_owned(),
    }
}

fn bring_in(workspace: &mut Workspace) {
    let azure = header(Side::Azure, "azure.csv", &AZURE);
    let rows: [&[&str]; 3] = [
        &[
            "guid-wilma-1",
            "wilma@new.example",
            "wilma.z@new.example",
            "Wilma Zauber",
            "guid-bobby-2",
        ],
        &[
            "guid-bobby-2",
            "bobby@new.example",
            "bobby@new.example",
            "Bobby Brook",
            "guid-wilma-1",
        ],
        &[
            "guid-third-3",
            "third@new.example",
            "third@new.example",
            "Thea Third",
            "CN=Wilma Zauber,OU=x",
        ],
    ];
    import(workspace, &azure, &rows);
    let legacy = header(Side::Legacy, "legacy.csv", &LEGACY);
    let rows: [&[&str]; 2] = [
        &["4711", "wzauber", "w.zauber@old.example", "Zauber, Wilma"],
        &["4712", "bbrook", "bobby@old.example", "Brook, Bobby"],
    ];
    import(workspace, &legacy, &rows);
}

/// A workspace with Wilma in everything that can hold her, and a backup.
fn filled(folder: &Folder) -> std::path::PathBuf {
    let path = folder.path("a.presync");
    let mut workspace = folder.workspace();
    bring_in(&mut workspace);
    let mut more = workspace.begin_import(NOW).unwrap();
    let mut source = more.add("users");
    source
        .begin(&header(Side::Azure, "odd.csv", &["displayName"]))
        .unwrap();
    let sample = |row, original: &str| Sample {
        row,
        original: original.to_owned(),
        reading: None,
    };
    source
        .diagnostic(Diagnostic {
            code: "SPACED".to_owned(),
            severity: Severity::Note,
            file: "odd.csv".to_owned(),
            sheet: None,
            row: None,
            column: None,
            message: "Odd.".to_owned(),
            hint: "None.".to_owned(),
            cases: Cases {
                repair: None,
                count: 2,
                samples: vec![sample(2, " Wilma Zauber"), sample(3, " Thea Third")],
            },
        })
        .unwrap();
    source.finish(0, 0).unwrap();
    more.commit().unwrap();
    let first = workspace
        .decide(&[decision("4711", "guid-wilma-1", "she said so")])
        .unwrap();
    let revocation = Revocation {
        reason: "asked wilma.z@new.example again".to_owned(),
        by: "me".to_owned(),
        at: NOW.to_owned(),
    };
    workspace.revoke(first, &revocation).unwrap();
    workspace.restore(first, &revocation).unwrap();
    workspace
        .decide(&[decision("4712", "guid-bobby-2", "not Wilma Zauber's")])
        .unwrap();
    workspace
        .suppress(&[
            suppression("4711", "known"),
            suppression("4712", "as Wilma Zauber is"),
        ])
        .unwrap();
    let example = Example::of(20);
    let save = PlanSave {
        engagement: &example.engagement(),
        revision: &workspace.revision().unwrap(),
        summary: &Value::String("wilma@new.example".to_owned()),
    };
    workspace.save_plan(save, &Unwatched).unwrap();
    workspace.close().unwrap();
    std::fs::copy(&path, folder.path("a.backup-v1-1.presync")).unwrap();
    std::fs::copy(&path, folder.path("a.presync.relock")).unwrap();
    path
}

/// Files of the folder that hold one of these texts, in UTF-8 or UTF-16.
fn holding(folder: &Folder, texts: &[&str]) -> Vec<String> {
    let wide = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let wanted: Vec<Vec<u8>> = texts
        .iter()
        .flat_map(|text| [text.as_bytes().to_vec(), wide(text)])
        .collect();
    let holds = |name: &String| {
        let bytes = std::fs::read(folder.path(name))
            .unwrap()
            .to_ascii_lowercase();
        wanted.iter().any(|one| {
            bytes
                .windows(one.len())
                .any(|window| window == one.to_ascii_lowercase())
        })
    };
    folder.files().into_iter().filter(holds).collect()
}

const WILMA: [&str; 8] = [
    "guid-wilma-1",
    "wilma@new.example",
    "wilma.z@new.example",
    "Wilma Zauber",
    "wzauber",
    "w.zauber@old.example",
    "Zauber, Wilma",
    "4711",
];
const OTHERS: [&str; 4] = ["guid-bobby-2", "bobby@old.example", "bbrook", "Thea Third"];

#[test]
fn one_person_is_erased_from_everything_and_stays_out() {
    let folder = Folder::new();
    let path = filled(&folder);
    assert_eq!(holding(&folder, &WILMA).len(), 3, "the markers are planted");
    let ids = ["W.Zauber@old.example".to_owned()];
    let report = Workspace::erase(&path, None, &ids, [7; 32], NOW).unwrap();
    let expect = ErasureReport {
        records: [(Side::Legacy, 1), (Side::Azure, 1)].into(),
        mentions: 2,
        decisions: 3,
        suppressions: 1,
        backups: 1,
        left: Default::default(),
    };
    assert_eq!(report, expect);
    assert_eq!(holding(&folder, &WILMA), [""; 0]);
    assert_eq!(holding(&folder, &OTHERS), ["a.presync"]);

    let mut workspace = Workspace::open(&path).unwrap();
    let reasons: Vec<String> = workspace
        .decisions()
        .unwrap()
        .into_iter()
        .map(|one| one.reason)
        .collect();
    assert_eq!(reasons, ["(erased)"]);
    let samples: Vec<String> = workspace
        .diagnostics()
        .unwrap()
        .into_iter()
        .flat_map(|one| one.cases.samples)
        .map(|sample| sample.original)
        .collect();
    assert_eq!(samples, [" Thea Third"]);
    assert_eq!(workspace.plan_meta().unwrap(), None);

    for source in workspace.sources().unwrap() {
        workspace.remove_source(source.id).unwrap();
    }
    bring_in(&mut workspace);
    let count = |side| workspace.population(side, &Unwatched).unwrap().len();
    assert_eq!((count(Side::Azure), count(Side::Legacy)), (2, 1));
    let said: Vec<(String, Option<u64>)> = workspace
        .diagnostics()
        .unwrap()
        .into_iter()
        .map(|one| (one.code, one.row))
        .collect();
    let left_out = ("ERASED_PERSON".to_owned(), Some(2));
    assert_eq!(said, [left_out.clone(), left_out]);
}

#[test]
fn nobody_is_erased_by_an_id_of_nobody_or_of_several() {
    let folder = Folder::new();
    let path = folder.path("a.presync");
    let mut workspace = folder.workspace();
    let legacy = header(Side::Legacy, "legacy.csv", &LEGACY);
    import(
        &mut workspace,
        &legacy,
        &[
            &["1", "a", "desk@old.example", "A"],
            &["2", "b", "desk@old.example", "B"],
        ],
    );
    workspace.close().unwrap();
    let before = std::fs::read(&path).unwrap();
    let erase = |id: &str| {
        Workspace::erase(&path, None, &[id.to_owned()], [7; 32], NOW)
            .unwrap_err()
            .code()
    };
    assert_eq!(erase("desk@old.example"), "several-found");
    assert_eq!(erase("nobody"), "nobody-found");
    assert_eq!(erase(""), "nobody-found");
    let after = Workspace::open(&path).unwrap();
    assert_eq!(after.population(Side::Legacy, &Unwatched).unwrap().len(), 2);
    assert!(!after.has_erased().unwrap());
    drop(after);
    assert_eq!(std::fs::read(&path).unwrap().len(), before.len());
}

#[test]
fn purging_the_imports_keeps_what_was_decided() {
    let folder = Folder::new();
    let path = filled(&folder);
    let certificate = Workspace::purge(&path, None, PurgeLevel::Imports, NOW).unwrap();
    assert_eq!(certificate["removed_rows"]["records"], 5);
    assert_eq!(certificate["aggregates"]["sources"][0]["records"], 3);
    assert_eq!(
        certificate["removed_files"][0]["file"],
        "a.backup-v1-1.presync"
    );
    assert_eq!(
        holding(
            &folder,
            &["w.zauber@old.example", "wzauber", "Zauber, Wilma"]
        ),
        [""; 0]
    );
    let workspace = Workspace::open(&path).unwrap();
    assert!(workspace.sources().unwrap().is_empty());
    assert_eq!(workspace.decisions().unwrap().len(), 2);
    assert_eq!(workspace.purges().unwrap(), [certificate]);
}

#[test]
fn purging_all_but_aggregates_leaves_counts_alone() {
    let folder = Folder::new();
    let path = filled(&folder);
    let certificate = Workspace::purge(&path, None, PurgeLevel::AllButAggregates, NOW).unwrap();
    assert_eq!(certificate["aggregates"]["plan"]["link"], 2);
    let markers: Vec<&str> = WILMA
        .iter()
        .chain(&OTHERS)
        .copied()
        .chain(["Anna Berg", "contoso.example"])
        .collect();
    assert_eq!(holding(&folder, &markers), [""; 0]);
    assert_eq!(folder.files(), ["a.presync"]);
    let workspace = Workspace::open(&path).unwrap();
    assert!(workspace.decision_log().unwrap().is_empty());
    assert_eq!(workspace.purges().unwrap(), [certificate]);
}

#[test]
fn purging_everything_leaves_no_file() {
    let folder = Folder::new();
    let path = filled(&folder);
    let certificate = Workspace::purge(&path, None, PurgeLevel::Everything, NOW).unwrap();
    assert_eq!(folder.files(), [""; 0]);
    let files = certificate["removed_files"].as_array().unwrap();
    assert_eq!(
        (files.len(), &files[1]["file"]),
        (2, &Value::from("a.presync"))
    );
}

#[test]
fn a_locked_workspace_is_purged_and_stays_locked() {
    let folder = Folder::new();
    let path = filled(&folder);
    let key = Passphrase::chosen("first secret".to_owned()).unwrap();
    Workspace::relock(&path, None, Some(&key)).unwrap();
    Workspace::purge(&path, Some(&key), PurgeLevel::AllButAggregates, NOW).unwrap();
    assert_eq!(
        Workspace::open(&path).unwrap_err().code(),
        "workspace-locked"
    );
    assert!(
        Workspace::unlock(&path, Some(&key))
            .unwrap()
            .sources()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_workspace_somebody_has_open_is_not_purged() {
    let folder = Folder::new();
    let path = filled(&folder);
    let open = Workspace::open(&path).unwrap();
    for level in [PurgeLevel::Imports, PurgeLevel::Everything] {
        let error = Workspace::purge(&path, None, level, NOW).unwrap_err();
        assert_eq!(error.code(), "workspace-busy");
    }
    assert_eq!(open.sources().unwrap().len(), 3);
}

#[test]
fn how_long_people_are_kept_is_what_was_said_last() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    assert_eq!(workspace.retention().unwrap(), None);
    for day in ["2026-12-01", "2027-01-01"] {
        let said = Retention {
            keep_until: day.to_owned(),
            reason: "go-live".to_owned(),
            said_at: NOW.to_owned(),
        };
        workspace.retain(&said).unwrap();
        assert_eq!(workspace.retention().unwrap(), Some(said));
    }
}

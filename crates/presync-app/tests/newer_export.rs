//! A newer export in the window: it is offered in place of the older one, and what it changed is shown.
#![expect(clippy::disallowed_methods, reason = "exports are files")]
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod desk;

use std::fs;

use presync_app::{App, JobId};
use presync_core::decision::{Decision, Verdict};
use presync_store::Workspace;
use serde_json::{Value, json};
use tempfile::TempDir;

use desk::Desk;

/// 9 o'clock on 20 November 2026, in seconds since 1970.
const BEGAN: i64 = 1_795_165_200;

const AZURE: &str = "id,userPrincipalName,displayName,mail,department";
const LEGACY: &str = "Username,User ID,First Name,Last Name,Department";

struct Desktop {
    folder: TempDir,
    app: App,
}

impl Desktop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(Box::new(Desk {
            folder: folder.path().to_owned(),
            began: BEGAN,
            ..Desk::default()
        }));
        app.rpc("workspace.create", json!({ "title": "Acme" }))
            .unwrap();
        Self { folder, app }
    }

    fn rpc(&self, name: &str, params: Value) -> Value {
        self.app.rpc(name, params).unwrap()
    }

    fn file(&self, name: &str, header: &str, rows: &[&str]) -> Value {
        let path = self.folder.path().join(name);
        fs::write(&path, format!("{header}\n{}\n", rows.join("\n"))).unwrap();
        json!(self.app.register_file(&path).unwrap().handle)
    }

    fn import(&self, file: &Value) -> Value {
        let params = json!({ "files": [file] });
        let quiet = Box::new(|_| {});
        let id = JobId::new("import");
        self.app
            .run_job(&id, "sources.import", params, quiet)
            .unwrap()
    }

    /// Three intranet and three Azure users.
    fn with_both_sides() -> Self {
        let desktop = Self::new();
        let ours = ["ann,1,Ann,Lee,HR", "bo,2,Bo,Ray,IT", "cy,3,Cy,Fox,IT"];
        let legacy = desktop.file("legacy.csv", LEGACY, &ours);
        desktop.import(&json!({ "handle": legacy, "side": "legacy" }));
        let azure = desktop.file("azure.csv", AZURE, &THEIRS);
        desktop.import(&json!({ "handle": azure, "side": "azure" }));
        desktop
    }
}

const THEIRS: [&str; 3] = [
    "1,ann@a.example,Ann Lee,ann@a.example,HR",
    "2,bo@a.example,Bo Ray,bo@a.example,IT",
    "3,cy@a.example,Cy Fox,cy@a.example,IT",
];
const NEWER: [&str; 3] = [
    "4,dot@a.example,Dot Kay,dot@a.example,HR",
    "2,bo@a.example,Bo Ray,bo@a.example,Law",
    "1,ann@a.example,Ann Lee,ann@a.example,HR",
];

#[test]
fn a_file_of_the_same_people_is_offered_in_place_of_the_older_one() {
    let desktop = Desktop::with_both_sides();
    let check = |name: &str, header: &str, rows: &[&str], expect: Value| {
        let handle = desktop.file(name, header, rows);
        let params = json!({ "handle": handle, "side": "azure" });
        let found = desktop.rpc("sources.predecessor", params);
        let shown = if found.is_null() {
            found
        } else {
            let overlap = (found["overlap"].as_f64().unwrap() * 100.0).round();
            json!([
                found["file"],
                overlap,
                found["same_columns"],
                found["same_file"]
            ])
        };
        assert_eq!(shown, expect, "{name}");
    };
    check(
        "newer.csv",
        AZURE,
        &NEWER,
        json!(["azure.csv", 67.0, true, false]),
    );
    check(
        "same.csv",
        AZURE,
        &THEIRS,
        json!(["azure.csv", 100.0, true, true]),
    );
    check("page2.csv", AZURE, &NEWER[..1], Value::Null);
    // One of two people: half of the smaller file.
    check(
        "half.csv",
        AZURE,
        &NEWER[..2],
        json!(["azure.csv", 50.0, true, false]),
    );
    let other = ["2,bo@a.example,Bo Ray"];
    let header = "id,userPrincipalName,displayName";
    check(
        "fewer.csv",
        header,
        &other,
        json!(["azure.csv", 100.0, false, false]),
    );
    check("none.csv", AZURE, &[], Value::Null);
}

#[test]
fn what_a_newer_export_changed_is_shown_with_the_decisions_it_puts_in_doubt() {
    let desktop = Desktop::with_both_sides();
    desktop.rpc("workspace.close", json!({}));
    let mut workspace = Workspace::open(&desktop.folder.path().join("Acme.presync")).unwrap();
    let confirm = |anchor: &str| Decision {
        legacy_anchor: anchor.to_owned(),
        azure_anchor: anchor.to_owned(),
        decision: Verdict::Confirm,
        reason: "Same birthday.".to_owned(),
        by: "m.frei".to_owned(),
        at: "2026-11-21".to_owned(),
    };
    workspace.decide(&["1", "2", "3"].map(confirm)).unwrap();
    workspace.close().unwrap();
    desktop.rpc("workspace.open", json!({}));

    let none = desktop.rpc("sources.changes", json!({}));
    assert_eq!(
        none,
        json!({ "sides": [], "doubts": [], "doubts_total": 0 })
    );
    let handle = desktop.file("newer.csv", AZURE, &NEWER);
    let params = json!({ "handle": handle, "side": "azure" });
    let older = desktop.rpc("sources.predecessor", params);
    let file = json!({ "handle": handle, "side": "azure", "replaces": older["id"] });
    let sources = desktop.import(&file);
    let files: Vec<&str> = sources
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["file"].as_str().unwrap())
        .collect();
    assert_eq!(files, ["legacy.csv", "newer.csv"]);

    let changes = desktop.rpc("sources.changes", json!({}));
    let side = &changes["sides"][0];
    assert_eq!(side["since"], "2026-11-20T09:00:00Z");
    let figures =
        ["new", "gone", "changed", "rekeyed", "unchanged"].map(|figure| side[figure].clone());
    assert_eq!(figures, [1, 1, 1, 0, 1].map(|count| json!(count)));
    let row = json!({
        "kind": "changed", "person": "bo@a.example", "name": "Bo Ray", "attribute": "Department",
        "before": "IT", "after": "Law",
    });
    assert_eq!(side["attributes"][0]["samples"], json!([row]));
    let doubts: Vec<String> = changes["doubts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|doubt| format!("{}: {}", doubt["azure"], doubt["why"]))
        .collect();
    assert_eq!(
        doubts,
        [
            r#""2": ["Department of the Azure user changed"]"#,
            r#""3": ["no longer in the Azure export"]"#
        ]
    );
    let page = json!({ "side": "azure", "kind": "gone", "offset": 0, "limit": 9 });
    let page = desktop.rpc("sources.changed", page);
    assert_eq!(page["total"], 1);
    assert_eq!(page["rows"][0]["person"], "cy@a.example");
}

#[test]
fn a_file_beside_the_others_removes_none_of_them() {
    let desktop = Desktop::with_both_sides();
    let handle = desktop.file("page2.csv", AZURE, &NEWER[..1]);
    let sources = desktop.import(&json!({ "handle": handle, "side": "azure" }));
    assert_eq!(sources.as_array().map(Vec::len), Some(3));
    let changes = desktop.rpc("sources.changes", json!({}));
    assert_eq!(changes["sides"], json!([]));
}

#[test]
fn a_plan_is_held_against_the_one_before() {
    let desktop = Desktop::with_both_sides();
    let run = || {
        let (id, quiet) = (JobId::new("plan"), Box::new(|_| {}));
        desktop
            .app
            .run_job(&id, "plan.run", json!({}), quiet)
            .unwrap()
    };
    assert_eq!(desktop.rpc("plan.compare", json!({})), Value::Null);
    run();
    assert_eq!(desktop.rpc("plan.compare", json!({})), Value::Null);
    run();
    let same = desktop.rpc("plan.compare", json!({}));
    assert_eq!(same["same_population"], true);
    assert_eq!(
        (&same["changes"], &same["mapping"]),
        (&json!(0), &json!([]))
    );

    let handle = desktop.file("newer.csv", AZURE, &NEWER);
    let params = json!({ "handle": handle, "side": "azure" });
    let older = desktop.rpc("sources.predecessor", params);
    desktop.import(&json!({ "handle": handle, "side": "azure", "replaces": older["id"] }));
    run();
    let found = desktop.rpc("plan.compare", json!({}));
    assert_eq!(found["same_population"], false);
    let azure = &found["sides"][0];
    let figures = ["both", "came", "left"].map(|figure| azure[figure].clone());
    assert_eq!(figures, [2, 1, 1].map(|count| json!(count)));
    let query = json!({ "side": "azure", "presence": "left", "offset": 0, "limit": 9 });
    let page = desktop.rpc("plan.compared", query);
    assert_eq!(page["total"], 1);
    let row = &page["rows"][0];
    assert_eq!(
        (&row["anchor"], &row["login"]),
        (&json!("3"), &json!("cy@a.example"))
    );
    // The intranet user whose Azure user left is new trouble.
    let query = json!({ "side": "legacy", "status": "new", "offset": 0, "limit": 9 });
    let page = desktop.rpc("plan.compared", query);
    let rows = page["rows"].as_array().unwrap();
    let left_alone = rows.iter().find(|row| row["login"] == "cy").unwrap();
    let outcomes = [&left_alone["outcome_before"], &left_alone["outcome_now"]];
    assert_eq!(outcomes, ["linked", "orphan"]);

    // The same after the workspace was closed and opened again.
    desktop.rpc("workspace.close", json!({}));
    let recent = desktop.folder.path().join("Acme.presync");
    let workspace = Workspace::open(&recent).unwrap();
    assert_eq!(workspace.prints().unwrap().len(), 2);
}

//! Holding a plan against what happened as the page does it: the plan of the workspace or of a package,
//! logs, a later export, and the rows behind each number.
#![expect(clippy::disallowed_methods, reason = "a workspace is a file")]
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod desk;

use std::fs;

use presync_app::{App, JobId, wire::Failure};
use serde_json::{Value, json};
use tempfile::TempDir;

use desk::Desk;

/// 9 o'clock on 23 November 2026, in seconds since 1970.
const BEGAN: i64 = 1_795_424_400;
const PEOPLE: usize = 6;

struct Window {
    folder: TempDir,
    app: App,
}

/// Six people, each of whom would get another job title.
fn export(title: &str) -> String {
    let head = "Username,Unique ID,First Name,Last Name,Email Address,Job Title\n";
    let rows = (0..PEOPLE)
        .map(|at| format!("u{at}@x.example,10{at},G{at},F{at},u{at}@x.example,{title}\n"));
    std::iter::once(head.to_owned()).chain(rows).collect()
}

impl Window {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(Box::new(Desk {
            folder: folder.path().to_owned(),
            began: BEGAN,
            step_seconds: 1,
            ..Desk::default()
        }));
        let window = Self { folder, app };
        window
            .rpc("workspace.create", json!({ "title": "Acme" }))
            .unwrap();
        let mut azure =
            "id,userPrincipalName,displayName,givenName,surname,mail,jobTitle\n".to_owned();
        for at in 0..PEOPLE {
            azure +=
                &format!("o{at},u{at}@x.example,G{at} F{at},G{at},F{at},u{at}@x.example,Baker\n");
        }
        let legacy = window.file("legacy.csv", &export("Cook"));
        let azure = window.file("azure.csv", &azure);
        let files = json!([
            { "handle": legacy, "side": "legacy", "replaces": null },
            { "handle": azure, "side": "azure", "replaces": null },
        ]);
        window
            .job("sources.import", json!({ "files": files }))
            .unwrap();
        window.job("plan.run", json!({})).unwrap();
        window
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        self.app.register_file(&path).unwrap().handle
    }

    fn rpc(&self, name: &str, params: Value) -> Result<Value, Failure> {
        self.app.rpc(name, params)
    }

    fn job(&self, name: &str, params: Value) -> Result<Value, Failure> {
        let quiet = Box::new(|_| {});
        self.app.run_job(&JobId::new(name), name, params, quiet)
    }

    /// Compares with these files; what is missing is none.
    fn verify(&self, files: &Value) -> Result<Value, Failure> {
        let folder = self.rpc("verify.choose_folder", json!({})).unwrap();
        let mut params = json!({
            "plan": null, "logs": [], "after": [], "before": [], "is_over": true, "folder": folder["handle"],
        });
        for (name, value) in files.as_object().unwrap() {
            params[name] = value.clone();
        }
        self.job("verify.run", params)
    }

    /// Names and verdicts of the rows behind a number.
    fn users(&self, query: &Value) -> Vec<(String, String)> {
        let mut params =
            json!({ "verdict": null, "code": null, "search": "", "offset": 0, "limit": 50 });
        for (name, value) in query.as_object().unwrap() {
            params[name] = value.clone();
        }
        let page = self.rpc("verify.users", params).unwrap();
        let rows = page["rows"].as_array().unwrap();
        rows.iter()
            .map(|row| (text(&row["name"]), text(&row["verdict"])))
            .collect()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn entry(at: usize, action: &str, status: &str, code: &str) -> Value {
    json!({
        "id": format!("e{at}"), "activityDateTime": format!("2026-11-24T09:0{at}:00Z"), "changeId": format!("c{at}"),
        "provisioningAction": action,
        "provisioningStatusInfo": { "status": status, "errorInformation": { "errorCode": code, "reason": "" } },
        "sourceIdentity": { "id": format!("o{at}"), "displayName": "", "identityType": "User", "details": { "UserPrincipalName": format!("u{at}@x.example") } },
        "targetIdentity": { "id": format!("t{at}"), "displayName": "", "identityType": "User" },
        "modifiedProperties": [],
    })
}

fn log() -> String {
    json!({ "value": [
        entry(0, "update", "success", ""),
        entry(1, "create", "success", ""),
        entry(2, "create", "failure", "EntryConflict"),
        entry(3, "update", "success", ""),
    ] })
    .to_string()
}

#[test]
fn every_number_of_a_verification_opens_exactly_its_rows() {
    let window = Window::new();
    let handle = window.file("logs.json", &log());
    let looked = window
        .rpc("verify.look", json!({ "handle": handle }))
        .unwrap();
    assert_eq!(looked["role"], "log", "{looked}");

    let info = window.verify(&json!({ "logs": [handle] })).unwrap();
    assert_eq!(info["is_kept"], false, "{info:#}");
    let counts = info["log"]["counts"].as_array().unwrap();
    for count in counts {
        let rows = window.users(&json!({ "verdict": count["verdict"] }));
        assert_eq!(
            rows.len() as u64,
            count["count"].as_u64().unwrap(),
            "{count}"
        );
        assert!(
            rows.iter()
                .all(|(_, verdict)| *verdict == text(&count["verdict"]))
        );
    }
    let found = window.users(&json!({}));
    let of = |verdict: &str| {
        let named = found.iter().filter(|(_, is)| is == verdict);
        named.map(|(name, _)| name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(of("different-action"), ["u1@x.example"]);
    assert_eq!(of("failed"), ["u2@x.example"]);
    assert_eq!(of("missing"), ["u4@x.example", "u5@x.example"]);
    assert_eq!(
        info["log"]["codes"],
        json!([{ "code": "EntryConflict", "count": 1 }])
    );
    assert_eq!(window.users(&json!({ "code": "EntryConflict" })).len(), 1);
    assert_eq!(window.users(&json!({ "search": "u4@" })).len(), 1);
    assert_eq!(window.users(&json!({ "offset": 4, "limit": 1 })).len(), 1);

    let names = |info: &Value| {
        let files = info["files"].as_array().unwrap().iter();
        files.map(|file| text(&file["name"])).collect::<Vec<_>>()
    };
    let folder = window.folder.path().join("verified");
    for name in names(&info) {
        assert!(folder.join(&name).is_file(), "{name}");
    }
    assert!(names(&info).contains(&"verification.html".to_owned()));
    assert_eq!(window.rpc("verify.last", json!({})).unwrap(), info);
    // Another engagement has another promise.
    window
        .rpc("workspace.create", json!({ "title": "Beta" }))
        .unwrap();
    assert_eq!(window.rpc("verify.last", json!({})).unwrap(), Value::Null);
}

#[test]
fn a_later_export_is_held_against_the_end_state() {
    let window = Window::new();
    let after = window.file(
        "after.csv",
        &export("Baker").replace(
            "u2@x.example,102,G2,F2,u2@x.example,Baker",
            "u2@x.example,102,G2,F2,u2@x.example,Cook",
        ),
    );
    let info = window.verify(&json!({ "after": [after] })).unwrap();
    let page = window
        .rpc("verify.accounts", json!({ "verdict": "unchanged", "code": null, "search": "u2@", "offset": 0, "limit": 50 }))
        .unwrap();
    let unchanged = info["after"]["counts"].as_array().unwrap();
    let unchanged = unchanged
        .iter()
        .find(|one| one["verdict"] == "unchanged")
        .unwrap();
    assert!(unchanged["count"].as_u64().unwrap() >= 1, "{info:#}");
    let titles: Vec<&Value> = page["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["value"]["target"] == "title")
        .collect();
    assert_eq!(titles.len(), 1, "{page:#}");
    assert_eq!(titles[0]["value"]["planned"], "Baker");
    assert_eq!(titles[0]["value"]["seen"], "Cook");
}

#[test]
fn the_plan_of_a_package_counts_where_it_is_given() {
    let window = Window::new();
    let out = window.rpc("report.choose_folder", json!({})).unwrap();
    window
        .job(
            "report.write",
            json!({ "folder": out["handle"], "faithful_csv": false }),
        )
        .unwrap();
    let path = window.folder.path().join("handover/plan.json");
    let plan = window.app.register_file(&path).unwrap().handle;
    let looked = window
        .rpc("verify.look", json!({ "handle": plan }))
        .unwrap();
    assert_eq!(looked["role"], "plan");
    window.rpc("workspace.close", json!({})).unwrap();
    let logs = window.file("logs.json", &log());
    let refused = window.verify(&json!({ "logs": [logs] })).unwrap_err();
    assert_eq!(refused.code, "no_workspace");
    let info = window
        .verify(&json!({ "plan": plan, "logs": [logs] }))
        .unwrap();
    assert_eq!(info["title"], "Acme");
    assert_eq!(window.users(&json!({ "verdict": "failed" })).len(), 1);
}

#[test]
fn nothing_to_compare_is_said_before_anything_is_written() {
    let window = Window::new();
    let refused = window.verify(&json!({})).unwrap_err();
    assert_eq!(refused.code, "nothing_to_verify");
    assert!(!window.folder.path().join("verified").exists());
}

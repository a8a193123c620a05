//! Editing the mapping as the page does it: saved, taken back, read in, planned with, held against others.
#![expect(clippy::disallowed_methods, reason = "a workspace is a file")]
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod desk;

use std::fs;

use presync_app::{App, JobId};
use serde_json::{Value, json};
use tempfile::TempDir;

use desk::Desk;

/// 9 o'clock on 23 November 2026, in seconds since 1970.
const BEGAN: i64 = 1_795_424_400;
const PEOPLE: usize = 20;

/// The window with an engagement in it: twenty people, one of whom has another job in Azure.
struct Window {
    folder: TempDir,
    app: App,
}

fn app(folder: &TempDir) -> App {
    App::new(Box::new(Desk {
        folder: folder.path().to_owned(),
        began: BEGAN,
        step_seconds: 1,
        ..Desk::default()
    }))
}

impl Window {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder);
        let window = Self { folder, app };
        window.rpc("workspace.create", json!({ "title": "Acme" }));
        window.import();
        window
    }

    fn planned() -> Self {
        let window = Self::new();
        window.job("plan.run", json!({}));
        window
    }

    fn reopened(self) -> Self {
        let Self {
            folder,
            app: closed,
        } = self;
        drop(closed);
        let app = app(&folder);
        let window = Self { folder, app };
        window.rpc("workspace.open", json!({}));
        window
    }

    fn import(&self) {
        let (mut legacy, mut azure) = (
            "Username,Unique ID,First Name,Last Name,Email Address,Job Title\n".to_owned(),
            "id,userPrincipalName,displayName,givenName,surname,mail,employeeId,jobTitle\n"
                .to_owned(),
        );
        for at in 0..PEOPLE {
            let (given, family) = (format!("G{at}"), format!("F{at}"));
            legacy += &format!("u{at}@x.example,10{at},{given},{family},u{at}@x.example,Cook\n");
            let title = if at == 3 { "Bäcker" } else { "Cook" };
            azure += &format!(
                "o{at},u{at}@x.example,{given} {family},{given},{family},u{at}@x.example,20{at},{title}\n"
            );
        }
        let files = [("legacy", legacy), ("azure", azure)].map(|(side, text)| {
            let path = self.folder.path().join(format!("{side}.csv"));
            fs::write(&path, text).unwrap();
            let handle = self.app.register_file(&path).unwrap().handle;
            json!({ "handle": handle, "side": side, "replaces": null })
        });
        self.job("sources.import", json!({ "files": files }));
    }

    fn rpc(&self, name: &str, params: Value) -> Value {
        self.app.rpc(name, params).unwrap()
    }

    fn job(&self, name: &str, params: Value) -> Value {
        let quiet = Box::new(|_| {});
        self.app
            .run_job(&JobId::new(name), name, params, quiet)
            .unwrap()
    }

    fn mapping(&self) -> Value {
        self.rpc("mapping.get", json!({}))
    }

    fn drafts(&self) -> Vec<Value> {
        let mapping = self.mapping();
        let rows = mapping["rows"].as_array().unwrap().iter();
        rows.map(|row| row["row"].clone()).collect()
    }

    /// The rows with the job title's changed.
    fn with_title(&self, kind: &str, source: &str) -> Vec<Value> {
        let mut drafts = self.drafts();
        let title = drafts
            .iter_mut()
            .find(|row| row["target"] == "title")
            .unwrap();
        title["kind"] = json!(kind);
        title["source"] = json!(source);
        drafts
    }

    fn save(&self, drafts: &[Value]) -> Value {
        self.rpc("mapping.set", json!({ "rows": drafts }))
    }

    fn is_stale(&self) -> bool {
        let info = self.rpc("workspace.info", json!({}));
        info["plan_is_stale"].as_bool().unwrap()
    }
}

fn row<'m>(mapping: &'m Value, target: &str) -> &'m Value {
    let mut rows = mapping["rows"].as_array().unwrap().iter();
    rows.find(|row| row["row"]["target"] == target).unwrap()
}

#[test]
fn there_is_no_mapping_before_a_plan() {
    let window = Window::new();
    assert_eq!(window.mapping(), Value::Null);
}

#[test]
fn the_recommended_mapping_is_shown_with_what_it_was_chosen_from() {
    let window = Window::planned();
    let mapping = window.mapping();
    assert_eq!(mapping["version"]["origin"], "recommended");
    assert_eq!(
        (
            &mapping["is_planned"],
            &mapping["edited"],
            &mapping["can_undo"]
        ),
        (&json!(true), &json!(0), &json!(false))
    );
    let title = row(&mapping, "title");
    assert_eq!(title["label"], "Job title");
    let candidates = title["recommended"]["candidates"].as_array().unwrap();
    let job = candidates.iter().find(|one| one["source"] == "jobTitle");
    assert_eq!(job.unwrap()["equal"], PEOPLE - 1);
    assert_eq!(row(&mapping, "userName")["required"], true);
}

#[test]
fn saving_makes_the_plan_stale_and_the_next_plan_uses_it() {
    let window = Window::planned();
    let saved = window.save(&window.with_title("constant", "Cook"));
    assert_eq!(saved["version"], 1, "{saved:#}");
    assert!(window.is_stale());
    let mapping = window.mapping();
    assert_eq!(
        (
            &mapping["is_planned"],
            &mapping["edited"],
            &mapping["can_undo"]
        ),
        (&json!(false), &json!(1), &json!(true))
    );
    let title = row(&mapping, "title");
    assert_eq!(title["is_recommended"], false);
    assert_eq!(title["recommended"]["row"]["source"], "jobTitle");
    assert_eq!(title["changes"], Value::Null);

    window.job("plan.run", json!({}));
    assert!(!window.is_stale());
    let summary = window.rpc("plan.summary", json!({}));
    let rows = summary["mapping"].as_array().unwrap().iter();
    let title = rows.clone().find(|row| row["target"] == "title").unwrap();
    assert_eq!(
        (&title["source"], &title["changes"]),
        (&json!("Cook"), &json!(0))
    );
    assert_eq!(
        title["reason"],
        "Changed by hand; recommended was direct:jobTitle."
    );
    assert_eq!(window.mapping()["is_planned"], true);
}

#[test]
fn every_step_is_taken_back_and_done_again_across_a_restart() {
    let window = Window::planned();
    let recommended = window.drafts();
    window.save(&window.with_title("constant", "Cook"));
    let first = window.drafts();
    window.save(&window.with_title("constant", "Chef"));
    let window = window.reopened();
    assert_eq!(window.rpc("mapping.undo", json!({}))["number"], 1);
    assert_eq!(window.drafts(), first);
    assert_eq!(window.rpc("mapping.undo", json!({}))["number"], 0);
    assert!(
        !window.is_stale(),
        "the plan was made with what is recommended"
    );
    assert_eq!(window.drafts(), recommended);
    assert_eq!(window.rpc("mapping.undo", json!({})), Value::Null);
    assert_eq!(window.rpc("mapping.redo", json!({}))["number"], 1);
    assert_eq!(window.drafts(), first);
    assert!(window.is_stale());
    let heads = window.rpc("mapping.versions", json!({}));
    let heads = heads.as_array().unwrap().iter();
    let numbers: Vec<&Value> = heads.map(|head| &head["number"]).collect();
    assert_eq!(numbers, [&json!(2), &json!(1), &json!(0)]);
}

#[test]
fn a_reset_takes_what_is_recommended_and_can_be_taken_back() {
    let window = Window::planned();
    window.save(&window.with_title("constant", "Cook"));
    window.job("plan.run", json!({}));
    assert_eq!(window.mapping()["knows_recommendation"], false);
    window.job("mapping.prepare", json!({}));
    assert_eq!(window.mapping()["edited"], 1);
    window.rpc("mapping.reset", json!({}));
    let mapping = window.mapping();
    assert_eq!(mapping["version"]["number"], 0);
    assert_eq!(row(&mapping, "title")["row"]["source"], "jobTitle");
    assert!(window.is_stale());
    window.rpc("mapping.undo", json!({}));
    assert_eq!(row(&window.mapping(), "title")["row"]["source"], "Cook");
    assert!(!window.is_stale());
}

#[test]
fn what_cannot_be_meant_is_not_saved_and_says_where() {
    let window = Window::planned();
    let check = |drafts: &[Value], code: &str, replacement: Option<&str>| {
        let told = window.save(drafts);
        assert_eq!(told["version"], Value::Null, "{code}");
        let all = told["remarks"]["rows"].as_array().unwrap();
        let said = all.iter().flat_map(|row| row.as_array().unwrap());
        let whole = told["remarks"]["whole"].as_array().unwrap();
        let remark = said.chain(whole).find(|one| one["code"] == code);
        assert_eq!(
            remark.unwrap()["replacement"].as_str(),
            replacement,
            "{code}"
        );
    };
    check(
        &window.with_title("direct", "jobTitel"),
        "unknown-source",
        Some("jobTitle"),
    );
    check(
        &window.with_title("expression", "Jion([mail])"),
        "unknown-function",
        Some("Join"),
    );
    let mut twice = window.drafts();
    twice.push(twice[1].clone());
    check(&twice, "duplicate-target", None);
    let mut same = window.drafts();
    same.iter_mut()
        .filter(|row| !row["precedence"].is_null())
        .for_each(|row| row["precedence"] = json!(1));
    check(&same, "same-precedence", None);
    let mut none = window.drafts();
    none.iter_mut()
        .for_each(|row| row["precedence"] = Value::Null);
    check(&none, "no-match-key", None);
    assert!(!window.is_stale());
}

#[test]
fn effects_are_held_against_the_mapping_in_force() {
    let window = Window::planned();
    let fixed = window.with_title("constant", "Cook");
    let at = fixed
        .iter()
        .position(|row| row["target"] == "title")
        .unwrap();
    let overwritten = |preview: &Value| {
        let kinds = preview["kinds"].as_array().unwrap().iter();
        let one = kinds.clone().find(|kind| kind["kind"] == "overwrite");
        one.map_or((0, 0), |one| {
            (
                one["before"].as_u64().unwrap(),
                one["now"].as_u64().unwrap(),
            )
        })
    };
    let preview = window.job("mapping.preview", json!({ "rows": fixed }));
    assert_eq!(preview["changes_before"][at], 1);
    assert_eq!(preview["changes"][at], 0);
    let (before, now) = overwritten(&preview);
    assert_eq!(before, now + 1);

    window.save(&fixed);
    let same = window.job("mapping.preview", json!({ "rows": fixed }));
    assert_eq!(same["changes_before"][at], 0);
    assert_eq!(overwritten(&same), (now, now));
    window.rpc("mapping.undo", json!({}));
    let again = window.job("mapping.preview", json!({ "rows": fixed }));
    assert_eq!(again, preview);
}

#[test]
fn a_row_is_looked_at_while_it_is_edited() {
    let window = Window::planned();
    let drafts = window.drafts();
    let at = drafts
        .iter()
        .position(|row| row["target"] == "title")
        .unwrap();
    let figures = window.job("mapping.figures", json!({ "rows": drafts }));
    let title = &figures[at];
    assert_eq!(
        (&title["users"], &title["both"], &title["equal"]),
        (&json!(PEOPLE), &json!(PEOPLE), &json!(PEOPLE - 1))
    );
    assert_eq!(title["sample"]["would_be"], "Bäcker");

    let tried = window.with_title("expression", "ToUpper([jobTitle], )");
    let trial = window.job("mapping.try", json!({ "row": tried[at] }));
    assert_eq!(
        trial["figures"]["equal"],
        PEOPLE - 1,
        "letter case is no difference"
    );
    assert_eq!(trial["check"]["coverage"]["distinct"], 2);
    let telling = trial["telling"].as_array().unwrap();
    let words: Vec<&str> = telling
        .iter()
        .map(|one| one["telling"].as_str().unwrap())
        .collect();
    assert_eq!(words, ["longest", "non_ascii", "frequent"]);
    assert_eq!(telling[1]["person"]["login"], "u3@x.example");
    assert_eq!(telling[1]["values"]["would_be"], "BÄCKER");

    let vocabulary = window.rpc("mapping.vocabulary", json!({}));
    let sources = vocabulary["sources"].as_array().unwrap();
    let job = sources
        .iter()
        .find(|one| one["name"] == "jobTitle")
        .unwrap();
    assert_eq!(job["filled"], PEOPLE);
}

#[test]
fn two_mappings_are_compared_by_what_they_would_do() {
    let window = Window::planned();
    // Nobody is found by a key that the accounts do not hold.
    let mut lost = window.drafts();
    for row in &mut lost {
        row["precedence"] = match row["target"].as_str().unwrap() {
            "externalId" => json!(1),
            _ => Value::Null,
        };
        if row["target"] == "externalId" {
            row["kind"] = json!("direct");
            row["source"] = json!("employeeId");
        }
    }
    assert_eq!(window.save(&lost)["version"], 1);
    let compared = window.job("mapping.compare", json!({ "before": 0, "now": 1 }));
    assert_eq!(compared["same_population"], true);
    let moves = compared["moves"].as_array().unwrap().iter();
    let told = moves
        .clone()
        .find(|one| one["side"] == "azure" && one["from"] == "linked");
    assert_eq!(told.unwrap()["to"], "duplicate");
    assert_eq!(told.unwrap()["count"], PEOPLE);
    // A second account lacks what the export has no column for: it is refused.
    let effects = compared["effects"].as_array().unwrap().iter();
    let refused = effects
        .clone()
        .find(|one| one["from"] == "link" && one["to"] != "link");
    assert_eq!(refused.unwrap()["count"], PEOPLE, "{effects:?}");
    let rows = compared["mapping"].as_array().unwrap().iter();
    assert!(
        rows.clone()
            .any(|row| row["target"] == "externalId" && row["what"] == "changed")
    );

    let page = window.rpc(
        "mapping.compared",
        json!({ "side": "azure", "from": "linked", "to": "duplicate", "offset": 18, "limit": 5 }),
    );
    assert_eq!(page["total"], PEOPLE);
    assert_eq!(page["rows"].as_array().unwrap().len(), 2);
}

#[test]
fn a_mapping_is_read_from_a_schema_and_is_a_version_like_any_other() {
    let window = Window::planned();
    let schema = json!({ "synchronizationRules": [{ "objectMappings": [{
        "enabled": true,
        "sourceObjectName": "User",
        "targetObjectName": "urn:ietf:params:scim:schemas:core:2.0:User",
        "flowTypes": "Add, Update, Delete",
        "attributeMappings": [
            { "targetAttributeName": "userName", "matchingPriority": 1, "flowType": "Always",
              "source": { "expression": "[userPrincipalName]", "name": "userPrincipalName", "type": "Attribute", "parameters": [] } },
            { "targetAttributeName": "title", "matchingPriority": 0, "flowType": "ObjectAddOnly",
              "source": { "expression": "[jobTitle]", "name": "jobTitle", "type": "Attribute", "parameters": [] } }
        ]
    }] }] });
    let path = window.folder.path().join("own.json");
    fs::write(&path, schema.to_string()).unwrap();
    let handle = window.app.register_file(&path).unwrap().handle;
    let read = window.rpc("mapping.import", json!({ "handle": handle }));
    assert_eq!((&read["version"], &read["rows"]), (&json!(1), &json!(2)));
    let mapping = window.mapping();
    assert_eq!(
        (&mapping["version"]["origin"], &mapping["version"]["name"]),
        (&json!("given"), &json!("own.json"))
    );
    assert_eq!(row(&mapping, "title")["row"]["apply"], "on_create");
    let left_out = mapping["left_out"].as_array().unwrap();
    assert!(left_out.iter().any(|row| row["row"]["target"] == "active"));
    assert!(window.is_stale());

    fs::write(&path, "{}").unwrap();
    let params = json!({ "handle": handle });
    let refused = window.app.rpc("mapping.import", params).unwrap_err();
    assert_eq!(refused.code, "schema_unreadable");
}

//! Asking why as the page does it: cards of both sides, across a restart, and what an edited mapping would do.
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

/// The window with an engagement in it: twenty people, one of whom moved to another domain and one to
/// another job.
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
        window.job("plan.run", json!({}));
        window
    }

    fn import(&self) {
        let (mut legacy, mut azure) = (
            "Username,Unique ID,First Name,Last Name,Email Address,Job Title\n".to_owned(),
            "id,userPrincipalName,displayName,givenName,surname,mail,employeeId,jobTitle\n"
                .to_owned(),
        );
        for at in 0..PEOPLE {
            let domain = if at == 7 { "new.example" } else { "x.example" };
            let (given, family) = (format!("G{at}"), format!("F{at}"));
            legacy += &format!("u{at}@x.example,10{at},{given},{family},u{at}@x.example,Cook\n");
            let title = if at == 3 { "Baker" } else { "Cook" };
            azure += &format!(
                "o{at},u{at}@{domain},{given} {family},{given},{family},u{at}@{domain},20{at},{title}\n"
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

    fn card(&self, side: &str, position: usize) -> Value {
        self.rpc(
            "plan.explain",
            json!({ "side": side, "position": position }),
        )
    }

    /// The mapping's rows as the page would send them back.
    fn drafts(&self) -> Vec<Value> {
        let summary = self.rpc("plan.summary", json!({}));
        let rows = summary["mapping"].as_array().unwrap().iter();
        let fields = ["target", "kind", "source", "default", "apply", "precedence"];
        rows.map(|row| fields.map(|name| (name.to_owned(), row[name].clone())))
            .map(|row| Value::Object(row.into_iter().collect()))
            .collect()
    }
}

#[test]
fn a_card_tells_the_steps_in_order() {
    let window = Window::new();
    let card = window.card("azure", 3);
    assert_eq!(card["outcome"], "linked", "{card:#}");
    let steps = &card["steps"];
    assert_eq!(steps["assignment"], "Every user of the tenant is in scope.");
    let attempt = &steps["attempts"][0];
    assert!(
        attempt["query"]
            .as_str()
            .unwrap()
            .starts_with("GET /Users?filter=")
    );
    assert_eq!(steps["assumptions"][0]["name"], "scope-all");
    let written = steps["written"].as_array().unwrap();
    let title = written.iter().find(|one| one["target"] == "title").unwrap();
    assert_eq!(
        (&title["now"], &title["would_be"]),
        (&json!("Cook"), &json!("Baker"))
    );
    assert_eq!(title["reads"], json!([["jobTitle", "Baker"]]));
    let methods = |name: &str| -> Vec<Value> {
        let requests = steps[name].as_array().unwrap().iter();
        requests.map(|one| one["method"].clone()).collect()
    };
    assert_eq!(methods("requests"), methods("requests_with_flag"));
    assert_eq!(methods("requests").last(), Some(&json!("PATCH")));
}

#[test]
fn a_card_is_the_same_after_a_restart() {
    let window = Window::new();
    let cards = |window: &Window| {
        ["azure", "legacy"].map(|side| {
            (0..PEOPLE)
                .map(|at| window.card(side, at))
                .collect::<Vec<_>>()
        })
    };
    let before = cards(&window);
    let moved = &before[1][7];
    assert_eq!(moved["steps"], before[0][7]["steps"]);
    let Window {
        folder,
        app: closed,
    } = window;
    drop(closed);
    let app = app(&folder);
    let window = Window { folder, app };
    window.rpc("workspace.open", json!({}));
    window.job("plan.prepare", json!({}));
    assert_eq!(cards(&window), before);
    let refused = window.app.rpc(
        "plan.explain",
        json!({ "side": "azure", "position": PEOPLE }),
    );
    assert_eq!(refused.unwrap_err().code, "unknown_person");
}

#[test]
fn a_second_cycle_has_nothing_left_to_do() {
    let window = Window::new();
    let second = window.job("plan.second_cycle", json!({}));
    assert_eq!(second, json!({ "rows": [] }));
}

#[test]
fn an_edited_mapping_shows_who_moves() {
    let window = Window::new();
    let drafts = window.drafts();
    let same = window.job("mapping.preview", json!({ "rows": drafts }));
    assert_eq!(same["moves"], json!([]));
    let summary = window.rpc("plan.summary", json!({}));
    assert_eq!(same["line"], summary["line"]);
    assert_eq!(same["outcomes"].as_array().unwrap().len(), 16);

    // Without its match keys everybody is a person without a value to look up.
    let mut keyless = drafts.clone();
    keyless
        .iter_mut()
        .for_each(|row| row["precedence"] = Value::Null);
    let lost = window.job("mapping.preview", json!({ "rows": keyless }));
    let first = &lost["moves"][0];
    assert_eq!(
        (&first["to"], &first["from"]),
        (&json!("skipped"), &json!("linked"))
    );
    assert_eq!(first["examples"].as_array().unwrap().len(), 3);

    // And back: as if nothing had been tried.
    let back = window.job("mapping.preview", json!({ "rows": drafts }));
    assert_eq!(back, same);

    let at = drafts
        .iter()
        .position(|row| row["target"] == "title")
        .unwrap();
    let mut fixed = drafts.clone();
    fixed[at]["kind"] = json!("constant");
    fixed[at]["source"] = json!("Cook");
    let kept = window.job("mapping.preview", json!({ "rows": fixed }));
    let (before, after) = (&same["changes"][at], &kept["changes"][at]);
    assert_ne!(before, &json!(0));
    assert_eq!(after, &json!(0));

    let mut broken = drafts;
    broken[at]["kind"] = json!("guess");
    let quiet = Box::new(|_| {});
    let params = json!({ "rows": broken });
    let refused = window
        .app
        .run_job(&JobId::new("1"), "mapping.preview", params, quiet);
    assert_eq!(refused.unwrap_err().code, "bad_mapping");
}

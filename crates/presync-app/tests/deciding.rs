//! Deciding who is who as the page does it: the queue, why, deciding, taking back, across restarts.
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

/// The window with an engagement in it: twenty people, a recycled ID, and two of one name.
struct Window {
    folder: TempDir,
    app: App,
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
        window.rpc("workspace.create", json!({ "title": "Acme" }));
        window.import();
        window.job("plan.run", json!({}));
        window
    }

    fn import(&self) {
        let (mut legacy, mut azure) = (
            "Username,User ID,First Name,Last Name,Email Address,Department\n".to_owned(),
            "id,userPrincipalName,displayName,givenName,surname,mail,employeeId,department\n"
                .to_owned(),
        );
        for at in 0..20 {
            let [given, family] = name(at);
            legacy += &format!("u{at},10{at},{given},{family},u{at}@x.example,IT\n");
            let (login, [given, family]) = match at {
                7 => ("zq".to_owned(), ["Zora".to_owned(), "Quill".to_owned()]),
                _ => (format!("u{at}"), [given, family]),
            };
            azure += &format!(
                "o{at},{login}@y.example,{given} {family},{given},{family},{login}@y.example,10{at},IT\n"
            );
        }
        legacy += "kernel,,Oda,Kern,,\n";
        azure += "o20,ok1@y.example,Oda Kern,Oda,Kern,,,\no21,ok2@y.example,Oda Kern,Oda,Kern,,,\n";
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

    fn refusal(&self, name: &str, params: Value) -> String {
        self.app.rpc(name, params).unwrap_err().code
    }

    fn job(&self, name: &str, params: Value) -> Value {
        let quiet = Box::new(|_| {});
        self.app
            .run_job(&JobId::new(name), name, params, quiet)
            .unwrap()
    }

    fn reopen(&self) {
        self.rpc("workspace.close", json!({}));
        self.rpc("workspace.open", json!({}));
    }

    fn queue(&self, filters: &Value) -> Value {
        self.rpc("match.review", json!({ "search": "", "filters": filters }))
    }

    fn rows(&self, queue: &Value) -> Vec<Value> {
        let page = json!({ "result": queue["result"], "offset": 0, "limit": 500 });
        self.rpc("match.review_page", page)["rows"]
            .as_array()
            .unwrap()
            .clone()
    }

    /// The waiting pair of an Azure user.
    fn waiting(&self, azure: &str) -> (Value, Value) {
        let queue = self.queue(&json!([]));
        let rows = self.rows(&queue);
        let row = rows.iter().find(|row| row["azure"]["id"] == azure);
        (
            queue["plan"].clone(),
            row.unwrap_or_else(|| panic!("{azure} does not wait"))
                .clone(),
        )
    }

    fn decide(&self, verdict: &str, row: &Value, plan: &Value) -> Value {
        self.rpc("match.decide", decide(verdict, row, plan))
    }

    fn decided(&self, azure: &str) -> String {
        self.waiting(azure).1["decision"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}

fn pair(row: &Value) -> Value {
    json!({ "legacy": row["legacy"]["position"], "azure": row["azure"]["position"] })
}

fn decide(verdict: &str, row: &Value, plan: &Value) -> Value {
    json!({
        "plan": plan, "verdict": verdict, "pairs": [pair(row)], "reason": "Asked.", "by": "Kim",
    })
}

fn name(at: usize) -> [String; 2] {
    const SYLLABLES: [&str; 5] = ["ba", "ke", "lo", "mi", "tu"];
    let part = |at: usize| SYLLABLES[at % 5];
    let family = format!("{}{}{}", part(at), part(at / 5), part(at / 2 + 3));
    [format!("{}ra", part(at + 2)), format!("W{family}")]
}

#[test]
fn the_queue_has_sections_and_says_why() {
    let window = Window::new();
    let queue = window.queue(&json!([]));
    let sections: Vec<String> = queue["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| {
            format!(
                "{} {}/{}",
                section["section"], section["open"], section["total"]
            )
        })
        .collect();
    assert_eq!(
        sections,
        ["\"key_contradicts_name\" 1/1", "\"same_name_twice\" 2/2"],
    );
    let one = json!([{ "column": "section", "values": ["key_contradicts_name"] }]);
    let filtered = window.queue(&one);
    assert_eq!(
        (filtered["total"].clone(), filtered["sections"].clone()),
        (json!(1), queue["sections"].clone())
    );
    let (plan, row) = window.waiting("o7");
    let why = window.rpc("match.explain", json!({ "plan": plan, "pair": pair(&row) }));
    assert_eq!(why["objections"][0]["code"], "key_contradicted");
    let bars = why["bars"].as_array().unwrap();
    let sum: f64 = bars.iter().map(|bar| bar["weight"].as_f64().unwrap()).sum();
    assert!((sum - why["log_odds"].as_f64().unwrap()).abs() < 1e-3);
    assert!((bars.last().unwrap()["sum"].as_f64().unwrap() - sum).abs() < 1e-6);
    assert!((why["probability"].as_f64().unwrap() - row["score"].as_f64().unwrap()).abs() < 1e-3);
    // The same from a workspace that was just opened, which computes nothing of the plan again.
    window.reopen();
    window.job("match.prepare", json!({}));
    let again = window.rpc("match.explain", json!({ "plan": plan, "pair": pair(&row) }));
    assert_eq!(again, why);
    let wanted =
        json!({ "plan": plan, "side": "azure", "position": row["azure"]["position"], "limit": 3 });
    let near = window.rpc("match.candidates", wanted);
    assert_eq!(near["candidates"][0]["person"]["login"], "u7");
    assert_eq!(
        window.refusal("match.explain", json!({ "plan": 99, "pair": pair(&row) })),
        "stale"
    );
}

#[test]
fn pairs_above_a_threshold_are_those_the_histogram_counts() {
    let window = Window::new();
    let bins = window.rpc("match.scores", json!({}))["bins"].clone();
    let bins = bins.as_array().unwrap();
    let of = |bin: &Value, kind: &str| bin[kind].as_u64().unwrap();
    assert_eq!(bins.len(), 50);
    let linked: u64 = bins.iter().map(|bin| of(bin, "linked")).sum();
    let funnel = window.rpc("plan.summary", json!({}))["funnel"].clone();
    assert_eq!(linked, funnel["linked"]);
    let waiting = window.queue(&json!([]))["total"].as_u64().unwrap();
    assert!(waiting > 0);
    for at in 0..50 {
        let above: u64 = bins[at..].iter().map(|bin| of(bin, "review")).sum();
        let least = f64::from(u32::try_from(at).unwrap()) / 50.0;
        let query = json!({ "search": "", "filters": [], "score_min": least });
        assert_eq!(window.rpc("match.review", query)["total"], above, "{least}");
    }
}

#[test]
fn a_decision_is_followed_undone_and_done_again_across_restarts() {
    let window = Window::new();
    let (plan, row) = window.waiting("o7");
    let preview = window.rpc("match.preview_decisions", decide("deny", &row, &plan));
    assert_eq!(
        (preview["decisions"].clone(), preview["people"].clone()),
        (json!(1), json!(1))
    );
    assert_eq!(preview["samples"][0]["azure"]["id"], "o7");
    window.decide("deny", &row, &plan);
    assert_eq!(window.decided("o7"), "deny");
    assert_eq!(
        window.rpc("workspace.info", json!({}))["plan_is_stale"],
        true
    );
    window.reopen();
    let by = json!({ "by": "Lee", "reason": "" });
    assert_eq!(window.rpc("match.undo", by.clone())["decisions"], 1);
    assert_eq!(window.decided("o7"), "");
    assert_eq!(window.rpc("match.undo", by.clone()), json!(null));
    window.reopen();
    assert_eq!(window.rpc("match.redo", by.clone())["decisions"], 1);
    assert_eq!(window.decided("o7"), "deny");
    let history = window.rpc("match.history", json!({ "limit": 2 }));
    let told = |step: &Value| format!("{} {} {}", step["step"], step["by"], step["in_force"]);
    let steps: Vec<String> = history["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(told)
        .collect();
    assert_eq!(steps, ["\"redone\" \"Lee\" 1", "\"undone\" \"Lee\" 1"]);
    assert_eq!(
        (history["total"].clone(), history["undo"].clone()),
        (json!(3), json!(1))
    );
    let older = window.rpc("match.history", json!({ "limit": 2, "before": 2 }));
    assert_eq!(told(&older["steps"][0]), "\"decided\" \"Kim\" 1");
    window.job("plan.run", json!({}));
    let sections = window.queue(&json!([]))["sections"].clone();
    assert_eq!(sections.as_array().unwrap().len(), 1, "{sections}");
}

#[test]
fn contradictions_are_refused_and_many_are_decided_only_as_shown() {
    let window = Window::new();
    let section = json!([{ "column": "section", "values": ["same_name_twice"] }]);
    let queue = window.queue(&section);
    let all = |verdict: &str, expected: Value| {
        json!({
            "plan": queue["plan"], "verdict": verdict, "pairs": [], "queue": queue["result"],
            "expected": expected, "reason": "", "by": "Kim",
        })
    };
    let preview = window.rpc("match.preview_decisions", all("confirm", json!(null)));
    assert_eq!(preview["contradictions"][0]["code"], "legacy_twice");
    assert_eq!(preview["samples"].as_array().unwrap().len(), 2);
    assert_eq!(
        window.refusal("match.decide", all("confirm", json!(2))),
        "decisions_contradict"
    );
    assert_eq!(
        window.refusal("match.decide", all("deny", json!(3))),
        "bulk_changed"
    );
    assert_eq!(
        window.refusal("match.decide", all("deny", json!(null))),
        "bulk_changed"
    );
    let (plan, first) = window.waiting("o20");
    let (_, second) = window.waiting("o21");
    let nobody = json!({ "by": " ", "plan": plan, "verdict": "deny", "pairs": [pair(&first)], "reason": "" });
    assert_eq!(window.refusal("match.decide", nobody), "by_missing");
    window.decide("confirm", &first, &plan);
    assert_eq!(
        window.refusal("match.decide", decide("confirm", &second, &plan)),
        "decisions_contradict"
    );
    let mut other = decide("other", &first, &plan);
    other["instead"] = pair(&second);
    assert_eq!(window.rpc("match.decide", other)["decisions"], 2);
    assert_eq!(
        [window.decided("o20"), window.decided("o21")],
        ["deny", "confirm"].map(str::to_owned)
    );
    window.rpc("match.undo", json!({ "by": "Kim", "reason": "" }));
    assert_eq!(
        [window.decided("o20"), window.decided("o21")],
        ["confirm", "other"].map(str::to_owned)
    );
    assert_eq!(
        window.rpc("match.decide", all("deny", json!(2)))["decisions"],
        2
    );
    window.job("plan.run", json!({}));
    assert_eq!(window.queue(&section)["total"], 0);
}

#[test]
fn labels_of_a_sample_tell_how_good_the_links_are() {
    let window = Window::new();
    let drawn = window.rpc("match.sample", json!({ "seed": 7, "each": 3 }));
    assert_eq!(
        drawn,
        window.rpc("match.sample", json!({ "seed": 7, "each": 3 }))
    );
    let rows = drawn["rows"].as_array().unwrap().clone();
    let certain: Vec<&Value> = rows
        .iter()
        .filter(|row| row["status"] == "certain")
        .collect();
    assert_eq!(certain.len(), 3);
    for row in &rows {
        let verdict = if row["status"] == "review" {
            "deny"
        } else {
            "confirm"
        };
        let mut made = decide(verdict, row, &drawn["plan"]);
        made["seed"] = json!(7);
        window.rpc("match.decide", made);
    }
    let quality = window.rpc("match.quality", json!({}));
    assert_eq!(quality["sampled"]["labels"], rows.len());
    let precision = &quality["sampled"]["precision"];
    assert_eq!(precision["share"], 1.0, "{quality}");
    assert!(precision["low"].as_f64().unwrap() < 1.0);
    // The plan made with these decisions shows the same.
    window.job("plan.run", json!({}));
    assert_eq!(window.rpc("match.quality", json!({})), quality);
}

#[test]
fn a_workbook_goes_out_and_comes_back() {
    let window = Window::new();
    let folder = window.rpc("report.choose_folder", json!({}));
    let params = json!({ "folder": folder["handle"], "all_links": false });
    let first = window.job("match.write_review", params.clone());
    assert_eq!(
        (first["name"].clone(), first["count"].clone()),
        (json!("match-review.xlsx"), json!(3))
    );
    assert_eq!(
        window.job("match.write_review", params)["name"],
        "match-review-2.xlsx"
    );
    let path = window.folder.path().join("handover/match-review.xlsx");
    let handle = window.app.register_file(&path).unwrap().handle;
    let read = window.job(
        "match.read_decisions",
        json!({ "handle": handle, "by": "HR" }),
    );
    assert_eq!(
        (
            read["open"].clone(),
            read["taken"].clone(),
            read["unusable"].clone()
        ),
        (json!(3), json!(0), json!(0))
    );
    // A decided plan shows its decisions in a workbook of all links; back again they are nothing new.
    let (plan, row) = window.waiting("o7");
    window.decide("confirm", &row, &plan);
    window.job("plan.run", json!({}));
    let all = json!({ "folder": folder["handle"], "all_links": true });
    let third = window.job("match.write_review", all);
    let path = window
        .folder
        .path()
        .join("handover")
        .join(third["name"].as_str().unwrap());
    let handle = window.app.register_file(&path).unwrap().handle;
    let read = window.job(
        "match.read_decisions",
        json!({ "handle": handle, "by": "HR" }),
    );
    assert_eq!(
        (read["unchanged"].clone(), read["taken"].clone()),
        (json!(1), json!(0)),
        "{read}"
    );
}

#[test]
fn a_decision_whose_data_changed_waits_again() {
    let window = Window::new();
    let plan = window.queue(&json!([]))["plan"].clone();
    let pair = json!({ "legacy": { "position": 3 }, "azure": { "position": 3 } });
    window.decide("confirm", &pair, &plan);
    window.job("plan.run", json!({}));
    let path = window.folder.path().join("azure.csv");
    let text = fs::read_to_string(&path).unwrap();
    let line = text.lines().nth(4).unwrap();
    let newer = window.folder.path().join("newer.csv");
    fs::write(&newer, text.replace(line, &line.replace(",IT", ",Law"))).unwrap();
    let sources = window.rpc("sources.list", json!({}));
    let old = sources
        .as_array()
        .unwrap()
        .iter()
        .find(|source| source["side"] == "azure");
    let handle = window.app.register_file(&newer).unwrap().handle;
    let file = json!({ "handle": handle, "side": "azure", "replaces": old.unwrap()["id"] });
    window.job("sources.import", json!({ "files": [file] }));
    window.job("plan.run", json!({}));
    let queue = window.queue(&json!([]));
    assert_eq!(queue["sections"][0]["section"], "decision_in_doubt");
    assert_eq!(queue["sections"][0]["open"], 1);
    let row = window.rows(&queue)[0].clone();
    assert_eq!(
        (row["azure"]["id"].clone(), row["status"].clone()),
        (json!("o3"), json!("confirmed"))
    );
    window.decide("confirm", &row, &queue["plan"]);
    assert_eq!(window.queue(&json!([]))["sections"][0]["open"], 0);
    window.job("plan.run", json!({}));
    assert_ne!(
        window.queue(&json!([]))["sections"][0]["section"],
        "decision_in_doubt"
    );
}

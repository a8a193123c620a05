//! The window and every file of the sample's package say the same numbers.
#![expect(clippy::disallowed_methods, reason = "a package is files")]
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod desk;
#[path = "../../presync-report/tests/figures/mod.rs"]
mod figures;

use presync_app::{App, JobId};
use serde_json::{Value, json};

use desk::Desk;

#[test]
fn the_window_and_every_file_say_the_same_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::new(Box::new(Desk {
        folder: folder.path().to_owned(),
        began: 1_795_424_400,
        ..Desk::default()
    }));
    let job = |name: &str, params: Value| {
        app.run_job(&JobId::new(name), name, params, Box::new(|_| {}))
            .unwrap()
    };
    job("sample.open", json!({}));
    let run = job("plan.run", json!({}));
    let settings = json!({ "customer": "Harbour & Vale", "colour": "#7d0b4f", "language": "en" });
    assert_eq!(app.rpc("report.set_settings", settings).unwrap(), json!([]));
    let chosen = app.rpc("report.choose_folder", json!({})).unwrap();
    let params = json!({ "folder": chosen["handle"], "faithful_csv": false });
    job("report.write", params);
    let summary = app.rpc("plan.summary", json!({})).unwrap();
    assert_eq!(summary, run);
    let written = folder.path().join("handover");
    let mut said = figures::of_package(&written);
    said.insert("the window", of_screen(&summary));
    figures::assert_equal(&said);
    let page = std::fs::read_to_string(written.join("report.html")).unwrap();
    assert!(page.contains("Harbour &#38; Vale") && page.contains("--accent: #7d0b4f"));
}

/// What the window's summary says.
fn of_screen(summary: &Value) -> figures::Figures {
    let mut figures = figures::of_line(summary["line"].as_str().expect("a line"));
    let count = |value: &Value| value["count"].as_u64().expect("a count");
    for one in summary["outcomes"].as_array().expect("outcomes") {
        let (side, word) = (one["side"].as_str(), one["outcome"].as_str());
        let about = format!("{}.{}", side.expect("a side"), word.expect("a word"));
        figures.insert(about, count(one));
    }
    for one in summary["changes"].as_array().expect("changes") {
        let kind = one["kind"].as_str().expect("a kind");
        *figures.entry(format!("change.{kind}")).or_default() += count(one);
    }
    for one in summary["findings"].as_array().expect("findings") {
        let code = one["code"].as_str().expect("a code");
        figures.insert(format!("finding.{code}"), count(one));
    }
    figures
}

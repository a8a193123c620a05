//! The sample engagement by both ways in: the window's commands and the command line's pipeline.
#![expect(clippy::disallowed_methods, reason = "a package is files")]
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod desk;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use presync_app::{
    App, JobContext, JobId, Side,
    pipeline::{
        Branding, Companions, Contents, CsvProfile, Existing, ImportRequest, PackageRequest,
        WaveSizes, make_plan, replace_sources, sample, write_package,
    },
    workspace::open_or_make,
};
use serde_json::{Value, json};

use desk::Desk;

/// 9 o'clock on 23 November 2026, in seconds since 1970.
const BEGAN: i64 = 1_795_424_400;

fn job(app: &App, name: &str, params: Value) -> Value {
    let quiet = Box::new(|_| {});
    app.run_job(&JobId::new(name), name, params, quiet).unwrap()
}

fn rpc(app: &App, name: &str, params: Value) -> Value {
    app.rpc(name, params).unwrap()
}

/// The package as the window writes it.
fn by_window(folder: &Path) -> PathBuf {
    let app = App::new(Box::new(Desk {
        folder: folder.to_owned(),
        began: BEGAN,
        ..Desk::default()
    }));
    job(&app, "sample.open", json!({}));
    job(&app, "plan.run", json!({}));
    let chosen = rpc(&app, "report.choose_folder", json!({}));
    let params = json!({ "folder": chosen["handle"], "faithful_csv": false });
    job(&app, "report.write", params);
    folder.join("handover")
}

/// The package as `presync plan --sample` writes it.
fn by_command_line(folder: &Path) -> PathBuf {
    let (files, quiet) = (sample::unpack().unwrap(), JobContext::unwatched());
    let now = Timestamp::from_second(BEGAN).unwrap();
    let folder = folder.join("out");
    let engagement = files.engagement();
    let mut workspace = open_or_make(None, &folder, Some(&engagement)).unwrap();
    let legacy = files.legacy.iter().map(|path| (path, Side::Legacy));
    let azure = files.azure.iter().map(|path| (path, Side::Azure));
    let requests: Vec<ImportRequest> = legacy
        .chain(azure)
        .map(|(path, side)| ImportRequest::new(path, side))
        .collect();
    replace_sources(&mut workspace, &requests, now, &quiet).unwrap();
    let companions = Companions {
        patch: Some(files.schema.clone()),
        ..Companions::default()
    };
    let extras = companions.read(&quiet).unwrap();
    let finished = make_plan(&workspace, extras, now, &quiet).unwrap();
    let request = PackageRequest {
        folder: folder.clone(),
        contents: Contents::Full,
        csv: CsvProfile::SpreadsheetSafe,
        existing: Existing::ReplaceIntact,
        waves: WaveSizes::default(),
        branding: Branding::default(),
    };
    write_package(&finished, &request, &quiet).unwrap();
    folder
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read(path).unwrap())
    };
    fs::read_dir(folder).unwrap().map(read).collect()
}

#[test]
fn both_ways_write_the_same_package() {
    let folder = tempfile::tempdir().unwrap();
    let window = contents(&by_window(folder.path()));
    let command_line = contents(&by_command_line(folder.path()));
    assert_eq!(
        window.keys().collect::<Vec<_>>(),
        command_line.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &window {
        assert!(command_line[name] == *bytes, "{name} differs");
    }
    assert!(window.contains_key("mapping.json"));
}

#[test]
fn a_page_is_missing_only_while_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::new(Box::new(Desk {
        folder: folder.path().to_owned(),
        began: BEGAN,
        ..Desk::default()
    }));
    job(&app, "sample.open", json!({}));
    let pages_missed = || {
        let told = rpc(&app, "sources.diagnostics", json!({}));
        let told = told.as_array().unwrap().iter();
        told.filter(|d| d["code"] == "JSON_MORE_PAGES").count()
    };
    assert_eq!(pages_missed(), 0);
    let sources = rpc(&app, "sources.list", json!({}));
    let mut sources = sources.as_array().unwrap().iter();
    let last = sources.find(|source| source["file"] == "Azure users page 2.json");
    rpc(&app, "sources.remove", json!({ "id": last.unwrap()["id"] }));
    assert_eq!(pages_missed(), 1);
}

#[test]
fn an_expression_is_looked_at_over_everybody_of_the_open_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::new(Box::new(Desk {
        folder: folder.path().to_owned(),
        began: BEGAN,
        ..Desk::default()
    }));
    job(&app, "sample.open", json!({}));
    let check = |expression: &str| {
        let params = json!({ "expression": expression, "length_max": 20 });
        job(&app, "mapping.check", params)
    };
    let found = check(r#"ToLower([userPrincipalName])"#);
    let coverage = &found["coverage"];
    let users = coverage["users"].as_u64().unwrap();
    assert!(users > 1_000, "{users}");
    assert_eq!(coverage["filled"], users, "everybody has a UPN");
    assert_eq!(coverage["top"].as_array().unwrap().len(), 20);
    assert_eq!(coverage["strange"].as_array().unwrap().len(), 5);
    let found = check("Jion([mail])");
    assert_eq!(found["problems"][0]["replacement"], "Join");
    assert_eq!(found["coverage"], Value::Null);
}

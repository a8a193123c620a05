//! The Import screen's commands: files explained by what was imported before, what a person said told
//! apart from what was detected, profiles and rejected rows as files.
#![expect(clippy::disallowed_methods, reason = "exports are files")]
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod desk;

use std::{
    fs,
    sync::{Arc, Mutex},
};

use presync_app::{App, JobId};
use serde_json::{Value, json};
use tempfile::TempDir;

use desk::Desk;

/// 9 o'clock on 20 November 2026, in seconds since 1970.
const BEGAN: i64 = 1_795_165_200;

struct Desktop {
    folder: TempDir,
    titles: Arc<Mutex<Vec<String>>>,
    app: App,
}

impl Desktop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("saved")).unwrap();
        let titles = Arc::default();
        let app = App::new(Box::new(Desk {
            folder: folder.path().to_owned(),
            titles: Arc::clone(&titles),
            began: BEGAN,
            ..Desk::default()
        }));
        app.rpc("workspace.create", json!({ "title": "Acme" }))
            .unwrap();
        Self {
            folder,
            titles,
            app,
        }
    }

    fn rpc(&self, name: &str, params: Value) -> Value {
        self.app.rpc(name, params).unwrap()
    }

    fn job(&self, name: &str, params: Value) -> Result<Value, presync_app::wire::Failure> {
        let id = JobId::new(name);
        self.app.run_job(&id, name, params, Box::new(|_| {}))
    }

    fn file(&self, name: &str, text: &str) -> Value {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        json!(self.app.register_file(&path).unwrap().handle)
    }

    fn saved(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join("saved").join(name)).unwrap()
    }

    fn chosen_folder(&self, title: &str) -> Value {
        let folder = self.rpc("files.choose_folder", json!({ "title": title }));
        assert_eq!(self.titles.lock().unwrap().pop().as_deref(), Some(title));
        folder["handle"].clone()
    }
}

fn azure() -> String {
    let rows = (0..9).map(|n| {
        format!(
            "2f657c71-86ba-486e-a729-fb478c11ce{n:02},u{n}@login.test,user{n}@contoso.test,{}\n",
            4700 + n
        )
    });
    "id,userPrincipalName,mail,employeeId\n".to_owned() + &rows.collect::<String>()
}

fn intranet() -> String {
    let rows = (0..9).map(|n| format!("{},user{n}@contoso.test,x{n}\n", 4700 + n));
    "Schlüssel,Kontakt,Bemerkung\n".to_owned() + &rows.collect::<String>()
}

/// What each column is read as.
fn attributes(columns: &Value) -> Vec<String> {
    let columns = columns.as_array().unwrap().iter();
    columns
        .map(|column| column["attribute"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_file_is_explained_by_what_was_imported_of_the_other_side() {
    let desktop = Desktop::new();
    let handle = desktop.file("intranet.csv", &intranet());
    let look = || {
        desktop.rpc(
            "sources.inspect",
            json!({ "handle": handle, "side": "legacy" }),
        )
    };
    assert_eq!(
        attributes(&look()["columns"])[0],
        "Schlüssel",
        "by itself it is nothing known"
    );
    let azure = desktop.file("azure.csv", &azure());
    let files = json!({ "files": [{ "handle": azure, "side": "azure" }] });
    desktop.job("sources.import", files).unwrap();
    let expect = ["externalId", "emails[type eq \"work\"].value", "Bemerkung"];
    assert_eq!(attributes(&look()["columns"]), expect);
    let files = json!({ "files": [{ "handle": handle, "side": "legacy" }] });
    let imported = desktop.job("sources.import", files).unwrap();
    assert_eq!(
        attributes(&imported[1]["columns"]),
        expect,
        "it is imported as it was shown"
    );
    desktop.rpc("sources.remove", json!({ "id": imported[0]["id"] }));
    assert_eq!(
        attributes(&look()["columns"])[0],
        "Schlüssel",
        "what is gone explains nothing"
    );
}

#[test]
fn what_a_person_said_is_told_apart_from_what_was_detected() {
    let desktop = Desktop::new();
    let text = "UID;Kontakt;Notiz\n1;a@x.test;p\n2;b@x.test\n";
    let first = desktop.file("mai.csv", text);
    let detected = desktop.rpc(
        "sources.inspect",
        json!({ "handle": first, "side": "legacy" }),
    );
    assert_eq!(detected["said"], json!({}));
    assert_eq!(detected["options"]["ragged"], "pad");
    assert_eq!(detected["short_rows"], 1);
    let said = json!({ "ragged": "reject", "columns": { "Notiz": "department" } });
    let look = json!({ "handle": first, "side": "legacy", "options": said });
    assert_eq!(desktop.rpc("sources.inspect", look)["said"], said);
    let files = json!({ "files": [{ "handle": first, "side": "legacy", "options": said }] });
    let imported = desktop.job("sources.import", files).unwrap();
    assert_eq!(
        (&imported[0]["records"], &imported[0]["rejected"]),
        (&json!(2), &json!(1))
    );
    let second = desktop.file("juni.csv", &text.replace("1;a", "3;c"));
    let again = desktop.rpc(
        "sources.inspect",
        json!({ "handle": second, "side": "legacy" }),
    );
    assert_eq!(
        again["said"], said,
        "of the same headers it was said before"
    );
    assert_eq!(again["options"]["delimiter"], ";", "the rest is detected");
}

#[test]
fn a_profile_holds_how_files_were_shown_and_what_is_remembered() {
    let desktop = Desktop::new();
    let remembered = desktop.file("alt.csv", "UID;Mail\n1;a@x.test\n");
    let said = json!({ "quotes": "backslash" });
    let files = json!({ "files": [{ "handle": remembered, "side": "legacy", "options": said }] });
    desktop.job("sources.import", files).unwrap();
    let shown = desktop.file("neu.csv", "Kennung;Notiz\nada;x\nbo;y\n");
    let options = json!({ "columns": { "Kennung": "userName" } });
    let look = json!({ "handle": shown, "side": "legacy", "options": options });
    desktop.rpc("sources.inspect", look);
    let folder = desktop.chosen_folder("Where shall the import profile lie?");
    let file = json!({ "handle": shown, "side": "legacy", "options": options });
    let written = desktop.rpc(
        "sources.export_profile",
        json!({ "folder": folder, "files": [file] }),
    );
    assert_eq!(
        written,
        json!({ "name": "import-profile.json", "count": 2 })
    );
    let profile: Value = serde_json::from_str(&desktop.saved("import-profile.json")).unwrap();
    let entries = &profile["files"];
    assert_eq!(profile["presync_profile"], 1);
    assert_eq!(entries[0]["file"], "neu.csv");
    assert_eq!(
        entries[0]["columns"],
        json!({ "Kennung": "userName", "Notiz": "" })
    );
    assert_eq!(entries[0]["delimiter"], ";");
    assert_eq!(entries[0]["ragged"], "pad");
    assert_eq!(entries[1]["headers"], json!(["UID", "Mail"]));
    assert_eq!(entries[1]["quotes"], "backslash");
    // Anything else that lies there stays.
    fs::write(
        desktop.folder.path().join("saved/import-profile.json"),
        "{}",
    )
    .unwrap();
    let again = json!({ "folder": folder, "files": [] });
    let failure = desktop
        .app
        .rpc("sources.export_profile", again)
        .unwrap_err();
    assert_eq!(failure.code, "file_occupied");
    assert_eq!(desktop.saved("import-profile.json"), "{}");
}

#[test]
fn rejected_rows_are_saved_before_and_after_the_import() {
    let desktop = Desktop::new();
    let text =
        "UID;Surname;First name;Password\n1;Lind;Bo;x\n2;Day;Cy;geheim;more\n;;Di;\nTotal;;;4\n";
    let handle = desktop.file("users.csv", text);
    let options = json!({ "ragged": "reject" });
    let folder = desktop.chosen_folder("Where shall the rejected rows of users.csv lie?");
    let save = |more: Value| {
        let mut params = json!({ "side": "legacy", "folder": folder, "faithful_csv": false });
        for (name, value) in more.as_object().unwrap() {
            params[name.as_str()] = value.clone();
        }
        desktop.job("sources.write_rejected", params)
    };
    let look = json!({ "handle": handle, "side": "legacy", "options": options });
    desktop.rpc("sources.inspect", look);
    let written = save(json!({ "handle": handle, "options": options })).unwrap();
    assert_eq!(
        written,
        json!({ "name": "rejected rows of users.csv.csv", "count": 3 })
    );
    let rows = desktop.saved("rejected rows of users.csv.csv");
    let codes = ["ROW_TOO_LONG", "ROW_NO_IDENTITY", "ROW_TOTALS"];
    let lines: Vec<&str> = rows.lines().skip(1).collect();
    assert_eq!(lines.len(), 3, "{rows}");
    for (line, (code, row)) in lines.iter().zip(codes.iter().zip([3, 4, 5])) {
        assert!(
            line.starts_with(&format!("\"users.csv\",\"\",\"{row}\",\"{code}\",")),
            "{line}"
        );
    }
    assert!(!rows.contains("geheim"), "{rows}");
    let files = json!({ "files": [{ "handle": handle, "side": "legacy", "options": options }] });
    let imported = desktop.job("sources.import", files).unwrap();
    let source = &imported[0];
    assert_eq!(
        (&source["rejected"], source["handle"].is_string()),
        (&json!(3), true)
    );
    fs::remove_file(
        desktop
            .folder
            .path()
            .join("saved/rejected rows of users.csv.csv"),
    )
    .unwrap();
    let after = save(json!({ "handle": source["handle"], "source": source["id"] })).unwrap();
    assert_eq!(after["count"], 3);
    assert_eq!(desktop.saved("rejected rows of users.csv.csv"), rows);
    let other = desktop.file("users.csv", &text.replace("Lind", "Berg"));
    let failure = save(json!({ "handle": other, "source": source["id"] })).unwrap_err();
    assert_eq!(failure.code, "another_file");
    assert!(failure.message.contains("users.csv"), "{failure:?}");
}

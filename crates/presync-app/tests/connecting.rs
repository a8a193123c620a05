//! Asking the intranet as the page does it: a test, a pull, and what becomes of the token.
#![expect(clippy::disallowed_methods, reason = "what is pulled is files")]
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod desk;

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

use presync_app::{App, JobId, wire::Failure};
use serde_json::{Value, json};
use tempfile::TempDir;

use desk::Desk;

const TOKEN: &str = "t0ken-of-the-site";

/// A SCIM service with two people and a field that breaks a sync. It lives as long as the test.
struct Intranet {
    address: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Intranet {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/scim", listener.local_addr().unwrap());
        let heads = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&heads);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut head = Vec::new();
                let mut byte = [0];
                while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
                    head.push(byte[0]);
                }
                let head = String::from_utf8(head).unwrap();
                let (status, body) = answer(&head);
                noted.lock().unwrap().push(head);
                let length = body.len();
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: application/scim+json\r\nContent-Length: {length}\r\n\r\n{body}"
                );
            }
        });
        Self { address, heads }
    }
}

fn answer(head: &str) -> (&'static str, String) {
    if !head.contains(&format!("Bearer {TOKEN}")) {
        return ("401 Unauthorized", String::new());
    }
    let path = head.split_whitespace().nth(1).unwrap();
    let list = |rows: Value| {
        let count = rows.as_array().map_or(0, Vec::len);
        json!({ "totalResults": count, "itemsPerPage": count, "startIndex": 1, "Resources": rows })
            .to_string()
    };
    let people =
        json!([{ "id": "1", "userName": "ada@x.test" }, { "id": "2", "userName": "ben@x.test" }]);
    match path {
        path if path.contains("/Users") && path.contains("filter=") => ("200 OK", list(json!([]))),
        path if path.contains("/Users") => ("200 OK", list(people)),
        path if path.contains("/Groups") => ("200 OK", list(json!([]))),
        path if path.contains("/Schemas") => (
            "200 OK",
            list(
                json!([{ "id": "urn:ietf:params:scim:schemas:extension:site:2.0:User", "attributes": [{ "name": "Shoe size?" }] }]),
            ),
        ),
        _ => ("404 Not Found", String::new()),
    }
}

struct Window {
    folder: TempDir,
    app: App,
}

impl Window {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(Box::new(Desk {
            folder: folder.path().to_owned(),
            ..Desk::default()
        }));
        Self { folder, app }
    }

    fn job(&self, name: &str, params: Value) -> Result<Value, Failure> {
        let quiet = Box::new(|_| {});
        self.app.run_job(&JobId::new(name), name, params, quiet)
    }

    fn folder(&self) -> Value {
        self.app.rpc("remote.choose_folder", json!({})).unwrap()["handle"].clone()
    }
}

#[test]
fn a_service_is_tested_and_each_check_says_what_came_of_it() {
    let (window, intranet) = (Window::new(), Intranet::new());
    let found = window
        .job(
            "remote.test_scim",
            json!({ "address": intranet.address, "token": TOKEN }),
        )
        .unwrap();
    assert_eq!(found["host"], "127.0.0.1");
    let checks = found["checks"].as_array().unwrap();
    assert_eq!(checks[0]["good"], true, "{found:#}");
    let bad: Vec<&str> = checks
        .iter()
        .filter(|check| check["good"] == false)
        .filter_map(|check| check["said"].as_str())
        .collect();
    assert_eq!(bad.len(), 1, "{found:#}");
    assert!(bad[0].starts_with("The field Shoe size? has a question mark"));
    let heads = intranet.heads.lock().unwrap();
    assert!(
        heads.iter().all(|head| head.starts_with("GET ")),
        "{heads:?}"
    );
}

#[test]
fn everybody_is_pulled_into_files_that_can_be_imported() {
    let (window, intranet) = (Window::new(), Intranet::new());
    let from = json!({ "address": intranet.address, "token": TOKEN });
    let asked = json!({ "from": from, "users": true, "groups": true, "schemas": true, "folder": window.folder() });
    let pulled = window.job("remote.pull_scim", asked.clone()).unwrap();
    let lists = pulled["lists"].as_array().unwrap();
    let told: Vec<(&str, u64)> = lists
        .iter()
        .map(|list| {
            (
                list["what"].as_str().unwrap(),
                list["entries"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(told, [("users", 2), ("groups", 0)]);
    let handle = &lists[0]["file"]["handle"];
    let preview = window
        .app
        .rpc(
            "sources.inspect",
            json!({ "handle": handle, "side": "legacy", "options": null, "beside": [] }),
        )
        .unwrap();
    assert_eq!(preview["records"], 2, "{preview:#}");
    let written = fs::read_to_string(window.folder.path().join("pulled/site-schema.json")).unwrap();
    assert!(written.contains("Shoe size?"));
    // What is there is not overwritten, and is left as it was.
    let again = window.job("remote.pull_scim", asked).unwrap_err();
    assert_eq!(again.code, "file_exists");
}

#[test]
fn a_token_is_kept_for_its_host_alone_and_forgotten_when_asked() {
    let (window, intranet) = (Window::new(), Intranet::new());
    let without = |address: &str| json!({ "address": address, "token": null });
    let code = |params: Value| {
        window
            .job("remote.test_scim", params)
            .map_err(|failure| failure.code)
    };
    assert_eq!(
        code(without(&intranet.address)).unwrap_err(),
        "token_missing"
    );
    code(json!({ "address": intranet.address, "token": TOKEN })).unwrap();
    code(without(&intranet.address)).unwrap();
    assert_eq!(
        code(without("https://elsewhere.example/scim")).unwrap_err(),
        "token_missing"
    );
    window.app.rpc("remote.forget", json!({})).unwrap();
    assert_eq!(
        code(without(&intranet.address)).unwrap_err(),
        "token_missing"
    );
}

#[test]
fn a_refusal_names_the_host_and_never_the_token() {
    let (window, intranet) = (Window::new(), Intranet::new());
    let refused = window
        .job(
            "remote.test_scim",
            json!({ "address": intranet.address, "token": "an0ther" }),
        )
        .unwrap_err();
    let said = format!("{refused:?}");
    assert!(said.contains("127.0.0.1"), "{said}");
    assert!(!said.contains("an0ther"), "{said}");
}

#[test]
fn clouds_say_which_hosts_would_be_asked() {
    let clouds = Window::new().app.rpc("remote.clouds", json!({})).unwrap();
    assert_eq!(
        clouds[0],
        json!({ "name": "global", "login_host": "login.microsoftonline.com", "graph_host": "graph.microsoft.com" })
    );
}

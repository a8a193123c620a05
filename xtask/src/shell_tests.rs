//! What the desktop shell may do, held against what it is meant to: the configuration, the capabilities and
//! the commands that are there. The window itself is driven elsewhere (`tests/desktop`).

use std::{collections::BTreeSet, fs, path::PathBuf};

use serde_json::Value;

fn read(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../src-tauri")
        .join(name);
    fs::read_to_string(path).expect("the shell is in the tree")
}

fn json(name: &str) -> Value {
    serde_json::from_str(&read(name)).expect("it is JSON")
}

#[test]
fn the_page_is_granted_what_it_calls_and_nothing_else() {
    let capability = json("capabilities/main.json");
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    let granted: BTreeSet<&str> = capability["permissions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one.as_str().expect("a name; a scope would grant more"))
        .collect();
    let library = read("src/lib.rs");
    let (_, handled) = library
        .split_once("generate_handler![")
        .expect("it handles commands");
    let (handled, _) = handled.split_once(']').expect("the list ends");
    let called = handled
        .split(',')
        .map(|one| one.trim().trim_start_matches("calls::").replace('_', "-"));
    let mut expect: BTreeSet<String> = called
        .filter(|one| !one.is_empty())
        .map(|one| format!("allow-{one}"))
        .collect();
    expect.extend(["listen", "unlisten"].map(|one| format!("core:event:allow-{one}")));
    assert_eq!(granted, expect.iter().map(String::as_str).collect());
    assert!(read("build.rs").contains("commands(&[\"rpc\", \"run_job\", \"cancel_job\"])"));
    let files =
        fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/capabilities"));
    assert_eq!(
        files.expect("it is there").count(),
        1,
        "one capability file"
    );
}

#[test]
fn the_page_reaches_nothing_but_its_own_files() {
    let app = &json("tauri.conf.json")["app"];
    assert_eq!(app["withGlobalTauri"], false);
    let security = &app["security"];
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["assetProtocol"]["enable"], false);
    assert_eq!(security["capabilities"], serde_json::json!(["main"]));
    let policy = security["csp"].as_str().expect("a text");
    assert!(
        !policy.contains("unsafe") && !policy.contains('*') && !policy.contains("https:"),
        "{policy}"
    );
    let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
    for directive in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src ipc: http://ipc.localhost",
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ] {
        assert!(directives.contains(&directive), "{directive}");
    }
    assert!(
        security
            .get("dangerousDisableAssetCspModification")
            .is_none()
    );
}

#[test]
fn a_release_has_no_developer_tools_and_no_plugin_but_dialogs() {
    let manifest = format!("{}{}", read("Cargo.toml"), read("../Cargo.toml"));
    assert!(!manifest.contains("devtools"), "a release would have them");
    let plugins: Vec<&str> = manifest
        .lines()
        .filter_map(|line| line.strip_prefix("tauri-plugin-"))
        .filter_map(|line| line.split(['.', ' ']).next())
        .collect();
    assert_eq!(plugins, ["dialog", "dialog"]);
    assert!(
        read("Cargo.toml").contains("automation = []") && !read("Cargo.toml").contains("default =")
    );
}

/// Every way out of a window is closed where windows are made, and there is one such place.
#[test]
fn every_window_stays_on_its_own_page() {
    let window = read("src/window.rs");
    assert_eq!(window.matches("WebviewWindowBuilder::new").count(), 1);
    assert!(window.contains(".on_navigation(is_own_page)"));
    assert_eq!(
        json("tauri.conf.json")["app"]["windows"],
        serde_json::json!([])
    );
    let others = ["src/lib.rs", "src/calls.rs", "src/host.rs", "src/main.rs"];
    let makes = |name: &&str| read(name).contains("WindowBuilder");
    assert_eq!(others.iter().filter(|name| makes(name)).count(), 0);
}

//! Provisioning logs in every form, and a site's schemas as a file.

use std::{fmt::Write as _, path::PathBuf};

use presync_core::{Diagnostic, ProvisioningEvent};
use presync_import::{read_provisioning_log, read_site_schema};

use crate::boundary::{Given, refused};

/// Entries and diagnostics, one a line.
fn check(files: &[&str], expect: &str) {
    let given: Vec<Given> = files
        .iter()
        .map(|text| Given::file("log.dat", text.as_bytes()))
        .collect();
    let paths: Vec<PathBuf> = given.iter().map(|given| given.path.clone()).collect();
    let mut out = String::new();
    match read_provisioning_log(&paths) {
        Err(error) => out.push_str(&refused(&error)),
        Ok(listing) => {
            listing.rows.iter().for_each(|event| show(event, &mut out));
            for diagnostic in &listing.diagnostics {
                let _ = writeln!(out, "{} {}", diagnostic.severity.as_str(), diagnostic.code);
            }
        }
    }
    let trimmed = |text: &str| {
        let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
        lines.join("\n")
    };
    assert_eq!(trimmed(&out), trimmed(expect));
}

fn show(event: &ProvisioningEvent, out: &mut String) {
    let _ = writeln!(
        out,
        "@{} {} {} {} {:?} {:?} [{}|{}] {}/{}/{}/{} -> {}/{}/{}/{} steps: {}",
        event.line,
        event.id,
        event.change_id,
        event.activity_at,
        event.action,
        event.status,
        event.error_code,
        event.reason,
        event.source.id,
        event.source.name,
        event.source.kind,
        event.source.login,
        event.target.id,
        event.target.name,
        event.target.kind,
        event.target.login,
        event.step_summary(),
    );
    for modified in &event.modified {
        let _ = writeln!(
            out,
            "  {}: {} => {}",
            modified.name, modified.old, modified.new
        );
    }
}

const GRAPH: &str = r#"{"id":"e1","activityDateTime":"2026-02-03T10:00:00Z","changeId":"c1","provisioningAction":"create",
    "provisioningStatusInfo":{"status":"failure","errorInformation":{"errorCode":"EntryConflict","reason":"It exists.","additionalDetails":null}},
    "provisioningSteps":[{"name":"EntryImportAdd","provisioningStepType":"import","status":"success","description":"Received"},
        {"name":"EntryExportAdd","provisioningStepType":"export","status":"failure","description":"409"}],
    "modifiedProperties":[{"displayName":"userName","oldValue":null,"newValue":"ada@x.test"},{"displayName":"active","oldValue":false,"newValue":true}],
    "sourceIdentity":{"id":"o1","displayName":"Ada","identityType":"User","details":{"userPrincipalName":"ada@x.test"}},
    "targetIdentity":{"id":"","displayName":"ada","identityType":"urn:x:User","details":{}}}"#;

const GRAPH_SHOWN: &str = "@1 e1 c1 2026-02-03T10:00:00Z Create Failure [EntryConflict|It exists.] o1/Ada/User/ada@x.test -> /ada/urn:x:User/ steps: EntryImportAdd success; EntryExportAdd failure
    userName:  => ada@x.test
    active: false => true";

#[test]
fn graph_pages_and_the_portals_list() {
    check(&[&format!("[{GRAPH}]")], GRAPH_SHOWN);
    let page = format!(r#"{{"@odata.context":"x","value":[{GRAPH}]}}"#);
    check(&[&page], GRAPH_SHOWN);
    check(
        &[&page, &page],
        &format!("{GRAPH_SHOWN}\nnote LOG_REPEATED"),
    );
    check(
        &[&format!(r#"{{"value":[{GRAPH}],"@odata.nextLink":"y"}}"#)],
        &format!("{GRAPH_SHOWN}\nwarning JSON_MORE_PAGES"),
    );
}

#[test]
fn the_older_form_has_other_names() {
    check(
        &[
            r#"[{"id":"e2","changeId":"c2","jobId":"scim.1","action":"Disable","activityDateTime":"t",
            "statusInfo":{"status":"Skipped","errorCode":"RedundantExport","reason":"Nothing to do"},
            "sourceIdentity":{"id":"o2","name":"Bo","type":"User"}}]"#,
        ],
        "@1 e2 c2 t Disable Skipped [RedundantExport|Nothing to do] o2/Bo/User/ -> /// steps:",
    );
    check(
        &[r#"[{"changeId":"c3","jobId":"j","action":"Praise","statusInfo":"odd"}]"#],
        "@1  c3  Other Unknown [|] /// -> /// steps:
        warning LOG_WORD_UNKNOWN",
    );
}

const EVENTS: &str = "Date (UTC),Change ID,Action,Status,Status code,Source ID,Source name,Target ID,Target user name,Tenant\n\
    2/3/2026,c1,Create,Success,,o1,Ada,t1,ada,x\n2/3/2026,c2,StagedDelete,Failed,EntryConflict,o2,Bo,t2,bo,x\n";
const STEPS: &str = "Change ID,Step name,Step type,Step status,Description\n\
    c1,EntryImport,Import,Success,\nc1,EntryExportAdd,Export,Success,\nc9,EntryImport,Import,Success,\n";
const MODIFIED: &str = "Change ID,Display name,Old value,New value\nc2,title,\"Head\",\"Chair\"\n";

#[test]
fn three_tables_are_joined_by_change_in_any_order() {
    let events = "@2  c1 2/3/2026 Create Success [|] o1/Ada// -> t1///ada steps: EntryImport success; EntryExportAdd success
        @3  c2 2/3/2026 StagedDelete Failure [EntryConflict|] o2/Bo// -> t2///bo steps:
        title: Head => Chair
        note LOG_COLUMNS_ASSUMED
        note LOG_COLUMNS_ASSUMED
        note LOG_COLUMNS_ASSUMED
        warning LOG_CHANGE_MISSING";
    check(&[EVENTS, STEPS, MODIFIED], events);
    check(&[MODIFIED, STEPS, EVENTS], events);
}

#[test]
fn assumed_headings_are_named() {
    let given = Given::file("ProvisioningLogs.csv", EVENTS.as_bytes());
    let listing = read_provisioning_log(std::slice::from_ref(&given.path)).expect("readable");
    let said: &Diagnostic = &listing.diagnostics[0];
    assert_eq!(said.file, "ProvisioningLogs.csv");
    assert!(
        said.message.contains(
            "\"Change ID\" as id of the change, \"Date (UTC)\" as time, \"Action\" as action"
        ),
        "{}",
        said.message
    );
    assert!(
        said.message.ends_with("Not read: \"Tenant\"."),
        "{}",
        said.message
    );
}

#[test]
fn other_files_are_no_logs() {
    check(&["id,userPrincipalName\n1,a@x.test\n"], "refused NOT_A_LOG");
    check(&[r#"{"error":{"code":"x"}}"#], "refused NOT_A_LOG");
    check(&[r#"[{"id":"1","mail":"a@x.test"}]"#], "refused NOT_A_LOG");
    check(
        &["[{\"changeId\":\"c\",\"action\":\"Create\"},\n{"],
        "refused JSON_SYNTAX row 2",
    );
}

#[test]
fn a_sites_schemas_are_a_file() {
    let check = |bytes: &[u8], expect: &str| {
        let given = Given::file("schemas.json", bytes);
        let shown = match read_site_schema(&given.path) {
            Err(error) => refused(&error),
            Ok(site) => {
                let paths = site
                    .user_attributes()
                    .map(|attribute| attribute.path.clone());
                let odd = site
                    .diagnostics
                    .iter()
                    .map(|d| format!("{} {}", d.file, d.code));
                paths.chain(odd).collect::<Vec<_>>().join(", ")
            }
        };
        assert_eq!(shown, expect);
    };
    let schema =
        r#"{"Resources":[{"id":"urn:x:User","attributes":[{"name":"floor"},{"name":"Late?"}]}]}"#;
    let expect = "urn:x:User:floor, urn:x:User:Late?, schemas.json FIELD_NAME_QUESTION_MARK";
    check(schema.as_bytes(), expect);
    let utf16: Vec<u8> = format!("\u{feff}{schema}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    check(&utf16, expect);
    check(
        b"{\"synchronizationRules\":[]}",
        "refused NOT_A_SITE_SCHEMA",
    );
    check(b"{\"Resources\":[", "refused JSON_SYNTAX row 1");
}

//! Inputs that cannot be used: exit 1, nothing written, and a message that names the file and says
//! what to do.

use std::{fs, io::Write, path::PathBuf, process::Command};

use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    engagement::Engagement,
    presync::{end, entries, plan, presync},
};

/// Expects an error that names a file and holds a word of advice.
fn refused(engagement: &Engagement, command: &mut Command, file: &str, advice: &str) {
    let before = entries(engagement.folder());
    let ended = end(command).with_code(1);
    let (message, hints) = ended.stderr.split_once('\n').expect("it says something");
    assert!(message.contains(file), "it names {file}: {}", ended.stderr);
    assert!(
        ended.stderr.contains(advice),
        "it says {advice}: {}",
        ended.stderr
    );
    assert!(!message.contains("/"), "it names no folder: {message}");
    assert!(
        message.starts_with("error: ") && message.ends_with('.'),
        "a sentence: {message}"
    );
    assert!(
        !hints.is_empty() || message.len() > 60,
        "it says what to do: {}",
        ended.stderr
    );
    assert_eq!(ended.stdout, "");
    assert_eq!(entries(engagement.folder()), before, "nothing is written");
}

fn check(name: &str, bytes: Option<&[u8]>, advice: &str) {
    let engagement = Engagement::of(3);
    let path = match bytes {
        Some(bytes) => engagement.put(&format!("in/{name}"), bytes),
        None => engagement.folder().join("in").join(name),
    };
    let mut command = plan(&engagement.legacy(), &path, &engagement.out());
    refused(&engagement, &mut command, name, advice);
}

#[test]
fn a_file_that_is_not_there() {
    check("Azure users.csv", None, "exists");
}

#[test]
fn an_empty_file() {
    check("Azure users.csv", Some(b""), "Export again");
    check(
        "Azure users 2.csv",
        Some(b"\xef\xbb\xbf\r\n\r\n"),
        "Export again",
    );
}

#[test]
fn a_word_processors_document() {
    check("Azure users.docx", Some(&docx()), "CSV");
    check("Azure users.xlsx", Some(&docx()), "CSV");
}

#[test]
fn a_table_of_something_else() {
    check(
        "Prices.csv",
        Some(b"Article,Price\r\nCrate,12\r\nPallet,31\r\n"),
        "right file",
    );
}

#[test]
fn a_header_without_users() {
    let engagement = Engagement::of(3);
    let header = "id,userPrincipalName,displayName,mail\r\n";
    let azure = engagement.put("in/users.csv", header.as_bytes());
    let more = engagement.put("in/more users.csv", header.as_bytes());
    let mut command = plan(&engagement.legacy(), &azure, &engagement.out());
    refused(&engagement, &mut command, "users.csv", "right export");
    let mut command = plan(&engagement.legacy(), &azure, &engagement.out());
    command.arg("--azure").arg(&more);
    refused(&engagement, &mut command, "more users.csv", "right export");
    let nameless = "id,userPrincipalName,mail,department\r\n,,,Sales\r\n,,,Finance\r\n";
    engagement.put("in/users.csv", nameless.as_bytes());
    let mut command = plan(&engagement.legacy(), &azure, &engagement.out());
    refused(
        &engagement,
        &mut command,
        "2 records of users.csv",
        "right export",
    );
}

#[test]
fn a_header_without_users_leaves_the_workspace_as_it_is() {
    let engagement = Engagement::of(3);
    let workspace = workspace(&engagement);
    let legacy = engagement.put("in/nobody.csv", b"Username,User ID,Email Address\r\n");
    let mut command = plan(&legacy, &engagement.azure(), &engagement.out());
    command.arg("--workspace").arg(&workspace);
    refused(&engagement, &mut command, "nobody.csv", "right export");
    let database = rusqlite::Connection::open(&workspace).expect("it opens");
    let records = database.query_row("SELECT count(*) FROM records", [], |row| row.get(0));
    assert_eq!(records, Ok(6), "the three people a side of before");
}

#[test]
fn the_other_sides_export() {
    let engagement = Engagement::of(3);
    let (legacy, azure) = (engagement.legacy(), engagement.azure());
    let swapped = &mut plan(&azure, &legacy, &engagement.out());
    refused(&engagement, swapped, "azure.csv", "not exchanged");
}

#[test]
fn a_schema_that_is_none() {
    let engagement = Engagement::of(3);
    let schema = engagement.put("in/app schema.json", br#"{"value": []}"#);
    let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
    refused(
        &engagement,
        command.arg("--patch").arg(schema),
        "app schema.json",
        "schema",
    );
}

#[test]
fn a_budget_with_a_limit_nobody_knows() {
    let engagement = Engagement::of(3);
    let budget = engagement.put("in/budget.toml", b"take_overs = 3\n");
    let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
    let ended = end(command.arg("--budget").arg(budget)).with_code(1);
    for word in ["budget.toml", "take_overs", "takeovers"] {
        assert!(
            ended.stderr.contains(word),
            "it says {word}: {}",
            ended.stderr
        );
    }
    assert_eq!(entries(engagement.folder()), ["in"]);
}

#[test]
fn a_workspace_of_a_newer_version_is_left_as_it_is() {
    let engagement = Engagement::of(3);
    let workspace = workspace(&engagement);
    let mut bytes = fs::read(&workspace).expect("it is there");
    bytes[60..64].copy_from_slice(&9_000_u32.to_be_bytes());
    fs::write(&workspace, &bytes).expect("there is room");
    refuses_workspace(&engagement, &workspace, "newer");
}

#[test]
fn a_database_of_another_program_is_left_as_it_is() {
    let engagement = Engagement::of(3);
    let workspace = workspace(&engagement);
    let mut bytes = fs::read(&workspace).expect("it is there");
    bytes[68..72].copy_from_slice(b"MAIL");
    fs::write(&workspace, &bytes).expect("there is room");
    refuses_workspace(&engagement, &workspace, "Presync");
}

#[test]
fn a_text_called_a_workspace_is_left_as_it_is() {
    let engagement = Engagement::of(3);
    let workspace = engagement.put("in/notes.presync", &b"This is no database. ".repeat(400));
    refuses_workspace(&engagement, &workspace, "Presync");
}

fn refuses_workspace(engagement: &Engagement, workspace: &PathBuf, advice: &str) {
    let before = fs::read(workspace).expect("it is there");
    let inside = entries(&engagement.folder().join("in"));
    let name = workspace
        .file_name()
        .expect("it has a name")
        .to_string_lossy()
        .into_owned();
    let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
    refused(
        engagement,
        command.arg("--workspace").arg(workspace),
        &name,
        advice,
    );
    assert!(
        fs::read(workspace).expect("it is there") == before,
        "not a byte is altered"
    );
    assert_eq!(entries(&engagement.folder().join("in")), inside);
}

/// A workspace with an engagement in it.
fn workspace(engagement: &Engagement) -> PathBuf {
    let workspace = engagement.folder().join("in/customer.presync");
    let links = engagement.folder().join("in/links.csv");
    let mut command = presync("match");
    command
        .arg("--legacy")
        .arg(engagement.legacy())
        .arg("--azure")
        .arg(engagement.azure());
    end(command
        .arg("--out")
        .arg(&links)
        .arg("--workspace")
        .arg(&workspace))
    .with_code(0);
    workspace
}

/// A zip with the one part that tells a word processor's document.
fn docx() -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, text) in [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        ("word/document.xml", "<w:document/>"),
    ] {
        zip.start_file(name, options).expect("memory takes it");
        zip.write_all(text.as_bytes()).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

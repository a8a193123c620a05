//! Newer, foreign, damaged and hostile files are refused, by kind, and keep every byte.

use std::path::Path;

use presync_core::{Side, progress::Unwatched};
use presync_store::{PlanSave, Workspace, WorkspaceError};
use rusqlite::{Connection, config::DbConfig};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::{Example, Folder, header, import};

fn hash(path: &Path) -> Vec<u8> {
    Sha256::digest(std::fs::read(path).unwrap()).to_vec()
}

/// Opens the only file of a folder, which must be refused and stay as it is, alone.
fn refused(folder: &Folder, name: &str) -> WorkspaceError {
    let path = folder.path(name);
    let (before, files) = (hash(&path), folder.files());
    let error = Workspace::open(&path).expect_err("the file must be refused");
    assert_eq!(hash(&path), before, "{error}");
    assert_eq!(folder.files(), files, "{error}");
    error
}

fn check_bytes(bytes: &[u8], code: &str) {
    let folder = Folder::new();
    std::fs::write(folder.path("x.presync"), bytes).unwrap();
    assert_eq!(refused(&folder, "x.presync").code(), code);
}

/// A workspace with something in every table, closed.
fn filled(folder: &Folder) -> std::path::PathBuf {
    let mut workspace = folder.workspace();
    let rows: Vec<[String; 2]> = (0..400)
        .map(|at| [at.to_string(), format!("user{at}@contoso.example")])
        .collect();
    let cells: Vec<[&str; 2]> = rows.iter().map(|row| [row[0].as_str(), &row[1]]).collect();
    let cells: Vec<&[&str]> = cells.iter().map(<[&str; 2]>::as_slice).collect();
    let azure = header(Side::Azure, "azure.csv", &["objectId", "userPrincipalName"]);
    import(&mut workspace, &azure, &cells);
    let example = Example::of(100);
    let save = PlanSave {
        engagement: &example.engagement(),
        revision: &workspace.revision().unwrap(),
        summary: &Value::Null,
    };
    workspace.save_plan(save, &Unwatched).unwrap();
    workspace.close().unwrap();
    folder.path("a.presync")
}

/// Changes a closed workspace with SQLite, as somebody else might.
fn tampered(sql: &str) -> Folder {
    let folder = Folder::new();
    let path = filled(&folder);
    let raw = Connection::open(&path).unwrap();
    raw.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)
        .unwrap();
    raw.execute_batch(sql).unwrap();
    raw.close().unwrap();
    folder
}

fn check_tampered(sql: &str, code: &str) {
    let folder = tampered(sql);
    let error = refused(&folder, "a.presync");
    assert_eq!(error.code(), code, "{sql}: {error}");
}

#[test]
fn what_is_no_workspace_says_so() {
    check_bytes(b"", "workspace-foreign");
    check_bytes(b"id,mail\n1,anna@contoso.example\n", "workspace-foreign");
    check_bytes(&[0xff; 5_000], "workspace-foreign");
    check_bytes(b"SQLite format 3\0", "workspace-foreign");
    check_bytes(&b"PK\x03\x04".repeat(100), "workspace-foreign");
}

#[test]
fn a_database_of_another_program_is_foreign() {
    let folder = Folder::new();
    let raw = Connection::open(folder.path("b.sqlite")).unwrap();
    raw.execute_batch("CREATE TABLE people (name TEXT); PRAGMA user_version = 1;")
        .unwrap();
    raw.close().unwrap();
    assert_eq!(refused(&folder, "b.sqlite").code(), "workspace-foreign");
}

#[test]
fn folders_and_missing_files_are_named() {
    let folder = Folder::new();
    let open = |name: &str| Workspace::open(&folder.path(name)).unwrap_err();
    assert_eq!(open("").code(), "workspace-foreign");
    assert_eq!(open("none.presync").code(), "workspace-missing");
    let error = Workspace::create(&folder.path("none/a.presync")).unwrap_err();
    assert_eq!(error.code(), "workspace-missing");
    let message = error.to_string();
    assert!(
        message.starts_with("a.presync could not be found"),
        "{message}"
    );
    assert!(folder.files().is_empty());
}

#[test]
fn a_name_that_is_taken_is_never_overwritten() {
    let folder = Folder::new();
    for bytes in [b"".as_slice(), b"precious"] {
        std::fs::write(folder.path("a.presync"), bytes).unwrap();
        let error = Workspace::create(&folder.path("a.presync")).unwrap_err();
        assert_eq!(error.code(), "workspace-exists");
        assert_eq!(std::fs::read(folder.path("a.presync")).unwrap(), bytes);
    }
}

#[test]
fn a_newer_file_is_refused() {
    let folder = tampered("PRAGMA user_version = 9");
    let error = refused(&folder, "a.presync");
    assert!(
        matches!(
            error,
            WorkspaceError::Newer {
                found: 9,
                known: 6,
                ..
            }
        ),
        "{error}"
    );
    check_tampered("PRAGMA user_version = 0", "workspace-damaged");
    check_tampered("PRAGMA user_version = -4", "workspace-damaged");
}

/// A newer version was killed before its log reached the file: the file itself looks like ours.
#[test]
fn a_newer_file_is_refused_also_when_only_its_log_says_so() {
    let folder = Folder::new();
    let raw = Connection::open(filled(&folder)).unwrap();
    raw.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        .unwrap();
    raw.execute_batch("PRAGMA user_version = 9").unwrap();
    raw.close().unwrap();
    let log = hash(&folder.path("a.presync-wal"));
    assert_eq!(refused(&folder, "a.presync").code(), "workspace-newer");
    assert_eq!(hash(&folder.path("a.presync-wal")), log);
}

#[test]
fn what_acts_by_itself_is_hostile() {
    let trigger = "CREATE TRIGGER t AFTER INSERT ON records BEGIN DELETE FROM decisions; END";
    check_tampered(trigger, "workspace-hostile");
    check_tampered(
        "CREATE VIEW v AS SELECT * FROM records",
        "workspace-hostile",
    );
    check_tampered("CREATE TABLE extra (a)", "workspace-hostile");
    check_tampered("CREATE INDEX extra ON records (line)", "workspace-hostile");
    let view = "DROP TABLE records; CREATE VIEW records AS SELECT 1 AS id, 1 AS line, x'' AS cells";
    check_tampered(view, "workspace-hostile");
    let reserved = "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('trigger',
        'sqlite_sequence_t', 'records', 0,
        'CREATE TRIGGER sqlite_sequence_t AFTER INSERT ON records BEGIN SELECT 1; END')";
    check_tampered(reserved, "workspace-hostile");
}

#[test]
fn missing_and_altered_tables_are_damage() {
    check_tampered("DROP TABLE decisions", "workspace-damaged");
    check_tampered(
        "ALTER TABLE records ADD COLUMN more TEXT",
        "workspace-damaged",
    );
    check_tampered("ALTER TABLE records RENAME TO recordz", "workspace-damaged");
    check_tampered("DROP INDEX decisions_by_azure", "workspace-damaged");
}

/// Words that no version writes are not guessed at.
#[test]
fn an_unknown_word_in_a_row_is_damage_once_it_is_read() {
    let folder = tampered("PRAGMA ignore_check_constraints = ON; UPDATE sources SET side = 'moon'");
    let workspace = Workspace::open(&folder.path("a.presync")).unwrap();
    assert_eq!(workspace.sources().unwrap_err().code(), "workspace-damaged");
    let loaded = workspace.population(Side::Azure, &Unwatched);
    assert_eq!(loaded.unwrap_err().code(), "workspace-damaged");
}

#[test]
fn a_file_that_ends_too_early_is_damaged() {
    let folder = Folder::new();
    let bytes = std::fs::read(filled(&folder)).unwrap();
    for kept in [50, 70, 100, 4_096, bytes.len() / 2, bytes.len() - 4_096] {
        let code = if kept < 72 {
            "workspace-foreign"
        } else {
            "workspace-damaged"
        };
        check_bytes(&bytes[..kept], code);
    }
}

#[test]
fn a_page_that_is_no_page_is_damage() {
    let folder = Folder::new();
    let bytes = std::fs::read(filled(&folder)).unwrap();
    for page in 1..bytes.len() / 4_096 {
        let mut damaged = bytes.clone();
        damaged[page * 4_096..][..8].fill(0xee);
        check_bytes(&damaged, "workspace-damaged");
    }
}

/// Any one flipped bit of the header or of a page's bookkeeping: refused untouched, or of no consequence.
#[test]
fn a_flipped_bit_never_passes_for_other_data() {
    let folder = Folder::new();
    let bytes = std::fs::read(filled(&folder)).unwrap();
    let pages = bytes.len() / 4_096;
    let places = (0..112).chain((1..pages).flat_map(|page| page * 4_096..page * 4_096 + 12));
    for (turn, at) in places.enumerate() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << (turn % 8);
        let path = folder.path("flipped.presync");
        std::fs::write(&path, &damaged).unwrap();
        match Workspace::open(&path) {
            Err(_) => assert_eq!(std::fs::read(&path).unwrap(), damaged, "byte {at}"),
            Ok(workspace) => {
                let users = workspace.population(Side::Azure, &Unwatched).unwrap();
                assert_eq!(users.len(), 400, "byte {at}");
            }
        }
    }
}

#[test]
fn a_file_without_write_permission_is_read_only() {
    let folder = Folder::new();
    let path = filled(&folder);
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    assert_eq!(refused(&folder, "a.presync").code(), "workspace-read-only");
}

#[cfg(unix)]
#[test]
fn only_the_user_may_read_a_workspace() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    import(
        &mut workspace,
        &header(Side::Azure, "a.csv", &["objectId"]),
        &[&["1"]],
    );
    for name in ["a.presync", "a.presync-wal", "a.presync-shm"] {
        let mode = std::fs::metadata(folder.path(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

//! Older files are backed up and brought up to date; a step that fails leaves the file as it was.

use std::path::Path;

use presync_core::{Cases, Side, progress::Unwatched};
use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;

use crate::{
    PlanNumber, Workspace, WorkspaceError,
    grid::{GridQuery, GridTable},
    plan_columns::{self, person},
    schema::{APPLICATION_ID, Migration, Schema},
};

const V1: Migration = Migration {
    version: 1,
    sql: "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
};
const V2: Migration = Migration {
    version: 2,
    sql: "ALTER TABLE people ADD COLUMN mail TEXT NOT NULL DEFAULT ''",
};
const V3: Migration = Migration {
    version: 3,
    sql: "CREATE INDEX people_by_name ON people (name)",
};
const BROKEN: Migration = Migration {
    version: 3,
    sql: "INSERT INTO people (id, name) VALUES (2, 'Bo'); CREATE INDEX i ON nobody (name)",
};

const OLD: Schema = Schema::new(&[&[V1]]);
const NEW: Schema = Schema::new(&[&[V1, V2], &[V3]]);
const FAILING: Schema = Schema::new(&[&[V1, V2], &[BROKEN]]);

/// A closed file of format 1 with one person in it.
fn old_file(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("old.presync");
    let mut raw = Connection::open(&path).unwrap();
    let transaction = raw.transaction().unwrap();
    OLD.migrate(&transaction, 0, 1).unwrap();
    transaction
        .pragma_update(None, "application_id", APPLICATION_ID)
        .unwrap();
    transaction
        .execute("INSERT INTO people VALUES (1, 'Anna')", [])
        .unwrap();
    transaction.commit().unwrap();
    path
}

fn people(workspace: &Workspace) -> Vec<String> {
    let mut statement = workspace
        .connection
        .prepare("SELECT name FROM people")
        .unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

#[test]
fn an_older_file_is_backed_up_and_brought_up_to_date() {
    let folder = TempDir::new().unwrap();
    let path = old_file(folder.path());
    let workspace = Workspace::open_as(&path, &NEW, None).unwrap();
    assert_eq!(people(&workspace), ["Anna"]);
    let backup = workspace.backup().unwrap().to_owned();
    assert!(backup.ends_with("old.backup-v1-1.presync"), "{backup:?}");
    workspace.close().unwrap();

    let again = Workspace::open_as(&path, &NEW, None).unwrap();
    assert_eq!(again.backup(), None, "it is up to date already");
    let kept = Workspace::open_as(&backup, &OLD, None).unwrap();
    assert_eq!(people(&kept), ["Anna"]);
}

#[test]
fn a_backup_never_takes_the_name_of_another() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("old.backup-v1-1.presync"), "precious").unwrap();
    let workspace = Workspace::open_as(&old_file(folder.path()), &NEW, None).unwrap();
    assert!(
        workspace
            .backup()
            .unwrap()
            .ends_with("old.backup-v1-2.presync")
    );
}

#[test]
fn a_step_that_fails_leaves_the_older_format() {
    let folder = TempDir::new().unwrap();
    let path = old_file(folder.path());
    Workspace::open_as(&path, &FAILING, None).unwrap_err();
    let workspace = Workspace::open_as(&path, &OLD, None).unwrap();
    assert_eq!(people(&workspace), ["Anna"]);
}

#[test]
fn the_same_file_is_newer_to_an_older_version() {
    let folder = TempDir::new().unwrap();
    let path = old_file(folder.path());
    Workspace::open_as(&path, &NEW, None)
        .unwrap()
        .close()
        .unwrap();
    let error = Workspace::open_as(&path, &OLD, None).unwrap_err();
    assert!(
        matches!(
            error,
            WorkspaceError::Newer {
                found: 3,
                known: 1,
                ..
            }
        ),
        "{error}"
    );
}

/// What was imported before there were readings is there as it was.
#[test]
fn records_of_format_1_have_no_readings() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("first.presync");
    let mut raw = Connection::open(&path).unwrap();
    let transaction = raw.transaction().unwrap();
    Schema::CURRENT.migrate(&transaction, 0, 1).unwrap();
    transaction
        .pragma_update(None, "application_id", APPLICATION_ID)
        .unwrap();
    transaction
        .execute_batch(
            "INSERT INTO sources (id, side, role, file, format, sha256, bytes, columns, records,
                rejected, imported_at)
            VALUES (1, 'legacy', 'users', 'a.csv', 'CSV', 'ab', 9,
                '[{\"header\":\"UID\",\"attribute\":\"externalId\",\"known\":true,
                \"confidence\":100,\"reason\":\"\"}]', 1, 0, '2026-11-23T09:00:00Z');
            INSERT INTO records (id, line, cells) VALUES (4294967297, 2, x'03373738');
            INSERT INTO diagnostics (source, code, severity, file, message, hint)
            VALUES (1, 'CELL_ERROR', 'warning', 'a.csv', 'One.', '')",
        )
        .unwrap();
    transaction.commit().unwrap();
    drop(raw);

    let workspace = Workspace::open(&path).unwrap();
    assert!(workspace.backup().is_some());
    let users = workspace.population(Side::Legacy, &Unwatched).unwrap();
    let uids: Vec<_> = users
        .users()
        .map(|u| users.first(u, "externalId"))
        .collect();
    assert_eq!(uids, ["778"]);
    let cases: Vec<_> = workspace
        .diagnostics()
        .unwrap()
        .into_iter()
        .map(|d| d.cases)
        .collect();
    assert_eq!(cases, [Cases::default()]);
}

/// What the next release must never do: change what an earlier one wrote under the same number.
#[test]
fn every_table_of_this_format_belongs_to_a_version() {
    assert_eq!(Schema::CURRENT.version(), 6);
    for (version, expect) in [
        (1, (13, 9)),
        (2, (18, 9)),
        (3, (21, 7)),
        (4, (20, 2)),
        (5, (22, 2)),
        (6, (28, 2)),
    ] {
        let objects = Schema::CURRENT.objects(version).unwrap();
        let tables = objects.keys().filter(|(kind, _)| kind == "table").count();
        assert_eq!((tables, objects.len() - tables), expect, "format {version}");
    }
}

#[test]
fn a_file_of_the_first_format_is_brought_up_to_date_with_its_sources_and_decisions() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("first.presync");
    let mut raw = Connection::open(&path).unwrap();
    let transaction = raw.transaction().unwrap();
    Schema::CURRENT.migrate(&transaction, 0, 1).unwrap();
    transaction
        .pragma_update(None, "application_id", APPLICATION_ID)
        .unwrap();
    let sql =
        "INSERT INTO sources VALUES (1, 'azure', 'Azure users', 'a.csv', NULL, 'CSV', 'ab', 7,
        '[]', 3, 1, '2026-01-05T08:00:00Z')";
    transaction.execute(sql, []).unwrap();
    let decided = "INSERT INTO decisions VALUES (1, 1, 'new', '', 'b', '', 'm', '2026', NULL)";
    transaction.execute(decided, []).unwrap();
    transaction.commit().unwrap();
    raw.close().unwrap();

    let workspace = Workspace::open(&path).unwrap();
    assert!(workspace.backup().is_some());
    let sources = workspace.sources().unwrap();
    let read: Vec<_> = sources
        .iter()
        .map(|source| (source.header.file.as_str(), &source.header.profile_source))
        .collect();
    assert_eq!(read, [("a.csv", &None)]);
    assert_eq!(workspace.decisions().unwrap().len(), 1);
    assert!(workspace.decision_bases().unwrap().is_empty());
    assert!(workspace.readings().unwrap().is_empty());
}

/// What was decided stays; the rows of a plan are made again, and until then it says so.
#[test]
fn a_plan_of_format_3_is_stale_and_what_was_decided_is_there() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("third.presync");
    let mut raw = Connection::open(&path).unwrap();
    let transaction = raw.transaction().unwrap();
    Schema::CURRENT.migrate(&transaction, 0, 3).unwrap();
    transaction
        .pragma_update(None, "application_id", APPLICATION_ID)
        .unwrap();
    transaction
        .execute_batch(
            "INSERT INTO sources VALUES (7, 'azure', 'Azure users', 'a.csv', NULL, 'CSV', 'ab', 7,
                '[]', 3, 1, '2026-01-05T08:00:00Z', NULL);
            INSERT INTO decisions VALUES (1, 1, 'new', '', 'b', '', 'm', '2026', NULL);
            INSERT INTO plan VALUES (1, 5, 'Contoso', '2026-01-05T08:00:00Z', 1,
                '{\"sources\":[7],\"decision\":1,\"mapping\":0}', 4, 3, 2, 1, 0, 0, '{\"verdict\":\"Ready\"}');
            INSERT INTO plan_people VALUES (1, 'azure', 0, 1, 'b', 'b@x', '', 'Bo', '', NULL, '', '',
                'nothing', '', '', NULL, 'created', 'create', 0, '', 'New.', 'documented');
            INSERT INTO plan_reviews VALUES (1, 1, 'two_candidates', 'two_candidates')",
        )
        .unwrap();
    transaction.commit().unwrap();
    raw.close().unwrap();

    let workspace = Workspace::open(&path).unwrap();
    assert!(workspace.backup().is_some());
    let plan = workspace.plan_meta().unwrap().unwrap();
    assert_eq!((plan.number, plan.line.link), (PlanNumber(5), 4));
    assert!(workspace.is_stale(&plan).unwrap());
    for table in GridTable::ALL {
        let page = workspace.query(&GridQuery::all(table), 0, 9).unwrap();
        assert_eq!((page.total, page.rows.len()), (0, 0), "{}", table.name());
    }
    assert_eq!(workspace.decisions().unwrap().len(), 1);
    assert_eq!(workspace.sources().unwrap()[0].id.0, 7);
}

/// The schema to patch lay in the settings; it is a file like the others now.
#[test]
fn the_schema_of_format_5_is_kept_as_a_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("fifth.presync");
    let mut raw = Connection::open(&path).unwrap();
    let transaction = raw.transaction().unwrap();
    Schema::CURRENT.migrate(&transaction, 0, 5).unwrap();
    transaction
        .pragma_update(None, "application_id", APPLICATION_ID)
        .unwrap();
    let settings = r#"{"patch":{"file":"app.json","sha256":"ab","bytes":40,"format":"JSON",
        "document":{"id":"job","synchronizationRules":[]}}}"#;
    transaction
        .execute(
            "INSERT INTO engagement VALUES (1, 'Contoso', ?1)",
            [settings],
        )
        .unwrap();
    transaction.commit().unwrap();
    raw.close().unwrap();

    let workspace = Workspace::open(&path).unwrap();
    assert!(workspace.backup().is_some());
    let engagement = workspace.engagement().unwrap().unwrap();
    assert_eq!(
        (engagement.title.as_str(), engagement.settings),
        ("Contoso", json!({}))
    );
    let kept = workspace.companions().unwrap();
    let [one] = kept.as_slice() else {
        panic!("one file: {kept:?}")
    };
    let companion = &one.companion;
    assert_eq!(
        (companion.role.as_str(), companion.file.as_str()),
        ("schema", "app.json")
    );
    assert_eq!((companion.sha256.as_str(), companion.bytes), ("ab", 40));
    let content = workspace.companion_content(one.id).unwrap().unwrap();
    let document: serde_json::Value = serde_json::from_slice(&content).unwrap();
    assert_eq!(document, json!({ "id": "job", "synchronizationRules": [] }));
}

/// A chunk that is gone or is not what it should be is damage, not fewer rows.
#[test]
fn a_broken_column_is_damage_once_it_is_read() {
    for tamper in [
        "DELETE FROM plan_columns WHERE id = (SELECT min(id) FROM plan_columns)",
        "UPDATE plan_columns SET packed = x'0300000030616263'",
        "UPDATE plan_columns SET packed = x'ffffffff30616263'",
        "UPDATE plan SET azure = 4",
    ] {
        let folder = TempDir::new().unwrap();
        let workspace = Workspace::create(&folder.path().join("a.presync")).unwrap();
        let sql = "INSERT INTO plan VALUES (1, 1, '', '', 0,
            '{\"sources\":[],\"decision\":0,\"mapping\":0}', 0, 0, 0, 0, 0, 0, '{}', 1, 0, 0, 0, 0, 0)";
        workspace.connection.execute(sql, []).unwrap();
        let mut ticker = crate::ticker::Ticker::new(&Unwatched);
        let one = plan_columns::write(
            &workspace.connection,
            person::ALL,
            1,
            &mut ticker,
            |_, sink| {
                for column in person::ALL {
                    match column.kind() {
                        plan_columns::Kind::Text => sink.text("text"),
                        _ => sink.number(Some(1)),
                    }
                }
            },
        );
        assert!(one.is_ok());
        let all = GridQuery::all(GridTable::People);
        assert_eq!(workspace.query(&all, 0, 9).unwrap().rows[0][2], "text");
        workspace.connection.execute_batch(tamper).unwrap();
        let error = workspace.query(&all, 0, 9).unwrap_err();
        assert_eq!(error.code(), "workspace-damaged", "{tamper}");
    }
}

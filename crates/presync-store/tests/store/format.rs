//! `docs/workspace-format.md` says what the file really is.

use std::{collections::BTreeMap, path::Path};

use presync_store::Workspace;
use rusqlite::Connection;

use crate::support::Folder;

/// Columns by table, each as `name type`, in order.
type Tables = BTreeMap<String, Vec<String>>;

fn real(raw: &Connection) -> Tables {
    let mut statement = raw
        .prepare(
            "SELECT t.name, c.name || ' ' || c.type FROM sqlite_schema t, pragma_table_xinfo(t.name) c
            WHERE t.type = 'table' AND t.name <> 'sqlite_sequence' ORDER BY t.name, c.cid",
        )
        .unwrap();
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let mut tables = Tables::new();
    for row in rows {
        let (table, column): (String, String) = row.unwrap();
        tables.entry(table).or_default().push(column);
    }
    tables
}

/// Headings `` ### `table` `` and below each a table whose rows begin `` | `column` | TYPE | ``.
fn documented(text: &str) -> Tables {
    let mut tables = Tables::new();
    let mut current = String::new();
    for line in text.lines() {
        if let Some(name) = line
            .strip_prefix("### `")
            .and_then(|rest| rest.strip_suffix('`'))
        {
            current = name.to_owned();
            tables.insert(current.clone(), Vec::new());
        } else if let Some((column, rest)) = line
            .strip_prefix("| `")
            .and_then(|rest| rest.split_once("` | "))
        {
            let kind = rest.split_whitespace().next().unwrap();
            tables
                .get_mut(&current)
                .expect("a heading comes first")
                .push(format!("{column} {kind}"));
        }
    }
    tables
}

fn document() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/workspace-format.md");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn every_table_and_column_is_documented() {
    let folder = Folder::new();
    Workspace::create(&folder.path("a.presync"))
        .unwrap()
        .close()
        .unwrap();
    let raw = Connection::open(folder.path("a.presync")).unwrap();
    assert_eq!(documented(&document()), real(&raw));
}

#[test]
fn the_header_is_as_documented() {
    let folder = Folder::new();
    Workspace::create(&folder.path("a.presync"))
        .unwrap()
        .close()
        .unwrap();
    let raw = Connection::open(folder.path("a.presync")).unwrap();
    let pragma = |name: &str| {
        raw.pragma_query_value(None, name, |row| row.get::<_, i64>(0))
            .unwrap()
    };
    let text = document();
    assert!(text.contains(&format!(
        "`application_id` is `0x{:08x}`",
        pragma("application_id")
    )));
    assert!(text.contains(&format!("`user_version` is `{}`", pragma("user_version"))));
    let journal: String = raw
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .unwrap();
    assert_eq!(journal, "wal");
}

//! The rows that the window pages through say what the files say, word for word.

use rusqlite::Connection;
use tempfile::TempDir;

use crate::{
    presync::{end, presync},
    table::Table,
};

/// Columns of the stored rows, and what the files call them.
const PEOPLE: &[(&str, &str)] = &[
    ("side", "side"),
    ("identity_status", "identity_status"),
    ("rule_key", "rule_key"),
    ("rule_finds_row", "rule_finds_row"),
    ("rule_finds_username", "rule_finds_username"),
    ("outcome", "outcome"),
    ("action", "action"),
    ("changes", "changes"),
    ("findings", "findings"),
    ("why", "why"),
    ("basis", "basis"),
];
const CHANGES: &[(&str, &str)] = &[
    ("kind", "kind"),
    ("replace(now, char(31), ';')", "now"),
    ("replace(would_be, char(31), ';')", "would_be"),
    ("class", "class"),
    ("basis", "basis"),
];

#[test]
fn the_windows_rows_are_the_files_rows() {
    let folder = TempDir::new().expect("there is room");
    let (out, workspace) = (folder.path().join("out"), folder.path().join("a.presync"));
    let mut command = presync("plan");
    command.arg("--sample").arg("--out").arg(&out);
    command.args(["--csv", "faithful"]);
    end(command.arg("--workspace").arg(&workspace)).with_code(3);
    let database = Connection::open(&workspace).expect("it opens");
    let check = |table: &str, file: &str, columns: &[(&str, &str)]| {
        let expect = Table::read(&out.join(file));
        let expect: Vec<Vec<String>> = expect
            .rows()
            .map(|row| {
                columns
                    .iter()
                    .map(|(_, name)| row[name].to_owned())
                    .collect()
            })
            .collect();
        let stored = stored(&database, table, columns);
        assert_eq!(stored.len(), expect.len(), "{table}");
        for (at, (stored, expect)) in stored.iter().zip(&expect).enumerate() {
            assert_eq!(stored, expect, "{table}, row {}", at + 1);
        }
    };
    check("plan_people", "people.csv", PEOPLE);
    check("plan_changes", "changes.csv", CHANGES);
}

fn stored(database: &Connection, table: &str, columns: &[(&str, &str)]) -> Vec<Vec<String>> {
    let cells: Vec<String> = columns
        .iter()
        .map(|(cell, _)| format!("CAST({cell} AS TEXT)"))
        .collect();
    let sql = format!("SELECT {} FROM {table} ORDER BY id", cells.join(", "));
    let mut statement = database.prepare(&sql).expect("the table is there");
    let rows = statement.query_map([], |row| (0..columns.len()).map(|at| row.get(at)).collect());
    let rows: Result<_, _> = rows.expect("it runs").collect();
    rows.expect("every cell is text")
}

//! The rows that the window pages through say what the files say, word for word.

use rusqlite::Connection;
use tempfile::TempDir;

use Kind::{Number, Text};

use crate::{
    presync::{end, presync},
    table::Table,
};

/// Columns of the files, and by which number `docs/workspace-format.md` knows the stored ones.
const PEOPLE: &[(Kind, i64, &str)] = &[
    (Text, 8, "identity_status"),
    (Text, 9, "rule_key"),
    (Text, 11, "rule_finds_row"),
    (Text, 12, "rule_finds_username"),
    (Text, 14, "outcome"),
    (Text, 15, "action"),
    (Number, 16, "changes"),
    (Text, 17, "findings"),
    (Text, 18, "why"),
    (Text, 19, "basis"),
];
const CHANGES: &[(Kind, i64, &str)] = &[
    (Text, 35, "kind"),
    (Text, 36, "now"),
    (Text, 37, "would_be"),
    (Text, 38, "class"),
    (Text, 39, "basis"),
];

/// What a stored column holds.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Number,
}

#[test]
fn the_windows_rows_are_the_files_rows() {
    let folder = TempDir::new().expect("there is room");
    let (out, workspace) = (folder.path().join("out"), folder.path().join("a.presync"));
    let mut command = presync("plan");
    command.arg("--sample").arg("--out").arg(&out);
    command.args(["--csv", "faithful"]);
    end(command.arg("--workspace").arg(&workspace)).with_code(3);
    let database = Connection::open(&workspace).expect("it opens");
    let check = |file: &str, columns: &[(Kind, i64, &str)]| {
        let expect = Table::read(&out.join(file));
        for (kind, number, name) in columns {
            let expect: Vec<String> = expect.rows().map(|row| row[name].to_owned()).collect();
            let stored = stored(&database, *kind, *number);
            assert_eq!(stored.len(), expect.len(), "{file}, {name}");
            for (at, (stored, expect)) in stored.iter().zip(&expect).enumerate() {
                assert_eq!(stored, expect, "{file}, {name}, row {}", at + 1);
            }
        }
    };
    check("people.csv", PEOPLE);
    check("changes.csv", CHANGES);
}

/// The values of a stored column, several of one cell as the files join them.
fn stored(database: &Connection, kind: Kind, number: i64) -> Vec<String> {
    let sql = "SELECT packed FROM plan_columns WHERE id >> 32 = ?1 ORDER BY id";
    let mut statement = database.prepare(sql).expect("the table is there");
    let chunks = statement.query_map([number], |row| row.get::<_, Vec<u8>>(0));
    let chunks = chunks.expect("it runs").map(|chunk| chunk.expect("bytes"));
    let mut values = Vec::new();
    for chunk in chunks {
        let raw = lz4_flex::decompress_size_prepended(&chunk).expect("a block");
        let mut rest = raw.as_slice();
        while !rest.is_empty() {
            let number = varint(&mut rest);
            values.push(match kind {
                Number => number
                    .checked_sub(1)
                    .map_or_else(String::new, |n| n.to_string()),
                Text if number == 0 => values.last().cloned().expect("a text before it"),
                Text => {
                    let (text, tail) = rest.split_at(number - 1);
                    rest = tail;
                    let text = std::str::from_utf8(text).expect("text");
                    text.replace('\u{1f}', ";")
                }
            });
        }
    }
    values
}

fn varint(rest: &mut &[u8]) -> usize {
    let mut value = 0;
    for shift in (0..).step_by(7) {
        let (byte, tail) = rest.split_first().expect("a whole number");
        *rest = tail;
        value |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    value
}

//! What people said of reading files is kept by side and set of headers.

use presync_core::Side;
use presync_store::{ReadingRow, Workspace};
use serde_json::json;

use crate::support::{Folder, NOW};

fn reading(side: Side, header_set: &str, delimiter: &str) -> ReadingRow {
    ReadingRow {
        side,
        header_set: header_set.to_owned(),
        headers: vec!["Kennung".to_owned(), "Name".to_owned()],
        choices: json!({ "delimiter": delimiter }),
        chosen_at: NOW.to_owned(),
    }
}

#[test]
fn the_last_word_on_a_set_of_headers_is_kept() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let first = [
        reading(Side::Legacy, "aa", ";"),
        reading(Side::Azure, "aa", "|"),
    ];
    workspace.keep_readings(&first).unwrap();
    let second = reading(Side::Legacy, "aa", "^");
    workspace
        .keep_readings(std::slice::from_ref(&second))
        .unwrap();
    workspace.close().unwrap();

    let workspace = Workspace::open(&folder.path("a.presync")).unwrap();
    let check = |side, set: &str, expect: Option<&ReadingRow>| {
        assert_eq!(workspace.reading(side, set).unwrap().as_ref(), expect);
    };
    check(Side::Legacy, "aa", Some(&second));
    check(Side::Azure, "aa", Some(&first[1]));
    check(Side::Azure, "bb", None);
    assert_eq!(workspace.readings().unwrap(), [first[1].clone(), second]);
}

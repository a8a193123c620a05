//! Rows that are not as the header is: short, long, badly quoted, empty, or no person.

use presync_core::Side;
use presync_import::{Quotes, Ragged, ReadOptions};

use crate::boundary::{Given, check, side};

#[test]
fn ragged_rows_are_padded_or_named() {
    check(
        "UID,Username,Surname\n1,ada\n2,bo,Lind,\n3,cy,Day,extra\n4,di,Eck\n",
        &side(Side::Legacy),
        "CSV, UTF-8, comma
        externalId | userName | name.familyName
        1 @2: 1 | ada |
        2 @3: 2 | bo | Lind
        4 @5: 4 | di | Eck
        blocker ROW_TOO_LONG @4
        warning ROW_TOO_SHORT @2
        1 of 4 rejected",
    );
}

#[test]
fn short_rows_are_rejected_where_that_is_wanted() {
    let text = "UID,Username,Surname\n1,ada\n2,bo,Lind,\n3,cy,Day,extra\n4,di,Eck\n5\n";
    let rejecting = ReadOptions {
        ragged: Some(Ragged::Reject),
        ..side(Side::Legacy)
    };
    check(
        text,
        &rejecting,
        "CSV, UTF-8, comma
        externalId | userName | name.familyName
        2 @3: 2 | bo | Lind
        4 @5: 4 | di | Eck
        blocker ROW_TOO_SHORT @2
        blocker ROW_TOO_LONG @4
        blocker ROW_TOO_SHORT @6
        3 of 5 rejected",
    );
    let given = Given::file("a.csv", text.as_bytes());
    let (inspection, sink, _) = given.import(&rejecting).expect("readable");
    let json = serde_json::to_value(&inspection).expect("JSON");
    assert_eq!(json["options"]["ragged"], "reject");
    assert_eq!(json["short_rows"], 2);
    let said = sink.diagnostics.iter().find(|said| said.row == Some(6));
    let said = said.map(|said| said.message.as_str());
    assert_eq!(
        said,
        Some("The row has 1 cell where the header has 3; it is not used.")
    );
    let padded = given.inspect(&side(Side::Legacy)).expect("readable");
    assert_eq!(
        padded.options.ragged,
        Some(Ragged::Pad),
        "what is done is said"
    );
}

#[test]
fn rows_that_end_early_in_a_sheet_are_not_short() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip([vec!["UID", "Surname"], vec!["1"]]) {
        sheet.write_row(row, 0, cells).expect("in memory");
    }
    let rejecting = ReadOptions {
        ragged: Some(Ragged::Reject),
        ..side(Side::Legacy)
    };
    check(
        workbook.save_to_buffer().expect("in memory"),
        &rejecting,
        "XLSX\nexternalId | name.familyName\n1 @2: 1 |",
    );
}

#[test]
fn quotes_after_a_backslash_are_read_where_that_is_said() {
    let text = "UID,Surname,Title\n1,\"O \\\"Neil\\\", B\",x\n2,\"C:\\\\\",y\n";
    let stated = |quotes: Quotes| ReadOptions {
        quotes: Some(quotes),
        ..side(Side::Legacy)
    };
    check(
        text,
        &stated(Quotes::Backslash),
        "CSV, UTF-8, comma, quotes after a backslash
        externalId | name.familyName | title
        1 @2: 1 | O \"Neil\", B | x
        2 @3: 2 | C:\\ | y",
    );
    check(
        text,
        &stated(Quotes::Doubled),
        "CSV, UTF-8, comma
        externalId | name.familyName | title
        2 @3: 2 | C:\\\\ | y
        blocker ROW_TOO_LONG @2
        1 of 2 rejected",
    );
    let inspection = Given::file("a.csv", text.as_bytes()).inspect(&side(Side::Legacy));
    let inspection = inspection.expect("readable");
    let said = inspection.diagnostics.iter();
    let hints: Vec<&str> = said.map(|said| said.hint.as_str()).collect();
    assert!(
        matches!(hints[..], [hint] if hint.contains("\"quotes\": \"backslash\"")),
        "{hints:?}"
    );
    let json = serde_json::to_value(&inspection.options).expect("JSON");
    assert_eq!(json["quotes"], "doubled");
}

#[test]
fn quotes_that_do_not_balance() {
    let legacy = side(Side::Legacy);
    check(
        "UID,Username\n1,\"ada\n2,bo\n",
        &legacy,
        "refused CSV_UNCLOSED_QUOTE row 2",
    );
    check(
        "UID,Surname\n1,\"O \"Neil\" B\"\n2,\"Lind\nx\n3,\"Day\"\n4,\"Eck\"\n",
        &legacy,
        "CSV, UTF-8, comma
        externalId | name.familyName
        1 @2: 1 | O \"Neil\" B
        3 @6: 4 | Eck
        blocker ROW_BAD_QUOTES @3
        warning ROW_STRAY_QUOTES @2
        1 of 3 rejected",
    );
}

#[test]
fn empty_lines_are_no_records_and_nobodies_are_named() {
    check(
        "UID,Username,Department\n\n1,ada,X\n,,\n , ,Finance\n\n2,bo,\n",
        &side(Side::Legacy),
        "CSV, UTF-8, comma
        externalId | userName | department
        1 @3: 1 | ada | X
        3 @7: 2 | bo |
        blocker ROW_NO_IDENTITY @5
        1 of 3 rejected",
    );
}

#[test]
fn a_repeated_header_is_no_person() {
    check(
        "\u{feff}UID,Username\n1,ada\n\u{feff}UID,Username\n2,bo\n",
        &side(Side::Legacy),
        "CSV, UTF-8 with BOM, comma
        externalId | userName
        1 @2: 1 | ada
        3 @4: 2 | bo
        blocker ROW_REPEATS_HEADER @3
        1 of 3 rejected",
    );
    check(
        "UID,Username\n1,ada\nUID,Username\n2,bo\n",
        &side(Side::Legacy),
        "CSV, UTF-8, comma
        externalId | userName
        1 @2: 1 | ada
        3 @4: 2 | bo
        blocker ROW_REPEATS_HEADER @3
        1 of 3 rejected",
    );
}

#[test]
fn lines_of_text_around_a_table_are_no_people() {
    check(
        "UID,Username\n1,ada\nLeavers of May,\nUID,Username\n2,bo\nPrinted on 25.11.2026 by the server,\n",
        &side(Side::Legacy),
        "CSV, UTF-8, comma
        externalId | userName
        1 @2: 1 | ada
        4 @5: 2 | bo
        blocker ROW_OF_TEXT @3
        blocker ROW_REPEATS_HEADER @4
        blocker ROW_OF_TEXT @6
        3 of 5 rejected",
    );
    check(
        "UID,Username\n1,ada\nLeavers of May,\n2,bo\nnew one,\n",
        &side(Side::Legacy),
        "CSV, UTF-8, comma
        externalId | userName
        1 @2: 1 | ada
        2 @3: Leavers of May |
        3 @4: 2 | bo
        4 @5: new one |",
    );
}

#[test]
fn zeros_that_a_crash_left_are_nobody() {
    check(
        format!(
            "UID,Username\n1,a-name-so-long-that-it-is-text\n2,bo\n{}",
            "\0".repeat(3)
        ),
        &side(Side::Legacy),
        "CSV, UTF-8, comma
        externalId | userName
        1 @2: 1 | a-name-so-long-that-it-is-text
        2 @3: 2 | bo
        blocker ROW_NO_IDENTITY @4
        warning ROW_TOO_SHORT @4
        warning CELL_CONTROL_CHARACTER @4 [UID]
        1 of 3 rejected",
    );
}

#[test]
fn a_line_of_strokes_is_no_person() {
    check(
        "UID   ,Username\n------,--------\n1     ,ada\n---,\n-,bo\n",
        &side(Side::Legacy),
        "CSV, UTF-8, comma
        externalId | userName
        2 @3: 1      ⇒ 1 | ada
        4 @5: - ⇒  | bo
        blocker ROW_RULED @2
        blocker ROW_RULED @4
        note CELL_TRIMMED @3 [UID   ]
        note CELL_PLACEHOLDER @5 [UID   ]
        2 of 4 rejected",
    );
}

#[test]
fn a_line_of_totals_is_no_person_and_a_person_of_that_name_is_one() {
    let legacy = side(Side::Legacy);
    check(
        "UID,Username,Surname,First Name,Hours\n1,ada,Okoro,Ada,38\n2,bo,Lind,Bo,40\n\nTotal,,,,78\nUsers: 2\n",
        &legacy,
        "CSV, UTF-8, comma
        externalId | userName | name.familyName | name.givenName | Hours
        1 @2: 1 | ada | Okoro | Ada | 38
        2 @3: 2 | bo | Lind | Bo | 40
        blocker ROW_TOTALS @5
        blocker ROW_TOTALS @6
        2 of 4 rejected",
    );
    check(
        "UID,Username,Surname,First Name,Hours\n1,ada,Okoro,Ada,38\n2,bo,Lind,Bo,40\n\nTotal,,,,78\nTotal users: 2\n",
        &legacy,
        "CSV, UTF-8, comma
        externalId | userName | name.familyName | name.givenName | Hours
        1 @2: 1 | ada | Okoro | Ada | 38
        2 @3: 2 | bo | Lind | Bo | 40
        blocker ROW_TOTALS @5
        blocker ROW_TOTALS @6
        2 of 4 rejected",
    );
    check(
        "Surname;First Name;UID\nSumme;Anna;1\nTotal;;2\nGesamt;;3\n",
        &legacy,
        "CSV, UTF-8, semicolon
        name.familyName | name.givenName | externalId
        1 @2: Summe | Anna | 1
        2 @3: Total |  | 2
        3 @4: Gesamt |  | 3",
    );
    check(
        "Username,Email,Hours\nada,a@x.test,3\nTotal,,3\nbo,b@x.test,4\n",
        &legacy,
        "CSV, UTF-8, comma
        userName | emails[type eq \"work\"].value | Hours
        1 @2: ada | a@x.test | 3
        2 @3: Total |  | 3
        3 @4: bo | b@x.test | 4",
    );
}

//! What cells are taken to mean, through a whole file: the cell stays, the reading goes beside it.

use presync_core::Side;
use presync_import::{DateOrder, DateSystem, ReadOptions};
use proptest::prelude::*;

use crate::boundary::{Given, check, side};

fn legacy() -> ReadOptions {
    side(Side::Legacy)
}

#[test]
fn yes_and_no_are_read_where_the_column_holds_them() {
    check(
        "UID,Active,Hide Profile,Country\n1,WAHR,x,no\n2,falsch,,yes\n3,TRUE,maybe,x\n4,0,-,no\n",
        &legacy(),
        "CSV, UTF-8, comma
        externalId | active | omitFromSearch | Country
        1 @2: 1 | WAHR ⇒ true | x ⇒ true | no
        2 @3: 2 | falsch ⇒ false |  | yes
        3 @4: 3 | TRUE | maybe | x
        4 @5: 4 | 0 ⇒ false | - ⇒  | no
        warning COLUMN_UNEXPECTED_VALUES [Hide Profile]
        note CELL_BOOLEAN @2 [Active]
        note CELL_BOOLEAN @2 [Hide Profile]
        warning CELL_NOT_BOOLEAN @4 [Hide Profile]
        note CELL_PLACEHOLDER @5 [Hide Profile]",
    );
}

#[test]
fn a_cross_is_a_yes_and_a_blank_is_nothing() {
    check(
        "UID,Hide Profile\n1,x\n2,\n3,X\n",
        &legacy(),
        "CSV, UTF-8, comma
        externalId | omitFromSearch
        1 @2: 1 | x ⇒ true
        2 @3: 2 |
        3 @4: 3 | X ⇒ true
        note CELL_BOOLEAN @2 [Hide Profile]",
    );
}

#[test]
fn dates_are_read_in_the_order_that_the_column_proves() {
    check(
        "UID,Start Date\n1,03/04/2025\n2,13/04/2025\n3,2025-04-13\n4,4.5.2025 9:30\n5,44927\n6,soon\n",
        &legacy(),
        "CSV, UTF-8, comma
        externalId | jobStartDate
        1 @2: 1 | 03/04/2025 ⇒ 2025-04-03
        2 @3: 2 | 13/04/2025 ⇒ 2025-04-13
        3 @4: 3 | 2025-04-13
        4 @5: 4 | 4.5.2025 9:30 ⇒ 2025-05-04T09:30:00Z
        5 @6: 5 | 44927 ⇒ 2023-01-01
        6 @7: 6 | soon
        note CELL_ZONE_ASSUMED @5 [Start Date]
        note CELL_DATE @2 [Start Date]
        note CELL_DATE_SERIAL @6 [Start Date]
        warning CELL_DATE_UNREAD @7 [Start Date]",
    );
}

#[test]
fn dates_that_nothing_decides_stay_text() {
    let both = "UID,Start Date\n1,03/04/2025\n2,13/04/2025\n3,04/13/2025\n4,04/04/2025\n";
    check(
        both,
        &legacy(),
        "CSV, UTF-8, comma
        externalId | jobStartDate
        1 @2: 1 | 03/04/2025
        2 @3: 2 | 13/04/2025
        3 @4: 3 | 04/13/2025
        4 @5: 4 | 04/04/2025 ⇒ 2025-04-04
        warning DATE_ORDER_UNCERTAIN [Start Date]
        note CELL_DATE @5 [Start Date]
        warning CELL_DATE_UNDECIDED @2 [Start Date]",
    );
    let stated = ReadOptions {
        dates: [("start date".to_owned(), DateOrder::MonthFirst)].into(),
        ..legacy()
    };
    check(
        both,
        &stated,
        "CSV, UTF-8, comma
        externalId | jobStartDate
        1 @2: 1 | 03/04/2025 ⇒ 2025-03-04
        2 @3: 2 | 13/04/2025
        3 @4: 3 | 04/13/2025 ⇒ 2025-04-13
        4 @5: 4 | 04/04/2025 ⇒ 2025-04-04
        note CELL_DATE @2 [Start Date]
        warning CELL_DATE_CONTRADICTS @3 [Start Date]",
    );
}

#[test]
fn the_counts_for_either_order_are_said() {
    let given = Given::file(
        "people.csv",
        b"UID,Start Date\n1,03/04/2025\n2,13/04/2025\n3,14/04/2025\n4,04/13/2025\n",
    );
    let inspection = given.inspect(&legacy()).expect("a table");
    let doubt = inspection.diagnostics.first().expect("a doubt");
    assert_eq!(
        doubt.message,
        "Day and month could be swapped in 1 cell; 2 say the day comes first and 1 the month. None of \
         them is read as a date."
    );
    let samples: Vec<_> = doubt
        .cases
        .samples
        .iter()
        .map(|s| (s.row, s.original.as_str()))
        .collect();
    assert_eq!(samples, [(2, "03/04/2025")]);
    let json = serde_json::to_value(doubt).expect("a document");
    assert_eq!(json["count"], 1);
    assert_eq!(json["samples"][0]["original"], "03/04/2025");
    assert!(!doubt.to_string().contains("03/04/2025"));
}

/// What the sample proves holds for the rest of the file; a cell beyond it that says otherwise stays.
#[test]
fn a_later_date_that_contradicts_is_counted_and_never_swapped() {
    let mut file = "UID,Start Date\n".to_owned();
    for number in 0..10_000 {
        file += &format!("u{number},13/04/2025\n");
    }
    file += "v1,04/13/2025\nv2,01/02/2025\n";
    let given = Given::file("people.csv", file.as_bytes());
    let (inspection, read, _) = given.import(&legacy()).expect("a table");
    assert_eq!(inspection.options.dates["Start Date"], DateOrder::DayFirst);
    assert_eq!(read.records[10_000].2[1], "04/13/2025");
    assert_eq!(read.records[10_001].2[1], "01/02/2025 ⇒ 2025-02-01");
    let told: Vec<_> = read
        .diagnostics
        .iter()
        .map(|d| (d.code.as_str(), d.cases.count))
        .collect();
    assert_eq!(told, [("CELL_DATE", 10_001), ("CELL_DATE_CONTRADICTS", 1)]);
}

#[test]
fn serial_numbers_count_from_the_stated_day() {
    let old = ReadOptions {
        date_system: Some(DateSystem::Since1904),
        ..legacy()
    };
    check(
        "UID,Start Date\n1,43465\n",
        &old,
        "CSV, UTF-8, comma
        externalId | jobStartDate
        1 @2: 1 | 43465 ⇒ 2023-01-01
        note CELL_DATE_SERIAL @2 [Start Date]",
    );
}

#[test]
fn ids_that_became_numbers_are_ids_again_where_that_is_exact() {
    check(
        "UID,Username,Job Title\n1234567.0,1.23456789E+8,2.0\n1.23457E+15,1234567890123450,Engineer\n",
        &legacy(),
        "CSV, UTF-8, comma
        externalId | userName | title
        1 @2: 1234567.0 ⇒ 1234567 | 1.23456789E+8 ⇒ 123456789 | 2.0
        2 @3: 1.23457E+15 | 1234567890123450 | Engineer
        warning CELL_EXPONENT @3 [UID]
        warning CELL_ROUNDED @3 [Username]
        note CELL_NUMBER @2 [UID]
        note CELL_NUMBER @2 [Username]",
    );
}

#[test]
fn ids_that_lost_their_zeros_are_said() {
    check(
        "UID,Username\n48213,a\n50977,b\n61244,c\n4711,d\n77310,e\n",
        &legacy(),
        "CSV, UTF-8, comma
        externalId | userName
        1 @2: 48213 | a
        2 @3: 50977 | b
        3 @4: 61244 | c
        4 @5: 4711 | d
        5 @6: 77310 | e
        warning ID_ZEROS_LOST [UID]",
    );
}

#[test]
fn what_is_no_value_is_unknown_or_blank() {
    check(
        "UID,Username,Surname,Department,Canteen\n\
         1,System.String[],Null,#N/A,N/A\n\
         2,bo,N/A,Department - Not Specified,#REF!\n\
         3,cy,-,None,System.Object\n",
        &legacy(),
        "CSV, UTF-8, comma
        externalId | userName | name.familyName | department | Canteen
        1 @2: 1 | System.String[] ⇒  | Null | #N/A ⇒  | N/A
        2 @3: 2 | bo | N/A ⇒  | Department - Not Specified ⇒  | #REF! ⇒
        3 @4: 3 | cy | - ⇒  | None ⇒  | System.Object ⇒
        warning CELL_TYPE_NAME @2 [Username]
        warning CELL_TYPE_NAME @4 [Canteen]
        warning CELL_ERROR @2 [Department]
        warning CELL_ERROR @3 [Canteen]
        note CELL_PLACEHOLDER @3 [Surname]
        note CELL_PLACEHOLDER @3 [Department]",
    );
}

#[test]
fn nobody_is_known_by_what_is_unknown() {
    check(
        "UID,Department\n#N/A,Sales\n2,Sales\n",
        &legacy(),
        "CSV, UTF-8, comma
        externalId | department
        2 @3: 2 | Sales
        blocker ROW_NO_IDENTITY @2
        warning CELL_ERROR @2 [UID]
        1 of 2 rejected",
    );
}

#[test]
fn what_nobody_sees_is_set_aside_and_said() {
    check(
        "UID,Username,Surname\n\u{200b}1,ada ,Rene\u{301}\n2,b\u{a0}o,A  B\n3,  ,\u{a0}\n",
        &legacy(),
        "CSV, UTF-8, comma
        externalId | userName | name.familyName
        1 @2: \u{200b}1 ⇒ 1 | ada  ⇒ ada | Rene\u{301} ⇒ Ren\u{e9}
        2 @3: 2 | b\u{a0}o ⇒ b o | A  B ⇒ A B
        3 @4: 3 |    ⇒  | \u{a0} ⇒
        note CELL_TRIMMED @2 [Username]
        note CELL_SPACES @3 [Username]
        note CELL_SPACES @3 [Surname]
        warning CELL_INVISIBLE @2 [UID]
        note CELL_DECOMPOSED @2 [Surname]",
    );
}

#[test]
fn no_password_is_in_a_sample() {
    let given = Given::file("a.csv", "UID,Password\n1,hunt\u{fffd}er\n".as_bytes());
    let (_, read, _) = given.import(&legacy()).expect("a table");
    let told = format!("{:?}", read.diagnostics);
    assert!(
        told.contains("CELL_LOST_CHARACTER") && !told.contains("hunt"),
        "{told}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The cell is what the file holds, byte for byte, whatever is read into it; and what is read is
    /// read as itself.
    #[test]
    fn the_original_stays_and_a_reading_is_read_as_itself(
        cells in prop::collection::vec(
            "[ -~]{0,16}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-](19|20)[0-9]{2}|[0-9.E+]{1,9}|(WAHR|x|nein|N/A|#N/A| a )|\\PC{0,12}",
            5,
        ),
    ) {
        let header = ["UID", "Start Date", "Active", "Surname", "Department", "Canteen"];
        let mut row = vec!["u1".to_owned()];
        row.extend(cells);
        let import = |row: &[String]| {
            let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let line: Vec<String> = row.iter().map(quoted).collect();
            let file = format!("{}\n{}\n", header.join(","), line.join(","));
            let given = Given::file("a.csv", file.as_bytes());
            let (_, read, _) = given.import(&legacy()).expect("a table");
            read.records[0].2.clone()
        };
        let once = import(&row);
        let mut read = Vec::new();
        for (cell, original) in once.iter().zip(&row) {
            let (held, reading) = cell.split_once(" ⇒ ").unwrap_or((cell, cell));
            prop_assert_eq!(held, original);
            read.push(reading.to_owned());
        }
        let twice = import(&read);
        prop_assert_eq!(&twice, &read);
    }
}

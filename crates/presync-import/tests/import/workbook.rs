//! Excel workbooks: sheets, values, hostile containers.

use std::io::Write as _;

use presync_core::Side;
use presync_import::ReadOptions;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::boundary::{Given, check, side};

fn saved(mut workbook: Workbook) -> Vec<u8> {
    workbook.save_to_buffer().expect("a workbook")
}

fn write(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet
                .write(row as u32, column as u16, *cell)
                .expect("a cell");
        }
    }
}

fn one_sheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    write(workbook.add_worksheet(), rows);
    saved(workbook)
}

#[test]
fn an_intranet_workbook_is_read() {
    let bytes = one_sheet(&[
        &[
            "Unique ID field",
            "User Name",
            "Surname",
            "First Name",
            "Hide Profile",
        ],
        &["00123", "ada", "Okoro", "Ada", "false"],
        &["", "", "", "", ""],
        &["124", "bo", "Lind"],
    ]);
    check(
        bytes,
        &ReadOptions::default(),
        "XLSX
        externalId | userName | name.familyName | name.givenName | omitFromSearch
        1 @2: 00123 | ada | Okoro | Ada | false
        2 @4: 124 | bo | Lind |  |",
    );
}

#[test]
fn values_are_what_the_user_sees() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    write(
        sheet,
        &[&[
            "UID",
            "Active",
            "Start Date",
            "Date of Birth",
            "Mobile",
            "Location",
        ]],
    );
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let time = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let zeros = Format::new().set_num_format("00000");
    let day = ExcelDateTime::from_ymd(2024, 1, 31).expect("a date");
    let moment = ExcelDateTime::from_ymd(2024, 1, 31)
        .expect("a date")
        .and_hms(8, 30, 0)
        .expect("a time");
    sheet.write_with_format(1, 0, 123, &zeros).expect("a cell");
    sheet.write(1, 1, true).expect("a cell");
    sheet.write_with_format(1, 2, &day, &date).expect("a cell");
    sheet
        .write_with_format(1, 3, &moment, &time)
        .expect("a cell");
    sheet.write(1, 4, 1.234_567_890_123_46e15).expect("a cell");
    sheet
        .write(1, 5, Formula::new("=1/0").set_result("#DIV/0!"))
        .expect("a cell");
    check(
        saved(workbook),
        &side(Side::Legacy),
        "XLSX
        externalId | active | jobStartDate | dateOfBirth | phoneNumbers[type eq \"mobile\"].value | location
        1 @2: 00123 | TRUE | 45322 ⇒ 2024-01-31 | 45322.354166666664 ⇒ 2024-01-31T08:30:00Z | 1234567890123460 | #DIV/0! ⇒
        note FORMULA_VALUES @2
        warning CELL_ERROR @2 [Location]
        warning CELL_ROUNDED @2 [Mobile]
        warning CELL_FORMAT_ZEROS @2 [UID]
        note CELL_ZONE_ASSUMED @2 [Date of Birth]
        note CELL_DATE_SERIAL @2 [Start Date]
        note CELL_DATE_SERIAL @2 [Date of Birth]",
    );
}

#[test]
fn the_first_visible_sheet_with_users_is_read() {
    let mut workbook = Workbook::new();
    write(
        workbook.add_worksheet().set_name("Cover").expect("a name"),
        &[&["Staff export"]],
    );
    let hidden = workbook
        .add_worksheet()
        .set_name("Old")
        .expect("a name")
        .set_hidden(true);
    write(hidden, &[&["UID", "Username"], &["9", "old"]]);
    let people = workbook.add_worksheet().set_name("People").expect("a name");
    write(
        people,
        &[&["Report of May"], &[], &["UID", "Username"], &["1", "ada"]],
    );
    let more = workbook
        .add_worksheet()
        .set_name("Leavers")
        .expect("a name");
    write(more, &[&["UID", "Username"], &["2", "bo"]]);
    let bytes = saved(workbook);
    check(
        &bytes,
        &side(Side::Legacy),
        "XLSX
        externalId | userName
        1 @4: 1 | ada
        warning ROWS_ABOVE_HEADER @1
        warning SHEET_CHOSEN",
    );
    let named = |name: &str| ReadOptions {
        sheet: Some(name.into()),
        ..side(Side::Legacy)
    };
    check(
        &bytes,
        &named("Old"),
        "XLSX\nexternalId | userName\n1 @2: 9 | old",
    );
    check(&bytes, &named("Nobody"), "refused SHEET_NOT_FOUND");
    let inspection = Given::file("people.xlsx", &bytes)
        .inspect(&side(Side::Legacy))
        .expect("readable");
    let sheets: Vec<(&str, bool, bool)> = inspection
        .sheets
        .iter()
        .map(|s| (s.name.as_str(), s.visible, s.chosen))
        .collect();
    assert_eq!(
        sheets,
        [
            ("Cover", true, false),
            ("Old", false, false),
            ("People", true, true),
            ("Leavers", true, false)
        ],
    );
    assert_eq!(inspection.options.header_row, Some(3));
}

#[test]
fn two_cells_at_the_ends_of_the_world_cost_nothing() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    write(sheet, &[&["UID"]]);
    sheet.write(1_048_575, 16_383, "x").expect("a cell");
    check(
        saved(workbook),
        &side(Side::Legacy),
        "XLSX
        externalId
        blocker ROW_TOO_LONG @1048576
        1 of 1 rejected",
    );
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn containers_that_are_no_workbook_are_refused() {
    let legacy = side(Side::Legacy);
    let check_code = |parts: &[(&str, &[u8])], expect: &str| check(zipped(parts), &legacy, expect);
    check_code(&[("word/document.xml", b"<x/>")], "refused NOT_A_WORKBOOK");
    check_code(&[("META-INF/MANIFEST.MF", b"")], "refused NOT_A_WORKBOOK");
    check_code(&[("users.csv", b"UID\n1\n")], "refused NOT_A_WORKBOOK");
    check_code(
        &[("xl/workbook.xml", b"<nonsense")],
        "refused WORKBOOK_DAMAGED",
    );
    check(
        b"PK\x03\x04 and then nothing",
        &legacy,
        "refused WORKBOOK_DAMAGED",
    );
    let cut = one_sheet(&[&["UID", "Username"], &["1", "ada"]]);
    check(&cut[..cut.len() / 2], &legacy, "refused WORKBOOK_DAMAGED");
}

#[test]
fn bombs_are_refused_before_they_are_parsed() {
    let blanks = [b"<sst><si><t>".to_vec(), vec![b' '; 5 << 20]].concat();
    let bomb = zipped(&[
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/sharedStrings.xml", &blanks),
    ]);
    check(bomb, &side(Side::Legacy), "refused LIMIT_FIELD");
    let tags = b"<c/>".repeat(13 << 20);
    let bomb = zipped(&[
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/worksheets/sheet1.xml", &tags),
    ]);
    check(bomb, &side(Side::Legacy), "refused ZIP_BOMB");
}

#[test]
fn office_files_of_old_containers_are_told_apart() {
    let compound = |stream: &str| {
        let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("memory");
        let mut stream = file.create_stream(stream).expect("a stream");
        stream.write_all(&[0; 64]).expect("its bytes");
        stream.flush().expect("its end");
        drop(stream);
        file.into_inner().into_inner()
    };
    let legacy = side(Side::Legacy);
    check(
        compound("EncryptedPackage"),
        &legacy,
        "refused WORKBOOK_ENCRYPTED",
    );
    check(compound("WordDocument"), &legacy, "refused NOT_A_WORKBOOK");
    let mut hostile = compound("Workbook");
    hostile.truncate(700);
    check(&hostile, &legacy, "refused XLS_DAMAGED");
    check(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and then nothing",
        &legacy,
        "refused XLS_DAMAGED",
    );
}

#[test]
fn what_values_do_not_show_is_said() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    write(
        sheet,
        &[
            &["UID", "Username"],
            &["1", "ada"],
            &["2", "bo"],
            &["3", "cy"],
            &["4", "di"],
        ],
    );
    sheet.set_row_hidden(1).expect("a row");
    sheet.set_row_hidden(3).expect("a row");
    sheet.set_row_hidden(9).expect("a row without cells");
    let plain = Format::new();
    sheet
        .merge_range(4, 1, 5, 1, "di", &plain)
        .expect("a region");
    sheet
        .write(5, 0, Formula::new("=A2").set_result("5"))
        .expect("a cell");
    sheet.protect();
    check(
        saved(workbook),
        &side(Side::Legacy),
        "XLSX
        externalId | userName
        1 @2: 1 | ada
        2 @3: 2 | bo
        3 @4: 3 | cy
        4 @5: 4 | di
        5 @6: 5 |
        warning ROWS_HIDDEN @2
        warning CELLS_MERGED @5
        note FORMULA_VALUES @6",
    );
}

#[test]
fn headers_of_merged_cells_name_their_columns() {
    let plain = Format::new();
    let check_sheet = |fill: &dyn Fn(&mut Worksheet), expect: &str| {
        let mut workbook = Workbook::new();
        fill(workbook.add_worksheet());
        check(saved(workbook), &side(Side::Legacy), expect);
    };
    // Two rows: groups above, their columns below; what stands alone reaches down.
    check_sheet(
        &|sheet| {
            write(
                sheet,
                &[
                    &["", "", "", "", ""],
                    &["", "", "Given", "Family", "Shift"],
                    &["1", "ada", "Ada", "Okoro", "late"],
                ],
            );
            sheet
                .merge_range(0, 0, 1, 0, "UID", &plain)
                .expect("a region");
            sheet
                .merge_range(0, 1, 1, 1, "Username", &plain)
                .expect("a region");
            sheet
                .merge_range(0, 2, 0, 3, "Name", &plain)
                .expect("a region");
            sheet.write(0, 4, "Site").expect("a cell");
            sheet
                .merge_range(0, 4, 1, 4, "Shift", &plain)
                .expect("a region");
        },
        "XLSX
        externalId | userName | name.givenName | name.familyName | Shift
        1 @3: 1 | ada | Ada | Okoro | late
        warning HEADER_TWO_ROWS @1",
    );
    // A title over all columns is no group.
    check_sheet(
        &|sheet| {
            write(sheet, &[&[], &["UID", "Username"], &["1", "ada"]]);
            sheet
                .merge_range(0, 0, 0, 1, "Staff of May", &plain)
                .expect("a region");
        },
        "XLSX
        externalId | userName
        1 @3: 1 | ada
        warning ROWS_ABOVE_HEADER @1",
    );
    // One row: the value counts for each column it spans.
    check_sheet(
        &|sheet| {
            write(sheet, &[&["UID", "Username"], &["1", "ada", "red", "blue"]]);
            sheet
                .merge_range(0, 2, 0, 3, "Colours", &plain)
                .expect("a region");
        },
        "XLSX
        externalId | userName | Colours | Colours (2)
        1 @2: 1 | ada | red | blue
        warning HEADER_MERGED @1
        note HEADER_REPEATED",
    );
}

#[test]
fn sheets_without_cells_are_listed_and_passed_over() {
    use rust_xlsxwriter::{Chart, ChartType};
    let mut workbook = Workbook::new();
    let mut chart = Chart::new(ChartType::Pie);
    chart.add_series().set_values("Empty!$A$2:$A$2");
    workbook
        .add_chartsheet()
        .insert_chart(0, 0, &chart)
        .expect("a chart");
    workbook.add_worksheet().set_name("Empty").expect("a name");
    let people = workbook
        .add_worksheet()
        .set_name("=1+1 😀")
        .expect("a name");
    write(people, &[&["UID", "Username"], &["1", "ada"]]);
    let inspection = Given::file("x.xlsx", &saved(workbook))
        .inspect(&side(Side::Legacy))
        .expect("readable");
    let sheets: Vec<(&str, bool, bool)> = inspection
        .sheets
        .iter()
        .map(|s| (s.name.as_str(), s.holds_cells, s.chosen))
        .collect();
    assert_eq!(
        sheets,
        [
            ("Chart1", false, false),
            ("Empty", true, false),
            ("=1+1 😀", true, true)
        ],
    );
}

//! Dialects of CSV: cases 19 to 35.

use std::io::Write as _;

use presync_core::{
    Diagnostic, Side,
    progress::Unwatched,
    record::{Record, RecordSink, SinkError, SourceHeader},
};
use presync_import::{Quotes, Ragged, ReadOptions, read};

use super::{check, check_with};
use crate::boundary::{Given, outcome, side};

#[test]
fn lines_that_tools_write_first() {
    let expect = |words: &str, line: u32| {
        format!("CSV, {words}\nexternalId | userName\n1 @{line}: 1 | ada\nnote PREAMBLE_SKIPPED @1")
    };
    check(
        "19",
        "#TYPE Selected.Microsoft.ActiveDirectory.Management.ADUser\r\n\"UID\",\"Username\"\r\n\"1\",\"ada\"\r\n",
        &expect("UTF-8, comma", 3),
    );
    check(
        "19 after the mark",
        "\u{feff}#TYPE System.Object\n\"UID\";\"Username\"\n\"1\";\"ada\"\n",
        &expect("UTF-8 with BOM, semicolon", 3),
    );
    check(
        "20",
        "sep=;\r\nUID;Username\r\n1;ada\r\n",
        &expect("UTF-8, semicolon", 3),
    );
    check(
        "20 quoted",
        "\"sep=|\"\nUID|Username\n1|ada\n",
        &expect("UTF-8, vertical bar", 3),
    );
    check(
        "20 a tab",
        "SEP=\t\nUID\tUsername\n1\tada\n",
        &expect("UTF-8, tab", 3),
    );
    check(
        "20 after the mark",
        "\u{feff}sep=,\nUID,Username\n1,ada\n",
        &expect("UTF-8 with BOM, comma", 3),
    );
    check(
        "20 a delimiter that cannot be one",
        "sep=U\nUID,Username\n1,ada\n",
        &expect("UTF-8, comma", 3),
    );
}

#[test]
fn headers_that_are_hard_to_read() {
    let long = "h".repeat(500);
    let text =
        format!("\u{a0}UID ,\"E-mail\naddress\",{long},,\u{feff}Surname\n1,a@x.test,p,q,Okoro\n");
    let shown = format!(
        "CSV, UTF-8, comma
        externalId | emails[type eq \"work\"].value | {} | Column 4 | name.familyName
        1 @3: 1 | a@x.test | p | q | Okoro
        note HEADER_EMPTY",
        &long[..120]
    );
    check("25", &text, &shown);
    let (_, sink, _) = Given::file("a.csv", text.as_bytes())
        .import(&side(Side::Legacy))
        .expect("readable");
    let header = sink.header.expect("a header");
    let originals: Vec<&str> = header
        .columns
        .iter()
        .map(|column| column.header.as_str())
        .collect();
    let expect = [
        "\u{a0}UID ",
        "E-mail\naddress",
        &long,
        "",
        "\u{feff}Surname",
    ];
    assert_eq!(originals, expect, "25 the original is kept");
}

#[test]
fn backslashes_are_read_as_is_said() {
    let stated = ReadOptions {
        quotes: Some(Quotes::Backslash),
        ..side(Side::Legacy)
    };
    check_with(
        "28 read so",
        "UID,Surname,Title\n1,\"O \\\"Neil\\\", B\",x\n2,\"C:\\\\\",y\n",
        &stated,
        "CSV, UTF-8, comma, quotes after a backslash
        externalId | name.familyName | title
        1 @2: 1 | O \"Neil\", B | x
        2 @3: 2 | C:\\ | y",
    );
}

#[test]
fn ragged_rows_are_filled_up_or_rejected_as_is_said() {
    let text = "UID,Surname,Title\n1,Lind\n2,Day,x,y\n3,Eck,z,\n";
    check(
        "22 filled up",
        text,
        "CSV, UTF-8, comma
        externalId | name.familyName | title
        1 @2: 1 | Lind |
        3 @4: 3 | Eck | z
        blocker ROW_TOO_LONG @3
        warning ROW_TOO_SHORT @2
        1 of 3 rejected",
    );
    let rejecting = ReadOptions {
        ragged: Some(Ragged::Reject),
        ..side(Side::Legacy)
    };
    check_with(
        "22 rejected",
        text,
        &rejecting,
        "CSV, UTF-8, comma
        externalId | name.familyName | title
        3 @4: 3 | Eck | z
        blocker ROW_TOO_SHORT @2
        blocker ROW_TOO_LONG @3
        2 of 3 rejected",
    );
}

#[test]
fn quotes_and_escapes() {
    check(
        "28 line breaks and doubled quotes",
        "UID,Surname,Address\n1,\"O \"\"Neil\"\"\",\"Main St\nLeeds\"\n2,\"\",\"\"\"\"\n",
        "CSV, UTF-8, comma
        externalId | name.familyName | addresses[type eq \"work\"].formatted
        1 @2: 1 | O \"Neil\" | Main St\\nLeeds
        2 @4: 2 |  | \"",
    );
    check(
        "28 backslashes before quotes",
        "UID,Surname,Title\n1,\"O \\\"Neil\\\" B\",x\n2,\"Lind\",y\n",
        "CSV, UTF-8, comma
        externalId | name.familyName | title
        1 @2: 1 | O \\\"Neil\\\" B | x
        2 @3: 2 | Lind | y
        warning QUOTES_ESCAPED @2
        warning ROW_STRAY_QUOTES @2",
    );
    check(
        "28 a path is no escape",
        "UID,Surname,Title\n1,\"Lind\",\"C:\\temp\\\"\n2,\"C:\\\",y\n",
        "CSV, UTF-8, comma
        externalId | name.familyName | title
        1 @2: 1 | Lind | C:\\temp\\
        2 @3: 2 | C:\\ | y",
    );
}

#[test]
fn quotes_that_do_not_close() {
    check(
        "29",
        "UID,Username\n1,\"ada\n2,bo\n",
        "refused CSV_UNCLOSED_QUOTE row 2",
    );
    check(
        "29 in a large file",
        format!("UID,Username\n1,\"ada\n{}", "2,bo\n".repeat(1 << 20)),
        "refused CSV_UNCLOSED_QUOTE row 2",
    );
    check(
        "29 late",
        format!("UID,Username\n{}7,\"x", "1,ada\n".repeat(99_998)),
        "refused CSV_UNCLOSED_QUOTE row 100000",
    );
}

#[test]
fn numbers_stay_as_written() {
    check(
        "31",
        "UID;Surname;Title\n1.234,5;1'000;0,50\n007;1,234.50;-1 000\n",
        "CSV, UTF-8, semicolon
        externalId | name.familyName | title
        1 @2: 1.234,5 | 1'000 | 0,50
        2 @3: 007 | 1,234.50 | -1 000",
    );
}

#[test]
fn too_much_of_anything() {
    let columns = |count: usize| {
        let names: Vec<String> = (0..count).map(|column| format!("c{column}")).collect();
        format!("UID,{}\n1\n", names.join(","))
    };
    check("33 columns", columns(10_000), "refused LIMIT_COLUMNS row 1");
    check(
        "33 more than a sheet has",
        columns(20_000),
        "refused LIMIT_COLUMNS row 1",
    );
    check(
        "33 a field",
        format!("UID,Note\n1,{}\n", "x".repeat(20 << 20)),
        "refused LIMIT_FIELD row 2",
    );
    check(
        "33 a quoted field that is closed",
        format!("UID,Note\n1,\"{}\"\n", "x\n".repeat(20 << 19)),
        "refused LIMIT_FIELD row 2",
    );
    check(
        "33 a record of many fields",
        format!("UID\n1{}\n", format!(",{}", "x".repeat(1 << 19)).repeat(9)),
        "refused LIMIT_FIELD row 2",
    );
}

/// Does something to the file when the first record comes.
struct Meddling<F: FnMut()>(Option<F>);

impl<F: FnMut()> RecordSink for Meddling<F> {
    fn begin(&mut self, _: &SourceHeader) -> Result<(), SinkError> {
        Ok(())
    }

    fn record(&mut self, _: &Record<'_>) -> Result<(), SinkError> {
        if let Some(mut meddle) = self.0.take() {
            meddle();
        }
        Ok(())
    }

    fn diagnostic(&mut self, _: Diagnostic) -> Result<(), SinkError> {
        Ok(())
    }
}

#[test]
fn a_file_that_is_still_written_is_busy() {
    let text: String = (0..200_000).map(|row| format!("{row},u{row}\n")).collect();
    let text = format!("UID,Username\n{text}");
    let check_after = |case: &str, meddle: &dyn Fn(&Given)| {
        let given = Given::file("export.csv", text.as_bytes());
        let inspection = given.inspect(&side(Side::Legacy)).expect("readable");
        let mut sink = Meddling(Some(|| meddle(&given)));
        let error = read(&given.path, &inspection, &mut sink, &Unwatched).expect_err(case);
        assert_eq!(error.code(), "FILE_BUSY", "{case}");
        assert!(error.to_string().contains("export.csv"), "{case}");
    };
    check_after("35 appended to", &|given| {
        let mut file = std::fs::OpenOptions::new()
            .append(true)
            .open(&given.path)
            .expect("a file");
        file.write_all(b"x,y\n").expect("written");
    });
    check_after("35 cut", &|given| {
        let file = std::fs::OpenOptions::new()
            .write(true)
            .open(&given.path)
            .expect("a file");
        file.set_len(64).expect("cut");
    });
    check_after("35 replaced by one of the same size and time", &|given| {
        let file = std::fs::OpenOptions::new()
            .write(true)
            .open(&given.path)
            .expect("a file");
        let modified = file.metadata().expect("a file").modified().expect("a time");
        let other = text.replace("u199999\n", "x199999\n");
        std::fs::write(&given.path, other).expect("written");
        file.set_modified(modified).expect("a time");
    });
}

#[test]
fn the_row_with_the_delimiter_in_its_data_keeps_its_cells() {
    let stated = ReadOptions {
        delimiter: Some(';'),
        ..side(Side::Legacy)
    };
    check_with(
        "21 quoted",
        "UID;Surname\n1;\"Lind; Bo\"\n",
        &stated,
        "CSV, UTF-8, semicolon\nexternalId | name.familyName\n1 @2: 1 | Lind; Bo",
    );
    let shown = outcome(b"UID;Surname\n1;Lind; Bo\n", &stated);
    assert!(shown.contains("blocker ROW_TOO_LONG @2"), "22: {shown}");
}

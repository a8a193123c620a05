//! Files that are none, files that are too much, and bytes of any kind.

use std::io::Write as _;

use presync_core::{Side, progress::Unwatched};
use presync_import::{RECORDS_MAX, ReadHost, read};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use crate::boundary::{Collected, Given, check, outcome, refused, side};

#[test]
fn foreign_files_are_called_by_their_name() {
    let legacy = side(Side::Legacy);
    check(b"%PDF-1.7 ...", &legacy, "refused FORMAT_UNSUPPORTED");
    check(b"\x1f\x8b\x08 ...", &legacy, "refused FORMAT_UNSUPPORTED");
    check(
        "<html><table><tr><td>UID",
        &legacy,
        "refused FORMAT_UNSUPPORTED",
    );
    check(
        "<?xml version='1.0'?><rss><channel/></rss>",
        &legacy,
        "refused FORMAT_UNSUPPORTED",
    );
    check(
        "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
        &legacy,
        "refused FORMAT_UNSUPPORTED",
    );
    check(
        "Id : 1\nDisplayName : Ada\n"
            .replace("Id", "Id         ")
            .repeat(4),
        &legacy,
        "refused FORMAT_UNSUPPORTED",
    );
    check(
        "Id  UserName\n--  --------\n1   ada\n",
        &legacy,
        "refused FORMAT_UNSUPPORTED",
    );
    let tabs = Given::file("x.xls", b"UID\tUsername\n1\tada\n");
    let format = tabs.inspect(&legacy).expect("text").format;
    assert_eq!(format, "CSV, UTF-8, tab");
    let error = Given::file("x.xls", b"<html>")
        .inspect(&legacy)
        .expect_err("HTML");
    assert!(
        error.to_string().contains("x.xls: This is a web page"),
        "{error}"
    );
    assert!(error.hint().contains(".xlsx"), "{error}");
}

#[test]
fn folders_and_missing_files_are_said() {
    let given = Given::file("x.csv", b"UID\n1\n");
    let folder = given.path.parent().expect("a folder");
    let code = |path: &std::path::Path| {
        presync_import::inspect(path, &side(Side::Legacy), &Unwatched)
            .expect_err("no file")
            .code()
    };
    assert_eq!(code(folder), "FORMAT_UNSUPPORTED");
    assert_eq!(code(&folder.join("none.csv")), "FILE_UNREADABLE");
}

#[test]
fn limits_are_kept() {
    let legacy = side(Side::Legacy);
    let wide: Vec<String> = (0..2_001).map(|column| format!("c{column}")).collect();
    check(
        format!("{}\n", wide.join(",")),
        &legacy,
        "refused LIMIT_COLUMNS row 1",
    );
    check(
        format!("UID\n{}\n", "x".repeat(2 << 20)),
        &legacy,
        "refused LIMIT_FIELD row 2",
    );
    check(
        format!("UID\n\"{}\"\n", "x\n".repeat(1 << 20)),
        &legacy,
        "refused LIMIT_FIELD row 2",
    );
    check(
        format!("UID,Name\n1,\"{}", "x\n".repeat(1 << 20)),
        &legacy,
        "refused CSV_UNCLOSED_QUOTE row 2",
    );
    check(
        format!("UID,Name\n1,\"{}2,\"bo\"\n", "x\n".repeat(1 << 20)),
        &legacy,
        "refused CSV_UNCLOSED_QUOTE row 2",
    );
}

#[test]
fn records_beyond_the_limit_are_no_part_of_a_file() {
    assert_eq!(RECORDS_MAX, 5_000_000);
    let host = ReadHost::new(&Unwatched);
    assert!(
        format!("{host:?}").contains("records_max: 5000000"),
        "{host:?}"
    );
    let check = |name: &str, bytes: &[u8], records_max: u32, expect: Result<u32, &str>| {
        let given = Given::file(name, bytes);
        let inspection = given.inspect(&side(Side::Legacy)).expect("readable");
        let host = host.with_records_max(records_max);
        let outcome = read(&given.path, &inspection, &mut Collected::default(), host);
        let told = match &outcome {
            Ok(summary) => Ok(summary.records),
            Err(error) => {
                assert!(error.to_string().starts_with(name), "{error}");
                assert!(
                    error.to_string().contains(&records_max.to_string()),
                    "{error}"
                );
                assert!(error.hint().contains("several files"), "{error}");
                Err(refused(error))
            }
        };
        assert_eq!(told, expect.map_err(Into::into), "{name}");
    };
    let csv = b"UID,Username\n1,ada\n,\n\n2,bo\nx,y,z\n3,cy\n\n";
    check("a.csv", csv, 4, Ok(4));
    check("a.csv", csv, 3, Err("refused LIMIT_ROWS row 7"));
    check("a.csv", csv, 0, Err("refused LIMIT_ROWS row 2"));
    check("a.xlsx", &workbook(), 19, Ok(19));
    check("a.xlsx", &workbook(), 18, Err("refused LIMIT_ROWS row 20"));
}

/// Bytes near what the readers expect, so that they get past the first look.
fn nearly() -> impl Strategy<Value = Vec<u8>> {
    let starts = prop::sample::select(vec![
        "",
        "id,userPrincipalName\n",
        "[{\"id\":",
        "{\"value\":[",
        "\u{feff}UID;Username\n",
        "sep=;\n",
        "<syncdata><users><user id='1'>",
        "<syncoptions ",
        "PK\u{3}\u{4}",
    ]);
    let piece = prop::sample::select(vec![
        "\"",
        ",",
        "\n",
        "\r\n",
        ";",
        "{",
        "}",
        "<user>",
        "</user>",
        "<field name='a'",
        "<",
        ">",
        "/>",
        "&amp;",
        "&",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE x>",
        "=",
        "'",
        "[",
        "]",
        ":",
        "\"id\"",
        "\"value\"",
        "null",
        "1",
        "a@x.test",
        "\0",
        "é",
        "TRUE",
        "\\",
        "System.String[]",
        "E+15",
        "UID",
    ]);
    (
        starts,
        prop::collection::vec(piece, 0..40),
        prop::collection::vec(any::<u8>(), 0..6),
    )
        .prop_map(|(start, pieces, bytes)| {
            let mut all = start.as_bytes().to_vec();
            all.extend(pieces.concat().into_bytes());
            all.extend(bytes);
            all
        })
}

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "UID").expect("a cell");
    for row in 1..20 {
        sheet.write(row, 0, format!("u{row}")).expect("a cell");
        sheet.write(row, 1, f64::from(row)).expect("a cell");
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn compound() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("memory");
    let mut stream = file.create_stream("Workbook").expect("a stream");
    stream
        .write_all(&[9, 8, 0, 0].repeat(2_000))
        .expect("its bytes");
    stream.flush().expect("its end");
    drop(stream);
    file.into_inner().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_bytes_end_the_program(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        outcome(&bytes, &side(Side::Azure));
    }

    #[test]
    fn no_near_miss_ends_the_program(bytes in nearly()) {
        outcome(&bytes, &side(Side::Azure));
    }

    #[test]
    fn no_bent_compound_file_ends_the_program(at in any::<prop::sample::Index>(), bytes in any::<[u8; 4]>()) {
        let mut file = compound();
        let at = at.index(file.len() - bytes.len());
        file[at..at + bytes.len()].copy_from_slice(&bytes);
        outcome(&file, &side(Side::Legacy));
    }

    #[test]
    fn no_bent_workbook_ends_the_program(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = workbook();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        outcome(&bytes, &side(Side::Legacy));
    }
}

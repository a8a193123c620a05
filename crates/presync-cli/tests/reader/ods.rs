//! OpenDocument spreadsheets.

use std::{
    io::{Cursor, Write},
    time::Duration,
};

use jiff::Timestamp;
use presync_app::{
    Side,
    pipeline::{ImportRequest, import_files, inspect_file},
    workspace::open_or_make,
};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::boundary::{Given, check, job};

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
const HEADER: &str = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>UID</text:p></table:table-cell>\
    <table:table-cell office:value-type=\"string\"><text:p>Username</text:p></table:table-cell></table:table-row>";

#[test]
fn libreoffice_writes_one() {
    check(
        include_bytes!("fixtures/people-libreoffice.ods"),
        "ODS
        sheet Cover
        sheet People read
        sheet Old hidden
        UID: 00123 | 124 | 125
        Username: ada | bo | zoe
        First Name: Ådä | Bo | Zoë
        Last Name: Okoro | Lind | LUND
        Start Date: 2024-01-31 | 2023-05-02T08:30:00Z
        Active: 1 | 0
        note WORKBOOK_LESS_TESTED
        warning HEADER_MERGED @2
        warning ROWS_HIDDEN @4
        note CELL_ZONE_ASSUMED @4
        note CELL_BOOLEAN @3",
    );
}

#[test]
fn what_values_do_not_show_is_said() {
    let rows = [
        "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>",
        "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\"/>\
         <table:table-cell table:formula=\"of:=A1\"/></table:table-row>",
        "<table:table-row table:visibility=\"filter\"><table:table-cell office:value-type=\"float\" office:value=\"2\"\
         table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"/></table:table-row>",
    ];
    check(
        &ods(&[HEADER, &rows.concat()].concat()),
        "ODS
        sheet People read
        UID: 1 | 2
        Username:
        note WORKBOOK_LESS_TESTED
        warning ROWS_HIDDEN @6
        warning CELLS_MERGED @6
        warning FORMULA_NOT_CALCULATED @5",
    );
}

#[test]
fn every_row_of_a_long_sheet_is_read() {
    let row = |number: u32| {
        format!(
            "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"{number}\"/>\
             <table:table-cell office:value-type=\"string\"><text:p>u{number}</text:p></table:table-cell>\
             </table:table-row>"
        )
    };
    let rows: String = (1..=2_500).map(row).collect();
    let given = Given::file("users.ods", &ods(&[HEADER, &rows].concat()));
    let out = given.path.with_extension("out");
    let mut workspace = open_or_make(None, &out, None).expect("a workspace");
    let request = ImportRequest::new(&given.path, Side::Legacy);
    let job = job(Duration::from_secs(60));
    import_files(&mut workspace, &[request], Timestamp::UNIX_EPOCH, &job).expect("it is read");
    let sources = workspace.sources().expect("they are there");
    assert_eq!((sources[0].records, sources[0].rejected), (2_500, 0));
}

#[test]
fn passwords_are_said_and_never_asked_for() {
    let manifest = "<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\">\
        <manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let parts = [
        ("mimetype", MEDIA_TYPE),
        ("content.xml", "\u{1}\u{2}"),
        ("META-INF/manifest.xml", manifest),
    ];
    check(&zipped(&parts), "refused workbook_encrypted");
}

#[test]
fn broken_ones_and_other_documents_are_refused() {
    let whole = content(HEADER);
    let cut = &whole[..whole.len() - 40];
    check(&document(cut), "refused workbook_damaged");
    check(
        &zipped(&[("mimetype", MEDIA_TYPE)]),
        "refused workbook_damaged",
    );
    let entity = whole.replace("UID", "&who;");
    check(&document(&entity), "refused workbook_damaged");
    let declared = format!("<!DOCTYPE x [<!ENTITY who \"UID\">]>{whole}");
    check(&document(&declared), "refused xml_dtd");
    let text = MEDIA_TYPE.replace("spreadsheet", "text");
    check(
        &zipped(&[("mimetype", &text), ("content.xml", &whole)]),
        "refused not_a_workbook",
    );
}

#[test]
fn a_few_bytes_do_not_take_the_memory() {
    let row = |cells: u32, rows: u32| {
        format!(
            "<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell office:value-type=\"float\" \
             office:value=\"1\" table:number-columns-repeated=\"{cells}\"/></table:table-row>"
        )
    };
    // The reader counts the cells of the first; the second ends with the process.
    check_message(&ods(&row(16_384, 1_000_000)), "more cells than");
    check_message(&ods(&row(900, 100_000)), "more memory than");
}

#[track_caller]
fn check_message(bytes: &[u8], words: &str) {
    let given = Given::file("users.ods", bytes);
    let failure = inspect_file(&given.path, &job(Duration::from_secs(60))).expect_err("refused");
    assert_eq!(failure.code, "limit_memory");
    assert!(failure.message.contains(words), "{}", failure.message);
}

fn ods(rows: &str) -> Vec<u8> {
    document(&content(rows))
}

fn content(rows: &str) -> String {
    format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"People\">{rows}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    )
}

fn document(content: &str) -> Vec<u8> {
    zipped(&[
        ("mimetype", MEDIA_TYPE),
        ("content.xml", content),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
    ])
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

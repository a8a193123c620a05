//! Containers and sheets of workbooks: cases 36 to 52 and 60.

use std::io::{Cursor, Write as _};

use presync_core::Side;
use presync_import::ReadOptions;
use rust_xlsxwriter::{Chart, ChartType, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{check, check_with};
use crate::boundary::{Given, outcome, side};

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const SHEETS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const PART: &str = "xl/worksheets/sheet1.xml";

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

/// The parts every workbook has, with this sheet, and further ones.
fn workbook(sheet: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", SHEETS.as_bytes()),
        (PART, sheet.as_bytes()),
    ];
    parts.extend_from_slice(more);
    zipped(&parts)
}

/// A sheet of inline texts below an arbitrary head.
fn sheet(head: &str, rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{head}<sheetData>{rows}</sheetData></worksheet>"#
    )
}

fn text(reference: &str, text: &str) -> String {
    format!(r#"<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn people() -> String {
    let (a1, b1, a2, b2) = (
        text("A1", "UID"),
        text("B1", "Username"),
        text("A2", "1"),
        text("B2", "ada"),
    );
    format!(r#"<row r="1">{a1}{b1}</row><row r="2">{a2}{b2}</row>"#)
}

const ADA: &str = "XLSX\nexternalId | userName\n1 @2: 1 | ada";

#[test]
fn dimensions_are_not_believed() {
    check("37 missing", workbook(&sheet("", &people()), &[]), ADA);
    for claim in [
        "A1:XFD1048576",
        "A1",
        "B7:A1",
        "A1:ZZZZZZ9999999",
        "A0:ZZZZ9999999999",
        "A1:A1:A1",
        "",
        "nonsense",
        "A1:ZZZZZZZZZZZZ1",
        "-1:é",
    ] {
        let head = format!(r#"<dimension ref="{claim}"/>"#);
        check(
            &format!("37 {claim}"),
            workbook(&sheet(&head, &people()), &[]),
            ADA,
        );
    }
}

#[test]
fn parts_have_other_names_and_places() {
    let relations = RELATIONS.replace("workbook.xml", "workbook2.xml");
    let sheets = SHEETS.replace("worksheets/sheet1.xml", "/xl/sheet1.xml");
    let formula = people().replace(
        &text("B2", "ada"),
        r#"<c r="B2" t="str"><f>A1</f><v>ada</v></c>"#,
    );
    let bytes = zipped(&[
        ("_rels/.rels", relations.as_bytes()),
        ("xl/workbook2.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook2.xml.rels", sheets.as_bytes()),
        ("xl/sheet1.xml", sheet("", &formula).as_bytes()),
    ]);
    check(
        "72 in parts of other names",
        bytes,
        &format!("{ADA}\nnote FORMULA_VALUES @2"),
    );
}

#[test]
fn references_of_cells_are_checked() {
    for reference in ["ZZZZ1", "A99999999999", "A1048577", "A0", "é", "XFE1"] {
        let rows = format!("{}<row r=\"3\">{}</row>", people(), text(reference, "2"));
        let shown = outcome(&workbook(&sheet("", &rows), &[]), &side(Side::Legacy));
        assert!(
            shown.starts_with("refused XLSX_BAD_REF row"),
            "37 {reference}: {shown}"
        );
    }
}

#[test]
fn empty_cells_cost_little() {
    let mut rows = people();
    for row in 3..30_000 {
        rows.push_str(&format!(
            r#"<row r="{row}"><c r="A{row}" s="0"/><c r="B{row}" s="0"/></row>"#
        ));
    }
    check(
        "38 rows formatted and empty",
        workbook(&sheet("", &rows), &[]),
        ADA,
    );
    check(
        "40 cells without an end",
        workbook(
            &sheet(
                "",
                &format!("<row r=\"1\">{}</row>", "<c/>".repeat(20_000_000)),
            ),
            &[],
        ),
        "refused ZIP_BOMB",
    );
}

#[test]
fn two_cells_at_the_ends_of_a_sheet() {
    let rows = format!(
        r#"<row r="1">{}</row><row r="1048576">{}</row>"#,
        text("A1", "UID"),
        text("XFD1048576", "x")
    );
    check(
        "36",
        workbook(&sheet("", &rows), &[]),
        "XLSX\nexternalId\nblocker ROW_TOO_LONG @1048576\n1 of 1 rejected",
    );
}

#[test]
fn containers_that_lie() {
    let inner = workbook(&sheet("", &people()), &[]);
    check(
        "39 a workbook in an archive",
        zipped(&[("people.xlsx", &inner)]),
        "refused NOT_A_WORKBOOK",
    );
    let zeros = vec![0; 300 << 20];
    check(
        "39 much from little",
        workbook(&sheet("", &people()), &[("xl/media/image1.bin", &zeros)]),
        "refused ZIP_BOMB",
    );
    let mut many = ZipWriter::new(Cursor::new(Vec::new()));
    many.start_file("xl/workbook.xml", SimpleFileOptions::default())
        .expect("a part");
    for part in 0..2_001 {
        many.start_file(format!("x{part}"), SimpleFileOptions::default())
            .expect("a part");
    }
    let many = many.finish().expect("an archive").into_inner();
    check("39 many parts", many, "refused ZIP_BOMB");
    check("39 overlapping parts", overlapping(), "refused ZIP_BOMB");
    let mut claimed = workbook(&sheet("", &people()), &[]);
    claim_size(&mut claimed, u32::MAX - 1);
    let shown = outcome(&claimed, &side(Side::Legacy));
    assert!(
        shown.trim() == ADA || shown.starts_with("refused "),
        "39 sizes that lie: {shown}"
    );
}

#[test]
fn archives_that_were_damaged_are_no_bombs() {
    let mut bytes = workbook(&sheet("", &people()), &[]);
    let mut heads = (1..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(b"PK\x03\x04"));
    let second = heads.next().expect("a second part");
    bytes[second + 3] ^= 1;
    check(
        "39 a changed letter",
        bytes.clone(),
        "refused WORKBOOK_DAMAGED",
    );
    bytes[second + 3] ^= 1;
    bytes.insert(10, b'x');
    check("39 a letter more", bytes, "refused WORKBOOK_DAMAGED");
}

/// Every entry of the directory points at the first part.
fn overlapping() -> Vec<u8> {
    let mut bytes = workbook(&sheet("", &people()), &[]);
    for at in central_entries(&bytes) {
        bytes[at + 42..at + 46].fill(0);
    }
    bytes
}

/// Inflated sizes in the directory.
fn claim_size(bytes: &mut [u8], size: u32) {
    for at in central_entries(bytes) {
        bytes[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
    }
}

fn central_entries(bytes: &[u8]) -> Vec<usize> {
    let signature = b"PK\x01\x02";
    (0..bytes.len() - 4)
        .filter(|at| bytes[*at..].starts_with(signature))
        .collect()
}

#[test]
fn names_of_parts_lead_nowhere() {
    let evil: &[(&str, &[u8])] = &[
        ("../../evil.txt", b"x"),
        ("/tmp/presync-evil.txt", b"x"),
        ("C:\\evil.txt", b"x"),
        ("xl/../../../evil", b"x"),
    ];
    let given = Given::file("export.xlsx", &workbook(&sheet("", &people()), evil));
    let (_, sink, _) = given.import(&side(Side::Legacy)).expect("readable");
    assert_eq!(sink.records.len(), 1, "43");
    let folder = given.path.parent().expect("a folder");
    assert_eq!(
        std::fs::read_dir(folder).expect("a folder").count(),
        1,
        "43 nothing is extracted"
    );
    assert!(
        !std::path::Path::new("/tmp/presync-evil.txt").exists(),
        "43 nothing is extracted"
    );
}

#[test]
fn parts_of_one_name() {
    let mut bytes = workbook(
        &sheet("", &people()),
        &[("xl/worksheets/sheet2.xml", b"<x/>")],
    );
    let twice = |bytes: &mut Vec<u8>, from: &[u8], to: &[u8]| {
        for at in 0..bytes.len() - from.len() {
            if bytes[at..].starts_with(from) {
                bytes[at..at + from.len()].copy_from_slice(to);
            }
        }
    };
    let mut clash = bytes.clone();
    twice(
        &mut bytes,
        b"xl/worksheets/sheet2.xml",
        b"xl/worksheets/sheet1.xml",
    );
    check("43 the same name", bytes, "refused ZIP_BOMB");
    twice(
        &mut clash,
        b"xl/worksheets/sheet2.xml",
        b"XL/worksheets/SHEET1.xml",
    );
    check(
        "43 the same name in other letters",
        clash,
        "refused ZIP_BOMB",
    );
}

#[test]
fn archives_that_are_no_workbook_say_what_they_are() {
    let said = |parts: &[(&str, &[u8])]| {
        let error = Given::file("x.xlsx", &zipped(parts))
            .inspect(&side(Side::Legacy))
            .expect_err("no workbook");
        assert_eq!(error.code(), "NOT_A_WORKBOOK", "44");
        error.to_string()
    };
    assert!(
        said(&[("word/document.xml", b"<x/>")]).contains("Word"),
        "44"
    );
    assert!(
        said(&[("META-INF/MANIFEST.MF", b"")]).contains("Java"),
        "44"
    );
    assert!(
        said(&[("ppt/presentation.xml", b"<x/>")]).contains("PowerPoint"),
        "44"
    );
}

#[test]
fn sheets_without_cells_are_passed_over() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Empty").expect("a name");
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values(("People", 1, 0, 1, 0));
    workbook
        .add_chartsheet()
        .insert_chart(0, 0, &chart)
        .expect("a chart");
    let people = workbook.add_worksheet().set_name("People").expect("a name");
    people.write_row(0, 0, ["UID", "Username"]).expect("cells");
    people.write_row(1, 0, ["1", "ada"]).expect("cells");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    check("51", &bytes, ADA);
    let inspection = Given::file("x.xlsx", &bytes)
        .inspect(&side(Side::Legacy))
        .expect("readable");
    let cells: Vec<bool> = inspection
        .sheets
        .iter()
        .map(|sheet| sheet.holds_cells)
        .collect();
    assert_eq!(cells, [true, false, true], "51");
    let chart = ReadOptions {
        sheet: Some(inspection.sheets[1].name.clone()),
        ..side(Side::Legacy)
    };
    check_with(
        "51 a chart is named",
        &bytes,
        &chart,
        "refused SHEET_NOT_FOUND",
    );
    let empty = ReadOptions {
        sheet: Some("Empty".into()),
        ..side(Side::Legacy)
    };
    check_with(
        "51 an empty sheet is named",
        &bytes,
        &empty,
        "refused EMPTY_FILE",
    );
}

#[test]
fn hidden_sheets_are_listed_and_not_read_by_themselves() {
    let people = |uid: &str| -> Vec<[String; 2]> {
        vec![
            ["UID".into(), "Username".into()],
            [uid.into(), format!("u{uid}")],
        ]
    };
    for very in [false, true] {
        let mut workbook = Workbook::new();
        for (name, uid) in [("Old", "9"), ("People", "1")] {
            let sheet = workbook.add_worksheet().set_name(name).expect("a name");
            for (row, cells) in (0..).zip(people(uid)) {
                sheet.write_row(row, 0, cells).expect("cells");
            }
        }
        let old = workbook.worksheet_from_index(0).expect("a sheet");
        if very {
            old.set_very_hidden(true);
        } else {
            old.set_hidden(true);
        }
        workbook
            .worksheet_from_index(1)
            .expect("a sheet")
            .set_active(true);
        let bytes = workbook.save_to_buffer().expect("a workbook");
        let case = format!("47 very {very}");
        check(&case, &bytes, "XLSX\nexternalId | userName\n1 @2: 1 | u1");
        let inspection = Given::file("x.xlsx", &bytes).inspect(&side(Side::Legacy));
        let sheets = inspection.expect("readable").sheets;
        let listed: Vec<(&str, bool, bool)> = sheets
            .iter()
            .map(|sheet| (sheet.name.as_str(), sheet.visible, sheet.chosen))
            .collect();
        assert_eq!(
            listed,
            [("Old", false, false), ("People", true, true)],
            "{case}"
        );
    }
}

#[test]
fn names_of_sheets_are_text() {
    for name in [
        "A sheet's name of 31 characters",
        "\u{1f98a} & <b>",
        "=1+1",
        "a'; drop table--",
    ] {
        let mut workbook = Workbook::new();
        let people = workbook.add_worksheet().set_name(name).expect("a name");
        people.write_row(0, 0, ["UID", "Username"]).expect("cells");
        people.write_row(1, 0, ["1", "ada"]).expect("cells");
        let bytes = workbook.save_to_buffer().expect("a workbook");
        check(&format!("52 {name}"), &bytes, ADA);
        let named = ReadOptions {
            sheet: Some(name.into()),
            ..side(Side::Legacy)
        };
        check_with(&format!("52 {name} is named"), &bytes, &named, ADA);
    }
}

#[test]
fn the_content_decides_and_not_the_name() {
    let given = Given::file("people.xls", b"UID\tUsername\r\n1\tada\r\n");
    let (inspection, sink, _) = given.import(&side(Side::Legacy)).expect("readable");
    assert_eq!(
        (inspection.format.as_str(), sink.records.len()),
        ("CSV, UTF-8, tab", 1),
        "60"
    );
    let given = Given::file("people.csv", &workbook(&sheet("", &people()), &[]));
    let (inspection, ..) = given.import(&side(Side::Legacy)).expect("readable");
    assert_eq!(inspection.format, "XLSX", "60 a workbook named like text");
    let error = Given::file("people.xls", b"<html><body><table><tr><td>UID")
        .inspect(&side(Side::Legacy))
        .expect_err("a web page");
    assert_eq!(error.code(), "FORMAT_UNSUPPORTED", "60");
    assert!(error.hint().contains(".xlsx"), "60 {}", error.hint());
}

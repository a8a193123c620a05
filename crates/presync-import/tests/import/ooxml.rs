//! Workbooks put together by hand, part by part: what rare and hostile writers do.

use std::io::Write as _;

use presync_core::Side;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::boundary::{Given, check, side};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEADER: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>UID</t></is></c><c r="B1" t="inlineStr"><is><t>Username</t></is></c></row>"#;

/// The parts of a workbook with one sheet.
struct Parts {
    main: String,
    links: String,
    kind: &'static str,
    workbook: &'static str,
    sheet: String,
    more: Vec<(&'static str, String)>,
}

impl Parts {
    fn of_rows(rows: &str) -> Self {
        Self {
            main: MAIN.into(),
            links: LINKS.into(),
            kind: "worksheet",
            workbook: "",
            sheet: format!("<sheetData>{HEADER}{rows}</sheetData>"),
            more: Vec::new(),
        }
    }

    fn with(mut self, part: &'static str, text: impl Into<String>) -> Self {
        self.more.push((part, text.into()));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let (main, links) = (&self.main, &self.links);
        let workbook = format!(
            r#"<workbook xmlns="{main}" xmlns:r="{links}">{}<sheets><sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>"#,
            self.workbook
        );
        let relations = format!(
            r#"<Relationships><Relationship Id="r1" Type="{links}/{}" Target="worksheets/sheet1.xml"/></Relationships>"#,
            self.kind
        );
        let sheet = format!(r#"<worksheet xmlns="{main}">{}</worksheet>"#, self.sheet);
        let package = format!(
            r#"<Relationships><Relationship Id="r1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        );
        let own = [
            ("_rels/.rels", &package),
            ("xl/workbook.xml", &workbook),
            ("xl/_rels/workbook.xml.rels", &relations),
            ("xl/worksheets/sheet1.xml", &sheet),
        ];
        let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in own
            .into_iter()
            .chain(self.more.iter().map(|(n, t)| (*n, t)))
        {
            zip.start_file(name, SimpleFileOptions::default())
                .expect("a part");
            zip.write_all(text.as_bytes()).expect("its text");
        }
        zip.finish().expect("an archive").into_inner()
    }

    #[track_caller]
    fn check(&self, expect: &str) {
        check(self.bytes(), &side(Side::Legacy), expect);
    }
}

const ADA: &str = r#"<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str"><v>ada</v></c></row>"#;
const ADA_READ: &str = "XLSX\nexternalId | userName\n1 @2: 1 | ada";

#[test]
fn strict_workbooks_are_read() {
    let mut parts = Parts::of_rows(ADA);
    parts.main = "http://purl.oclc.org/ooxml/spreadsheetml/main".into();
    parts.links = "http://purl.oclc.org/ooxml/officeDocument/relationships".into();
    parts.check(ADA_READ);
}

#[test]
fn what_a_sheet_says_of_its_size_is_not_believed() {
    let with = |dimension: &str| {
        let mut parts = Parts::of_rows(ADA);
        parts.sheet = format!(r#"<dimension ref="{dimension}"/>{}"#, parts.sheet);
        parts
    };
    with("A1").check(ADA_READ);
    with("A1:XFD1048576").check(ADA_READ);
    with("C7:D9").check(ADA_READ);
    with("A0:ZZZZ9").check("refused XLSX_BAD_REF");
}

#[test]
fn places_that_cannot_be_are_refused() {
    let check = |rows: &str, expect: &str| Parts::of_rows(rows).check(expect);
    let nowhere = |place: &str| format!(r#"<row r="2"><c r="{place}"><v>1</v></c></row>"#);
    check(&nowhere("A0"), "refused XLSX_BAD_REF row 2");
    check(&nowhere("ZZZZ2"), "refused XLSX_BAD_REF row 1");
    check(
        r#"<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>"#,
        "refused WORKBOOK_DAMAGED row 2",
    );
}

#[test]
fn texts_of_every_kind_are_read_without_their_readings() {
    let strings = r#"<sst xmlns="x" count="2" uniqueCount="2"><si><r><t>a</t></r><r><rPr><b/></rPr><t>da</t></r></si>
        <si><t>東</t><rPh sb="0" eb="1"><t>ヒガシ</t></rPh><phoneticPr fontId="1"/></si></sst>"#;
    let rows = r#"<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>0</v></c></row>
        <row r="3"><c r="A3" t="inlineStr"><is><r><t xml:space="preserve">b </t></r><r><t>1</t></r></is></c><c r="B3" t="str"><v>bo &amp; co</v></c></row>"#;
    Parts::of_rows(rows)
        .with("xl/sharedStrings.xml", strings)
        .check("XLSX\nexternalId | userName\n1 @2: 東 | ada\n2 @3: b 1 | bo & co");
}

#[test]
fn dates_count_from_1904_where_the_workbook_says_so() {
    let styles = format!(
        r#"<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
    );
    let rows = r#"<row r="2"><c r="A2" s="1"><v>44481</v></c><c r="B2"><v>44481</v></c></row>"#;
    let read = |workbook, expect: &str| {
        let mut parts = Parts::of_rows(rows).with("xl/styles.xml", styles.clone());
        parts.workbook = workbook;
        parts.check(&format!(
            "XLSX\nexternalId | userName\n1 @2: {expect} | 44481"
        ));
    };
    read("", "2021-10-12");
    read(r#"<workbookPr date1904="1"/>"#, "2025-10-13");
}

#[test]
fn document_types_are_refused_wherever_they_stand() {
    let declared = format!("<!DOCTYPE sst [<!ENTITY who \"ada\">]><sst xmlns=\"{MAIN}\"/>");
    Parts::of_rows(ADA)
        .with("xl/sharedStrings.xml", declared)
        .check("refused XML_DTD");
    let entity = r#"<row r="2"><c r="A2" t="str"><v>&who;</v></c></row>"#;
    Parts::of_rows(entity).check("refused WORKBOOK_DAMAGED row 2");
}

#[test]
fn counts_of_texts_are_not_believed() {
    let claims = |count: &str| {
        let strings = format!(r#"<sst uniqueCount="{count}"><si><t>x</t></si></sst>"#);
        Parts::of_rows(ADA).with("xl/sharedStrings.xml", strings)
    };
    claims("1").check(ADA_READ);
    claims("9000000").check("refused WORKBOOK_DAMAGED");
    claims("900000000000").check("refused WORKBOOK_DAMAGED");
    let nested = r#"<x><sst uniqueCount="900000000000"/></x>"#;
    Parts::of_rows(ADA)
        .with("xl/sharedStrings.xml", nested)
        .check("refused WORKBOOK_DAMAGED");
}

#[test]
fn sheets_of_macros_are_named() {
    let mut parts = Parts::of_rows(ADA);
    parts.kind = "xlMacrosheet";
    parts.check("refused FORMAT_UNSUPPORTED");
    let error = Given::file("old.xlsm", &parts.bytes())
        .inspect(&side(Side::Legacy))
        .expect_err("a macro sheet");
    assert!(error.to_string().contains("Excel 4.0 macros"), "{error}");
}

#[test]
fn macros_are_ignored_and_said() {
    Parts::of_rows(ADA)
        .with("xl/vbaProject.bin", "\u{0}")
        .check(
            "XLSM
        externalId | userName
        1 @2: 1 | ada
        note WORKBOOK_MACROS",
        );
}

#[test]
fn formulas_that_were_never_calculated_are_counted() {
    let check_cell = |cell: &str, expect: &str| {
        let row = format!(r#"<row r="2"><c r="A2"><v>1</v></c>{cell}</row>"#);
        let expect = format!("XLSX\nexternalId | userName\n1 @2: 1 | {expect}");
        Parts::of_rows(&row).check(&expect);
    };
    let warned = "\nwarning FORMULA_NOT_CALCULATED @2";
    check_cell(r#"<c r="B2"><f>A2</f></c>"#, warned);
    check_cell(r#"<c r="B2"><f>A2</f><v></v></c>"#, warned);
    check_cell(r#"<c r="B2"><f t="shared" si="0"/><v/></c>"#, warned);
    check_cell(r#"<c r="B2" t="str"><f>""</f><v></v></c>"#, "");
    check_cell(r#"<c r="B2" t="str"><f>A2</f><v>ada</v></c>"#, "ada");
}

#[test]
fn nesting_has_an_end() {
    let nested = "<x>".repeat(300) + &"</x>".repeat(300);
    let mut parts = Parts::of_rows(ADA);
    parts.sheet = format!("{}<mergeCells/>{nested}", parts.sheet);
    parts.check("refused WORKBOOK_DAMAGED");
}

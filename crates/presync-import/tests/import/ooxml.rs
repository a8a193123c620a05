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
    /// Elements of further sheets, whose kind is that of the relation `r2`.
    more_sheets: String,
    more_links: &'static str,
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
            more_sheets: String::new(),
            more_links: "worksheet",
        }
    }

    fn with(mut self, part: &'static str, text: impl Into<String>) -> Self {
        self.more.push((part, text.into()));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        self.encoded(|text| text.as_bytes().to_vec())
    }

    /// The workbook with its parts written in some way.
    fn encoded(&self, encode: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
        let (main, links) = (&self.main, &self.links);
        let workbook = format!(
            r#"<workbook xmlns="{main}" xmlns:r="{links}">{}<sheets><sheet name="People" sheetId="1" r:id="r1"/>{}</sheets></workbook>"#,
            self.workbook, self.more_sheets
        );
        let relations = format!(
            r#"<Relationships><Relationship Id="r1" Type="{links}/{}" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{links}/{}" Target="more/2.xml"/></Relationships>"#,
            self.kind, self.more_links
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
            zip.write_all(&encode(text)).expect("its text");
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
    for nothing in ["A0:ZZZZ9", "A1:A1:A1", "nonsense", ""] {
        with(nothing).check(ADA_READ);
    }
}

#[test]
fn places_that_cannot_be_are_refused() {
    let check = |rows: &str, expect: &str| Parts::of_rows(rows).check(expect);
    let nowhere = |place: &str| format!(r#"<row r="2"><c r="{place}"><v>1</v></c></row>"#);
    check(&nowhere("A0"), "refused XLSX_BAD_REF row 2");
    check(&nowhere("ZZZZ2"), "refused XLSX_BAD_REF row 2");
    check(&nowhere("A9999999"), "refused XLSX_BAD_REF row 1");
    check(
        r#"<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>"#,
        "refused WORKBOOK_DAMAGED row 2",
    );
}

#[test]
fn more_sheets_than_any_workbook_has_are_refused() {
    let mut parts = Parts::of_rows(ADA);
    let many = r#"<sheet name="a" r:id="r1"/>"#.repeat(4_000);
    parts.more_sheets = many;
    parts.check("refused WORKBOOK_DAMAGED");
}

#[test]
fn a_refusal_names_the_sheet() {
    let parts = Parts::of_rows(r#"<row r="2"><c r="A0"><v>1</v></c></row>"#);
    let given = Given::file("people.xlsx", &parts.bytes());
    let error = given.inspect(&side(Side::Legacy)).expect_err("no place");
    let place = error.place().expect("a place");
    assert_eq!(place.to_string(), "people.xlsx, sheet \"People\", row 2");
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
            "XLSX\nexternalId | userName\n1 @2: 44481 ⇒ {expect} | 44481\nnote CELL_DATE_SERIAL @2 [UID]"
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
    const SHARED: &str = r#"<row r="2"><c r="A2" t="s"><v>0</v></c></row>"#;
    const SHARED_READ: &str = "XLSX\nexternalId | userName\n1 @2: x |";
    let claims = |count: &str| {
        let strings = format!(r#"<sst uniqueCount="{count}"><si><t>x</t></si></sst>"#);
        Parts::of_rows(SHARED).with("xl/sharedStrings.xml", strings)
    };
    claims("1").check(SHARED_READ);
    claims("0").check(SHARED_READ);
    claims("9000000").check(SHARED_READ);
    claims("900000000000").check(SHARED_READ);
    let nested = r#"<x><sst uniqueCount="900000000000"/></x>"#;
    Parts::of_rows(SHARED)
        .with("xl/sharedStrings.xml", nested)
        .check("refused WORKBOOK_DAMAGED row 2");
}

#[test]
fn sheets_of_macros_are_listed_and_passed_over() {
    let mut parts = Parts::of_rows(ADA);
    parts.more_sheets = r#"<sheet name="Auto" sheetId="2" r:id="r2"/>"#.into();
    parts.more_links = "xlMacrosheet";
    parts.check(ADA_READ);
    let inspection = Given::file("old.xlsm", &parts.bytes())
        .inspect(&side(Side::Legacy))
        .expect("its other sheet is read");
    let sheets: Vec<_> = inspection
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.holds_cells, sheet.chosen))
        .collect();
    assert_eq!(sheets, [("People", true, true), ("Auto", false, false)]);
    let named = presync_import::ReadOptions {
        sheet: Some("Auto".into()),
        ..side(Side::Legacy)
    };
    check(parts.bytes(), &named, "refused SHEET_NOT_FOUND");
}

#[test]
fn a_workbook_of_macros_only_is_refused() {
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
    let given = |text: &str| format!("{text}\nnote FORMULA_VALUES @2");
    check_cell(r#"<c r="B2" t="str"><f>""</f><v></v></c>"#, &given(""));
    check_cell(
        r#"<c r="B2" t="str"><f>A2</f><v>ada</v></c>"#,
        &given("ada"),
    );
}

#[test]
fn nesting_has_an_end() {
    let nested = "<x>".repeat(300) + &"</x>".repeat(300);
    let mut parts = Parts::of_rows(ADA);
    parts.sheet = format!("{}<mergeCells/>{nested}", parts.sheet);
    parts.check("refused WORKBOOK_DAMAGED");
}

#[test]
fn dates_without_a_style_count_from_1904_too() {
    let header = HEADER.replace("Username", "Start Date");
    let mut parts = Parts::of_rows("");
    parts.sheet = format!(
        r#"<sheetData>{header}<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>44481</v></c></row></sheetData>"#
    );
    let read = |parts: &Parts, expect: &str| {
        parts.check(&format!(
            "XLSX\nexternalId | jobStartDate\n1 @2: 1 | 44481 ⇒ {expect}\nnote CELL_DATE_SERIAL @2 [Start Date]"
        ));
    };
    read(&parts, "2021-10-12");
    parts.workbook = r#"<workbookPr date1904="true"/>"#;
    read(&parts, "2025-10-13");
    let stated = presync_import::ReadOptions {
        date_system: Some(presync_import::DateSystem::Since1900),
        ..side(Side::Legacy)
    };
    check(
        parts.bytes(),
        &stated,
        "XLSX\nexternalId | jobStartDate\n1 @2: 1 | 44481 ⇒ 2021-10-12\nnote CELL_DATE_SERIAL @2 [Start Date]",
    );
}

#[test]
fn formula_errors_are_unknown_and_named() {
    let error = |word: &str| {
        format!(
            r#"<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><f>X</f><v>{word}</v></c></row>"#
        )
    };
    let check = |word: &str, cell: &str| {
        Parts::of_rows(&error(word)).check(&format!(
            "XLSX\nexternalId | userName\n1 @2: 1 | {cell}\nnote FORMULA_VALUES @2\nwarning CELL_ERROR @2 [Username]"
        ));
    };
    check("#N/A", "#N/A ⇒");
    check("#REF!", "#REF! ⇒");
    check("#NEW!", "");
}

#[test]
fn parts_may_be_in_utf_16_and_elements_have_prefixes() {
    let parts = Parts::of_rows(ADA);
    let wide = |order: fn(u16) -> [u8; 2]| {
        parts.encoded(|text| {
            let marked = "\u{feff}".encode_utf16().chain(text.encode_utf16());
            marked.flat_map(order).collect()
        })
    };
    check(wide(u16::to_le_bytes), &side(Side::Legacy), ADA_READ);
    check(wide(u16::to_be_bytes), &side(Side::Legacy), ADA_READ);
    let western = parts.encoded(|text| {
        let declared = format!("<?xml version=\"1.0\" encoding=\"windows-1252\"?>{text}");
        let letters = declared.replace("ada", "\u{e5}sa");
        letters
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
            .collect()
    });
    check(
        western,
        &side(Side::Legacy),
        "XLSX\nexternalId | userName\n1 @2: 1 | åsa",
    );
    let prefixed = parts.encoded(|text| {
        let mut out = String::new();
        for (at, piece) in text.split('<').enumerate() {
            match piece.strip_prefix('/') {
                _ if at == 0 => out += piece,
                Some(end) => out += &format!("</x:{end}"),
                None => out += &format!("<x:{piece}"),
            }
        }
        out.into_bytes()
    });
    check(prefixed, &side(Side::Legacy), ADA_READ);
}

#[test]
fn places_that_are_not_said_follow_from_those_before() {
    let row = r#"<row><c><v>1</v></c><c t="str"><v>ada</v></c></row><row r="5"><c r="B5" t="str"><v>bo</v></c></row>
        <row><c t="b"><v>1</v></c><c t="str"><v>_x0063_y</v></c></row>"#;
    Parts::of_rows(row)
        .check("XLSX\nexternalId | userName\n1 @2: 1 | ada\n2 @5:  | bo\n3 @6: TRUE | cy");
}

#[test]
fn values_are_told_from_what_they_are_not() {
    let check = |cell: &str, expect: &str| {
        let row = format!(r#"<row r="2"><c r="A2"><v>1</v></c>{cell}</row>"#);
        Parts::of_rows(&row).check(expect);
    };
    let read = |cell: &str, expect: &str| {
        check(
            cell,
            &format!("XLSX\nexternalId | userName\n1 @2: 1 | {expect}"),
        );
    };
    read(
        r#"<c r="B2" t="inlineStr"><is><t>ada</t></is><v>9</v></c>"#,
        "ada",
    );
    read(r#"<c r="B2" t="inlineStr"><v>ada</v></c>"#, "ada");
    read(r#"<c r="B2"><v><![CDATA[12]]></v></c>"#, "12");
    read(r#"<c r="B2"><v>007</v></c>"#, "7");
    read(r#"<c r="B2"><v> 1.50 </v></c>"#, "1.5");
    read(r#"<c r="B2"><v>ada</v></c>"#, "ada");
    read(
        r#"<c r="B2"><v>1</v><extLst><ext><v>2</v></ext></extLst></c>"#,
        "1",
    );
    read(r#"<c r="B2"><!-- no --><v>1</v></c>"#, "1");
    read(r#"<c r="B2" t="d"><v>2025-10-13</v></c>"#, "2025-10-13");
    for broken in [
        r#"<c r="B2" t="n"><v>ada</v></c>"#,
        r#"<c r="B2" t="b"><v>2</v></c>"#,
        r#"<c r="B2" t="s"><v>7</v></c>"#,
        r#"<c r="B2" t="s"><v>x</v></c>"#,
        r#"<c r="B2" t="what"><v>1</v></c>"#,
        r#"<c r="B2"><v>1</v><v>2</v></c>"#,
        r#"<c r="B2" t=s><v>1</v></c>"#,
        r#"<c r="B2"><v>1</c></v>"#,
    ] {
        check(broken, "refused WORKBOOK_DAMAGED row 2");
    }
}

#[test]
fn hidden_columns_with_a_name_are_said() {
    let mut parts = Parts::of_rows(ADA);
    let columns =
        r#"<cols><col min="1" max="1" width="9"/><col min="2" max="16384" hidden="1"/></cols>"#;
    parts.sheet = format!("{columns}{}", parts.sheet);
    parts.check(&format!("{ADA_READ}\nwarning COLUMNS_HIDDEN"));
}

#[test]
fn one_text_many_times_does_not_make_a_row_without_end() {
    let long = "x".repeat(1 << 20);
    let cells: String = (0..9).map(|_| r#"<c t="s"><v>0</v></c>"#).collect();
    Parts::of_rows(&format!("<row>{cells}</row>"))
        .with(
            "xl/sharedStrings.xml",
            format!("<sst><si><t>{long}</t></si></sst>"),
        )
        .check("refused LIMIT_FIELD row 2");
}

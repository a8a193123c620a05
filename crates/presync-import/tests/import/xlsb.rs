//! Binary workbooks, written record by record.

use std::io::Write as _;

use presync_core::Side;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::boundary::{check, outcome, side};

/// What a cell holds.
enum Value {
    Text(&'static str),
    Shared(u32),
    Number(f64),
    Date(f64),
    Whole(i32),
    Bool(bool),
    Error(u8),
}
use Value::{Bool, Date, Error, Number, Shared, Text, Whole};

#[test]
fn values_are_what_the_user_sees() {
    let rows = [
        (
            0,
            vec![
                Text("UID"),
                Text("Username"),
                Text("Active"),
                Text("Start Date"),
                Text("Location"),
            ],
        ),
        (
            2,
            vec![
                Whole(123),
                Shared(0),
                Bool(true),
                Date(45_943.0),
                Error(0x2a),
            ],
        ),
        (
            3,
            vec![Number(4.5), Text("Åsa"), Bool(false), Date(45_943.5)],
        ),
    ];
    check(
        workbook(&sheet(&rows), &[]),
        &side(Side::Legacy),
        "XLSB
        externalId | userName | active | jobStartDate | location
        1 @3: 123 | ada | TRUE | 45943 ⇒ 2025-10-13 | #N/A ⇒
        2 @4: 4.5 | Åsa | FALSE | 45943.5 ⇒ 2025-10-13T12:00:00Z |
        note WORKBOOK_LESS_TESTED
        warning CELL_ERROR @3 [Location]
        note CELL_ZONE_ASSUMED @4 [Start Date]
        note CELL_DATE_SERIAL @3 [Start Date]",
    );
}

#[test]
fn macros_are_ignored_and_said() {
    let rows = [(0, vec![Text("UID")]), (1, vec![Whole(1)])];
    check(
        workbook(&sheet(&rows), &[("xl/vbaProject.bin", b"x")]),
        &side(Side::Legacy),
        "XLSB
        externalId
        1 @2: 1
        note WORKBOOK_LESS_TESTED
        note WORKBOOK_MACROS",
    );
}

#[test]
fn broken_ones_are_refused() {
    let whole = sheet(&[
        (0, vec![Text("UID"), Text("Username")]),
        (1, vec![Shared(0), Text("ada")]),
    ]);
    let refused = |bytes: &[u8]| {
        let outcome = outcome(&workbook(bytes, &[]), &side(Side::Legacy));
        assert!(outcome.starts_with("refused WORKBOOK_DAMAGED"), "{outcome}");
    };
    for cut in [0, 1, 20, whole.len() / 2, whole.len() - 6] {
        refused(&whole[..cut]);
    }
    refused(&sheet(&[(0, vec![Text("UID")]), (1, vec![Shared(9)])]));
    refused(&sheet(&[(1, vec![Text("UID")]), (0, vec![Text("1")])]));
}

fn sheet(rows: &[(u32, Vec<Value>)]) -> Vec<u8> {
    let mut out = [record(0x81, &[]), record(0x94, &[0; 16]), record(0x91, &[])].concat();
    for (row, values) in rows {
        out.extend(record(0x00, &[&row.to_le_bytes()[..], &[0; 13]].concat()));
        for (column, value) in (0_u32..).zip(values) {
            out.extend(cell(column, value));
        }
    }
    out.extend(record(0x92, &[]));
    out.extend(record(0x82, &[]));
    out
}

fn cell(column: u32, value: &Value) -> Vec<u8> {
    let style = u32::from(matches!(value, Date(_)));
    let place = [column.to_le_bytes(), style.to_le_bytes()].concat();
    let with = |kind, body: &[u8]| record(kind, &[&place, body].concat());
    match value {
        Text(text) => with(0x06, &wide(text)),
        Shared(number) => with(0x07, &number.to_le_bytes()),
        Number(number) | Date(number) => with(0x05, &number.to_le_bytes()),
        Whole(number) => with(0x02, &((number << 2) | 2).to_le_bytes()),
        Bool(is) => with(0x04, &[u8::from(*is)]),
        Error(code) => with(0x03, &[*code]),
    }
}

fn workbook(sheet: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
    let bundle = [&[0_u8; 8][..], &wide("r1"), &wide("People")].concat();
    let book = [
        record(0x83, &[]),
        record(0x99, &[0; 12]),
        record(0x9c, &bundle),
        record(0x90, &[]),
        record(0x9d, &[0; 26]),
        record(0x84, &[]),
    ];
    let strings = [&[1, 0, 0, 0, 1, 0, 0, 0][..]].concat();
    let strings = [
        record(0x9f, &strings),
        record(0x13, &[&[0][..], &wide("ada")].concat()),
        record(0xa0, &[]),
    ];
    let format = |number: u16| {
        record(
            0x2f,
            &[&[0, 0], &number.to_le_bytes()[..], &[0; 12]].concat(),
        )
    };
    let styles = [
        record(0x269, &2_u32.to_le_bytes()),
        format(0),
        format(14),
        record(0x26a, &[]),
    ];
    let relations = br#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let (book, strings, styles) = (book.concat(), strings.concat(), styles.concat());
    let own: [(&str, &[u8]); 5] = [
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", relations),
        ("xl/sharedStrings.bin", &strings),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", sheet),
    ];
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in own.iter().chain(more) {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A number of letters, then the letters.
fn wide(text: &str) -> Vec<u8> {
    let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let count = u32::try_from(letters.len() / 2).expect("short");
    [&count.to_le_bytes()[..], &letters].concat()
}

/// A record: kind and length of seven bits a byte, then the body.
fn record(kind: usize, body: &[u8]) -> Vec<u8> {
    [sevens(kind), sevens(body.len()), body.to_vec()].concat()
}

fn sevens(number: usize) -> Vec<u8> {
    let low = u8::try_from(number & 0x7f).expect("seven bits");
    match number >> 7 {
        0 => vec![low],
        high => [vec![low | 0x80], sevens(high)].concat(),
    }
}

//! Our reader against calamine's, on the same workbooks: the same cells in the same places.
//!
//! Left out is where they differ on purpose: errors and dates, which calamine does not give as the file
//! holds them, and texts of a kind that the cell does not say.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write as _},
    ops::ControlFlow,
    path::Path,
};

use calamine::{DataRef, Reader as _};
use presync_core::progress::Unwatched;
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{Outline, Package, SourceFile, open};
use crate::source::Watch;

/// Cells by row, from 1, and column.
type Cells = BTreeMap<(u64, usize), String>;

/// All cells of the first sheet by our reader.
fn ours(path: &Path) -> Result<Cells, String> {
    let watch = Watch::new(&Unwatched);
    let file = SourceFile::find(path, &watch).expect("a file");
    let mut cells = Cells::new();
    let mut read = || {
        let sheet = Outline::read(&file, &Package::open(&file)?)?
            .sheets
            .swap_remove(0);
        open(&file)?.scan(&sheet.listed.name, &mut |row| {
            for (column, cell) in row.cells().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                cells.insert((row.line, column), cell.to_owned());
            }
            Ok(ControlFlow::Continue(()))
        })
    };
    match read() {
        Ok(()) => Ok(cells),
        Err(error) => Err(error.code().to_owned()),
    }
}

/// The same by calamine; none for a date or an error.
fn theirs(bytes: &[u8]) -> Result<BTreeMap<(u64, usize), Option<String>>, String> {
    let told = |error: calamine::XlsxError| error.to_string();
    let mut book = calamine::Xlsx::new(Cursor::new(bytes)).map_err(told)?;
    let sheet = book.sheet_names().swap_remove(0);
    let mut reader = book.worksheet_cells_reader(&sheet).map_err(told)?;
    let mut cells = BTreeMap::new();
    while let Some(cell) = reader.next_cell().map_err(told)? {
        let (line, column) = cell.get_position();
        let shown = match cell.get_value() {
            DataRef::SharedString(text) => Some(crate::values::show_controls(text)),
            DataRef::String(text) => Some(crate::values::show_controls(text)),
            DataRef::Float(number) => Some(number.to_string()),
            DataRef::Int(number) => Some(number.to_string()),
            DataRef::Bool(truth) => Some(truth.to_string().to_uppercase()),
            DataRef::Empty => continue,
            _ => None,
        };
        if shown.as_deref() != Some("") {
            cells.insert((u64::from(line) + 1, column as usize), shown);
        }
    }
    Ok(cells)
}

#[track_caller]
fn compare(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.xlsx");
    std::fs::write(&path, bytes).expect("a file");
    let theirs = theirs(bytes).expect("a workbook that calamine reads");
    let mut ours = ours(&path).expect("a workbook");
    for (place, expect) in theirs {
        let found = ours.remove(&place);
        let Some(expect) = expect else { continue };
        assert_eq!(found, Some(expect), "{place:?}");
    }
    assert_eq!(ours.first_key_value(), None);
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "Ä",
        "😀",
        " ",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "\n",
        "\r",
        "\t",
        "_x000D_",
        "_",
        "x",
        "]]>",
        "7",
        "#N/A",
        "\u{1}",
        "東京",
        "=1+1",
        "\u{a0}",
        "longer than a word",
    ]);
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

#[derive(Debug, Clone)]
enum Value {
    Text(String),
    Number(f64),
    Boolean(bool),
    Formula(String),
    Blank,
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => text().prop_map(Value::Text),
        1 => any::<i32>().prop_map(|number| Value::Number(number.into())),
        1 => (-1e12..1e12).prop_map(Value::Number),
        1 => any::<bool>().prop_map(Value::Boolean),
        1 => "[a-z<&]{0,9}".prop_map(Value::Formula),
        1 => Just(Value::Blank),
    ]
}

/// A workbook by a writer that others use, its texts shared or inside the cells.
fn written(rows: &[Vec<Value>], shares: bool) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = match shares {
        true => workbook.add_worksheet(),
        false => workbook
            .add_worksheet_with_constant_memory()
            .expect("a sheet"),
    };
    let style = Format::new().set_num_format("0.00");
    for (line, row) in (0..).zip(rows) {
        for (column, value) in (0..).zip(row) {
            let put = match value {
                Value::Text(text) => sheet.write_string(line, column, text),
                Value::Number(number) => {
                    sheet.write_number_with_format(line, column, *number, &style)
                }
                Value::Boolean(truth) => sheet.write_boolean(line, column, *truth),
                Value::Formula(text) => {
                    sheet.write_formula(line, column, Formula::new("=A1").set_result(text))
                }
                Value::Blank => sheet.write_blank(line, column, &style),
            };
            put.expect("a cell");
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn written_workbooks_read_the_same(
        rows in prop::collection::vec(prop::collection::vec(value(), 0..9), 1..30),
        shares in any::<bool>(),
    ) {
        compare(&written(&rows, shares));
    }

    /// The quick way and the way token by token give the same, whatever stands in the cells.
    #[test]
    fn the_quick_way_reads_the_same(cells in prop::collection::vec(raw_cell(), 0..26)) {
        let sheet = |between: &str| {
            let cells: String = ('A'..='Z')
                .zip(&cells)
                .map(|(column, cell)| cell.replace("><", &format!(">{between}<")).replace('@', &format!(" r=\"{column}1\"")))
                .collect();
            made(&format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>"))
        };
        let folder = tempfile::tempdir().expect("a folder");
        let read = |between: &str| {
            let path = folder.path().join("a.xlsx");
            std::fs::write(&path, sheet(between)).expect("a file");
            ours(&path)
        };
        prop_assert_eq!(read(""), read("<!-- -->"));
    }
}

/// A cell as XML, often right.
fn raw_cell() -> impl Strategy<Value = String> {
    let attributes = prop::sample::select(vec![
        "",
        " t=\"s\"",
        " s=\"1\" t=\"s\"",
        " t=\"str\"",
        " s=\"1\"",
        " t=\"b\"",
        " t=\"n\"",
        " s=\"99\"",
        " t=\"inlineStr\"",
    ]);
    let values = prop::sample::select(vec![
        "0",
        "1",
        "2",
        "7",
        "00",
        "-1",
        "1.5",
        "1e3",
        "",
        " 1",
        "x",
        "&amp;",
        "_x0041_",
        "a_b",
        " a ",
        "é",
        "NaN",
        "123456789012345678",
    ]);
    (attributes, values).prop_map(|(attributes, value)| match attributes {
        " t=\"inlineStr\"" => format!("<c@{attributes}><is><t>{value}</t></is></c>"),
        _ => format!("<c@{attributes}><v>{value}</v></c>"),
    })
}

/// A workbook with this sheet and a few texts.
fn made(sheet: &str) -> Vec<u8> {
    let parts = [
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r\" Type=\"x/worksheet\" Target=\"a.xml\"/></Relationships>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>zero</t></si><si><t> one </t></si><si/></sst>",
        ),
        ("xl/a.xml", sheet),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn a_workbook_that_another_program_wrote_reads_the_same() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples/harbour-and-vale/Interact users.xlsx");
    compare(&std::fs::read(kept).expect("the example"));
}

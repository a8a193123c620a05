//! Workbooks of Excel 97-2003 and of Excel 5.

use std::io::{Cursor, Write};

use crate::boundary::check;

#[test]
fn libreoffice_writes_one() {
    check(
        include_bytes!("fixtures/people-libreoffice.xls"),
        "XLS
        sheet Cover
        sheet People read
        sheet Old hidden
        UID: 00123 | 124 | 125
        Username: ada | bo | zoe
        First Name: Ådä | Bo | Zoë
        Last Name: Okoro | Lind | LUND
        Start Date: 2024-01-31 | 2023-05-02T08:30:00Z
        Active: TRUE | FALSE
        note WORKBOOK_LESS_TESTED
        warning HEADER_TWO_ROWS @1
        note CELL_ZONE_ASSUMED @4
        note CELL_DATE_SERIAL @3",
    );
}

#[test]
fn python_writes_one() {
    check(
        include_bytes!("fixtures/people-xlwt.xls"),
        "XLS
        sheet Cover
        sheet People read
        sheet Old hidden
        UID: 00123 | 124 | 125
        Username: ada | bo | zoe
        First Name: Ådä | Bo | Zoë
        Last Name: Okoro | Lind
        Start Date: 2024-01-31 | 2023-05-02T08:30:00Z
        Active: TRUE | FALSE
        note WORKBOOK_LESS_TESTED
        warning CELLS_MERGED @5
        note CELL_ZONE_ASSUMED @3
        note CELL_DATE_SERIAL @2",
    );
}

#[test]
fn excel_5_wrote_one() {
    let sheet = [
        biff5_label(0, 0, b"UID"),
        biff5_label(0, 1, b"Username"),
        number(1, 0, 7.0),
        biff5_label(1, 1, b"\xc5dne"),
    ];
    check(
        &biff5(&sheet.concat()),
        "XLS
        sheet People read
        UID: 7
        Username: Ådne
        note WORKBOOK_LESS_TESTED",
    );
}

#[test]
fn macros_are_said_and_not_read() {
    let mut file = compound();
    file.create_storage("_VBA_PROJECT_CUR").expect("a storage");
    put(&mut file, "Workbook", &biff8(&two_columns()));
    check(
        &file.into_inner().into_inner(),
        "XLS
        sheet People read
        UID: 7
        Username: ada
        note WORKBOOK_LESS_TESTED
        note WORKBOOK_MACROS",
    );
}

#[test]
fn passwords_are_said_and_never_asked_for() {
    let obfuscated = record(0x2f, &[0, 0, 0x34, 0x12, 0x78, 0x56]);
    let encrypted = record(0x2f, &[1, 0, 1, 0, 1, 0]);
    for file_pass in [obfuscated, encrypted] {
        let globals = [bof(0x0600, 5), file_pass, record(0x0a, &[])].concat();
        check(&packed("Workbook", &globals), "refused workbook_encrypted");
    }
}

#[test]
fn broken_ones_are_refused() {
    let end = record(0x0a, &[]);
    let check_stream = |stream: &[u8]| check(&packed("Workbook", stream), "refused xls_damaged");
    check_stream(&[]);
    check_stream(b"nothing of the kind, but long enough to be read as a record or two");
    let nowhere = boundsheet(0x00ff_ffff, &[0, 0, 1, 0, b'S']);
    check_stream(&[bof(0x0600, 5), nowhere, end.clone()].concat());
    check_stream(&biff8(&record(0x203, &[0, 0, 0, 0])));
    let strings = record(0xfc, &[0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f]);
    let no_sheet = [bof(0x0600, 5), strings, end].concat();
    check(&packed("Workbook", &no_sheet), "refused sheet_not_found");
}

#[test]
fn circles_in_the_container_are_refused() {
    let sound = packed("Workbook", &biff8(&two_columns().repeat(400)));
    let sector = |number: usize| 512 + number * 512;
    // The first sector of the table of sectors, as the header names it.
    let table = u32::from_le_bytes(sound[76..80].try_into().expect("four bytes")) as usize;
    for entry in 0..40_usize {
        let mut circle = sound.clone();
        let at = sector(table) + entry * 4;
        let to_itself = u32::try_from(entry).expect("small").to_le_bytes();
        circle[at..at + 4].copy_from_slice(&to_itself);
        check_ended(&circle);
    }
    for cut in [513, 1_024, sound.len() / 2, sound.len() - 512] {
        check_ended(&sound[..cut]);
    }
}

/// The program ends with a refusal, or reads the workbook all the same.
#[track_caller]
fn check_ended(bytes: &[u8]) {
    use crate::boundary::{Given, job};
    let given = Given::file("users.xls", bytes);
    let job = job(std::time::Duration::from_secs(20));
    if let Err(failure) = presync_app::pipeline::inspect_file(&given.path, &job) {
        let codes = ["xls_damaged", "not_a_workbook", "empty_file"];
        assert!(codes.contains(&failure.code.as_str()), "{failure:?}");
    }
}

/// A small workbook that takes a while: it names its last row, and all between is held.
pub(crate) fn corners() -> Vec<u8> {
    let sheet = [
        two_columns(),
        label(65_535, 1, "x"),
        number(65_535, 63, 1.0),
    ];
    packed("Workbook", &biff8(&sheet.concat()))
}

fn two_columns() -> Vec<u8> {
    [
        label(0, 0, "UID"),
        label(0, 1, "Username"),
        number(1, 0, 7.0),
        label(1, 1, "ada"),
    ]
    .concat()
}

fn compound() -> cfb::CompoundFile<Cursor<Vec<u8>>> {
    cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes it")
}

fn put(file: &mut cfb::CompoundFile<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) {
    let mut stream = file.create_stream(name).expect("a stream");
    stream.write_all(bytes).expect("memory takes it");
    stream.flush().expect("memory takes it");
}

fn packed(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut file = compound();
    put(&mut file, name, bytes);
    file.into_inner().into_inner()
}

fn biff8(sheet: &[u8]) -> Vec<u8> {
    workbook(0x0600, &[0, 0, 6, 0], sheet)
}

fn biff5(sheet: &[u8]) -> Vec<u8> {
    packed("Book", &workbook(0x0500, &[0, 0, 6], sheet))
}

/// One sheet named People behind the records that tell of it.
fn workbook(version: u16, about_name: &[u8], sheet: &[u8]) -> Vec<u8> {
    let bound = |at: u32| boundsheet(at, &[about_name, b"People"].concat());
    // The newer version is UTF-16 whatever it says; Latin text is written a byte a letter.
    let code_page: u16 = if version == 0x0500 { 1252 } else { 1200 };
    let code_page = record(0x42, &code_page.to_le_bytes());
    let globals = |at| {
        [
            bof(version, 5),
            code_page.clone(),
            bound(at),
            record(0x0a, &[]),
        ]
        .concat()
    };
    let at = u32::try_from(globals(0).len()).expect("small");
    let end = record(0x0a, &[]);
    [globals(at), bof(version, 0x10), sheet.to_vec(), end].concat()
}

fn bof(version: u16, kind: u16) -> Vec<u8> {
    let words = [version, kind, 0x0dbb, 0x07cc, 0, 0, 0, 6];
    record(0x0809, &words.map(u16::to_le_bytes).concat())
}

fn boundsheet(at: u32, about: &[u8]) -> Vec<u8> {
    record(0x85, &[&at.to_le_bytes(), about].concat())
}

fn place(row: u16, column: u16) -> Vec<u8> {
    [row, column, 0].map(u16::to_le_bytes).concat()
}

fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).expect("short").to_le_bytes();
    record(
        0x204,
        &[&place(row, column), &length[..], &[0], text.as_bytes()].concat(),
    )
}

fn biff5_label(row: u16, column: u16, text: &[u8]) -> Vec<u8> {
    let length = u16::try_from(text.len()).expect("short").to_le_bytes();
    record(0x204, &[&place(row, column), &length[..], text].concat())
}

fn number(row: u16, column: u16, number: f64) -> Vec<u8> {
    record(
        0x203,
        &[place(row, column), number.to_le_bytes().to_vec()].concat(),
    )
}

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).expect("short");
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), body].concat()
}

//! Whole files of every kind, small.

use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A whole file and the name it has by right.
pub(super) struct Seed {
    pub(super) name: &'static str,
    pub(super) bytes: Vec<u8>,
}

const TABLE: &str = "UID,Username,Surname,First Name,Email Address,Start Date,Active,Supervisor\n\
    1,ada,Okoro,Ada,ada@x.test,2020-01-31,TRUE,2\n\
    2,bo,\"Lind, \"\"B\"\"\",Bo,bo@x.test,2021-02-28,FALSE,\n\
    3,cy,Müller,\"Cy\nd\",cy@x.test;c2@x.test,,yes,1\n\
    4,di,Çelik,Zoë,,1.234,5,System.String[]\n";

const USERS: &str = r##"{"@odata.context":"https://x.test/$metadata#users","value":[
{"id":"2f657c71-86ba-486e-a729-fb478c11ce69","userPrincipalName":"ada@x.test","displayName":"Ada Okoro","accountEnabled":true,
 "manager":{"@odata.type":"#microsoft.graph.user","id":"2f657c71-86ba-486e-a729-fb478c11ce70"},"otherMails":["a@x.test","b@x.test"]},
{"id":"2f657c71-86ba-486e-a729-fb478c11ce70","userPrincipalName":"bo@x.test","surname":null,"x":1.5e300,"y":[{"z":[]}]}]}"##;

pub(super) fn seeds() -> Vec<Seed> {
    let seed = |name, bytes: &[u8]| Seed {
        name,
        bytes: bytes.to_vec(),
    };
    let utf16: Vec<u8> = format!("\u{feff}{}", TABLE.replace(',', "\t"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let western: Vec<u8> = TABLE
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
        .collect();
    vec![
        seed("people.csv", TABLE.as_bytes()),
        seed(
            "semicolon.csv",
            format!("sep=;\r\n{}", TABLE.replace(',', ";")).as_bytes(),
        ),
        seed("unicode.txt", &utf16),
        seed("western.csv", &western),
        seed("users.json", USERS.as_bytes()),
        seed(
            "list.json",
            br#"[{"mail":"ada@x.test"},{"mail":"bo@x.test","UID":7}]"#,
        ),
        seed("people.xlsx", &workbook()),
        seed(
            "letter.docx",
            &archive(&[("word/document.xml", b"<w:document/>")]),
        ),
        seed("old.xls", &compound()),
        seed(
            "page.html",
            b"<html><body><table><tr><td>UID</td></tr></table></body></html>",
        ),
        seed(
            "sheet.xml",
            b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        ),
    ]
}

/// Texts, numbers, dates, formulas and two sheets.
pub(super) fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let zeros = Format::new().set_num_format("00000");
    let day = ExcelDateTime::from_ymd(2024, 1, 31).expect("a date");
    workbook.add_worksheet().set_name("Cover").expect("a name");
    let people = workbook.add_worksheet().set_name("People").expect("a name");
    let headers = ["UID", "Username", "Start Date", "Location", "Active"];
    people.write_row(0, 0, headers).expect("cells");
    for row in 1..12_u32 {
        people
            .write_with_format(row, 0, row, &zeros)
            .expect("a cell");
        people.write(row, 1, format!("user{row}")).expect("a cell");
        people
            .write_with_format(row, 2, &day, &date)
            .expect("a cell");
        people
            .write(row, 3, Formula::new("=1/0").set_result("#DIV/0!"))
            .expect("a cell");
        people.write(row, 4, row % 2 == 0).expect("a cell");
    }
    workbook.save_to_buffer().expect("a workbook")
}

pub(super) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

/// The head of an old Office file: 512-byte sectors, one sector of allocation, a directory.
fn compound() -> Vec<u8> {
    let mut bytes = vec![0xff; 2_048];
    bytes[..512].fill(0);
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    for (at, value) in [
        (24, 0x3e),
        (26, 3),
        (28, 0xfffe),
        (30, 9),
        (32, 6),
        (44, 1),
        (48, 1),
        (56, 0x1000),
    ] {
        bytes[at..at + 2].copy_from_slice(&u16::to_le_bytes(value));
    }
    for (at, name) in [(1_024, "Root Entry"), (1_152, "Workbook")] {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes[at..at + name.len()].copy_from_slice(&name);
    }
    bytes
}

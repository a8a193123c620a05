//! Bytes and encodings: cases 1 to 16.

use presync_core::Side;
use presync_import::ReadOptions;

use super::{check, check_with};
use crate::boundary::{Given, side};

fn utf16_le(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn marks_and_plain_text() {
    let plain = "externalId | userName\n1 @2: 1 | ada";
    check(
        "1 ASCII",
        "UID,Username\n1,ada\n",
        &format!("CSV, UTF-8, comma\n{plain}"),
    );
    check(
        "2 the mark before a quoted header",
        "\u{feff}\"UID\",\"Username\"\r\n\"1\",\"ada\"\r\n",
        &format!("CSV, UTF-8 with BOM, comma\n{plain}"),
    );
    check(
        "2 the mark twice",
        "\u{feff}\u{feff}UID,Username\n1,ada\n",
        &format!("CSV, UTF-8 with BOM, comma\n{plain}"),
    );
    check(
        "4 Unicode text of Excel",
        utf16_le("\u{feff}UID\tUsername\r\n1\tada\r\n"),
        &format!("CSV, UTF-16LE with BOM, tab\n{plain}"),
    );
    check(
        "4 cut in the middle of a character",
        &utf16_le("\u{feff}UID\tUsername\r\n1\tada\r\n2\tbo")[..51],
        "CSV, UTF-16LE with BOM, tab
        externalId | userName
        1 @2: 1 | ada
        2 @3: 2 | b\u{fffd}
        warning CELL_LOST_CHARACTER @3 [Username]",
    );
    check(
        "5 UTF-16 without a mark",
        utf16_le("UID\tUsername\r\n1\tada\r\n"),
        &format!("CSV, UTF-16LE, tab\n{plain}\nwarning ENCODING_GUESSED"),
    );
}

#[test]
fn encodings_that_are_not_read() {
    let utf32 = |to_bytes: fn(u32) -> [u8; 4]| -> Vec<u8> {
        let text = "\u{feff}UID,Username\n1,ada\n".chars();
        text.flat_map(|c| to_bytes(u32::from(c))).collect()
    };
    check(
        "6 UTF-32LE",
        utf32(u32::to_le_bytes),
        "refused ENC_UNSUPPORTED",
    );
    check(
        "6 UTF-32BE",
        utf32(u32::to_be_bytes),
        "refused ENC_UNSUPPORTED",
    );
    check(
        "6 UTF-7 with its mark",
        "+/v8-UID,Surname\n1,M+APw-ller\n",
        "refused ENC_UNSUPPORTED",
    );
    check(
        "6 UTF-7",
        "UID,Surname\n1,M+APw-ller\n2,+AMc-elik\n",
        "refused ENC_UNSUPPORTED",
    );
    let stated = ReadOptions {
        encoding: Some("utf-7".into()),
        ..side(Side::Legacy)
    };
    check_with(
        "6 UTF-7 stated",
        "UID\n1\n",
        &stated,
        "refused ENC_UNSUPPORTED",
    );
    check(
        "6 plus signs that are no UTF-7",
        "UID,Email Address,Mobile\n1,ada+tag-x@x.test,+49-30-1\n2,bo+AB-@x.test,+150-1\n",
        "CSV, UTF-8, comma
        externalId | emails[type eq \"work\"].value | phoneNumbers[type eq \"mobile\"].value
        1 @2: 1 | ada+tag-x@x.test | +49-30-1
        2 @3: 2 | bo+AB-@x.test | +150-1",
    );
}

#[test]
fn bytes_that_are_no_letters() {
    let mut bytes = b"UID,Surname\n".to_vec();
    for row in 2..80_000 {
        let name: &[u8] = if row % 1_000 == 0 {
            "M\u{fc}ller".as_bytes()
        } else {
            b"Smith"
        };
        bytes.extend_from_slice(format!("{row},").as_bytes());
        bytes.extend_from_slice(name);
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(b"80000,\xff\xfeSm\xc0ith\n");
    let outcome = crate::boundary::outcome(&bytes, &side(Side::Legacy));
    let tail: Vec<&str> = outcome.lines().rev().take(3).collect();
    assert_eq!(
        tail,
        [
            "warning CELL_INVALID_BYTES @80000 [Surname]",
            "warning ENCODING_DAMAGED @80000",
            "79999 @80000: 80000 | \u{fffd}\u{fffd}Sm\u{fffd}ith",
        ],
        "9"
    );
    check(
        "12 letters lost before",
        "UID,Surname\n1,M?ller\n2,Okoro\n3,Why?\n",
        "CSV, UTF-8, comma
        externalId | name.familyName
        1 @2: 1 | M?ller
        2 @3: 2 | Okoro
        3 @4: 3 | Why?
        warning CELL_QUESTION_MARK @2 [Surname]",
    );
    check(
        "12 replacement characters",
        "UID,Surname\n1,M\u{fffd}ller\n",
        "CSV, UTF-8, comma
        externalId | name.familyName
        1 @2: 1 | M\u{fffd}ller
        warning CELL_LOST_CHARACTER @2 [Surname]",
    );
    check(
        "13 NUL in fields",
        "UID,Surname\n4\x001,Oko\0ro\n5,Lind and a long name so that it is text\n",
        "CSV, UTF-8, comma
        externalId | name.familyName
        1 @2: 4\u{2400}1 ⇒ 41 | Oko\u{2400}ro ⇒ Okoro
        2 @3: 5 | Lind and a long name so that it is text
        warning CELL_CONTROL_CHARACTER @2 [UID]
        warning CELL_CONTROL_CHARACTER @2 [Surname]",
    );
}

/// Names in the letters of a code page, as its bytes.
const PAGES: &[(&str, &[u8], &str)] = &[
    (
        "windows-1250",
        b"1,\xa3uczak\n2,\x8cliwi\xf1ska\n3,Wi\x9cniewski\n4,\xaf\xf3\xb3\xe6\n5,Zaj\xb9c\n",
        "Łuczak Śliwińska Wiśniewski Żółć Zając",
    ),
    (
        "windows-1251",
        b"1,\xc8\xe2\xe0\xed\xee\xe2\n2,\xcf\xe5\xf2\xf0\xee\xe2\xe0\n3,\xd9\xe5\xf0\xe1\xe0\xea\xee\xe2\n",
        "Иванов Петрова Щербаков",
    ),
    (
        "windows-1252",
        b"1,M\xfcller\n2,Lef\xe8vre\n3,Gro\xdf\n4,Mu\xf1oz\n",
        "Müller Lefèvre Groß Muñoz",
    ),
    (
        "windows-1254",
        b"1,Y\xfdld\xfdr\xfdm\n2,\xdeahin\n3,\xd6zt\xfcrk\n4,Da\xf0\n",
        "Yıldırım Şahin Öztürk Dağ",
    ),
    ("ibm850", b"1,M\x81ller\n2,Gro\xe1\n3,Lef\x8avre\n", "Müller Groß Lefèvre"),
];

#[test]
fn code_pages_are_read_as_stated_and_offered_with_their_letters() {
    for (page, bytes, names) in PAGES {
        let file = [b"UID,Surname\n".as_slice(), bytes].concat();
        let stated = ReadOptions {
            encoding: Some((*page).into()),
            ..side(Side::Legacy)
        };
        let rows = names.split(' ').enumerate();
        let rows: String = rows
            .map(|(at, name)| format!("{} @{}: {} | {name}\n", at + 1, at + 2, at + 1))
            .collect();
        let expect = format!("CSV, {page}, comma\nexternalId | name.familyName\n{rows}");
        check_with(&format!("7 8 {page} stated"), &file, &stated, &expect);
        let inspection = Given::file("a.csv", &file).inspect(&side(Side::Legacy));
        let inspection = inspection.expect("readable");
        let said = &inspection.diagnostics;
        assert!(
            said.iter().any(|said| said.code == "ENCODING_GUESSED"),
            "7 8 {page}"
        );
        let choices = &inspection.alternatives.encodings;
        let offered = choices.iter().find(|choice| choice.encoding == *page);
        let lines = &offered
            .unwrap_or_else(|| panic!("7 8 {page} is offered"))
            .lines;
        let first = names.split(' ').next().unwrap_or_default();
        assert!(lines[0].contains(first), "7 8 {page}: {lines:?}");
    }
}

#[test]
fn files_with_nothing_in_them() {
    check("14", "", "refused EMPTY_FILE");
    check("15 only the mark", "\u{feff}", "refused EMPTY_FILE");
    check(
        "15 only the mark of UTF-16",
        b"\xff\xfe",
        "refused EMPTY_FILE",
    );
    check(
        "15 the mark and lines",
        "\u{feff}\r\n\r\n",
        "refused EMPTY_FILE",
    );
    check("15 only lines", "\n\r\n\r\r\n", "refused EMPTY_FILE");
    check("15 only spaces", " ".repeat(9_000), "refused EMPTY_FILE");
    check("15 only delimiters", ",,,\n,,,\n", "refused EMPTY_FILE");
    check(
        "15 only NUL, as after a crash",
        [0; 4_096],
        "refused ENC_UNSUPPORTED",
    );
    check(
        "16",
        "UID,Username\r\n",
        "CSV, UTF-8, comma\nexternalId | userName\nwarning NO_RECORDS",
    );
}

//! Encodings: what is marked, what is evident, what is only a proposal.

use presync_core::Side;
use presync_import::ReadOptions;

use crate::boundary::{check, side};

const TEXT: &str = "UID,Surname,First Name\n1,Müller,Jörg\n2,Çelik,Zoë\n3,Łuczak,Ána\n";

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
    let mark = mark.then_some('\u{feff}').into_iter();
    let text: String = mark.chain(text.chars()).collect();
    text.encode_utf16().flat_map(to_bytes).collect()
}

fn expect(words: &str, note: &str) -> String {
    format!(
        "CSV, {words}, comma
        externalId | name.familyName | name.givenName
        1 @2: 1 | Müller | Jörg
        2 @3: 2 | Çelik | Zoë
        3 @4: 3 | Łuczak | Ána
        {note}"
    )
}

#[test]
fn unicode_in_its_forms() {
    let legacy = side(Side::Legacy);
    check(TEXT, &legacy, &expect("UTF-8", ""));
    check(
        format!("\u{feff}{TEXT}"),
        &legacy,
        &expect("UTF-8 with BOM", ""),
    );
    check(
        utf16(TEXT, u16::to_le_bytes, true),
        &legacy,
        &expect("UTF-16LE with BOM", ""),
    );
    check(
        utf16(TEXT, u16::to_be_bytes, true),
        &legacy,
        &expect("UTF-16BE with BOM", ""),
    );
    let guessed = "warning ENCODING_GUESSED";
    check(
        utf16(TEXT, u16::to_le_bytes, false),
        &legacy,
        &expect("UTF-16LE", guessed),
    );
    check(
        utf16(TEXT, u16::to_be_bytes, false),
        &legacy,
        &expect("UTF-16BE", guessed),
    );
}

#[test]
fn a_quoted_header_after_the_mark_is_clean() {
    check(
        "\u{feff}\"UID\",\"Surname\"\r\n\"1\",\"Okoro\"\r\n",
        &side(Side::Legacy),
        "CSV, UTF-8 with BOM, comma
        externalId | name.familyName
        1 @2: 1 | Okoro",
    );
}

#[test]
fn code_pages_are_proposed_or_stated() {
    let western = b"UID,Surname,Location\n1,M\xfcller,K\xf6ln\n2,Grie\xdfhaber,D\xfcsseldorf\n";
    let shown = |note: &str| {
        format!(
            "CSV, windows-1252, comma
            externalId | name.familyName | location
            1 @2: 1 | Müller | Köln
            2 @3: 2 | Grießhaber | Düsseldorf
            {note}"
        )
    };
    check(
        western,
        &side(Side::Legacy),
        &shown("warning ENCODING_GUESSED"),
    );
    let stated = ReadOptions {
        encoding: Some("Windows-1252".into()),
        ..side(Side::Legacy)
    };
    check(western, &stated, &shown(""));
    let unknown = ReadOptions {
        encoding: Some("klingon".into()),
        ..side(Side::Legacy)
    };
    check(western, &unknown, "refused ENC_UNSUPPORTED");
}

#[test]
fn the_first_accent_may_come_late() {
    let mut bytes = b"UID,Surname\n".to_vec();
    for row in 0..60_000 {
        bytes.extend_from_slice(format!("{row},Smith\n").as_bytes());
    }
    bytes.extend_from_slice(b"60000,M\xfcller\n60001,Gro\xdf\n");
    let outcome = crate::boundary::outcome(&bytes, &side(Side::Legacy));
    assert!(
        outcome.starts_with("CSV, windows-1252, comma"),
        "{}",
        &outcome[..60]
    );
    assert!(outcome.contains("60001 @60002: 60000 | Müller\n"));
}

#[test]
fn a_few_broken_bytes_are_damage_with_a_place() {
    let mut bytes = b"UID,Surname\n".to_vec();
    for row in 0..20 {
        bytes.extend_from_slice(format!("{row},Müller\n").as_bytes());
    }
    bytes.extend_from_slice(b"20,M\xfcller\n");
    let outcome = crate::boundary::outcome(&bytes, &side(Side::Legacy));
    assert!(outcome.starts_with("CSV, UTF-8, comma"), "{outcome}");
    assert!(
        outcome.contains("21 @22: 20 | M\u{fffd}ller\n"),
        "{outcome}"
    );
    assert!(
        outcome.contains("warning ENCODING_DAMAGED @22\n"),
        "{outcome}"
    );
    assert!(
        outcome.contains("warning CELL_INVALID_BYTES @22 [Surname]\n"),
        "{outcome}"
    );
}

#[test]
fn letters_that_were_encoded_twice_are_said() {
    check(
        "UID,Surname\n1,M\u{c3}\u{bc}ller\n2,JO\u{c3}O\n3,\u{c5}sa\n4,\u{c5}\u{201a}ucja\n",
        &side(Side::Legacy),
        "CSV, UTF-8, comma
        externalId | name.familyName
        1 @2: 1 | M\u{c3}\u{bc}ller
        2 @3: 2 | JO\u{c3}O
        3 @4: 3 | \u{c5}sa
        4 @5: 4 | \u{c5}\u{201a}ucja
        warning CELL_ENCODED_TWICE @2 [Surname]",
    );
}

#[test]
fn parts_of_two_encodings_are_said() {
    let parts = [
        TEXT.as_bytes(),
        b"4,M\xfcller,J\xf6rg\n5,Gro\xdf,Ute\n6,K\xe4fer,Udo\n",
    ];
    let outcome = crate::boundary::outcome(&parts.concat(), &side(Side::Legacy));
    assert!(outcome.starts_with("CSV, windows-1252, comma"), "{outcome}");
    assert!(outcome.contains("4 @5: 4 | Müller | Jörg\n"), "{outcome}");
    assert!(outcome.contains("warning ENCODING_MIXED @5\n"), "{outcome}");
}

#[test]
fn what_cannot_be_text_is_refused() {
    let utf32: Vec<u8> = TEXT
        .chars()
        .flat_map(|c| u32::from(c).to_le_bytes())
        .collect();
    check(&utf32, &side(Side::Legacy), "refused ENC_UNSUPPORTED");
    let marked: Vec<u8> = b"\xff\xfe\0\0".iter().copied().chain(utf32).collect();
    check(marked, &side(Side::Legacy), "refused ENC_UNSUPPORTED");
    let noise: Vec<u8> = (0..4_000_u32)
        .map(|i| (i.wrapping_mul(7_919) >> 3) as u8 % 30)
        .collect();
    check(noise, &side(Side::Legacy), "refused FORMAT_UNSUPPORTED");
}

#[test]
fn control_characters_become_visible() {
    check(
        "UID,Surname\n1,Ok\0oro\n2,\u{fffd}kesson\n3,a\u{1f}b\n",
        &side(Side::Legacy),
        "CSV, UTF-8, comma
        externalId | name.familyName
        1 @2: 1 | Ok\u{2400}oro ⇒ Okoro
        2 @3: 2 | \u{fffd}kesson
        3 @4: 3 | a\u{241f}b ⇒ ab
        warning CELL_LOST_CHARACTER @3 [Surname]
        warning CELL_CONTROL_CHARACTER @2 [Surname]",
    );
}

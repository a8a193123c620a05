//! Ways to break a file.

use std::io::{Cursor, Read as _};

use super::{
    chance::Chance,
    seeds::{Seed, archive, seeds, workbook},
};

/// A broken file, and how it came to be.
pub(super) struct Broken {
    pub(super) case: String,
    pub(super) name: &'static str,
    pub(super) bytes: Vec<u8>,
}

/// All of them, always the same.
pub(super) fn broken() -> Vec<Broken> {
    let seeds = seeds();
    let mut chance = Chance::new(20_261_123);
    let mut all = Vec::new();
    for seed in &seeds {
        all.extend(cut(seed));
        all.extend(flipped(seed, &mut chance));
        all.extend(spliced(seed, &seeds, &mut chance));
        all.extend(renamed(seed));
        all.extend(repeated(seed, &mut chance));
    }
    all.extend(lying_archives(&mut chance));
    all.extend(bent_parts(&mut chance));
    all.extend(deep_and_many_texts());
    all.extend(deep_and_many_sheets());
    all.extend(odd_encodings());
    all
}

fn made(how: &str, seed: &Seed, bytes: Vec<u8>) -> Broken {
    Broken {
        case: format!("{} {how}", seed.name),
        name: seed.name,
        bytes,
    }
}

/// Where something begins or ends in a file of any kind.
const STRUCTURE: &[u8] = b"\n\",;{}[]<>P";

/// Cut at the places where structure stands, spread over the file.
fn cut(seed: &Seed) -> Vec<Broken> {
    let bytes = &seed.bytes;
    let places: Vec<usize> = (0..bytes.len())
        .filter(|at| STRUCTURE.contains(&bytes[*at]))
        .flat_map(|at| [at, at + 1])
        .collect();
    let step = (places.len() / 12).max(1);
    let spread = places.iter().step_by(step);
    spread
        .map(|at| made(&format!("cut at {at}"), seed, bytes[..*at].to_vec()))
        .collect()
}

fn flipped(seed: &Seed, chance: &mut Chance) -> Vec<Broken> {
    let flip = |count: usize, chance: &mut Chance| {
        let mut bytes = seed.bytes.clone();
        for _ in 0..count {
            let at = chance.below(bytes.len());
            bytes[at] ^= 1 << chance.below(8);
        }
        bytes
    };
    let counts = [1, 1, 1, 2, 2, 4, 4, 8, 16, 64];
    counts
        .iter()
        .enumerate()
        .map(|(nth, count)| made(&format!("flipped {nth}"), seed, flip(*count, chance)))
        .collect()
}

fn spliced(seed: &Seed, seeds: &[Seed], chance: &mut Chance) -> Vec<Broken> {
    let splice = |nth: usize| {
        let other = chance.pick(seeds);
        let mut bytes = seed.bytes[..chance.below(seed.bytes.len())].to_vec();
        bytes.extend_from_slice(&other.bytes[chance.below(other.bytes.len())..]);
        made(&format!("spliced {nth} with {}", other.name), seed, bytes)
    };
    (0..6).map(splice).collect()
}

fn renamed(seed: &Seed) -> Vec<Broken> {
    ["x.csv", "x.xlsx", "x.json", "x.xls"]
        .into_iter()
        .map(|name| Broken {
            case: format!("{} as {name}", seed.name),
            name,
            bytes: seed.bytes.clone(),
        })
        .collect()
}

/// A stretch of the file many times over.
fn repeated(seed: &Seed, chance: &mut Chance) -> Vec<Broken> {
    let repeat = |nth: usize| {
        let from = chance.below(seed.bytes.len());
        let to = from + chance.below((seed.bytes.len() - from).min(64)) + 1;
        let mut bytes = seed.bytes[..from].to_vec();
        bytes.extend(seed.bytes[from..to].repeat(2_000));
        bytes.extend_from_slice(&seed.bytes[to..]);
        made(&format!("repeated {nth}"), seed, bytes)
    };
    (0..3).map(repeat).collect()
}

/// Offset and width of fields.
type Fields = &'static [(usize, usize)];

/// Fields of the three kinds of zip records: offset and width after the signature's start.
const RECORDS: &[(&[u8], Fields)] = &[
    (
        b"PK\x03\x04",
        &[(6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2)],
    ),
    (
        b"PK\x01\x02",
        &[
            (8, 2),
            (10, 2),
            (16, 4),
            (20, 4),
            (24, 4),
            (28, 2),
            (30, 2),
            (32, 2),
            (34, 2),
            (42, 4),
        ],
    ),
    (
        b"PK\x05\x06",
        &[(4, 2), (6, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2)],
    ),
];

fn lying_archives(chance: &mut Chance) -> Vec<Broken> {
    let whole = workbook();
    let mut all = Vec::new();
    for (signature, fields) in RECORDS {
        let places: Vec<usize> = (0..whole.len() - 22)
            .filter(|at| whole[*at..].starts_with(signature))
            .chain(
                whole[whole.len() - 22..]
                    .starts_with(signature)
                    .then_some(whole.len() - 22),
            )
            .collect();
        for (offset, width) in *fields {
            for value in [0, u32::MAX, 0xffff_fffe, chance.number() as u32 & 0xffff] {
                let mut bytes = whole.clone();
                let at = chance.pick(&places) + offset;
                bytes[at..at + width].copy_from_slice(&value.to_le_bytes()[..*width]);
                all.push(Broken {
                    case: format!("{signature:?} claims {value} at {offset}"),
                    name: "lying.xlsx",
                    bytes,
                });
            }
        }
    }
    all
}

/// A good container around parts that are broken, so that the parser behind it sees them.
fn bent_parts(chance: &mut Chance) -> Vec<Broken> {
    let parts = parts_of(&workbook());
    let words: &[&str] = &[
        "<",
        ">",
        "\"",
        "&",
        "&#0;",
        "&#xFFFFFFFF;",
        "</row>",
        "<row r=\"0\">",
        "r=\"ZZZZZZZZ1\"",
        "t=\"s\"",
        "<v>99999999999</v>",
        "<v>1e999</v>",
        "s=\"99999\"",
        "<!--",
        "<![CDATA[",
        "<!DOCTYPE x [",
        "\0",
        "\u{ffff}",
    ];
    let mut bend = |nth: usize| {
        let mut bent = parts.clone();
        let part = chance.below(bent.len());
        let bytes = &mut bent[part].1;
        let from = chance.below(bytes.len());
        let to = (from + chance.below(24)).min(bytes.len());
        bytes.splice(from..to, chance.pick(words).bytes());
        let name = &bent[part].0;
        let case = format!("{name} bent {nth}");
        Broken {
            case,
            name: "bent.xlsx",
            bytes: packed(&bent),
        }
    };
    (0..120).map(&mut bend).collect()
}

fn parts_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let count = archive.len();
    let part = |ix| {
        let mut entry = archive.by_index(ix).expect("a part");
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        (name, bytes)
    };
    (0..count).map(part).collect()
}

/// A workbook in which one part is another.
fn with_part(part: &str, content: &str) -> Vec<u8> {
    let mut parts = parts_of(&workbook());
    for (_, bytes) in parts.iter_mut().filter(|(name, _)| name.ends_with(part)) {
        *bytes = content.as_bytes().to_vec();
    }
    packed(&parts)
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let borrowed: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    archive(&borrowed)
}

/// So many times one text, then so many times the other.
fn nested(open: &str, close: &str, depth: usize) -> String {
    format!("{}{}", open.repeat(depth), close.repeat(depth))
}

fn many(name: &'static str, case: &str, bytes: impl Into<Vec<u8>>) -> Broken {
    Broken {
        case: case.to_owned(),
        name,
        bytes: bytes.into(),
    }
}

fn deep_and_many_texts() -> Vec<Broken> {
    let inside = nested("{\"a\":", "}", 9_000).replacen("}", "1}", 1);
    let objects = "{\"UID\":1},".repeat(30_000);
    vec![
        many("deep.json", "lists in lists", nested("[", "]", 50_000)),
        many(
            "deep.json",
            "pages in pages",
            nested("{\"value\":", "}", 50_000),
        ),
        many(
            "deep.json",
            "objects in an object",
            format!("[{{\"id\":{inside}}}]"),
        ),
        many("many.json", "objects", format!("[{objects}{{}}]")),
        many("wide.csv", "delimiters without an end", ",".repeat(5 << 20)),
        many("wide.csv", "quotes without an end", "\"".repeat(3 << 20)),
        many("long.csv", "a line without an end", "x".repeat(9 << 20)),
        many(
            "long.csv",
            "line ends only, but one",
            format!("{}x", "\r".repeat(3 << 20)),
        ),
        many(
            "many.csv",
            "short rows",
            format!("UID,Username\n{}", "1\n".repeat(100_000)),
        ),
    ]
}

fn deep_and_many_sheets() -> Vec<Broken> {
    let sheet = |case: &str, inside: &str| {
        let content = format!("<worksheet><sheetData>{inside}</sheetData></worksheet>");
        many("many.xlsx", case, with_part("sheet2.xml", &content))
    };
    let row = |cells: &str| format!("<row r=\"1\">{cells}</row>");
    let strings = |case: &str, content: &str| {
        many("many.xlsx", case, with_part("sharedStrings.xml", content))
    };
    let claim = "<sst count=\"4294967295\" uniqueCount=\"18446744073709551615\"><si/></sst>";
    let same = "<c r=\"A1\" t=\"str\"><v>x</v></c>".repeat(100_000);
    vec![
        sheet("rows in rows", &nested("<row r=\"1\">", "</row>", 100_000)),
        sheet(
            "cells in cells",
            &row(&nested("<c r=\"A1\">", "</c>", 50_000)),
        ),
        sheet("empty cells", &row(&"<c/>".repeat(500_000))),
        sheet("empty rows", &"<row/>".repeat(500_000)),
        sheet("the same cell", &row(&same)),
        sheet(
            "an attribute without an end",
            &format!("<row r=\"{}\"/>", "1".repeat(3 << 20)),
        ),
        strings("a count of strings", claim),
        strings(
            "empty strings",
            &format!("<sst>{}</sst>", "<si/>".repeat(500_000)),
        ),
    ]
}

fn odd_encodings() -> Vec<Broken> {
    let text = "UID,Username,Surname\n1,ada,Müller\n2,bo,Łuczak\n";
    let units = |to: fn(u32) -> Vec<u8>| -> Vec<u8> {
        text.chars().flat_map(|c| to(u32::from(c))).collect()
    };
    let odd = |case: &str, bytes: Vec<u8>| Broken {
        case: case.to_owned(),
        name: "odd.csv",
        bytes,
    };
    let (utf16le, utf8) = (
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>(),
        text.as_bytes().to_vec(),
    );
    vec![
        odd("UTF-32LE", units(|c| c.to_le_bytes().to_vec())),
        odd("UTF-32BE", units(|c| c.to_be_bytes().to_vec())),
        odd("24 bits a letter", units(|c| c.to_be_bytes()[1..].to_vec())),
        odd(
            "a wrong mark before UTF-8",
            [b"\xff\xfe".to_vec(), utf8.clone()].concat(),
        ),
        odd(
            "a wrong mark before UTF-16",
            [b"\xef\xbb\xbf".to_vec(), utf16le.clone()].concat(),
        ),
        odd("UTF-16 off by a byte", utf16le[1..].to_vec()),
        odd(
            "both, one after the other",
            [utf8.clone(), utf16le.clone()].concat(),
        ),
        odd(
            "lone surrogates",
            [b"\xff\xfe".to_vec(), b"\x00\xd8".repeat(900)].concat(),
        ),
        odd(
            "code page 437",
            text.replace('ü', "\u{81}")
                .chars()
                .map(|c| c as u32 as u8)
                .collect(),
        ),
        odd(
            "EBCDIC",
            text.bytes().map(|byte| byte.wrapping_add(0x80)).collect(),
        ),
        odd(
            "overlong",
            [b"UID\n".to_vec(), b"\xc0\xaf\xe0\x80\xaf".repeat(50)].concat(),
        ),
        odd(
            "stateful",
            [b"UID,Username\n1,\x1b$B".to_vec(), b"\x1b(B\n".to_vec()].concat(),
        ),
        odd("every byte", (0..=255).cycle().take(4_096).collect()),
        odd(
            "every byte but controls",
            (32..=255).cycle().take(4_096).collect(),
        ),
    ]
}

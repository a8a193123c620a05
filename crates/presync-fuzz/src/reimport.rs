//! What is written as CSV comes back cell for cell when it is read.

use presync_core::{
    Link, LinkRule, LinkStatus, Population, Side, UserIx,
    matching::Matching,
    population::{PopulationBuilder, Source},
    progress::Unwatched,
    record::{Record, VALUE_SEPARATOR},
    summary::IdentityColumns,
};
use presync_import::ReadOptions;
use presync_report::{CsvProfile, Links, write_links};

use crate::files::{Given, imported};

const LEGACY: [&str; 3] = ["externalId", "userName", "emails[type eq \"work\"].value"];
const AZURE: [&str; 3] = ["objectId", "userPrincipalName", "mail"];
/// The columns of a links file that hold what is written here.
const COLUMNS: [&str; 6] = [
    "legacy_uid",
    "legacy_username",
    "legacy_email",
    "azure_id",
    "azure_upn",
    "azure_mail",
];

/// Six cells with a NUL between them, as the identities of a linked pair.
pub fn csv_reimport(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut cells = text.split('\0');
    let mut three = || [(); 3].map(|()| cells.next().unwrap_or_default());
    let (legacy, azure) = (
        population(Side::Legacy, &LEGACY, &three()),
        population(Side::Azure, &AZURE, &three()),
    );
    let matching = Matching {
        links: vec![link()],
        ..Matching::default()
    };
    let links = Links {
        legacy: &legacy,
        azure: &azure,
        matching: &matching,
    };
    let given = Given::file("file.csv", b"");
    let path = given.path.with_file_name("links.csv");
    write_links(links, &path, CsvProfile::Faithful, &Unwatched).expect("a folder takes a file");
    let written = written(&legacy, &azure);
    if written.iter().any(|cell| is_type_name(cell)) {
        return;
    }
    let kept = imported(&path, &options()).expect("what was written can be read");
    let [(_, _, read)] = kept.records.as_slice() else {
        panic!("one link is {} records", kept.records.len());
    };
    for (column, cell) in COLUMN_NUMBERS.iter().zip(&written) {
        assert_eq!(read[*column], *cell, "column {column}");
    }
}

/// Where they stand.
const COLUMN_NUMBERS: [usize; 6] = [1, 2, 3, 5, 6, 7];

fn population(side: Side, attributes: &[&str; 3], cells: &[&str; 3]) -> Population {
    let mut builder = PopulationBuilder::new(side);
    let source = Source {
        file: "a.csv".to_owned(),
        sheet: None,
    };
    let record = Record {
        number: 1,
        line: 2,
        cells,
        readings: &[],
    };
    builder
        .begin_source(source, attributes)
        .expect("BUG: three attributes are not too many");
    builder
        .push(&record)
        .expect("BUG: one user is not too many");
    builder.end_source(1);
    builder.finish()
}

fn link() -> Link {
    Link {
        legacy: UserIx(0),
        azure: UserIx(0),
        status: LinkStatus::Certain,
        rule: LinkRule::Uid,
        score: 1.0,
        evidence: Vec::new(),
    }
}

/// Every column is kept as it is but for the status, which stands in for a user name so that each row
/// is somebody.
fn options() -> ReadOptions {
    let as_is = COLUMNS
        .iter()
        .map(|name| ((*name).to_owned(), String::new()));
    ReadOptions {
        side: Some(Side::Legacy),
        encoding: Some("utf-8".to_owned()),
        delimiter: Some(','),
        header_row: Some(1),
        columns: as_is
            .chain([("status".to_owned(), "userName".to_owned())])
            .collect(),
        ..ReadOptions::default()
    }
}

/// The cells as they must come back: several values joined, control characters as their symbols.
fn written(legacy: &Population, azure: &Population) -> Vec<String> {
    let columns = IdentityColumns::between(legacy, azure);
    let (legacy, azure) = (columns.legacy(UserIx(0)), columns.azure(UserIx(0)));
    let cells = [
        legacy.uid,
        legacy.user_name,
        legacy.email,
        azure.id,
        azure.upn,
        azure.mail,
    ];
    cells.iter().map(|cell| seen(cell)).collect()
}

/// The name of a type stands for values that an export lost: it is read as unknown.
fn is_type_name(cell: &str) -> bool {
    let marks = ["System.", "Microsoft.", "Deserialized.", "[object Object]"];
    marks.iter().any(|mark| cell.contains(mark))
}

fn seen(cell: &str) -> String {
    let symbol = |c: char| match c {
        VALUE_SEPARATOR => ';',
        '\t' | '\n' | '\r' => c,
        c if c < ' ' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(c),
        c => c,
    };
    cell.chars().map(symbol).collect()
}

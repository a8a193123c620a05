//! Which attribute a column holds, and whose export a file is.

use presync_core::Side;
use presync_import::ReadOptions;

use crate::boundary::{Given, side};

const GUIDS: [&str; 2] = [
    "2f657c71-86ba-486e-a729-fb478c11ce69",
    "2f657c71-86ba-486e-a729-fb478c11ce70",
];

/// Attribute of the second column, under a header with two values, beside a column of names.
fn check(read_as: Side, header: &str, values: [&str; 2], expect: &str) {
    let csv = format!(
        "Display name,\"{header}\"\nA,\"{}\"\nB,\"{}\"\n",
        values[0], values[1]
    );
    let inspection = Given::file("x.csv", csv.as_bytes())
        .inspect(&side(read_as))
        .expect("readable");
    let column = &inspection.columns[1].column;
    assert_eq!(
        column.attribute.rsplit("User:").next(),
        Some(expect),
        "{header}: {}",
        column.reason
    );
    assert!(
        (60..=100).contains(&column.confidence) || !column.known,
        "{header}"
    );
}

#[test]
fn headers_decide_in_any_spelling() {
    check(Side::Azure, "Object ID", GUIDS, "objectId");
    check(
        Side::Azure,
        "USER_PRINCIPAL_NAME",
        ["a@x.test", "b@x.test"],
        "userPrincipalName",
    );
    check(
        Side::Azure,
        "FacsimileTelephoneNumber",
        ["1", "2"],
        "facsimileTelephoneNumber",
    );
    check(
        Side::Legacy,
        "\u{a0}user  name\u{200b}",
        ["a", "b"],
        "userName",
    );
    check(
        Side::Legacy,
        "name.familyName",
        ["A", "B"],
        "name.familyName",
    );
    check(
        Side::Legacy,
        "First name [givenName] Required",
        ["A", "B"],
        "name.givenName",
    );
    check(
        Side::Azure,
        "Block sign in (Yes/No) [accountEnabled] Required",
        ["No", "No"],
        "Block sign in (Yes/No) [accountEnabled] Required",
    );
    check(Side::Legacy, "Shoe size", ["44", "45"], "Shoe size");
}

#[test]
fn content_decides_where_the_header_does_not() {
    check(Side::Azure, "Kennung", GUIDS, "objectId");
    check(
        Side::Azure,
        "Login",
        ["a@x.test", "b@x.test"],
        "userPrincipalName",
    );
    check(
        Side::Azure,
        "Alle Adressen",
        ["SMTP:a@x.test", "smtp:b@x.test;SMTP:c@x.test"],
        "proxyAddresses",
    );
    check(
        Side::Legacy,
        "Kontakt",
        ["a@x.test", "b@x.test"],
        "emails[type eq \"work\"].value",
    );
    check(Side::Legacy, "Schlüssel", GUIDS, "externalId");
    check(
        Side::Legacy,
        "Handy-Nr.",
        ["+49 170 1234567", "0170 765-4321"],
        "phoneNumbers[type eq \"mobile\"].value",
    );
    check(Side::Azure, "Boss key", GUIDS, "Boss key");
    check(Side::Azure, "Same", [GUIDS[0], GUIDS[0]], "Same");
}

#[test]
fn ambiguous_headers_are_told_by_their_values() {
    check(Side::Legacy, "Title", ["Mr", "Dr."], "name.title");
    check(
        Side::Legacy,
        "Title",
        ["Engineer", "Head of Sales"],
        "title",
    );
    check(Side::Legacy, "Manager", ["4471", "4472"], "manager");
    check(
        Side::Legacy,
        "Manager",
        ["Ada Okoro", "Lind, Bo"],
        "manager.displayName",
    );
    check(
        Side::Azure,
        "Manager",
        ["a@x.test", "b@x.test"],
        "manager.userPrincipalName",
    );
    check(Side::Azure, "Manager", GUIDS, "manager");
}

#[test]
fn values_may_contradict_the_header() {
    let csv = "Username,Surname,Email Address\nada,a@x.test,Okoro\nbo,b@x.test,Lind\n";
    let inspection = Given::file("x.csv", csv.as_bytes())
        .inspect(&side(Side::Legacy))
        .expect("readable");
    let doubts: Vec<(&str, Option<&str>)> = inspection
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code.as_str(), diagnostic.column.as_deref()))
        .collect();
    assert_eq!(
        doubts,
        [
            ("COLUMN_UNEXPECTED_VALUES", Some("Surname")),
            ("COLUMN_UNEXPECTED_VALUES", Some("Email Address")),
        ],
    );
    assert!(
        inspection
            .columns
            .iter()
            .skip(1)
            .all(|column| column.column.confidence == 60)
    );
}

#[test]
fn sides_are_guessed_and_contradictions_said() {
    let check = |csv: &str, stated: Option<Side>, guessed: Option<Side>, wrong: bool| {
        let options = ReadOptions {
            side: stated,
            ..ReadOptions::default()
        };
        let inspection = Given::file("x.csv", csv.as_bytes())
            .inspect(&options)
            .expect("readable");
        assert_eq!(
            inspection.side.as_ref().map(|guess| guess.side),
            guessed,
            "{csv}"
        );
        assert_eq!(inspection.options.side, stated.or(guessed), "{csv}");
        let said = inspection
            .diagnostics
            .iter()
            .any(|d| d.code == "WRONG_SIDE");
        assert_eq!(said, wrong, "{csv}");
    };
    let azure = "id,userPrincipalName,accountEnabled,department\n,a@x.test,True,X\n";
    let intranet = "Username,User ID,Profile Type,Authentication Type,Department\na,1,x,y,z\n";
    let either = "Email Address,First Name,Department\na@x.test,A,X\n";
    check(azure, None, Some(Side::Azure), false);
    check(azure, Some(Side::Azure), Some(Side::Azure), false);
    check(azure, Some(Side::Legacy), Some(Side::Azure), true);
    check(intranet, None, Some(Side::Legacy), false);
    check(intranet, Some(Side::Azure), Some(Side::Legacy), true);
    check(either, None, None, false);
    check(either, Some(Side::Legacy), None, false);
}

//! Files of both sides looked at together.

use presync_core::{Side, progress::Unwatched};
use presync_import::{Inspection, ReadOptions, deepen, relate, takes_all_rows};

use crate::boundary::{Given, side};

/// A line of the Azure side for each number.
fn azure(people: std::ops::Range<usize>) -> String {
    let mut csv = "id,userPrincipalName,mail,employeeId,givenName,surname,department\n".to_owned();
    for n in people {
        csv += &format!(
            "{n:08x}-5b1f-4c2a-9d3e-{n:012x},u{n}@x.test,mail{n}@x.test,{},Given{},Family{},Dept{}\n",
            100_000 + n * 7,
            n % 40,
            n % 90,
            n % 6
        );
    }
    csv
}

fn inspect(csv: &str, read_as: Side) -> (Given, Inspection) {
    let given = Given::file("x.csv", csv.as_bytes());
    let inspection = given.inspect(&side(read_as)).expect("readable");
    (given, inspection)
}

/// The columns of an intranet file, judged beside an Azure file; and the codes said of it.
fn related(azure: &str, legacy: &str) -> (Vec<(String, String)>, Vec<String>) {
    let files = [inspect(azure, Side::Azure), inspect(legacy, Side::Legacy)];
    let (_given, mut inspections): (Vec<Given>, Vec<Inspection>) = files.into_iter().unzip();
    relate(&mut inspections);
    let columns = inspections[1].columns.iter();
    let columns = columns
        .map(|column| {
            let attribute = column.column.attribute.rsplit("User:").next();
            let attribute = attribute.unwrap_or_default().to_owned();
            (attribute, column.column.reason.clone())
        })
        .collect();
    let codes = inspections[1].diagnostics.iter();
    (columns, codes.map(|said| said.code.clone()).collect())
}

fn attributes(columns: &[(String, String)]) -> Vec<&str> {
    columns
        .iter()
        .map(|(attribute, _)| attribute.as_str())
        .collect()
}

#[test]
fn the_other_sides_values_name_a_column() {
    let mut legacy = "Kennung;Kontakt;Nachn;Vorn;Abt;Notiz\n".to_owned();
    for n in 20..120 {
        legacy += &format!(
            "{};MAIL{n}@x.test;Family{};Given{};Dept{};note {n}\n",
            100_000 + n * 7,
            n % 90,
            n % 40,
            n % 6
        );
    }
    let (columns, codes) = related(&azure(0..107), &legacy);
    assert_eq!(
        attributes(&columns),
        [
            "externalId",
            "emails[type eq \"work\"].value",
            "name.familyName",
            "name.givenName",
            "department",
            "Notiz"
        ]
    );
    assert_eq!(
        columns[0].1,
        "87 % of its values are Azure users' employee IDs."
    );
    assert_eq!(
        columns[1].1,
        "87 % of its values are Azure users' e-mail addresses."
    );
    let by_overlap = codes.iter().filter(|code| *code == "COLUMN_BY_OVERLAP");
    assert_eq!(by_overlap.count(), 5);
}

#[test]
fn whole_names_beside_their_parts_are_a_field_of_their_own() {
    #[track_caller]
    fn check(given: usize, surnames: usize) {
        let mut legacy = "Username,First Name,Last Name,Badge Name\n".to_owned();
        let mut other = "id,userPrincipalName,givenName,surname,displayName\n".to_owned();
        for n in 0..200 {
            let (first, last) = (
                format!("Given{}", n % given),
                format!("Family{}", n / given % surnames),
            );
            legacy += &format!("user{n},{first},{last},\"{last}, {first}\"\n");
            other += &format!(
                "{n:08x}-5b1f-4c2a-9d3e-{n:012x},u{n}@x.test,{first},{last},{first} {last}\n"
            );
        }
        let (columns, _) = related(&other, &legacy);
        let expected = [
            "userName",
            "name.givenName",
            "name.familyName",
            "Badge Name",
        ];
        assert_eq!(attributes(&columns), expected);
    }
    // Names that many share are not their managers' for that.
    check(5, 6);
    check(20, 10);
}

#[test]
fn short_numbers_and_few_values_prove_nothing() {
    let mut legacy = "Username,Durchwahl,Etage\n".to_owned();
    let mut other = "id,userPrincipalName,employeeId,city\n".to_owned();
    for n in 0..400 {
        legacy += &format!("user{n},{},{}\n", 100 + n % 90, n % 3);
        other += &format!(
            "{n:08x}-5b1f-4c2a-9d3e-{n:012x},u{n}@x.test,{n},{}\n",
            n % 3
        );
    }
    let (columns, _) = related(&other, &legacy);
    assert_eq!(attributes(&columns), ["userName", "Durchwahl", "Etage"]);
}

#[test]
fn of_two_columns_for_a_key_the_other_side_chooses_or_nobody() {
    let legacy = |first: fn(usize) -> String, second: fn(usize) -> String| {
        let mut csv = "UID,User ID,Surname\n".to_owned();
        (0..50).for_each(|n| csv += &format!("{},{},F{n}\n", first(n), second(n)));
        csv
    };
    let check = |csv: &str, expect: [&str; 2], is_clash: bool| {
        let (columns, codes) = related(&azure(0..50), csv);
        assert_eq!(attributes(&columns)[..2], expect);
        assert_eq!(codes.iter().any(|code| code == "KEY_AMBIGUOUS"), is_clash);
    };
    let employee: fn(usize) -> String = |n| (100_000 + n * 7).to_string();
    let card: fn(usize) -> String = |n| format!("K{n}");
    let badge: fn(usize) -> String = |n| format!("B{n}");
    check(&legacy(card, employee), ["UID", "externalId"], false);
    check(&legacy(employee, card), ["externalId", "User ID"], false);
    check(&legacy(card, badge), ["externalId", "User ID"], true);
    check(&legacy(card, card), ["externalId", "User ID"], false);
}

#[test]
fn a_key_that_is_two_columns_names_the_entry_that_decides() {
    let (_given, inspection) = inspect("UID,User ID,Surname\n1,7,A\n2,8,B\n", Side::Legacy);
    let said = inspection
        .diagnostics
        .iter()
        .find(|said| said.code == "KEY_AMBIGUOUS");
    let said = said.expect("it is said");
    assert!(
        said.hint.contains(r#""columns": {"UID": "externalId"}"#),
        "{}",
        said.hint
    );
}

#[test]
fn swapped_names_are_seen_by_the_other_side() {
    let legacy = |given: &str, family: &str| {
        let mut csv = format!("Username,{given},{family}\n");
        (0..60).for_each(|n| csv += &format!("u{n},Given{},Family{}\n", n % 40, n % 90));
        csv
    };
    let check = |given: &str, family: &str, expect: bool| {
        let (_, codes) = related(&azure(0..90), &legacy(given, family));
        assert_eq!(codes.iter().any(|code| code == "NAMES_SWAPPED"), expect);
    };
    check("First Name", "Last Name", false);
    check("Last Name", "First Name", true);
}

#[test]
fn one_file_is_not_both_sides() {
    let csv = "Email,First name,Last name\na@x.test,A,B\n";
    let (_, codes) = related(csv, csv);
    assert!(
        codes.contains(&"SAME_FILE_ON_BOTH_SIDES".to_owned()),
        "{codes:?}"
    );
}

#[test]
fn large_files_are_compared_whole_whatever_their_order() {
    let mut legacy = "Username,Kontakt\n".to_owned();
    (0..30_000)
        .rev()
        .for_each(|n| legacy += &format!("x{n},mail{n}@x.test\n"));
    let (azure_file, azure) = inspect(&azure(0..30_000), Side::Azure);
    let (legacy_file, legacy) = inspect(&legacy, Side::Legacy);
    let mut inspections = [azure, legacy];
    assert!(takes_all_rows(&inspections));
    relate(&mut inspections);
    let kontakt = |inspections: &[Inspection]| inspections[1].columns[1].column.reason.clone();
    assert!(
        !kontakt(&inspections).contains("Azure"),
        "the first records have nothing in common"
    );
    for (file, inspection) in [&azure_file, &legacy_file]
        .into_iter()
        .zip(&mut inspections)
    {
        deepen(&file.path, inspection, &Unwatched).expect("readable");
    }
    assert!(!takes_all_rows(&inspections));
    relate(&mut inspections);
    assert_eq!(
        kontakt(&inspections),
        "100 % of its values are Azure users' e-mail addresses."
    );
}

#[test]
fn known_headers_need_no_second_reading() {
    let mut legacy = "Username,Email,UID,First name,Last name,Display name,Department,Company,\
        Location,Title,Phone,Mobile,Shoe size\n"
        .to_owned();
    for n in 0..11_000 {
        legacy +=
            &format!("u{n},u{n}@x.test,{n},A,B,A B,D,C,L,T,+49 30 1234{n},+49 170 1234{n},44\n");
    }
    let options = ReadOptions::default();
    let given = Given::file("x.csv", legacy.as_bytes());
    let inspection = given.inspect(&options).expect("readable");
    assert!(!takes_all_rows(&[inspection]));
}

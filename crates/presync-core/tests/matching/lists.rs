//! Lists without any key: people known by their names and addresses only.

use super::*;

const HEADER: [&str; 5] = [
    "name.givenName",
    "name.familyName",
    "number",
    "street",
    "town",
];

/// So many people, each at an address of their own, under the headers of both lists.
fn list(people: usize) -> Engagement {
    let people: Vec<Vec<String>> = staff(people).legacy;
    let rows: Vec<Vec<String>> = (0..)
        .zip(&people)
        .map(|(at, row)| {
            let (number, street) = ((at * 37 % 211).to_string(), format!("{} Road", row[3]));
            vec![
                row[4].clone(),
                row[3].clone(),
                number,
                street,
                row[6].clone(),
            ]
        })
        .collect();
    let mut azure_header = HEADER.map(str::to_owned).to_vec();
    (azure_header[0], azure_header[1]) = ("givenName".into(), "surname".into());
    Engagement {
        legacy_header: HEADER.map(str::to_owned).to_vec(),
        azure_header,
        legacy: rows.clone(),
        azure: rows,
    }
}

/// Adds a pair to a list of 200 and says whether it is linked.
fn check(ours: [&str; 5], theirs: [&str; 5], expected: Option<LinkStatus>) {
    let mut engagement = list(200);
    engagement.legacy.push(ours.map(str::to_owned).to_vec());
    engagement.azure.push(theirs.map(str::to_owned).to_vec());
    let found = pair(&run(&engagement), 200, 200).map(|(status, _)| status);
    assert_eq!(found, expected, "{ours:?} with {theirs:?}");
}

#[test]
fn half_a_name_and_an_address_are_somebody() {
    let whole = ["Oda", "Kern", "812", "Elm Street", "Graz"];
    for theirs in [
        ["", "Kern", "812", "Elm Street", "Graz"],
        ["Oda", "", "812", "Elm Street", "Graz"],
        ["Oda", "Kehrn", "812", "Elm Stret", ""],
        ["Kern", "Oda", "812", "", ""],
        ["", "", "812", "Elm Street", "Graz"],
    ] {
        check(whole, theirs, Some(LIKELY));
    }
}

#[test]
fn a_whole_address_in_one_column_corresponds_too() {
    let mut engagement = list(200);
    for (header, rows) in [
        (&mut engagement.legacy_header, &mut engagement.legacy),
        (&mut engagement.azure_header, &mut engagement.azure),
    ] {
        header.truncate(2);
        header.push("Address".into());
        for row in rows {
            let address = row.split_off(2).join(" ");
            row.push(format!("{address} Old Town"));
        }
    }
    engagement.legacy_header[2] = "addresses[type eq \"work\"].formatted".into();
    engagement.legacy.push(
        ["Oda", "Kern", "812 Elm Street Graz Old Town"]
            .map(str::to_owned)
            .to_vec(),
    );
    engagement.azure.push(
        ["", "Kern", "812 Elm Stret Graz Old Town"]
            .map(str::to_owned)
            .to_vec(),
    );
    assert_eq!(
        pair(&run(&engagement), 200, 200).map(|(status, _)| status),
        Some(LIKELY)
    );
}

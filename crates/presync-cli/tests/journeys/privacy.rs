//! No personal value on stderr, whatever is odd about the people: it ends in logs and tickets.

use crate::{
    engagement::{Engagement, Somebody},
    presync::{end, plan, presync},
};

/// What every planted value holds.
const CANARY: &str = "kanarie";

/// People who give every reader and judge something to complain about.
fn engagement() -> Engagement {
    let mut legacy: Vec<String> = (0..6).map(|n| Somebody(n).legacy()).collect();
    let mut azure: Vec<String> = (0..6).map(|n| Somebody(n).azure()).collect();
    let login = format!("{CANARY}.one@{CANARY}.example");
    // Twice the same keys, a broken address, a date that is none, a row too short, a control character.
    legacy.push(format!(
        "{login},{login},{CANARY}-uid,Kanarie,{CANARY},TRUE,,SAML,,,,,,,{CANARY}-31/31,,,{CANARY}"
    ));
    legacy.push(format!(
        "{login},{CANARY}@@broken,{CANARY}-uid,Kanarie,{CANARY},perhaps-{CANARY},,SAML,,,,,,,,,,"
    ));
    legacy.push(format!("{CANARY}-short"));
    legacy.push(format!("{CANARY}\u{7}bell,,,,,,,,,,,,,,,,,"));
    azure.push(format!("{CANARY}-no-guid,{login},maybe-{CANARY},{CANARY},{CANARY},Kanarie,{login},{CANARY},,,,,,,Member"));
    azure.push(format!("{CANARY}-no-guid,{login},True,{CANARY},,,,,,,,,,,"));
    azure.push(format!("{CANARY}-short,{CANARY}"));
    Engagement::of_rows(&legacy, &azure)
}

fn silent(text: &str) {
    assert!(!text.to_lowercase().contains(CANARY), "{text}");
}

#[test]
fn odd_people_are_not_named_on_stderr() {
    let engagement = engagement();
    let (legacy, azure) = (engagement.legacy(), engagement.azure());
    let ended = end(&mut plan(&legacy, &azure, &engagement.out()));
    assert!(
        matches!(ended.code, Some(0 | 3)),
        "odd data is no error: {}",
        ended.stderr
    );
    silent(&ended.stderr);
    silent(&ended.stdout);
    let mut links = presync("match");
    links.arg("--legacy").arg(legacy).arg("--azure").arg(azure);
    let ended = end(links
        .arg("--out")
        .arg(engagement.folder().join("links.csv")))
    .with_code(0);
    silent(&ended.stderr);
}

#[test]
fn a_failure_names_files_and_no_people() {
    let engagement = engagement();
    let check = |name: &str, bytes: &str| {
        let file = engagement.put(name, bytes.as_bytes());
        silent(
            &end(&mut plan(&engagement.legacy(), &file, &engagement.out()))
                .with_code(1)
                .stderr,
        );
    };
    check(
        "users.json",
        &format!("{{\"value\": [{{\"id\": \"{CANARY}\", \"mail\": \"{CANARY}"),
    );
    check("users.csv", &format!("{CANARY},{CANARY}.x\n{CANARY},y\n"));
    check(
        "swapped.csv",
        &std::fs::read_to_string(engagement.legacy()).expect("it is there"),
    );
}

//! What becomes of one pair among thirty ordinary ones.

use super::*;

// Columns: UID, user name, e-mail, surname, given name, department, location, phone, started, active, ended;
// Azure: UID, UPN, mail, surname, given name, department, city, phone, hired, enabled, other addresses.

#[test]
fn keys_that_differ_by_zeros_case_or_hidden_characters_make_a_likely_link() {
    check(
        [
            "\u{200b}00901",
            "okern",
            "",
            "Kern",
            "Oda",
            "Sales",
            "Wien",
            "",
            "",
            "Yes",
            "",
        ],
        [
            "901.0",
            "oda.kern@new.example",
            "oda.kern@new.example",
            "Kern",
            "Oda",
            "Sales",
            "Wien",
            "",
            "",
            "true",
            "",
        ],
        Some((LIKELY, LinkRule::UidNormalised)),
    );
}

#[test]
fn an_alias_is_an_address_too() {
    check(
        [
            "",
            "okern",
            "o.kern@old.example",
            "Kern",
            "Oda",
            "Sales",
            "Wien",
            "",
            "",
            "Yes",
            "",
        ],
        [
            "9901",
            "oda@new.example",
            "oda@new.example",
            "Kern",
            "Oda",
            "Sales",
            "Wien",
            "",
            "",
            "true",
            "SMTP:oda@new.example;smtp:O.Kern@old.example",
        ],
        Some((LinkStatus::Certain, LinkRule::Email)),
    );
}

#[test]
fn a_guest_is_known_by_the_original_address() {
    check(
        [
            "",
            "okern",
            "o.kern@partner.example",
            "Kern",
            "Oda",
            "",
            "",
            "",
            "",
            "Yes",
            "",
        ],
        [
            "",
            "o.kern_partner.example#EXT#@new.example",
            "",
            "Kern",
            "Oda",
            "",
            "",
            "",
            "",
            "true",
            "",
        ],
        Some((LinkStatus::Certain, LinkRule::Email)),
    );
}

#[test]
fn a_recycled_id_is_for_a_person_to_decide() {
    check(
        [
            "9901",
            "ttobler",
            "t.tobler@new.example",
            "Tobler",
            "Timo",
            "Sales",
            "Bern",
            "",
            "",
            "No",
            "",
        ],
        [
            "9901",
            "oda.kern@new.example",
            "oda.kern@new.example",
            "Kern",
            "Oda",
            "IT",
            "Wien",
            "",
            "",
            "true",
            "",
        ],
        Some((REVIEW, LinkRule::Uid)),
    );
}

#[test]
fn a_reused_address_is_for_a_person_to_decide() {
    check(
        [
            "9902",
            "ttobler",
            "t.kern@new.example",
            "Tobler",
            "Timo",
            "Sales",
            "Bern",
            "",
            "",
            "No",
            "",
        ],
        [
            "9901",
            "t.kern@new.example",
            "t.kern@new.example",
            "Kern",
            "Tilda",
            "IT",
            "Wien",
            "",
            "",
            "true",
            "",
        ],
        Some((REVIEW, LinkRule::Email)),
    );
}

#[test]
fn a_name_alone_is_never_a_link() {
    check(
        ["", "okern", "", "Kern", "Oda", "", "", "", "", "", ""],
        [
            "",
            "x17@new.example",
            "",
            "Kern",
            "Oda",
            "",
            "",
            "",
            "",
            "",
            "",
        ],
        Some((REVIEW, LinkRule::Name)),
    );
}

#[test]
fn a_name_with_further_evidence_makes_a_likely_link() {
    check(
        [
            "",
            "okern",
            "",
            "Kern",
            "Oda",
            "Sales",
            "Wien",
            "+43 660 123 4567",
            "17/03/2011",
            "Yes",
            "",
        ],
        [
            "",
            "x17@new.example",
            "",
            "Kern",
            "Oda",
            "Sales",
            "Wien",
            "06601234567",
            "2011-03-17",
            "true",
            "",
        ],
        Some((LIKELY, LinkRule::Name)),
    );
}

#[test]
fn swapped_columns_and_other_spellings_are_seen_through() {
    check(
        [
            "",
            "jmueller",
            "",
            "Jörg",
            "Müller",
            "Sales",
            "Wien",
            "+43 660 123 4567",
            "17/03/2011",
            "Yes",
            "",
        ],
        [
            "",
            "x17@new.example",
            "",
            "Mueller",
            "Joerg",
            "Sales",
            "Wien",
            "06601234567",
            "2011-03-17",
            "true",
            "",
        ],
        Some((LIKELY, LinkRule::Name)),
    );
}

#[test]
fn look_alike_letters_do_not_link_by_themselves() {
    check(
        [
            "",
            "okern",
            "",
            "K\u{435}rn",
            "Oda",
            "Sales",
            "Wien",
            "+43 660 123 4567",
            "17/03/2011",
            "Yes",
            "",
        ],
        [
            "",
            "x17@new.example",
            "",
            "Kern",
            "Oda",
            "Sales",
            "Wien",
            "06601234567",
            "2011-03-17",
            "true",
            "",
        ],
        Some((REVIEW, LinkRule::Name)),
    );
}

#[test]
fn placeholders_bring_nobody_together() {
    check(
        [
            "N/A", "-", "none", "Tobler", "Timo", "Sales", "Bern", "0000000", "", "Yes", "",
        ],
        [
            "n/a",
            "x17@new.example",
            "none",
            "Kern",
            "Oda",
            "IT",
            "Wien",
            "0000000",
            "",
            "true",
            "",
        ],
        None,
    );
}

#[test]
fn who_joined_after_the_other_left_is_not_taken_for_him() {
    check(
        [
            "",
            "okern",
            "",
            "Kern",
            "Oda",
            "Sales",
            "Wien",
            "",
            "17/03/2001",
            "No",
            "30/06/2015",
        ],
        [
            "",
            "x17@new.example",
            "",
            "Kern",
            "Oda",
            "IT",
            "Graz",
            "",
            "2025-01-01",
            "true",
            "",
        ],
        None,
    );
}

#[test]
fn an_heir_of_an_address_often_bears_its_surname() {
    let heir = |given: &'static str, start: &'static str| {
        [
            "9911",
            "o.kern@new.example",
            "o.kern@new.example",
            "Kern",
            given,
            "IT",
            "Graz",
            "",
            start,
            "true",
            "",
        ]
    };
    let leaver = [
        "",
        "okern",
        "o.kern@new.example",
        "Kern",
        "Oda",
        "Sales",
        "Wien",
        "+43 1 7001002",
        "17/03/2001",
        "No",
        "30/06/2015",
    ];
    check(
        leaver,
        heir("Olaf", "2025-01-01"),
        Some((REVIEW, LinkRule::Email)),
    );
}

#[test]
fn a_name_and_anything_beside_it_is_likely() {
    check(
        [
            "", "okern", "", "Kern", "Oda", "Legal", "Leeds", "", "", "Yes", "",
        ],
        [
            "",
            "x17@new.example",
            "",
            "Kern",
            "Oda",
            "Legal",
            "Leeds",
            "",
            "",
            "true",
            "",
        ],
        Some((LIKELY, LinkRule::Name)),
    );
}

#[test]
fn a_guest_with_the_name_of_an_open_user_is_not_taken_for_him() {
    let guest = "oda.kern_partner.example#EXT#@new.example";
    check(
        [
            "", "okern", "", "Kern", "Oda", "Sales", "Wien", "", "", "Yes", "",
        ],
        [
            "",
            guest,
            "oda.kern@partner.example",
            "Kern",
            "Oda",
            "",
            "Wien",
            "",
            "",
            "true",
            "",
        ],
        Some((REVIEW, LinkRule::Name)),
    );
}

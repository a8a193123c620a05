//! What becomes of a population as a whole: namesakes, second accounts, keys, decisions.

use super::*;

#[test]
fn namesakes_are_left_open_and_never_told_apart_by_order() {
    let mut engagement = staff(30);
    for _ in 0..2 {
        engagement.add_legacy([
            "", "", "", "Kern", "Oda", "Sales", "Wien", "", "", "Yes", "",
        ]);
        engagement.add_azure([
            "", "", "", "Kern", "Oda", "Sales", "Wien", "", "", "true", "",
        ]);
    }
    let matching = run(&engagement);
    let identity = matching
        .links
        .iter()
        .filter(|link| link.status.is_identity() && link.legacy.0 >= 30);
    assert_eq!(identity.count(), 0);
    for (legacy, azure) in [(30, 30), (30, 31), (31, 30), (31, 31)] {
        assert_eq!(
            pair(&matching, legacy, azure).map(|(status, _)| status),
            Some(REVIEW),
            "{legacy} {azure}"
        );
    }
}

#[test]
fn a_second_intranet_account_is_shown_beside_the_first() {
    let mut engagement = staff(30);
    let mut second = engagement.legacy[7].clone();
    (second[0], second[1], second[9]) = (String::new(), "user7-old".into(), "No".into());
    engagement.legacy.push(second);
    let matching = run(&engagement);
    assert_eq!(
        pair(&matching, 7, 7).map(|(status, _)| status.is_identity()),
        Some(true)
    );
    assert_eq!(
        pair(&matching, 30, 7),
        Some((REVIEW, LinkRule::SecondAccount))
    );
    let finding = matching
        .findings
        .iter()
        .find(|finding| finding.code == FindingCode::SecondAccount);
    assert_eq!(finding.map(|finding| &*finding.evidence), Some("user7"));
}

#[test]
fn an_administration_account_is_a_second_account() {
    let mut engagement = staff(30);
    let owner = engagement.azure[7].clone();
    engagement.add_azure([
        "",
        "adm-user7@new.example",
        "",
        &owner[3],
        &owner[4],
        "IT",
        "",
        "",
        "",
        "true",
        "",
    ]);
    let matching = run(&engagement);
    assert_eq!(
        pair(&matching, 7, 7),
        Some((LinkStatus::Certain, LinkRule::Uid))
    );
    assert_eq!(
        pair(&matching, 7, 30),
        Some((REVIEW, LinkRule::SecondAccount))
    );
}

#[test]
fn shared_keys_are_named() {
    let mut engagement = staff(30);
    engagement.add_legacy([
        "1007", "other", "", "Tobler", "Timo", "", "", "", "", "Yes", "",
    ]);
    let matching = run(&engagement);
    let shared: Vec<_> = matching
        .findings
        .iter()
        .filter(|finding| finding.code == FindingCode::DuplicateKey)
        .map(|finding| (&*finding.attribute, &*finding.evidence))
        .collect();
    assert_eq!(shared, [("externalId", "other"), ("externalId", "user7")]);
}

#[test]
fn the_sources_of_the_keys_are_found() {
    let matching = run(&staff(30));
    assert_eq!(matching.sources.uid_source(), Some("employeeId"));
    assert_eq!(
        matching.sources.user_name_source(),
        Some("localpart(userPrincipalName)")
    );
    assert!((matching.sources.uid[0].share() - 1.0).abs() < 1e-9);
}

#[test]
fn a_constant_column_is_no_source() {
    let mut engagement = staff(30);
    for row in &mut engagement.azure {
        row[0] = "1007".into();
    }
    let matching = run(&engagement);
    assert!(!matching.sources.uid_detected, "{:?}", matching.sources.uid);
}

#[test]
fn object_ids_meet_in_every_spelling() {
    let mut engagement = staff(0);
    for at in 0..12 {
        engagement.add_person(at);
        let guid = format!("6f9619ff-8b86-d011-b42d-00c04fc964{at:02x}");
        engagement.legacy[at][0] = guid.to_uppercase();
        engagement.azure[at][0] = guid;
    }
    let matching = run(&engagement);
    assert_eq!(matching.sources.uid_source(), Some("employeeId"));
    assert_eq!(
        pair(&matching, 3, 3).map(|(status, _)| status.is_identity()),
        Some(true)
    );
}

#[test]
fn decisions_override_what_was_found() {
    let engagement = staff(30);
    let denied = decide(
        &engagement,
        &[decision("1007", "user7@new.example", Verdict::Deny)],
    );
    assert_eq!(
        pair(&denied, 7, 7),
        Some((LinkStatus::Denied, LinkRule::Decision))
    );
    assert_eq!(denied.by_azure[7], None);

    let confirmed = decide(
        &engagement,
        &[decision("1007", "user8@new.example", Verdict::Confirm)],
    );
    assert_eq!(
        pair(&confirmed, 7, 8),
        Some((LinkStatus::Confirmed, LinkRule::Decision))
    );
    assert_eq!(pair(&confirmed, 7, 7), None);
    assert_eq!(
        confirmed
            .of_azure(presync_core::UserIx(8))
            .map(|link| link.legacy.0),
        Some(7)
    );

    let new = decide(
        &engagement,
        &[decision("", "user7@new.example", Verdict::New)],
    );
    assert_eq!(
        pair(&new, 7, 7),
        Some((LinkStatus::Denied, LinkRule::Decision))
    );
    assert!(
        new.links
            .iter()
            .all(|link| link.azure.0 != 7 || link.status == LinkStatus::Denied)
    );
}

#[test]
fn the_last_decision_stands() {
    let both = [
        decision("1007", "user7@new.example", Verdict::Deny),
        decision("1007", "user7@new.example", Verdict::Confirm),
    ];
    let matching = decide(&staff(30), &both);
    assert_eq!(
        pair(&matching, 7, 7),
        Some((LinkStatus::Confirmed, LinkRule::Decision))
    );
}

#[test]
fn a_decision_about_nobody_is_said_and_not_followed() {
    let unplaced = [decision("no such UID", "user7@new.example", Verdict::Deny)];
    let matching = decide(&staff(30), &unplaced);
    assert_eq!(
        pair(&matching, 7, 7),
        Some((LinkStatus::Certain, LinkRule::Uid))
    );
    let said =
        |finding: &&presync_core::finding::Finding| finding.code == FindingCode::DecisionUnplaced;
    let finding = matching.findings.iter().find(said);
    assert_eq!(
        finding.map(|finding| &*finding.evidence),
        Some("no such UID – user7@new.example")
    );
}

#[test]
fn domains_that_moved_are_learnt_from_those_the_id_ties_together() {
    let mut engagement = staff(30);
    for (at, row) in engagement.legacy.iter_mut().enumerate() {
        row[2] = format!("user{at}@old.example");
    }
    engagement.add_legacy([
        "",
        "okern",
        "o.kern@old.example",
        "Kern",
        "Oda",
        "Sales",
        "",
        "",
        "",
        "Yes",
        "",
    ]);
    engagement.add_azure([
        "8801",
        "o.kern@new.example",
        "o.kern@new.example",
        "Kern",
        "Oda",
        "Sales",
        "",
        "",
        "",
        "true",
        "",
    ]);
    let matching = run(&engagement);
    assert_eq!(
        pair(&matching, 30, 30),
        Some((LIKELY, LinkRule::EmailDomain))
    );
}

#[test]
fn fields_nobody_documented_are_evidence_when_they_agree() {
    let mut engagement = staff(60);
    let mut legacy_header = LEGACY.map(str::to_owned).to_vec();
    legacy_header.push("Payroll code".into());
    engagement.legacy_header = legacy_header;
    engagement.azure_header.push("extensionAttribute4".into());
    engagement.add_legacy(["", "okern", "", "Kern", "Oda", "", "", "", "", "Yes", ""]);
    engagement.add_azure([
        "",
        "x17@new.example",
        "",
        "Kern",
        "Oda",
        "",
        "",
        "",
        "",
        "true",
        "",
    ]);
    for (at, row) in engagement.legacy.iter_mut().enumerate() {
        row.push(format!("PX{}", at * 7919 % 100_000));
    }
    for (at, row) in engagement.azure.iter_mut().enumerate() {
        row.push(format!("px{}", at * 7919 % 100_000));
    }
    let matching = run(&engagement);
    assert_eq!(pair(&matching, 60, 60), Some((LIKELY, LinkRule::Name)));
    let fields: Vec<&str> = matching
        .links
        .iter()
        .filter(|link| link.legacy.0 == 60)
        .flat_map(|link| &link.evidence)
        .map(|one| one.field.as_str())
        .collect();
    assert!(fields.contains(&"additional-field"), "{fields:?}");
}

#[test]
fn nobody_to_match_is_no_trouble() {
    let matching = run(&staff(0));
    assert_eq!(matching, Matching::default());
    let one_sided = Engagement {
        azure: Vec::new(),
        ..staff(3)
    };
    let matching = run(&one_sided);
    assert_eq!(matching.by_legacy, [None, None, None]);
}

#[test]
fn evidence_comes_strongest_first_and_scores_are_probabilities() {
    let matching = run(&staff(30));
    for link in &matching.links {
        assert!((0.0..=1.0).contains(&link.score), "{link:?}");
        let weights: Vec<f32> = link.evidence.iter().map(|one| one.weight.abs()).collect();
        assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
    }
}

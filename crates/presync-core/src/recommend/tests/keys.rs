//! The user name and the unique ID, from what the matching found about them.

use super::*;

#[test]
fn the_unique_id_comes_from_the_detected_source() {
    #[track_caller]
    fn check(candidates: &[(&str, u32)], detected: bool, expected: &str) {
        let mut case = Case::new(
            &[("externalId", |n| format!("E{n}"))],
            &[
                ("objectId", |n| format!("guid-{n}")),
                ("employeeId", |n| format!("E{n}")),
            ],
        );
        case.sources.uid = candidates
            .iter()
            .map(|(name, equal)| key(name, *equal))
            .collect();
        case.sources.uid_detected = detected;
        let row = case.row("externalId");
        assert_eq!(
            (short(&row).as_str(), row.precedence),
            (expected, Some(3)),
            "{}",
            row.reason
        );
        assert_eq!(
            row.reason.starts_with("Warning"),
            !expected.contains("employeeId")
        );
    }
    check(&[("employeeId", 40)], true, "direct:employeeId");
    check(&[("employeeId", 4)], false, "direct:objectId on create");
    check(&[("hash(mail)", 40)], true, "direct:objectId on create");
    check(&[], false, "direct:objectId on create");
}

#[test]
fn the_user_name_keeps_sign_in_names() {
    let upn: fn(usize) -> String = |n| format!("P{n}@X.example");
    let nick: fn(usize) -> String = |n| format!("nick{n}");
    let local: fn(usize) -> String = |n| format!("first.last{n}");
    check_user_name(
        upn,
        &[("userPrincipalName", 40)],
        true,
        "direct:userPrincipalName",
    );
    // Entra offers the nickname as a source, and not the SAM account name.
    let sam = ("onPremisesSamAccountName", 40);
    let reason = check_user_name(
        nick,
        &[sam, ("mailNickname", 40)],
        true,
        "direct:mailNickname",
    );
    assert!(
        reason.contains("userPrincipalName would rename 40 people"),
        "{reason}"
    );
    let reason = check_user_name(nick, &[sam], true, "direct:onPremisesSamAccountName");
    assert!(reason.contains("directory extension"), "{reason}");
    check_user_name(
        local,
        &[("localpart(mail)", 39)],
        true,
        "Item(Split([mail], \"@\"), 1)",
    );
    // As good as the default: the default.
    check_user_name(
        upn,
        &[("mail", 40), ("userPrincipalName", 40)],
        true,
        "direct:userPrincipalName",
    );
    // Not found: nobody is renamed.
    let reason = check_user_name(
        nick,
        &[("mail", 1)],
        false,
        "direct:userPrincipalName on create",
    );
    assert!(reason.contains("would rename 40 people"), "{reason}");
}

#[track_caller]
fn check_user_name(
    legacy: fn(usize) -> String,
    candidates: &[(&str, u32)],
    detected: bool,
    expected: &str,
) -> String {
    let mut case = Case::new(
        &[("userName", legacy)],
        &[
            ("userPrincipalName", |n| format!("p{n}@x.example")),
            ("mail", |n| format!("first.last{n}@x.example")),
            ("mailNickname", |n| format!("nick{n}")),
            ("onPremisesSamAccountName", |n| format!("NICK{n}")),
        ],
    );
    case.sources.user_name = candidates
        .iter()
        .map(|(name, equal)| key(name, *equal))
        .collect();
    case.sources.user_name_detected = detected;
    let row = case.row("userName");
    assert_eq!(
        (short(&row).as_str(), row.precedence),
        (expected, Some(1)),
        "{}",
        row.reason
    );
    row.reason
}

#[test]
fn a_key_that_no_attribute_says_alone_is_put_together() {
    fn login(n: usize) -> String {
        let first = ["ada", "bo", "carl", "dora", "emil", "fay", "gus"][n % 7];
        let last = ["okoro", "lund", "weber", "silva", "khan"][n % 5];
        format!("{first}.{last}{}", n / 35)
    }
    let upn: Field = ("userPrincipalName", |n| format!("{}@x.example", login(n)));
    let number: Field = ("employeeId", |n| format!("{}", 4000 + n));
    check_many(
        "userName",
        &[("userName", |n| format!("{}@old.example", login(n)))],
        &[upn],
        r#"Replace([userPrincipalName], "@x.example", , , "@old.example", , )"#,
    );
    check_many(
        "externalId",
        &[("externalId", |n| format!("E{}", 4000 + n))],
        &[upn, number],
        r#"Append("E", [employeeId])"#,
    );
}

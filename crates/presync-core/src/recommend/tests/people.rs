//! What is said about a person: names, titles, telephones, addresses, dates, managers.

use super::*;

#[test]
fn the_attribute_that_agrees_is_the_source() {
    let office: Field = ("physicalDeliveryOfficeName", |n| {
        format!("office of {}", n % 7)
    });
    // A better attribute than the default, by another case and spacing.
    check(
        LOCATION,
        &[(LOCATION, |n| format!("office  of {}", n % 7).to_uppercase())],
        &[("city", city), office],
        "direct:physicalDeliveryOfficeName default Not specified",
    );
    // Additional fields count too.
    check(
        "title",
        &[("title", |n| format!("title {n}"))],
        &[
            ("jobTitle", |_| "Staff".to_owned()),
            ("extension_0a_role", |n| format!("Title {n}")),
        ],
        "direct:extension_0a_role",
    );
    // A constant column agrees with everything and explains nothing.
    check(
        "title",
        &[("title", |n| {
            if n < 36 {
                "Nurse".to_owned()
            } else {
                format!("Chief {n}")
            }
        })],
        &[
            ("jobTitle", |_| String::new()),
            ("employeeType", |_| "Nurse".to_owned()),
        ],
        "direct:jobTitle",
    );
    // A little better is not clearly better.
    check(
        "emails[type eq \"work\"].value",
        &[("emails[type eq \"work\"].value", |n| {
            format!("p{n}@x.example")
        })],
        &[
            ("mail", |n| {
                format!("p{n}{}@x.example", if n < 2 { "a" } else { "" })
            }),
            ("userPrincipalName", |n| format!("p{n}@x.example")),
        ],
        "direct:mail",
    );
    // Entra cannot read its own user type.
    check(
        "title",
        &[("title", |n| format!("t{}", n % 5))],
        &[
            ("jobTitle", |_| String::new()),
            ("userType", |n| format!("t{}", n % 5)),
        ],
        "direct:jobTitle",
    );
}

#[test]
fn what_people_edit_is_not_overwritten() {
    let phone = "phoneNumbers[type eq \"work\"].value";
    let typed: Field = (phone, |n| format!("+44 113 {n:04}"));
    check(
        phone,
        &[typed],
        &[("telephoneNumber", |n| format!("0113 9{n:03}"))],
        "direct:telephoneNumber on create",
    );
    check(
        phone,
        &[typed],
        &[("telephoneNumber", |n| format!("44113{n:04}"))],
        "direct:telephoneNumber",
    );
    // Not exported: what would be lost cannot be seen.
    check(
        phone,
        &[],
        &[("telephoneNumber", |n| format!("44113{n:04}"))],
        "direct:telephoneNumber on create",
    );
    // Nothing typed yet.
    check(
        phone,
        &[(phone, |_| String::new())],
        &[("telephoneNumber", |n| n.to_string())],
        "direct:telephoneNumber",
    );
    // Language is chosen once, even where it agrees.
    let language: Field = ("preferredLanguage", |n| ["en", "pt"][n % 2].to_owned());
    check(
        "preferredLanguage",
        &[language],
        &[language],
        "direct:preferredLanguage on create",
    );
}

#[test]
fn a_preferred_name_goes_before_the_given_name() {
    let given: Field = ("givenName", |n| format!("Given{n}"));
    let preferred: Field = ("extensionAttribute3", |n| {
        if n % 4 == 0 {
            format!("Known{n}")
        } else {
            String::new()
        }
    });
    let used: Field = ("name.givenName", |n| {
        if n % 4 == 0 {
            format!("Known{n}")
        } else {
            format!("Given{n}")
        }
    });
    check_many(
        "name.givenName",
        &[used],
        &[given, preferred],
        "Coalesce([extensionAttribute3], [givenName])",
    );
    // Some know people by another name, and Azure does not say which.
    check_many("name.givenName", &[used], &[given], "direct:givenName");
    // A column that is right for nobody changes nothing.
    let other: Field = ("extensionAttribute3", |n| format!("Team{}", n % 3));
    check_many(
        "name.givenName",
        &[used],
        &[given, other],
        "direct:givenName",
    );
}

#[test]
fn values_are_spelt_as_the_intranet_spells_them() {
    const TITLES: [&str; 6] = ["Nurse", "Clerk", "Driver", "Planner", "Engineer", "Analyst"];
    let title: Field = ("jobTitle", |n| TITLES[n % 6].to_owned());
    let untidy: Field = ("jobTitle", |n| {
        let blank = if n % 4 == 0 { " " } else { "" };
        format!("{}{blank}", TITLES[n % 6])
    });
    let plain: Field = ("title", |n| TITLES[n % 6].to_owned());
    let upper: Field = ("title", |n| TITLES[n % 6].to_uppercase());
    check_many("title", &[plain], &[title], "direct:jobTitle");
    check_many("title", &[upper], &[title], "ToUpper([jobTitle])");
    check_many(
        "title",
        &[plain],
        &[untidy],
        r#"Replace([jobTitle], , "^\\s+|\\s+$", , "", , )"#,
    );
    // One respelt title is nobody's rule.
    let once: Field = ("title", |n| match n {
        7 => TITLES[1].to_uppercase(),
        _ => TITLES[n % 6].to_owned(),
    });
    check_many("title", &[once], &[title], "direct:jobTitle");
}

#[test]
fn addresses_are_joined_where_the_intranet_holds_them_so() {
    let street: Field = ("streetAddress", |n| format!("{n} High St"));
    let town: Field = ("city", city);
    let code: Field = ("postalCode", |n| {
        if n % 5 == 0 {
            String::new()
        } else {
            format!("Z{n}")
        }
    });
    let office: Field = ("physicalDeliveryOfficeName", |n| format!("Floor {}", n % 3));
    let line: Field = (ADDRESS, |n| match n % 5 {
        0 => format!("{n} High St - {}", city(n)),
        _ => format!("{n} High St - Z{n} - {}", city(n)),
    });
    let all = [street, town, code, office];
    check_many(
        ADDRESS,
        &[line],
        &all,
        "Join(\" - \", [streetAddress], [postalCode], [city])",
    );
    check_many(
        ADDRESS,
        &[(ADDRESS, |n| format!("Floor {}", n % 3))],
        &all,
        "direct:physicalDeliveryOfficeName",
    );
    check_many(
        ADDRESS,
        &[(ADDRESS, |n| format!("home {}", n * 7919 % 1013 + n % 7))],
        &all,
        "direct:physicalDeliveryOfficeName on create",
    );
}

#[test]
fn dates_are_converted_where_they_agree() {
    #[track_caller]
    fn check(legacy: fn(usize) -> String, azure: fn(usize) -> String, expected: Option<&str>) {
        let case = Case::many(&[(STARTED, legacy)], &[("employeeHireDate", azure)]);
        let row = case.run(None).users.row(STARTED).map(short);
        assert_eq!(row.as_deref(), expected);
    }
    let european: fn(usize) -> String = |n| format!("{:02}/{:02}/2021", n % 28 + 1, n % 12 + 1);
    let american: fn(usize) -> String = |n| format!("{}/{}/2021", n % 12 + 1, n % 28 + 1);
    let graph: fn(usize) -> String =
        |n| format!("2021-{:02}-{:02}T00:00:00Z", n % 12 + 1, n % 28 + 1);
    let other: fn(usize) -> String = |n| format!("2019-01-{:02}T00:00:00Z", n % 28 + 1);
    let mixed: fn(usize) -> String = |n| {
        if n == 7 {
            "soon".to_owned()
        } else {
            format!("2021-{:02}-{:02}", n % 12 + 1, n % 28 + 1)
        }
    };
    check(european, graph, Some("direct:employeeHireDate"));
    check(
        european,
        american,
        Some("FormatDateTime([employeeHireDate], , \"M/d/yyyy\", \"yyyy-MM-ddTHH:mm:ssZ\")"),
    );
    let typed: fn(usize) -> String = |n| match n % 3 {
        0 => format!("{}.{}.2021", n % 28 + 1, n % 12 + 1),
        1 => format!("{:02}/{:02}/2021", n % 28 + 1, n % 12 + 1),
        _ => format!("2021-{:02}-{:02}", n % 12 + 1, n % 28 + 1),
    };
    check(typed, graph, Some("direct:employeeHireDate"));
    check(european, other, None);
    // One that cannot be read is not sent, and the reason says so.
    check(
        european,
        mixed,
        Some("FormatDateTime([employeeHireDate], , \"yyyy-MM-dd\", \"yyyy-MM-ddTHH:mm:ssZ\")"),
    );
}

#[test]
fn managers_are_compared_as_people() {
    let azure: [Field; 2] = [
        ("objectId", |n| format!("guid-{n}")),
        ("manager", |n| format!("guid-{}", n / 2)),
    ];
    let same: [Field; 2] = [
        ("userName", |n| format!("u{n}")),
        (MANAGER, |n| format!("U{}", n / 2)),
    ];
    let other: [Field; 2] = [
        ("userName", |n| format!("u{n}")),
        (MANAGER, |n| format!("u{}", (n + 1) % 40)),
    ];
    check(MANAGER, &same, &azure, "direct:manager");
    check(MANAGER, &other, &azure, "direct:manager on create");
    // A SCIM service's own ids come before a unique ID of the same spelling.
    let pulled: [Field; 3] = [
        ("SCIM id", |n| format!("{}", 100 + n)),
        ("externalId", |n| format!("{}", 139 - n)),
        (MANAGER, |n| format!("{}", 100 + n / 2)),
    ];
    let elsewhere: [Field; 3] = [
        pulled[0],
        pulled[1],
        (MANAGER, |n| format!("{}", 139 - n / 2)),
    ];
    check(MANAGER, &pulled, &azure, "direct:manager");
    check(MANAGER, &elsewhere, &azure, "direct:manager on create");
    // Managers by display name cannot be compared.
    let named: [Field; 2] = [
        ("userName", |n| format!("u{n}")),
        (MANAGER, |n| format!("Boss {n}")),
    ];
    check(MANAGER, &named, &azure, "direct:manager");
}

#[test]
fn further_fields_need_plain_evidence() {
    let zone: Field = ("timezone", |n| format!("Zone {}", n % 6));
    let mapping = Case::new(
        &[zone],
        &[("extensionAttribute9", |n| format!("zone {}", n % 6))],
    )
    .run(None);
    assert_eq!(
        short(mapping.users.row("timezone").unwrap()),
        "direct:extensionAttribute9 on create"
    );
    let mapping = Case::new(&[zone], &[("city", city)]).run(None);
    assert_eq!(mapping.users.row("timezone"), None);
}

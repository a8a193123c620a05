//! Whole mappings: without data, with expressions, over the customer's own.

use super::*;
use crate::{
    catalogue::{GROUP_TYPE, INTERACT_USER},
    mapping::{ObjectActions, ObjectMapping, ScopeClause},
    recommend::{ACTIVE, lint},
    schema,
};

#[test]
fn without_data_the_defaults_stand_in_entras_order() {
    let mapping = Case::new(&[], &[]).run(None);
    let rows: Vec<String> = mapping
        .users
        .rows
        .iter()
        .map(|row| format!("{} <- {}", row.target, short(row)))
        .collect();
    let expected = [
        "userName <- direct:userPrincipalName".to_owned(),
        format!("active <- {ACTIVE}"),
        "title <- direct:jobTitle on create".to_owned(),
        "emails[type eq \"work\"].value <- direct:mail".to_owned(),
        "preferredLanguage <- direct:preferredLanguage on create".to_owned(),
        "name.givenName <- direct:givenName".to_owned(),
        "name.familyName <- direct:surname".to_owned(),
        format!("{ADDRESS} <- direct:physicalDeliveryOfficeName on create"),
        "phoneNumbers[type eq \"work\"].value <- direct:telephoneNumber on create".to_owned(),
        "phoneNumbers[type eq \"mobile\"].value <- direct:mobile on create".to_owned(),
        "externalId <- direct:objectId on create".to_owned(),
        format!("{DEPARTMENT} <- direct:department on create default Not specified"),
        format!("{MANAGER} <- direct:manager"),
        format!("{ORGANIZATION} <- direct:companyName on create default Not specified"),
        format!("{LOCATION} <- direct:city on create default Not specified"),
        format!("{LOGIN} <- constant SAML on create"),
    ];
    assert_eq!(rows, expected);
    let keys: Vec<_> = mapping
        .users
        .match_keys()
        .iter()
        .map(|(_, row)| (row.target.clone(), row.precedence))
        .collect();
    let expected = ["userName", "emails[type eq \"work\"].value", "externalId"];
    let expected: Vec<_> = (1..)
        .map(Some)
        .zip(expected)
        .map(|(p, t)| (t.to_owned(), p))
        .collect();
    assert_eq!(keys, expected);
    let groups = mapping.groups.as_ref().unwrap();
    assert!(!groups.actions.delete);
    let targets: Vec<&str> = groups.rows.iter().map(|row| row.target.as_str()).collect();
    assert_eq!(
        targets,
        ["displayName", "externalId", "members", GROUP_TYPE]
    );
    assert_eq!(lint(&mapping), []);
}

#[test]
fn every_expression_is_one_entra_would_take() {
    let mut case = Case::many(
        &[
            ("userName", |n| format!("p{n}")),
            ("name.givenName", |n| {
                format!("{}{n}", if n % 4 == 0 { "Known" } else { "Given" })
            }),
            (ADDRESS, |n| format!("{n} High St, {}", city(n))),
            (STARTED, |n| format!("2021-01-{:02}", n % 28 + 1)),
        ],
        &[
            ("mail", |n| format!("p{n}@x.example")),
            ("givenName", |n| format!("Given{n}")),
            ("extensionAttribute1", |n| {
                if n % 4 == 0 {
                    format!("Known{n}")
                } else {
                    String::new()
                }
            }),
            ("streetAddress", |n| format!("{n} High St")),
            ("city", city),
            ("employeeHireDate", |n| format!("{:02}.01.2021", n % 28 + 1)),
        ],
    );
    case.sources.user_name = vec![key("localpart(mail)", 40)];
    case.sources.user_name_detected = true;
    let mapping = case.run(None);
    let expressions: Vec<String> = mapping
        .users
        .rows
        .iter()
        .filter(|row| matches!(row.source, MappingSource::Expression(_)))
        .map(short)
        .collect();
    let expected = [
        "Item(Split([mail], \"@\"), 1)",
        ACTIVE,
        "Coalesce([extensionAttribute1], [givenName])",
        "Join(\", \", [streetAddress], [city])",
        "FormatDateTime([employeeHireDate], , \"d.M.yyyy\", \"yyyy-MM-ddTHH:mm:ssZ\")",
    ];
    assert_eq!(expressions, expected);
    assert_eq!(lint(&mapping), []);
    let (back, _) = schema::Schema::parse(schema::draft(&mapping))
        .unwrap()
        .mapping();
    let bare = |mapping: &Mapping| mapping.users.rows.iter().map(short).collect::<Vec<_>>();
    assert_eq!(bare(&back), bare(&mapping));
}

#[test]
fn the_customers_mapping_shows_through() {
    let theirs = |target: &str, source: &str| {
        AttributeMapping::new(target, MappingSource::Direct(source.to_owned()))
    };
    let custom = format!("{INTERACT_USER}:costCode");
    let mut keyed = theirs(&custom, "employeeId");
    keyed.precedence = Some(1);
    let constant = AttributeMapping::new(
        "userType",
        MappingSource::Constant("Intranet User".to_owned()),
    );
    let clause = ScopeClause {
        attribute: "department".to_owned(),
        operator: "EQUALS".to_owned(),
        values: vec!["Sales".to_owned()],
    };
    let mut users = ObjectMapping {
        actions: ObjectActions {
            delete: false,
            ..ObjectActions::default()
        },
        rows: vec![
            theirs("displayName", "displayName"),
            // A stray blank makes no other target.
            theirs("title ", "jobTitle"),
            keyed,
            constant,
            theirs("emails[type eq \"other\"].value", "otherMails"),
            theirs("userName", "mail"),
        ],
        ..ObjectMapping::default()
    };
    users.scope.groups = vec![vec![clause]];
    let base = Mapping {
        users,
        groups: None,
    };
    let mapping = Case::new(&[], &[]).run(Some(&base));
    let targets: Vec<&str> = mapping
        .users
        .rows
        .iter()
        .map(|row| row.target.as_str())
        .collect();
    assert_eq!(
        targets[..4],
        ["title", custom.as_str(), "userName", "active"]
    );
    assert_eq!(targets.len(), 17);
    assert_eq!(mapping.users.row(&custom).unwrap().precedence, None);
    assert_eq!(mapping.users.scope, base.users.scope);
    assert_eq!(mapping.users.actions, base.users.actions);
    assert_eq!(mapping.groups, None);
}

#[test]
fn only_pairs_that_count_as_identity_are_evidence() {
    let legacy = population(Side::Legacy, &[("title", |n| format!("t{n}"))]);
    let azure = population(Side::Azure, &[("jobTitle", |n| format!("t{n}"))]);
    let mut matching = matching();
    for link in &mut matching.links {
        link.status = LinkStatus::Review;
    }
    let given = Given::people(&legacy, &azure, &matching, Sampling::seeded(0));
    let mapping = run(&given).mapping;
    let row = mapping.users.row("title").unwrap();
    assert!(row.reason.contains("too few"), "{}", row.reason);
}

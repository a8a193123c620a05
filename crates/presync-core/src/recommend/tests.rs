//! Engagements small enough to read, and the rows the data should lead to.

use super::{lint, run};
use crate::{
    Link, LinkRule, LinkStatus, Population, Side, UserIx,
    catalogue::{GROUP_TYPE, INTERACT_USER},
    finding::FindingCode,
    mapping::{
        Apply, AttributeMapping, Mapping, MappingSource, ObjectActions, ObjectMapping, ScopeClause,
    },
    matching::{KeyCandidate, KeySources, Matching},
    population::{PopulationBuilder, Source},
    record::Record,
    schema,
};

const PEOPLE: usize = 40;
const CITIES: [&str; 4] = ["Leeds", "Porto", "Kyoto", "Accra"];
const ORGANIZATION: &str =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization";
const DEPARTMENT: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
const MANAGER: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";
const LOCATION: &str = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:location";
const LOGIN: &str = "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:loginType";
const STARTED: &str =
    "urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User:jobStartDate";
const ADDRESS: &str = "addresses[type eq \"work\"].formatted";

/// A column: its attribute, and its value for the person of this number.
type Field = (&'static str, fn(usize) -> String);

/// People `0..PEOPLE` on both sides, person `n` linked to person `n`.
struct Case {
    legacy: Vec<Field>,
    azure: Vec<Field>,
    sources: KeySources,
}

impl Case {
    fn new(legacy: &[Field], azure: &[Field]) -> Self {
        Self {
            legacy: legacy.to_vec(),
            azure: azure.to_vec(),
            sources: KeySources::default(),
        }
    }

    fn run(&self, base: Option<&Mapping>) -> Mapping {
        let legacy = population(Side::Legacy, &self.legacy);
        let azure = population(Side::Azure, &self.azure);
        let mut matching = matching();
        matching.sources = self.sources.clone();
        run(&legacy, &azure, &matching, base)
    }

    fn row(&self, target: &str) -> AttributeMapping {
        self.run(None).users.row(target).cloned().unwrap()
    }
}

fn population(side: Side, fields: &[Field]) -> Population {
    let mut builder = PopulationBuilder::new(side);
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let source = Source {
        file: "people.csv".to_owned(),
        sheet: None,
    };
    builder.begin_source(source, &names).unwrap();
    for person in 0..PEOPLE {
        let cells: Vec<String> = fields.iter().map(|(_, value)| value(person)).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let number = u32::try_from(person).unwrap() + 1;
        builder
            .push(&Record {
                number,
                line: number + 1,
                cells: &cells,
            })
            .unwrap();
    }
    builder.finish()
}

fn matching() -> Matching {
    let people = 0..u32::try_from(PEOPLE).unwrap();
    let link = |person| Link {
        legacy: UserIx(person),
        azure: UserIx(person),
        status: LinkStatus::Certain,
        rule: LinkRule::Uid,
        score: 1.0,
        evidence: Vec::new(),
    };
    Matching {
        links: people.clone().map(link).collect(),
        by_azure: people.clone().map(Some).collect(),
        by_legacy: people.map(Some).collect(),
        ..Matching::default()
    }
}

fn city(person: usize) -> String {
    CITIES[person % 4].to_owned()
}

fn key(attribute: &str, equal: u32) -> KeyCandidate {
    KeyCandidate {
        attribute: attribute.to_owned(),
        equal,
        of: 40,
    }
}

/// `direct:city on create default …`, to be compared at a glance.
fn short(row: &AttributeMapping) -> String {
    let source = match &row.source {
        MappingSource::Expression(text) => text.clone(),
        MappingSource::Constant(text) => format!("constant {text}"),
        other => other.label(),
    };
    let apply = (row.apply == Apply::OnCreate).then_some(" on create");
    let default = row.default.as_ref().map(|text| format!(" default {text}"));
    format!(
        "{source}{}{}",
        apply.unwrap_or_default(),
        default.unwrap_or_default()
    )
}

#[track_caller]
fn check(target: &str, legacy: &[Field], azure: &[Field], expected: &str) {
    let row = Case::new(legacy, azure).row(target);
    assert_eq!(short(&row), expected, "{}", row.reason);
    assert!(
        row.reason.ends_with('.') && row.reason.len() > 30,
        "{}",
        row.reason
    );
}

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
        format!("active <- {}", super::ACTIVE),
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
fn units_keep_good_values_and_are_never_empty_on_create() {
    let department: Field = ("department", |n| {
        ["Finance", "Sales", "Legal"][n % 3].to_owned()
    });
    let same: Field = (DEPARTMENT, |n| {
        ["Finance", "Sales", "Legal"][n % 3].to_owned()
    });
    check(
        DEPARTMENT,
        &[same],
        &[department],
        "direct:department default Not specified",
    );
    // The intranet's own spellings win.
    let own: Field = (DEPARTMENT, |n| ["Money", "Sales", "Law"][n % 3].to_owned());
    check(
        DEPARTMENT,
        &[own],
        &[department],
        "direct:department on create default Not specified",
    );
    // The intranet has a word for "none".
    let placeholder: Field = (DEPARTMENT, |n| {
        ["Finance", "Department - Not Specified", "Legal"][n % 3].to_owned()
    });
    check(
        DEPARTMENT,
        &[placeholder],
        &[department],
        "direct:department on create default Department - Not Specified",
    );
    // One company, and Azure does not say which: filled where empty, nothing replaced.
    let company: Field = (ORGANIZATION, |n| {
        if n == 0 {
            "Fabrikam Labs".to_owned()
        } else {
            "Fabrikam".to_owned()
        }
    });
    check(ORGANIZATION, &[company], &[], "none default Fabrikam");
    check(
        ORGANIZATION,
        &[company],
        &[("companyName", |_| "FAB Ltd".to_owned())],
        "none default Fabrikam",
    );
    // One company on both sides: harmless, and right for the next one.
    check(
        ORGANIZATION,
        &[company],
        &[("companyName", |_| "Fabrikam".to_owned())],
        "direct:companyName default Not specified",
    );
    // Nobody has one yet.
    check(
        DEPARTMENT,
        &[(DEPARTMENT, |_| String::new())],
        &[department],
        "direct:department default Not specified",
    );
}

#[test]
fn sign_ins_stay_what_they_are() {
    let login: fn(usize) -> String = |n| {
        if n < 3 {
            "Local Login".to_owned()
        } else {
            "SAML".to_owned()
        }
    };
    check(
        LOGIN,
        &[(LOGIN, |_| "SAML".to_owned())],
        &[],
        "constant SAML",
    );
    check(LOGIN, &[(LOGIN, login)], &[], "constant SAML on create");
    check(
        LOGIN,
        &[(LOGIN, |_| String::new())],
        &[],
        "constant SAML on create",
    );
}

#[test]
fn the_user_name_keeps_sign_in_names() {
    #[track_caller]
    fn check(
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
    let upn: fn(usize) -> String = |n| format!("P{n}@X.example");
    let nick: fn(usize) -> String = |n| format!("nick{n}");
    let local: fn(usize) -> String = |n| format!("first.last{n}");
    check(
        upn,
        &[("userPrincipalName", 40)],
        true,
        "direct:userPrincipalName",
    );
    // Entra offers the nickname as a source, and not the SAM account name.
    let sam = ("onPremisesSamAccountName", 40);
    let reason = check(
        nick,
        &[sam, ("mailNickname", 40)],
        true,
        "direct:mailNickname",
    );
    assert!(
        reason.contains("userPrincipalName would rename 40 people"),
        "{reason}"
    );
    let reason = check(nick, &[sam], true, "direct:onPremisesSamAccountName");
    assert!(reason.contains("directory extension"), "{reason}");
    check(
        local,
        &[("localpart(mail)", 39)],
        true,
        "Item(Split([mail], \"@\"), 1)",
    );
    // As good as the default: the default.
    check(
        upn,
        &[("mail", 40), ("userPrincipalName", 40)],
        true,
        "direct:userPrincipalName",
    );
    // Not found: nobody is renamed.
    let reason = check(
        nick,
        &[("mail", 1)],
        false,
        "direct:userPrincipalName on create",
    );
    assert!(reason.contains("would rename 40 people"), "{reason}");
}

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
    check(
        "name.givenName",
        &[used],
        &[given, preferred],
        "Coalesce([extensionAttribute3], [givenName])",
    );
    // Some know people by another name, and Azure does not say which.
    check("name.givenName", &[used], &[given], "direct:givenName");
    // A column that is right for nobody changes nothing.
    let other: Field = ("extensionAttribute3", |n| format!("Team{}", n % 3));
    check(
        "name.givenName",
        &[used],
        &[given, other],
        "direct:givenName",
    );
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
    check(
        ADDRESS,
        &[line],
        &all,
        "Join(\" - \", [streetAddress], [postalCode], [city])",
    );
    check(
        ADDRESS,
        &[(ADDRESS, |n| format!("Floor {}", n % 3))],
        &all,
        "direct:physicalDeliveryOfficeName",
    );
    check(
        ADDRESS,
        &[(ADDRESS, |n| format!("home {n}"))],
        &all,
        "direct:physicalDeliveryOfficeName on create",
    );
}

#[test]
fn dates_are_converted_where_they_agree() {
    #[track_caller]
    fn check(legacy: fn(usize) -> String, azure: fn(usize) -> String, expected: Option<&str>) {
        let case = Case::new(&[(STARTED, legacy)], &[("employeeHireDate", azure)]);
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
    check(european, other, None);
    check(european, mixed, None);
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

#[test]
fn every_expression_is_one_entra_would_take() {
    let mut case = Case::new(
        &[
            ("userName", |n| format!("p{n}")),
            ("name.givenName", |n| format!("Known{n}")),
            (ADDRESS, |n| format!("{n} High St, {}", city(n))),
            (STARTED, |n| format!("2021-01-{:02}", n % 28 + 1)),
        ],
        &[
            ("mail", |n| format!("p{n}@x.example")),
            ("givenName", |n| format!("Given{n}")),
            ("extensionAttribute1", |n| {
                if n < 10 {
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
        super::ACTIVE,
        "Coalesce([extensionAttribute1], [givenName])",
        "Join(\", \", [streetAddress], [city])",
        "FormatDateTime([employeeHireDate], , \"dd.MM.yyyy\", \"yyyy-MM-ddTHH:mm:ssZ\")",
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
            theirs("title", "jobTitle"),
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
    let mapping = run(&legacy, &azure, &matching, None);
    let row = mapping.users.row("title").unwrap();
    assert!(row.reason.contains("too few"), "{}", row.reason);
}

#[test]
fn a_mapping_is_judged_by_itself() {
    #[track_caller]
    fn check(change: impl Fn(&mut Mapping), expected: &[(FindingCode, &str)]) {
        let mut mapping = Case::new(&[], &[]).run(None);
        change(&mut mapping);
        let found: Vec<_> = lint(&mapping)
            .iter()
            .map(|finding| (finding.code, finding.attribute.to_string()))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(c, a)| (*c, (*a).to_owned()))
            .collect();
        assert_eq!(found, expected);
    }
    fn set(mapping: &mut Mapping, target: &str, source: MappingSource) {
        mapping.users.rows.retain(|row| row.target != target);
        mapping
            .users
            .rows
            .push(AttributeMapping::new(target, source));
    }
    let direct = |name: &str| MappingSource::Direct(name.to_owned());
    let constant = |text: &str| MappingSource::Constant(text.to_owned());
    let expression = |text: &str| MappingSource::Expression(text.to_owned());

    check(|_| {}, &[]);
    check(
        |m| set(m, "externalId", direct("mailNickname")),
        &[(FindingCode::UniqueIdOverwritten, "externalId")],
    );
    check(
        |m| set(m, ORGANIZATION, constant("Fabrikam")),
        &[(FindingCode::ConstantOverwrites, ORGANIZATION)],
    );
    check(|m| set(m, LOGIN, constant("SAML")), &[]);
    check(
        |m| set(m, LOGIN, constant("saml")),
        &[(FindingCode::NotAllowed, LOGIN)],
    );
    check(
        |m| set(m, "userType", constant("Intranet User")),
        &[(FindingCode::PowerUser, "userType")],
    );
    check(
        |m| set(m, "userType", direct("userType")),
        &[(FindingCode::UserTypeSource, "userType")],
    );
    check(
        |m| set(m, "active", direct("accountEnabled")),
        &[(FindingCode::ActiveSource, "active")],
    );
    check(
        |m| set(m, "displayName", direct("displayName")),
        &[(FindingCode::UnsupportedTarget, "displayName")],
    );
    let other = "emails[type eq \"other\"].value";
    check(
        |m| set(m, other, direct("mail")),
        &[(FindingCode::AlternateEmailType, other)],
    );
    let honorific = format!("{INTERACT_USER}:name.title");
    check(
        |m| set(m, &honorific, direct("jobTitle")),
        &[(FindingCode::TitleConfusion, &honorific)],
    );
    check(
        |m| set(m, "shoe size?", direct("mail")),
        &[(FindingCode::FieldNameQuestionMark, "shoe size?")],
    );
    check(
        |m| set(m, "title", direct("jobTitle ")),
        &[(FindingCode::StrayBlank, "title")],
    );
    check(
        |m| set(m, DEPARTMENT, expression("Coalesce([department], \" \")")),
        &[(FindingCode::StrayBlank, DEPARTMENT)],
    );
    check(
        |m| set(m, "title", expression("Join(\" \", [jobTitle]")),
        &[(FindingCode::ExpressionError, "title")],
    );
    check(
        |m| m.users.rows.retain(|row| row.target != LOCATION),
        &[(FindingCode::RequiredNotMapped, LOCATION)],
    );
    check(
        |m| {
            m.users
                .rows
                .push(AttributeMapping::new("title", direct("jobTitle")))
        },
        &[(FindingCode::DuplicateTarget, "title")],
    );
    check(
        |m| {
            m.users
                .rows
                .iter_mut()
                .for_each(|row| row.precedence = None)
        },
        &[(FindingCode::NoMatchKey, "")],
    );
    check(
        |m| {
            let clause = ScopeClause {
                attribute: "userType".to_owned(),
                operator: "EQUALS".to_owned(),
                values: Vec::new(),
            };
            m.users.scope.groups = vec![vec![clause]];
        },
        &[(FindingCode::ScopeAttribute, "userType")],
    );
    check(
        |m| {
            m.groups
                .as_mut()
                .unwrap()
                .rows
                .retain(|row| row.target != GROUP_TYPE)
        },
        &[(FindingCode::GroupTypeMissing, GROUP_TYPE)],
    );
    check(
        |m| m.groups.as_mut().unwrap().actions.delete = true,
        &[(FindingCode::GroupDelete, "")],
    );
    check(|m| m.groups = None, &[]);
}

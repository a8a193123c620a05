//! Whom a source gives nothing: a second source, what is required, and what the site says about that.

use serde_json::json;

use super::*;

const IDS: [Field; 2] = [
    ("objectId", |n| format!("guid-{}", 7 * n + 1)),
    ("employeeId", |n| {
        if n < 3 {
            String::new()
        } else {
            format!("E{n}")
        }
    }),
];

#[track_caller]
fn check_id(legacy: fn(usize) -> String, expected: &str, reason: &str) {
    let mut case = Case::new(&[("externalId", legacy)], &IDS);
    case.sources.uid = vec![key("employeeId", 37)];
    case.sources.uid_detected = true;
    let row = case.row("externalId");
    assert_eq!(short(&row), expected);
    assert!(row.reason.contains(reason), "{}", row.reason);
}

#[test]
fn people_without_an_id_get_another_where_nobody_loses_theirs() {
    check_id(
        |n| {
            if n < 3 {
                String::new()
            } else {
                format!("E{n}")
            }
        },
        "Coalesce([employeeId], [objectId])",
        "3 of 40 (8 %) of all in Azure have none and get their objectId instead",
    );
    check_id(
        |n| format!("E{n}"),
        "direct:employeeId",
        "3 of 40 (8 %) of all in Azure have none and are refused until they get one",
    );
}

#[test]
fn people_without_a_name_are_counted() {
    let name: Field = ("givenName", |n| {
        if n == 7 {
            String::new()
        } else {
            format!("Name{n}")
        }
    });
    let held: Field = ("name.givenName", |n| format!("Name{n}"));
    let row = Case::new(&[held], &[name]).row("name.givenName");
    assert_eq!(short(&row), "direct:givenName");
    assert!(
        row.reason.contains(
            "1 of 40 (3 %) of all in Azure have none and are refused until Azure has one"
        ),
        "{}",
        row.reason
    );
}

#[test]
fn the_site_says_what_is_required() {
    #[track_caller]
    fn check(required: bool, expected: &str, said: &str) {
        let unit: Field = ("department", |n| ["Finance", "Sales"][n % 2].to_owned());
        let held: Field = (DEPARTMENT, |n| ["Finance", "Sales"][n % 2].to_owned());
        let mut case = Case::new(&[held], &[unit]);
        let schema = json!([{
            "id": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
            "name": "EnterpriseUser",
            "attributes": [
                { "name": "department", "type": "string", "multiValued": false, "required": required }
            ]
        }]);
        case.site = Some(SiteSchema::parse(&schema).expect("it is one"));
        let row = case.row(DEPARTMENT);
        assert_eq!(short(&row), expected);
        assert!(row.reason.contains(said), "{}", row.reason);
    }
    check(
        true,
        "direct:department default Not specified",
        "new accounts without one get “Not specified”",
    );
    check(
        false,
        "direct:department",
        "the site's /Schemas takes accounts without one",
    );
}

fn unit(n: usize) -> String {
    ["Finance", "Sales", "Legal", "Logistics"][n % 4].to_owned()
}

#[test]
fn a_second_source_that_says_the_same_reaches_the_rest() {
    let gaps: Field = ("department", |n| match n % 40 {
        0 => String::new(),
        _ => unit(n),
    });
    let path: Field = ("extensionAttribute5", |n| {
        format!("{};{};team {}", 1000 + n % 3, unit(n), n % 7)
    });
    // A third of the people wrote something of their own.
    let held: Field = (DEPARTMENT, |n| match n % 3 {
        0 => format!("project {}", n % 11),
        _ => unit(n),
    });
    check_many(
        DEPARTMENT,
        &[held],
        &[gaps, path],
        r#"Coalesce([department], Word([extensionAttribute5], 2, ";")) on create default Not specified"#,
    );
    // One that says something else is no help.
    let other: Field = ("extensionAttribute5", |n| format!("x;{};y", unit(n / 4)));
    check_many(
        DEPARTMENT,
        &[held],
        &[gaps, other],
        "direct:department on create default Not specified",
    );
}

#[test]
fn dates_are_sent_in_the_form_that_is_taken() {
    let iso: fn(usize) -> String =
        |n| format!("{}-{:02}-{:02}", 1990 + n % 30, 1 + n % 12, 1 + n % 28);
    let plain: fn(usize) -> String =
        |n| format!("{}{:02}{:02}", 1990 + n % 30, 1 + n % 12, 1 + n % 28);
    check_many(
        STARTED,
        &[(STARTED, iso)],
        &[("extensionAttribute8", iso)],
        r#"FormatDateTime([extensionAttribute8], , "yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssZ")"#,
    );
    check_many(
        STARTED,
        &[(STARTED, iso)],
        &[("extensionAttribute8", plain)],
        r#"FormatDateTime([extensionAttribute8], , "yyyyMMdd", "yyyy-MM-ddTHH:mm:ssZ")"#,
    );
}

#[test]
fn blanks_that_azure_has_are_taken_away() {
    let stray: Field = ("jobTitle", |n| {
        let blank = if n % 3 == 0 { " " } else { "" };
        format!("{}{blank}", ["Nurse", "Driver", "Clerk", "Buyer"][n % 4])
    });
    let held: Field = ("title", |n| match n % 5 {
        0 => format!("Chief of {n}"),
        _ => ["Nurse", "Driver", "Clerk", "Buyer"][n % 4].to_owned(),
    });
    check_many(
        "title",
        &[held],
        &[stray],
        r#"Replace([jobTitle], , "^\\s+|\\s+$", , "", , )"#,
    );
}

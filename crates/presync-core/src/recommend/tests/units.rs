//! What is required on create: units and the authentication type.

use super::*;

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
fn a_placeholder_is_no_good_value_that_must_be_kept() {
    let department: Field = ("department", |n| {
        ["Finance", "Sales", "Legal"][n % 3].to_owned()
    });
    let read: Field = (DEPARTMENT, |n| {
        ["Finance", "Department - Not Specified ⇒", "Legal"][n % 3].to_owned()
    });
    check(
        DEPARTMENT,
        &[read],
        &[department],
        "direct:department default Department - Not Specified",
    );
}

//! The tenant's users as the portal's *Download users* gives them: 29 columns, no manager.

use super::Sample;
use super::csv::row;
use super::graph::created;
use super::logins::plain;
use super::records::AzureUser;
use super::sites::TENANT_DOMAIN;

const HEADER: [&str; 29] = [
    "userPrincipalName",
    "displayName",
    "surname",
    "mail",
    "givenName",
    "id",
    "userType",
    "jobTitle",
    "department",
    "accountEnabled",
    "usageLocation",
    "streetAddress",
    "state",
    "country",
    "officeLocation",
    "city",
    "postalCode",
    "telephoneNumber",
    "mobilePhone",
    "alternateEmailAddress",
    "ageGroup",
    "consentProvidedForMinor",
    "legalAgeGroupClassification",
    "companyName",
    "creationType",
    "directorySynced",
    "invitationState",
    "identityIssuer",
    "createdDateTime",
];

/// The file, with a byte-order mark, by display name.
pub(super) fn csv(sample: &Sample) -> String {
    let mut users: Vec<&AzureUser> = sample
        .people
        .iter()
        .filter_map(|person| person.azure.as_ref())
        .collect();
    users.sort_by_key(|user| (plain(&user.display_name).to_lowercase(), user.id.clone()));
    let mut text = format!("\u{feff}{}", row(&HEADER));
    for user in users {
        text += &row(&cells(user).each_ref().map(String::as_str));
    }
    text
}

fn cells(user: &AzureUser) -> [String; HEADER.len()] {
    let guest = |word: &str| {
        if user.guest {
            word.to_owned()
        } else {
            String::new()
        }
    };
    [
        user.upn.clone(),
        user.display_name.clone(),
        user.surname.clone(),
        user.mail.clone(),
        user.given_name.clone(),
        user.id.clone(),
        if user.guest { "Guest" } else { "Member" }.to_owned(),
        user.job_title.clone(),
        user.department.clone(),
        truth(user.enabled),
        user.usage_location.clone(),
        user.street.clone(),
        user.state.clone(),
        user.country.clone(),
        user.office.clone(),
        user.city.clone(),
        user.postal_code.clone(),
        user.business_phone.clone(),
        user.mobile_phone.clone(),
        user.other_mails.join(";"),
        String::new(),
        String::new(),
        String::new(),
        user.company.clone(),
        guest("Invitation"),
        truth(user.on_premises.is_some()),
        guest("Accepted"),
        TENANT_DOMAIN.to_owned(),
        created(user),
    ]
}

fn truth(truth: bool) -> String {
    if truth { "True" } else { "False" }.to_owned()
}

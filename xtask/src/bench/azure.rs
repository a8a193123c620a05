//! The tenant's side of a generated population: one row with Graph's property names, as a script
//! exports it.

use super::cases::{Case, Entity};
use super::names;
use super::people::{OLD_DOMAIN, People, Person, TENANT_DOMAIN, employee_id, object_id};
use crate::sample::names::culture;
use crate::sample::prng::Prng;
use crate::sample::records::base64;

/// The columns, spelt as Graph spells them.
pub(super) const HEADER: [&str; 24] = [
    "id",
    "userPrincipalName",
    "accountEnabled",
    "displayName",
    "givenName",
    "surname",
    "mail",
    "mailNickname",
    "proxyAddresses",
    "jobTitle",
    "department",
    "companyName",
    "officeLocation",
    "city",
    "country",
    "usageLocation",
    "preferredLanguage",
    "businessPhones",
    "mobilePhone",
    "employeeId",
    "employeeHireDate",
    "userType",
    "onPremisesImmutableId",
    "manager",
];

/// One Azure user, before it is a row.
struct User {
    upn: String,
    enabled: bool,
    display_name: String,
    given: String,
    surname: String,
    mail: String,
    nickname: String,
    former_address: Option<String>,
    employee_id: String,
    user_type: &'static str,
}

/// The cells of an entity's Azure user.
pub(super) fn cells(people: &People, entity: Entity) -> [String; HEADER.len()] {
    let person = people.person(entity);
    let user = user(people, entity, &person);
    let site = person.login.site;
    let (year, month, day) = person.hired;
    let language = person.prng.clone().chance(70).then_some(site.language);
    [
        object_id(entity),
        user.upn.clone(),
        if user.enabled { "True" } else { "False" }.to_owned(),
        user.display_name.clone(),
        user.given.clone(),
        user.surname.clone(),
        user.mail.clone(),
        user.nickname.clone(),
        proxy_addresses(&user),
        person.title.clone(),
        person.department.to_owned(),
        site.company.to_owned(),
        format!("{} Office", site.city),
        site.city.to_owned(),
        site.country.to_owned(),
        site.country_code.to_owned(),
        language.unwrap_or_default().to_owned(),
        person.phone.clone(),
        person.mobile.clone(),
        user.employee_id,
        format!("{year}-{month:02}-{day:02}T00:00:00Z"),
        user.user_type.to_owned(),
        base64(person.prng.clone().bytes16()),
        entity.manager().map(object_id).unwrap_or_default(),
    ]
}

fn user(people: &People, entity: Entity, person: &Person) -> User {
    let login = &person.login;
    let address = people.login(entity.address_of()).address();
    let mut user = User {
        upn: address.clone(),
        enabled: true,
        display_name: format!("{} {}", login.name.given, login.name.family),
        given: login.name.given.clone(),
        surname: login.name.family.clone(),
        mail: address,
        nickname: login.nickname.clone(),
        former_address: None,
        employee_id: employee_id(entity),
        user_type: "Member",
    };
    apply(entity, person, &mut user);
    user
}

/// What the case makes of it.
fn apply(entity: Entity, person: &Person, user: &mut User) {
    let login = &person.login;
    let mut prng = Prng::stream("bench tenant", entity.0);
    match entity.case() {
        Case::Rebranded | Case::RebrandedNoUid => {
            user.former_address = Some(format!("{}@{OLD_DOMAIN}", login.local));
        }
        Case::NewSurname => {
            user.surname = names::family(&mut prng, culture("english"));
            user.display_name = format!("{} {}", user.given, user.surname);
            user.upn = format!("{}.{}@{}", login.nickname, entity.0, login.site.domain);
            user.mail.clone_from(&user.upn);
        }
        Case::DisabledWithAccount | Case::DisabledNoAccount => user.enabled = false,
        Case::Guest => {
            let home = names::composed(&mut prng).to_lowercase();
            user.mail = format!("{}@{home}.example", login.local);
            user.upn = format!("{}_{home}.example#EXT#@{TENANT_DOMAIN}", login.local);
            (user.user_type, user.employee_id) = ("Guest", String::new());
        }
        Case::SharedMailbox => {
            user.display_name = format!("{} team {}", person.department, entity.0);
            (user.given, user.surname) = (String::new(), String::new());
            (user.enabled, user.employee_id) = (false, String::new());
            user.mail = format!("team-{}@{}", entity.0, login.site.domain);
            user.upn.clone_from(&user.mail);
        }
        Case::SecondAzureUser => {
            user.upn = format!("adm-{}@{TENANT_DOMAIN}", login.nickname);
            user.nickname = format!("adm-{}", login.nickname);
            (user.mail, user.employee_id) = (String::new(), String::new());
            user.display_name += " (admin)";
        }
        _ => {}
    }
}

/// The primary address in capitals, the alias at the tenant's own domain, the one of before.
fn proxy_addresses(user: &User) -> String {
    if user.mail.is_empty() {
        return String::new();
    }
    let mut addresses = vec![
        format!("SMTP:{}", user.mail),
        format!("smtp:{}@{TENANT_DOMAIN}", user.nickname),
    ];
    addresses.extend(
        user.former_address
            .iter()
            .map(|address| format!("smtp:{address}")),
    );
    addresses.join(";")
}

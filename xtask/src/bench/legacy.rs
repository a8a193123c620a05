//! The intranet's side of a generated population: one row of its export with 18 columns.

use super::cases::{Case, Entity};
use super::names;
use super::people::{OLD_DOMAIN, People, Person, employee_id, object_id};
use crate::sample::logins::plain;
use crate::sample::prng::Prng;

/// The columns, spelt as the export spells them.
pub(super) const HEADER: [&str; 18] = [
    "Username",
    "Email Address",
    "User ID",
    "Last Name",
    "First Name",
    "Active",
    "Password",
    "Authentication Type",
    "Profile Type",
    "Forced Password Reset",
    "Department",
    "Location",
    "Company",
    "Title",
    "Start Date",
    "End Date",
    "Supervisor",
    "Supervisor Employee ID",
];

/// One intranet user, before it is a row.
struct User {
    username: String,
    email: String,
    uid: String,
    family: String,
    given: String,
    active: bool,
    login_type: &'static str,
    profile_type: &'static str,
    department: String,
    title: String,
}

/// The cells of an entity's intranet user.
pub(super) fn cells(people: &People, entity: Entity) -> [String; HEADER.len()] {
    let person = people.person(entity);
    let user = user(people, entity, &person);
    let (year, month, day) = person.hired;
    let (supervisor, supervisor_uid) = supervisor(people, entity);
    [
        user.username,
        user.email,
        user.uid,
        user.family,
        user.given,
        truth(user.active),
        String::new(),
        user.login_type.to_owned(),
        user.profile_type.to_owned(),
        truth(false),
        user.department,
        person.login.site.city.to_owned(),
        person.login.site.company.to_owned(),
        user.title,
        format!("{day:02}/{month:02}/{year}"),
        end_date(entity, user.active),
        supervisor,
        supervisor_uid,
    ]
}

fn user(people: &People, entity: Entity, person: &Person) -> User {
    let login = &person.login;
    let mut prng = Prng::stream("bench intranet", entity.0);
    let address = login.address();
    let mut user = User {
        username: address.clone(),
        email: address,
        uid: object_id(entity.person()),
        family: login.name.family.clone(),
        given: login.name.given.clone(),
        active: true,
        login_type: prng.weighted(&[("SAML", 97), ("Local Login", 2), ("Windows Login", 1)]),
        profile_type: "Intranet User",
        department: drifted_department(person.department, &mut prng),
        title: person.title.clone(),
    };
    if prng.chance(6) {
        user.title = people.person(Entity(entity.0 / 2)).title;
    }
    apply(entity, person, &mut user, &mut prng);
    user
}

/// What the case makes of it.
fn apply(entity: Entity, person: &Person, user: &mut User, prng: &mut Prng) {
    let login = &person.login;
    let at = |domain: &str| format!("{}@{domain}", login.local);
    match entity.case() {
        Case::Rebranded | Case::RebrandedNoUid => {
            user.username = at(OLD_DOMAIN);
            user.email = at(OLD_DOMAIN);
        }
        Case::NicknameLogin => user.username.clone_from(&login.nickname),
        Case::ShortName => user.given = first_word(&login.name.given),
        Case::PlainLetters => (user.given, user.family) = (plain(&user.given), plain(&user.family)),
        Case::Capitals => {
            user.username = user.username.to_uppercase();
            user.family = user.family.to_uppercase();
        }
        Case::PowerUser => user.profile_type = "Power User",
        Case::Leaver | Case::FormerHolder => user.active = !prng.chance(85),
        Case::SecondIntranetAccount => user.username = format!("{}.old", login.local),
        Case::Contractor => {
            user.username = format!("{}@contractors.example", login.local);
            user.email.clone_from(&user.username);
        }
        Case::ServiceAccount => {
            user.username = format!("svc-{}", names::composed(prng).to_lowercase());
            (user.email, user.given) = (String::new(), "Service".to_owned());
        }
        _ => {}
    }
    user.uid = uid(entity, &user.uid);
}

/// The object id, but for those the connector never wrote one for.
fn uid(entity: Entity, object_id: &str) -> String {
    match entity.case() {
        Case::EmployeeNumberUid => employee_id(entity),
        Case::NoUid | Case::RebrandedNoUid | Case::SecondIntranetAccount | Case::ServiceAccount => {
            String::new()
        }
        Case::Contractor => format!("C{}", employee_id(entity)),
        _ => object_id.to_owned(),
    }
}

/// The manager's name and UID, where the intranet knows one.
fn supervisor(people: &People, entity: Entity) -> (String, String) {
    match entity.manager().filter(|_| entity.is_pair()) {
        Some(manager) => {
            let name = people.login(manager).name;
            (
                format!("{} {}", name.given, name.family),
                object_id(manager),
            )
        }
        None => (String::new(), String::new()),
    }
}

fn drifted_department(department: &str, prng: &mut Prng) -> String {
    match prng.below(100) {
        0..3 => department.replace(" and ", " & "),
        3..5 => department.to_uppercase(),
        _ => department.to_owned(),
    }
}

fn end_date(entity: Entity, active: bool) -> String {
    let mut prng = Prng::stream("bench end", entity.0);
    if active {
        return String::new();
    }
    format!(
        "{:02}/{:02}/{}",
        1 + prng.below(28),
        1 + prng.below(12),
        2024 + prng.below(3)
    )
}

fn first_word(name: &str) -> String {
    name.split(' ').next().unwrap_or(name).to_owned()
}

fn truth(truth: bool) -> String {
    if truth { "TRUE" } else { "FALSE" }.to_owned()
}

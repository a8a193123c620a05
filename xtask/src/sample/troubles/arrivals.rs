//! Azure users whom the intranet does not know: newcomers, guests, mailboxes, accounts of systems.

use super::names::namesake;
use super::planting::{Planting, local_part, site};
use crate::sample::people::{Entitlement, Person, PersonIndex, address};
use crate::sample::records::{AzureUser, Date, IntranetUser, Uid};
use crate::sample::sites::{DOMAIN, SITES, Site, TENANT_DOMAIN};

/// Partner companies that guests come from.
const PARTNERS: [&str; 4] = [
    "tidewater-haulage.example",
    "coldchain.example",
    "brightfield-audit.example",
    "nordfrakt.example",
];
const GUESTS: [(&str, &str); 15] = [
    ("Amina", "Yilmaz"),
    ("Oscar", "Lindgren"),
    ("Theo", "Van Acker"),
    ("Mei", "Sato"),
    ("Paul", "Rowntree"),
    ("Irina", "Kovács"),
    ("Leon", "Fischer"),
    ("Grace", "Mbeki"),
    ("Hugo", "Perrin"),
    ("Salma", "Aziz"),
    ("Tom", "Hartley"),
    ("Vera", "Novotná"),
    ("Callum", "Reid"),
    ("Ingrid", "Solberg"),
    ("Nadia", "Rahman"),
];

/// A new employee.
pub(super) fn joiner(planting: &mut Planting<'_>) {
    let post = planting.vacancy(|p| p.site.city != "Lagos");
    let index = planting.population.hire(&post);
    arrive(planting, index);
}

/// A new employee with the name of somebody who is there already.
pub(super) fn joiner_homonym(planting: &mut Planting<'_>) {
    let like = planting.draw(|p| p.planted.is_empty() && p.site.synced);
    planting.mark(like, "joiner-homonym-namesake");
    let post = planting.vacancy(|p| p.site.synced);
    let index = namesake(planting, like, &post);
    make_newcomer(planting, index);
}

/// A new employee without the department or the city that the intranet requires.
pub(super) fn joiner_incomplete(planting: &mut Planting<'_>) {
    joiner(planting);
    let index = planting.population.people.len() - 1;
    match planting.nth % 2 {
        0 => planting.azure(index).department.clear(),
        _ => planting.azure(index).city.clear(),
    }
}

/// Disabled in Azure, and never in the intranet.
pub(super) fn disabled_no_account(planting: &mut Planting<'_>) {
    joiner(planting);
    let index = planting.population.people.len() - 1;
    planting.azure(index).enabled = false;
    if planting.nth.is_multiple_of(2) {
        planting.population.people[index].entitlement = Entitlement::Nobody;
    }
}

/// Takes a hired person out of the intranet: hired lately, and not there yet.
pub(super) fn arrive(planting: &mut Planting<'_>, index: PersonIndex) {
    make_newcomer(planting, index);
    planting.mark(index, planting.code);
}

fn make_newcomer(planting: &mut Planting<'_>, index: PersonIndex) {
    let day = 1 + planting.prng.below(18) as u8;
    let hired = Date {
        year: 2026,
        month: 9 + planting.prng.below(3) as u8,
        day,
    };
    let user = planting.azure(index);
    user.hired = Some(hired);
    user.created = hired;
    if !user.start_text.is_empty() {
        user.start_text = hired.british();
    }
    planting.population.people[index].intranet = None;
}

/// A guest from a partner company.
pub(super) fn guest(planting: &mut Planting<'_>) {
    let mut person = Person::outsider(&SITES[0]);
    person.azure = Some(guest_user(planting, planting.nth));
    planting.add(person);
}

/// A guest who also has an intranet account under the address at home.
pub(super) fn guest_with_account(planting: &mut Planting<'_>) {
    let user = guest_user(planting, 12 + planting.nth);
    let account = IntranetUser {
        username: user.mail.clone(),
        email: user.mail.clone(),
        uid: Uid::Blank,
        first_name: user.given_name.clone(),
        last_name: user.surname.clone(),
        active: true,
        authentication: "Local Login",
        profile_type: "Intranet User",
        department: "External".to_owned(),
        location: "Leeds".to_owned(),
        company: SITES[0].company.to_owned(),
        title: "External Auditor".to_owned(),
        culture: "en-GB".to_owned(),
        ..IntranetUser::default()
    };
    let mut person = Person::outsider(&SITES[0]);
    person.azure = Some(user);
    person.intranet = Some(account);
    person.entitlement = Entitlement::Direct;
    planting.add(person);
}

fn guest_user(planting: &mut Planting<'_>, nth: usize) -> AzureUser {
    let (given, family) = GUESTS[nth % GUESTS.len()];
    let domain = PARTNERS[nth % PARTNERS.len()];
    let local = planting.population.logins.local_part(given, family);
    let mail = format!("{local}@{domain}");
    AzureUser {
        id: planting.prng.guid(),
        upn: format!("{local}_{domain}#EXT#@{TENANT_DOMAIN}"),
        enabled: true,
        guest: true,
        display_name: format!("{given} {family}"),
        given_name: given.to_owned(),
        surname: family.to_owned(),
        mail_nickname: format!("{local}_{domain}#EXT#"),
        proxy_addresses: vec![format!("SMTP:{mail}")],
        other_mails: vec![mail.clone()],
        mail,
        created: Date {
            year: 2021 + (nth % 5) as u16,
            month: 1 + (nth % 12) as u8,
            day: 17,
        },
        ..AzureUser::default()
    }
}

/// A shared mailbox or a room: sign-in is disabled, as Exchange leaves it.
pub(super) fn shared_mailbox(planting: &mut Planting<'_>) {
    const NAMES: [&str; 6] = [
        "Accounts Payable",
        "Reception",
        "Recruitment",
        "Claims",
        "Room Quay",
        "Room Valley",
    ];
    let place = site(["Leeds", "Dublin"][planting.nth / NAMES.len() % 2]);
    let name = format!("{} {}", NAMES[planting.nth % NAMES.len()], place.city);
    let local = name.to_lowercase().replace(' ', ".");
    let mut user = bare_user(planting, place, &local, &name);
    user.enabled = false;
    add_user(planting, place, user);
}

/// The second, privileged account of somebody in IT.
pub(super) fn admin_account(planting: &mut Planting<'_>) {
    let owner = planting.draw(|p| p.department.is_some_and(|d| d.name.starts_with("IT")));
    let first = planting.azure(owner).clone();
    let place = planting.person(owner).site;
    let local = format!("admin-{}", local_part(&first.upn));
    let local = planting.population.logins.claim(&local);
    let mut user = bare_user(
        planting,
        place,
        &local,
        &format!("Admin - {}", first.display_name),
    );
    address(&mut user, &local, TENANT_DOMAIN);
    user.given_name = first.given_name;
    user.surname = first.surname;
    user.mail.clear();
    user.proxy_addresses.clear();
    let mut person = Person::outsider(place);
    person.azure = Some(user);
    person.owner = Some(owner);
    planting.add(person);
}

/// The account of a system.
pub(super) fn system_account(planting: &mut Planting<'_>) {
    let name = ["backup", "telematics", "signage"][planting.nth % 3];
    let mut user = bare_user(
        planting,
        &SITES[0],
        &format!("svc-{name}"),
        &format!("svc-{name}"),
    );
    address(&mut user, &format!("svc-{name}"), TENANT_DOMAIN);
    user.mail.clear();
    user.proxy_addresses.clear();
    add_user(planting, &SITES[0], user);
}

/// An enabled account with an address and a name to show, and nothing else.
pub(super) fn bare_user(
    planting: &mut Planting<'_>,
    place: &'static Site,
    local: &str,
    display_name: &str,
) -> AzureUser {
    let mut user = AzureUser {
        id: planting.prng.guid(),
        enabled: true,
        display_name: display_name.to_owned(),
        usage_location: place.country_code.to_owned(),
        created: Date {
            year: 2018,
            month: 3,
            day: 12,
        },
        ..AzureUser::default()
    };
    address(&mut user, local, DOMAIN);
    user
}

fn add_user(planting: &mut Planting<'_>, place: &'static Site, user: AzureUser) {
    let mut person = Person::outsider(place);
    person.azure = Some(user);
    planting.add(person);
}

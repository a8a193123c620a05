//! Cases where one key leads to several people, or to the wrong one.

use super::arrivals::{arrive, bare_user};
use super::keys::lose_mailbox;
use super::names::{marry, namesake};
use super::others::{leave, second_account};
use super::planting::{Planting, local_part, site};
use crate::sample::names::culture;
use crate::sample::people::{Bearer, Entitlement, Person, PersonIndex, Rank, address};
use crate::sample::records::{Date, Uid};
use crate::sample::sites::DOMAIN;

/// Leavers and the newcomers who got their short addresses: equal initial, equal surname.
const HEIRS: [(&str, &str, &str); 6] = [
    ("James", "Jaya", "Patel"),
    ("Martin", "Mairéad", "Nolan"),
    ("Susan", "Scott", "Ellis"),
    ("Heike", "Hans", "Krüger"),
    ("Tunde", "Temitope", "Okafor"),
    ("Anita", "Arif", "Chaudhary"),
];
/// The same, where the newcomer got the mail address only.
const MAIL_HEIRS: [(&str, &str, &str); 3] = [
    ("Piotr", "Paulina", "Wolski"),
    ("Claire", "Conor", "Tierney"),
    ("Dorothy", "Dev", "Mehta"),
];

/// A newcomer's UPN and mail are those of a leaver whose intranet account is still there.
pub(super) fn recycled_address(planting: &mut Planting<'_>) {
    let (old, new, family) = HEIRS[planting.nth];
    let local = planting.population.logins.initial(old, family);
    let shared = format!("{local}@{DOMAIN}");
    let leaver = hire_named(planting, old, family);
    leave(planting, leaver, "recycled-address-leaver");
    let nth = planting.nth;
    let account = planting.intranet(leaver);
    account.username.clone_from(&shared);
    account.email = shared;
    account.active = nth.is_multiple_of(2);
    let newcomer = hire_named(planting, new, family);
    arrive(planting, newcomer);
    address(planting.azure(newcomer), &local, DOMAIN);
}

/// A newcomer got a leaver's mail address; the user names differ.
pub(super) fn recycled_mail(planting: &mut Planting<'_>) {
    let (old, new, family) = MAIL_HEIRS[planting.nth];
    let shared = format!(
        "{}@{DOMAIN}",
        planting.population.logins.initial(old, family)
    );
    let leaver = hire_named(planting, old, family);
    leave(planting, leaver, "recycled-mail-leaver");
    planting.intranet(leaver).email.clone_from(&shared);
    let newcomer = hire_named(planting, new, family);
    arrive(planting, newcomer);
    let user = planting.azure(newcomer);
    user.proxy_addresses = vec![format!("SMTP:{shared}"), format!("smtp:{}", user.mail)];
    user.mail = shared;
}

/// Two people of one name exchanged their addresses, so each finds the other's account.
pub(super) fn swapped_addresses(planting: &mut Planting<'_>) {
    let first = planting.pick(|p| p.site.synced);
    let post = planting.vacancy(|p| p.site.synced);
    let second = namesake(planting, first, &post);
    let [a, b] = [first, second].map(|index| planting.azure(index).clone());
    give_address(planting, first, &b.upn);
    give_address(planting, second, &a.upn);
}

/// One married and gave up her address, and a colleague of the same name took it over.
pub(super) fn address_passed_on(planting: &mut Planting<'_>) {
    let index = planting
        .draw(|p| p.woman && p.planted.is_empty() && p.site.synced && p.site.domain == DOMAIN);
    planting.mark(index, "address-passed-on-former-holder");
    let post = planting.vacancy(|p| p.site.synced);
    let heir = namesake(planting, index, &post);
    let given_up = planting.azure(index).upn.clone();
    marry(planting, index);
    planting
        .azure(index)
        .proxy_addresses
        .retain(|proxy| !proxy.ends_with(&given_up));
    give_address(planting, heir, &given_up);
}

/// The newcomer's personnel number was a leaver's, whose UID it still is.
pub(super) fn recycled_employee_number(planting: &mut Planting<'_>) {
    let leaver = {
        let post = planting.vacancy(|p| p.site.synced);
        planting.population.hire(&post)
    };
    leave(planting, leaver, "recycled-employee-number-leaver");
    let post = planting.vacancy(|p| p.site.synced);
    let newcomer = planting.population.hire(&post);
    arrive(planting, newcomer);
    let number = planting.azure(newcomer).employee_id.clone();
    planting.intranet(leaver).uid = Uid::Text(number);
}

/// Two intranet accounts of one person carry the same e-mail, and the user name finds neither.
pub(super) fn same_mail_twice(planting: &mut Planting<'_>) {
    let index = planting.pick_marked("nickname-username", |_| true);
    let email = planting.intranet(index).email.clone();
    let second = second_account(planting, index, "same-mail-twice-account");
    let account = planting.intranet(second);
    account.username = format!("{}_old", account.username);
    account.email = email;
}

/// A team without mailboxes of their own gave the team's address to the intranet.
pub(super) fn team_mailbox(planting: &mut Planting<'_>) {
    let (city, team, size) =
        [("Leeds", "dispatch", 3), ("Bristol", "coldstore", 2)][planting.nth % 2];
    let mut person = Person::outsider(site(city));
    let local = format!("{team}.{}", city.to_lowercase());
    let mut user = bare_user(planting, site(city), &local, &format!("Team {team} {city}"));
    user.created = Date {
        year: 2014,
        month: 5,
        day: 6,
    };
    let mail = user.mail.clone();
    person.azure = Some(user);
    planting.add(person);
    for _ in 0..size {
        let index = planting.draw(|p| {
            p.planted.is_empty()
                && p.site.city == city
                && p.department.is_some_and(|d| d.name == "Warehousing")
                && p.rank == Rank::Staff
        });
        planting.mark(index, "team-mail");
        lose_mailbox(planting, index);
        planting.intranet(index).email.clone_from(&mail);
    }
}

/// One person, two Azure accounts; the second has the first one's mail.
pub(super) fn second_azure_same_mail(planting: &mut Planting<'_>) {
    let (second, owner) = second_azure_account(planting);
    let mail = planting.azure(owner).mail.clone();
    planting.azure(second).mail = mail;
}

/// One person, two Azure accounts; the second has no mail.
pub(super) fn second_azure(planting: &mut Planting<'_>) {
    second_azure_account(planting);
}

fn second_azure_account(planting: &mut Planting<'_>) -> (PersonIndex, PersonIndex) {
    let owner = planting.draw(|p| p.planted.is_empty() && p.site.synced);
    planting.mark(owner, "second-azure-account-owner");
    let first = planting.azure(owner).clone();
    let place = planting.person(owner).site;
    let local = format!("ext-{}", local_part(&first.upn));
    let mut user = bare_user(planting, place, &local, &first.display_name);
    user.given_name = first.given_name;
    user.surname = first.surname;
    user.department = first.department;
    user.job_title = first.job_title;
    user.employee_type = "Contractor".to_owned();
    user.mail.clear();
    user.proxy_addresses.clear();
    user.created = Date {
        year: 2019,
        month: 2,
        day: 11,
    };
    let mut person = Person::outsider(place);
    person.azure = Some(user);
    person.owner = Some(owner);
    person.entitlement = Entitlement::Group(place.group);
    (planting.add(person), owner)
}

fn give_address(planting: &mut Planting<'_>, index: PersonIndex, upn: &str) {
    let domain = upn.split('@').nth(1).unwrap_or_default().to_owned();
    address(planting.azure(index), &local_part(upn), &domain);
}

/// Hires somebody of that name at an office whose people come from the local directory.
fn hire_named(planting: &mut Planting<'_>, given: &str, family: &str) -> PersonIndex {
    let post = planting.vacancy(|p| p.site.synced && p.site.domain == DOMAIN);
    let culture = culture(post.site.cultures[0].0);
    let bearer = Bearer {
        culture,
        woman: false,
        given: given.to_owned(),
        family: family.to_owned(),
    };
    let index = planting.population.hire_named(&post, bearer);
    planting.intranet(index).pronouns = "";
    index
}

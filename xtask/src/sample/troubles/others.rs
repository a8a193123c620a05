//! Intranet users whom Azure does not know: leavers, contractors, accounts of systems, second ones.

use super::planting::Planting;
use crate::sample::people::{Person, PersonIndex};
use crate::sample::records::{CellDate, Date, IntranetUser, Uid};
use crate::sample::sites::{DOMAIN, SITES};

const CONTRACTORS: [(&str, &str, &str); 13] = [
    ("Derek", "Bostock", "Site Electrician"),
    ("Magda", "Wilk", "Cleaner"),
    ("Femi", "Adeleke", "Security Officer"),
    ("Rosa", "Iturbe", "Translator"),
    ("Colin", "Peake", "Vending Technician"),
    ("Hae-won", "Seo", "Interim Accountant"),
    ("Yiannis", "Petrou", "Fire Alarm Engineer"),
    ("Bao", "Dinh", "Agency Driver"),
    ("Gwen", "Parry", "Occupational Health Nurse"),
    ("Marek", "Sosna", "Agency Driver"),
    ("Tamsin", "Rook", "Photographer"),
    ("Iqbal", "Chowdhury", "Catering Manager"),
    ("Ewa", "Lis", "Agency Picker"),
];

/// Somebody who left; the tenant has forgotten the account.
pub(super) fn leaver(planting: &mut Planting<'_>) {
    let post = planting.vacancy(|_| true);
    let index = planting.population.hire(&post);
    leave(planting, index, planting.code);
    planting.intranet(index).active = planting.nth % 6 == 5;
}

/// Takes a hired person out of Azure: left some time ago.
pub(super) fn leave(planting: &mut Planting<'_>, index: PersonIndex, code: &'static str) {
    let years = 1 + planting.prng.below(12) as u16;
    let end = some_day(planting);
    let day = some_day(planting);
    let start = Date {
        year: end.year - years,
        ..day
    };
    planting.population.people[index].azure = None;
    let account = planting.intranet(index);
    account.active = false;
    account.start = CellDate::Real(start);
    account.end = Some(end);
    planting.mark(index, code);
}

/// A day in the last years before the exports.
fn some_day(planting: &mut Planting<'_>) -> Date {
    Date {
        year: 2022 + planting.prng.below(4) as u16,
        month: 1 + planting.prng.below(12) as u8,
        day: 1 + planting.prng.below(28) as u8,
    }
}

/// A contractor, whom nobody ever put in Azure.
pub(super) fn contractor(planting: &mut Planting<'_>) {
    let (given, family, title) = CONTRACTORS[planting.nth % CONTRACTORS.len()];
    let place = &SITES[planting.nth % 4];
    let login = planting.population.logins.local_part(given, family);
    let account = IntranetUser {
        username: format!("c-{login}"),
        email: format!("{login}@contractor-mail.example"),
        first_name: given.to_owned(),
        last_name: family.to_owned(),
        title: title.to_owned(),
        department: "External".to_owned(),
        location: place.city.to_owned(),
        company: place.company.to_owned(),
        ..local_account()
    };
    add(planting, account);
}

/// The account of a system that writes to the intranet.
pub(super) fn service_account(planting: &mut Planting<'_>) {
    let name = [
        "api.feed",
        "news.bot",
        "search.crawler",
        "signage",
        "migration",
        "test.user",
    ][planting.nth % 6];
    let account = IntranetUser {
        username: format!("svc.{name}"),
        first_name: "Service".to_owned(),
        last_name: name.to_owned(),
        profile_type: "Non Intranet User",
        ..local_account()
    };
    add(planting, account);
}

/// A local administrator: the way in when single sign-on is down.
pub(super) fn local_admin(planting: &mut Planting<'_>) {
    let name = ["admin", "interact.admin", "breakglass1", "breakglass2"][planting.nth % 4];
    let account = IntranetUser {
        username: name.to_owned(),
        email: format!("{name}@{DOMAIN}"),
        first_name: "Intranet".to_owned(),
        last_name: format!("Administrator {}", planting.nth + 1),
        profile_type: "Power User",
        ..local_account()
    };
    add(planting, account);
}

/// Somebody who appears in the directory and does not use the intranet: trustees, pensioners.
pub(super) fn non_intranet_user(planting: &mut Planting<'_>) {
    const NAMES: [(&str, &str, &str); 5] = [
        ("Dame Harriet", "Vale", "Non-executive Director"),
        ("Sir Leonard", "Goodyear", "Chair of Trustees"),
        ("Constance", "Applegarth", "Pensioner Representative"),
        ("Bernard", "Hollis", "Pensioner Representative"),
        ("Ottoline", "Harbour", "Honorary President"),
    ];
    let (given, family, title) = NAMES[planting.nth % NAMES.len()];
    let login = planting.population.logins.local_part(family, "");
    let account = IntranetUser {
        username: format!("{login}.external"),
        first_name: given.to_owned(),
        last_name: family.to_owned(),
        title: title.to_owned(),
        profile_type: "Non Intranet User",
        ..local_account()
    };
    add(planting, account);
}

/// A person's second account, from before the connector.
pub(super) fn second_intranet_account(planting: &mut Planting<'_>) {
    let owner = planting.draw(|p| p.planted.is_empty() && p.site.synced);
    planting.mark(owner, "second-intranet-account-owner");
    let second = second_account(planting, owner, planting.code);
    let number = planting.azure(owner).employee_id.clone();
    let account = planting.intranet(second);
    let login = account.last_name.to_lowercase().replace(['\'', ' '], "");
    account.username = format!("{login}_{number}");
    account.email = format!("{login}.{number}@home-mail.example");
}

/// Adds another intranet account of somebody, with a password of its own and no UID.
pub(super) fn second_account(
    planting: &mut Planting<'_>,
    owner: PersonIndex,
    code: &'static str,
) -> PersonIndex {
    let account = IntranetUser {
        uid: Uid::Blank,
        authentication: "Local Login",
        phone: String::new(),
        mobile: String::new(),
        desk: String::new(),
        ..planting.intranet(owner).clone()
    };
    let mut person = Person::outsider(planting.person(owner).site);
    person.intranet_manager = planting.person(owner).intranet_manager;
    person.intranet = Some(account);
    person.owner = Some(owner);
    planting.population.people.push(person);
    let index = planting.population.people.len() - 1;
    planting.mark(index, code);
    index
}

fn local_account() -> IntranetUser {
    IntranetUser {
        active: true,
        authentication: "Local Login",
        profile_type: "Intranet User",
        company: SITES[0].company.to_owned(),
        location: SITES[0].city.to_owned(),
        culture: "en-GB".to_owned(),
        ..IntranetUser::default()
    }
}

fn add(planting: &mut Planting<'_>, account: IntranetUser) {
    let mut person = Person::outsider(&SITES[0]);
    person.intranet = Some(account);
    planting.add(person);
}

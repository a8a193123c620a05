//! Cases of names: the same person written in two ways, and two persons written in the same.

use super::planting::{Planting, local_part};
use crate::sample::logins::plain;
use crate::sample::names::CALL_NAMES;
use crate::sample::people::{Bearer, Person, PersonIndex, Post, Rank, address};
use crate::sample::sites::DOMAIN;

/// The intranet has the name the person goes by.
pub(super) fn preferred_name(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| call_name(&p.given).is_some());
    let name = call_name(&planting.person(index).given).unwrap_or_default();
    planting.intranet(index).first_name = name.to_owned();
    planting.azure(index).call_name = name.to_owned();
}

fn call_name(given: &str) -> Option<&'static str> {
    CALL_NAMES
        .iter()
        .find(|(formal, _)| *formal == given)
        .map(|(_, call_name)| *call_name)
}

/// First and last name sit in each other's column.
pub(super) fn name_order(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.culture.family_first);
    let intranet = planting.intranet(index);
    std::mem::swap(&mut intranet.first_name, &mut intranet.last_name);
}

/// The intranet lost the accents.
pub(super) fn diacritics(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| !p.given.is_ascii() || !p.family.is_ascii());
    let intranet = planting.intranet(index);
    intranet.first_name = plain(&intranet.first_name);
    intranet.last_name = plain(&intranet.last_name);
}

/// The intranet shouts.
pub(super) fn name_case(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.family.is_ascii());
    let intranet = planting.intranet(index);
    intranet.last_name = intranet.last_name.to_uppercase();
}

/// The intranet has a middle initial.
pub(super) fn name_variant(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| !p.given.contains(' '));
    let initial = [" J.", " M.", " A."][planting.nth % 3];
    planting.intranet(index).first_name.push_str(initial);
}

/// A new surname and address in Azure; the object id in the intranet still finds her.
pub(super) fn married_name(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.woman && p.site.synced && p.site.domain == DOMAIN);
    marry(planting, index);
}

/// Gives a person a new surname and address in Azure, with the old address as an alias.
pub(super) fn marry(planting: &mut Planting<'_>, index: PersonIndex) {
    let culture = planting.person(index).culture;
    let womens = !culture.family_women.is_empty();
    let list = if womens {
        culture.family_women
    } else {
        culture.family
    };
    let Person {
        ref given,
        family: ref maiden,
        ..
    } = *planting.person(index);
    let (given, maiden) = (given.clone(), maiden.clone());
    let family = loop {
        let family = planting.prng.pick_word(list);
        if family != maiden {
            break family.to_owned();
        }
    };
    let local = planting.population.logins.local_part(&given, &family);
    let user = planting.azure(index);
    let alias = format!("smtp:{}", user.mail);
    user.display_name = user.display_name.replace(&user.surname, &family);
    user.surname = family;
    address(user, &local, DOMAIN);
    user.proxy_addresses.push(alias);
}

/// A second surname was added in Azure, the address stayed.
pub(super) fn double_barrelled(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.culture.name == "english");
    let second = planting
        .prng
        .pick_word("Adeyemi|Beaumont|Kowalska|Lindqvist|Okafor|Sharma");
    let user = planting.azure(index);
    user.surname = format!("{}-{second}", user.surname);
    user.display_name = format!("{} {}", user.given_name, user.surname);
}

/// A person with one name: Azure has no surname, the intranet demanded one.
pub(super) fn one_word_name(planting: &mut Planting<'_>) {
    const NAMES: [&str; 5] = ["Sutrisno", "Kavitha", "Thandar", "Mulyani", "Ramaswamy"];
    let name = NAMES[planting.nth % NAMES.len()];
    let index = planting.pick(|p| matches!(p.site.city, "Pune" | "Singapore"));
    let domain = planting.person(index).site.domain;
    let local = planting.population.logins.local_part(name, "");
    let user = planting.azure(index);
    user.given_name = name.to_owned();
    user.surname.clear();
    user.display_name = name.to_owned();
    address(user, &local, domain);
    let upn = user.upn.clone();
    let last_name = if planting.nth.is_multiple_of(2) {
        "."
    } else {
        name
    };
    let intranet = planting.intranet(index);
    intranet.first_name = name.to_owned();
    intranet.last_name = last_name.to_owned();
    intranet.username.clone_from(&upn);
    intranet.email = upn;
    let person = &mut planting.population.people[index];
    person.given = name.to_owned();
    person.family.clear();
}

/// Two people of one name in two departments.
pub(super) fn homonym(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.site.headcount > 60);
    let (city, department) = {
        let person = planting.person(index);
        (person.site.city, person.department.map(|d| d.name))
    };
    let post =
        planting.vacancy(|p| p.site.city == city && p.department.map(|d| d.name) != department);
    namesake(planting, index, &post);
}

/// Two people of one name in the same team.
pub(super) fn homonym_same_department(planting: &mut Planting<'_>) {
    let index = planting.pick(|p| p.department.is_some_and(|d| d.weight > 8));
    let person = planting.person(index);
    let post = Post {
        site: person.site,
        department: person.department,
        rank: Rank::Staff,
        title: person
            .azure
            .as_ref()
            .map(|user| user.job_title.clone())
            .unwrap_or_default(),
        manager: person.azure_manager,
    };
    namesake(planting, index, &post);
}

/// Hires somebody with the same name as that person, and marks them with the case.
pub(super) fn namesake(
    planting: &mut Planting<'_>,
    index: PersonIndex,
    post: &Post,
) -> PersonIndex {
    let Person {
        culture,
        woman,
        ref given,
        ref family,
        ..
    } = *planting.person(index);
    let bearer = Bearer {
        culture,
        woman,
        given: given.clone(),
        family: family.clone(),
    };
    let twin = planting.population.hire_named(post, bearer);
    planting.mark(twin, planting.code);
    twin
}

/// The new-style address that a person's UPN gives them at another domain.
pub(super) fn at_domain(upn: &str, domain: &str) -> String {
    format!("{}@{domain}", local_part(upn))
}

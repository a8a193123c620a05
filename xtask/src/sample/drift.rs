//! How the two sides grew apart by themselves: promotions, moves, numbers typed by hand.
//!
//! Nothing here touches a key; a drifted person is still found by the rule. The two companies
//! whose keys differ as a whole (another domain, nicknames) are here too: it is their ordinary
//! state, not a single case.

use super::people::{Person, Population, Rank};
use super::prng::Prng;
use super::sites::{NICKNAMED, OLD_DOMAIN, REBRANDED};

/// Lets every person's two records drift, and gives the two companies their own keys.
pub(super) fn drift(population: &mut Population) {
    for index in 0..population.people.len() {
        let person = &mut population.people[index];
        values(person, &mut Prng::stream("drift", index));
        if person.site.company == REBRANDED {
            rebrand(person);
        } else if person.site.company.starts_with(NICKNAMED) {
            nickname(person);
        }
        manager(population, index);
    }
}

fn values(person: &mut Person, prng: &mut Prng) {
    let rank = person.rank;
    let department = person.department;
    let (Some(azure), Some(intranet)) = (&mut person.azure, &mut person.intranet) else {
        return;
    };
    if let (Rank::Staff, Some(department), 0..7) = (rank, department, prng.below(100)) {
        intranet.title = department.staff_title(prng);
    }
    match prng.below(100) {
        0..4 => intranet.phone = intranet.phone.replacen(' ', " (0)", 1),
        4..7 => intranet.phone = intranet.phone.replace(' ', "-"),
        7..11 => intranet.phone.clear(),
        _ => {}
    }
    match prng.below(100) {
        0..10 => azure.mobile_phone.clear(),
        10..14 => intranet.mobile.clear(),
        _ => {}
    }
    match prng.below(100) {
        0..3 => intranet.address = format!("{}, Floor 2", intranet.address),
        3..6 => intranet.address.clear(),
        _ => {}
    }
    match prng.below(100) {
        0..5 => intranet.language.clear(),
        5..8 => intranet.language = "en-GB".to_owned(),
        _ => {}
    }
}

/// The tenant has the new domain, with the old address as an alias; the intranet has the old one.
fn rebrand(person: &mut Person) {
    let (Some(azure), Some(intranet)) = (&mut person.azure, &mut person.intranet) else {
        return;
    };
    let local = azure.upn.split('@').next().unwrap_or_default();
    let old = format!("{local}@{OLD_DOMAIN}");
    azure.proxy_addresses.push(format!("smtp:{old}"));
    intranet.username.clone_from(&old);
    intranet.email = old;
    person.planted.push("old-domain");
}

/// People sign in to the intranet with the short name of their former directory.
fn nickname(person: &mut Person) {
    let (Some(azure), Some(intranet)) = (&mut person.azure, &mut person.intranet) else {
        return;
    };
    intranet.username.clone_from(&azure.mail_nickname);
    person.planted.push("nickname-username");
}

/// A few changed teams since the intranet last heard of it, a few never had a manager there.
fn manager(population: &mut Population, index: usize) {
    let mut prng = Prng::stream("manager", index);
    let Some(current) = population.people[index].intranet_manager else {
        return;
    };
    match prng.below(100) {
        0..3 => population.people[index].intranet_manager = None,
        3..7 => {
            let above = population.people[current].azure_manager;
            population.people[index].intranet_manager = above.or(Some(current));
        }
        _ => {}
    }
}

//! The people of a generated population: name, address, place and post, worked out from their
//! number alone. What the two exports make of them is written in `legacy` and `azure`.

use std::collections::HashMap;

use super::cases::{BLOCK_ENTITIES, BLOCK_ROWS, Entity};
use super::names::{self, Name};
use crate::sample::logins::plain;
use crate::sample::prng::Prng;

/// Where the rebranded people's addresses were before.
pub(super) const OLD_DOMAIN: &str = "quarrybank.example";
/// The tenant's own domain, which every address has an alias at.
pub(super) const TENANT_DOMAIN: &str = "meridianworks.onmicrosoft.example";

const SITES: &[(Site, usize)] = &[
    (
        site("Leeds", "United Kingdom", "GB", "en-GB", 0, "+44 113 496 "),
        24,
    ),
    (
        site(
            "Manchester",
            "United Kingdom",
            "GB",
            "en-GB",
            0,
            "+44 161 496 ",
        ),
        14,
    ),
    (
        site(
            "Glasgow",
            "United Kingdom",
            "GB",
            "en-GB",
            1,
            "+44 141 496 ",
        ),
        9,
    ),
    (
        site("Dublin", "Ireland", "IE", "en-IE", 0, "+353 1 555 "),
        8,
    ),
    (
        site("Hamburg", "Germany", "DE", "de-DE", 1, "+49 40 555 "),
        11,
    ),
    (site("Lyon", "France", "FR", "fr-FR", 2, "+33 4 99 55 "), 8),
    (site("Gdańsk", "Poland", "PL", "pl-PL", 1, "+48 58 555 "), 9),
    (
        site("Bengaluru", "India", "IN", "en-IN", 0, "+91 80 5550 "),
        11,
    ),
    (site("Málaga", "Spain", "ES", "es-ES", 2, "+34 952 555 "), 6),
];
const COMPANIES: [(&str, &str); 3] = [
    ("Meridian Works", "meridianworks.example"),
    ("Meridian Logistics", "meridian-logistics.example"),
    ("Calder & Finch", "calderfinch.example"),
];
const POSTS: &[((&str, &str), usize)] = &[
    (
        (
            "Operations",
            "Operative|Shift Lead|Planner|Technician|Site Manager",
        ),
        34,
    ),
    (
        (
            "Customer Care",
            "Adviser|Senior Adviser|Team Leader|Quality Coach",
        ),
        18,
    ),
    (
        (
            "Finance",
            "Accounts Assistant|Accountant|Controller|Analyst",
        ),
        9,
    ),
    (
        (
            "Information Technology",
            "Engineer|Analyst|Service Desk Analyst|Architect",
        ),
        9,
    ),
    (
        (
            "Human Resources",
            "Adviser|Business Partner|Recruiter|Coordinator",
        ),
        6,
    ),
    (
        (
            "Sales & Marketing",
            "Account Manager|Executive|Designer|Sales Lead",
        ),
        12,
    ),
    (
        (
            "Health, Safety and Environment",
            "Adviser|Inspector|Officer",
        ),
        4,
    ),
    (
        (
            "Research and Development",
            "Scientist|Engineer|Technologist|Fellow",
        ),
        8,
    ),
];

/// A town with an office.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    pub(super) city: &'static str,
    pub(super) country: &'static str,
    pub(super) country_code: &'static str,
    pub(super) language: &'static str,
    pub(super) company: &'static str,
    pub(super) domain: &'static str,
    phone: &'static str,
}

/// Name and address: what others refer to somebody by.
#[derive(Clone, Debug)]
pub(super) struct Login {
    pub(super) name: Name,
    pub(super) site: Site,
    /// The part of the address before the `@`; nobody shares it.
    pub(super) local: String,
    /// The mail nickname; nobody shares it.
    pub(super) nickname: String,
}

/// Somebody, before either export.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) login: Login,
    pub(super) department: &'static str,
    pub(super) title: String,
    pub(super) phone: String,
    pub(super) mobile: String,
    /// Year, month, day.
    pub(super) hired: (usize, usize, usize),
    /// The stream that all further draws about this person come from.
    pub(super) prng: Prng,
}

/// Everybody: names come from numbers, and namesakes are told apart.
pub(super) struct People {
    /// How many people of the same name come before each.
    namesakes: Vec<u16>,
}

impl Login {
    /// The address.
    pub(super) fn address(&self) -> String {
        format!("{}@{}", self.local, self.site.domain)
    }
}

impl People {
    /// The people of a population with that many rows a side.
    pub(super) fn of(rows: usize) -> Self {
        let entities = rows / BLOCK_ROWS * BLOCK_ENTITIES;
        let mut counts: HashMap<String, u16> = HashMap::with_capacity(entities);
        let namesakes = (0..entities).map(|number| {
            let name = name_of(Entity(number));
            let count = counts.entry(local_part(&name)).or_default();
            *count += 1;
            *count - 1
        });
        Self {
            namesakes: namesakes.collect(),
        }
    }

    /// How an entity signs in.
    pub(super) fn login(&self, entity: Entity) -> Login {
        let entity = entity.person();
        let mut prng = Prng::stream("bench site", entity.0);
        let name = name_of(entity);
        let number = match self.namesakes[entity.0] {
            0 => String::new(),
            before => (before + 1).to_string(),
        };
        let local = format!("{}{number}", local_part(&name));
        let nickname = format!("{}{}", initials(&name), 1_000 + entity.0);
        Login {
            site: prng.weighted(SITES),
            name,
            local,
            nickname,
        }
    }

    /// Everything about an entity's person.
    pub(super) fn person(&self, entity: Entity) -> Person {
        let entity = entity.person();
        let login = self.login(entity);
        let mut prng = Prng::stream("bench person", entity.0);
        let (department, titles) = prng.weighted(POSTS);
        let title = prng.pick_word(titles).to_owned();
        let phone = format!("{}{:04}", login.site.phone, prng.below(10_000));
        let mobile = match prng.chance(60) {
            true => format!("+44 7700 9{:05}", prng.below(100_000)),
            false => String::new(),
        };
        let year = 2004 + prng.below(23).max(prng.below(23));
        let hired = (year, 1 + prng.below(12), 1 + prng.below(28));
        Person {
            login,
            department,
            title,
            phone,
            mobile,
            hired,
            prng,
        }
    }
}

/// The object id of an entity's Azure user.
pub(super) fn object_id(entity: Entity) -> String {
    Prng::stream("bench object id", entity.0).guid()
}

/// The personnel number of an entity's person: seven digits.
pub(super) fn employee_id(entity: Entity) -> String {
    format!("{:07}", 100_000 + entity.person().0 * 3)
}

const fn site(
    city: &'static str,
    country: &'static str,
    country_code: &'static str,
    language: &'static str,
    company: usize,
    phone: &'static str,
) -> Site {
    let (company, domain) = COMPANIES[company];
    Site {
        city,
        country,
        country_code,
        language,
        company,
        domain,
        phone,
    }
}

fn name_of(entity: Entity) -> Name {
    names::name(&mut Prng::stream("bench name", entity.0))
}

/// `aoife.obrien`
fn local_part(name: &Name) -> String {
    format!("{}.{}", letters(&name.given), letters(&name.family))
}

fn initials(name: &Name) -> String {
    let first = |text: &str| letters(text).chars().next().unwrap_or('x');
    [first(&name.given), first(&name.family)].iter().collect()
}

fn letters(name: &str) -> String {
    // Most names need no folding, which is what takes the time.
    let plain = if name.is_ascii() {
        name.to_owned()
    } else {
        plain(name)
    };
    let plain = plain.to_lowercase();
    plain
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn nobody_shares_an_address_or_a_nickname() {
        let people = People::of(3_000);
        let logins: Vec<Login> = (0..people.namesakes.len())
            .map(Entity)
            .filter(|&e| e.person() == e)
            .map(|e| people.login(e))
            .collect();
        let distinct =
            |value: fn(&Login) -> &str| logins.iter().map(value).collect::<BTreeSet<_>>().len();
        assert_eq!(distinct(|login| &login.local), logins.len());
        assert_eq!(distinct(|login| &login.nickname), logins.len());
        assert!(logins.iter().all(|login| login.address().is_ascii()));
        assert!(
            people.namesakes.iter().any(|&before| before > 0),
            "there are namesakes"
        );
    }
}

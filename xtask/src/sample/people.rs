//! The people of the group: one entry a person, with the record each side holds about them.
//!
//! An entry with both records is the truth that the two are the same person. Everything here is
//! as it should be; `drift` lets the two sides grow apart, `troubles` plants the hard cases.

use std::collections::BTreeSet;

use super::jobs::{BOARD, Department};
use super::logins::{Logins, plain};
use super::names::{Culture, culture};
use super::prng::Prng;
use super::records::{AzureUser, CellDate, Date, IntranetUser, OnPremises, Uid, base64};
use super::sites::{NICKNAMED, SITES, Site, TENANT_DOMAIN};

/// Index of a person in the population.
pub(super) type PersonIndex = usize;

/// One entry: a person, or an account that is nobody's own.
pub(super) struct Person {
    pub(super) site: &'static Site,
    pub(super) culture: &'static Culture,
    pub(super) given: String,
    pub(super) family: String,
    pub(super) woman: bool,
    pub(super) rank: Rank,
    pub(super) department: Option<&'static Department>,
    pub(super) azure: Option<AzureUser>,
    pub(super) intranet: Option<IntranetUser>,
    pub(super) azure_manager: Option<PersonIndex>,
    pub(super) intranet_manager: Option<PersonIndex>,
    pub(super) entitlement: Entitlement,
    /// The person whose second account this is.
    pub(super) owner: Option<PersonIndex>,
    /// Codes of the cases planted here.
    pub(super) planted: Vec<&'static str>,
}

impl Person {
    /// An entry for an account that is not a member of staff.
    pub(super) fn outsider(site: &'static Site) -> Person {
        Person {
            site,
            culture: culture(site.cultures[0].0),
            given: String::new(),
            family: String::new(),
            woman: false,
            rank: Rank::Outsider,
            department: None,
            azure: None,
            intranet: None,
            azure_manager: None,
            intranet_manager: None,
            entitlement: Entitlement::Nobody,
            owner: None,
            planted: Vec::new(),
        }
    }
}

/// The place in the tree of managers.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Rank {
    Chief,
    Director,
    Head,
    Lead,
    Staff,
    /// Not in the tree: contractors, mailboxes, accounts of systems.
    Outsider,
}

/// How a person comes into the scope of an assigned-only job.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Entitlement {
    /// Member of this group.
    Group(&'static str),
    /// Assigned in person.
    Direct,
    /// Not at all.
    Nobody,
}

/// A post to fill.
pub(super) struct Post {
    pub(super) site: &'static Site,
    pub(super) department: Option<&'static Department>,
    pub(super) rank: Rank,
    pub(super) title: String,
    pub(super) manager: Option<PersonIndex>,
}

/// Everybody, and what has been handed out.
#[derive(Default)]
pub(super) struct Population {
    pub(super) people: Vec<Person>,
    pub(super) logins: Logins,
    names: BTreeSet<String>,
}

impl Population {
    /// Fills a post with a new person, present and equal on both sides.
    pub(super) fn hire(&mut self, post: &Post) -> PersonIndex {
        let mut prng = Prng::stream("hire", self.people.len());
        let culture = culture(prng.weighted(post.site.cultures));
        let woman = prng.chance(48);
        let (given, family) = self.unused_name(culture, woman, &mut prng);
        self.hire_named(
            post,
            Bearer {
                culture,
                woman,
                given,
                family,
            },
        )
    }

    /// Fills a post with a person of that name.
    pub(super) fn hire_named(&mut self, post: &Post, bearer: Bearer) -> PersonIndex {
        let mut prng = Prng::stream("account", self.people.len());
        let azure = azure_user(post, &bearer, &mut self.logins, &mut prng);
        let intranet = intranet_user(&azure, bearer.woman, &mut prng);
        self.people.push(Person {
            site: post.site,
            culture: bearer.culture,
            given: bearer.given,
            family: bearer.family,
            woman: bearer.woman,
            rank: post.rank,
            department: post.department,
            azure: Some(azure),
            intranet: Some(intranet),
            azure_manager: post.manager,
            intranet_manager: post.manager,
            entitlement: Entitlement::Group(post.site.group),
            owner: None,
            planted: Vec::new(),
        });
        self.people.len() - 1
    }

    /// A name of that culture that nobody bears yet.
    fn unused_name(
        &mut self,
        culture: &'static Culture,
        woman: bool,
        prng: &mut Prng,
    ) -> (String, String) {
        loop {
            let given = prng.pick_word(if woman { culture.women } else { culture.men });
            let womens = woman && !culture.family_women.is_empty();
            let family = prng.pick_word(if womens {
                culture.family_women
            } else {
                culture.family
            });
            if self
                .names
                .insert(plain(&format!("{given} {family}")).to_lowercase())
            {
                return (given.to_owned(), family.to_owned());
            }
        }
    }
}

/// Who fills a post.
pub(super) struct Bearer {
    pub(super) culture: &'static Culture,
    pub(super) woman: bool,
    pub(super) given: String,
    pub(super) family: String,
}

/// The Azure account of a new person.
fn azure_user(post: &Post, bearer: &Bearer, logins: &mut Logins, prng: &mut Prng) -> AzureUser {
    let site = post.site;
    let local = logins.local_part(&bearer.given, &bearer.family);
    let short = logins.short(&bearer.given, &bearer.family);
    let hired = hire_date(prng);
    let mut user = AzureUser {
        id: prng.guid(),
        enabled: true,
        display_name: display_name(bearer, site),
        given_name: bearer.given.clone(),
        surname: bearer.family.clone(),
        job_title: post.title.clone(),
        preferred_language: if prng.chance(70) {
            site.language.to_owned()
        } else {
            String::new()
        },
        business_phone: logins.line(site.phone),
        mobile_phone: if prng.chance(60) {
            logins.line(site.mobile)
        } else {
            String::new()
        },
        employee_id: logins.employee_id(),
        employee_type: "Employee".to_owned(),
        hired: Some(hired),
        created: hired,
        start_text: start_text(site, hired),
        ..AzureUser::default()
    };
    place(&mut user, site, post.department);
    address(&mut user, &local, site.domain);
    if site.company.starts_with(NICKNAMED) {
        user.mail_nickname.clone_from(&short);
    }
    if site.synced {
        let immutable_id = base64(prng.bytes16());
        user.on_premises = Some(OnPremises {
            sam_account_name: short,
            immutable_id,
        });
    }
    user
}

/// Sets everything an account takes from its address: UPN, mail, nickname, proxy addresses.
pub(super) fn address(user: &mut AzureUser, local: &str, domain: &str) {
    user.upn = format!("{local}@{domain}");
    user.mail.clone_from(&user.upn);
    user.mail_nickname = local.to_owned();
    user.proxy_addresses = vec![
        format!("SMTP:{}", user.mail),
        format!("smtp:{local}@{TENANT_DOMAIN}"),
    ];
}

fn place(user: &mut AzureUser, site: &'static Site, department: Option<&'static Department>) {
    user.office = site.office.to_owned();
    user.street = site.street.to_owned();
    user.city = site.city.to_owned();
    user.state = site.state.to_owned();
    user.postal_code = site.postcode.to_owned();
    user.country = site.country.to_owned();
    user.usage_location = site.country_code.to_owned();
    user.company = site.company.to_owned();
    user.department = department.map_or(BOARD, |d| d.name).to_owned();
    let unit = department.map_or("1000", |d| d.cost_centre);
    user.cost_centre = format!("{}-{unit}", site.country_code);
}

/// As each company's directory writes it.
fn display_name(bearer: &Bearer, site: &Site) -> String {
    match site.country_code {
        "PL" | "CZ" | "DE" => format!("{}, {}", bearer.family, bearer.given),
        _ => format!("{} {}", bearer.given, bearer.family),
    }
}

fn hire_date(prng: &mut Prng) -> Date {
    // The later of two draws: more people are new than old.
    let year = prng.below(22).max(prng.below(22));
    let month = 1 + prng.below(if year == 21 { 9 } else { 12 });
    let day = if prng.chance(55) {
        1
    } else {
        1 + prng.below(28)
    };
    Date {
        year: 2005 + year as u16,
        month: month as u8,
        day: day as u8,
    }
}

fn start_text(site: &Site, hired: Date) -> String {
    match (site.synced, site.country_code) {
        (false, _) => String::new(),
        (true, "DE") => hired.german(),
        (true, _) => hired.british(),
    }
}

/// What the old Azure connector wrote: the same person with the object id as UID.
fn intranet_user(azure: &AzureUser, woman: bool, prng: &mut Prng) -> IntranetUser {
    IntranetUser {
        username: azure.upn.clone(),
        email: azure.mail.clone(),
        uid: Uid::Text(azure.id.clone()),
        last_name: azure.surname.clone(),
        first_name: azure.given_name.clone(),
        active: true,
        authentication: "SAML",
        profile_type: "Intranet User",
        department: azure.department.clone(),
        location: azure.city.clone(),
        company: azure.company.clone(),
        title: azure.job_title.clone(),
        start: start_cell(azure, prng),
        end: None,
        phone: azure.business_phone.clone(),
        mobile: azure.mobile_phone.clone(),
        address: azure.office.clone(),
        culture: culture_of(&azure.usage_location).to_owned(),
        language: azure.preferred_language.clone(),
        pronouns: pronouns(woman, prng),
        first_aider: prng.weighted(&[("", 55), ("No", 38), ("Yes", 7)]),
        desk: desk(prng),
    }
}

fn start_cell(azure: &AzureUser, prng: &mut Prng) -> CellDate {
    let hired = azure.hired.unwrap_or_default();
    match (prng.below(100), azure.usage_location.as_str()) {
        (0..72, _) => CellDate::Real(hired),
        (_, "DE") => CellDate::Text(hired.german()),
        (_, "PL" | "CZ" | "SG") => CellDate::Text(hired.iso()),
        _ => CellDate::Text(hired.british()),
    }
}

fn culture_of(country_code: &str) -> &'static str {
    let site = SITES.iter().find(|site| site.country_code == country_code);
    site.map_or("en-GB", |site| site.language)
}

fn pronouns(woman: bool, prng: &mut Prng) -> &'static str {
    match (prng.below(100), woman) {
        (0..2, _) => "they/them",
        (2..14, true) => "she/her",
        (2..14, false) => "he/him",
        _ => "",
    }
}

fn desk(prng: &mut Prng) -> String {
    if prng.chance(60) {
        return String::new();
    }
    format!("{}.{:02}", 1 + prng.below(4), 1 + prng.below(48))
}

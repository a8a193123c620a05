//! The staff of the group: a tree of managers over every office.

use super::jobs::{DEPARTMENTS, Department};
use super::people::{Entitlement, PersonIndex, Population, Post, Rank};
use super::prng::Prng;
use super::sites::{SITES, Site};

/// How many people a team leader leads.
const TEAM_SIZE: usize = 9;

/// Everybody who works for the group, equal on both sides.
pub(super) fn staff() -> Population {
    let mut population = Population::default();
    let chief = population.hire(&board_post(&SITES[0], Rank::Chief, "Chief Executive", None));
    population.people[chief].entitlement = Entitlement::Direct;
    let mut company = ("", chief);
    for site in SITES {
        if company.0 != site.company {
            let post = board_post(site, Rank::Director, "Managing Director", Some(chief));
            company = (site.company, population.hire(&post));
        }
        staff_site(&mut population, site, company.1);
    }
    population
}

fn board_post(site: &'static Site, rank: Rank, title: &str, manager: Option<PersonIndex>) -> Post {
    Post {
        site,
        department: None,
        rank,
        title: title.to_owned(),
        manager,
    }
}

fn staff_site(population: &mut Population, site: &'static Site, director: PersonIndex) {
    let sizes = department_sizes(site);
    for (department, size) in DEPARTMENTS.iter().zip(sizes) {
        staff_department(population, site, department, (director, size));
    }
}

/// How many of an office's people work in each department.
fn department_sizes(site: &Site) -> Vec<usize> {
    let mut prng = Prng::stream(site.city, 0);
    let weights: Vec<(usize, usize)> = DEPARTMENTS
        .iter()
        .enumerate()
        .map(|(index, d)| (index, d.weight))
        .collect();
    let mut sizes = vec![0; DEPARTMENTS.len()];
    for _ in 0..site.headcount {
        sizes[prng.weighted(&weights)] += 1;
    }
    sizes
}

/// A head, under the head a leader for every team, under the leaders the rest.
fn staff_department(
    population: &mut Population,
    site: &'static Site,
    department: &'static Department,
    (director, size): (PersonIndex, usize),
) {
    let mut prng = Prng::stream(department.name, population.people.len());
    let team_count = size.saturating_sub(1) / TEAM_SIZE;
    let mut head = None;
    let mut leaders = Vec::new();
    for place in 0..size {
        let (rank, title, manager) = match place {
            0 => (Rank::Head, department.head.to_owned(), Some(director)),
            _ if place <= team_count => (Rank::Lead, department.lead.to_owned(), head),
            _ => (
                Rank::Staff,
                department.staff_title(&mut prng),
                leader(place, &leaders, head),
            ),
        };
        let hired = population.hire(&Post {
            site,
            department: Some(department),
            rank,
            title,
            manager,
        });
        match rank {
            Rank::Head => head = Some(hired),
            Rank::Lead => leaders.push(hired),
            _ => {}
        }
    }
}

/// The leader of the team at this place, or the head where there are no teams.
fn leader(place: usize, leaders: &[PersonIndex], head: Option<PersonIndex>) -> Option<PersonIndex> {
    leaders.get(place % leaders.len().max(1)).copied().or(head)
}

//! One case in the making: picks whom it befalls, and edits the two records.

use crate::sample::people::{Person, PersonIndex, Population, Post, Rank};
use crate::sample::prng::Prng;
use crate::sample::records::{AzureUser, IntranetUser};
use crate::sample::sites::{SITES, Site};

/// One case being planted: the nth of its kind.
pub(super) struct Planting<'a> {
    pub(super) population: &'a mut Population,
    pub(super) code: &'static str,
    pub(super) nth: usize,
    pub(super) prng: Prng,
}

impl<'a> Planting<'a> {
    pub(super) fn new(population: &'a mut Population, code: &'static str, nth: usize) -> Self {
        Planting {
            population,
            code,
            nth,
            prng: Prng::stream(code, nth),
        }
    }

    /// Picks somebody at staff level to whom nothing else happens, and marks them.
    pub(super) fn pick(&mut self, wanted: impl Fn(&Person) -> bool) -> PersonIndex {
        let free = |p: &Person| p.rank == Rank::Staff && p.planted.is_empty() && wanted(p);
        let index = self.draw(free);
        self.mark(index, self.code);
        index
    }

    /// Picks somebody at staff level whose only mark is that of their company, and marks them.
    pub(super) fn pick_marked(
        &mut self,
        mark: &'static str,
        wanted: impl Fn(&Person) -> bool,
    ) -> PersonIndex {
        let free = |p: &Person| p.rank == Rank::Staff && p.planted == [mark] && wanted(p);
        let index = self.draw(free);
        self.mark(index, self.code);
        index
    }

    /// Draws one person with both records.
    pub(super) fn draw(&mut self, wanted: impl Fn(&Person) -> bool) -> PersonIndex {
        let people = self.population.people.iter().enumerate();
        let free: Vec<PersonIndex> = people
            .filter(|(_, p)| p.azure.is_some() && p.intranet.is_some() && wanted(p))
            .map(|(index, _)| index)
            .collect();
        assert!(
            !free.is_empty(),
            "BUG: nobody is left for the case {}",
            self.code
        );
        *self.prng.pick(&free)
    }

    /// A post like that of some member of staff.
    pub(super) fn vacancy(&mut self, wanted: impl Fn(&Person) -> bool) -> Post {
        let like = self.draw(|p| p.rank == Rank::Staff && wanted(p));
        let title = self.azure(like).job_title.clone();
        let person = &self.population.people[like];
        Post {
            site: person.site,
            department: person.department,
            rank: Rank::Staff,
            title,
            manager: person.azure_manager,
        }
    }

    pub(super) fn mark(&mut self, index: PersonIndex, code: &'static str) {
        self.population.people[index].planted.push(code);
    }

    /// Adds an entry, marked with the case.
    pub(super) fn add(&mut self, person: Person) -> PersonIndex {
        self.population.people.push(person);
        let index = self.population.people.len() - 1;
        self.mark(index, self.code);
        index
    }

    pub(super) fn person(&self, index: PersonIndex) -> &Person {
        &self.population.people[index]
    }

    pub(super) fn azure(&mut self, index: PersonIndex) -> &mut AzureUser {
        self.population.people[index]
            .azure
            .as_mut()
            .expect("BUG: the case needs an Azure user")
    }

    pub(super) fn intranet(&mut self, index: PersonIndex) -> &mut IntranetUser {
        let intranet = self.population.people[index].intranet.as_mut();
        intranet.expect("BUG: the case needs an intranet user")
    }
}

/// The office in that town.
pub(super) fn site(city: &str) -> &'static Site {
    SITES
        .iter()
        .find(|site| site.city == city)
        .expect("BUG: the table has no such office")
}

/// What stands before the `@`.
pub(super) fn local_part(address: &str) -> String {
    address.split('@').next().unwrap_or_default().to_owned()
}

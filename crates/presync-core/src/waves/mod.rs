//! In which batches to let people into the sync: a pilot, then growing waves, managers never after their
//! reports, departments together where that is possible.
//!
//! Only people without harm are in a wave ([`crate::harmless`]). A wave is a cut through one order of
//! everybody, in which each manager stands before their reports: that is why no cut can part them wrongly.

mod cut;
mod managers;
mod order;
mod units;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use crate::{
    Action, LinkStatus, UserIx, engagement::Engagement, harmless::Prospects, rehearsal::Protected,
};
use order::Order;
use units::Units;

/// How large waves are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sizes {
    /// Sizes of the pilot and of the waves after it.
    named: Vec<u32>,
}

/// A wave grows so many times over the one before, once no size is named.
const GROWTH: u32 = 5;
/// No wave is larger, so that each can be looked at.
const LARGEST: u32 = 50_000;
/// The pilot that is taken without a choice: enough to see something, few enough to mend by hand.
const PILOT: u32 = 20;
/// A wave may be larger or smaller by this part, for a department to stay together.
const SLACK: u32 = 4;

impl Default for Sizes {
    fn default() -> Self {
        Self { named: vec![PILOT] }
    }
}

impl Sizes {
    /// Sizes of the first waves; those after the last one named go on growing.
    ///
    /// # Errors
    /// A sentence, when there is none or one is nothing.
    pub fn of(named: Vec<u32>) -> Result<Self, &'static str> {
        match named.first() {
            None => Err("name the size of the pilot at least"),
            Some(_) if named.contains(&0) => Err("a wave of nobody is no wave"),
            Some(_) => Ok(Self { named }),
        }
    }

    /// The size of a wave by position, from 0.
    #[must_use]
    pub fn at(&self, wave: usize) -> u32 {
        let last = self.named.len().saturating_sub(1);
        match self.named.get(wave) {
            Some(size) => *size,
            None => (last..wave).fold(self.named[last], |size, _| {
                size.saturating_mul(GROWTH).min(LARGEST.max(size))
            }),
        }
    }
}

/// One wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wave {
    /// Its people, managers before their reports.
    pub users: Vec<UserIx>,
    /// Of those, people who would get an account.
    pub creates: u32,
    /// Of those, people whose account would change.
    pub updates: u32,
    /// Departments of which nobody is in another wave.
    pub whole_departments: u32,
    /// Departments that stand in another wave too.
    pub split_departments: u32,
    /// People whose manager is in no wave: the manager is set only once that is settled.
    pub without_manager: u32,
}

/// The waves of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Waves {
    /// The pilot first.
    pub waves: Vec<Wave>,
    /// By Azure user the position of the wave; none for who is in none.
    pub of: Vec<Option<u16>>,
    /// By Azure user the manager, where the export names one of its users.
    pub managers: Vec<Option<UserIx>>,
    /// People whose manager is themselves, at once or by way of others: they go together.
    pub in_circles: u32,
}

impl Waves {
    /// The wave of a user, from 1 as files number them.
    #[must_use]
    pub fn number_of(&self, user: UserIx) -> Option<u32> {
        self.of[user.index()].map(|at| u32::from(at) + 1)
    }
}

/// Puts everybody who may be provisioned without harm into waves.
#[must_use]
pub fn plan(engagement: &Engagement<'_>, sizes: &Sizes) -> Waves {
    plan_among(engagement, &Prospects::of(engagement.plan), sizes)
}

/// As [`plan`], where it is known already who is harmless.
#[must_use]
pub fn plan_among(engagement: &Engagement<'_>, prospects: &Prospects, sizes: &Sizes) -> Waves {
    let managers = managers::of(engagement.azure);
    let units = Units::of(prospects, &managers);
    let departments = departments(engagement);
    let first = first_choice(engagement, prospects, &managers);
    let order = Order::of(&units, &departments, &first, sizes.at(0));
    let ends = cut::ends(&order, &units, &departments, sizes);
    built(engagement, &units, &order, &ends, &departments, managers)
}

/// Departments by number: the same text, letter case and blanks around it set aside; 0 for none.
fn departments(engagement: &Engagement<'_>) -> Vec<u32> {
    let azure = engagement.azure;
    let attribute = azure.attribute("department");
    let mut known: FxHashMap<String, u32> = FxHashMap::default();
    let number = |user| {
        let name = azure.first_in(user, attribute).trim();
        if name.is_empty() {
            return 0;
        }
        let next = u32::try_from(known.len()).map_or(u32::MAX, |count| count + 1);
        match known.get(name) {
            Some(number) => *number,
            None => *known.entry(name.to_lowercase()).or_insert(next),
        }
    };
    azure.users().map(number).collect()
}

/// Whom to begin with: identity is certain, nobody protected and no guest, and the manager, if any, comes
/// along.
fn first_choice(
    engagement: &Engagement<'_>,
    prospects: &Prospects,
    managers: &[Option<UserIx>],
) -> Vec<bool> {
    let plan = engagement.plan;
    let protected = Protected::of(engagement);
    let azure = engagement.azure;
    let [kind, upn] = ["userType", "userPrincipalName"].map(|name| azure.attribute(name));
    let is_guest = |user| {
        azure.first_in(user, kind).eq_ignore_ascii_case("Guest")
            || azure.first_in(user, upn).contains("#EXT#")
    };
    let is_first = |at: u32| {
        let user = UserIx(at);
        let row = &plan.azure[user.index()];
        let manager = managers[user.index()];
        row.identity_status != Some(LinkStatus::Likely)
            && protected.of_azure(plan, user).is_none()
            && !is_guest(user)
            && manager.is_none_or(|manager| prospects.is_harmless(manager))
    };
    let users = u32::try_from(plan.azure.len()).expect("BUG: users are numbered in u32");
    (0..users).into_par_iter().map(is_first).collect()
}

fn built(
    engagement: &Engagement<'_>,
    units: &Units,
    order: &Order,
    ends: &[usize],
    departments: &[u32],
    managers: Vec<Option<UserIx>>,
) -> Waves {
    let mut of = vec![None; engagement.plan.azure.len()];
    let mut start = 0;
    let mut lists = Vec::with_capacity(ends.len());
    for (wave, end) in (0u16..).zip(ends) {
        let units_of_wave = order.units[start..*end].iter();
        let users: Vec<UserIx> = units_of_wave
            .flat_map(|unit| units.members(*unit))
            .collect();
        for user in &users {
            of[user.index()] = Some(wave);
        }
        lists.push(users);
        start = *end;
    }
    let spread = Spread::of(&of, departments);
    let waves = (0u16..).zip(lists).map(|(wave, users)| {
        let [whole, split] = spread.of_wave(wave, &users, departments);
        let count = |holds: &dyn Fn(UserIx) -> bool| {
            u32::try_from(users.iter().filter(|user| holds(**user)).count()).unwrap_or(u32::MAX)
        };
        let action = |user: UserIx| engagement.plan.azure[user.index()].action;
        let lacks = |user: UserIx| {
            let manager = managers[user.index()];
            manager.is_some_and(|manager| of[manager.index()].is_none())
        };
        Wave {
            creates: count(&|user| action(user) == Action::Create),
            updates: count(&|user| action(user) == Action::Update),
            without_manager: count(&lacks),
            whole_departments: whole,
            split_departments: split,
            users,
        }
    });
    Waves {
        waves: waves.collect(),
        in_circles: units.in_circles(),
        of,
        managers,
    }
}

/// In how many waves each department stands.
struct Spread(Vec<Option<Option<u16>>>);

impl Spread {
    /// By department: the one wave it is in, or none where there are several.
    fn of(of: &[Option<u16>], departments: &[u32]) -> Self {
        let most = departments.iter().max().map_or(0, |most| *most as usize);
        let mut spread: Vec<Option<Option<u16>>> = vec![None; most + 1];
        for (wave, department) in of.iter().zip(departments) {
            if let Some(wave) = wave {
                let slot = &mut spread[*department as usize];
                *slot = Some(match *slot {
                    None => Some(*wave),
                    Some(known) => known.filter(|known| known == wave),
                });
            }
        }
        Self(spread)
    }

    /// How many departments of a wave are wholly in it, and how many are not.
    fn of_wave(&self, wave: u16, users: &[UserIx], departments: &[u32]) -> [u32; 2] {
        let mut there: Vec<u32> = users.iter().map(|user| departments[user.index()]).collect();
        there.sort_unstable();
        there.dedup();
        let named = there.iter().filter(|department| **department > 0);
        let mut counts = [0, 0];
        for department in named {
            let is_whole = self.0[*department as usize] == Some(Some(wave));
            counts[usize::from(!is_whole)] += 1;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waves_grow_after_the_last_one_named() {
        let check = |named: &[u32], expect: &[u32]| {
            let sizes = Sizes::of(named.to_vec()).expect("sizes");
            let got: Vec<u32> = (0..expect.len()).map(|wave| sizes.at(wave)).collect();
            assert_eq!(got, expect, "{named:?}");
        };
        check(&[20], &[20, 100, 500, 2_500, 12_500, 50_000, 50_000]);
        check(&[10, 40], &[10, 40, 200, 1_000]);
        check(&[80_000], &[80_000, 80_000]);
        assert!(Sizes::of(Vec::new()).is_err());
        assert!(Sizes::of(vec![10, 0]).is_err());
    }
}

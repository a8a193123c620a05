//! People who must go together: one by one, but for those whose managers lead back to themselves.

use crate::{UserIx, harmless::Prospects};

/// A unit by position.
pub(super) type UnitIx = u32;

/// Marks a user who is in no unit.
const NONE: UnitIx = u32::MAX;

/// The units of everybody who may be in a wave, and which unit each waits for.
pub(super) struct Units {
    /// Members of all units, one after the other.
    members: Vec<UserIx>,
    /// Where each unit begins, and where the last ends.
    starts: Vec<u32>,
    /// The unit of each unit's manager; [`NONE`] where it waits for nobody.
    waits_for: Vec<UnitIx>,
}

impl Units {
    /// `managers[n]` manages user n; only who is harmless is in a unit.
    pub(super) fn of(prospects: &Prospects, managers: &[Option<UserIx>]) -> Self {
        let harmless = |user: UserIx| prospects.is_harmless(user);
        let manager_of = |user: UserIx| managers[user.index()].filter(|manager| harmless(*manager));
        let mut unit_of = vec![NONE; managers.len()];
        let mut units = Self {
            members: Vec::new(),
            starts: vec![0],
            waits_for: Vec::new(),
        };
        for circle in circles(managers.len(), &manager_of) {
            if circle.iter().all(|user| harmless(*user)) {
                units.add(&circle, &mut unit_of);
            }
        }
        for (user, _) in prospects.iter() {
            if harmless(user) && unit_of[user.index()] == NONE {
                units.add(&[user], &mut unit_of);
            }
        }
        units.waits_for = (0..units.len())
            .map(|unit| {
                let managers = units.members(unit).filter_map(manager_of);
                let mut outside = managers.map(|manager| unit_of[manager.index()]);
                outside.find(|other| *other != unit).unwrap_or(NONE)
            })
            .collect();
        units
    }

    fn add(&mut self, members: &[UserIx], unit_of: &mut [UnitIx]) {
        let unit = self.len();
        for user in members {
            unit_of[user.index()] = unit;
        }
        self.members.extend_from_slice(members);
        self.starts.push(number(self.members.len()));
    }

    /// How many units there are.
    pub(super) fn len(&self) -> UnitIx {
        number(self.starts.len() - 1)
    }

    /// The people of a unit.
    pub(super) fn members(&self, unit: UnitIx) -> impl Iterator<Item = UserIx> + '_ {
        let at = unit as usize;
        let range = self.starts[at] as usize..self.starts[at + 1] as usize;
        self.members[range].iter().copied()
    }

    /// How many people a unit has.
    pub(super) fn size(&self, unit: UnitIx) -> u32 {
        self.starts[unit as usize + 1] - self.starts[unit as usize]
    }

    /// The unit that must not come after this one.
    pub(super) fn waits_for(&self, unit: UnitIx) -> Option<UnitIx> {
        Some(self.waits_for[unit as usize]).filter(|other| *other != NONE)
    }

    /// People who go together because their managers lead back to themselves.
    pub(super) fn in_circles(&self) -> u32 {
        let sizes = (0..self.len()).map(|unit| self.size(unit));
        sizes.filter(|size| *size > 1).sum()
    }
}

/// The circles of managers, of two people or more, each in the order of the export.
fn circles(users: usize, manager_of: &dyn Fn(UserIx) -> Option<UserIx>) -> Vec<Vec<UserIx>> {
    const UNSEEN: u32 = 0;
    let mut seen = vec![UNSEEN; users];
    let mut circles = Vec::new();
    for (walk, start) in (1u32..).zip(0..users) {
        let mut at = Some(UserIx(number(start)));
        let mut path = Vec::new();
        while let Some(user) = at.filter(|user| seen[user.index()] == UNSEEN) {
            seen[user.index()] = walk;
            path.push(user);
            at = manager_of(user);
        }
        let back = at.filter(|user| seen[user.index()] == walk);
        if let Some(begin) = back.and_then(|user| path.iter().position(|one| *one == user)) {
            let mut circle = path.split_off(begin);
            circle.sort_unstable();
            circles.push(circle);
        }
    }
    circles.retain(|circle| circle.len() > 1);
    circles
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("BUG: users are numbered in u32")
}

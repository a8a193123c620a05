//! One order of everybody, in which no unit stands before the one it waits for.
//!
//! The pilot's people come first; after them a department goes on as long as somebody of it is ready, then
//! the department with most people ready begins.

use std::{cmp::Reverse, collections::BTreeSet};

use super::units::{UnitIx, Units};

/// Units in the order in which waves are cut.
pub(super) struct Order {
    pub(super) units: Vec<UnitIx>,
    /// How many of them make the pilot.
    pub(super) pilot: usize,
}

impl Order {
    pub(super) fn of(units: &Units, departments: &[u32], first: &[bool], pilot: u32) -> Self {
        let mut ready = Ready::new(units, departments);
        let mut order = Vec::with_capacity(units.len() as usize);
        ready.narrow_to(|unit| units.members(unit).all(|user| first[user.index()]));
        let mut people = 0;
        while let Some(unit) = ready.next(pilot.saturating_sub(people)) {
            people += units.size(unit);
            order.push(unit);
        }
        ready.widen();
        while let Some(unit) = ready.next(pilot.saturating_sub(people)) {
            people += units.size(unit);
            order.push(unit);
        }
        let in_pilot = order.len();
        while let Some(unit) = ready.next(u32::MAX) {
            order.push(unit);
        }
        Self {
            units: order,
            pilot: in_pilot,
        }
    }
}

/// Units whose managers stand in the order already, by department.
struct Ready<'u> {
    units: &'u Units,
    /// By unit: its department, that of its first member.
    departments: Vec<u32>,
    /// By unit: those that wait for it.
    waiting: Waiting,
    /// By department: the units that are ready, the last one next.
    queues: Vec<Vec<UnitIx>>,
    /// Departments by how many of them are ready, most first; nobody's department last.
    fullest: BTreeSet<Fullness>,
    current: Option<u32>,
    /// Whether a unit may be taken yet; none once all may.
    allowed: Option<Vec<bool>>,
    aside: Vec<UnitIx>,
}

impl<'u> Ready<'u> {
    fn new(units: &'u Units, of_user: &[u32]) -> Self {
        let department = |unit| {
            let first = units.members(unit).next();
            first.map_or(0, |user| of_user[user.index()])
        };
        let departments: Vec<u32> = (0..units.len()).map(department).collect();
        let most = departments.iter().max().map_or(0, |most| *most as usize);
        Self {
            units,
            waiting: Waiting::of(units),
            queues: vec![Vec::new(); most + 1],
            departments,
            fullest: BTreeSet::new(),
            current: None,
            allowed: None,
            aside: Vec::new(),
        }
    }

    /// Lets only some units be taken, and whoever waits for nobody begin.
    fn narrow_to(&mut self, is_allowed: impl Fn(UnitIx) -> bool) {
        self.allowed = Some((0..self.units.len()).map(is_allowed).collect());
        let free = (0..self.units.len()).filter(|unit| self.units.waits_for(*unit).is_none());
        for unit in free.collect::<Vec<_>>().into_iter().rev() {
            self.enter(unit);
        }
    }

    /// Lets everybody be taken who was kept aside.
    fn widen(&mut self) {
        self.allowed = None;
        let mut aside = std::mem::take(&mut self.aside);
        aside.sort_unstable();
        for unit in aside.into_iter().rev() {
            self.enter(unit);
        }
    }

    fn enter(&mut self, unit: UnitIx) {
        if self
            .allowed
            .as_ref()
            .is_some_and(|allowed| !allowed[unit as usize])
        {
            self.aside.push(unit);
            return;
        }
        let department = self.departments[unit as usize];
        let queue = &mut self.queues[department as usize];
        self.fullest.remove(&fullness(queue.len(), department));
        queue.push(unit);
        self.fullest.insert(fullness(queue.len(), department));
    }

    /// The next unit of at most so many people, of the department that is being taken where it has one;
    /// those who waited for it are ready then.
    fn next(&mut self, people_max: u32) -> Option<UnitIx> {
        let has_ready = |queues: &[Vec<UnitIx>], at: u32| !queues[at as usize].is_empty();
        let current = self.current.filter(|at| has_ready(&self.queues, *at));
        let full = self
            .fullest
            .iter()
            .find(|(_, Reverse(count), _)| *count > 0);
        let (_, _, fullest) = *full?;
        let department = current.unwrap_or(fullest);
        let queue = &mut self.queues[department as usize];
        let unit = *queue.last()?;
        if self.units.size(unit) > people_max {
            return None;
        }
        self.fullest.remove(&fullness(queue.len(), department));
        queue.pop();
        self.fullest.insert(fullness(queue.len(), department));
        self.current = Some(department);
        for at in self.waiting.on(unit).rev() {
            let unit = self.waiting.units[at];
            self.enter(unit);
        }
        Some(unit)
    }
}

/// Whether it is nobody's department, how many are ready, which one.
type Fullness = (bool, Reverse<usize>, u32);

fn fullness(ready: usize, department: u32) -> Fullness {
    (department == 0, Reverse(ready), department)
}

/// Which units wait for each.
struct Waiting {
    starts: Vec<u32>,
    units: Vec<UnitIx>,
}

impl Waiting {
    fn of(units: &Units) -> Self {
        let mut starts = vec![0u32; units.len() as usize + 1];
        let waits = |unit| units.waits_for(unit).map(|other| other as usize);
        for other in (0..units.len()).filter_map(waits) {
            starts[other + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut list = vec![0; starts.last().map_or(0, |end| *end as usize)];
        for unit in 0..units.len() {
            if let Some(other) = waits(unit) {
                list[next[other] as usize] = unit;
                next[other] += 1;
            }
        }
        Self {
            starts,
            units: list,
        }
    }

    /// Positions of the units that wait for one.
    fn on(&self, unit: UnitIx) -> std::ops::Range<usize> {
        self.starts[unit as usize] as usize..self.starts[unit as usize + 1] as usize
    }
}

//! The planted cases: what each is, how many there are, and what the rule should make of them.
//!
//! The table is the register that the README of the sample and its tests are made from. How a
//! case is planted stands in the modules below, one for each kind of trouble.

mod arrivals;
mod collisions;
mod keys;
mod names;
mod others;
mod planting;
mod scope;
mod table;
mod values;

pub(super) use table::TROUBLES;

use super::outcome::Outcome;
use super::people::Population;
use planting::Planting;

/// One kind of planted case.
pub(super) struct Trouble {
    pub(super) code: &'static str,
    /// How often it is planted; zero for the other half of a case.
    times: usize,
    plant: fn(&mut Planting<'_>),
    /// What becomes of such a person under the documented keys with everybody in scope.
    pub(super) outcome: Outcome,
    /// One sentence for the README.
    pub(super) about: &'static str,
}

/// Plants every case of the table, in its order.
pub(super) fn plant(population: &mut Population) {
    for trouble in TROUBLES {
        for nth in 0..trouble.times {
            (trouble.plant)(&mut Planting::new(population, trouble.code, nth));
        }
    }
}

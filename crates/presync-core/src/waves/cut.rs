//! Where the order is cut into waves: at the size wanted, or a little before or after it where a department
//! ends.

use super::{
    SLACK, Sizes,
    order::Order,
    units::{UnitIx, Units},
};

/// Waves that are numbered in a `u16`.
const WAVES_MAX: usize = 1_000;

/// Where each wave ends, in units of the order.
pub(super) fn ends(order: &Order, units: &Units, departments: &[u32], sizes: &Sizes) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    if order.pilot > 0 {
        ends.push(order.pilot);
        start = order.pilot;
    }
    while start < order.units.len() {
        let end = match ends.len() < WAVES_MAX {
            true => end_of(order, units, departments, start, sizes.at(ends.len())),
            false => order.units.len(),
        };
        ends.push(end);
        start = end;
    }
    ends
}

/// The end of a wave that begins at `start`: the department's end next to the size wanted, within a quarter
/// of it; else as many as fit.
fn end_of(order: &Order, units: &Units, departments: &[u32], start: usize, wanted: u32) -> usize {
    let slack = wanted / SLACK;
    let department = |unit: UnitIx| {
        let first = units.members(unit).next();
        first.map_or(0, |user| departments[user.index()])
    };
    let (mut people, mut fits, mut whole) = (0, start + 1, None);
    for at in start..order.units.len() {
        people += units.size(order.units[at]);
        if people > wanted + slack {
            break;
        }
        if people <= wanted {
            fits = at + 1;
        }
        let next = order.units.get(at + 1);
        let is_end = next.is_none_or(|next| department(*next) != department(order.units[at]));
        if is_end && people + slack >= wanted {
            let off = people.abs_diff(wanted);
            if whole.is_none_or(|(best, _)| off < best) {
                whole = Some((off, at + 1));
            }
        }
    }
    whole.map_or(fits, |(_, end)| end)
}

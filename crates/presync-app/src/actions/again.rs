//! The cycle after the first one, of the stored plan: what it would still write.

use presync_core::{Side, catalogue, simulate};

use super::why::finished;
use crate::{
    App,
    job::JobContext,
    wire::{Failure, Nothing, SecondCycle, SecondCycleRow},
};

pub(crate) fn second_cycle(
    app: &App,
    _: Nothing,
    job: &JobContext,
) -> Result<SecondCycle, Failure> {
    let opened = app.workspace()?;
    let finished = finished(app, &opened, job)?;
    let made = &finished.made;
    let second = simulate::again(&made.input(), &made.plan, job)?;
    let row = |(row, count): (u16, u32)| {
        let target = &made.mapping.users.rows[usize::from(row)].target;
        let known = catalogue::find(Side::Legacy, target);
        SecondCycleRow {
            target: target.clone(),
            label: known.map_or_else(String::new, |known| known.label.to_owned()),
            count,
        }
    };
    Ok(SecondCycle {
        rows: second.by_row().into_iter().map(row).collect(),
    })
}

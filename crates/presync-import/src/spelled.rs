//! How the cells of each column are spelt, decided from a sample: which number of a date is the day, and
//! what remains open.

use std::collections::BTreeMap;

use presync_core::{Diagnostic, Side};

use crate::{
    DateOrder, ReadOptions,
    observation::of_column,
    reading::{self, Rule},
    recognise::Recognised,
    sample::Evidence,
};

/// The order of dates by header, stated or found, and what could not be decided.
pub(crate) fn decide(
    side: Side,
    columns: &[Recognised],
    evidence: &Evidence,
    options: &ReadOptions,
) -> (BTreeMap<String, DateOrder>, Vec<Diagnostic>) {
    let stated = ReadOptions {
        dates: evidence.dates_stated.clone(),
        ..options.clone()
    };
    let mut dates = stated.dates.clone();
    let mut doubts = Vec::new();
    for (recognised, spellings) in columns.iter().zip(&evidence.spellings) {
        let column = &recognised.column;
        let doubt = match Rule::of(side, column, &stated) {
            Rule::Date(None) => {
                let order = spellings.date_order();
                dates.extend(order.map(|order| (column.header.clone(), order)));
                spellings.date_doubt()
            }
            Rule::Id if reading::may_be_padded(&column.attribute) => {
                spellings.zeros_doubt().or_else(|| spellings.dates_doubt())
            }
            _ => None,
        };
        doubts.extend(doubt.map(|doubt| of_column(&column.header, doubt)));
    }
    (dates, doubts)
}

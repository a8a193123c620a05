//! The data fixes in `plan.json`: bulk edits and counts. Single edits stand in the CSV files.

use presync_core::{
    Outcome,
    fixes::{BulkEdit, FixPlan, Prediction},
};
use serde::Serialize;

use std::collections::BTreeMap;

#[derive(Serialize)]
pub(super) struct Fixes<'a> {
    edits_intranet: usize,
    edits_azure: usize,
    hold_back: usize,
    groups: Vec<Group<'a>>,
    /// Absent where there is nothing to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    predicted: Option<Predicted>,
}

#[derive(Serialize)]
struct Group<'a> {
    group: String,
    side: &'static str,
    field: &'a str,
    rule: String,
    people: u32,
    renames: bool,
}

#[derive(Serialize)]
struct Predicted {
    plan_line: BTreeMap<&'static str, u32>,
    azure_outcomes: BTreeMap<&'static str, u32>,
    intranet_outcomes: BTreeMap<&'static str, u32>,
}

impl<'a> Fixes<'a> {
    pub(super) fn of(fixes: &'a FixPlan) -> Self {
        use presync_core::Side::{Azure, Legacy};
        let groups = (0u32..).zip(&fixes.groups);
        Self {
            edits_intranet: fixes.of_side(Legacy).count(),
            edits_azure: fixes.of_side(Azure).count(),
            hold_back: fixes.hold_back.len(),
            groups: groups.map(|(at, edit)| group(at, edit)).collect(),
            predicted: fixes.predicted.as_ref().map(predicted),
        }
    }
}

fn group(at: u32, edit: &BulkEdit) -> Group<'_> {
    Group {
        group: crate::formats::fixes_csv::group_name(at),
        side: edit.side.as_str(),
        field: &edit.field,
        rule: edit.rule.words(),
        people: edit.people,
        renames: edit.renames,
    }
}

fn predicted(prediction: &Prediction) -> Predicted {
    let line = prediction.line;
    let named = |counts: &[u32; 8]| {
        let names = Outcome::ALL.map(Outcome::as_str);
        names.into_iter().zip(counts.iter().copied()).collect()
    };
    Predicted {
        plan_line: BTreeMap::from([
            ("link", line.link),
            ("update", line.update),
            ("disable", line.disable),
            ("create", line.create),
            ("skip", line.skip),
            ("fail", line.fail),
        ]),
        azure_outcomes: named(&prediction.azure),
        intranet_outcomes: named(&prediction.legacy),
    }
}

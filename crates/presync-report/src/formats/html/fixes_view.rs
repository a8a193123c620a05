//! The data fixes as the page lays them out: bulk edits, and the plan after them beside the present one.

use presync_core::{Outcome, Plan, Side, fixes::FixPlan, plan::PlanLine, summary::thousands};

use super::super::fixes_csv::{group_name, label};

/// Bulk edits that the page shows.
const GROUPS_MAX: usize = 50;

/// The section.
pub(super) struct FixesView<'a> {
    pub(super) edits: String,
    pub(super) held: String,
    pub(super) groups: Vec<GroupView<'a>>,
    pub(super) more_groups: String,
    /// Now and after, as plan lines and dangers.
    pub(super) lines: Vec<LineView>,
}

/// One bulk edit.
pub(super) struct GroupView<'a> {
    pub(super) name: String,
    pub(super) side: &'static str,
    pub(super) label: &'a str,
    pub(super) rule: String,
    pub(super) people: String,
    pub(super) renames: bool,
    pub(super) samples: Vec<(&'a str, &'a str)>,
}

/// One plan.
pub(super) struct LineView {
    pub(super) name: &'static str,
    pub(super) cells: Vec<String>,
}

impl<'a> FixesView<'a> {
    /// None where there is nothing to do.
    pub(super) fn of(fixes: &'a FixPlan, line: PlanLine, now: [u32; 3]) -> Option<Self> {
        let predicted = fixes.predicted.as_ref()?;
        let after = DANGERS.map(|outcome| predicted.count(Side::Azure, outcome));
        let shown = fixes.groups.iter().take(GROUPS_MAX);
        let more = fixes.groups.len().saturating_sub(GROUPS_MAX);
        Some(Self {
            edits: thousands(fixes.fixes.len() as u64),
            held: thousands(fixes.hold_back.len() as u64),
            groups: (0u32..)
                .zip(shown)
                .map(|(at, edit)| group(at, edit))
                .collect(),
            more_groups: match more {
                0 => String::new(),
                more => thousands(more as u64),
            },
            lines: vec![
                line_view("Now", line, now),
                line_view("After the fixes", predicted.line, after),
            ],
        })
    }
}

/// What nobody wants, in the order of the columns.
const DANGERS: [Outcome; 3] = [Outcome::Takeover, Outcome::Duplicate, Outcome::Ambiguous];

/// How many Azure users a plan has of each.
pub(super) fn dangers(plan: &Plan) -> [u32; 3] {
    DANGERS.map(|outcome| u32::try_from(plan.count(Side::Azure, outcome)).unwrap_or(u32::MAX))
}

fn line_view(name: &'static str, line: PlanLine, dangers: [u32; 3]) -> LineView {
    let parts = [
        line.link,
        line.update,
        line.disable,
        line.create,
        line.skip,
        line.fail,
    ];
    let cells = parts.into_iter().chain(dangers);
    LineView {
        name,
        cells: cells.map(|count| thousands(count.into())).collect(),
    }
}

fn group(at: u32, edit: &presync_core::fixes::BulkEdit) -> GroupView<'_> {
    let samples = edit.samples.iter();
    GroupView {
        name: group_name(at),
        side: super::words::side(edit.side),
        label: label(edit.side, &edit.field),
        rule: edit.rule.words(),
        people: thousands(edit.people.into()),
        renames: edit.renames,
        samples: samples
            .map(|one| (one.now.as_str(), one.set_to.as_str()))
            .collect(),
    }
}

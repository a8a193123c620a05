//! One change: what would become of one attribute of one account.

use crate::{
    Action, AssumptionSet, engagement::Engagement, plan::Change, summary::IdentityColumns,
};

/// Everything the plan says about one change.
#[derive(Debug, Clone, Copy)]
pub struct Changed<'a> {
    /// Who causes it, whom it is written to, its kind and its class.
    pub change: Change,
    /// What the cycle would do for the Azure user that causes it.
    pub action: Action,
    /// The attribute, as the mapping spells it.
    pub target: &'a str,
    /// The value of today.
    pub now: &'a str,
    /// The value after the cycle.
    pub would_be: &'a str,
    /// The rule that brings it, such as `direct:mail`.
    pub mapping: &'a str,
    /// What it assumes: what the person's row does, and that an account's value is empty where no
    /// export shows it.
    pub basis: AssumptionSet,
}

/// All changes in the order of the plan.
#[derive(Debug)]
pub struct ChangedRows<'a> {
    engagement: &'a Engagement<'a>,
    rows: Vec<MappingRow>,
}

/// What a mapping row brings to each of its changes.
#[derive(Debug)]
struct MappingRow {
    label: String,
}

impl<'a> ChangedRows<'a> {
    /// The changes of an engagement.
    #[must_use]
    pub fn of(engagement: &'a Engagement<'a>) -> Self {
        let rows = engagement.mapping.users.rows.iter().map(|row| MappingRow {
            label: row.source.label(),
        });
        Self {
            engagement,
            rows: rows.collect(),
        }
    }

    /// By which ids, names and addresses the people of a change are shown.
    #[must_use]
    pub fn columns(&self) -> IdentityColumns<'a> {
        IdentityColumns::of(self.engagement)
    }

    /// A row each.
    pub fn iter(&self) -> impl Iterator<Item = Changed<'_>> {
        let changes = self.engagement.plan.changes.iter();
        changes.map(|(at, change)| self.changed(at, change))
    }

    /// One row, by its position in the plan.
    #[must_use]
    pub fn at(&self, at: u32) -> Changed<'_> {
        self.changed(at, self.engagement.plan.changes.get(at))
    }

    fn changed(&self, at: u32, change: Change) -> Changed<'_> {
        let plan = self.engagement.plan;
        let row = &self.rows[usize::from(change.row)];
        let cause = &plan.azure[change.azure.index()];
        Changed {
            change,
            action: cause.action,
            target: &self.engagement.mapping.users.rows[usize::from(change.row)].target,
            now: plan.changes.now(at),
            would_be: plan.changes.would_be(at),
            mapping: &row.label,
            basis: change.basis,
        }
    }
}

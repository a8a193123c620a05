//! One change of a plan as the change files show it. Both files are written from this one view.

use presync_core::{
    Action, Assumption, AssumptionSet,
    engagement::Engagement,
    plan::{Change, ChangeClass, ChangeKind},
    summary::{AzureIdentity, IdentityColumns, LegacyIdentity},
};

/// Everything the plan says about one change.
pub(crate) struct Changed<'a> {
    pub(crate) azure: AzureIdentity<'a>,
    pub(crate) account: Option<LegacyIdentity<'a>>,
    pub(crate) action: Action,
    pub(crate) target: &'a str,
    pub(crate) kind: ChangeKind,
    pub(crate) now: &'a str,
    pub(crate) would_be: &'a str,
    pub(crate) class: ChangeClass,
    pub(crate) mapping: &'a str,
    pub(crate) basis: AssumptionSet,
}

/// All changes in the order of the plan.
pub(crate) struct ChangedRows<'a> {
    engagement: &'a Engagement<'a>,
    columns: IdentityColumns<'a>,
    rows: Vec<MappingRow>,
}

/// What a mapping row brings to each of its changes.
struct MappingRow {
    label: String,
    is_exported: bool,
}

impl<'a> ChangedRows<'a> {
    pub(crate) fn of(engagement: &'a Engagement<'a>) -> Self {
        let rows = engagement.mapping.users.rows.iter().map(|row| MappingRow {
            label: row.source.label(),
            is_exported: engagement.legacy.attribute(&row.target).is_some(),
        });
        Self {
            engagement,
            columns: IdentityColumns::of(engagement),
            rows: rows.collect(),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Changed<'_>> {
        self.engagement
            .plan
            .changes
            .iter()
            .map(|(at, change)| self.changed(at, change))
    }

    fn changed(&self, at: u32, change: Change) -> Changed<'_> {
        let plan = self.engagement.plan;
        let row = &self.rows[usize::from(change.row)];
        let cause = &plan.azure[change.azure.index()];
        let unseen = change.account.is_some() && !row.is_exported;
        Changed {
            azure: self.columns.azure(change.azure),
            account: change.account.map(|account| self.columns.legacy(account)),
            action: cause.action,
            target: &self.engagement.mapping.users.rows[usize::from(change.row)].target,
            kind: change.kind,
            now: plan.changes.now(at),
            would_be: plan.changes.would_be(at),
            class: change.class,
            mapping: &row.label,
            basis: match unseen {
                true => cause.basis.with(Assumption::NotExported),
                false => cause.basis,
            },
        }
    }
}

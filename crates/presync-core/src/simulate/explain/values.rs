//! What would be written to the user's account and from what, and what would not and why.

use presync_expr::Expression;

use super::{
    super::{
        Input,
        compare::is_same,
        cycle::Cycle,
        flow::{BoundRow, Flow},
        source::{AzureSource, SourceValue},
    },
    world::World,
};
use crate::{
    Action, Plan, UserIx,
    mapping::{Apply, AttributeMapping, MappingSource},
    plan::{AzureRow, Change, Why},
    record::VALUE_SEPARATOR,
};

/// One attribute that would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Position in [`Plan::changes`].
    pub at: u32,
    /// What happens, and by which mapping row.
    pub change: Change,
    /// What the mapping row read; nothing for a constant.
    pub reads: Vec<SourceRead>,
}

/// A source attribute that a mapping row read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRead {
    /// Its name as the mapping spells it.
    pub attribute: String,
    /// Its value for this user, several joined by `;`; empty when there is none.
    pub value: String,
}

/// A mapping row that would write nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRow {
    /// Position of the row.
    pub row: u16,
    /// Why.
    pub why: Kept,
}

/// Why a mapping row writes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// The account holds the value already, as the service compares.
    Same,
    /// The source has no value, and nulls are not sent.
    NoValue,
    /// The source has no value, and the default applies on create only.
    DefaultOnCreateOnly,
    /// The row applies during creation only.
    CreateOnly,
    /// The row has no source and fills only what is empty.
    NotEmpty,
    /// The export does not hold what the row reads.
    NotExported,
    /// The expression says so.
    SkippedByExpression,
    /// No value can be computed, for this reason.
    NotComputed(String),
    /// A reference to nobody the sync knows, or to who stands there already.
    NoReference,
    /// A disabled user gets nothing but the active flag.
    Disabled,
    /// The Update box is off.
    UpdateOff,
}

pub(super) fn written(input: &Input<'_>, plan: &Plan, user: UserIx) -> Vec<Written> {
    let alone = input.azure.pick(&[user], &[]);
    let source = AzureSource::new(&alone);
    let changes = plan.azure[user.index()].changes.clone();
    changes
        .map(|at| {
            let change = plan.changes.get(at);
            let row = &input.mapping.users.rows[usize::from(change.row)];
            Written {
                at,
                change,
                reads: reads(&source, row),
            }
        })
        .collect()
}

/// The source attributes of a row, with the values of the only user of a source.
fn reads(source: &AzureSource<'_>, row: &AttributeMapping) -> Vec<SourceRead> {
    let read = |name: &str| SourceRead {
        attribute: name.to_owned(),
        value: value_of(source, name),
    };
    match &row.source {
        MappingSource::Direct(name) => vec![read(name)],
        MappingSource::Expression(text) => Expression::parse(text).map_or_else(
            |_| Vec::new(),
            |expression| {
                let mut names = expression.attribute_names();
                let mut known = std::collections::BTreeSet::new();
                names.retain(|name| known.insert(*name));
                names.into_iter().map(read).collect()
            },
        ),
        MappingSource::Constant(_) | MappingSource::None => Vec::new(),
    }
}

/// The value of a source attribute for the user that stands first in a world; empty when there is none.
pub(super) fn read_value(cycle: &Cycle<'_>, name: &str) -> String {
    value_of(&cycle.source, name)
}

fn value_of(source: &AzureSource<'_>, name: &str) -> String {
    let Some(slot) = source.resolve(name) else {
        return String::new();
    };
    match source.value(UserIx(0), slot) {
        SourceValue::Null => String::new(),
        SourceValue::One(text) => text.to_owned(),
        SourceValue::Many(texts) => texts.replace(VALUE_SEPARATOR, ";"),
        SourceValue::Boolean(true) => "True".to_owned(),
        SourceValue::Boolean(false) => "False".to_owned(),
    }
}

/// The rows that write nothing to the account of the user that stands first in a world.
pub(super) fn kept(
    cycle: &Cycle<'_>,
    plan: &Plan,
    row: &AzureRow,
    world: &World<'_>,
) -> Vec<KeptRow> {
    let account = match (row.action, row.hits.as_ref()) {
        (Action::Create, _) => None,
        (Action::Update | Action::None | Action::Disable, [account]) => Some(
            world
                .place_of(*account)
                .expect("BUG: hits are in the world"),
        ),
        _ => return Vec::new(),
    };
    let is_written = |at: u16| {
        let mut changes = row.changes.clone();
        changes.any(|change| plan.changes.get(change).row == at)
    };
    let rows = cycle.mapping.rows.iter();
    rows.filter(|bound| !is_written(bound.at))
        .map(|bound| KeptRow {
            row: bound.at,
            why: why_kept(cycle, bound, account, row.why),
        })
        .collect()
}

fn why_kept(cycle: &Cycle<'_>, bound: &BoundRow<'_>, account: Option<UserIx>, why: Why) -> Kept {
    let mapping = bound.mapping;
    if account.is_some() && !cycle.input.mapping.users.actions.update {
        return Kept::UpdateOff;
    }
    if why == Why::DisabledWithAccount && mapping.target != "active" {
        return Kept::Disabled;
    }
    if account.is_some() && mapping.apply == Apply::OnCreate {
        return Kept::CreateOnly;
    }
    let held = bound.held.zip(account);
    let now = held.map_or("", |(attribute, user)| {
        cycle.input.legacy.held(user, attribute)
    });
    if mapping.source == MappingSource::None && !now.is_empty() {
        return Kept::NotEmpty;
    }
    let person = cycle.person(UserIx(0));
    let flow = match account {
        Some(_) => bound.on_update(&person, now),
        None => bound.on_create(&person),
    };
    match flow {
        Flow::Value(value) if is_same(now, &value, bound.kind, bound.case_exact) => Kept::Same,
        Flow::Value(_) if bound.is_reference() => Kept::NoReference,
        Flow::Value(_) => Kept::Same,
        Flow::Skip(_) => Kept::SkippedByExpression,
        Flow::Error(message) => Kept::NotComputed(message),
        Flow::Null if bound.is_unknown() => Kept::NotExported,
        Flow::Null if mapping.default.is_some() && account.is_some() => Kept::DefaultOnCreateOnly,
        Flow::Null => Kept::NoValue,
    }
}

//! What would be written to the user's account and from what, and what would not and why.

use presync_expr::Expression;

use super::{
    super::{
        Input,
        cycle::Cycle,
        flow::{BoundRow, Flow},
        sameness,
        source::{AzureSource, SourceValue},
    },
    world::World,
};
use crate::{
    Action, Assumption, Plan, UserIx,
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
    /// The row fills only what is empty.
    NotEmpty,
    /// The export does not hold what the row reads.
    NotExported,
    /// The intranet's export does not hold the attribute, which is read as holding the value.
    Unseen,
    /// The schema of one of the systems keeps the row from writing here.
    NotWritable,
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
    let asked = Asked {
        cycle,
        user: world.me,
        account,
        why: row.why,
    };
    let rows = cycle.mapping.rows.iter();
    rows.filter(|bound| !is_written(bound.at))
        .map(|bound| KeptRow {
            row: bound.at,
            why: asked.why_kept(bound),
        })
        .collect()
}

/// Whom it is asked of why rows write nothing.
struct Asked<'a> {
    cycle: &'a Cycle<'a>,
    user: UserIx,
    account: Option<UserIx>,
    why: Why,
}

impl Asked<'_> {
    fn why_kept(&self, bound: &BoundRow<'_>) -> Kept {
        if let Some(kept) = self.why_untouched(bound) {
            return kept;
        }
        let now = self.now(bound);
        let person = self.cycle.person(self.user);
        let flow = match self.account {
            Some(_) => bound.on_update(&person, now),
            None => bound.on_create(&person),
        };
        let choice = self.cycle.reading.choices.of(Assumption::ExportEqualsScim);
        let is_same = |value: &str| sameness::compare(now, value, &bound.rules, choice).is_same;
        match flow {
            Flow::Value(value) if is_same(&value) => Kept::Same,
            Flow::Value(_) if bound.is_reference() => Kept::NoReference,
            Flow::Value(_) if bound.held.is_none() => Kept::Unseen,
            Flow::Value(_) => Kept::Same,
            Flow::Skip(_) => Kept::SkippedByExpression,
            Flow::Error(message) => Kept::NotComputed(message),
            Flow::Several => Kept::NotComputed("it has several values".to_owned()),
            Flow::Null if bound.is_unknown() => Kept::NotExported,
            Flow::Null | Flow::Empty
                if bound.mapping.default.is_some() && self.account.is_some() =>
            {
                Kept::DefaultOnCreateOnly
            }
            Flow::Null | Flow::Empty => Kept::NoValue,
        }
    }

    /// What keeps a row from being computed at all.
    fn why_untouched(&self, bound: &BoundRow<'_>) -> Option<Kept> {
        let has_account = self.account.is_some();
        let is_empty = self.now(bound).is_empty();
        if has_account && !self.cycle.input.mapping.users.actions.update {
            return Some(Kept::UpdateOff);
        }
        if self.why == Why::DisabledWithAccount && bound.mapping.target != "active" {
            return Some(Kept::Disabled);
        }
        if has_account && bound.mapping.apply == Apply::OnCreate {
            return Some(Kept::CreateOnly);
        }
        let is_filling =
            bound.mapping.source == MappingSource::None || bound.mapping.apply == Apply::IfEmpty;
        if is_filling && !is_empty {
            return Some(Kept::NotEmpty);
        }
        let is_barred = match has_account {
            true => !bound.updates(is_empty),
            false => bound.rules.is_read_only(),
        };
        is_barred.then_some(Kept::NotWritable)
    }

    fn now(&self, bound: &BoundRow<'_>) -> &str {
        let held = bound.held.zip(self.account);
        held.map_or("", |(attribute, user)| {
            self.cycle.input.legacy.held(user, attribute)
        })
    }
}

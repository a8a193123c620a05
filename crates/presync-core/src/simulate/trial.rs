//! The first pass asked about single users again while values of either side are tried.
//!
//! It decides as the cycle does, over everybody, and costs a look-up a question. What is worth trying is
//! `fixes`'s.

use super::{
    Input,
    cycle::{Cycle, USER_NAME},
    decide::Asked,
    flow::Flow,
    lookup::LookupIndex,
    source::SourceSlot,
};
use crate::{
    Action, AttributeId, Outcome, UserIx,
    mapping::{AttributeMapping, MappingSource},
};

/// A cycle in which values can be tried.
#[derive(Debug)]
pub(crate) struct Trial<'a> {
    cycle: Cycle<'a>,
}

/// What the first pass says of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fate {
    pub(crate) outcome: Outcome,
    pub(crate) action: Action,
    /// The match key that hit, by row.
    pub(crate) key: Option<u16>,
    pub(crate) hits: Vec<UserIx>,
}

impl<'a> Trial<'a> {
    pub(crate) fn of(input: &'a Input<'a>) -> Self {
        Self {
            cycle: Cycle::new(input),
        }
    }

    pub(crate) fn input(&self) -> &'a Input<'a> {
        self.cycle.input
    }

    /// What becomes of a user. One whose rename would be refused fails, as the second pass would say.
    pub(crate) fn fate(&self, user: UserIx) -> Fate {
        let reading = &self.cycle.reading;
        self.told(user, self.cycle.decide(user, reading))
    }

    /// What would become of a user in scope.
    pub(crate) fn fate_in_scope(&self, user: UserIx) -> Fate {
        let reading = &self.cycle.reading;
        let asked = Asked::default();
        self.told(user, self.cycle.decide_in_scope(user, reading, asked))
    }

    fn told(&self, user: UserIx, decision: super::decide::Decision) -> Fate {
        let (found, fate) = (decision.found, decision.fate);
        let is_refused = fate.action == Action::Update
            && found
                .users
                .first()
                .is_some_and(|own| self.rename_is_refused(user, *own));
        Fate {
            outcome: fate.outcome,
            action: match is_refused {
                true => Action::Fail,
                false => fate.action,
            },
            key: found.key,
            hits: found.users,
        }
    }

    /// Whether another account holds the user name that an update would write.
    fn rename_is_refused(&self, user: UserIx, account: UserIx) -> bool {
        let cycle = &self.cycle;
        let mut rows = cycle.mapping.rows.iter();
        let Some(row) = rows.find(|row| row.mapping.target == USER_NAME) else {
            return false;
        };
        let now = cycle.user_names.held(account);
        let updates = cycle.input.mapping.users.actions.update;
        match row.on_update(&cycle.person(user), now) {
            Flow::Value(name) if updates && *name != *now => {
                let (reading, mut asked) = (&cycle.reading, Asked::default());
                let is_default = reading.is_default(crate::Assumption::UserNameTaken);
                is_default && cycle.is_taken(&name, Some(account), reading, &mut asked)
            }
            _ => false,
        }
    }

    /// The match keys by precedence, as rows.
    pub(crate) fn keys(&self) -> Vec<u16> {
        let rows = &self.cycle.mapping.rows;
        let keys = self.cycle.keys.iter();
        keys.map(|key| rows[key.row].at).collect()
    }

    /// The row that writes the user name.
    pub(crate) fn name_row(&self) -> Option<u16> {
        let mut rows = self.cycle.mapping.rows.iter();
        let row = rows.find(|row| row.mapping.target == USER_NAME)?;
        Some(row.at)
    }

    pub(crate) fn mapping(&self, row: u16) -> &'a AttributeMapping {
        self.cycle.mapping.rows[usize::from(row)].mapping
    }

    /// What a row gives for a user, defaults aside; none for null, a skip or an error.
    pub(crate) fn value(&self, row: u16, user: UserIx) -> Option<String> {
        let person = self.cycle.person(user);
        match self.cycle.mapping.rows[usize::from(row)].flow(&person) {
            Flow::Value(value) => Some(value.into_owned()),
            _ => None,
        }
    }

    /// The intranet's column that a row writes to and match keys look in.
    pub(crate) fn target(&self, row: u16) -> Option<AttributeId> {
        self.cycle.mapping.rows[usize::from(row)].held
    }

    /// What an account holds where look-ups look, tried values counted.
    pub(crate) fn held(&self, account: UserIx, attribute: AttributeId) -> &str {
        match self.index(attribute) {
            Some(index) => index.held(account),
            None => self.cycle.input.legacy.held(account, attribute),
        }
    }

    /// The accounts that hold a value where look-ups look, letter case aside.
    pub(crate) fn holders(&self, attribute: AttributeId, value: &str) -> Vec<UserIx> {
        let index = self.index(attribute);
        index.map_or_else(Vec::new, |index| index.find(value, true).users)
    }

    fn index(&self, attribute: AttributeId) -> Option<&LookupIndex<'a>> {
        let cycle = &self.cycle;
        let keys = cycle.keys.iter().map(|key| &key.index);
        let mut all = keys.chain([&cycle.user_names]);
        all.find(|index| index.attribute() == Some(attribute))
    }

    /// What an Azure user holds, tried values counted.
    pub(crate) fn azure_held(&self, user: UserIx, attribute: AttributeId) -> &str {
        self.cycle.source.held(user, attribute)
    }

    /// The column that a source attribute of a mapping is read from, where that is a plain one.
    pub(crate) fn column(&self, name: &str) -> Option<AttributeId> {
        match self.cycle.source.resolve(name)? {
            SourceSlot::Column(attribute) => Some(attribute),
            _ => None,
        }
    }

    /// Whether a row gives a column as it is.
    pub(crate) fn reads(&self, row: u16, attribute: AttributeId) -> bool {
        match &self.mapping(row).source {
            MappingSource::Direct(name) => self.column(name) == Some(attribute),
            _ => false,
        }
    }

    /// Lets an account hold another value, or what it holds again.
    pub(crate) fn set_legacy(
        &mut self,
        account: UserIx,
        attribute: AttributeId,
        value: Option<&str>,
    ) {
        let cycle = &mut self.cycle;
        let keys = cycle.keys.iter_mut().map(|key| &mut key.index);
        for index in keys.chain([&mut cycle.user_names]) {
            if index.attribute() == Some(attribute) {
                index.tried.set(account, value.map(str::to_owned));
            }
        }
    }

    /// Lets an Azure user hold another value, or what it holds again.
    pub(crate) fn set_azure(&mut self, user: UserIx, attribute: AttributeId, value: Option<&str>) {
        let source = &mut self.cycle.source;
        source.set_tried(user, attribute, value.map(str::to_owned));
    }
}

//! Required values that Azure lacks: what everybody else under the same manager has there.
//!
//! A guess that an administrator reads before it is made; without colleagues who agree there is none.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{proposal::Cell, proposal::Step, refusal::Refusals};
use crate::{
    AttributeId, Population, Side, UserIx,
    mapping::{Mapping, MappingSource},
};

/// Colleagues who must agree.
const AGREEING_MIN: u32 = 2;

/// What the people of a manager have in one attribute.
#[derive(Debug, Clone, Copy)]
struct Agreed<'p> {
    value: &'p str,
    people: u32,
    is_one: bool,
}

/// Values by attribute and manager, read when first asked for.
pub(super) struct Colleagues<'p> {
    azure: &'p Population,
    manager: Option<AttributeId>,
    agreed: BTreeMap<AttributeId, FxHashMap<&'p str, Agreed<'p>>>,
}

impl<'p> Colleagues<'p> {
    pub(super) fn of(azure: &'p Population) -> Self {
        Self {
            azure,
            manager: azure.attribute("manager"),
            agreed: BTreeMap::new(),
        }
    }

    /// An edit for everything a person lacks; none where something cannot be told.
    pub(super) fn fill(
        &mut self,
        user: UserIx,
        refusals: &Refusals<'_>,
        mapping: &Mapping,
    ) -> Option<Vec<Step>> {
        let lacking = refusals.of_data(user).iter();
        let steps: Option<Vec<Step>> = lacking
            .map(|(_, target)| {
                let MappingSource::Direct(name) = &mapping.users.row(target)?.source else {
                    return None;
                };
                let attribute = self.azure.attribute(name)?;
                let value = self.value(user, attribute)?.to_owned();
                let side = Side::Azure;
                let cell = Cell {
                    side,
                    user,
                    attribute,
                };
                Some(Step { cell, value })
            })
            .collect();
        steps.filter(|steps| !steps.is_empty())
    }

    fn value(&mut self, user: UserIx, attribute: AttributeId) -> Option<&'p str> {
        let (azure, manager) = (self.azure, self.manager?);
        let all = self.agreed.entry(attribute);
        let all = all.or_insert_with(|| agreed(azure, manager, attribute));
        let of_manager = all.get(azure.held(user, manager))?;
        let stands = of_manager.is_one && of_manager.people >= AGREEING_MIN;
        stands.then_some(of_manager.value)
    }
}

fn agreed(
    azure: &Population,
    manager: AttributeId,
    attribute: AttributeId,
) -> FxHashMap<&str, Agreed<'_>> {
    let mut all: FxHashMap<&str, Agreed<'_>> = FxHashMap::default();
    for user in azure.users() {
        let (chief, value) = (azure.held(user, manager), azure.held(user, attribute));
        if chief.is_empty() || value.is_empty() {
            continue;
        }
        let first = Agreed {
            value,
            people: 0,
            is_one: true,
        };
        let agreed = all.entry(chief).or_insert(first);
        agreed.people += 1;
        agreed.is_one &= agreed.value == value;
    }
    all
}

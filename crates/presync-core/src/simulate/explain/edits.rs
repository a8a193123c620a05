//! Single things somebody could do about a user's outcome, cheapest first: a value on either side, the
//! order of the match keys, another match key, a decision, an assignment, another choice where no document
//! says how the service behaves.
//!
//! It proposes; whether one of them helps, the cycle says.

use std::collections::BTreeSet;

use super::{
    super::{
        Settings,
        cycle::{Cycle, ignores_case},
        flow::Flow,
    },
    world::{KEY_TARGETS, Supposed, World, ids_of},
};
use crate::{
    Assumption, LetterCase, Outcome, UserIx,
    mapping::{AttributeMapping, Mapping, MappingSource},
    plan::{AzureRow, Why},
    population::CellEdit,
    scope::ListPlace,
};

/// Stands for whatever somebody fills in.
const SOME_VALUE: &str = "filled";
/// Position among the choices of `disabled-matched`.
const LEFT_ALONE: usize = 1;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Set an attribute of the Azure user; an empty `to` empties it.
    AzureValue {
        /// Source attribute.
        attribute: String,
        /// What it is now; may be empty.
        from: String,
        /// What it should be.
        to: String,
    },
    /// Fill an attribute of the Azure user, or change it, with whatever is right.
    AzureFill {
        /// Source attribute.
        attribute: String,
        /// What it is now; may be empty.
        from: String,
    },
    /// Set an attribute of an account; an empty `to` empties it.
    LegacyValue {
        /// The account.
        account: UserIx,
        /// Target attribute.
        attribute: String,
        /// What it is now; may be empty.
        from: String,
        /// What it should be.
        to: String,
    },
    /// Try this match key first.
    KeyFirst {
        /// Its target attribute.
        target: String,
    },
    /// Make these two a match key that is tried first.
    AddKey {
        /// Source attribute.
        source: String,
        /// Target attribute.
        target: String,
    },
    /// Decide that the user and an account are one person.
    DecidePair {
        /// The account.
        account: UserIx,
    },
    /// Assign the user to the application.
    Assign,
    /// Take back the decision that holds the user out.
    EndHold,
    /// Switch the Create box on.
    SwitchCreateOn,
    /// Look an attribute up with, or without, regard to letter case, if the intranet does.
    LetterCase {
        /// Target attribute.
        target: String,
        /// Whether case counts.
        counts: bool,
    },
    /// Leave disabled users' accounts alone, if the service does.
    LeaveDisabled,
}

impl Edit {
    /// Whether it concerns everybody, so that one person's card cannot say what it does.
    #[must_use]
    pub fn concerns_everybody(&self) -> bool {
        matches!(
            self,
            Self::KeyFirst { .. }
                | Self::AddKey { .. }
                | Self::SwitchCreateOn
                | Self::LetterCase { .. }
                | Self::LeaveDisabled
        )
    }

    /// The world with this done.
    pub(super) fn applied(&self, world: &World<'_>) -> Supposed {
        let mut supposed = world.as_it_is();
        let mapping = &mut supposed.mapping;
        match self {
            Self::AzureValue { attribute, to, .. } => {
                supposed.azure.push(cell(world.user(), attribute, to));
            }
            Self::AzureFill { attribute, .. } => {
                supposed
                    .azure
                    .push(cell(world.user(), attribute, SOME_VALUE));
            }
            Self::LegacyValue {
                account,
                attribute,
                to,
                ..
            } => supposed.legacy.push(cell(*account, attribute, to)),
            Self::KeyFirst { target } => put_first(mapping, target),
            Self::AddKey { source, target } => add_key(mapping, source, target),
            Self::DecidePair { account } => supposed.own = Some(*account),
            Self::Assign => assign(&mut supposed, world),
            Self::EndHold => supposed.scope.held_out.clear(),
            Self::SwitchCreateOn => mapping.users.actions.create = true,
            Self::LetterCase { target, counts } => {
                set_case(&mut supposed.settings, target, *counts);
            }
            Self::LeaveDisabled => {
                let choices = &mut supposed.settings.chosen.choices;
                *choices = choices.with(Assumption::DisabledMatched, LEFT_ALONE);
            }
        }
        supposed
    }
}

fn cell(user: UserIx, attribute: &str, value: &str) -> CellEdit {
    CellEdit {
        user,
        attribute: attribute.to_owned(),
        value: value.to_owned(),
    }
}

fn put_first(mapping: &mut Mapping, target: &str) {
    for row in &mut mapping.users.rows {
        row.precedence = row.precedence.map(|at| at.saturating_add(1));
        if row.precedence.is_some() && row.target == target {
            row.precedence = Some(0);
        }
    }
}

fn add_key(mapping: &mut Mapping, source: &str, target: &str) {
    let mut key = AttributeMapping::new(target, MappingSource::Direct(source.to_owned()));
    key.precedence = Some(0);
    mapping.users.rows.push(key);
}

fn assign(supposed: &mut Supposed, world: &World<'_>) {
    if let Some(id) = ids_of(world.input, world.user()).first() {
        let users = &mut supposed.scope.assignments.users;
        users.push(id, ListPlace::default());
    }
}

fn set_case(settings: &mut Settings, target: &str, counts: bool) {
    let case = match counts {
        true => LetterCase::Exact,
        false => LetterCase::Ignore,
    };
    settings.chosen.lookups.insert(target.to_owned(), case);
}

/// What edits are proposed from: the user, seen through a cycle in which it stands first.
pub(super) struct Proposer<'w> {
    pub(super) world: &'w World<'w>,
    pub(super) cycle: &'w Cycle<'w>,
    pub(super) row: &'w AzureRow,
}

impl Proposer<'_> {
    /// What could be done, cheapest first.
    pub(super) fn edits(&self) -> Vec<Edit> {
        match self.row.why {
            Why::NotAssigned => vec![Edit::Assign],
            Why::HeldOut => vec![Edit::EndHold],
            Why::FilteredOut => self.filter_values(),
            _ => self.of_rule(),
        }
    }

    fn of_rule(&self) -> Vec<Edit> {
        let mut edits = self.azure_values();
        edits.extend(self.legacy_values());
        edits.extend(self.key_orders());
        edits.extend(self.new_keys());
        edits.extend(self.decisions());
        edits.extend(self.switches());
        edits
    }

    /// The one clause that keeps a group of the filter from holding, where a value settles it.
    fn filter_values(&self) -> Vec<Edit> {
        let verdict = self
            .cycle
            .scoping
            .explain(self.world.me, &self.cycle.source);
        let filter = verdict.filter;
        let mut edits = Vec::new();
        for group in filter.groups.into_iter().chain(filter.input) {
            let mut failing = group.into_iter().filter(|clause| !clause.holds);
            let (Some(failed), None) = (failing.next(), failing.next()) else {
                continue;
            };
            let clause = failed.clause;
            let truth = |operator: &str| match operator.replace([' ', '_'], "").as_str() {
                "ISTRUE" => Some("True"),
                "ISFALSE" => Some("False"),
                "ISNOTNULL" => Some(SOME_VALUE),
                "ISNULL" => Some(""),
                _ => None,
            };
            let wanted = truth(&clause.operator.to_ascii_uppercase())
                .map(str::to_owned)
                .or_else(|| clause.values.first().cloned());
            edits.extend(wanted.map(|to| Edit::AzureValue {
                attribute: clause.attribute,
                from: failed.value.clone().unwrap_or_default(),
                to,
            }));
        }
        edits
    }

    fn azure_values(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        if self.cycle.source.is_disabled(self.world.me) {
            edits.extend(self.azure_value("accountEnabled", "True"));
        }
        for key in self.keys() {
            let MappingSource::Direct(attribute) = &key.source else {
                continue;
            };
            if let Some(own) = self.row.identity {
                let held = self.world.input.legacy.first_held(own, &key.target);
                edits.extend(self.azure_value(attribute, held));
            } else if self.row.why == Why::NoMatchValue {
                edits.push(self.azure_fill(attribute));
            }
        }
        if let Some(MappingSource::Direct(attribute)) = self.hitting_key().map(|key| &key.source) {
            edits.extend(self.azure_value(attribute, ""));
        }
        edits.extend(self.missing_values());
        edits
    }

    /// Values that a create lacks, or is refused for.
    fn missing_values(&self) -> Vec<Edit> {
        let refused = self.cycle.refusals(self.world.me);
        let direct = refused.filter_map(|(_, bound)| match &bound.mapping.source {
            MappingSource::Direct(attribute) if !bound.is_unknown() => Some(attribute),
            _ => None,
        });
        direct.map(|attribute| self.azure_fill(attribute)).collect()
    }

    fn azure_fill(&self, attribute: &str) -> Edit {
        let from = self
            .world
            .input
            .azure
            .first_held(self.world.user(), attribute);
        Edit::AzureFill {
            attribute: attribute.to_owned(),
            from: from.to_owned(),
        }
    }

    fn azure_value(&self, attribute: &str, to: &str) -> Option<Edit> {
        let azure = self.world.input.azure;
        let known = azure.attribute(attribute)?;
        let from = azure.first_held_in(self.world.user(), Some(known));
        (from != to).then(|| Edit::AzureValue {
            attribute: attribute.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
        })
    }

    fn legacy_values(&self) -> Vec<Edit> {
        let person = self.cycle.person(self.world.me);
        let mut edits = Vec::new();
        for key in &self.cycle.keys {
            let bound = &self.cycle.mapping.rows[key.row];
            if let (Some(own), Flow::Value(value)) = (self.row.identity, bound.flow(&person)) {
                edits.extend(self.legacy_value(own, &bound.mapping.target, &value));
            }
        }
        let Some(key) = self.hitting_key() else {
            return edits;
        };
        let keeps_own = self.row.outcome != Outcome::Linked && self.row.hits.len() > 1;
        let emptied = self
            .row
            .hits
            .iter()
            .filter(|hit| !(keeps_own && self.row.identity == Some(**hit)));
        edits.extend(emptied.filter_map(|hit| self.legacy_value(*hit, &key.target, "")));
        edits
    }

    fn legacy_value(&self, account: UserIx, attribute: &str, to: &str) -> Option<Edit> {
        let from = self.world.input.legacy.first_held(account, attribute);
        (from != to).then(|| Edit::LegacyValue {
            account,
            attribute: attribute.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
        })
    }

    fn key_orders(&self) -> Vec<Edit> {
        let later = self.keys().into_iter().skip(1);
        later
            .map(|key| Edit::KeyFirst {
                target: key.target.clone(),
            })
            .collect()
    }

    /// Attributes of the user that hold what the own account is known by.
    fn new_keys(&self) -> Vec<Edit> {
        let Some(own) = self.row.identity else {
            return Vec::new();
        };
        let (legacy, azure) = (self.world.input.legacy, self.world.input.azure);
        let keyed: BTreeSet<(&str, &str)> = self
            .keys()
            .into_iter()
            .filter_map(|key| match &key.source {
                MappingSource::Direct(source) => Some((source.as_str(), key.target.as_str())),
                _ => None,
            })
            .collect();
        let mut edits = Vec::new();
        for target in KEY_TARGETS {
            let held = legacy.first_held(own, target);
            for (attribute, source) in azure.attributes() {
                let value = azure.first_held_in(self.world.user(), Some(attribute));
                let is_equal = !held.is_empty() && super::super::lookup::equal_folded(held, value);
                if is_equal && !keyed.contains(&(source, target)) {
                    edits.push(Edit::AddKey {
                        source: source.to_owned(),
                        target: target.to_owned(),
                    });
                }
            }
        }
        edits
    }

    fn decisions(&self) -> Vec<Edit> {
        let counts = self
            .row
            .identity_status
            .is_some_and(crate::LinkStatus::is_identity);
        let found = match self.row.hits.as_ref() {
            [account] => Some(*account),
            _ => None,
        };
        let account = self.row.identity.or(found);
        account
            .filter(|_| !counts)
            .map(|account| Edit::DecidePair { account })
            .into_iter()
            .collect()
    }

    fn switches(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        if !self.cycle.input.mapping.users.actions.create {
            edits.push(Edit::SwitchCreateOn);
        }
        let settings = self.cycle.input.settings;
        edits.extend(self.keys().into_iter().map(|key| Edit::LetterCase {
            counts: ignores_case(&key.target, settings),
            target: key.target.clone(),
        }));
        if settings
            .chosen
            .choices
            .is_default(Assumption::DisabledMatched)
        {
            edits.push(Edit::LeaveDisabled);
        }
        edits
    }

    fn keys(&self) -> Vec<&AttributeMapping> {
        let keys = self.cycle.keys.iter();
        keys.map(|key| self.cycle.mapping.rows[key.row].mapping)
            .collect()
    }

    fn hitting_key(&self) -> Option<&AttributeMapping> {
        let at = usize::from(self.row.rule_key?);
        Some(self.cycle.mapping.rows[at].mapping)
    }
}

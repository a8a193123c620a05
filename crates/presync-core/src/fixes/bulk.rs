//! Edits put together where one rule gives them all: a domain that moved, a column copied, a value cleared.
//!
//! A rule says how the new values come about; which edits are made was decided before.

use std::collections::BTreeMap;

use super::{Fix, search::Edits};
use crate::{
    AttributeId, Population, Side,
    mapping::MappingSource,
    simulate::{Input, equal_folded},
};

/// Edits of a group that are shown.
const SAMPLES_MAX: usize = 3;

/// How the new values of a bulk edit come about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The part behind `@` is replaced, for the same local part.
    Domain {
        /// What it is now.
        from: String,
        /// What it becomes.
        to: String,
    },
    /// Only letter case changes.
    LetterCase,
    /// The value is what the match key gives for the account's own Azure user: an attribute, or the text
    /// of an expression.
    Copied(String),
    /// The value is what the person's intranet account holds there.
    FromIntranet(String),
    /// The value is taken away.
    Cleared,
}

impl Rule {
    /// The rule in words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Domain { from, to } => format!("domain {from} → {to}"),
            Self::LetterCase => "letter case".to_owned(),
            Self::Copied(source) => format!(":= {source}"),
            Self::FromIntranet(target) => format!(":= intranet {target}"),
            Self::Cleared => "cleared".to_owned(),
        }
    }
}

/// One edit as an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// What is held now.
    pub now: String,
    /// What it becomes.
    pub set_to: String,
}

/// Edits of one field by one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkEdit {
    /// Where.
    pub side: Side,
    /// Which attribute of that side.
    pub attribute: AttributeId,
    /// Its name: a SCIM target path or an Entra attribute.
    pub field: String,
    /// How the new values come about.
    pub rule: Rule,
    /// Whether it changes by what people sign in.
    pub renames: bool,
    /// How many people's value it changes.
    pub people: u32,
    /// A few of them, in the order of the export.
    pub samples: Vec<Sample>,
}

/// The edits in the order of their groups, and the groups, the largest of a side first.
pub(super) fn grouped(input: &Input<'_>, edits: &Edits) -> (Vec<Fix>, Vec<BulkEdit>) {
    type Key = (Side, AttributeId, Rule);
    let mut groups: BTreeMap<Key, Vec<Fix>> = BTreeMap::new();
    for (cell, made) in edits {
        let population = side_of(input, cell.side);
        let now = population.held(cell.user, cell.attribute);
        let name = population.name(cell.attribute);
        let rule = rule(input, cell.side, name, now, &made.value);
        let fix = Fix {
            side: cell.side,
            user: cell.user,
            attribute: cell.attribute,
            set_to: made.value.clone(),
            repairs: made.repairs,
            cause: made.cause,
            renames: cell.side == Side::Legacy && name == "userName",
            group: 0,
        };
        let key = (cell.side, cell.attribute, rule);
        groups.entry(key).or_default().push(fix);
    }
    let mut ordered: Vec<(Key, Vec<Fix>)> = groups.into_iter().collect();
    ordered.sort_by_key(|((side, _, _), fixes)| {
        (*side == Side::Azure, std::cmp::Reverse(fixes.len()))
    });
    let mut all = Vec::new();
    let mut bulk = Vec::new();
    for ((side, attribute, rule), fixes) in ordered {
        let group = u32::try_from(bulk.len()).unwrap_or(u32::MAX);
        bulk.push(edit(side_of(input, side), attribute, rule, &fixes));
        all.extend(fixes.into_iter().map(|fix| Fix { group, ..fix }));
    }
    (all, bulk)
}

fn side_of<'a>(input: &Input<'a>, side: Side) -> &'a Population {
    match side {
        Side::Legacy => input.legacy,
        Side::Azure => input.azure,
    }
}

fn edit(population: &Population, attribute: AttributeId, rule: Rule, fixes: &[Fix]) -> BulkEdit {
    let sample = |fix: &Fix| Sample {
        now: population.held(fix.user, attribute).to_owned(),
        set_to: fix.set_to.clone(),
    };
    BulkEdit {
        side: population.side(),
        attribute,
        field: population.name(attribute).to_owned(),
        rule,
        renames: fixes.iter().any(|fix| fix.renames),
        people: u32::try_from(fixes.len()).unwrap_or(u32::MAX),
        samples: fixes.iter().take(SAMPLES_MAX).map(sample).collect(),
    }
}

fn rule(input: &Input<'_>, side: Side, field: &str, now: &str, set_to: &str) -> Rule {
    if set_to.is_empty() {
        return Rule::Cleared;
    }
    if equal_folded(now, set_to) {
        return Rule::LetterCase;
    }
    if let (Some((local, from)), Some((same, to))) = (now.rsplit_once('@'), set_to.rsplit_once('@'))
        && equal_folded(local, same)
    {
        let (from, to) = (from.to_lowercase(), to.to_lowercase());
        return Rule::Domain { from, to };
    }
    let keys = input.mapping.users.match_keys();
    let mut keys = keys.iter().map(|(_, row)| row);
    if side == Side::Azure {
        let is_read = |source: &MappingSource| *source == MappingSource::Direct(field.to_owned());
        let key = keys.find(|row| is_read(&row.source));
        return Rule::FromIntranet(key.map_or_else(String::new, |row| row.target.clone()));
    }
    let rows = input.mapping.users.rows.iter();
    let row = keys.find(|row| row.target == field);
    let row = row
        .copied()
        .or_else(|| rows.into_iter().find(|row| row.target == field));
    Rule::Copied(match row.map(|row| &row.source) {
        Some(MappingSource::Direct(name)) => name.clone(),
        Some(MappingSource::Expression(text) | MappingSource::Constant(text)) => text.clone(),
        Some(MappingSource::None) | None => String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_read_as_a_person_would_say_them() {
        let check = |rule: Rule, expect: &str| assert_eq!(rule.words(), expect);
        let (from, to) = ("old.example".to_owned(), "new.example".to_owned());
        check(
            Rule::Domain { from, to },
            "domain old.example → new.example",
        );
        check(Rule::Copied("employeeId".to_owned()), ":= employeeId");
        check(Rule::Cleared, "cleared");
    }
}

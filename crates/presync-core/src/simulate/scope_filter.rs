//! Scoping filters: clauses over source attributes (`define-conditional-rules-for-provisioning`).
//!
//! Groups are joined by OR, clauses by AND; an absent value makes a clause false, `IS NULL` excepted.

use regex::Regex;

use super::source::{AzureSource, SourceSlot, SourceValue};
use crate::{
    UserIx,
    finding::{Finding, FindingCode, Subject},
    mapping::{ScopeClause, ScopeFilter},
};

/// A scoping filter bound to the Azure side.
#[derive(Debug)]
pub(super) struct BoundFilter {
    groups: Vec<Vec<BoundClause>>,
    /// What is wrong with the filter itself.
    pub(super) findings: Vec<Finding>,
}

#[derive(Debug)]
struct BoundClause {
    slot: Option<SourceSlot>,
    test: Test,
}

#[derive(Debug)]
enum Test {
    Equals(Vec<String>),
    NotEquals(Vec<String>),
    IsTrue,
    IsFalse,
    IsNull,
    IsNotNull,
    Matches(Regex),
    NotMatches(Regex),
    Greater(i64),
    GreaterOrEqual(i64),
    Includes(String),
    EndsWith(String),
    /// The value occurs in the given text.
    In(String),
    NotIn(String),
    /// An operator nobody documents, or a value it cannot take: never true.
    Unusable,
}

impl BoundFilter {
    pub(super) fn new(filter: &ScopeFilter, source: &AzureSource<'_>) -> Self {
        let mut findings = Vec::new();
        let groups = filter
            .groups
            .iter()
            .map(|group| {
                group
                    .iter()
                    .map(|c| bind(c, source, &mut findings))
                    .collect()
            })
            .collect();
        Self { groups, findings }
    }

    pub(super) fn holds(&self, user: UserIx, source: &AzureSource<'_>) -> bool {
        self.groups.is_empty()
            || self
                .groups
                .iter()
                .any(|group| group.iter().all(|c| c.holds(user, source)))
    }
}

impl BoundClause {
    fn holds(&self, user: UserIx, source: &AzureSource<'_>) -> bool {
        let value = match self.slot.map(|slot| source.value(user, slot)) {
            None | Some(SourceValue::Null) => return matches!(self.test, Test::IsNull),
            Some(SourceValue::Boolean(truth)) => {
                if truth {
                    "True"
                } else {
                    "False"
                }
            }
            Some(SourceValue::One(text) | SourceValue::Many(text)) => text,
        };
        self.test.holds(value)
    }
}

impl Test {
    fn new(operator: &str, values: &[String]) -> Self {
        let first = values.first().cloned().unwrap_or_default();
        let number = first.trim().parse::<i64>();
        let pattern = Regex::new(&first);
        let name: String = operator
            .chars()
            .filter(|c| !matches!(c, ' ' | '_'))
            .collect();
        match (name.to_ascii_uppercase().as_str(), pattern, number) {
            ("EQUALS", ..) => Self::Equals(values.to_vec()),
            ("NOTEQUALS", ..) => Self::NotEquals(values.to_vec()),
            ("ISTRUE", ..) => Self::IsTrue,
            ("ISFALSE", ..) => Self::IsFalse,
            ("ISNULL", ..) => Self::IsNull,
            ("ISNOTNULL", ..) => Self::IsNotNull,
            ("REGEXMATCH", Ok(pattern), _) => Self::Matches(pattern),
            ("NOTREGEXMATCH", Ok(pattern), _) => Self::NotMatches(pattern),
            ("GREATERTHAN", _, Ok(number)) => Self::Greater(number),
            ("GREATERTHANOREQUALS", _, Ok(number)) => Self::GreaterOrEqual(number),
            ("INCLUDES", ..) => Self::Includes(first),
            ("ENDSWITH", ..) => Self::EndsWith(first),
            ("&", ..) => Self::In(first),
            ("!&", ..) => Self::NotIn(first),
            _ => Self::Unusable,
        }
    }

    fn holds(&self, value: &str) -> bool {
        let number = || value.trim().parse::<i64>();
        match self {
            Self::Equals(values) => values.iter().any(|other| other == value),
            Self::NotEquals(values) => values.iter().all(|other| other != value),
            Self::IsTrue => value.eq_ignore_ascii_case("true"),
            Self::IsFalse => value.eq_ignore_ascii_case("false"),
            Self::IsNull | Self::Unusable => false,
            Self::IsNotNull => true,
            Self::Matches(pattern) => pattern.is_match(value),
            Self::NotMatches(pattern) => !pattern.is_match(value),
            Self::Greater(limit) => number().is_ok_and(|n| n > *limit),
            Self::GreaterOrEqual(limit) => number().is_ok_and(|n| n >= *limit),
            Self::Includes(part) => value.contains(part.as_str()),
            Self::EndsWith(part) => value.ends_with(part.as_str()),
            Self::In(text) => text.contains(value),
            Self::NotIn(text) => !text.contains(value),
        }
    }
}

fn bind(
    clause: &ScopeClause,
    source: &AzureSource<'_>,
    findings: &mut Vec<Finding>,
) -> BoundClause {
    let mut say = |code, evidence: &str| {
        findings.push(Finding::new(
            code,
            Subject::Engagement,
            &clause.attribute,
            evidence,
        ));
    };
    let slot = source.resolve(&clause.attribute);
    if slot.is_none() {
        say(FindingCode::UnknownSource, "the scoping filter reads it");
    }
    let test = Test::new(&clause.operator, &clause.values);
    if matches!(test, Test::Unusable) {
        say(FindingCode::ScopeFilterUnusable, &clause.operator);
    }
    BoundClause { slot, test }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(operator: &str, given: &str, value: &str, expect: bool) {
        let test = Test::new(operator, &[given.to_owned()]);
        assert_eq!(test.holds(value), expect, "{value} {operator} {given}");
    }

    #[test]
    fn operators_follow_the_documented_table() {
        check("EQUALS", "Sales", "Sales", true);
        check("EQUALS", "Sales", "sales", false);
        check("NOT EQUALS", "Sales", "sales", true);
        check("IS TRUE", "", "True", true);
        check("IS_FALSE", "", "True", false);
        check("IS NOT NULL", "", "x", true);
        check("REGEX MATCH", "^1[0-9]{3}$", "1234", true);
        check("NOT REGEX MATCH", "^1", "1234", false);
        check("REGEX MATCH", "(", "(", false);
        check("Greater_Than", "10", "11", true);
        check("Greater_Than", "10", "ten", false);
        check("Greater_Than_OR_EQUALS", "10", "10", true);
        check("Includes", "ale", "Sales", true);
        check("ENDS_WITH", "es", "Sales", true);
        check("&", "Sales;Finance", "Sales", true);
        check("!&", "Sales;Finance", "IT", true);
        check("SOUNDS LIKE", "Sales", "Sales", false);
    }
}

//! Scoping filters: clauses over source attributes (`define-conditional-rules-for-provisioning`).
//!
//! Groups are joined by OR, clauses by AND; an absent value makes a clause false, `IS NULL` excepted.
//! What the page leaves open is a [`FilterReadings`]; whoever it decides carries its name.

mod operator;

use std::sync::atomic::{AtomicBool, Ordering};

use self::operator::Test;
use super::source::{AzureSource, SourceSlot, SourceValue, graph_name, other_case};
use crate::{
    Assumption, AssumptionSet, Choices, UserIx,
    finding::{Finding, FindingCode, Subject},
    mapping::{ScopeClause, ScopeFilter},
    record::VALUE_SEPARATOR,
};

/// How a scoping filter is read where no document says, or two disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct FilterReadings {
    /// `NOT EQUALS` holds for an absent value, against the general note about absent values.
    pub not_equals_on_null: bool,
    /// A regular expression must be the whole value, not just occur in it.
    pub whole_patterns: bool,
    /// `ENDS_WITH` ignores letter case.
    pub ends_with_ignores_case: bool,
    /// One of several values is enough for a clause, not all.
    pub any_value: bool,
    /// The experimental `inputFilterGroups` keep nobody out.
    pub ignores_input_filter: bool,
}

impl FilterReadings {
    /// What can be read either way, as the assumption that names the default.
    const OPEN: [Assumption; 5] = [
        Assumption::NotEqualsNull,
        Assumption::PatternAnywhere,
        Assumption::EndsWithCase,
        Assumption::FilterAllValues,
        Assumption::InputFilter,
    ];

    /// As chosen.
    #[must_use]
    pub fn of(choices: Choices) -> Self {
        let is_default = |assumption| choices.is_default(assumption);
        Self {
            not_equals_on_null: !is_default(Assumption::NotEqualsNull),
            whole_patterns: !is_default(Assumption::PatternAnywhere),
            ends_with_ignores_case: !is_default(Assumption::EndsWithCase),
            any_value: !is_default(Assumption::FilterAllValues),
            ignores_input_filter: !is_default(Assumption::InputFilter),
        }
    }

    fn otherwise(mut self, assumption: Assumption) -> Self {
        let reading = match assumption {
            Assumption::NotEqualsNull => &mut self.not_equals_on_null,
            Assumption::PatternAnywhere => &mut self.whole_patterns,
            Assumption::EndsWithCase => &mut self.ends_with_ignores_case,
            Assumption::FilterAllValues => &mut self.any_value,
            Assumption::InputFilter => &mut self.ignores_input_filter,
            _ => return self,
        };
        *reading = !*reading;
        self
    }
}

/// What a filter says about a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterVerdict {
    /// The groups of clauses, joined by OR; none means everybody.
    pub groups: Vec<Vec<ClauseVerdict>>,
    /// The experimental input filter, which must hold as well.
    pub input: Vec<Vec<ClauseVerdict>>,
    /// Whether the user passes.
    pub holds: bool,
    /// What decided it that no document states.
    pub basis: AssumptionSet,
}

/// What a clause says about a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseVerdict {
    /// The clause.
    pub clause: ScopeClause,
    /// The user's value, several joined by `;`; none when absent.
    pub value: Option<String>,
    /// Whether it holds.
    pub holds: bool,
}

/// A scoping filter bound to the Azure side.
#[derive(Debug)]
pub(super) struct BoundFilter {
    groups: Vec<Vec<BoundClause>>,
    input: Vec<Vec<BoundClause>>,
    readings: FilterReadings,
    /// What may decide somebody here.
    open: Vec<Assumption>,
    /// Whether a pattern took too many steps for somebody.
    is_costly: AtomicBool,
    findings: Vec<Finding>,
}

#[derive(Debug)]
struct BoundClause {
    clause: ScopeClause,
    slot: Option<SourceSlot>,
    test: Test,
}

impl BoundFilter {
    pub(super) fn new(
        filter: &ScopeFilter,
        source: &AzureSource<'_>,
        readings: FilterReadings,
    ) -> Self {
        let mut findings = Vec::new();
        let mut bind_all = |groups: &[Vec<ScopeClause>]| -> Vec<Vec<BoundClause>> {
            let bound = groups
                .iter()
                .map(|group| bind_group(group, source, &mut findings));
            bound.collect()
        };
        let groups = bind_all(&filter.groups);
        let input = bind_all(&filter.input);
        if !input.is_empty() {
            let reading = "inputFilterGroups: computed as one more filter that must hold";
            findings.push(reading_of("", reading));
        }
        let open = FilterReadings::OPEN
            .into_iter()
            .filter(|assumption| concerns(*assumption, &groups, &input, source))
            .collect();
        Self {
            groups,
            input,
            readings,
            open,
            is_costly: AtomicBool::new(false),
            findings,
        }
    }

    /// What is wrong with the filter itself.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut findings = self.findings.clone();
        if self.is_costly.load(Ordering::Relaxed) {
            let evidence =
                "a regular expression takes too many steps for some users: it is false for them";
            findings.push(finding(FindingCode::ScopeFilterUnusable, "", evidence));
        }
        findings
    }

    /// Whether a user passes, and what decided it that no document states.
    pub(super) fn decide(&self, user: UserIx, source: &AzureSource<'_>) -> (bool, AssumptionSet) {
        let holds = self.holds(user, source, self.readings);
        let hinges = self.open.iter().filter(|assumption| {
            let otherwise = self.readings.otherwise(**assumption);
            self.holds(user, source, otherwise) != holds
        });
        let basis = hinges.fold(AssumptionSet::DOCUMENTED, |all, one| all.with(*one));
        (holds, basis)
    }

    /// The same, clause by clause.
    pub(super) fn explain(&self, user: UserIx, source: &AzureSource<'_>) -> FilterVerdict {
        let (holds, basis) = self.decide(user, source);
        let clause = |bound: &BoundClause| ClauseVerdict {
            clause: bound.clause.clone(),
            value: bound.shown(user, source),
            holds: bound.holds(user, source, self.readings) == Some(true),
        };
        let all = |groups: &[Vec<BoundClause>]| -> Vec<Vec<ClauseVerdict>> {
            groups
                .iter()
                .map(|group| group.iter().map(clause).collect())
                .collect()
        };
        FilterVerdict {
            groups: all(&self.groups),
            input: all(&self.input),
            holds,
            basis,
        }
    }

    fn holds(&self, user: UserIx, source: &AzureSource<'_>, readings: FilterReadings) -> bool {
        let holds = |clause: &BoundClause| {
            clause.holds(user, source, readings).unwrap_or_else(|| {
                self.is_costly.store(true, Ordering::Relaxed);
                false
            })
        };
        let any = |groups: &[Vec<BoundClause>]| {
            groups.is_empty() || groups.iter().any(|group| group.iter().all(holds))
        };
        any(&self.groups) && (readings.ignores_input_filter || any(&self.input))
    }
}

impl BoundClause {
    /// Whether it holds; none when a pattern takes too many steps.
    fn holds(
        &self,
        user: UserIx,
        source: &AzureSource<'_>,
        readings: FilterReadings,
    ) -> Option<bool> {
        let value = self.slot.map(|slot| source.value(user, slot));
        let holds = |text: &str| self.test.holds(text, readings);
        match value.unwrap_or(SourceValue::Null) {
            SourceValue::Null => Some(match self.test {
                Test::IsNull => true,
                Test::NotEquals(_) => readings.not_equals_on_null,
                _ => false,
            }),
            SourceValue::Boolean(true) => holds("True"),
            SourceValue::Boolean(false) => holds("False"),
            SourceValue::One(text) => holds(text),
            SourceValue::Many(texts) => {
                let mut answers = texts.split(VALUE_SEPARATOR).map(holds);
                match readings.any_value {
                    true => answers.try_fold(false, |any, one| Some(any | one?)),
                    false => answers.try_fold(true, |all, one| Some(all & one?)),
                }
            }
        }
    }

    fn shown(&self, user: UserIx, source: &AzureSource<'_>) -> Option<String> {
        match source.value(user, self.slot?) {
            SourceValue::Null => None,
            SourceValue::Boolean(truth) => Some(if truth { "True" } else { "False" }.to_owned()),
            SourceValue::One(text) => Some(text.to_owned()),
            SourceValue::Many(texts) => Some(texts.replace(VALUE_SEPARATOR, ";")),
        }
    }
}

/// Whether an assumption may decide somebody under a filter.
fn concerns(
    assumption: Assumption,
    groups: &[Vec<BoundClause>],
    input: &[Vec<BoundClause>],
    source: &AzureSource<'_>,
) -> bool {
    let mut clauses = groups.iter().chain(input).flatten();
    match assumption {
        Assumption::NotEqualsNull => clauses.any(|c| matches!(c.test, Test::NotEquals(_))),
        Assumption::PatternAnywhere => {
            clauses.any(|c| matches!(c.test, Test::Matches(_) | Test::NotMatches(_)))
        }
        Assumption::EndsWithCase => clauses.any(|c| matches!(c.test, Test::EndsWith(_))),
        Assumption::FilterAllValues => {
            clauses.any(|c| c.slot.is_some_and(|slot| source.holds_several(slot)))
        }
        Assumption::InputFilter => !input.is_empty(),
        _ => false,
    }
}

fn bind_group(
    group: &[ScopeClause],
    source: &AzureSource<'_>,
    findings: &mut Vec<Finding>,
) -> Vec<BoundClause> {
    if group.is_empty() {
        let reading = "a filter without clauses: computed as true for everybody";
        findings.push(reading_of("", reading));
    }
    group
        .iter()
        .map(|clause| bind(clause, source, findings))
        .collect()
}

fn bind(
    clause: &ScopeClause,
    source: &AzureSource<'_>,
    findings: &mut Vec<Finding>,
) -> BoundClause {
    let name = clause.attribute.as_str();
    let slot = source.resolve(name);
    if slot.is_none() {
        let meant =
            other_case(name).map_or(String::new(), |known| format!("; Entra spells it {known}"));
        let evidence =
            format!("the scoping filter reads {name}: computed as empty for everybody{meant}");
        findings.push(finding(FindingCode::UnknownSource, name, &evidence));
    }
    if let Some(entra) = graph_name(name) {
        let reading = format!("{name} is Graph's name: computed as {entra}");
        findings.push(reading_of(name, &reading));
    }
    let test = Test::new(&clause.operator, &clause.values);
    match &test {
        Test::Unusable(why) => {
            findings.push(finding(FindingCode::ScopeFilterUnusable, name, why));
        }
        _ if clause.values.len() > 1 => {
            let many = clause.values.len();
            let reading = match &test {
                Test::NotEquals(_) => format!("NOT EQUALS with {many} values: none of them"),
                one if one.takes_one() => {
                    format!("{} with {many} values: the first of them", clause.operator)
                }
                _ => format!("{} with {many} values: any of them", clause.operator),
            };
            findings.push(reading_of(name, &reading));
        }
        _ => {}
    }
    BoundClause {
        clause: clause.clone(),
        slot,
        test,
    }
}

fn reading_of(attribute: &str, reading: &str) -> Finding {
    finding(FindingCode::StatedReading, attribute, reading)
}

fn finding(code: FindingCode, attribute: &str, evidence: &str) -> Finding {
    Finding::new(code, Subject::Engagement, attribute, evidence)
}

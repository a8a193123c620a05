//! The planted truth, for tests: who is who, which cases, and what each rule makes of everybody.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;

use super::Sample;
use super::outcome::{Judgement, Outcome, RULES, Rule, judge};
use super::people::PersonIndex;
use super::scope::assigned;

/// One Azure user.
#[derive(Serialize)]
struct AzureLine<'a> {
    id: &'a str,
    upn: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    cases: &'a [&'static str],
    /// The 1-based data row of the same person in the intranet's export.
    legacy_row: Option<usize>,
    legacy_username: Option<&'a str>,
    /// The object id of the person whose second account this is.
    #[serde(skip_serializing_if = "Option::is_none")]
    second_account_of: Option<&'a str>,
    assigned: bool,
    /// Under the documented rule.
    outcome: Option<&'static str>,
    /// Under the rules that make something else of it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    otherwise: BTreeMap<&'static str, &'static str>,
    /// Data rows that the documented rule finds.
    finds_rows: Vec<usize>,
}

/// One intranet user.
#[derive(Serialize)]
struct IntranetLine<'a> {
    row: usize,
    username: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    cases: &'a [&'static str],
    azure_id: Option<&'a str>,
    /// The data row of the person whose second account this is.
    #[serde(skip_serializing_if = "Option::is_none")]
    second_account_of: Option<usize>,
    /// Under the documented rule.
    outcome: Option<&'static str>,
    /// Under the rules that make something else of it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    otherwise: BTreeMap<&'static str, &'static str>,
}

/// How often each outcome occurs under one rule.
#[derive(Serialize)]
struct RuleLine {
    name: &'static str,
    about: &'static str,
    assigned_only: bool,
    match_on: Vec<[&'static str; 2]>,
    azure: BTreeMap<&'static str, usize>,
    legacy: BTreeMap<&'static str, usize>,
}

/// The file.
pub(super) fn json(sample: &Sample) -> Result<String> {
    let truth = Truth::new(sample);
    let rules = RULES.iter().zip(&truth.judgements);
    let rules = lines(rules.map(|(rule, judgements)| rule_line(rule, judgements)))?;
    let azure = lines(
        sample
            .azure_rows
            .iter()
            .filter_map(|&index| truth.azure_line(index)),
    )?;
    let legacy = lines(
        sample
            .intranet_rows
            .iter()
            .filter_map(|&index| truth.legacy_line(index)),
    )?;
    let keys = lines(Outcome::ALL.iter().map(|&outcome| truth.keys(outcome)))?;
    Ok(format!(
        "{{\n\"azure_count\":{},\n\"legacy_count\":{},\n\"rules\":[\n{rules}\n],\n\
         \"keys_per_outcome\":[\n{keys}\n],\n\"azure\":[\n{azure}\n],\n\"legacy\":[\n{legacy}\n]\n}}\n",
        sample.azure_rows.len(),
        sample.intranet_rows.len(),
    ))
}

/// The keys of everybody with one outcome, under the documented rule or, for those out of scope,
/// the assigned-only one.
#[derive(Serialize)]
struct OutcomeKeys<'a> {
    outcome: &'static str,
    rule: &'static str,
    azure_ids: Vec<&'a str>,
    legacy_rows: Vec<usize>,
}

/// The sample with what every rule makes of it.
struct Truth<'a> {
    sample: &'a Sample,
    /// In the order of `RULES`.
    judgements: Vec<Vec<Judgement>>,
    rows: BTreeMap<PersonIndex, usize>,
}

impl<'a> Truth<'a> {
    fn new(sample: &'a Sample) -> Truth<'a> {
        Truth {
            sample,
            judgements: RULES
                .iter()
                .map(|rule| judge(&sample.people, rule))
                .collect(),
            rows: sample.intranet_rows.iter().copied().zip(1..).collect(),
        }
    }

    fn azure_line(&self, index: PersonIndex) -> Option<AzureLine<'a>> {
        let person = &self.sample.people[index];
        let user = person.azure.as_ref()?;
        let owner = person
            .owner
            .and_then(|owner| self.sample.people[owner].azure.as_ref());
        let found = &self.judgements[0][index].found;
        Some(AzureLine {
            id: &user.id,
            upn: &user.upn,
            cases: &person.planted,
            legacy_row: self.rows.get(&index).copied(),
            legacy_username: person.intranet.as_ref().map(|user| user.username.as_str()),
            second_account_of: owner.map(|user| user.id.as_str()),
            assigned: assigned(person),
            outcome: self.judgements[0][index].azure.map(Outcome::word),
            otherwise: self.otherwise(|judgements| judgements[index].azure),
            finds_rows: found
                .iter()
                .filter_map(|found| self.rows.get(found).copied())
                .collect(),
        })
    }

    fn legacy_line(&self, index: PersonIndex) -> Option<IntranetLine<'a>> {
        let person = &self.sample.people[index];
        Some(IntranetLine {
            row: *self.rows.get(&index)?,
            username: &person.intranet.as_ref()?.username,
            cases: &person.planted,
            azure_id: person.azure.as_ref().map(|user| user.id.as_str()),
            second_account_of: person
                .owner
                .and_then(|owner| self.rows.get(&owner).copied()),
            outcome: self.judgements[0][index].intranet.map(Outcome::word),
            otherwise: self.otherwise(|judgements| judgements[index].intranet),
        })
    }

    fn otherwise(
        &self,
        of: impl Fn(&[Judgement]) -> Option<Outcome>,
    ) -> BTreeMap<&'static str, &'static str> {
        let documented = of(&self.judgements[0]);
        let rules = RULES
            .iter()
            .zip(&self.judgements)
            .map(|(rule, all)| (rule.name, of(all)));
        let others = rules.filter(|(_, outcome)| *outcome != documented);
        others
            .filter_map(|(name, outcome)| Some((name, outcome?.word())))
            .collect()
    }

    fn keys(&self, outcome: Outcome) -> OutcomeKeys<'a> {
        let assigned = RULES
            .iter()
            .position(|rule| rule.assigned_only)
            .unwrap_or(0);
        let rule = if outcome == Outcome::OutOfScope {
            assigned
        } else {
            0
        };
        let judgements = &self.judgements[rule];
        let azure = self.sample.azure_rows.iter();
        let azure = azure.filter(|&&index| judgements[index].azure == Some(outcome));
        let legacy = self.sample.intranet_rows.iter();
        let legacy = legacy.filter(|&&index| judgements[index].intranet == Some(outcome));
        OutcomeKeys {
            outcome: outcome.word(),
            rule: RULES[rule].name,
            azure_ids: azure
                .filter_map(|&index| Some(self.sample.people[index].azure.as_ref()?.id.as_str()))
                .collect(),
            legacy_rows: legacy
                .filter_map(|index| self.rows.get(index).copied())
                .collect(),
        }
    }
}

fn rule_line(rule: &Rule, judgements: &[Judgement]) -> RuleLine {
    RuleLine {
        name: rule.name,
        about: rule.about,
        assigned_only: rule.assigned_only,
        match_on: rule
            .keys
            .iter()
            .map(|key| <[&str; 2]>::from(key.pair()))
            .collect(),
        azure: counts(judgements.iter().filter_map(|judgement| judgement.azure)),
        legacy: counts(judgements.iter().filter_map(|judgement| judgement.intranet)),
    }
}

/// How often each outcome occurs.
pub(super) fn counts(outcomes: impl Iterator<Item = Outcome>) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<&str, usize> = Outcome::ALL.iter().map(|o| (o.word(), 0)).collect();
    for outcome in outcomes {
        *counts.entry(outcome.word()).or_default() += 1;
    }
    counts
}

/// One entry a line, so that differences can be read.
fn lines(entries: impl Iterator<Item = impl Serialize>) -> Result<String> {
    let lines: Vec<String> = entries
        .map(|entry| serde_json::to_string(&entry))
        .collect::<Result<_, _>>()?;
    Ok(lines.join(",\n"))
}

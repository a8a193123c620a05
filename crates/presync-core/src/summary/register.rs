//! The risk register: every finding code of the plan as a risk, with likelihood and impact and why.
//!
//! Both are estimates by rule, said with their reason; owner and due date are left to people.

use super::{
    findings::FindingGroup,
    wording::{counted, percent},
};
use crate::{
    Severity,
    engagement::Engagement,
    finding::{FindingCode, Mark},
    risk_table::Effect,
};

/// Share of all Azure users, in percent, from which a risk concerns many.
const MANY_PERCENT: u64 = 5;

/// How likely, or how bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Unlikely, or a nuisance.
    Low,
    /// Possible, or work for somebody.
    Medium,
    /// To be expected, or damage.
    High,
}

impl Level {
    /// What the reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
        }
    }
}

/// One risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskEntry {
    /// The finding code behind it.
    pub code: FindingCode,
    /// The gravest severity among its findings.
    pub severity: Severity,
    /// "Because …, … would happen to n people."
    pub statement: String,
    /// How likely it is.
    pub likelihood: Level,
    /// Why.
    pub likelihood_reason: &'static str,
    /// How bad it is.
    pub impact: Level,
    /// Why.
    pub impact_reason: String,
    /// How many people it concerns; 0 where it is about the mapping or the engagement.
    pub people: u32,
    /// How often it was found.
    pub count: u32,
}

/// The register, gravest first: by impact, likelihood, number of people.
pub(super) fn register(engagement: &Engagement<'_>, groups: &[FindingGroup]) -> Vec<RiskEntry> {
    let users = u32::try_from(engagement.azure.len()).unwrap_or(u32::MAX);
    let mut entries: Vec<RiskEntry> = groups.iter().map(|group| entry(group, users)).collect();
    entries.sort_by_key(|entry| {
        let grave = (entry.impact, entry.likelihood, entry.people);
        (std::cmp::Reverse(grave), entry.code)
    });
    entries
}

fn entry(group: &FindingGroup, users: u32) -> RiskEntry {
    let (likelihood, likelihood_reason) = likelihood(group.code);
    let (impact, impact_reason) = impact(group, users);
    RiskEntry {
        code: group.code,
        severity: group.severity,
        statement: statement(group),
        likelihood,
        likelihood_reason,
        impact,
        impact_reason,
        people: group.people,
        count: group.count,
    }
}

fn statement(group: &FindingGroup) -> String {
    let risk = group.code.risk();
    match risk.effect {
        Effect::Whole(clause) => format!("Because {}, {clause}.", risk.because),
        Effect::People(would) => {
            let who = match group.people {
                0 => "the people concerned".to_owned(),
                people => counted(people, "person", "people"),
            };
            format!("Because {}, {who} would {would}.", risk.because)
        }
    }
}

fn likelihood(code: FindingCode) -> (Level, &'static str) {
    match code.origin().mark {
        Mark::Documented(_) => (Level::High, "seen in the inputs, and documented behaviour"),
        Mark::Inferred(_) => (
            Level::Medium,
            "seen in the inputs; that it has this effect is inferred from documents",
        ),
        Mark::Own => (Level::High, "seen in the inputs and computed by this plan"),
    }
}

fn impact(group: &FindingGroup, users: u32) -> (Level, String) {
    let many = u64::from(group.people) * 100 >= u64::from(users) * MANY_PERCENT;
    let (level, harm) = match group.severity {
        Severity::Blocker => (Level::High, "damages data or fails"),
        Severity::Warning if many && group.people > 0 => {
            (Level::High, "needs work, for many people")
        }
        Severity::Warning => (Level::Medium, "needs work or a decision"),
        Severity::Note => (Level::Low, "worth knowing"),
    };
    let reason = match group.people {
        0 => format!("{harm}; concerns the sync as a whole"),
        people => format!(
            "{harm}; as many as {} of the Azure users",
            percent(people, users)
        ),
    };
    (level, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(code: FindingCode, people: u32) -> FindingGroup {
        FindingGroup {
            code,
            severity: code.severity(),
            count: people.max(1),
            people,
            examples: Vec::new(),
        }
    }

    #[test]
    fn a_risk_is_a_sentence_about_people_or_about_everything() {
        let check = |code, people, expect: &str| {
            assert_eq!(statement(&group(code, people)), expect);
        };
        check(
            FindingCode::NoMatch,
            1204,
            "Because no match key finds their account, 1,204 people would get a second account.",
        );
        check(
            FindingCode::NoMatchValue,
            1,
            "Because no match key has a value, 1 person would be skipped.",
        );
        check(
            FindingCode::FieldNameQuestionMark,
            0,
            "Because the name of an additional field holds a question mark, every request of the sync would fail.",
        );
        check(
            FindingCode::ManagerMissing,
            0,
            "Because the manager is out of scope, unmatched or unknown, the people concerned would have no manager set.",
        );
    }

    #[test]
    fn impact_follows_severity_and_share() {
        let check = |code, people, expect: (Level, &str)| {
            let (level, reason) = impact(&group(code, people), 1000);
            assert_eq!((level, reason.as_str()), expect);
        };
        check(
            FindingCode::NoMatch,
            1,
            (
                Level::High,
                "damages data or fails; as many as 0.1 % of the Azure users",
            ),
        );
        check(
            FindingCode::ManagerMissing,
            49,
            (
                Level::Medium,
                "needs work or a decision; as many as 4.9 % of the Azure users",
            ),
        );
        check(
            FindingCode::ManagerMissing,
            50,
            (
                Level::High,
                "needs work, for many people; as many as 5.0 % of the Azure users",
            ),
        );
        check(
            FindingCode::StaleValue,
            900,
            (
                Level::Low,
                "worth knowing; as many as 90.0 % of the Azure users",
            ),
        );
    }
}

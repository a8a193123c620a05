//! What somebody must decide before the first sync. It asks; the answers are decisions, data or mapping.

use super::{
    findings::FindingGroup,
    verdict::Undecided,
    wording::{counted, thousands},
};
use crate::{Outcome, Side, engagement::Engagement, finding::FindingCode};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Correct the data of people in danger, or hold them out?
    InDanger,
    /// Are open pairs one person each?
    OpenPairs,
    /// Do decisions hold whose people have changed?
    StaleDecisions,
    /// Should accounts become inactive?
    Disables,
    /// Should sign-in names change?
    Renames,
    /// Who grants the rights of Power Users again?
    PowerUsers,
    /// What becomes of accounts that no Azure user finds?
    Orphans,
    /// Are the new accounts wanted?
    Creates,
    /// Who is assigned?
    Scope,
}

/// One open question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionNeeded {
    /// What is asked.
    pub ask: Ask,
    /// How many it concerns.
    pub count: u32,
    /// The question with its number, as one sentence.
    pub question: String,
    /// What happens if nobody decides.
    pub otherwise: &'static str,
}

/// What is asked, how many it concerns, the question, and what happens otherwise.
type Candidate = (Ask, u32, String, &'static str);

pub(super) fn needed(
    engagement: &Engagement<'_>,
    undecided: Undecided,
    findings: &[FindingGroup],
) -> Vec<DecisionNeeded> {
    let people = about_people(engagement, undecided, findings);
    people
        .into_iter()
        .chain(about_accounts(engagement))
        .filter(|(_, count, ..)| *count > 0)
        .map(|(ask, count, question, otherwise)| DecisionNeeded {
            ask,
            count,
            question,
            otherwise,
        })
        .collect()
}

fn about_people(
    engagement: &Engagement<'_>,
    undecided: Undecided,
    findings: &[FindingGroup],
) -> [Candidate; 6] {
    let found = |code: FindingCode| {
        let group = findings.iter().find(|group| group.code == code);
        group.map_or(0, |group| group.people)
    };
    let stale = findings
        .iter()
        .find(|group| group.code == FindingCode::DecisionStale)
        .map_or(0, |group| group.count);
    let harmed = users(engagement, Side::Azure, Outcome::Takeover)
        + users(engagement, Side::Azure, Outcome::Duplicate);
    let disabled = engagement.plan.line.disable;
    let renamed = found(FindingCode::SignInRenamed);
    let powerful = found(FindingCode::PowerUser);
    [
        (
            Ask::InDanger,
            harmed,
            format!(
                "Correct the data of {}, or hold them out of scope?",
                counted(harmed, "person", "people")
            ),
            "Their profiles would be doubled or overwritten.",
        ),
        (
            Ask::OpenPairs,
            undecided.people,
            open_pairs(undecided.people),
            "They are computed as two people.",
        ),
        (
            Ask::StaleDecisions,
            stale,
            changed_decisions(stale),
            "They are followed as they were made.",
        ),
        (
            Ask::Disables,
            disabled,
            format!(
                "Should {} become inactive?",
                counted(disabled, "account", "accounts")
            ),
            "They would become inactive in the first cycle.",
        ),
        (
            Ask::Renames,
            renamed,
            format!(
                "Should the sign-in name of {} change?",
                counted(renamed, "user", "users")
            ),
            "They would have to sign in with the new name.",
        ),
        (
            Ask::PowerUsers,
            powerful,
            format!(
                "Who re-grants the rights of {} after the first sync?",
                counted(powerful, "Power User", "Power Users")
            ),
            "They may lose their rights.",
        ),
    ]
}

fn about_accounts(engagement: &Engagement<'_>) -> [Candidate; 3] {
    let orphans = users(engagement, Side::Legacy, Outcome::Orphan);
    let created = engagement.plan.line.create;
    [
        (
            Ask::Orphans,
            orphans,
            format!(
                "Keep or disable {} that no Azure user finds?",
                counted(orphans, "account", "accounts")
            ),
            "They stay as they are, managed by nobody.",
        ),
        (
            Ask::Creates,
            created,
            format!(
                "Are {} wanted?",
                counted(created, "new account", "new accounts")
            ),
            "They would be created in the first cycle.",
        ),
        (
            Ask::Scope,
            u32::from(!engagement.scope.stated),
            "Who is assigned to the application?".to_owned(),
            "Everybody is computed as in scope.",
        ),
    ]
}

fn users(engagement: &Engagement<'_>, side: Side, outcome: Outcome) -> u32 {
    u32::try_from(engagement.plan.count(side, outcome)).unwrap_or(u32::MAX)
}

fn changed_decisions(count: u32) -> String {
    match count {
        1 => "Does the decision still hold whose people the exports describe otherwise now?"
            .to_owned(),
        _ => format!(
            "Do the {} decisions still hold whose people the exports describe otherwise now?",
            thousands(count.into())
        ),
    }
}

fn open_pairs(people: u32) -> String {
    match people {
        1 => "Is the open pair one person or two?".to_owned(),
        _ => format!(
            "Are the {} open pairs one person each, or two?",
            thousands(people.into())
        ),
    }
}

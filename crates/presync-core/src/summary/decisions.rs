//! What somebody must decide before the first sync. It asks; the answers are decisions, data or mapping.

use super::{
    findings::FindingGroup,
    verdict::Undecided,
    wording::{counted, thousands},
};
use crate::{Outcome, Side, engagement::Engagement, finding::FindingCode};

/// One open question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionNeeded {
    /// The question with its number, as one sentence.
    pub question: String,
    /// What happens if nobody decides.
    pub otherwise: &'static str,
}

pub(super) fn needed(
    engagement: &Engagement<'_>,
    undecided: Undecided,
    findings: &[FindingGroup],
) -> Vec<DecisionNeeded> {
    let plan = engagement.plan;
    let count = |side, outcome| u32::try_from(plan.count(side, outcome)).unwrap_or(u32::MAX);
    let found = |code: FindingCode| {
        let group = findings.iter().find(|group| group.code == code);
        group.map_or(0, |group| group.people)
    };
    let harmed = count(Side::Azure, Outcome::Takeover) + count(Side::Azure, Outcome::Duplicate);
    let orphans = count(Side::Legacy, Outcome::Orphan);
    let users = |count| counted(count, "user", "users");
    let accounts = |count| counted(count, "account", "accounts");
    let candidates = [
        (
            harmed,
            format!(
                "Correct the data of {}, or hold them out of scope?",
                counted(harmed, "person", "people")
            ),
            "Their profiles would be doubled or overwritten.",
        ),
        (
            undecided.people,
            open_pairs(undecided.people),
            "They are computed as two people.",
        ),
        (
            plan.line.disable,
            format!("Should {} become inactive?", accounts(plan.line.disable)),
            "They would become inactive in the first cycle.",
        ),
        (
            found(FindingCode::SignInRenamed),
            format!(
                "Should the sign-in name of {} change?",
                users(found(FindingCode::SignInRenamed))
            ),
            "They would have to sign in with the new name.",
        ),
        (
            found(FindingCode::PowerUser),
            format!(
                "Who re-grants the rights of {} after the first sync?",
                counted(found(FindingCode::PowerUser), "Power User", "Power Users")
            ),
            "They may lose their rights.",
        ),
        (
            orphans,
            format!(
                "Keep or disable {} that no Azure user finds?",
                accounts(orphans)
            ),
            "They stay as they are, managed by nobody.",
        ),
        (
            plan.line.create,
            format!(
                "Are {} wanted?",
                counted(plan.line.create, "new account", "new accounts")
            ),
            "They would be created in the first cycle.",
        ),
        (
            u32::from(!engagement.scope.stated),
            "Who is assigned to the application?".to_owned(),
            "Everybody is computed as in scope.",
        ),
    ];
    candidates
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(_, question, otherwise)| DecisionNeeded {
            question,
            otherwise,
        })
        .collect()
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

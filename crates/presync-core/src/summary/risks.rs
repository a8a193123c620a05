//! The gravest risks, chosen from the findings. It ranks; it does not find.

use super::findings::FindingGroup;
use crate::{Severity, finding::FindingCode};

const RISKS_MAX: usize = 3;

/// Harm to people and data first; a code that is not here comes after those that are.
const GRAVEST: [FindingCode; 14] = [
    FindingCode::Takeover,
    FindingCode::NoMatch,
    FindingCode::TakeoverUnknown,
    FindingCode::TwoOnOne,
    FindingCode::UniqueIdOverwritten,
    FindingCode::FieldNameQuestionMark,
    FindingCode::SignInRenamed,
    FindingCode::LoginType,
    FindingCode::ConstantOverwrites,
    FindingCode::SeveralHits,
    FindingCode::RequiredEmpty,
    FindingCode::UserNameTaken,
    FindingCode::PowerUser,
    FindingCode::ManyDisables,
];

/// The other end of a risk that is named already: the account a takeover leaves behind, an open review.
const ECHOES: [FindingCode; 3] = [
    FindingCode::Diverted,
    FindingCode::ConflictingHits,
    FindingCode::IdentityOpen,
];

/// One of the risks of the executive page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    /// The finding it comes from.
    pub code: FindingCode,
    /// How grave it is.
    pub severity: Severity,
    /// How many people it concerns; 0 where it is about the mapping or the engagement.
    pub people: u32,
    /// How often it was found.
    pub count: u32,
}

pub(super) fn gravest(groups: &[FindingGroup]) -> Vec<Risk> {
    let mut risks: Vec<Risk> = groups
        .iter()
        .filter(|group| group.severity >= Severity::Warning && !ECHOES.contains(&group.code))
        .map(|group| Risk {
            code: group.code,
            severity: group.severity,
            people: group.people,
            count: group.count,
        })
        .collect();
    risks.sort_by_key(|risk| {
        let place = GRAVEST.iter().position(|code| *code == risk.code);
        let by_count = std::cmp::Reverse(risk.count);
        (
            std::cmp::Reverse(risk.severity),
            place.unwrap_or(GRAVEST.len()),
            by_count,
            risk.code,
        )
    });
    risks.truncate(RISKS_MAX);
    risks
}

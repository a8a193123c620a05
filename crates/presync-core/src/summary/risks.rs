//! The gravest risks, chosen from the register. It ranks; it does not find.

use std::cmp::Reverse;

use super::register::RiskEntry;
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

/// The gravest of a register, each once, however many people are at its other end.
pub(super) fn gravest(register: &[RiskEntry]) -> Vec<RiskEntry> {
    let mut risks: Vec<&RiskEntry> = register
        .iter()
        .filter(|risk| risk.severity >= Severity::Warning && !ECHOES.contains(&risk.code))
        .collect();
    risks.sort_by_key(|risk| {
        let place = GRAVEST.iter().position(|code| *code == risk.code);
        let by_count = Reverse(risk.count);
        let place = place.unwrap_or(GRAVEST.len());
        (Reverse(risk.severity), place, by_count, risk.code)
    });
    risks.into_iter().take(RISKS_MAX).cloned().collect()
}

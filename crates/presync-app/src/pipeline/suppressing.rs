//! Accepted findings on their way into a workspace and into a plan; what covers nothing is said.

use presync_core::{
    Cases, Diagnostic, Severity,
    suppression::{Idle, Suppression},
};
use presync_import::GivenSuppression;
use presync_store::Workspace;

use crate::wire::Failure;

/// Takes the suppressions of a file into a workspace; those that it has word for word are there already.
///
/// # Errors
/// As the workspace says; none is taken then.
pub fn take_suppressions(
    workspace: &mut Workspace,
    given: &[GivenSuppression],
) -> Result<(), Failure> {
    let known = workspace.suppressions()?;
    let is_new = |one: &&GivenSuppression| {
        !known
            .iter()
            .any(|entry| entry.suppression == one.suppression)
    };
    let fresh: Vec<Suppression> = given
        .iter()
        .filter(is_new)
        .map(|one| one.suppression.clone())
        .collect();
    if !fresh.is_empty() {
        workspace.suppress(&fresh)?;
    }
    Ok(())
}

/// What is said of a suppression that covers nothing, at its row where a file just gave it.
pub(super) fn idle(one: &Suppression, why: Idle, given: &[GivenSuppression]) -> Diagnostic {
    let place = given.iter().find(|given| given.suppression.is_same(one));
    let place = place.map(|given| given.place.clone()).unwrap_or_default();
    let (code, severity, message, hint) = match why {
        Idle::UnknownSubject => (
            "SUPPRESSION_UNKNOWN_SUBJECT",
            Severity::Warning,
            format!(
                "The suppression of {} names {}, whom neither the exports nor the mapping have.",
                one.code.as_str(),
                one.key
            ),
            "Take the key from findings.csv, or write * for any.",
        ),
        Idle::NothingFound => (
            "SUPPRESSION_IDLE",
            Severity::Note,
            format!(
                "The suppression of {} for {} covers no finding of this plan.",
                one.code.as_str(),
                if one.key.is_empty() {
                    "the engagement"
                } else {
                    &one.key
                }
            ),
            "Nothing is suppressed by it any more; remove it, or check the attribute.",
        ),
    };
    Diagnostic {
        code: code.to_owned(),
        severity,
        file: place.file,
        sheet: place.sheet,
        row: place.row,
        column: None,
        message,
        hint: hint.to_owned(),
        cases: Cases::default(),
    }
}

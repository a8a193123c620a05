//! The authentication type: required, one of three words, and nobody's may change by accident.

use super::{evidence::Evidence, old_feed, words};
use crate::{
    catalogue::INTERACT_USER,
    mapping::{Apply, AttributeMapping, MappingSource},
};

const SAML: &str = "SAML";

/// The row of the authentication type: single sign-on for new accounts; for existing ones only where
/// all of them have it already.
pub(super) fn login_type(evidence: &Evidence<'_>) -> AttributeMapping {
    let target = format!("{INTERACT_USER}:loginType");
    let values = evidence.values(&target);
    let all: u32 = values.iter().map(|(_, number)| number).sum();
    let others: u32 = values
        .iter()
        .filter(|(text, _)| !text.eq_ignore_ascii_case(SAML))
        .map(|(_, number)| number)
        .sum();
    let is_harmless = all > 0 && others == 0;
    let reason = if is_harmless {
        format!(
            "All {} linked people sign in with SAML already, so the constant changes nobody.",
            words::count(all)
        )
    } else if all == 0 {
        let fed = old_feed::login_type(evidence).map_or_else(String::new, |(word, file)| {
            format!(" (the old feed's loginType in {file} means {word}, by its name)")
        });
        format!(
            "The intranet export does not say how people sign in{fed}, so the constant is applied only when an account is created and existing sign-ins stay."
        )
    } else {
        format!(
            "{} linked people sign in another way than SAML, so the constant is applied only when an account is created and their sign-ins stay.",
            words::of(others, all)
        )
    };
    AttributeMapping {
        apply: if is_harmless {
            Apply::Always
        } else {
            Apply::OnCreate
        },
        reason,
        evidence: spread(&values),
        ..AttributeMapping::new(&target, MappingSource::Constant(SAML.to_owned()))
    }
}

fn spread(values: &[(&str, u32)]) -> String {
    let parts: Vec<String> = values
        .iter()
        .take(4)
        .map(|(text, number)| format!("{text} {}", words::count(*number)))
        .collect();
    parts.join("; ")
}

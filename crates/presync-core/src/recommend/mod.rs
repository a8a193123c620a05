//! The mapping that makes the first sync harmless, chosen from what linked pairs show.
//!
//! Where the data say nothing it follows the documented default. It judges no plan: what the mapping
//! would do is the simulator's. [`lint`] judges a mapping by itself, whoever made it.

mod address;
mod apart;
mod base;
mod dates;
mod evidence;
mod given;
mod groups;
mod keys;
mod lint;
mod plain;
mod sample;
mod sign_in;
mod studies;
mod study;
#[cfg(test)]
mod tests;
mod units;
mod words;

use crate::{
    mapping::{AttributeMapping, Mapping, MappingSource, ObjectMapping},
    matching::Matching,
};
use evidence::Evidence;
use plain::Habit;

pub use given::Given;
pub(crate) use lint::is_typed_by_people;
pub use lint::{Surroundings, lint, lint_in};
pub use sample::Sampling;
pub use study::{Candidate, Held, Recommendation, Tally, TargetStudy};

/// The expression Entra's default mapping has for `active`.
pub const ACTIVE: &str = r#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#;

/// Recommends a mapping from the users of both sides and who is who among them, and says what it found.
///
/// With a base, the mapping the customer has today, its scope, actions, order and rows for further
/// attributes stay, and groups stay off where they are off. Of very many linked people a sample is
/// compared, and the reasons say so.
#[must_use]
pub fn run(given: &Given<'_>) -> Recommendation {
    let evidence = Evidence::gather(given);
    let users = ObjectMapping {
        rows: user_rows(&evidence, given.matching),
        ..ObjectMapping::default()
    };
    let recommended = Mapping {
        users,
        groups: Some(groups::recommended()),
    };
    let mapping = match given.base {
        Some(base) => base::merged(recommended, base),
        None => recommended,
    };
    Recommendation {
        studies: studies::of(&evidence, &mapping),
        mapping,
    }
}

/// The rows in the order of Entra's default mapping, then the ones the intranet adds.
fn user_rows(evidence: &Evidence<'_>, matching: &Matching) -> Vec<AttributeMapping> {
    let plain = |target, default, habit| plain::row(evidence, target, default, habit);
    let mut email = plain("emails[type eq \"work\"].value", "mail", Habit::Directory);
    email.precedence = Some(2);
    let mut rows = vec![
        keys::user_name(evidence, &matching.sources),
        active(),
        plain("title", "jobTitle", Habit::Edited),
        email,
        plain("preferredLanguage", "preferredLanguage", Habit::OnCreate),
        apart::given_name(evidence),
        plain("name.familyName", "surname", Habit::Directory),
        address::row(evidence),
        plain(
            "phoneNumbers[type eq \"work\"].value",
            "telephoneNumber",
            Habit::Edited,
        ),
        plain(
            "phoneNumbers[type eq \"mobile\"].value",
            "mobile",
            Habit::Edited,
        ),
        keys::unique_id(evidence, &matching.sources),
    ];
    let [company, department, location] = units::rows(evidence);
    rows.extend([
        department,
        apart::manager(evidence, matching),
        company,
        location,
    ]);
    let mut further = dates::rows(evidence);
    further.extend(plain::further_rows(evidence));
    for row in rows.iter_mut().chain(&mut further) {
        say_sample(row, evidence);
    }
    rows.push(sign_in::login_type(evidence));
    rows.extend(further);
    rows
}

/// Says of how many people the figures of a row are, where those are not all linked people.
fn say_sample(row: &mut AttributeMapping, evidence: &Evidence<'_>) {
    let (looked_at, all) = (evidence.pairs.len(), evidence.linked.len());
    let has_figures = !row.evidence.is_empty() || row.reason.contains("linked people");
    if looked_at < all && has_figures {
        row.reason += &format!(
            " Counted in a sample of {} of {} linked people.",
            words::count(evidence::number(looked_at)),
            words::count(evidence::number(all))
        );
    }
}

fn active() -> AttributeMapping {
    AttributeMapping {
        reason: "Entra's own rule: whoever is disabled, deleted or out of scope in Azure becomes inactive in the intranet.".to_owned(),
        ..AttributeMapping::new("active", MappingSource::Expression(ACTIVE.to_owned()))
    }
}

//! The mapping that makes the first sync harmless, chosen from what linked pairs show.
//!
//! Where the data say nothing it follows the documented default. It judges no plan: what the mapping
//! would do is the simulator's. [`lint`] judges a mapping by itself, whoever made it.

mod base;
mod choose;
mod columns;
mod effect;
mod evidence;
mod fields;
mod given;
mod groups;
mod habits_table;
mod keys;
mod lint;
mod manager;
mod match_keys;
mod old_feed;
mod policy;
mod reach;
mod required;
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
use habits_table::Habit;
use policy::Decided;

pub use given::{Cycle, Given};
pub use lint::{Surroundings, lint, lint_in};
pub(crate) use lint::{is_typed_by_people, unsupported_targets};
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
    let decided = user_rows(&evidence, given.matching);
    let users = ObjectMapping {
        rows: decided.iter().filter_map(|one| one.row.clone()).collect(),
        ..ObjectMapping::default()
    };
    let recommended = Mapping {
        users,
        groups: Some(groups::recommended()),
    };
    let mut mapping = match given.base {
        Some(base) => base::merged(recommended, base),
        None => recommended,
    };
    let key_search = match_keys::settle(given, &mut mapping);
    required::settle(&evidence, &mut mapping);
    Recommendation {
        key_search,
        studies: studies::of(&evidence, decided, &mapping),
        mapping,
    }
}

/// The rows in the order of Entra's default mapping, then the ones the intranet adds, then what is decided
/// of every other field.
fn user_rows(evidence: &Evidence<'_>, matching: &Matching) -> Vec<Decided> {
    let known = |target: &str, default: &str, habit| {
        let choice = choose::choose(evidence, target, Some(default));
        Decided::row(policy::row(evidence, target, habit, &choice), choice)
    };
    let made = |row: AttributeMapping| {
        let choice = choose::made(evidence, &row.target, &row.source);
        Decided::row(row, choice)
    };
    let mut email = known("emails[type eq \"work\"].value", "mail", Habit::Directory);
    if let Some(row) = &mut email.row {
        row.precedence = Some(2);
    }
    let address = "addresses[type eq \"work\"].formatted";
    let office = "physicalDeliveryOfficeName";
    let phone = |kind: &str| format!("phoneNumbers[type eq \"{kind}\"].value");
    let mut rows = vec![
        keys::explained(evidence, keys::user_name(evidence, &matching.sources)),
        made(active(evidence)),
        known("title", "jobTitle", Habit::Edited),
        email,
        known("preferredLanguage", "preferredLanguage", Habit::OnCreate),
        known("name.givenName", "givenName", Habit::Directory),
        known("name.familyName", "surname", Habit::Directory),
        known(address, office, Habit::Edited),
        known(&phone("work"), "telephoneNumber", Habit::Edited),
        known(&phone("mobile"), "mobile", Habit::Edited),
        keys::explained(evidence, keys::unique_id(evidence, &matching.sources)),
    ];
    let [company, department, location] = units::rows(evidence);
    rows.extend([
        department,
        made(manager::row(evidence, matching)),
        company,
        location,
        made(sign_in::login_type(evidence)),
    ]);
    let further = fields::rows(evidence, &rows);
    rows.extend(further);
    let is_sampled = |row: &AttributeMapping| !row.target.ends_with(":loginType");
    for row in rows.iter_mut().filter_map(|one| one.row.as_mut()) {
        if is_sampled(row) {
            say_sample(row, evidence);
        }
    }
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

fn active(evidence: &Evidence<'_>) -> AttributeMapping {
    let said = old_feed::disabled_users(evidence);
    AttributeMapping {
        reason: format!(
            "Entra's own rule: whoever is disabled, deleted or out of scope in Azure becomes inactive in the intranet{said}."
        ),
        ..AttributeMapping::new("active", MappingSource::Expression(ACTIVE.to_owned()))
    }
}

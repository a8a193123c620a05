//! What a screen shows of a comparison: the two values of each field, and the whole in words.

use super::{Agreement, Bar, Explained, Explainer, Objection, Pair, Seen};
use crate::{
    AttributeId, LinkRule, LinkStatus, Population, UserIx,
    matching::{
        attributes::{
            AZURE_ADDRESSES, AZURE_NAMES, LEGACY_ADDRESSES, LEGACY_END, LEGACY_NAMES, LEGACY_UID,
            LEGACY_USER_NAME,
        },
        compare::field,
        detect::Detected,
        marks::Mark,
    },
};

/// Fields that a sentence names at most.
const NAMED_MAX: usize = 4;
/// Values of one cell that are shown at most.
const VALUES_MAX: usize = 4;

/// What both sides say in a field.
pub(super) fn values(
    explainer: &Explainer,
    people: Explained<'_>,
    pair: Pair,
    at: usize,
) -> [String; 2] {
    let (legacy, azure) = (people.legacy, people.azure);
    let ours = |names: &[&str]| joined(legacy, pair.legacy, &known(legacy, names));
    let theirs = |names: &[&str]| joined(azure, pair.azure, &known(azure, names));
    let source = |detected: &Detected| {
        let source = detected.source;
        source.map_or_else(String::new, |source| {
            source.value(azure, pair.azure).to_owned()
        })
    };
    match at {
        field::UID => [ours(&[LEGACY_UID]), source(&explainer.uid)],
        field::EMAIL => [ours(LEGACY_ADDRESSES), theirs(AZURE_ADDRESSES)],
        field::LOGIN => {
            let found = source(&explainer.user_name);
            let upn = || theirs(&["userPrincipalName"]);
            let theirs = if found.is_empty() { upn() } else { found };
            [ours(&[LEGACY_USER_NAME]), theirs]
        }
        field::GIVEN => [ours(&LEGACY_NAMES[..1]), theirs(&AZURE_NAMES[..1])],
        field::SURNAME => [ours(&LEGACY_NAMES[1..2]), theirs(&AZURE_NAMES[1..2])],
        field::ORDER => [ours(&LEGACY_NAMES[2..]), theirs(&AZURE_NAMES[2..])],
        field::ACTIVITY => [ours(&["active"]), theirs(&["accountEnabled"])],
        field::TIME => [
            ours(&[LEGACY_END]),
            theirs(&["employeeHireDate", "createdDateTime"]),
        ],
        field::MARK => [
            mark(explainer.ours.of(pair.legacy).mark),
            mark(explainer.theirs.of(pair.azure).mark),
        ],
        _ => match explainer.plans.get(at - field::TRAIT) {
            Some(plan) => [
                joined(legacy, pair.legacy, &plan.legacy),
                joined(azure, pair.azure, &plan.azure),
            ],
            None => [String::new(), String::new()],
        },
    }
}

fn known(population: &Population, names: &[&str]) -> Vec<AttributeId> {
    let known = names.iter().filter_map(|name| population.attribute(name));
    known.collect()
}

fn joined(population: &Population, user: UserIx, attributes: &[AttributeId]) -> String {
    let mut shown: Vec<&str> = Vec::new();
    for attribute in attributes {
        for value in population.values(user, *attribute) {
            if shown.len() < VALUES_MAX && !shown.contains(&value) {
                shown.push(value);
            }
        }
    }
    shown.join("; ")
}

fn mark(mark: Mark) -> String {
    match mark {
        Mark::Plain => "person",
        Mark::Guest => "guest",
        Mark::Admin => "administration",
        Mark::Impersonal => "shared",
    }
    .to_owned()
}

/// What people call a field of the evidence.
#[must_use]
pub fn label(field: &str) -> &str {
    match field {
        "uid" => "ID",
        "email" => "E-mail",
        "user-name" => "User name",
        "given-name" => "First name",
        "surname" => "Surname",
        "name-order" => "Order of the names",
        "activity" => "Active or not",
        "dates" => "Dates",
        "account-kind" => "Kind of account",
        "department" => "Department",
        "title" => "Job title",
        "company" => "Company",
        "location" => "Location",
        "phone" => "Phone",
        "hire-date" => "Start date",
        "manager" => "Manager",
        "address" => "Address",
        "additional-field" => "A further field",
        other => other,
    }
}

/// A pair in words: what brought it together, what agrees and what differs, and what became of it.
pub(super) fn sentence(seen: &Seen, bars: &[Bar], objections: &[Objection]) -> String {
    let [agreeing, differing] = [Agreement::Agrees, Agreement::Differs].map(|wanted| {
        let fields = bars.iter().filter(|bar| bar.kind.is_field());
        let telling = fields.filter(|bar| bar.agreement == wanted && bar.weight.abs() >= 0.5);
        named(telling.collect())
    });
    let compared = match (agreeing.as_str(), differing.as_str()) {
        ("", "") => "Nothing that both sides know tells anything.".to_owned(),
        (agree, "") => format!("Agree: {agree}."),
        ("", differ) => format!("Differ: {differ}."),
        (agree, differ) => format!("Agree: {agree}. Differ: {differ}."),
    };
    let verdict = outcome(seen);
    let own = objections
        .iter()
        .find(|one| !matches!(one, Objection::Differs { .. }));
    let why = own.map_or_else(String::new, |one| format!(" {}", one.sentence()));
    format!("{verdict} {compared}{why}")
}

/// The strongest first.
fn named(mut bars: Vec<&Bar>) -> String {
    bars.sort_by(|a, b| {
        b.weight
            .abs()
            .total_cmp(&a.weight.abs())
            .then(a.field.cmp(b.field))
    });
    let shown = bars.iter().take(NAMED_MAX).map(|bar| label(bar.field));
    let mut text = shown.collect::<Vec<_>>().join(", ");
    let more = bars.len().saturating_sub(NAMED_MAX);
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}

fn outcome(seen: &Seen) -> String {
    let Some(link) = &seen.link else {
        return "No link was made of them.".to_owned();
    };
    let by = match link.rule {
        LinkRule::Uid => "their ID",
        LinkRule::UidNormalised => "their ID once its spelling is set aside",
        LinkRule::UserName => "their user name",
        LinkRule::Email => "an address",
        LinkRule::EmailDomain => "an address under a domain that moved",
        LinkRule::Name => "their name",
        LinkRule::SecondAccount => "what a second account has in common with the first",
        LinkRule::Decision => "a person's decision",
    };
    let became = match link.status {
        LinkStatus::Certain => "certain",
        LinkStatus::Likely => "likely",
        LinkStatus::Review => "open: a person must decide",
        LinkStatus::Rejected => "rejected",
        LinkStatus::Confirmed => "confirmed",
        LinkStatus::Denied => "denied",
    };
    format!("Brought together by {by}; {became}.")
}

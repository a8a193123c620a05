//! The address: one line in the intranet, several fields in Azure, joined only where the data are so.

use super::{
    evidence::{Evidence, PAIRS_MIN, Tally, is_alike},
    plain::{self, Habit},
    words,
};
use crate::{
    UserIx,
    mapping::{Apply, AttributeMapping, MappingSource},
};

const TARGET: &str = "addresses[type eq \"work\"].formatted";
const DEFAULT: &str = "physicalDeliveryOfficeName";
/// Share of linked people whose address the joined fields must spell.
const AGREEMENT_MIN: f64 = 0.8;
/// Orders in which addresses are written.
const ORDERS: &[&[&str]] = &[
    &["streetAddress", "city"],
    &["streetAddress", "city", "country"],
    &["streetAddress", "city", "postalCode"],
    &["streetAddress", "city", "postalCode", "country"],
    &["streetAddress", "city", "state", "postalCode"],
    &["streetAddress", "city", "state", "postalCode", "country"],
    &["streetAddress", "postalCode", "city"],
    &["streetAddress", "postalCode", "city", "country"],
    &["streetAddress", "postalCode", "city", "state", "country"],
];
const SEPARATORS: &[&str] = &[", ", " ", "; ", " - "];

/// The row of the address.
pub(super) fn row(evidence: &Evidence<'_>) -> AttributeMapping {
    let alone = plain::row(evidence, TARGET, DEFAULT, Habit::Edited);
    let fits = evidence.ranked(TARGET);
    let alone_agreement = fits
        .first()
        .map_or(0.0, |fit| fit.agreement().min(fit.score().max(0.0)));
    let joined = ORDERS
        .iter()
        .map(|order| (*order, tally(evidence, order, ", ", is_alike)))
        .filter(|(_, tally)| tally.both >= PAIRS_MIN)
        .reduce(|best, next| {
            if next.1.equal > best.1.equal {
                next
            } else {
                best
            }
        });
    match joined {
        Some((order, tally))
            if tally.agreement() >= AGREEMENT_MIN && tally.agreement() > alone_agreement =>
        {
            joined_row(evidence, order, tally)
        }
        _ => alone,
    }
}

fn joined_row(evidence: &Evidence<'_>, order: &[&str], tally: Tally) -> AttributeMapping {
    let exactly = |separator: &str| {
        let same = |now: &str, value: &str| now == value;
        self::tally(evidence, order, separator, same).equal
    };
    let separator = SEPARATORS
        .iter()
        .map(|separator| (*separator, exactly(separator)))
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .map_or(", ", |(separator, _)| separator);
    let fields: Vec<String> = order.iter().map(|name| format!("[{name}]")).collect();
    let differ = tally.both - tally.equal;
    let rest = match differ {
        0 => String::new(),
        _ => format!(
            "; for the other {} it would be overwritten",
            words::count(differ)
        ),
    };
    AttributeMapping {
        apply: Apply::Always,
        reason: format!(
            "The intranet takes one line, and Azure's {} joined spell it for {} linked people{rest}.",
            order.join(", "),
            words::of(tally.equal, tally.both)
        ),
        evidence: format!("joined: {} equal", words::of(tally.equal, tally.both)),
        ..AttributeMapping::new(
            TARGET,
            MappingSource::Expression(format!("Join(\"{separator}\", {})", fields.join(", "))),
        )
    }
}

fn tally(
    evidence: &Evidence<'_>,
    order: &[&str],
    separator: &str,
    same: impl Fn(&str, &str) -> bool,
) -> Tally {
    let columns: Option<Vec<_>> = order
        .iter()
        .map(|name| evidence.azure.attribute(name))
        .collect();
    let Some(columns) = columns else {
        return Tally::default();
    };
    let joined = |user: UserIx| {
        let parts: Vec<&str> = columns
            .iter()
            .map(|column| evidence.azure.text(user, *column))
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(separator)
    };
    evidence.tally(TARGET, joined, same)
}

//! The names an editor offers: functions, source attributes with how many users have a value, targets.

use presync_expr::functions::{Completion, completions};

use crate::{Population, Side, catalogue};

/// An attribute that can be written into a mapping row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// As a mapping spells it.
    pub name: String,
    /// What people call it; empty where nobody documented it.
    pub label: String,
    /// Users of the export with a value.
    pub filled: u32,
    /// Whether the export has such a column.
    pub is_held: bool,
    /// Whether the system refuses users without it.
    pub required: bool,
}

/// Computed by the provisioning service for everybody (`customize-application-attributes`).
const IS_SOFT_DELETED: &str = "IsSoftDeleted";

/// Every function of the language, by name.
#[must_use]
pub fn functions() -> Vec<Completion> {
    completions("")
}

/// The source attributes: those the export holds, the fullest first, then those it does not.
#[must_use]
pub fn sources(azure: &Population) -> Vec<Offer> {
    let mut offers = of_side(azure);
    offers.push(Offer {
        name: IS_SOFT_DELETED.to_owned(),
        label: "Computed: not to be kept active".to_owned(),
        filled: count(azure.len()),
        is_held: true,
        required: false,
    });
    offers.sort_by(|a, b| (b.is_held, b.filled, &a.name).cmp(&(a.is_held, a.filled, &b.name)));
    offers
}

/// The target attributes that are known, the intranet's own fields among them, by name.
#[must_use]
pub fn targets(legacy: &Population) -> Vec<Offer> {
    let mut offers = of_side(legacy);
    offers.sort_by(|a, b| a.name.cmp(&b.name));
    offers
}

fn of_side(population: &Population) -> Vec<Offer> {
    let side = population.side();
    let held = population.attributes().map(|(attribute, name)| {
        let known = catalogue::find(side, name);
        Offer {
            name: name.to_owned(),
            label: known.map_or_else(String::new, |known| known.label.to_owned()),
            filled: count(population.column(attribute).filled()),
            is_held: true,
            required: known.is_some_and(|known| known.required),
        }
    });
    let known = catalogue::attributes(side).iter();
    let others = known
        .filter(|known| population.attribute(known.name).is_none())
        .map(|known| Offer {
            name: known.name.to_owned(),
            label: known.label.to_owned(),
            filled: 0,
            is_held: false,
            required: side == Side::Legacy && known.required,
        });
    held.chain(others).collect()
}

fn count(users: usize) -> u32 {
    u32::try_from(users).unwrap_or(u32::MAX)
}

//! The columns that say who a record is. Not which field a column holds: that is recognised before.

use presync_core::{Side, record::Reading};

use crate::values::is_blank;

/// Attribute sets of which one must be wholly present for a record to be somebody.
const AZURE_IDENTITIES: &[&[&str]] = &[
    &["objectId"],
    &["userPrincipalName"],
    &["mail"],
    &["displayName"],
    &["givenName", "surname"],
];
const LEGACY_IDENTITIES: &[&[&str]] = &[
    &["externalId"],
    &["userName"],
    &["emails[type eq \"work\"].value"],
    &["displayName"],
    &["name.givenName", "name.familyName"],
];

/// Values a record must hold in a list of names and particulars, where it lacks the whole name.
const PARTICULARS_MIN: usize = 4;

/// The columns that say who a record is.
#[derive(Debug)]
pub(crate) struct Identity {
    sets: Vec<Vec<usize>>,
}

impl Identity {
    /// Of a list with nobody in it, as the last page may be.
    pub(crate) const NOBODY: Self = Self { sets: Vec::new() };

    /// The identities that these columns offer; none when they offer none.
    pub(crate) fn of(side: Side, attributes: &[&str]) -> Option<Self> {
        let identities = match side {
            Side::Azure => AZURE_IDENTITIES,
            Side::Legacy => LEGACY_IDENTITIES,
        };
        let column = |name: &&str| attributes.iter().position(|attribute| attribute == name);
        let sets: Vec<Vec<usize>> = identities
            .iter()
            .filter_map(|set| set.iter().map(column).collect())
            .collect();
        (!sets.is_empty()).then_some(Self { sets })
    }

    /// Whether a record says who it is.
    pub(crate) fn is_in(&self, cells: &[&str], readings: &[Reading<'_>]) -> bool {
        let is_unknown = |column: usize| {
            let reading = readings.iter().find(|reading| reading.column == column);
            reading.is_some_and(|reading| reading.kind.is_held() && reading.text.is_empty())
        };
        let present = |column: &usize| {
            cells.get(*column).is_some_and(|cell| !is_nothing(cell)) && !is_unknown(*column)
        };
        self.sets.iter().any(|set| set.iter().all(present))
            || self.names_alone().is_some_and(|names| {
                names.iter().any(present)
                    || (0..cells.len()).filter(present).count() >= PARTICULARS_MIN
            })
    }

    /// The columns of the name, in a list that has no other identity. Somebody with half a name there is
    /// known by the rest: address, birthday, whatever the list tells.
    fn names_alone(&self) -> Option<&[usize]> {
        match self.sets.as_slice() {
            [names] if names.len() > 1 => Some(names),
            _ => None,
        }
    }
}

/// Whether a cell has nothing but what nobody sees, control characters among it.
fn is_nothing(cell: &str) -> bool {
    let is_symbol = |c: char| ('\u{2400}'..='\u{2421}').contains(&c);
    cell.chars().all(|c| is_blank(c) || is_symbol(c))
}

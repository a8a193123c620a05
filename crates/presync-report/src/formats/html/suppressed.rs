//! Suppressions as the page lists them.

use presync_core::suppression::{ANY, Suppressed, Suppression};

use super::words;

/// One suppression and how many findings it covers.
pub(super) struct SuppressionRow<'a> {
    pub(super) one: &'a Suppression,
    pub(super) count: u32,
}

impl SuppressionRow<'_> {
    /// Whom and what it is about, in words.
    pub(super) fn subject(&self) -> String {
        let Suppression {
            side,
            key,
            attribute,
            ..
        } = self.one;
        let who = match (key.as_str(), side) {
            (ANY, Some(side)) => format!("everybody ({})", words::side(*side)),
            (ANY, None) => "whatever it concerns".to_owned(),
            ("", _) => "the engagement".to_owned(),
            (key, _) => key.to_owned(),
        };
        match attribute.as_str() {
            ANY | "" => who,
            attribute => format!("{who}, {attribute}"),
        }
    }
}

/// All of them in the order given.
pub(super) fn rows(suppressed: &Suppressed) -> Vec<SuppressionRow<'_>> {
    let row = |(at, one)| SuppressionRow {
        one,
        count: u32::try_from(suppressed.count(at)).unwrap_or(u32::MAX),
    };
    (0u32..).zip(&suppressed.all).map(row).collect()
}

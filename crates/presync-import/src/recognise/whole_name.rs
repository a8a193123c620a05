//! Headers such as `Name`, which mean a whole name or the part of it that no other column holds: what
//! stands beside them and what they hold decides.

use presync_core::Side;

use super::{
    aliases::{meant, named},
    content::Form,
    names,
    profile::Profile,
    reading::{Ground, Guess},
    words,
};

/// From this share of values of several words on, in percent, a column holds whole names.
const WHOLE_MIN: u32 = 50;

/// The parts of a name that columns of a file hold by their headers.
#[derive(Debug, Clone, Copy)]
pub(super) struct WholeName {
    side: Side,
    has_given: bool,
    has_family: bool,
}

impl WholeName {
    /// Looks at the headers of a file.
    pub(super) fn among(side: Side, headers: &[&str]) -> Self {
        let (given, family) = names::attributes(side);
        let has = |attribute: &str| {
            let mut meanings = headers.iter().filter_map(|header| meant(side, header));
            meanings.any(|meaning| meaning.attribute.name == attribute)
        };
        Self {
            side,
            has_given: has(given),
            has_family: has(family),
        }
    }

    /// What such a header means here; none where it is no such header, or means what the catalogue says.
    pub(super) fn guess(&self, header: &str, profile: &Profile) -> Option<Guess> {
        if !words::is_name(header) {
            return None;
        }
        let (given, family) = names::attributes(self.side);
        let is_whole = profile.share(Form::Words) >= WHOLE_MIN;
        let is_english = named(self.side, header).is_some();
        let (attribute, confidence, reason) = match (self.has_given, self.has_family) {
            (true, false) if !is_whole => (
                family,
                80,
                "The header is a word for a name, given names stand in another column, and the values are single words.",
            ),
            (false, true) if !is_whole || !is_english => (
                given,
                80,
                "The header is a word for a name, and surnames stand in another column.",
            ),
            _ if is_english => return None,
            (false, false) | (true, _) => (
                "displayName",
                if is_whole { 80 } else { 62 },
                "The header is a word for a name.",
            ),
            (false, true) => return None,
        };
        Some(Guess::new(attribute, Ground::Word, confidence, reason))
    }
}

//! What a recommendation is made from: both sides, who is who, and what is known beside the exports.
//!
//! Values only; what they mean is the rows'.

use super::Sampling;
use crate::{Population, ProfileSource, SiteSchema, mapping::Mapping, matching::Matching};

/// Everything a recommendation looks at.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The intranet users.
    pub legacy: &'a Population,
    /// The Azure users.
    pub azure: &'a Population,
    /// Who is who among them.
    pub matching: &'a Matching,
    /// The mapping the customer has today: its scope, actions, order and rows for further attributes
    /// stay, and groups stay off where they are off.
    pub base: Option<&'a Mapping>,
    /// Old feeds that were imported, by file name: how they were to be run is evidence.
    pub feeds: &'a [(&'a str, &'a ProfileSource)],
    /// What the site's own `/Schemas` answer says it accepts and requires.
    pub site: Option<&'a SiteSchema>,
    /// How many linked people are compared, and which.
    pub sampling: Sampling,
}

impl<'a> Given<'a> {
    /// Both sides and who is who, with nothing known beside them.
    #[must_use]
    pub fn people(
        legacy: &'a Population,
        azure: &'a Population,
        matching: &'a Matching,
        sampling: Sampling,
    ) -> Self {
        Self {
            legacy,
            azure,
            matching,
            base: None,
            feeds: &[],
            site: None,
            sampling,
        }
    }
}

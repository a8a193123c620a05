//! What a recommendation is made from: both sides, who is who, and what is known beside the exports.
//!
//! Values only; what they mean is the rows'.

use super::Sampling;
use crate::{
    Population, ProfileSource, SiteSchema, key_search::Weights, mapping::Mapping,
    matching::Matching, scope::Scope, simulate::Settings,
};

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
    /// What the match keys are judged by; without it they are the documented ones in their order.
    pub cycle: Option<Cycle<'a>>,
}

/// What decides beside the mapping whom the first cycle finds.
#[derive(Debug, Clone, Copy)]
pub struct Cycle<'a> {
    /// Who is assigned.
    pub scope: &'a Scope,
    /// What no document states.
    pub settings: &'a Settings,
    /// What a person harmed by match keys counts.
    pub weights: Weights,
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
            cycle: None,
        }
    }
}

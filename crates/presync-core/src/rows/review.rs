//! Pairs as the review workbook shows them: both people side by side, what agrees, what contradicts, how
//! sure that is in words, and what is proposed.

use std::borrow::Cow;

use crate::{
    AttributeId, Link, LinkRule, LinkStatus, Population, Side, UserIx,
    catalogue::ENTERPRISE_USER,
    decision::Verdict,
    matching::{Matching, ReviewItem, explain::label},
    summary::{AzureIdentity, IdentityColumns, LegacyIdentity},
};

/// Which pairs are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewScope {
    /// Those that wait for a person, in the order of the queue.
    Waiting,
    /// Those, then every other link.
    AllLinks,
}

/// Pairs of an engagement, ready to be shown.
#[derive(Debug, Clone, Copy)]
pub struct ReviewPairs<'a> {
    matching: &'a Matching,
    columns: IdentityColumns<'a>,
    populations: [&'a Population; 2],
    departments: [Option<AttributeId>; 2],
}

/// One pair.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewPair<'a> {
    /// What decisions name the two by, the intranet user first.
    pub anchors: [&'a str; 2],
    /// The intranet user.
    pub legacy: LegacyIdentity<'a>,
    /// The intranet user's name.
    pub legacy_name: Cow<'a, str>,
    /// The intranet user's department.
    pub legacy_department: &'a str,
    /// The Azure user.
    pub azure: AzureIdentity<'a>,
    /// The Azure user's display name.
    pub azure_name: &'a str,
    /// The Azure user's department.
    pub azure_department: &'a str,
    /// Why it waits, in sentences; empty for a pair that does not.
    pub doubts: String,
    /// The fields that speak for it.
    pub agree: String,
    /// The fields that speak against it.
    pub differ: String,
    /// How sure it is.
    pub sureness: &'static str,
    /// What is proposed.
    pub proposal: &'static str,
    /// What a person decided about the pair already.
    pub decided: Option<Verdict>,
}

impl<'a> ReviewPairs<'a> {
    /// The pairs of these people.
    #[must_use]
    pub fn of(legacy: &'a Population, azure: &'a Population, matching: &'a Matching) -> Self {
        Self {
            matching,
            columns: IdentityColumns::between(legacy, azure),
            populations: [legacy, azure],
            departments: [
                legacy.attribute(&format!("{ENTERPRISE_USER}:department")),
                azure.attribute("department"),
            ],
        }
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self, scope: ReviewScope) -> usize {
        match scope {
            ReviewScope::Waiting => self.matching.reviews.len(),
            ReviewScope::AllLinks => self.matching.links.len(),
        }
    }

    /// The pairs in order.
    pub fn iter(&self, scope: ReviewScope) -> impl Iterator<Item = ReviewPair<'a>> + use<'a> {
        let pairs = *self;
        let links = self.matching.links.as_slice();
        let waiting = self.matching.reviews.iter();
        let rest = (scope == ReviewScope::AllLinks).then(|| {
            let mut waits = vec![false; links.len()];
            for item in &self.matching.reviews {
                waits[item.link as usize] = true;
            }
            links.iter().zip(waits).filter(|(_, waits)| !waits)
        });
        let waiting = waiting.map(move |item| pairs.pair(&links[item.link as usize], Some(item)));
        let rest = rest.into_iter().flatten();
        waiting.chain(rest.map(move |(link, _)| pairs.pair(link, None)))
    }

    fn pair(&self, link: &Link, item: Option<&ReviewItem>) -> ReviewPair<'a> {
        let department = |side: Side, user: UserIx| {
            let side = side as usize;
            self.populations[side].first_held_in(user, self.departments[side])
        };
        let doubts = item.into_iter().flat_map(|item| &item.reasons);
        let doubts: Vec<&str> = doubts.map(|reason| reason.sentence()).collect();
        ReviewPair {
            anchors: [
                self.columns.anchor(Side::Legacy, link.legacy),
                self.columns.anchor(Side::Azure, link.azure),
            ],
            legacy: self.columns.legacy(link.legacy),
            legacy_name: self.columns.legacy_name(link.legacy),
            legacy_department: department(Side::Legacy, link.legacy),
            azure: self.columns.azure(link.azure),
            azure_name: self.columns.azure_name(link.azure),
            azure_department: department(Side::Azure, link.azure),
            doubts: doubts.join(" "),
            agree: fields(link, |weight| weight > 0.0),
            differ: fields(link, |weight| weight < 0.0),
            sureness: sureness(link),
            proposal: proposal(link),
            decided: match link.status {
                // What is in doubt is asked anew.
                _ if item.is_some() => None,
                LinkStatus::Confirmed => Some(Verdict::Confirm),
                LinkStatus::Denied => Some(Verdict::Deny),
                _ => None,
            },
        }
    }
}

fn fields(link: &Link, wanted: fn(f32) -> bool) -> String {
    let reasons = link.evidence.iter().filter(|reason| wanted(reason.weight));
    let labels: Vec<&str> = reasons.map(|reason| label(reason.field.as_str())).collect();
    labels.join(", ")
}

fn sureness(link: &Link) -> &'static str {
    match (link.status, link.score) {
        (LinkStatus::Confirmed | LinkStatus::Denied, _) => "Decided by a person",
        (_, score) if score >= 0.99 => "Almost certain",
        (_, score) if score >= 0.95 => "Very likely",
        (_, score) if score >= 0.8 => "Likely",
        (_, score) if score >= 0.5 => "More likely than not",
        (_, score) if score >= 0.2 => "Rather unlikely",
        _ => "Unlikely",
    }
}

fn proposal(link: &Link) -> &'static str {
    match link.status {
        LinkStatus::Certain | LinkStatus::Likely | LinkStatus::Confirmed => "Same person",
        LinkStatus::Denied | LinkStatus::Rejected => "Different people",
        LinkStatus::Review if link.rule == LinkRule::SecondAccount => {
            "Second account of somebody who is linked: please look"
        }
        LinkStatus::Review if link.score >= 0.5 => "Probably the same person: please look",
        LinkStatus::Review => "Please decide",
    }
}

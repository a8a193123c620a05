//! Who is who: links between the users of both sides, with evidence, one to one.
//!
//! It knows nothing of mappings or of what Entra's rule would find: that is the simulator's.

mod addresses;
mod attributes;
mod belief;
mod blocking;
mod calibration;
mod candidates;
mod combined;
mod compare;
mod counterparts;
mod dates;
mod decide;
mod dependence;
mod detect;
pub mod explain;
mod findings;
mod harder;
mod hidden;
mod keys;
mod learn;
mod lists;
mod managers;
mod marks;
mod mirrored;
mod model;
mod outcome;
mod priors;
mod profile;
mod propensity;
#[cfg(test)]
mod properties;
mod queue;
mod run;
mod score;
mod trait_reader;
mod traits;
mod verdict;

use crate::{Link, UserIx, finding::Finding};

pub(crate) use decide::Anchors;
pub use decide::{KnownAnchors, known_anchors};
pub use queue::{ReviewItem, ReviewReason};
pub use run::{key_sources, run, run_explained};

/// One Azure attribute tried as the source of an intranet key.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyCandidate {
    /// Entra source name, or a derived one such as `localpart(mail)`.
    pub attribute: String,
    /// Intranet users whose key equals a value of it, case, zeros, quotes and GUID spelling set aside.
    pub equal: u32,
    /// Intranet users that have the key.
    pub of: u32,
}

impl KeyCandidate {
    /// The share of intranet keys that this attribute explains, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        if self.of == 0 {
            0.0
        } else {
            f64::from(self.equal) / f64::from(self.of)
        }
    }
}

/// Where the intranet's keys come from, as the data show: the candidates, best first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct KeySources {
    /// For the unique ID; the first one is the detected source if `uid_detected`.
    pub uid: Vec<KeyCandidate>,
    /// Whether the first candidate for the unique ID explains enough to be relied on.
    pub uid_detected: bool,
    /// For the user name.
    pub user_name: Vec<KeyCandidate>,
    /// Whether the first candidate for the user name explains enough to be relied on.
    pub user_name_detected: bool,
}

impl KeySources {
    /// The detected source of the unique ID.
    #[must_use]
    pub fn uid_source(&self) -> Option<&str> {
        self.uid
            .first()
            .filter(|_| self.uid_detected)
            .map(|c| c.attribute.as_str())
    }

    /// The detected source of the user name.
    #[must_use]
    pub fn user_name_source(&self) -> Option<&str> {
        self.user_name
            .first()
            .filter(|_| self.user_name_detected)
            .map(|c| c.attribute.as_str())
    }
}

/// Who is who.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matching {
    /// All pairs considered worth naming, by Azure user, then by status and score.
    pub links: Vec<Link>,
    /// Where the intranet's keys come from.
    pub sources: KeySources,
    /// What was noticed on the way: recycled IDs, re-used addresses, second accounts, duplicate keys.
    pub findings: Vec<Finding>,
    /// The open pairs, by reason for doubt and then by score.
    pub reviews: Vec<ReviewItem>,
    /// For each Azure user the position of its link in `links`: the counting one, else an open review pair.
    pub by_azure: Vec<Option<u32>>,
    /// The same for each intranet user.
    pub by_legacy: Vec<Option<u32>>,
}

impl Matching {
    /// The link of an Azure user: the one that counts as identity, else its best open review pair.
    #[must_use]
    pub fn of_azure(&self, user: UserIx) -> Option<&Link> {
        let at = (*self.by_azure.get(user.index())?)?;
        self.links.get(at as usize)
    }

    /// The link of an intranet user: the one that counts as identity, else its best open review pair.
    #[must_use]
    pub fn of_legacy(&self, user: UserIx) -> Option<&Link> {
        let at = (*self.by_legacy.get(user.index())?)?;
        self.links.get(at as usize)
    }
}

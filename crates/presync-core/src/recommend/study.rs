//! What was found out about one intranet attribute: what it holds, what explains it, what is done about it.
//!
//! Values for whoever shows or writes them; how they are found is the evidence's and the rows'.

use crate::{
    UserIx,
    key_search::KeySearch,
    mapping::{Mapping, MappingSource},
    plan::RestartClass,
};

/// A recommended mapping, and what was found out about each intranet attribute on the way.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recommendation {
    /// The mapping.
    pub mapping: Mapping,
    /// One study for each intranet attribute that the export holds, in the export's order.
    pub studies: Vec<TargetStudy>,
    /// How the match keys were chosen; none where nothing was given to judge them by.
    pub key_search: Option<KeySearch>,
}

/// One intranet attribute that the export holds.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetStudy {
    /// The attribute as the population names it: a SCIM path, or the header of the customer's own field.
    pub target: String,
    /// What people call it.
    pub label: String,
    /// What the intranet holds.
    pub held: Held,
    /// What explains it, best first: Azure attributes, and expressions where none agrees well alone.
    pub candidates: Vec<Candidate>,
    /// Position of the candidate that the mapping takes; none where it takes none.
    pub chosen: Option<usize>,
    /// Position of the best candidate beside it that explains anything.
    pub runner_up: Option<usize>,
    /// The target of the mapping row that writes it; none where no row does. It differs from `target` for
    /// the customer's own fields, which rows name by a path.
    pub row: Option<String>,
    /// What a restart would do to what people enter there; none without a row.
    pub restart: Option<RestartClass>,
    /// Why, in one sentence with figures: of the row, or of there being none.
    pub reason: String,
}

/// What the intranet holds of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held {
    /// Linked people.
    pub linked: u32,
    /// Those of them that were looked at: all, or a sample.
    pub looked_at: u32,
    /// Of these, people with a value.
    pub filled: u32,
    /// Different values among theirs, spelling set aside.
    pub distinct: u32,
}

/// A way to fill an attribute, held against what the intranet holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// A direct attribute or an expression.
    pub source: MappingSource,
    /// People with an intranet value.
    pub of: u32,
    /// Of them, people for whom it gives a value.
    pub both: u32,
    /// Of them, people for whom it gives the intranet's.
    pub equal: u32,
    /// Of them, people for whom it gives it to the letter; for an attribute, not counted apart.
    pub exact: u32,
    /// Share of equal values that unrelated columns would have, 0 to 1.
    pub chance: f64,
    /// Share of the intranet's values explained beyond chance: at most 1, below 0 when worse.
    pub score: f64,
    /// At most this likely is it that an unrelated column agrees as often, 0 to 1.
    pub luck: f64,
    /// Different values among those it gives.
    pub distinct: u32,
    /// Azure users with a value, linked or not; for an expression, of the people looked at.
    pub filled: u32,
    /// Azure users; for an expression, the people looked at.
    pub users: u32,
    /// What an expression did on the people it was not fitted to; none for an attribute.
    pub held_back: Option<Tally>,
    /// Some of the people for whom an expression gives another value.
    pub exceptions: Vec<(UserIx, UserIx)>,
    /// What to know before it is used, a sentence each.
    pub notes: Vec<String>,
}

/// A number of pairs in which two values were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Pairs with a value on both sides.
    pub both: u32,
    /// Pairs whose values are the same.
    pub equal: u32,
}

impl Candidate {
    /// Share of equal values where both sides have one, 0 to 1.
    #[must_use]
    pub fn agreement(&self) -> f64 {
        Tally {
            both: self.both,
            equal: self.equal,
        }
        .agreement()
    }

    /// Share of the people with an intranet value for whom it gives any value, 0 to 1.
    #[must_use]
    pub fn coverage(&self) -> f64 {
        super::evidence::share(self.both, self.of)
    }
}

impl Tally {
    /// Share of the same values, 0 to 1; 0 of nothing.
    #[must_use]
    pub fn agreement(self) -> f64 {
        super::evidence::share(self.equal, self.both)
    }
}

impl TargetStudy {
    /// The candidate that the mapping takes.
    #[must_use]
    pub fn chosen(&self) -> Option<&Candidate> {
        self.candidates.get(self.chosen?)
    }

    /// The best candidate beside it.
    #[must_use]
    pub fn runner_up(&self) -> Option<&Candidate> {
        self.candidates.get(self.runner_up?)
    }
}

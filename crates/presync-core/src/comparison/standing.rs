//! What a plan says of everybody, as much of it as two plans are compared by: anchors, outcomes, finding
//! codes, and of each change the attribute and a fingerprint of the value.
//!
//! Columns and interned words, so that a million people a side take a few hundred megabytes at most.

use std::{collections::BTreeMap, hash::Hasher};

use fnv::FnvHasher;

use super::Head;
use crate::{Action, Outcome, Side, plan::ChangeKind, population::ColumnBuilder};

/// One plan, ready to be compared.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// What it was made from, and how.
    pub head: Head,
    people: Vec<Entry>,
    ids: ColumnBuilder,
    logins: ColumnBuilder,
    /// Finding codes joined by `;`, each combination once.
    code_sets: Vec<String>,
    targets: Vec<String>,
    changes: Vec<ChangeOf>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    side: Side,
    outcome: Outcome,
    action: Action,
    codes: u32,
    partner: u64,
    /// Where the person's changes end; they begin where those of the person before end.
    changes_end: u32,
}

/// What a plan says of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonOf<'a> {
    /// The side.
    pub side: Side,
    /// The objectId or UID; may be empty.
    pub id: &'a str,
    /// The UPN or user name; may be empty.
    pub login: &'a str,
    /// [`anchor_fingerprint`] of whom identity says the person is on the other side; 0 while that is open.
    pub partner: u64,
    /// What becomes of them.
    pub outcome: Outcome,
    /// What the cycle would do.
    pub action: Action,
    /// Codes of the findings about them, joined by `;`.
    pub codes: &'a str,
}

/// One attribute that would change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeOf {
    /// Position of the target attribute among [`Standing::targets`].
    pub target: u16,
    /// What happens to it.
    pub kind: ChangeKind,
    /// [`fingerprint`] of the value it would have.
    pub value: u64,
}

/// More people, changes or text than a plan can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the plan is larger than any plan of Presync")]
pub struct TooLarge;

/// A number that equal texts share and, but for one pair in 2^64, different ones do not: FNV-1a, which no
/// release changes, since workspaces keep it.
#[must_use]
pub fn fingerprint(text: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// The fingerprint of an anchor, whatever its letter case; 0 for none.
#[must_use]
pub fn anchor_fingerprint(anchor: &str) -> u64 {
    match anchor.trim() {
        "" => 0,
        anchor => fingerprint(&anchor.to_lowercase()),
    }
}

impl Standing {
    /// How many people both sides have together.
    #[must_use]
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether nobody is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// The person at a position; Azure users come first.
    #[must_use]
    pub fn person(&self, at: u32) -> PersonOf<'_> {
        let index = at as usize;
        let entry = self.people[index];
        PersonOf {
            side: entry.side,
            id: self.ids.get(index),
            login: self.logins.get(index),
            partner: entry.partner,
            outcome: entry.outcome,
            action: entry.action,
            codes: &self.code_sets[entry.codes as usize],
        }
    }

    /// Everybody's positions.
    pub fn positions(&self) -> impl Iterator<Item = u32> + use<> {
        0..u32::try_from(self.people.len()).expect("BUG: the builder bounds the people")
    }

    /// The changes a person would cause, with their positions in the plan.
    pub fn changes(&self, at: u32) -> impl Iterator<Item = (u32, ChangeOf)> {
        let before = (at as usize).checked_sub(1);
        let start = before.map_or(0, |before| self.people[before].changes_end);
        let range = start..self.people[at as usize].changes_end;
        range.map(|at| (at, self.changes[at as usize]))
    }

    /// The change at a position of the plan.
    #[must_use]
    pub fn change(&self, at: u32) -> ChangeOf {
        self.changes[at as usize]
    }

    /// The target attributes that changes refer to.
    #[must_use]
    pub fn targets(&self) -> &[String] {
        &self.targets
    }

    /// The combinations of finding codes that people have.
    #[must_use]
    pub fn code_sets(&self) -> &[String] {
        &self.code_sets
    }

    /// Which combination a person has.
    #[must_use]
    pub fn code_set(&self, at: u32) -> usize {
        self.people[at as usize].codes as usize
    }
}

/// A plan on its way in: a person, then the changes that person would cause, then the next person.
#[derive(Debug, Default)]
pub struct StandingBuilder {
    standing: Standing,
    codes: BTreeMap<String, u32>,
    targets: BTreeMap<String, u16>,
}

impl StandingBuilder {
    /// A plan without people.
    #[must_use]
    pub fn new(head: Head) -> Self {
        let mut builder = Self::default();
        builder.standing.head = head;
        builder
    }

    /// Adds a person.
    ///
    /// # Errors
    /// [`TooLarge`] past four billion people or 4 GiB of anchors.
    pub fn person(&mut self, person: &PersonOf<'_>) -> Result<(), TooLarge> {
        let codes = self.code_set(person.codes)?;
        let standing = &mut self.standing;
        let at = standing.people.len();
        u32::try_from(at + 1).map_err(|_| TooLarge)?;
        let kept = standing.ids.set(at, person.id) && standing.logins.set(at, person.login);
        standing.people.push(Entry {
            side: person.side,
            outcome: person.outcome,
            action: person.action,
            codes,
            partner: person.partner,
            changes_end: u32::try_from(standing.changes.len()).map_err(|_| TooLarge)?,
        });
        if kept { Ok(()) } else { Err(TooLarge) }
    }

    /// Adds a change of the person added last.
    ///
    /// # Errors
    /// [`TooLarge`] past four billion changes or 65,536 target attributes, or without a person.
    pub fn change(&mut self, target: &str, kind: ChangeKind, value: u64) -> Result<(), TooLarge> {
        let target = match self.targets.get(target) {
            Some(known) => *known,
            None => self.new_target(target)?,
        };
        let standing = &mut self.standing;
        let last = standing.people.last_mut().ok_or(TooLarge)?;
        standing.changes.push(ChangeOf {
            target,
            kind,
            value,
        });
        last.changes_end = u32::try_from(standing.changes.len()).map_err(|_| TooLarge)?;
        Ok(())
    }

    /// The plan.
    #[must_use]
    pub fn finish(self) -> Standing {
        self.standing
    }

    fn code_set(&mut self, codes: &str) -> Result<u32, TooLarge> {
        if let Some(known) = self.codes.get(codes) {
            return Ok(*known);
        }
        let at = u32::try_from(self.standing.code_sets.len()).map_err(|_| TooLarge)?;
        self.standing.code_sets.push(codes.to_owned());
        self.codes.insert(codes.to_owned(), at);
        Ok(at)
    }

    fn new_target(&mut self, target: &str) -> Result<u16, TooLarge> {
        let at = u16::try_from(self.standing.targets.len()).map_err(|_| TooLarge)?;
        self.standing.targets.push(target.to_owned());
        self.targets.insert(target.to_owned(), at);
        Ok(at)
    }
}

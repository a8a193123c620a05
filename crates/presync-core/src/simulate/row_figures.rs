//! What single mapping rows give, held against what the intranet holds: how many users have a value, how many
//! agree, and the few users who tell most about a row.
//!
//! No outcome and no change: what is written, to whom and when is the cycle's.

use std::hash::{Hash, Hasher};

use rayon::{iter::ParallelIterator, slice::ParallelSlice};
use rustc_hash::{FxHashMap, FxHasher};

use super::{
    Input,
    flow::{BoundMapping, BoundRow, Flow},
    people::Directory,
    sameness,
    source::{AzureSource, Person},
};
use crate::{Assumption, Cancelled, Phase, Progress, UserIx};

/// Users looked at between two looks at whether to stop.
const BATCH_USERS: usize = 1024;

/// What a row gives for the users that were looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowFigures {
    /// Azure users looked at.
    pub users: u32,
    /// With a value, defaults aside.
    pub filled: u32,
    /// For whom no value can be computed.
    pub failed: u32,
    /// Linked people whose intranet account holds a value and who would get one.
    pub both: u32,
    /// Of those, people for whom both are the same.
    pub equal: u32,
    /// Somebody to show: the first whose value would change, else the first linked one with a value.
    pub sample: Option<Told>,
}

/// What one user holds and would get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The Azure user.
    pub azure: UserIx,
    /// Whether the user is linked with an intranet user.
    pub is_linked: bool,
    /// What the linked intranet user holds; empty without one.
    pub now: String,
    /// What the row gives; empty for nothing.
    pub would_be: String,
    /// Why no value can be computed, without personal values; empty where one can.
    pub error: String,
}

/// Why a user tells something about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Telling {
    /// The longest value.
    Longest,
    /// No value.
    Blank,
    /// A value with letters beyond ASCII.
    NonAscii,
    /// The value that most users have.
    Frequent,
    /// No value can be computed.
    Failing,
}

impl Telling {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Longest,
        Self::Blank,
        Self::NonAscii,
        Self::Frequent,
        Self::Failing,
    ];

    /// The word used in files and on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Longest => "longest",
            Self::Blank => "blank",
            Self::NonAscii => "non_ascii",
            Self::Frequent => "frequent",
            Self::Failing => "failing",
        }
    }
}

/// A telling user: the first of those of whom the same is true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellingUser {
    /// What is told.
    pub telling: Telling,
    /// Of how many users it is true; of [`Telling::Longest`], how long it is in characters.
    pub count: u32,
    /// The user.
    pub told: Told,
}

/// What each row of the input's mapping gives for the users named.
///
/// # Errors
/// When the user stops it.
pub fn row_figures(
    input: &Input<'_>,
    users: &[UserIx],
    progress: &dyn Progress,
) -> Result<Vec<RowFigures>, Cancelled> {
    let source = AzureSource::new(input.azure);
    let rows = BoundMapping::new(&input.mapping.users, &source, input.legacy, input.settings).rows;
    let looks: Vec<Look<'_>> = rows
        .iter()
        .map(|row| Look::new(input, &source, row))
        .collect();
    progress.begin(Phase::Evaluate, users.len() as u64);
    let batches: Result<Vec<Vec<RowFigures>>, Cancelled> = users
        .par_chunks(BATCH_USERS)
        .map(|users| {
            let figures = looks.iter().map(|look| look.figures(users)).collect();
            progress.advance(users.len() as u64)?;
            Ok(figures)
        })
        .collect();
    let mut all = vec![RowFigures::default(); looks.len()];
    for batch in batches? {
        for (sum, part) in all.iter_mut().zip(batch) {
            sum.add(part);
        }
    }
    Ok(all)
}

/// The users who tell most about one row of the input's mapping, out of everybody; who is not there is left out.
/// Nothing for a row that is not there.
///
/// # Errors
/// When the user stops it.
pub fn telling_users(
    input: &Input<'_>,
    row: usize,
    progress: &dyn Progress,
) -> Result<Vec<TellingUser>, Cancelled> {
    let source = AzureSource::new(input.azure);
    let rows = BoundMapping::new(&input.mapping.users, &source, input.legacy, input.settings).rows;
    let Some(row) = rows.get(row) else {
        return Ok(Vec::new());
    };
    let look = Look::new(input, &source, row);
    let users: Vec<UserIx> = input.azure.users().collect();
    progress.begin(Phase::Evaluate, users.len() as u64);
    let batches: Result<Vec<Tellers>, Cancelled> = users
        .par_chunks(BATCH_USERS)
        .map(|users| {
            progress.advance(users.len() as u64)?;
            Ok(look.tellers(users))
        })
        .collect();
    let mut tellers = Tellers::default();
    batches?.into_iter().for_each(|part| tellers.add(part));
    Ok(tellers.finish(&look))
}

/// One row with everything it is held against.
struct Look<'a> {
    input: &'a Input<'a>,
    source: &'a AzureSource<'a>,
    row: &'a BoundRow<'a>,
    /// For references: whom the values of either side name.
    named: Option<[Directory; 2]>,
    choice: usize,
}

impl<'a> Look<'a> {
    fn new(input: &'a Input<'a>, source: &'a AzureSource<'a>, row: &'a BoundRow<'a>) -> Self {
        let named = row.is_reference().then(|| {
            [
                Directory::of_intranet(input.legacy, row.held),
                Directory::of_azure(input.azure, input.azure.attribute("manager")),
            ]
        });
        Self {
            input,
            source,
            row,
            named,
            choice: input
                .settings
                .chosen
                .choices
                .of(Assumption::ExportEqualsScim),
        }
    }

    fn person(&self, user: UserIx) -> Person<'a> {
        let settings = self.input.settings;
        Person::new(user, self.source, settings.now, settings.seed)
    }

    /// The intranet user that is the same person.
    fn partner(&self, user: UserIx) -> Option<UserIx> {
        let link = self.input.matching.of_azure(user)?;
        link.status.is_identity().then_some(link.legacy)
    }

    fn now(&self, partner: Option<UserIx>) -> &'a str {
        match (partner, self.row.held) {
            (Some(user), Some(held)) => self.input.legacy.held(user, held),
            _ => "",
        }
    }

    fn is_same(&self, now: &str, would_be: &str) -> bool {
        let Some([intranet, azure]) = &self.named else {
            return sameness::compare(now, would_be, &self.row.rules, self.choice).is_same;
        };
        let manager = azure.find(would_be).and_then(|user| self.partner(user));
        manager.is_some() && manager == intranet.find(now)
    }

    fn figures(&self, users: &[UserIx]) -> RowFigures {
        let mut figures = RowFigures::default();
        // Whether the sample shows a change, so that a later one cannot do better.
        let mut is_settled = false;
        for user in users {
            figures.users += 1;
            let person = self.person(*user);
            match self.row.flow(&person) {
                Flow::Value(value) => {
                    figures.filled += 1;
                    let partner = self.partner(*user);
                    let now = self.now(partner);
                    if !now.is_empty() {
                        let is_same = self.is_same(now, &value);
                        figures.both += 1;
                        figures.equal += u32::from(is_same);
                        if !is_settled && (!is_same || figures.sample.is_none()) {
                            figures.sample = Some(told(*user, partner, now, &value));
                            is_settled = !is_same;
                        }
                    }
                }
                Flow::Error(_) | Flow::Several => figures.failed += 1,
                Flow::Null | Flow::Empty | Flow::Skip(_) => {}
            }
        }
        figures
    }

    fn tellers(&self, users: &[UserIx]) -> Tellers {
        let mut tellers = Tellers::default();
        for user in users {
            let person = self.person(*user);
            match self.row.flow(&person) {
                Flow::Value(value) => tellers.value(*user, &value),
                Flow::Error(_) | Flow::Several => tellers.failing.add(*user),
                Flow::Null | Flow::Empty | Flow::Skip(_) => tellers.blank.add(*user),
            }
        }
        tellers
    }

    fn told(&self, user: UserIx) -> Told {
        let person = self.person(user);
        let partner = self.partner(user);
        let mut told = told(user, partner, self.now(partner), "");
        match self.row.flow(&person) {
            Flow::Value(value) => told.would_be = value.into_owned(),
            Flow::Error(error) => told.error = error,
            Flow::Several => {
                told.error = "several values for an attribute that takes one".to_owned();
            }
            Flow::Null | Flow::Empty | Flow::Skip(_) => {}
        }
        told
    }
}

fn told(azure: UserIx, partner: Option<UserIx>, now: &str, would_be: &str) -> Told {
    Told {
        azure,
        is_linked: partner.is_some(),
        now: now.to_owned(),
        would_be: would_be.to_owned(),
        error: String::new(),
    }
}

impl RowFigures {
    /// Adds those of users that come after.
    fn add(&mut self, other: Self) {
        self.users += other.users;
        self.filled += other.filled;
        self.failed += other.failed;
        let shows_change = |figures: &Self| figures.equal < figures.both;
        if self.sample.is_none() || (!shows_change(self) && shows_change(&other)) {
            self.sample = other.sample.or(self.sample.take());
        }
        self.both += other.both;
        self.equal += other.equal;
    }
}

/// How many users, and the first of them.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    count: u32,
    first: Option<UserIx>,
}

impl Tally {
    fn add(&mut self, user: UserIx) {
        self.join(Self {
            count: 1,
            first: Some(user),
        });
    }

    fn join(&mut self, other: Self) {
        self.count += other.count;
        self.first = self.first.or(other.first);
    }
}

/// Whom a row is told by, in the making.
#[derive(Debug, Default)]
struct Tellers {
    longest: Tally,
    blank: Tally,
    non_ascii: Tally,
    failing: Tally,
    /// By hash: that two values of a million share one is all but excluded, and only shown.
    values: FxHashMap<u64, Tally>,
}

impl Tellers {
    fn value(&mut self, user: UserIx, value: &str) {
        let length = u32::try_from(value.chars().count()).unwrap_or(u32::MAX);
        self.longer(Tally {
            count: length,
            first: Some(user),
        });
        if !value.is_ascii() {
            self.non_ascii.add(user);
        }
        let mut hasher = FxHasher::default();
        value.hash(&mut hasher);
        self.values.entry(hasher.finish()).or_default().add(user);
    }

    fn longer(&mut self, other: Tally) {
        if other.count > self.longest.count {
            self.longest = other;
        }
    }

    /// Adds those of users that come after.
    fn add(&mut self, other: Self) {
        self.longer(other.longest);
        self.blank.join(other.blank);
        self.non_ascii.join(other.non_ascii);
        self.failing.join(other.failing);
        let values = other.values.into_iter();
        values.for_each(|(value, tally)| self.values.entry(value).or_default().join(tally));
    }

    fn finish(&self, look: &Look<'_>) -> Vec<TellingUser> {
        let rank = |tally: &&Tally| (tally.count, std::cmp::Reverse(tally.first));
        let frequent = self.values.values().max_by_key(rank);
        let of = |telling| match telling {
            Telling::Longest => self.longest,
            Telling::Blank => self.blank,
            Telling::NonAscii => self.non_ascii,
            Telling::Frequent => frequent.copied().unwrap_or_default(),
            Telling::Failing => self.failing,
        };
        let user = |telling| {
            let Tally { count, first } = of(telling);
            Some(TellingUser {
                telling,
                count,
                told: look.told(first?),
            })
        };
        Telling::ALL.into_iter().filter_map(user).collect()
    }
}

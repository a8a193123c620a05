//! The plan: what the initial cycle would do under one mapping, as a value.
//!
//! Made without IO by `simulate`; preview, report, window and later verification read the same one.
//! It refers to users by position, so it is read together with the two populations it was made from.

use std::ops::Range;

use crate::{
    Assumption, AssumptionSet, Chosen, LinkStatus, Side, UserIx,
    finding::Finding,
    group_plan::GroupRow,
    population::{ColumnBuilder, PopulationError},
    suppression::Suppressed,
};

pub use crate::restart::{RestartClass, RestartRow};

/// What identity and rule together mean for a user; the words of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// The rule finds the right account.
    Linked,
    /// A second account would be made.
    Duplicate,
    /// Somebody else's account would be overwritten.
    Takeover,
    /// A new account for a new person.
    Created,
    /// Several accounts are found; the user would fail.
    Ambiguous,
    /// Nothing would happen.
    Skipped,
    /// An intranet user without an Azure user that finds it.
    Orphan,
    /// Outside the assignment or the scoping filter.
    OutOfScope,
}

impl Outcome {
    /// All of them, worst first.
    pub const ALL: [Self; 8] = [
        Self::Takeover,
        Self::Duplicate,
        Self::Ambiguous,
        Self::Linked,
        Self::Created,
        Self::Skipped,
        Self::OutOfScope,
        Self::Orphan,
    ];

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Linked => "linked",
            Self::Duplicate => "duplicate",
            Self::Takeover => "takeover",
            Self::Created => "created",
            Self::Ambiguous => "ambiguous",
            Self::Skipped => "skipped",
            Self::Orphan => "orphan",
            Self::OutOfScope => "out_of_scope",
        }
    }
}

/// What the cycle would do with an Azure user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// POST a new account.
    Create,
    /// PATCH the account found.
    Update,
    /// The account found holds everything already, or nothing touches this user.
    None,
    /// PATCH the account found to inactive.
    Disable,
    /// Nothing is sent.
    Skip,
    /// The attempt would be refused or is impossible.
    Fail,
}

impl Action {
    /// All of them, in the order of the plan line.
    pub const ALL: [Self; 6] = [
        Self::Update,
        Self::None,
        Self::Disable,
        Self::Create,
        Self::Skip,
        Self::Fail,
    ];

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::None => "none",
            Self::Disable => "disable",
            Self::Skip => "skip",
            Self::Fail => "fail",
        }
    }
}

/// Why a user got its outcome; sentences are made of it at the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// A match key found the person's own account.
    FoundOwn,
    /// A match key found somebody else's account.
    FoundOther,
    /// A match key found an account, and identity knows no intranet user for this Azure user.
    FoundUnknown,
    /// No match key found an account, though identity knows one.
    MissedOwn,
    /// No match key found an account, and identity knows none.
    NewPerson,
    /// A match key found several accounts.
    SeveralHits,
    /// No match key has a value.
    NoMatchValue,
    /// The Create box is off.
    CreateOff,
    /// An expression says to leave the user alone (`IgnoreObjectFlow`).
    ObjectIgnored,
    /// Disabled or deleted in Azure and without an account.
    DisabledNoAccount,
    /// Disabled or deleted in Azure, with an account.
    DisabledWithAccount,
    /// Not assigned, directly or through a group.
    NotAssigned,
    /// Held out of scope by a person's decision.
    HeldOut,
    /// The scoping filter is false.
    FilteredOut,
    /// Intranet: its own Azure user finds it.
    OwnFinds,
    /// Intranet: another person's Azure user finds it.
    OtherFinds,
    /// Intranet: its own Azure user would get a second account.
    OwnMisses,
    /// Intranet: its own Azure user lands on another account.
    OwnDiverted,
    /// Intranet: its own Azure user finds several accounts.
    OwnAmbiguous,
    /// Intranet: its own Azure user is skipped.
    OwnSkipped,
    /// Intranet: its own Azure user is out of scope.
    OwnOutOfScope,
    /// Intranet: a second account of a linked person.
    SecondAccount,
    /// Intranet: no Azure user.
    NoAzureUser,
}

/// The plan for one Azure user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AzureRow {
    /// The intranet user identity says it is: by a counting link, else by an open review pair.
    pub identity: Option<UserIx>,
    /// Status of that link.
    pub identity_status: Option<LinkStatus>,
    /// Position of the match key that hit, among the mapping's user rows.
    pub rule_key: Option<u16>,
    /// The accounts it found: none, one, or several.
    pub hits: Box<[UserIx]>,
    /// What it means.
    pub outcome: Outcome,
    /// What would be done.
    pub action: Action,
    /// Why.
    pub why: Why,
    /// What decided it that no document states.
    pub basis: AssumptionSet,
    /// Its changes, as positions in [`Plan::changes`].
    pub changes: Range<u32>,
}

/// The plan for one intranet user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegacyRow {
    /// The Azure user identity says it is, by a counting link, else by an open review pair.
    pub identity: Option<UserIx>,
    /// Status of that link.
    pub identity_status: Option<LinkStatus>,
    /// The Azure user whose rule finds this account: its own first, else the first of the export.
    pub found_by: Option<UserIx>,
    /// What it means.
    pub outcome: Outcome,
    /// Why.
    pub why: Why,
    /// What decided it that no document states.
    pub basis: AssumptionSet,
}

/// What happens to an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// A value of a new account.
    Create,
    /// An empty attribute gets a value.
    Fill,
    /// A value is replaced by another.
    Overwrite,
    /// A value becomes empty or blank.
    Clear,
    /// An inactive account becomes active.
    Reactivate,
    /// An active account becomes inactive.
    Disable,
    /// A reference to another user changes.
    Reference,
}

impl ChangeKind {
    /// All of them, in the order of the report.
    pub const ALL: [Self; 7] = [
        Self::Overwrite,
        Self::Clear,
        Self::Disable,
        Self::Reactivate,
        Self::Fill,
        Self::Reference,
        Self::Create,
    ];

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Fill => "fill",
            Self::Overwrite => "overwrite",
            Self::Clear => "clear",
            Self::Reactivate => "reactivate",
            Self::Disable => "disable",
            Self::Reference => "reference",
        }
    }
}

/// How the new value differs from the old one, the most destructive first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeClass {
    /// Nothing one could see is left of it.
    Emptied,
    /// A constant of the mapping stands where another value was.
    Constant,
    /// Something else altogether.
    Different,
    /// One holds the words of the other and more.
    Extension,
    /// Something before it was added or removed.
    Prefix,
    /// Something behind it was added or removed.
    Suffix,
    /// One is the other in short.
    Abbreviation,
    /// Only the part after `@` differs.
    Domain,
    /// The same words in another order.
    WordOrder,
    /// The same words, separated otherwise.
    Punctuation,
    /// The same date written otherwise.
    DateFormat,
    /// The same number or telephone number written otherwise.
    NumberFormat,
    /// Only accents or transliteration differ.
    Accents,
    /// Only spaces or invisible characters differ.
    Spacing,
    /// Only letter case differs.
    LetterCase,
    /// There was none before.
    New,
}

impl ChangeClass {
    /// All of them, the most destructive first.
    pub const ALL: [Self; 16] = [
        Self::Emptied,
        Self::Constant,
        Self::Different,
        Self::Extension,
        Self::Prefix,
        Self::Suffix,
        Self::Abbreviation,
        Self::Domain,
        Self::WordOrder,
        Self::Punctuation,
        Self::DateFormat,
        Self::NumberFormat,
        Self::Accents,
        Self::Spacing,
        Self::LetterCase,
        Self::New,
    ];

    /// The words used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Emptied => "emptied",
            Self::Constant => "constant",
            Self::Different => "different",
            Self::Extension => "extension",
            Self::Prefix => "prefix",
            Self::Suffix => "suffix",
            Self::Abbreviation => "abbreviation",
            Self::Domain => "domain",
            Self::WordOrder => "word order",
            Self::Punctuation => "punctuation",
            Self::DateFormat => "date format",
            Self::NumberFormat => "number format",
            Self::Accents => "accents",
            Self::Spacing => "spacing",
            Self::LetterCase => "letter case",
            Self::New => "new",
        }
    }
}

/// One attribute of one account that would change. `now` is read from the intranet population.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The Azure user that causes it.
    pub azure: UserIx,
    /// The account written to; none for a created one.
    pub account: Option<UserIx>,
    /// Position of the mapping row among the mapping's user rows.
    pub row: u16,
    /// What happens.
    pub kind: ChangeKind,
    /// How the value differs.
    pub class: ChangeClass,
    /// What decided it that no document states.
    pub basis: AssumptionSet,
}

/// The changes of a plan with their values, in the order they were pushed: by Azure user.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    list: Vec<Change>,
    now: ColumnBuilder,
    would_be: ColumnBuilder,
}

impl Changes {
    /// Adds a change with the value the attribute has and the one it would have.
    ///
    /// # Errors
    /// [`PopulationError::TooLarge`] past four billion changes or 4 GiB of text.
    pub fn push(
        &mut self,
        change: Change,
        now: &str,
        would_be: &str,
    ) -> Result<u32, PopulationError> {
        let full = PopulationError::TooLarge("changes");
        let at = u32::try_from(self.list.len()).map_err(|_| full)?;
        let kept = self.now.set(at as usize, now) && self.would_be.set(at as usize, would_be);
        self.list.push(change);
        if kept { Ok(at) } else { Err(full) }
    }

    /// Adds an assumption to what decided some of them.
    pub(crate) fn assume(&mut self, range: Range<u32>, assumption: Assumption) {
        for change in &mut self.list[range.start as usize..range.end as usize] {
            change.basis = change.basis.with(assumption);
        }
    }

    /// Gives back the room that was taken for more.
    pub fn shrink(&mut self) {
        self.list.shrink_to_fit();
        self.now.shrink();
        self.would_be.shrink();
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether nothing would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The change at a position.
    #[must_use]
    pub fn get(&self, at: u32) -> Change {
        self.list[at as usize]
    }

    /// The value the attribute would have.
    #[must_use]
    pub fn would_be(&self, at: u32) -> &str {
        self.would_be.get(at as usize)
    }

    /// The value the attribute has now; empty for a created account.
    #[must_use]
    pub fn now(&self, at: u32) -> &str {
        self.now.get(at as usize)
    }

    /// All changes with their positions, by Azure user.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (u32, Change)> {
        self.list.iter().enumerate().map(|(at, change)| {
            (
                u32::try_from(at).expect("BUG: the simulator bounds the changes"),
                *change,
            )
        })
    }
}

/// The plan line: Link + Create + Skip + Fail = all Azure users; Update and Disable are parts of Link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanLine {
    /// Azure users whose rule finds exactly one account, those who would fail aside.
    pub link: u32,
    /// Of those, accounts that would change.
    pub update: u32,
    /// Of those, accounts that would become inactive.
    pub disable: u32,
    /// New accounts.
    pub create: u32,
    /// Users nothing would be sent for.
    pub skip: u32,
    /// Users that would fail.
    pub fail: u32,
}

/// The simulated initial cycle.
#[derive(Debug, Clone)]
pub struct Plan {
    /// One row for each Azure user, in order.
    pub azure: Vec<AzureRow>,
    /// One row for each intranet user, in order.
    pub legacy: Vec<LegacyRow>,
    /// Every attribute that would change.
    pub changes: Changes,
    /// What would become of every Azure group that was given, in the order of the files.
    pub groups: Vec<GroupRow>,
    /// What deserves attention, in a stable order.
    pub findings: Vec<Finding>,
    /// Findings that somebody accepted, with the reasons.
    pub suppressed: Suppressed,
    /// The plan line.
    pub line: PlanLine,
    /// What a restart would write again, one row for each of the mapping's.
    pub restart: Vec<RestartRow>,
    /// Everything assumed anywhere in the plan.
    pub assumptions: AssumptionSet,
    /// What was chosen where no document states how the systems behave.
    pub chosen: Chosen,
}

impl Plan {
    /// How many users of a side have an outcome.
    #[must_use]
    pub fn count(&self, side: Side, outcome: Outcome) -> usize {
        match side {
            Side::Azure => self
                .azure
                .iter()
                .filter(|row| row.outcome == outcome)
                .count(),
            Side::Legacy => self
                .legacy
                .iter()
                .filter(|row| row.outcome == outcome)
                .count(),
        }
    }
}

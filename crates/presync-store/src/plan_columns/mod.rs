//! The rows of a plan, kept by column: which columns there are, and what one value of each is.
//!
//! A plan of a million users a side has five million rows. Kept as rows they cost more time than
//! everything that is computed to make them, and their indexes as much again; kept by column, a thousand
//! values to a chunk, they are written in a fraction of it, and a look at one column reads nothing else.

mod chunk;
mod read;
mod write;

use crate::{grid::GridTable, table::plan::PlanSizes};

pub(crate) use read::{Columns, NONE, Texts};
pub(crate) use write::{RowSink, write};

/// Values of a chunk; the last chunk of a column may have fewer.
pub(crate) const CHUNK_ROWS: usize = 1_024;

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text, empty when absent.
    Text,
    /// A number, or none. Rows of another table are named by their ordinal, from 1.
    Number,
    /// A probability.
    Score,
}

/// A stored column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stored {
    /// Its number in the file; never given to another column.
    pub number: u16,
}

impl Stored {
    const fn new(number: u16) -> Self {
        Self { number }
    }

    /// The table it is of: each has thirty-two numbers.
    pub(crate) fn table(self) -> GridTable {
        GridTable::ALL[usize::from(self.number / 32)]
    }

    pub(crate) fn kind(self) -> Kind {
        match self {
            person::ROW | person::IDENTITY | person::FOUND_BY | person::CHANGES => Kind::Number,
            change::AZURE | change::ACCOUNT | change::TARGET => Kind::Number,
            finding::SUBJECT | finding::ROW | review::LINK => Kind::Number,
            link::LEGACY | link::AZURE => Kind::Number,
            link::SCORE => Kind::Score,
            _ => Kind::Text,
        }
    }

    /// How many values a plan of these sizes has of it.
    pub(crate) fn rows(self, sizes: &PlanSizes) -> usize {
        sizes.rows(self.table())
    }
}

/// Columns of the people: Azure users in order, then intranet users in order.
pub(crate) mod person {
    use super::Stored;

    pub(crate) const ROW: Stored = Stored::new(1);
    pub(crate) const ANCHOR: Stored = Stored::new(2);
    pub(crate) const LOGIN: Stored = Stored::new(3);
    pub(crate) const MAIL: Stored = Stored::new(4);
    pub(crate) const NAME: Stored = Stored::new(5);
    pub(crate) const DEPARTMENT: Stored = Stored::new(6);
    pub(crate) const IDENTITY: Stored = Stored::new(7);
    pub(crate) const IDENTITY_STATUS: Stored = Stored::new(8);
    pub(crate) const RULE_KEY: Stored = Stored::new(9);
    pub(crate) const RULE_FINDS: Stored = Stored::new(10);
    pub(crate) const RULE_FINDS_ROW: Stored = Stored::new(11);
    pub(crate) const RULE_FINDS_USERNAME: Stored = Stored::new(12);
    pub(crate) const FOUND_BY: Stored = Stored::new(13);
    pub(crate) const OUTCOME: Stored = Stored::new(14);
    pub(crate) const ACTION: Stored = Stored::new(15);
    pub(crate) const CHANGES: Stored = Stored::new(16);
    pub(crate) const FINDINGS: Stored = Stored::new(17);
    pub(crate) const WHY: Stored = Stored::new(18);
    pub(crate) const BASIS: Stored = Stored::new(19);

    /// All of them, in the order in which a row is written.
    pub(crate) const ALL: &[Stored] = &[
        ROW,
        ANCHOR,
        LOGIN,
        MAIL,
        NAME,
        DEPARTMENT,
        IDENTITY,
        IDENTITY_STATUS,
        RULE_KEY,
        RULE_FINDS,
        RULE_FINDS_ROW,
        RULE_FINDS_USERNAME,
        FOUND_BY,
        OUTCOME,
        ACTION,
        CHANGES,
        FINDINGS,
        WHY,
        BASIS,
    ];
}

/// Columns of the changes, by Azure user.
pub(crate) mod change {
    use super::Stored;

    pub(crate) const AZURE: Stored = Stored::new(32);
    pub(crate) const ACCOUNT: Stored = Stored::new(33);
    /// The mapping row, as an ordinal: one more than its `plan_targets.id`.
    pub(crate) const TARGET: Stored = Stored::new(34);
    pub(crate) const KIND: Stored = Stored::new(35);
    pub(crate) const NOW: Stored = Stored::new(36);
    pub(crate) const WOULD_BE: Stored = Stored::new(37);
    pub(crate) const CLASS: Stored = Stored::new(38);
    pub(crate) const BASIS: Stored = Stored::new(39);

    /// All of them, in the order in which a row is written.
    pub(crate) const ALL: &[Stored] = &[AZURE, ACCOUNT, TARGET, KIND, NOW, WOULD_BE, CLASS, BASIS];
}

/// Columns of the findings.
pub(crate) mod finding {
    use super::Stored;

    pub(crate) const CODE: Stored = Stored::new(64);
    pub(crate) const SEVERITY: Stored = Stored::new(65);
    pub(crate) const SUBJECT: Stored = Stored::new(66);
    pub(crate) const SUBJECT_KEY: Stored = Stored::new(67);
    pub(crate) const ATTRIBUTE: Stored = Stored::new(68);
    pub(crate) const EVIDENCE: Stored = Stored::new(69);
    pub(crate) const FILE: Stored = Stored::new(70);
    pub(crate) const SHEET: Stored = Stored::new(71);
    pub(crate) const ROW: Stored = Stored::new(72);

    /// All of them, in the order in which a row is written.
    pub(crate) const ALL: &[Stored] = &[
        CODE,
        SEVERITY,
        SUBJECT,
        SUBJECT_KEY,
        ATTRIBUTE,
        EVIDENCE,
        FILE,
        SHEET,
        ROW,
    ];
}

/// Columns of the links.
pub(crate) mod link {
    use super::Stored;

    pub(crate) const LEGACY: Stored = Stored::new(96);
    pub(crate) const AZURE: Stored = Stored::new(97);
    pub(crate) const STATUS: Stored = Stored::new(98);
    pub(crate) const RULE: Stored = Stored::new(99);
    pub(crate) const SCORE: Stored = Stored::new(100);
    pub(crate) const EVIDENCE: Stored = Stored::new(101);

    /// All of them, in the order in which a row is written.
    pub(crate) const ALL: &[Stored] = &[LEGACY, AZURE, STATUS, RULE, SCORE, EVIDENCE];
}

/// Columns of the queue: the links that wait for a person.
pub(crate) mod review {
    use super::Stored;

    pub(crate) const LINK: Stored = Stored::new(128);
    pub(crate) const SECTION: Stored = Stored::new(129);
    pub(crate) const REASONS: Stored = Stored::new(130);

    /// All of them, in the order in which a row is written.
    pub(crate) const ALL: &[Stored] = &[LINK, SECTION, REASONS];
}

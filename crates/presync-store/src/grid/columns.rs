//! The columns of the grids: the one list that a name from outside is looked up in.
//!
//! Names are those of the package's files (`people.csv`, `changes.csv`, `findings.csv`, `links.csv`),
//! and a few more that only the window shows.

use presync_core::Side;

use crate::{
    error::{Result, WorkspaceError},
    plan_columns::{Stored, change, finding, link, person, review},
};

/// A table of the stored plan as a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GridTable {
    /// Users of both sides, Azure first.
    People,
    /// Attributes that would change.
    Changes,
    /// Findings.
    Findings,
    /// Pairs.
    Links,
    /// Pairs that wait for a person, in the order of the queue.
    Reviews,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// A number, empty when absent.
    Number,
}

/// A column of a grid.
#[derive(Debug, Clone, Copy)]
pub struct GridColumn {
    /// The name callers use.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Whether [`super::Filter::Search`] looks into it.
    pub searched: bool,
    pub(super) lane: Lane,
}

impl GridTable {
    /// All tables.
    pub const ALL: [Self; 5] = [
        Self::People,
        Self::Changes,
        Self::Findings,
        Self::Links,
        Self::Reviews,
    ];

    /// The name callers use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Changes => "changes",
            Self::Findings => "findings",
            Self::Links => "links",
            Self::Reviews => "reviews",
        }
    }

    /// Its columns, in the order of the cells of a page.
    #[must_use]
    pub fn columns(self) -> &'static [GridColumn] {
        match self {
            Self::People => PEOPLE,
            Self::Changes => CHANGES,
            Self::Findings => FINDINGS,
            Self::Links => LINKS,
            Self::Reviews => REVIEWS,
        }
    }

    pub(super) fn column(self, name: &str) -> Result<&'static GridColumn> {
        let columns = self.columns();
        let found = columns.iter().find(|column| column.name == name);
        found.ok_or_else(|| WorkspaceError::UnknownColumn {
            table: self.name(),
            column: name.to_owned(),
            known: columns
                .iter()
                .map(|column| column.name)
                .collect::<Vec<_>>()
                .join(", "),
        })
    }
}

/// Where the cells of a column come from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Lane {
    /// A stored column at the row that a path leads to.
    Stored(Path, Stored),
    /// The side of the person there.
    Side(Path),
    /// The position of the person there, among those of the side.
    Position(Path),
    /// What decisions name the person there by.
    Anchor(Path),
    /// The mapping row of a change: target attribute or rule.
    Target(usize),
    /// What a finding's code says: sentence or remedy.
    Code(usize),
    /// What was decided about a pair since the plan was made.
    Decision,
}

/// From a row of the table to the row that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Path {
    /// The row itself.
    Own,
    /// The row that a column of it names.
    Of(Stored),
    /// The row that a column names of the row that a column of it names.
    OfOf(Stored, Stored),
    /// The person's own row if the person is of the side, else the other half.
    OnSide(Side),
}

const fn text(name: &'static str, lane: Lane) -> GridColumn {
    GridColumn {
        name,
        kind: ColumnKind::Text,
        searched: false,
        lane,
    }
}

const fn searched(name: &'static str, lane: Lane) -> GridColumn {
    GridColumn {
        searched: true,
        ..text(name, lane)
    }
}

const fn number(name: &'static str, lane: Lane) -> GridColumn {
    GridColumn {
        kind: ColumnKind::Number,
        ..text(name, lane)
    }
}

const fn own(column: Stored) -> Lane {
    Lane::Stored(Path::Own, column)
}

const fn of(key: Stored, column: Stored) -> Lane {
    Lane::Stored(Path::Of(key), column)
}

const fn legacy(column: Stored) -> Lane {
    Lane::Stored(Path::OnSide(Side::Legacy), column)
}

const fn azure(column: Stored) -> Lane {
    Lane::Stored(Path::OnSide(Side::Azure), column)
}

const PEOPLE: &[GridColumn] = &[
    text("side", Lane::Side(Path::Own)),
    number("position", Lane::Position(Path::Own)),
    searched("name", own(person::NAME)),
    searched("department", own(person::DEPARTMENT)),
    number("legacy_row", legacy(person::ROW)),
    searched("legacy_uid", legacy(person::ANCHOR)),
    searched("legacy_username", legacy(person::LOGIN)),
    searched("legacy_email", legacy(person::MAIL)),
    number("azure_row", azure(person::ROW)),
    searched("azure_id", azure(person::ANCHOR)),
    searched("azure_upn", azure(person::LOGIN)),
    searched("azure_mail", azure(person::MAIL)),
    text("identity_status", own(person::IDENTITY_STATUS)),
    text("rule_key", own(person::RULE_KEY)),
    text("rule_finds", own(person::RULE_FINDS)),
    text("rule_finds_row", own(person::RULE_FINDS_ROW)),
    searched("rule_finds_username", own(person::RULE_FINDS_USERNAME)),
    text("found_by_id", of(person::FOUND_BY, person::ANCHOR)),
    text("found_by_upn", of(person::FOUND_BY, person::LOGIN)),
    text("outcome", own(person::OUTCOME)),
    text("action", own(person::ACTION)),
    number("changes", own(person::CHANGES)),
    text("findings", own(person::FINDINGS)),
    text("why", own(person::WHY)),
    text("basis", own(person::BASIS)),
];

const CHANGES: &[GridColumn] = &[
    number("azure_position", Lane::Position(Path::Of(change::AZURE))),
    text("azure_id", of(change::AZURE, person::ANCHOR)),
    searched("azure_upn", of(change::AZURE, person::LOGIN)),
    text("legacy_uid", of(change::ACCOUNT, person::ANCHOR)),
    searched("legacy_username", of(change::ACCOUNT, person::LOGIN)),
    searched("name", of(change::AZURE, person::NAME)),
    text("action", of(change::AZURE, person::ACTION)),
    text("target_attribute", Lane::Target(0)),
    text("kind", own(change::KIND)),
    searched("now", own(change::NOW)),
    searched("would_be", own(change::WOULD_BE)),
    text("class", own(change::CLASS)),
    text("mapping", Lane::Target(1)),
    text("basis", own(change::BASIS)),
];

const FINDINGS: &[GridColumn] = &[
    text("code", own(finding::CODE)),
    text("severity", own(finding::SEVERITY)),
    text("subject_side", Lane::Side(Path::Of(finding::SUBJECT))),
    searched("subject_key", own(finding::SUBJECT_KEY)),
    searched("subject_login", of(finding::SUBJECT, person::LOGIN)),
    searched("subject_name", of(finding::SUBJECT, person::NAME)),
    number(
        "subject_position",
        Lane::Position(Path::Of(finding::SUBJECT)),
    ),
    searched("attribute", own(finding::ATTRIBUTE)),
    text("message", Lane::Code(0)),
    text("remedy", Lane::Code(1)),
    searched("evidence", own(finding::EVIDENCE)),
    text("file", own(finding::FILE)),
    text("sheet", own(finding::SHEET)),
    number("row", own(finding::ROW)),
];

const LINKS: &[GridColumn] = &[
    number("legacy_row", of(link::LEGACY, person::ROW)),
    searched("legacy_uid", of(link::LEGACY, person::ANCHOR)),
    searched("legacy_username", of(link::LEGACY, person::LOGIN)),
    searched("legacy_email", of(link::LEGACY, person::MAIL)),
    searched("legacy_name", of(link::LEGACY, person::NAME)),
    number("azure_row", of(link::AZURE, person::ROW)),
    searched("azure_id", of(link::AZURE, person::ANCHOR)),
    searched("azure_upn", of(link::AZURE, person::LOGIN)),
    searched("azure_mail", of(link::AZURE, person::MAIL)),
    searched("azure_name", of(link::AZURE, person::NAME)),
    number("legacy_position", Lane::Position(Path::Of(link::LEGACY))),
    number("azure_position", Lane::Position(Path::Of(link::AZURE))),
    text("status", own(link::STATUS)),
    text("rule", own(link::RULE)),
    number("score", own(link::SCORE)),
    text("evidence", own(link::EVIDENCE)),
];

/// The people of a pair in the queue.
pub(super) const WAITING_LEGACY: Path = Path::OfOf(review::LINK, link::LEGACY);
/// The people of a pair in the queue.
pub(super) const WAITING_AZURE: Path = Path::OfOf(review::LINK, link::AZURE);

const fn waiting_legacy(column: Stored) -> Lane {
    Lane::Stored(WAITING_LEGACY, column)
}

const fn waiting_azure(column: Stored) -> Lane {
    Lane::Stored(WAITING_AZURE, column)
}

const REVIEWS: &[GridColumn] = &[
    text("section", own(review::SECTION)),
    text("reasons", own(review::REASONS)),
    text("decision", Lane::Decision),
    text("status", of(review::LINK, link::STATUS)),
    text("rule", of(review::LINK, link::RULE)),
    number("score", of(review::LINK, link::SCORE)),
    text("evidence", of(review::LINK, link::EVIDENCE)),
    text("legacy_anchor", Lane::Anchor(WAITING_LEGACY)),
    number("legacy_row", waiting_legacy(person::ROW)),
    searched("legacy_uid", waiting_legacy(person::ANCHOR)),
    searched("legacy_username", waiting_legacy(person::LOGIN)),
    searched("legacy_email", waiting_legacy(person::MAIL)),
    searched("legacy_name", waiting_legacy(person::NAME)),
    searched("legacy_department", waiting_legacy(person::DEPARTMENT)),
    text("azure_anchor", Lane::Anchor(WAITING_AZURE)),
    number("azure_row", waiting_azure(person::ROW)),
    searched("azure_id", waiting_azure(person::ANCHOR)),
    searched("azure_upn", waiting_azure(person::LOGIN)),
    searched("azure_mail", waiting_azure(person::MAIL)),
    searched("azure_name", waiting_azure(person::NAME)),
    searched("azure_department", waiting_azure(person::DEPARTMENT)),
    number("legacy_position", Lane::Position(WAITING_LEGACY)),
    number("azure_position", Lane::Position(WAITING_AZURE)),
];

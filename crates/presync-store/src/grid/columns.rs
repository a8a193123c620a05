//! The columns of the grids: the one list that a name from outside is looked up in.
//!
//! Names are those of the package's files (`people.csv`, `changes.csv`, `findings.csv`, `links.csv`),
//! and a few more that only the window shows.

use crate::{
    error::{Result, WorkspaceError},
    table::decisions::is_in_force,
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
    /// How SQL says it; part of no interface.
    pub(super) sql: &'static str,
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

    /// The stored table, always called `t`; joins that a query does not touch cost nothing.
    pub(super) fn from(self) -> &'static str {
        match self {
            Self::People => {
                "plan_people t LEFT JOIN plan_people o ON o.id = t.identity \
                 LEFT JOIN plan_people f ON f.id = t.found_by"
            }
            Self::Changes => {
                "plan_changes t LEFT JOIN plan_people a ON a.id = t.azure \
                 LEFT JOIN plan_people l ON l.id = t.account \
                 LEFT JOIN plan_targets m ON m.id = t.target"
            }
            Self::Findings => {
                "plan_findings t LEFT JOIN plan_people p ON p.id = t.subject \
                 LEFT JOIN plan_codes c ON c.code = t.code"
            }
            Self::Links => {
                "links t LEFT JOIN plan_people a ON a.id = t.azure \
                 LEFT JOIN plan_people l ON l.id = t.legacy"
            }
            Self::Reviews => {
                "plan_reviews t LEFT JOIN links k ON k.id = t.link \
                 LEFT JOIN plan_people a ON a.id = k.azure \
                 LEFT JOIN plan_people l ON l.id = k.legacy"
            }
        }
    }

    /// The stored table alone, for its size.
    pub(super) fn stored(self) -> &'static str {
        match self {
            Self::People => "plan_people",
            Self::Changes => "plan_changes",
            Self::Findings => "plan_findings",
            Self::Links => "links",
            Self::Reviews => "plan_reviews",
        }
    }
}

const fn text(name: &'static str, sql: &'static str) -> GridColumn {
    GridColumn {
        name,
        kind: ColumnKind::Text,
        searched: false,
        sql,
    }
}

const fn searched(name: &'static str, sql: &'static str) -> GridColumn {
    GridColumn {
        searched: true,
        ..text(name, sql)
    }
}

const fn number(name: &'static str, sql: &'static str) -> GridColumn {
    GridColumn {
        kind: ColumnKind::Number,
        ..text(name, sql)
    }
}

const PEOPLE: &[GridColumn] = &[
    text("side", "t.side"),
    number("position", "t.position"),
    searched("name", "t.name"),
    searched("department", "t.department"),
    number(
        "legacy_row",
        "CASE t.side WHEN 'legacy' THEN t.row ELSE o.row END",
    ),
    searched(
        "legacy_uid",
        "CASE t.side WHEN 'legacy' THEN t.anchor ELSE coalesce(o.anchor, '') END",
    ),
    searched(
        "legacy_username",
        "CASE t.side WHEN 'legacy' THEN t.login ELSE coalesce(o.login, '') END",
    ),
    searched(
        "legacy_email",
        "CASE t.side WHEN 'legacy' THEN t.mail ELSE coalesce(o.mail, '') END",
    ),
    number(
        "azure_row",
        "CASE t.side WHEN 'azure' THEN t.row ELSE o.row END",
    ),
    searched(
        "azure_id",
        "CASE t.side WHEN 'azure' THEN t.anchor ELSE coalesce(o.anchor, '') END",
    ),
    searched(
        "azure_upn",
        "CASE t.side WHEN 'azure' THEN t.login ELSE coalesce(o.login, '') END",
    ),
    searched(
        "azure_mail",
        "CASE t.side WHEN 'azure' THEN t.mail ELSE coalesce(o.mail, '') END",
    ),
    text("identity_status", "t.identity_status"),
    text("rule_key", "t.rule_key"),
    text("rule_finds", "t.rule_finds"),
    text("rule_finds_row", "t.rule_finds_row"),
    searched("rule_finds_username", "t.rule_finds_username"),
    text("found_by_id", "coalesce(f.anchor, '')"),
    text("found_by_upn", "coalesce(f.login, '')"),
    text("outcome", "t.outcome"),
    text("action", "t.action"),
    number("changes", "t.changes"),
    text("findings", "t.findings"),
    text("why", "t.why"),
    text("basis", "t.basis"),
];

const CHANGES: &[GridColumn] = &[
    number("azure_position", "t.azure - 1"),
    text("azure_id", "coalesce(a.anchor, '')"),
    searched("azure_upn", "coalesce(a.login, '')"),
    text("legacy_uid", "coalesce(l.anchor, '')"),
    searched("legacy_username", "coalesce(l.login, '')"),
    searched("name", "coalesce(a.name, '')"),
    text("action", "coalesce(a.action, '')"),
    text("target_attribute", "coalesce(m.target_attribute, '')"),
    text("kind", "t.kind"),
    searched("now", "t.now"),
    searched("would_be", "t.would_be"),
    text("class", "t.class"),
    text("mapping", "coalesce(m.mapping, '')"),
    text("basis", "t.basis"),
];

const FINDINGS: &[GridColumn] = &[
    text("code", "t.code"),
    text("severity", "t.severity"),
    text("subject_side", "t.subject_side"),
    searched("subject_key", "t.subject_key"),
    searched("subject_login", "coalesce(p.login, '')"),
    searched("subject_name", "coalesce(p.name, '')"),
    number("subject_position", "p.position"),
    searched("attribute", "t.attribute"),
    text("message", "coalesce(c.message, '')"),
    text("remedy", "coalesce(c.remedy, '')"),
    searched("evidence", "t.evidence"),
    text("file", "t.file"),
    text("sheet", "t.sheet"),
    number("row", "t.row"),
];

const LINKS: &[GridColumn] = &[
    number("legacy_row", "l.row"),
    searched("legacy_uid", "coalesce(l.anchor, '')"),
    searched("legacy_username", "coalesce(l.login, '')"),
    searched("legacy_email", "coalesce(l.mail, '')"),
    searched("legacy_name", "coalesce(l.name, '')"),
    number("azure_row", "a.row"),
    searched("azure_id", "coalesce(a.anchor, '')"),
    searched("azure_upn", "coalesce(a.login, '')"),
    searched("azure_mail", "coalesce(a.mail, '')"),
    searched("azure_name", "coalesce(a.name, '')"),
    number("legacy_position", "l.position"),
    number("azure_position", "t.azure - 1"),
    text("status", "t.status"),
    text("rule", "t.rule"),
    number("score", "round(t.score, 4)"),
    text("evidence", "t.evidence"),
];

/// What decisions name a user by: the ID, or the sign-in name of a user without one.
macro_rules! anchor {
    ($person:literal) => {
        concat!(
            "coalesce(nullif(",
            $person,
            ".anchor, ''), ",
            $person,
            ".login, '')"
        )
    };
}

/// The last decision in force about a person of the pair that the plan does not know yet; `other` when it
/// names another partner. Who is left out stays so.
macro_rules! decided {
    ($own:literal, $person:literal, $other:literal, $partner:literal) => {
        concat!(
            "(SELECT CASE WHEN d.decision = 'confirm' AND d.", $other,
            " <> ", anchor!($partner), " COLLATE NOCASE THEN 'other' ELSE d.decision END \
              FROM decisions d WHERE d.", $own, " = ", anchor!($person),
            " COLLATE NOCASE AND ", anchor!($person),
            " <> '' AND (d.decision IN ('confirm', 'new', 'leave_out') OR d.decision = 'deny' AND d.", $other, " = ", anchor!($partner),
            " COLLATE NOCASE) AND ", is_in_force!(),
            " AND (d.decision = 'leave_out' OR d.id > \
              coalesce((SELECT json_extract(revision, '$.decision') FROM plan), 0))", " ORDER BY d.id DESC LIMIT 1)"
        )
    };
}

const REVIEWS: &[GridColumn] = &[
    text("section", "t.section"),
    text("reasons", "t.reasons"),
    text(
        "decision",
        concat!(
            "coalesce(",
            decided!("azure_anchor", "a", "legacy_anchor", "l"),
            ", ",
            decided!("legacy_anchor", "l", "azure_anchor", "a"),
            ", '')"
        ),
    ),
    text("status", "k.status"),
    text("rule", "k.rule"),
    number("score", "round(k.score, 4)"),
    text("evidence", "k.evidence"),
    text("legacy_anchor", anchor!("l")),
    number("legacy_row", "l.row"),
    searched("legacy_uid", "coalesce(l.anchor, '')"),
    searched("legacy_username", "coalesce(l.login, '')"),
    searched("legacy_email", "coalesce(l.mail, '')"),
    searched("legacy_name", "coalesce(l.name, '')"),
    searched("legacy_department", "coalesce(l.department, '')"),
    text("azure_anchor", anchor!("a")),
    number("azure_row", "a.row"),
    searched("azure_id", "coalesce(a.anchor, '')"),
    searched("azure_upn", "coalesce(a.login, '')"),
    searched("azure_mail", "coalesce(a.mail, '')"),
    searched("azure_name", "coalesce(a.name, '')"),
    searched("azure_department", "coalesce(a.department, '')"),
    number("legacy_position", "l.position"),
    number("azure_position", "a.position"),
];

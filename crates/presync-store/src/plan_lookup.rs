//! Single people and pairs of the stored plan, by their position in it: for what is asked of one pair.

use presync_core::{LinkStatus, Side, UserIx, matching::explain::Pair};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::{Result, Workspace, table::from_word};

/// A person of the stored plan, as people are named everywhere in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanPerson {
    /// 1-based record over the side's files.
    pub row: u32,
    /// The objectId or UID.
    pub anchor: String,
    /// The UPN or user name.
    pub login: String,
    /// The mail address.
    pub mail: String,
    /// The name.
    pub name: String,
    /// The department.
    pub department: String,
}

impl PlanPerson {
    /// What decisions name the person by; empty without any key.
    #[must_use]
    pub fn decided_by(&self) -> &str {
        if self.anchor.is_empty() {
            &self.login
        } else {
            &self.anchor
        }
    }
}

/// What the stored plan makes of a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlanLink {
    /// The status of the link.
    pub status: LinkStatus,
    /// Its probability.
    pub score: f32,
}

impl Workspace {
    /// The person at a position of a side; none where the plan has nobody there.
    ///
    /// # Errors
    /// As SQLite says.
    pub fn plan_person(&self, side: Side, user: UserIx) -> Result<Option<PlanPerson>> {
        let found = first_of(&self.connection, side).and_then(|first| {
            let sql = "SELECT row, anchor, login, mail, name, department FROM plan_people
                WHERE id = ?1 AND side = ?2";
            let id = first + i64::from(user.0);
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_row((id, side.as_str()), person).optional()
        });
        found.map_err(|error| self.sql(error))
    }

    /// The link of a pair; none where the plan made none of it.
    ///
    /// # Errors
    /// `Damaged` when the row cannot be read.
    pub fn plan_link(&self, pair: Pair) -> Result<Option<PlanLink>> {
        let found = first_of(&self.connection, Side::Legacy).and_then(|first| {
            let sql = "SELECT status, score FROM links WHERE azure = ?1 AND legacy = ?2";
            let ends = (
                i64::from(pair.azure.0) + 1,
                first + i64::from(pair.legacy.0),
            );
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_row(ends, link).optional()
        });
        found.map_err(|error| self.sql(error))
    }

    /// Shows every link of the plan with what decisions name its people by, the intranet user first.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn each_link(&self, mut show: impl FnMut(Pair, PlanLink, [&str; 2])) -> Result<()> {
        let sql = "SELECT k.status, k.score, k.legacy, k.azure,
                coalesce(nullif(l.anchor, ''), l.login), coalesce(nullif(a.anchor, ''), a.login)
            FROM links k JOIN plan_people l ON l.id = k.legacy JOIN plan_people a ON a.id = k.azure";
        let mut each = || -> rusqlite::Result<()> {
            let first = first_of(&self.connection, Side::Legacy)?;
            let user = |id: i64| UserIx(u32::try_from(id).unwrap_or(u32::MAX));
            let mut statement = self.connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let pair = Pair {
                    legacy: user(row.get::<_, i64>(2)? - first),
                    azure: user(row.get::<_, i64>(3)? - 1),
                };
                let anchors = [row.get_ref(4)?.as_str()?, row.get_ref(5)?.as_str()?];
                show(pair, link(row)?, anchors);
            }
            Ok(())
        };
        each().map_err(|error| self.sql(error))
    }

    /// Shows status and probability of every link of the plan.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn each_link_score(&self, mut show: impl FnMut(PlanLink)) -> Result<()> {
        let mut each = || -> rusqlite::Result<()> {
            let mut statement = self.connection.prepare("SELECT status, score FROM links")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                show(link(row)?);
            }
            Ok(())
        };
        each().map_err(|error| self.sql(error))
    }
}

/// The ordinal of the first person of a side: Azure users stand before intranet users, so that a few
/// look-ups find where these begin.
fn first_of(connection: &Connection, side: Side) -> rusqlite::Result<i64> {
    if side == Side::Azure {
        return Ok(1);
    }
    let sql = "SELECT coalesce(max(id), 0) FROM plan_people";
    let (mut low, mut high): (i64, i64) = (1, connection.query_row(sql, [], |row| row.get(0))?);
    high += 1;
    let mut statement = connection.prepare_cached("SELECT side FROM plan_people WHERE id = ?1")?;
    while low < high {
        let middle = i64::midpoint(low, high);
        let found: String = statement.query_row([middle], |row| row.get(0))?;
        if found == Side::Azure.as_str() {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

fn person(row: &Row<'_>) -> rusqlite::Result<PlanPerson> {
    Ok(PlanPerson {
        row: row.get(0)?,
        anchor: row.get(1)?,
        login: row.get(2)?,
        mail: row.get(3)?,
        name: row.get(4)?,
        department: row.get(5)?,
    })
}

fn link(row: &Row<'_>) -> rusqlite::Result<PlanLink> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a probability needs no more digits"
    )]
    let score = row.get::<_, f64>(1)? as f32;
    Ok(PlanLink {
        status: from_word(row, 0)?,
        score,
    })
}

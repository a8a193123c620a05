//! What had been proposed for a pair when a person decided about it: the labels that estimates of
//! precision and recall are made of. A later plan no longer tells.

use std::collections::BTreeMap;

use presync_core::LinkStatus;
use rusqlite::{Connection, Row, Transaction};

use super::{decisions::is_in_force, from_word, to_word};
use crate::{Result, Workspace, schema::Migration};

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 3,
    sql: "CREATE TABLE decision_labels (
    decision INTEGER PRIMARY KEY REFERENCES decisions (id),
    status TEXT NOT NULL,
    score REAL NOT NULL,
    seed INTEGER
) STRICT",
}];

/// What had been proposed for a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Label {
    /// The status of the link.
    pub status: LinkStatus,
    /// Its probability.
    pub score: f32,
    /// The seed of the random sample that the pair was drawn in; none when it was looked at by choice.
    pub seed: Option<u32>,
}

/// A label with what a person says of the pair now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Labelled {
    /// What had been proposed.
    pub label: Label,
    /// Whether the pair is confirmed; else it is denied.
    pub confirmed: bool,
    /// The decision's place in the log.
    pub decision: i64,
}

impl Workspace {
    /// The labels of the pairs that are confirmed or denied now.
    ///
    /// # Errors
    /// `Damaged` when a row cannot be read.
    pub fn labels(&self) -> Result<Vec<Labelled>> {
        all(&self.connection).map_err(|error| self.sql(error))
    }
}

pub(crate) fn insert(within: &Transaction<'_>, id: i64, label: &Label) -> rusqlite::Result<()> {
    let sql = "INSERT INTO decision_labels (decision, status, score, seed) VALUES (?1, ?2, ?3, ?4)";
    let values = (
        id,
        to_word(&label.status)?,
        f64::from(label.score),
        label.seed,
    );
    within.execute(sql, values).map(drop)
}

/// The first label of a pair with its decision, and whether the pair is confirmed now.
type Said = (Option<(Label, i64)>, bool);

/// Of several labels of one pair the first one counts, since later ones were made with a decision at
/// hand; of several decisions the last one.
fn all(connection: &Connection) -> rusqlite::Result<Vec<Labelled>> {
    let sql = format!(
        "SELECT lower(d.azure_anchor), lower(d.legacy_anchor), d.decision = 'confirm', l.status,
            l.score, l.seed, d.id
        FROM decisions d LEFT JOIN decision_labels l ON l.decision = d.id
        WHERE d.decision IN ('confirm', 'deny') AND {} ORDER BY d.id",
        is_in_force!()
    );
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut pairs: BTreeMap<(String, String), Said> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let pair = pairs.entry((row.get(0)?, row.get(1)?)).or_default();
        pair.1 = row.get(2)?;
        if pair.0.is_none() {
            pair.0 = read(row)?.zip(row.get(6)?);
        }
    }
    let labelled = |(label, confirmed): Said| {
        let (label, decision) = label?;
        Some(Labelled {
            label,
            confirmed,
            decision,
        })
    };
    Ok(pairs.into_values().filter_map(labelled).collect())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Option<Label>> {
    let Some(score) = row.get::<_, Option<f64>>(4)? else {
        return Ok(None);
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a probability needs no more digits"
    )]
    let score = score as f32;
    Ok(Some(Label {
        status: from_word(row, 3)?,
        score,
        seed: row.get(5)?,
    }))
}

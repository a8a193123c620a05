//! Single people and pairs of the stored plan, by their position in it: for what is asked of one pair.

use presync_core::{LinkStatus, Side, UserIx, matching::explain::Pair};

use crate::{
    Result, Workspace,
    plan_columns::{Columns, NONE, Texts, link, person},
    table::{of_word, plan::PlanSizes},
};

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
    /// `Damaged` when a column cannot be read, else as SQLite says.
    pub fn plan_person(&self, side: Side, user: UserIx) -> Result<Option<PlanPerson>> {
        self.columns(|columns| {
            let Some(row) = row_of(&columns.sizes, side, user) else {
                return Ok(None);
            };
            let text = |column| -> rusqlite::Result<String> {
                Ok(columns.pick_texts(column, &[row])?.swap_remove(0))
            };
            Ok(Some(PlanPerson {
                row: number(columns.pick_numbers(person::ROW, &[row])?[0]),
                anchor: text(person::ANCHOR)?,
                login: text(person::LOGIN)?,
                mail: text(person::MAIL)?,
                name: text(person::NAME)?,
                department: text(person::DEPARTMENT)?,
            }))
        })
    }

    /// The link of a pair; none where the plan made none of it.
    ///
    /// # Errors
    /// `Damaged` when a column cannot be read, else as SQLite says.
    pub fn plan_link(&self, pair: Pair) -> Result<Option<PlanLink>> {
        self.columns(|columns| {
            let ends = [(Side::Legacy, pair.legacy), (Side::Azure, pair.azure)];
            let [Some(legacy), Some(azure)] =
                ends.map(|(side, user)| row_of(&columns.sizes, side, user))
            else {
                return Ok(None);
            };
            let [of_azure, of_legacy] = [link::AZURE, link::LEGACY].map(|key| columns.keys(key));
            let mut pairs = (0u32..).zip(of_azure?.into_iter().zip(of_legacy?));
            let Some((row, _)) = pairs.find(|(_, ends)| *ends == (azure, legacy)) else {
                return Ok(None);
            };
            let status = columns.pick_texts(link::STATUS, &[row])?.swap_remove(0);
            let score = columns.pick_numbers(link::SCORE, &[row])?[0];
            plan_link(&status, score).map(Some)
        })
    }

    /// Shows every link of the plan with what decisions name its people by, the intranet user first.
    ///
    /// # Errors
    /// `Damaged` when a column cannot be read, else as SQLite says.
    pub fn each_link(&self, mut show: impl FnMut(Pair, PlanLink, [&str; 2])) -> Result<()> {
        self.columns(|columns| {
            let [legacy, azure] = [columns.keys(link::LEGACY)?, columns.keys(link::AZURE)?];
            let anchors = anchors(&columns)?;
            let links = plan_links(&columns)?;
            for ((legacy, azure), plan_link) in legacy.into_iter().zip(azure).zip(links) {
                let pair = Pair {
                    legacy: UserIx(legacy.saturating_sub(columns.sizes.azure)),
                    azure: UserIx(azure),
                };
                show(pair, plan_link?, [anchors.get(legacy), anchors.get(azure)]);
            }
            Ok(())
        })
    }

    /// Shows status and probability of every link of the plan.
    ///
    /// # Errors
    /// `Damaged` when a column cannot be read, else as SQLite says.
    pub fn each_link_score(&self, mut show: impl FnMut(PlanLink)) -> Result<()> {
        self.columns(|columns| {
            let mut links = plan_links(&columns)?;
            links.try_for_each(|link| link.map(&mut show))
        })
    }

    /// Asks the columns of the stored plan, all of one moment, though a job may be saving another plan
    /// through another connection.
    pub(crate) fn columns<T>(
        &self,
        ask: impl FnOnce(Columns<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let snapshot = self.connection.unchecked_transaction();
        let asked = snapshot.and_then(|snapshot| ask(Columns::of(&snapshot)?));
        asked.map_err(|error| self.sql(error))
    }
}

/// What decisions name everybody by: the ID, or the sign-in name of a user without one.
pub(crate) fn anchors(columns: &Columns<'_>) -> rusqlite::Result<Texts> {
    let keep = |text: &str, kept: &mut String| kept.push_str(text);
    let anchors = columns.texts(person::ANCHOR, keep)?;
    let logins = columns.texts(person::LOGIN, keep)?;
    let people = 0..u32::try_from(anchors.len()).unwrap_or(NONE);
    Ok(Texts::of(people.map(|row| match anchors.get(row) {
        "" => logins.get(row),
        anchor => anchor,
    })))
}

/// Where a person stands among all people: Azure users come first.
fn row_of(sizes: &PlanSizes, side: Side, user: UserIx) -> Option<u32> {
    match side {
        Side::Azure => (user.0 < sizes.azure).then_some(user.0),
        Side::Legacy => (user.0 < sizes.legacy).then(|| sizes.azure + user.0),
    }
}

fn plan_links(
    columns: &Columns<'_>,
) -> rusqlite::Result<impl Iterator<Item = rusqlite::Result<PlanLink>>> {
    let statuses = columns.texts(link::STATUS, |text, kept| kept.push_str(text))?;
    let scores = columns.numbers(link::SCORE)?;
    let links = (0u32..).zip(scores);
    Ok(links.map(move |(row, score)| plan_link(statuses.get(row), score)))
}

fn plan_link(status: &str, score: f64) -> rusqlite::Result<PlanLink> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a probability needs no more digits"
    )]
    let score = score as f32;
    Ok(PlanLink {
        status: of_word(status)?,
        score,
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it was a number of 32 bits when it was stored; nobody's is none"
)]
fn number(value: f64) -> u32 {
    value as u32
}

//! Which of their guesses the columns get: no two the same attribute, the best grounded first.
//!
//! Two columns that are equally good for a key are no choice to make alone: that is said as a blocker.

use std::{cmp::Reverse, collections::BTreeMap, collections::BTreeSet};

use presync_core::{
    Diagnostic, Severity, Side,
    catalogue::{self, Attribute},
};

use super::{
    CONFIDENCE_MIN, Column,
    reading::{Ground, Guess},
};
use crate::observation::{observation, of_column};

/// Confidences so near each other are no reason to prefer one.
const NEAR: u8 = 2;
/// A difference in overlap with the other side, in percent, that is one.
const SUPPORT_NEAR: u32 = 20;

/// What the columns got.
pub(super) struct Settled {
    /// The guess that each column is read by; none for an additional field.
    pub(super) chosen: Vec<Option<Guess>>,
    /// Columns whose header names an attribute that another column holds.
    pub(super) lost: BTreeSet<usize>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Whether two readings of this attribute are two readings of who somebody is.
pub(crate) fn is_key(side: Side, attribute: &str) -> bool {
    let keys: &[&str] = match side {
        Side::Azure => &["objectId", "userPrincipalName", "mail"],
        Side::Legacy => &["externalId", "userName", "emails[type eq \"work\"].value"],
    };
    keys.contains(&attribute)
}

/// Gives each column its best guess that no better column has.
pub(super) fn settle(
    side: Side,
    columns: &[Column<'_>],
    names: &[String],
    guesses: &[Vec<Guess>],
) -> Settled {
    let mut order = ordered(columns, guesses);
    let mut settled = Settled {
        chosen: vec![None; columns.len()],
        lost: BTreeSet::new(),
        diagnostics: Vec::new(),
    };
    let mut winners: BTreeMap<&str, (usize, &Guess)> = BTreeMap::new();
    let mut clashes = BTreeSet::new();
    for (ix, guess) in order.drain(..) {
        if settled.chosen[ix].is_some() || settled.lost.contains(&ix) {
            continue;
        }
        if guess.attribute.is_empty() {
            settled.chosen[ix] = Some(guess.clone());
            continue;
        }
        let Some((winner, best)) = winners.get(guess.attribute.as_str()).copied() else {
            winners.insert(&guess.attribute, (ix, guess));
            settled.chosen[ix] = Some(guess.clone());
            continue;
        };
        let rival = Rival { ix, guess };
        if let Some(attribute) = catalogue::find(side, &guess.attribute)
            && is_key(side, &guess.attribute)
            && clashes_with(
                columns,
                &rival,
                &Rival {
                    ix: winner,
                    guess: best,
                },
            )
            && clashes.insert(guess.attribute.as_str())
        {
            settled
                .diagnostics
                .push(clash(columns, names, attribute, [winner, ix]));
        }
        if guess.ground.is_header() || guess.ground == Ground::Stated {
            settled.lost.insert(ix);
            settled.diagnostics.push(taken(columns, ix, winner));
        }
    }
    settled
        .diagnostics
        .sort_by_key(|said| said.code != "KEY_AMBIGUOUS");
    settled
}

/// All guesses worth taking, the best first. An empty column never wins over a filled one.
fn ordered<'g>(columns: &[Column<'_>], guesses: &'g [Vec<Guess>]) -> Vec<(usize, &'g Guess)> {
    let each = guesses.iter().enumerate();
    let mut order: Vec<(usize, &Guess)> = each
        .flat_map(|(ix, guesses)| guesses.iter().map(move |guess| (ix, guess)))
        .filter(|(_, guess)| guess.confidence >= CONFIDENCE_MIN)
        .collect();
    order.sort_by_key(|(ix, guess)| {
        let column = &columns[*ix];
        let is_stated = guess.ground == Ground::Stated;
        Reverse((
            is_stated,
            column.profile.filled > 0,
            guess.ground.weight(),
            guess.confidence,
            column.known.support_of(&guess.attribute) / SUPPORT_NEAR,
            column.profile.filled,
            Reverse(*ix),
        ))
    });
    order
}

struct Rival<'a> {
    ix: usize,
    guess: &'a Guess,
}

/// Whether nothing but its place in the file makes one column better than the other, and it matters.
fn clashes_with(columns: &[Column<'_>], loser: &Rival<'_>, winner: &Rival<'_>) -> bool {
    let (less, more) = (&columns[loser.ix], &columns[winner.ix]);
    let attribute = &winner.guess.attribute;
    let supports = [less, more].map(|column| column.known.support_of(attribute));
    loser.guess.ground.weight() == winner.guess.ground.weight()
        && loser.guess.ground != Ground::Stated
        && loser.guess.confidence.abs_diff(winner.guess.confidence) <= NEAR
        && supports[0].abs_diff(supports[1]) < SUPPORT_NEAR
        && less.profile.filled * 2 > more.profile.filled
        && less.profile.sequence != more.profile.sequence
}

fn clash(
    columns: &[Column<'_>],
    names: &[String],
    attribute: &Attribute,
    [first, second]: [usize; 2],
) -> Diagnostic {
    let message = format!(
        "Columns {} (\"{}\") and {} (\"{}\") fit \"{}\" equally well and hold different values.",
        first + 1,
        names[first],
        second + 1,
        names[second],
        attribute.label
    );
    let hint = format!(
        "Say which it is with --profile FILE, in this file's entry: \"columns\": {{{}: {}}}.",
        quoted(&names[first]),
        quoted(attribute.name)
    );
    let said = observation("KEY_AMBIGUOUS", Severity::Blocker, message, hint);
    of_column(columns[second].header, said)
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn taken(columns: &[Column<'_>], loser: usize, winner: usize) -> Diagnostic {
    let header = |ix: usize| columns[ix].header;
    let message = format!(
        "Column {} (\"{}\") seems to hold the same as column {} (\"{}\"), which is used; this one is kept as an additional field.",
        loser + 1,
        header(loser),
        winner + 1,
        header(winner)
    );
    let said = observation(
        "COLUMN_SAME_ATTRIBUTE",
        Severity::Warning,
        message,
        "Say which column holds what if the other one is right.",
    );
    of_column(header(loser), said)
}

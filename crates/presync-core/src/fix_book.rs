//! The sheet of data fixes as both who writes it and who reads it back know it: its columns, the words of a
//! state, and what a newer export says of each row. It makes no fix and no plan.

use std::collections::HashMap;

use crate::{Population, Side, UserIx, record::VALUE_SEPARATOR, summary::IdentityColumns};

/// Header of the hidden column that ties a row to its fix.
pub const MARK: &str = "presync_fix";
/// Header of the hidden column that says on which side.
pub const SIDE: &str = "fix_side";
/// Header of the hidden column that names the user.
pub const ANCHOR: &str = "fix_anchor";
/// Header of the hidden column that names the field.
pub const FIELD: &str = "fix_field";
/// Header of the column that people recognise the user by.
pub const WHO: &str = "User";
/// Header of the column of the value to set.
pub const SET_TO: &str = "Set to";
/// Header of the column that is filled in.
pub const STATE: &str = "State";
/// Header of the column for the value that was set instead.
pub const OTHER: &str = "Other value";

/// What somebody says of a fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixState {
    /// The value is set.
    Done,
    /// It is not.
    NotDone,
    /// Another value was set.
    OtherValue,
}

/// The states to choose from, in order.
pub const STATES: [(&str, FixState); 3] = [
    ("Done", FixState::Done),
    ("Not done", FixState::NotDone),
    ("Other value", FixState::OtherValue),
];

const DONE: &[&str] = &[
    "yes", "y", "ok", "x", "ja", "erledigt", "fait", "oui", "hecho", "fatto",
];
const NOT_DONE: &[&str] = &[
    "no",
    "n",
    "open",
    "nein",
    "offen",
    "nicht erledigt",
    "non",
    "pas fait",
];
const OTHER_VALUE: &[&str] = &[
    "other",
    "anderer wert",
    "andere",
    "autre valeur",
    "otro valor",
];

/// The state that a cell says; none where it says something else.
#[must_use]
pub fn state(cell: &str) -> Option<FixState> {
    let cell = cell.trim().trim_matches(['.', '!', '\'']).to_lowercase();
    let chosen = STATES.iter().find(|(word, _)| word.to_lowercase() == cell);
    let is_in = |words: &[&str]| words.contains(&cell.as_str());
    match () {
        () if chosen.is_some() => chosen.map(|(_, state)| *state),
        () if is_in(DONE) => Some(FixState::Done),
        () if is_in(NOT_DONE) => Some(FixState::NotDone),
        () if is_in(OTHER_VALUE) => Some(FixState::OtherValue),
        () => None,
    }
}

/// A row of the sheet as it came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenFix {
    /// On which side.
    pub side: Side,
    /// Whose value.
    pub anchor: String,
    /// Which one.
    pub field: String,
    /// What it was to be set to.
    pub set_to: String,
    /// What was set instead.
    pub other: String,
    /// What somebody says of it.
    pub state: FixState,
}

/// What an export says of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixSeen {
    /// It holds what the row says.
    AsSaid,
    /// The row says that a value was set, and the export holds another.
    NotSeen,
    /// The row says that it is not done, and the export holds the value.
    SeenAnyway,
    /// The export does not hold the user or the field.
    Unplaced,
}

/// A value as a sheet shows it: several are joined by semicolons.
#[must_use]
pub fn shown(value: &str) -> String {
    value.replace(VALUE_SEPARATOR, ";")
}

/// Holds the rows against both sides as they are exported now, in the order of the rows.
#[must_use]
pub fn hold(rows: &[GivenFix], legacy: &Population, azure: &Population) -> Vec<FixSeen> {
    let users = [Side::Azure, Side::Legacy].map(|side| wanted(rows, side, legacy, azure));
    let seen = rows.iter().map(|row| {
        let (users, population) = match row.side {
            Side::Azure => (&users[0], azure),
            Side::Legacy => (&users[1], legacy),
        };
        let user = users.get(folded(&row.anchor).as_str()).copied().flatten();
        let (Some(user), Some(field)) = (user, population.attribute(&row.field)) else {
            return FixSeen::Unplaced;
        };
        let holds = shown(population.held(user, field));
        let holds = |value: &str| holds.trim() == value.trim();
        match row.state {
            FixState::Done if holds(&row.set_to) => FixSeen::AsSaid,
            FixState::OtherValue if holds(&row.other) => FixSeen::AsSaid,
            FixState::NotDone if !holds(&row.set_to) => FixSeen::AsSaid,
            FixState::NotDone => FixSeen::SeenAnyway,
            FixState::Done | FixState::OtherValue => FixSeen::NotSeen,
        }
    });
    seen.collect()
}

/// The users of a side that rows name, by folded anchor.
fn wanted(
    rows: &[GivenFix],
    side: Side,
    legacy: &Population,
    azure: &Population,
) -> HashMap<String, Option<UserIx>> {
    let named = rows.iter().filter(|row| row.side == side);
    let mut users: HashMap<String, Option<UserIx>> =
        named.map(|row| (folded(&row.anchor), None)).collect();
    if users.is_empty() {
        return users;
    }
    let columns = IdentityColumns::between(legacy, azure);
    let population = match side {
        Side::Azure => azure,
        Side::Legacy => legacy,
    };
    for user in population.users() {
        if let Some(slot) = users.get_mut(&folded(columns.anchor(side, user))) {
            slot.get_or_insert(user);
        }
    }
    users
}

fn folded(anchor: &str) -> String {
    anchor.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_understood_in_many_words() {
        for (cell, expect) in [
            ("Done", Some(FixState::Done)),
            (" erledigt. ", Some(FixState::Done)),
            ("NOT DONE", Some(FixState::NotDone)),
            ("Anderer Wert", Some(FixState::OtherValue)),
            ("maybe", None),
            ("", None),
        ] {
            assert_eq!(state(cell), expect, "{cell:?}");
        }
    }
}

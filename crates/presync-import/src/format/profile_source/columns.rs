//! The fields of a feed's users as columns, in order of first appearance, and what is odd about them.

use presync_core::{Diagnostic, Severity, record::VALUE_SEPARATOR};
use rustc_hash::FxHashMap;

use super::{
    super::ColumnFact,
    feed::Around,
    node::{self, Field, Node},
};
use crate::{source::SourceFile, wording::counted};

/// The fields of all users, in order of first appearance.
#[derive(Debug, Default)]
pub(super) struct Columns {
    places: FxHashMap<String, usize>,
    pub(super) list: Vec<Column>,
}

/// One field.
#[derive(Debug)]
pub(super) struct Column {
    header: String,
    additional: bool,
    /// Cells that carry `applyBlank`.
    pub(super) apply_blank: u32,
    /// The user that had a value for it last.
    user_last: u64,
    /// Users with several values for it, and where first.
    repeated: u64,
    repeated_line: u64,
}

impl Columns {
    /// The names, as first spelt.
    pub(super) fn headers(&self) -> Vec<String> {
        self.list
            .iter()
            .map(|column| column.header.clone())
            .collect()
    }

    /// Takes the fields of the user of this number, from 1.
    pub(super) fn add_all(&mut self, user: &Node, number: u64) {
        node::fields(user, &mut |field| {
            let next = self.list.len();
            let place = *self.places.entry(key(&field)).or_insert(next);
            if place == next {
                self.list.push(Column::of(&field));
            }
            self.list[place].count(&field, number, user.open.line);
        });
    }

    /// Writes one user's values into one cell for each column.
    pub(super) fn fill(&self, user: &Node, cells: &mut [String]) {
        cells.iter_mut().for_each(String::clear);
        node::fields(user, &mut |field| {
            if let Some(place) = self.places.get(&key(&field)) {
                let cell = &mut cells[*place];
                if !cell.is_empty() && !field.value.is_empty() {
                    cell.push(VALUE_SEPARATOR);
                }
                cell.push_str(field.value);
            }
        });
    }
}

/// An additional field may have the name of a field that the vendor has too.
fn key(field: &Field<'_>) -> String {
    let mark = if field.additional { "+" } else { "" };
    format!("{mark}{}", field.name.to_lowercase())
}

impl Column {
    fn of(field: &Field<'_>) -> Self {
        Self {
            header: field.name.to_owned(),
            additional: field.additional,
            apply_blank: 0,
            user_last: 0,
            repeated: 0,
            repeated_line: 0,
        }
    }

    fn count(&mut self, field: &Field<'_>, user: u64, line: u64) {
        self.apply_blank += u32::from(field.apply_blank);
        if field.value.is_empty() {
            return;
        }
        // Parts of a nested list are meant to repeat.
        if self.user_last == user && !field.name.contains('.') {
            if self.repeated == 0 {
                self.repeated_line = line;
            }
            self.repeated += 1;
        }
        self.user_last = user;
    }

    /// What the place of the field says about it.
    pub(super) fn fact(&self) -> Option<ColumnFact> {
        if self.additional {
            return Some(ColumnFact::Additional {
                reason: "It stands among the additional fields.",
            });
        }
        self.header
            .eq_ignore_ascii_case("id")
            .then_some(ColumnFact::Holds {
                attribute: "externalId",
                confidence: 95,
                reason: "The id of a user in the feed is what the vendor calls the UMI id.",
            })
    }
}

/// What was odd about the feed as a whole.
pub(super) fn notes(file: &SourceFile<'_>, columns: &Columns, around: &Around) -> Vec<Diagnostic> {
    let note = |code: &str, message: String, hint: &str| Diagnostic {
        code: code.into(),
        severity: Severity::Warning,
        file: file.name(),
        sheet: None,
        row: None,
        column: None,
        message,
        hint: hint.into(),
        cases: presync_core::Cases::default(),
    };
    let mut notes = Vec::new();
    if !around.unknown.is_empty() {
        let names: Vec<&str> = around.unknown.iter().map(String::as_str).collect();
        notes.push(note(
            "PROFILE_SOURCE_NODES_UNKNOWN",
            format!(
                "Nodes outside the users are not read: {}.",
                names.join(", ")
            ),
            "Nothing is lost if they describe no users.",
        ));
    }
    for column in columns.list.iter().filter(|column| column.repeated > 0) {
        let message = format!(
            "{} this field more than once; the values are kept side by side.",
            counted(column.repeated, "user has", "users have")
        );
        notes.push(Diagnostic {
            row: Some(column.repeated_line),
            column: Some(column.header.clone()),
            ..note("XML_REPEATED_FIELD", message, "")
        });
    }
    let questionable = columns.list.iter();
    for column in questionable.filter(|c| c.additional && c.header.contains('?')) {
        notes.push(Diagnostic {
            column: Some(column.header.clone()),
            ..note(
                "FIELD_NAME_QUESTION_MARK",
                "The name of the field contains a question mark, which makes every SCIM call of the site fail.".into(),
                "Delete the field on the intranet and create it again without the question mark.",
            )
        });
    }
    notes
}

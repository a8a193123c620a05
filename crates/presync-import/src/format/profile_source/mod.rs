//! General Profile Source files: the XML that fed the intranet's users before.
//!
//! The vendor publishes the frame of the file and not the names inside a user, so names are read as
//! headers are: by what they say. Like JSON, the file is read once for the names it uses.

mod feed;
mod node;
mod xml;

use std::{ops::ControlFlow, sync::Arc};

use presync_core::{Diagnostic, Severity, Side, record::VALUE_SEPARATOR};
use rustc_hash::FxHashMap;

use super::{ColumnFact, Detected, Facts, Feed, Format, Header, Look, Method, Row, Rows, Visit};
use crate::{
    ImportError, ReadOptions, RefusalCode,
    limits::COLUMNS_MAX,
    oddity::Oddity,
    source::{SourceFile, TextEncoding},
    values,
};

use feed::Around;
use node::{Field, Node};
use xml::Xml;

/// Text that begins as XML does, and is a feed or uses what no feed may.
pub(super) struct ProfileSources;

impl Format for ProfileSources {
    fn claims(&self, look: &Look) -> bool {
        let Some((_, head)) = look.text() else {
            return false;
        };
        let head = head.trim_start_matches(values::is_blank);
        head.starts_with('<') && is_feed(head)
    }

    fn detect<'a>(
        &self,
        file: &SourceFile<'a>,
        look: &Look,
        options: &ReadOptions,
    ) -> Result<Detected<'a>, ImportError> {
        let (encoding, _) = look.text().expect("BUG: it claims text only");
        detect(file, encoding, options)
    }
}

/// Whether the root is that of a feed. What has a document type is claimed too, unless it is a web
/// page, so that it is refused for that.
fn is_feed(head: &str) -> bool {
    let mut rest = head;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let skip = if rest.starts_with("<?") {
            rest.find("?>")
        } else if rest.starts_with("<!--") {
            rest.find("-->")
        } else if let Some(kind) = after(rest, "<!doctype") {
            return !kind.trim_start().to_ascii_lowercase().starts_with("html");
        } else {
            let name = rest[1..].split([' ', '\t', '\r', '\n', '>', '/']).next();
            let local = name.and_then(|name| name.rsplit(':').next());
            return local.is_some_and(|local| {
                local.eq_ignore_ascii_case("syncdata") || local.eq_ignore_ascii_case("users")
            });
        };
        let Some(end) = skip else { return false };
        rest = &rest[end..];
    }
    false
}

/// What follows a start that is compared without its case.
fn after<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (before, rest) = text.split_at_checked(start.len())?;
    before.eq_ignore_ascii_case(start).then_some(rest)
}

/// How the users of a feed become rows.
#[derive(Debug, Clone)]
struct UserElements {
    encoding: TextEncoding,
    columns: Arc<Columns>,
    feed: Feed,
}

/// The fields of all users, in order of first appearance.
#[derive(Debug, Default)]
struct Columns {
    places: FxHashMap<String, usize>,
    list: Vec<Column>,
}

#[derive(Debug)]
struct Column {
    header: String,
    additional: bool,
    apply_blank: u32,
    /// The user that had a value for it last.
    user_last: u64,
    /// Users with several values for it, and where first.
    repeated: u64,
    repeated_line: u64,
}

/// Reads the file for its settings and the names of its fields.
fn detect<'a>(
    file: &SourceFile<'a>,
    encoding: TextEncoding,
    options: &ReadOptions,
) -> Result<Detected<'a>, ImportError> {
    let mut columns = Columns::default();
    let mut around = Around::default();
    let mut xml = Xml::new(file, encoding.repaired_reader(file)?);
    let mut users = 0;
    feed::users(&mut xml, &mut around, &mut |user| {
        users += 1;
        columns.add_all(user, users);
        if columns.list.len() > COLUMNS_MAX {
            return Err(too_many_names(file, user.open.line));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let diagnostics = notes(file, &columns, &around);
    let elements = UserElements {
        encoding,
        feed: Feed {
            options: around.options,
            apply_blank: columns
                .list
                .iter()
                .map(|column| column.apply_blank)
                .collect(),
        },
        columns: Arc::new(columns),
    };
    Ok(Detected {
        rows: elements.open(file)?,
        header: Header {
            names: elements.columns.headers(),
            row: 0,
        },
        method: Arc::new(elements),
        words: format!("General Profile Source XML, {}", encoding.words()),
        sheets: Vec::new(),
        options: ReadOptions {
            delimiter: None,
            sheet: None,
            header_row: None,
            ..options.clone()
        },
        side: Some(Side::Legacy),
        diagnostics,
    })
}

impl Method for UserElements {
    fn open<'a>(&self, file: &SourceFile<'a>) -> Result<Box<dyn Rows + 'a>, ImportError> {
        Ok(Box::new(UserRows {
            file: *file,
            encoding: self.encoding,
            columns: Arc::clone(&self.columns),
        }))
    }

    fn facts(&self) -> Facts {
        Facts {
            columns: self.columns.list.iter().map(Column::fact).collect(),
            feed: Some(self.feed.clone()),
            ..Facts::default()
        }
    }
}

/// The users of one file as rows.
struct UserRows<'a> {
    file: SourceFile<'a>,
    encoding: TextEncoding,
    columns: Arc<Columns>,
}

impl Rows for UserRows<'_> {
    fn scan(&mut self, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let mut xml = Xml::new(&self.file, self.encoding.repaired_reader(&self.file)?);
        let mut row = Row::default();
        let mut cells = vec![String::new(); self.columns.list.len()];
        feed::users(&mut xml, &mut Around::default(), &mut |user| {
            row.begin(user.open.line);
            self.columns.fill(user, &mut cells);
            row.no_record = cells.iter().all(String::is_empty);
            for (column, cell) in cells.iter().enumerate() {
                if values::has_control_symbols(cell) {
                    row.mark(column, Oddity::ControlCharacter);
                }
                row.push_values(cell);
            }
            visit(&row)
        })
    }
}

impl Columns {
    fn headers(&self) -> Vec<String> {
        self.list
            .iter()
            .map(|column| column.header.clone())
            .collect()
    }

    fn add_all(&mut self, user: &Node, number: u64) {
        node::fields(user, &mut |field| {
            let next = self.list.len();
            let place = *self.places.entry(key(&field)).or_insert(next);
            if place == next {
                self.list.push(Column::of(&field));
            }
            self.list[place].count(&field, number, user.open.line);
        });
    }

    fn fill(&self, user: &Node, cells: &mut [String]) {
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

    fn fact(&self) -> Option<ColumnFact> {
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

fn notes(file: &SourceFile<'_>, columns: &Columns, around: &Around) -> Vec<Diagnostic> {
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
            "{} users have this field more than once; their values are kept side by side.",
            column.repeated
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

fn too_many_names(file: &SourceFile<'_>, line: u64) -> ImportError {
    file.refuse(
        RefusalCode::TooManyColumns,
        format!("The users have more than {COLUMNS_MAX} different fields."),
        "Export fewer fields.",
    )
    .at_row(line)
}

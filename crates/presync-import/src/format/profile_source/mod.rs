//! General Profile Source files: the XML that fed the intranet's users before.
//!
//! The vendor publishes the frame of the file and not the names inside a user, so names are read as
//! headers are: by what they say. Like JSON, the file is read once for the names it uses.

mod columns;
mod feed;
mod metered;
mod node;
mod xml;

use std::{ops::ControlFlow, sync::Arc};

use presync_core::Side;

use super::{Detected, Facts, Feed, Format, Header, Look, Method, Row, Rows, Visit};
use crate::{
    ImportError, ReadOptions, RefusalCode,
    limits::COLUMNS_MAX,
    oddity::Oddity,
    source::{SourceFile, TextEncoding},
    values,
};

use columns::{Column, Columns, notes};
use feed::Around;
use xml::Xml;

/// Text that begins as XML does, and is a feed or uses what no feed may.
pub(super) struct ProfileSources;

impl Format for ProfileSources {
    fn claims(&self, look: &Look) -> bool {
        let Some((_, head)) = look.text() else {
            return false;
        };
        let head = head.trim_start_matches(values::is_blank);
        head.starts_with('<') && begins_as_feed(head)
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
fn begins_as_feed(head: &str) -> bool {
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
    let is_feed = around.is_feed;
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
        words: format!(
            "{}, {}",
            if is_feed {
                "General Profile Source XML"
            } else {
                "XML of users"
            },
            encoding.words()
        ),
        sheets: Vec::new(),
        options: ReadOptions {
            delimiter: None,
            sheet: None,
            header_row: None,
            ..options.clone()
        },
        side: is_feed.then_some(Side::Legacy),
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

fn too_many_names(file: &SourceFile<'_>, line: u64) -> ImportError {
    file.refuse(
        RefusalCode::TooManyColumns,
        format!("The users have more than {COLUMNS_MAX} different fields."),
        "Export fewer fields.",
    )
    .at_row(line)
}

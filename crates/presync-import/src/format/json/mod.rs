//! Objects: Graph's user lists in any envelope, single objects, and objects one after another.
//!
//! JSON has no header, so the whole file is read once for the names of its properties; what first
//! appears in the last object is a column like any other.

mod elements;
mod flatten;
mod kind;
mod scim;

use std::{ops::ControlFlow, sync::Arc};

use presync_core::{Cases, Diagnostic, Severity, Side};
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::{Detected, Facts, Format, Header, Look, Method, Row, Rows, Visit};
use crate::{
    FileKind, ImportError, ReadOptions, RefusalCode,
    contents::Contents,
    limits::JSON_NAMES_MAX,
    oddity::Oddity,
    source::{SourceFile, TextEncoding},
    values,
};

use elements::{Element, elements};
pub(crate) use flatten::{member, text_of};
use kind::Kinds;

/// How the objects of a file become rows.
#[derive(Debug, Clone)]
pub(crate) struct Objects {
    encoding: TextEncoding,
    names: Arc<Names>,
    contents: Option<Contents>,
    pages: Pages,
}

/// The pages of a list: how many, how many link to a further one, how many objects they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Pages {
    pub(crate) pages: u64,
    pub(crate) linked: u64,
    pub(crate) objects: u64,
    /// How many objects the whole list has, where a page says so.
    pub(crate) total: Option<u64>,
}

/// Property names in order of first appearance.
#[derive(Debug, Default)]
struct Names {
    columns: FxHashMap<String, usize>,
    list: Vec<String>,
}

impl Objects {
    fn rows<'a>(&self, file: &SourceFile<'a>) -> ObjectRows<'a> {
        ObjectRows {
            file: *file,
            encoding: self.encoding,
            names: Arc::clone(&self.names),
        }
    }
}

impl Method for Objects {
    fn open<'a>(&self, file: &SourceFile<'a>) -> Result<Box<dyn Rows + 'a>, ImportError> {
        Ok(Box::new(self.rows(file)))
    }

    fn facts(&self) -> Facts {
        Facts {
            contents: self.contents.clone(),
            pages: Some(self.pages),
            ..Facts::default()
        }
    }
}

/// Text that begins as a JSON object or list does.
pub(super) struct Json;

impl Format for Json {
    fn claims(&self, look: &Look) -> bool {
        matches!(
            look.first_characters(),
            (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | ']' | '[' | '"'))
        )
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

/// Kinds whose objects are rows, for us or for the reader of a companion list.
const TABULAR: &[FileKind] = &[FileKind::Users, FileKind::GroupMembers];

/// Reads the file for its property names, and for what its objects are.
fn detect<'a>(
    file: &SourceFile<'a>,
    encoding: TextEncoding,
    options: &ReadOptions,
) -> Result<Detected<'a>, ImportError> {
    let mut names = Names::default();
    let mut kinds = Kinds::default();
    let mut objects = 0;
    let reader = encoding.reader(file)?;
    let mut envelope = elements(file, reader, &mut |element| {
        objects += 1;
        if let elements::Shape::Object(members) = element.value
            && TABULAR.contains(&kinds.add(members, element.line))
        {
            each_cell(members, &mut |name, _| names.add(name));
        }
        if names.list.len() > JSON_NAMES_MAX {
            return Err(too_many_names(file));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    envelope.pages.objects = objects;
    let (contents, mut diagnostics) = match kinds.whole(&envelope) {
        FileKind::Users => (None, Vec::from_iter(kinds.error_among_users(file))),
        kind => {
            if !TABULAR.contains(&kind) {
                names = Names::default();
            }
            let (contents, odd) = kinds.contents(kind, file, encoding)?;
            (Some(contents), odd)
        }
    };
    diagnostics.extend(further_pages(file, &envelope.pages));
    let header = Header {
        names: names.list.clone(),
        row: 0,
    };
    let objects = Objects {
        encoding,
        names: Arc::new(names),
        contents,
        pages: envelope.pages,
    };
    Ok(Detected {
        rows: Box::new(objects.rows(file)),
        method: Arc::new(objects),
        header,
        words: format!("JSON, {}", encoding.words()),
        sheets: Vec::new(),
        options: ReadOptions {
            delimiter: None,
            sheet: None,
            header_row: None,
            ..options.clone()
        },
        side: match () {
            () if envelope.is_graph => Some(Side::Azure),
            () if kinds.are_of_scim() => Some(Side::Legacy),
            () => None,
        },
        diagnostics,
    })
}

/// Gives every cell of an object, by the names of the system it comes from.
fn each_cell(members: &[(String, Value)], give: &mut dyn FnMut(&str, &str)) {
    match scim::is_user(members) {
        true => scim::each(members, give),
        false => flatten::each(members, give),
    }
}

/// Takes the line that an object begins on and its properties.
pub(crate) type TakeObject<'t> = dyn FnMut(u64, &[(String, Value)]) + 't;

/// Gives every object of a text that is no list of users, with the line it begins on.
pub(crate) fn each_object(
    file: &SourceFile<'_>,
    encoding: TextEncoding,
    give: &mut TakeObject<'_>,
) -> Result<(), ImportError> {
    elements(file, encoding.reader(file)?, &mut |element| {
        if let elements::Shape::Object(members) = element.value {
            give(element.line, members);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(())
}

/// The objects of one file as rows.
pub(crate) struct ObjectRows<'a> {
    file: SourceFile<'a>,
    encoding: TextEncoding,
    names: Arc<Names>,
}

impl Rows for ObjectRows<'_> {
    fn scan(&mut self, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let reader = self.encoding.reader(&self.file)?;
        let mut row = Row::default();
        let mut cells = vec![String::new(); self.names.list.len()];
        elements(&self.file, reader, &mut |element| {
            row.begin(element.line);
            self.names.fill(&element, &mut cells, &mut row);
            visit(&row)
        })?;
        Ok(())
    }
}

impl Names {
    fn add(&mut self, name: &str) {
        if !self.columns.contains_key(name) {
            self.columns.insert(name.into(), self.list.len());
            self.list.push(name.into());
        }
    }

    fn fill(&self, element: &Element<'_>, cells: &mut [String], row: &mut Row) {
        cells.iter_mut().for_each(String::clear);
        match element.value {
            elements::Shape::Object(members) => each_cell(members, &mut |name, value| {
                if let Some(column) = self.columns.get(name) {
                    if !cells[*column].is_empty() {
                        row.mark(*column, Oddity::RepeatedProperty);
                        cells[*column].clear();
                    }
                    cells[*column].push_str(value);
                }
            }),
            elements::Shape::Other => {}
        }
        row.no_record = cells.iter().all(String::is_empty);
        for (column, cell) in cells.iter().enumerate() {
            if values::has_control_symbols(cell) {
                row.mark(column, Oddity::ControlCharacter);
            }
            row.push_values(cell);
        }
    }
}

fn too_many_names(file: &SourceFile<'_>) -> ImportError {
    file.refuse(
        RefusalCode::TooManyColumns,
        format!("The objects have more than {JSON_NAMES_MAX} different properties."),
        "Export fewer properties.",
    )
}

/// Says when every page links to a further one: the last is not here.
fn further_pages(file: &SourceFile<'_>, pages: &Pages) -> Option<Diagnostic> {
    (pages.linked > 0 && pages.linked == pages.pages).then(|| Diagnostic {
        code: MORE_PAGES.into(),
        severity: Severity::Warning,
        file: file.name(),
        sheet: None,
        row: None,
        column: None,
        message: "This is one page of a longer list: it ends with a link to the next page.".into(),
        hint: "Give the files of all pages together, or export all pages.".into(),
        cases: Cases::default(),
    })
}

/// Says that a list goes on in pages that were not given.
const MORE_PAGES: &str = "JSON_MORE_PAGES";

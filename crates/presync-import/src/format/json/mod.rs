//! Objects: Graph's user lists in any envelope, single objects, and objects one after another.
//!
//! JSON has no header, so the whole file is read once for the names of its properties; what first
//! appears in the last object is a column like any other.

mod elements;
mod flatten;

use std::{ops::ControlFlow, sync::Arc};

use presync_core::{Cases, Diagnostic, Severity, Side};
use rustc_hash::FxHashMap;

use super::{Detected, Format, Header, Look, Method, Row, Rows, Visit};
use crate::{
    ImportError, ReadOptions, RefusalCode,
    limits::JSON_NAMES_MAX,
    oddity::Oddity,
    source::{SourceFile, TextEncoding},
    values,
};

use elements::{Element, Envelope, elements};

/// How the objects of a file become rows.
#[derive(Debug, Clone)]
pub(crate) struct Objects {
    encoding: TextEncoding,
    names: Arc<Names>,
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

/// Reads the file for its property names.
fn detect<'a>(
    file: &SourceFile<'a>,
    encoding: TextEncoding,
    options: &ReadOptions,
) -> Result<Detected<'a>, ImportError> {
    let mut names = Names::default();
    let reader = encoding.reader(file)?;
    let envelope = elements(file, reader, &mut |element| {
        if let elements::Shape::Object(members) = element.value {
            flatten::each(members, &mut |name, _| names.add(name));
        }
        if names.list.len() > JSON_NAMES_MAX {
            return Err(too_many_names(file));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let header = Header {
        names: names.list.clone(),
        row: 0,
    };
    let objects = Objects {
        encoding,
        names: Arc::new(names),
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
        side: envelope.is_graph.then_some(Side::Azure),
        diagnostics: Vec::from_iter(further_pages(file, &envelope)),
    })
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
            elements::Shape::Object(members) => flatten::each(members, &mut |name, value| {
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

fn further_pages(file: &SourceFile<'_>, envelope: &Envelope) -> Option<Diagnostic> {
    envelope.has_next_page.then(|| Diagnostic {
        code: "JSON_MORE_PAGES".into(),
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

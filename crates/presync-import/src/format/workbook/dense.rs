//! Formats whose reader holds the whole workbook: opened in a process of their own, and what that is
//! asked for. The reader itself runs there.

use std::{
    collections::BTreeMap,
    io::{Read, Seek},
};

use calamine::{Data, Range};

use super::{Book, SheetFacts, Visit};
use crate::{
    ImportError, RefusalCode, SheetInspection,
    source::SourceFile,
    worker::{Fault, Session, SheetAnswer},
};

/// Bytes of a workbook, wherever they are.
pub(crate) trait Bytes: Read + Seek {}

impl<T: Read + Seek> Bytes for T {}

/// A format that is read in a process of its own.
#[derive(Debug)]
pub(crate) struct DenseFormat {
    /// What both processes call it.
    pub(crate) name: &'static str,
    /// The code of the refusal where it is broken.
    pub(crate) damaged: RefusalCode,
    /// Reads a workbook, in the process of its own.
    pub(crate) open: OpenDense,
}

/// Reads a whole workbook.
type OpenDense = fn(Box<dyn Bytes>) -> Result<Box<dyn DenseBook>, Fault>;

/// A workbook, held.
pub(crate) trait DenseBook {
    /// Its sheets in its order.
    fn sheets(&mut self) -> Vec<SheetAnswer>;

    /// All cells of the sheet of this place in the order.
    fn range(&mut self, sheet: usize) -> Result<Range<Data>, Fault>;
}

/// Opens a workbook in a process of its own.
pub(super) fn open<'a>(
    file: &SourceFile<'a>,
    format: &DenseFormat,
    mut known: BTreeMap<String, SheetFacts>,
) -> Result<Box<dyn Book + 'a>, ImportError> {
    let (session, mut sheets) = Session::open(file, format)?;
    for answer in &mut sheets {
        if let Some(facts) = known.remove(&answer.sheet.name) {
            answer.facts = facts;
        }
    }
    Ok(Box::new(Beside { session, sheets }))
}

/// A workbook in another process.
struct Beside<'a> {
    session: Session<'a>,
    sheets: Vec<SheetAnswer>,
}

impl Beside<'_> {
    fn place(&self, sheet: &str) -> usize {
        let mut sheets = self.sheets.iter();
        sheets
            .position(|answer| answer.sheet.name == sheet)
            .expect("BUG: sheets are chosen among those that are there")
    }
}

impl Book for Beside<'_> {
    fn sheets(&self) -> Vec<SheetInspection> {
        let sheets = self.sheets.iter();
        sheets.map(|answer| answer.sheet.clone()).collect()
    }

    fn scan(&mut self, sheet: &str, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let place = u32::try_from(self.place(sheet)).unwrap_or(u32::MAX);
        self.session.scan(place, visit)
    }

    fn facts(&mut self, sheet: &str) -> Result<SheetFacts, ImportError> {
        Ok(self.sheets[self.place(sheet)].facts.clone())
    }
}

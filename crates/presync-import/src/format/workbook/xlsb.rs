//! Binary Excel workbooks (.xlsb), streamed. Their reader knows no styles: dates are told from numbers,
//! zeros of number formats are not seen.

use std::io::BufReader;

use calamine::{Reader, XlsbError};

use super::{
    super::{Detected, Format, Look, Visit},
    Book, Checked, SheetFacts, damaged, less_tested, macros, preflight,
    stream::{self, Cells, guarded},
};
use crate::{
    ImportError, ReadOptions, SheetInspection,
    source::{SourceFile, WatchedFile},
};

const WORKBOOK: &str = "xl/workbook.bin";
const MACROS: &str = "xl/vbaProject.bin";

/// Binary Excel workbooks.
pub(in super::super) struct Xlsb;

impl Format for Xlsb {
    fn claims(&self, look: &Look) -> bool {
        look.has_part(WORKBOOK)
    }

    fn detect<'a>(
        &self,
        file: &SourceFile<'a>,
        look: &Look,
        options: &ReadOptions,
    ) -> Result<Detected<'a>, ImportError> {
        preflight::check(file)?;
        let mut notes = vec![less_tested(
            file,
            "Leading zeros that only a number format shows, hidden rows and merged cells are not noticed.",
        )];
        notes.extend(look.has_part(MACROS).then(|| macros(file)));
        let checked = Checked {
            open,
            words: "XLSB",
            notes,
            has_marks: true,
        };
        checked.detect(file, options)
    }
}

fn open<'a>(file: &SourceFile<'a>) -> Result<Box<dyn Book + 'a>, ImportError> {
    let reader = BufReader::with_capacity(64 << 10, file.reader()?);
    let workbook = guarded(file, || {
        calamine::Xlsb::new(reader).map_err(|e| fault(file, e))
    })?;
    Ok(Box::new(Streamed {
        file: *file,
        workbook,
    }))
}

struct Streamed<'a> {
    file: SourceFile<'a>,
    workbook: calamine::Xlsb<BufReader<WatchedFile<'a>>>,
}

impl Book for Streamed<'_> {
    fn sheets(&self) -> Vec<SheetInspection> {
        let sheets = self.workbook.sheets_metadata().iter();
        sheets.map(stream::listed).collect()
    }

    fn scan(&mut self, sheet: &str, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let Self { file, workbook } = self;
        let mut reader = guarded(file, || {
            workbook
                .worksheet_cells_reader(sheet)
                .map_err(|e| fault(file, e))
        })?;
        let mut cells = Cells::new(file, visit);
        loop {
            let next = guarded(file, || reader.next_cell().map_err(|e| fault(file, e)));
            let Some(found) = next.map_err(|error| cells.place(error))? else {
                return cells.finish();
            };
            if cells.put(&found, 0)?.is_break() {
                return Ok(());
            }
        }
    }

    fn rows_claimed(&mut self, sheet: &str) -> Option<u64> {
        let Self { file, workbook } = self;
        let reader = guarded(file, || {
            workbook
                .worksheet_cells_reader(sheet)
                .map_err(|e| fault(file, e))
        });
        stream::rows_of(reader.ok()?.dimensions())
    }

    fn facts(&mut self, _: &str) -> Result<SheetFacts, ImportError> {
        Ok(SheetFacts::default())
    }
}

/// What the parser's refusal means.
fn fault(file: &SourceFile<'_>, error: XlsbError) -> ImportError {
    match error {
        XlsbError::Io(error) => stream::io_fault(file, error),
        XlsbError::Password => file.refuse_encrypted(),
        _ => damaged(file, stream::BROKEN),
    }
}

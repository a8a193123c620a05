//! Excel workbooks of 1993 to 2003 (BIFF5, BIFF8), in compound files.

use std::{
    collections::BTreeMap,
    io::{self, BufReader, Read},
};

use calamine::{Data, Range, Reader, XlsError};

use super::{
    super::{Detected, Format, Look},
    Book, Checked, DenseBook, DenseFormat, Region, SheetFacts,
    dense::{self, Bytes},
    less_tested, macros,
    stream::{self, guarded_or},
};
use crate::{
    ImportError, ReadOptions, RefusalCode,
    source::SourceFile,
    worker::{Fault, SheetAnswer},
};

const XLS: DenseFormat = DenseFormat {
    name: "XLS",
    damaged: RefusalCode::XlsDamaged,
    open: held,
};
/// Names of the stream with the sheets, newer first.
const STREAMS: &[&str] = &["Workbook", "Book"];
/// The storage of macros.
const MACROS: &str = "_VBA_PROJECT_CUR";
/// The record that says that the others are encrypted.
const FILE_PASS: u16 = 0x002f;
/// The record that ends the part before the sheets.
const END: u16 = 0x000a;

/// Old Excel workbooks.
pub(in super::super) struct Xls;

impl Format for Xls {
    fn claims(&self, look: &Look) -> bool {
        STREAMS.iter().any(|name| look.has_entry(name))
    }

    fn detect<'a>(
        &self,
        file: &SourceFile<'a>,
        look: &Look,
        options: &ReadOptions,
    ) -> Result<Detected<'a>, ImportError> {
        if guarded_or(|| broken(file), || is_encrypted(file, look))? {
            return Err(file.refuse_encrypted());
        }
        let mut notes = vec![less_tested(
            file,
            "Leading zeros that only a number format shows, and hidden rows, are not noticed.",
        )];
        notes.extend(look.has_entry(MACROS).then(|| macros(file)));
        let checked = Checked {
            open,
            words: "XLS",
            notes,
            has_marks: true,
        };
        checked.detect(file, options)
    }

    fn dense(&self) -> Option<&'static DenseFormat> {
        Some(&XLS)
    }
}

fn open<'a>(file: &SourceFile<'a>) -> Result<Box<dyn Book + 'a>, ImportError> {
    dense::open(file, &XLS, BTreeMap::new())
}

/// Whether the records before the sheets say that the rest is encrypted.
fn is_encrypted(file: &SourceFile<'_>, look: &Look) -> Result<bool, ImportError> {
    let name = STREAMS.iter().find(|name| look.has_entry(name));
    let Some(name) = name else { return Ok(false) };
    let broken = |_| broken(file);
    let reader = BufReader::with_capacity(64 << 10, file.reader()?);
    let mut compound = cfb::CompoundFile::open(reader).map_err(broken)?;
    let mut stream = compound.open_stream(name).map_err(broken)?;
    has_file_pass(&mut stream).map_err(broken)
}

fn broken(file: &SourceFile<'_>) -> ImportError {
    file.refuse(
        RefusalCode::XlsDamaged,
        stream::BROKEN,
        "Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx).",
    )
}

fn has_file_pass(stream: &mut impl Read) -> io::Result<bool> {
    loop {
        let mut head = [0; 4];
        stream.read_exact(&mut head)?;
        let [kind, length] = [[head[0], head[1]], [head[2], head[3]]].map(u16::from_le_bytes);
        match kind {
            FILE_PASS => return Ok(true),
            END => return Ok(false),
            _ => io::copy(&mut stream.take(length.into()), &mut io::sink())?,
        };
    }
}

/// A workbook in memory.
struct Held(calamine::Xls<Box<dyn Bytes>>);

fn held(bytes: Box<dyn Bytes>) -> Result<Box<dyn DenseBook>, Fault> {
    match calamine::Xls::new(bytes) {
        Ok(book) => Ok(Box::new(Held(book))),
        Err(XlsError::Password) => Err(Fault::Encrypted),
        Err(_) => Err(Fault::Damaged),
    }
}

impl DenseBook for Held {
    fn sheets(&mut self) -> Vec<SheetAnswer> {
        let sheets = self.0.sheets_metadata().iter();
        let answer = |sheet: &calamine::Sheet| SheetAnswer {
            sheet: stream::listed(sheet),
            facts: merged(&self.0, &sheet.name),
        };
        sheets.map(answer).collect()
    }

    fn range(&mut self, sheet: usize) -> Result<Range<Data>, Fault> {
        self.0
            .worksheet_range_at(sheet)
            .and_then(Result::ok)
            .ok_or(Fault::Damaged)
    }
}

fn merged(book: &calamine::Xls<Box<dyn Bytes>>, sheet: &str) -> SheetFacts {
    let mut facts = SheetFacts::default();
    let regions = book.merge_cells_by_sheet_name(sheet).unwrap_or_default();
    for region in regions {
        facts.merge(Region {
            top: u64::from(region.start.0) + 1,
            bottom: u64::from(region.end.0) + 1,
            left: region.start.1 as usize,
            right: region.end.1 as usize,
        });
    }
    facts
}

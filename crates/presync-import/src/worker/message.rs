//! The words of the conversation, and how each stands in a frame.

use std::io;

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime, ExcelDateTimeType};

use super::frame::{Fields, Frame, Taken, malformed};
use crate::{
    SheetInspection,
    format::{Region, Row, SheetFacts, put_cell},
    limits::{CELLS_PER_ROW_MAX, FIELD_BYTES_MAX, REGIONS_MAX, SHEET_ROWS_MAX, SHEETS_MAX},
};

/// Longest name of a sheet that is believed, in bytes; Excel allows 31 characters, others more.
const NAME_BYTES_MAX: usize = 4 << 10;

/// What the parent asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Request {
    /// A file of this format and length follows.
    Begin { format: String, bytes: u64 },
    /// More of the file.
    Bytes(Vec<u8>),
    /// Rows of a sheet, from one on.
    Rows { sheet: u32, from: u32 },
}

/// Why a workbook cannot be read, as the reading process knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Its structure is broken.
    Damaged,
    /// It is protected by a password.
    Encrypted,
    /// It claims more cells than fit.
    TooLarge,
    /// A row is longer than the limit.
    RowTooLong,
}

/// One sheet as the reading process found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SheetAnswer {
    /// Its name and kind.
    pub(crate) sheet: SheetInspection,
    /// What is odd about it as a whole.
    pub(crate) facts: SheetFacts,
}

/// What the reading process answers.
#[derive(Debug)]
pub(super) enum Answer {
    /// Still at it.
    Progress,
    /// The sheets; the file is read.
    Book(Vec<SheetAnswer>),
    /// One row, as fields.
    Row(Vec<u8>),
    /// The end of the rows asked for; those from here on were not sent yet, if there are any.
    Rows { next: Option<u32> },
    /// It cannot be read.
    Fault(Fault),
}

impl Request {
    pub(super) fn into_frame(self) -> Frame {
        let mut fields = Fields::default();
        let tag = match self {
            Self::Begin { format, bytes } => {
                fields.text(&format);
                fields.long(bytes);
                b'B'
            }
            Self::Bytes(bytes) => {
                fields.0 = bytes;
                b'+'
            }
            Self::Rows { sheet, from } => {
                fields.number(sheet);
                fields.number(from);
                b'R'
            }
        };
        Frame {
            tag,
            payload: fields.0,
        }
    }

    pub(super) fn of(frame: Frame) -> io::Result<Self> {
        let mut taken = Taken(&frame.payload);
        match frame.tag {
            b'B' => Ok(Self::Begin {
                format: taken.text(16)?.into(),
                bytes: taken.long()?,
            }),
            b'+' => Ok(Self::Bytes(frame.payload)),
            b'R' => Ok(Self::Rows {
                sheet: taken.number()?,
                from: taken.number()?,
            }),
            _ => Err(malformed()),
        }
    }
}

impl Answer {
    pub(super) fn into_frame(self) -> Frame {
        let mut fields = Fields::default();
        let tag = match self {
            Self::Progress => b'.',
            Self::Book(sheets) => {
                for answer in &sheets {
                    put_sheet(&mut fields, answer);
                }
                b'S'
            }
            Self::Row(row) => {
                fields.0 = row;
                b'r'
            }
            Self::Rows { next } => {
                fields.number(next.unwrap_or(0));
                b'e'
            }
            Self::Fault(fault) => {
                fields.byte(fault as u8);
                b'!'
            }
        };
        Frame {
            tag,
            payload: fields.0,
        }
    }

    pub(super) fn of(frame: Frame) -> io::Result<Self> {
        let mut taken = Taken(&frame.payload);
        match frame.tag {
            b'.' => Ok(Self::Progress),
            b'S' => take_sheets(&mut taken).map(Self::Book),
            b'r' => Ok(Self::Row(frame.payload)),
            b'e' => taken.number().map(|next| Self::Rows {
                next: (next > 0).then_some(next),
            }),
            b'!' => match taken.byte()? {
                0 => Ok(Self::Fault(Fault::Damaged)),
                1 => Ok(Self::Fault(Fault::Encrypted)),
                2 => Ok(Self::Fault(Fault::TooLarge)),
                3 => Ok(Self::Fault(Fault::RowTooLong)),
                _ => Err(malformed()),
            },
            _ => Err(malformed()),
        }
    }
}

fn put_sheet(fields: &mut Fields, answer: &SheetAnswer) {
    fields.text(&answer.sheet.name);
    fields.byte(u8::from(answer.sheet.visible));
    fields.byte(u8::from(answer.sheet.holds_cells));
    let regions = &answer.facts.merged;
    let told = regions.len().min(REGIONS_MAX);
    fields.number(u32::try_from(told).unwrap_or(0));
    for region in &regions[..told] {
        for edge in [region.top, region.bottom] {
            fields.long(edge);
        }
        for edge in [region.left, region.right] {
            fields.long(edge as u64);
        }
    }
}

fn take_sheets(taken: &mut Taken<'_>) -> io::Result<Vec<SheetAnswer>> {
    let mut sheets = Vec::new();
    while !taken.is_empty() {
        if sheets.len() == SHEETS_MAX {
            return Err(malformed());
        }
        sheets.push(take_sheet(taken)?);
    }
    Ok(sheets)
}

fn take_sheet(taken: &mut Taken<'_>) -> io::Result<SheetAnswer> {
    let sheet = SheetInspection {
        name: taken.text(NAME_BYTES_MAX)?.into(),
        visible: taken.byte()? != 0,
        holds_cells: taken.byte()? != 0,
        chosen: false,
        known_headers: None,
        records_estimate: None,
    };
    let count = taken.number()? as usize;
    if count > REGIONS_MAX {
        return Err(malformed());
    }
    let mut facts = SheetFacts::default();
    for _ in 0..count {
        let (top, bottom) = (taken.long()?, taken.long()?);
        let (left, right) = (column(taken.long()?)?, column(taken.long()?)?);
        facts.merge(Region {
            top,
            bottom,
            left,
            right,
        });
    }
    Ok(SheetAnswer { sheet, facts })
}

fn column(edge: u64) -> io::Result<usize> {
    usize::try_from(edge).map_err(|_| malformed())
}

/// Begins a row of a sheet, counted from 1.
pub(super) fn begin_row(line: u32) -> Fields {
    let mut fields = Fields::default();
    fields.number(line);
    fields
}

/// Adds a cell to a row; empty cells leave no trace.
pub(super) fn put(fields: &mut Fields, column: usize, value: &Data) {
    if matches!(value, Data::Empty) {
        return;
    }
    fields.number(u32::try_from(column).unwrap_or(u32::MAX));
    match value {
        Data::Empty => {}
        Data::String(text) => put_text(fields, b's', text),
        Data::DateTimeIso(text) => put_text(fields, b'd', text),
        Data::DurationIso(text) => put_text(fields, b'p', text),
        Data::Bool(value) => fields.0.extend([b'b', u8::from(*value)]),
        Data::Int(number) => {
            fields.byte(b'i');
            fields.0.extend(number.to_le_bytes());
        }
        Data::Float(number) => {
            fields.byte(b'f');
            fields.float(*number);
        }
        Data::DateTime(moment) => {
            fields.byte(if moment.is_duration() { b'u' } else { b't' });
            fields.float(moment.as_f64());
            fields.byte(u8::from(is_1904(moment)));
        }
        Data::Error(error) => {
            let place = ERRORS.iter().position(|known| known == error);
            let place = place.and_then(|place| u8::try_from(place).ok());
            fields.0.extend([b'e', place.unwrap_or(0)]);
        }
    }
}

/// Errors by the place that stands for them in a message.
const ERRORS: [CellErrorType; 8] = [
    CellErrorType::Value,
    CellErrorType::NA,
    CellErrorType::Ref,
    CellErrorType::Name,
    CellErrorType::Div0,
    CellErrorType::Num,
    CellErrorType::Null,
    CellErrorType::GettingData,
];

fn put_text(fields: &mut Fields, tag: u8, text: &str) {
    fields.byte(tag);
    fields.text(text);
}

/// Whether a moment counts from 1904.
fn is_1904(moment: &ExcelDateTime) -> bool {
    let kind = match moment.is_duration() {
        true => ExcelDateTimeType::TimeDelta,
        false => ExcelDateTimeType::DateTime,
    };
    ExcelDateTime::new(moment.as_f64(), kind, true) == *moment
}

/// Reads a row that the reading process sent, checking that it is one.
pub(super) fn take_row(payload: &[u8], row: &mut Row) -> io::Result<()> {
    let mut taken = Taken(payload);
    let line = u64::from(taken.number()?);
    if line <= row.line || line > SHEET_ROWS_MAX {
        return Err(malformed());
    }
    row.begin(line);
    let mut column_next = 0;
    while !taken.is_empty() {
        let column = taken.number()? as usize;
        if column < column_next || column >= CELLS_PER_ROW_MAX {
            return Err(malformed());
        }
        column_next = column + 1;
        let value = take_value(&mut taken)?;
        put_cell(row, column, &value, 0);
    }
    Ok(())
}

fn take_value<'p>(taken: &mut Taken<'p>) -> io::Result<DataRef<'p>> {
    let tag = taken.byte()?;
    Ok(match tag {
        b's' => DataRef::SharedString(taken.text(FIELD_BYTES_MAX)?),
        b'd' => DataRef::DateTimeIso(taken.text(FIELD_BYTES_MAX)?.into()),
        b'p' => DataRef::DurationIso(taken.text(FIELD_BYTES_MAX)?.into()),
        b'b' => DataRef::Bool(taken.byte()? != 0),
        b'i' => DataRef::Int(taken.long()?.cast_signed()),
        b'f' => DataRef::Float(taken.float()?),
        b'u' | b't' => {
            let kind = match tag {
                b'u' => ExcelDateTimeType::TimeDelta,
                _ => ExcelDateTimeType::DateTime,
            };
            DataRef::DateTime(ExcelDateTime::new(taken.float()?, kind, taken.byte()? != 0))
        }
        b'e' => {
            let known = ERRORS.get(usize::from(taken.byte()?));
            DataRef::Error(known.ok_or_else(malformed)?.clone())
        }
        _ => return Err(malformed()),
    })
}

//! Why a file could not be read. Odd data is no error: it becomes a diagnostic beside the rows.

use std::fmt;

use presync_core::{Cancelled, record::SinkError};

/// Where in a file something was found. Rows are lines of a text or rows of a sheet, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Base name of the file.
    pub file: String,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Line of the file or row of the sheet, from 1.
    pub row: Option<u64>,
    /// Column header, or its number where it has none.
    pub column: Option<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(out, ", sheet \"{sheet}\"")?;
        }
        if let Some(row) = self.row {
            write!(out, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(out, ", column \"{column}\"")?;
        }
        Ok(())
    }
}

/// Stable codes of refusals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusalCode {
    /// Nothing in the file.
    EmptyFile,
    /// Larger than the limit for its format.
    FileTooLarge,
    /// The file changed while or since it was read.
    FileBusy,
    /// UTF-32, UTF-7 or an encoding nobody knows by that name.
    EncodingUnsupported,
    /// A format that is recognised but not read.
    FormatUnsupported,
    /// A zip container or an Office file that is no workbook.
    NotAWorkbook,
    /// A workbook protected by a password.
    WorkbookEncrypted,
    /// A cell that claims a place no sheet has.
    BadReference,
    /// A workbook whose structure is broken.
    WorkbookDamaged,
    /// A workbook of Excel 97 to 2003, or the container of one, that is broken.
    XlsDamaged,
    /// A container that inflates beyond reason.
    ZipBomb,
    /// More memory than reading it may take.
    MemoryExceeded,
    /// Reading it does not get on.
    TimeExceeded,
    /// The process that reads it could not be started, or ended before it was done.
    ReaderFailed,
    /// The named sheet does not exist, or no sheet holds a table.
    SheetNotFound,
    /// The named header row does not exist.
    HeaderNotFound,
    /// A quoted field that is never closed.
    UnclosedQuote,
    /// More columns than the limit.
    TooManyColumns,
    /// More records than the limit.
    TooManyRecords,
    /// A field or a record longer than the limit.
    FieldTooLong,
    /// Not valid JSON.
    JsonSyntax,
    /// Not valid XML.
    XmlSyntax,
    /// A document type, an entity of its own or an inclusion in XML.
    XmlDtd,
    /// XML elements nested deeper than the limit.
    XmlDepth,
    /// Valid data of another kind than was asked for.
    NotUsers,
    /// A document that was to be a site's SCIM schemas and is not.
    NotASiteSchema,
    /// A document that was to be an object to evaluate an expression on and is not.
    NotAnObject,
    /// A document that was to be a batch of expressions and is not.
    NotVectors,
    /// A table that was to be a provisioning log and is not.
    NotALog,
    /// Which side the users belong to was neither said nor evident.
    SideUnknown,
    /// A column that the file needs is missing.
    ColumnMissing,
    /// A named option has a value that means nothing.
    OptionInvalid,
    /// Decisions that were written down for another engagement.
    OtherEngagement,
    /// An import profile that cannot be read, or says what cannot be.
    ProfileUnusable,
    /// A file that was to be a plan of Presync and is not.
    NotAPlan,
    /// A plan of a format that this version does not read.
    PlanNewer,
    /// A plan that is not whole, or whose files are not those it was written with.
    PlanDamaged,
}

impl RefusalCode {
    /// The code as scripts and the window see it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EmptyFile => "EMPTY_FILE",
            Self::FileTooLarge => "LIMIT_FILE",
            Self::FileBusy => "FILE_BUSY",
            Self::EncodingUnsupported => "ENC_UNSUPPORTED",
            Self::FormatUnsupported => "FORMAT_UNSUPPORTED",
            Self::NotAWorkbook => "NOT_A_WORKBOOK",
            Self::WorkbookEncrypted => "WORKBOOK_ENCRYPTED",
            Self::WorkbookDamaged => "WORKBOOK_DAMAGED",
            Self::XlsDamaged => "XLS_DAMAGED",
            Self::BadReference => "XLSX_BAD_REF",
            Self::ZipBomb => "ZIP_BOMB",
            Self::MemoryExceeded => "LIMIT_MEMORY",
            Self::TimeExceeded => "LIMIT_TIME",
            Self::ReaderFailed => "READER_FAILED",
            Self::SheetNotFound => "SHEET_NOT_FOUND",
            Self::HeaderNotFound => "HEADER_NOT_FOUND",
            Self::UnclosedQuote => "CSV_UNCLOSED_QUOTE",
            Self::TooManyColumns => "LIMIT_COLUMNS",
            Self::TooManyRecords => "LIMIT_ROWS",
            Self::FieldTooLong => "LIMIT_FIELD",
            Self::JsonSyntax => "JSON_SYNTAX",
            Self::XmlSyntax => "XML_SYNTAX",
            Self::XmlDtd => "XML_DTD",
            Self::XmlDepth => "LIMIT_DEPTH",
            Self::NotUsers => "NOT_USERS",
            Self::NotASiteSchema => "NOT_A_SITE_SCHEMA",
            Self::NotAnObject => "NOT_AN_OBJECT",
            Self::NotVectors => "NOT_VECTORS",
            Self::NotALog => "NOT_A_LOG",
            Self::SideUnknown => "SIDE_UNKNOWN",
            Self::ColumnMissing => "COLUMN_MISSING",
            Self::OptionInvalid => "OPTION_INVALID",
            Self::OtherEngagement => "OTHER_ENGAGEMENT",
            Self::ProfileUnusable => "PROFILE_UNUSABLE",
            Self::NotAPlan => "NOT_A_PLAN",
            Self::PlanNewer => "PLAN_NEWER",
            Self::PlanDamaged => "PLAN_DAMAGED",
        }
    }
}

/// A file that cannot be read as it is: what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code.
    pub code: RefusalCode,
    /// Where.
    pub place: Place,
    /// What failed, as a full sentence without personal values.
    pub message: String,
    /// What to do next, as a full sentence.
    pub hint: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {} {}", self.place, self.message, self.hint)
    }
}

/// Why an import ended without a result. Whatever the sink got before is to be thrown away.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is not what can be read, or not as asked.
    #[error("{0}")]
    Refused(Box<Refusal>),
    /// The system could not read the file.
    #[error(
        "{file} could not be read. Close other programs that hold it, or check that it exists."
    )]
    Io {
        /// Base name.
        file: String,
        /// The system's own reason.
        source: std::io::Error,
    },
    /// The sink could not keep what was read.
    #[error("the rows could not be stored")]
    Sink(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The user asked to stop.
    #[error("the import was cancelled")]
    Cancelled,
}

impl ImportError {
    /// Stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code.as_str(),
            Self::Io { .. } => "FILE_UNREADABLE",
            Self::Sink(_) => "STORE_FAILED",
            Self::Cancelled => "CANCELLED",
        }
    }

    /// Where, if the file itself is the reason.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Refused(refusal) => Some(&refusal.place),
            Self::Io { .. } | Self::Sink(_) | Self::Cancelled => None,
        }
    }

    /// What to do next; empty when there is nothing to say.
    #[must_use]
    pub fn hint(&self) -> &str {
        match self {
            Self::Refused(refusal) => &refusal.hint,
            Self::Io { .. } | Self::Sink(_) | Self::Cancelled => "",
        }
    }

    /// Says where, unless a closer place is known already.
    pub(crate) fn at_row(mut self, row: u64) -> Self {
        if let Self::Refused(refusal) = &mut self {
            refusal.place.row.get_or_insert(row);
        }
        self
    }

    /// Says which sheet, unless that is known already.
    pub(crate) fn in_sheet(mut self, sheet: &str) -> Self {
        if let Self::Refused(refusal) = &mut self {
            let known = &mut refusal.place.sheet;
            known.get_or_insert_with(|| sheet.into());
        }
        self
    }

    /// Says what to do instead of what was said.
    pub(crate) fn hinting(mut self, hint: &str) -> Self {
        if let Self::Refused(refusal) = &mut self {
            hint.clone_into(&mut refusal.hint);
        }
        self
    }

    /// Says which column.
    pub(crate) fn in_column(mut self, column: &str) -> Self {
        if let Self::Refused(refusal) = &mut self {
            refusal.place.column = Some(column.into());
        }
        self
    }
}

impl From<Cancelled> for ImportError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

impl From<SinkError> for ImportError {
    fn from(error: SinkError) -> Self {
        Self::Sink(error.0)
    }
}

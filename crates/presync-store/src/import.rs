//! An import: one transaction from the header of a file to its last record.
//!
//! Either all of it is in the workspace or nothing, also when the program is killed meanwhile.

use presync_core::{
    Diagnostic,
    record::{Record, RecordSink, SinkError, SourceHeader},
};
use rusqlite::{Statement, Transaction, TransactionBehavior};

use crate::{
    Result, Workspace, cells,
    connection::{self, Durability},
    error::WorkspaceError,
    table::{
        diagnostics,
        records::{self, PackedRecord},
        sources::{self, SourceId},
    },
};

/// Takes what an importer reads. Dropped without [`ImportTransaction::commit`], nothing of it stays.
pub struct ImportTransaction<'a> {
    // Statements before the transaction: they end before it rolls back.
    add_record: Statement<'a>,
    add_diagnostic: Statement<'a>,
    transaction: Transaction<'a>,
    file: &'a str,
    role: String,
    imported_at: String,
    source: Option<SourceId>,
    columns: usize,
    packed: Vec<u8>,
    packed_readings: Vec<u8>,
}

impl Workspace {
    /// Begins the import of one source. `imported_at` is RFC 3339; `role` is what the file is used as,
    /// such as `Azure users`.
    ///
    /// # Errors
    /// `Busy` when another program is writing.
    pub fn begin_import(&mut self, imported_at: &str, role: &str) -> Result<ImportTransaction<'_>> {
        let sql = |error| WorkspaceError::of_sql(&self.file, error);
        connection::set_durability(&self.connection, Durability::Normal).map_err(sql)?;
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
                .map_err(sql)?;
        Ok(ImportTransaction {
            add_record: records::prepare_insert(&self.connection).map_err(sql)?,
            add_diagnostic: diagnostics::prepare_insert(&self.connection).map_err(sql)?,
            transaction,
            file: &self.file,
            role: role.to_owned(),
            imported_at: imported_at.to_owned(),
            source: None,
            columns: 0,
            packed: Vec::new(),
            packed_readings: Vec::new(),
        })
    }
}

impl ImportTransaction<'_> {
    /// Keeps the import. `records` is how many records the source held, the `rejected` ones included.
    ///
    /// # Errors
    /// `Full` or `Busy`; nothing of it stays then.
    ///
    /// # Panics
    /// When no header came before.
    pub fn commit(self, records: u32, rejected: u32) -> Result<SourceId> {
        let source = self.begun();
        let sql = |error| WorkspaceError::of_sql(self.file, error);
        sources::set_counts(&self.transaction, source, records, rejected).map_err(sql)?;
        self.transaction.commit().map_err(sql)?;
        Ok(source)
    }

    fn begun(&self) -> SourceId {
        self.source
            .expect("BUG: an importer begins with the header")
    }

    fn failed(&self, error: rusqlite::Error) -> SinkError {
        SinkError(Box::new(WorkspaceError::of_sql(self.file, error)))
    }
}

impl RecordSink for ImportTransaction<'_> {
    fn begin(&mut self, header: &SourceHeader) -> Result<(), SinkError> {
        assert!(self.source.is_none(), "BUG: an import is one source");
        let inserted = sources::insert(&self.transaction, header, &self.role, &self.imported_at);
        self.source = Some(inserted.map_err(|error| self.failed(error))?);
        self.columns = header.columns.len();
        Ok(())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<(), SinkError> {
        let source = self.begun();
        assert_eq!(
            record.cells.len(),
            self.columns,
            "BUG: one cell for each column"
        );
        cells::pack(record.cells, &mut self.packed);
        cells::pack_readings(record.readings, &mut self.packed_readings);
        let packed = PackedRecord {
            number: record.number,
            line: record.line,
            cells: &self.packed,
            readings: &self.packed_readings,
        };
        records::insert(&mut self.add_record, source, packed).map_err(|error| self.failed(error))
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) -> Result<(), SinkError> {
        let source = self.begun();
        diagnostics::insert(&mut self.add_diagnostic, source, &diagnostic)
            .map_err(|error| self.failed(error))
    }
}

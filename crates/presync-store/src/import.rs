//! An import: one transaction over all sources that come in or go together.
//!
//! Either all of it is in the workspace or nothing, also when the program is killed meanwhile.

use presync_core::{
    Cases, Diagnostic, Population, Progress, Severity, Side,
    record::{Record, RecordSink, SinkError, SourceHeader},
};
use rusqlite::{Statement, Transaction, TransactionBehavior};

use crate::{
    Result, Workspace, cells,
    connection::{self, Durability},
    erasure::marks_of,
    error::WorkspaceError,
    table::{
        diagnostics,
        erased::Erased,
        records::{self, PackedRecord},
        side_change_rows,
        side_changes::{self, SideChanges},
        sources::{self, SourceId, SourceRow},
    },
};

/// Sources on their way in, and those that make room for them. Dropped without
/// [`ImportTransaction::commit`], nothing of it happened.
pub struct ImportTransaction<'a> {
    // Statements before the transaction: they end before it rolls back.
    add_record: Statement<'a>,
    add_diagnostic: Statement<'a>,
    transaction: Transaction<'a>,
    workspace: &'a Workspace,
    imported_at: String,
    packed: Vec<u8>,
    packed_readings: Vec<u8>,
    removed: bool,
    unfinished: bool,
    erased: Option<Erased>,
}

/// One source of an import, from its header to its last record. Takes what an importer reads.
pub struct SourceImport<'t, 'a> {
    import: &'t mut ImportTransaction<'a>,
    role: &'t str,
    source: Option<SourceId>,
    columns: usize,
    /// What the source is, while there is anybody to be left out of it.
    header: Option<SourceHeader>,
    /// The lines of those who were left out.
    left_out: Vec<u32>,
}

impl Workspace {
    /// Begins an import. `imported_at` is RFC 3339.
    ///
    /// # Errors
    /// `Busy` when another program is writing.
    pub fn begin_import(&mut self, imported_at: &str) -> Result<ImportTransaction<'_>> {
        let workspace = &*self;
        let connection = &workspace.connection;
        let sql = |error| workspace.sql(error);
        let durability = workspace.durability(Durability::Normal);
        connection::set_durability(connection, durability).map_err(sql)?;
        let transaction =
            Transaction::new_unchecked(connection, TransactionBehavior::Immediate).map_err(sql)?;
        Ok(ImportTransaction {
            add_record: records::prepare_insert(connection).map_err(sql)?,
            add_diagnostic: diagnostics::prepare_insert(connection).map_err(sql)?,
            transaction,
            workspace,
            imported_at: imported_at.to_owned(),
            packed: Vec::new(),
            packed_readings: Vec::new(),
            removed: false,
            unfinished: false,
            erased: Erased::of(connection).map_err(sql)?,
        })
    }
}

impl<'a> ImportTransaction<'a> {
    /// The next source; `role` is what the file is used as, such as `Azure users`.
    pub fn add<'t>(&'t mut self, role: &'t str) -> SourceImport<'t, 'a> {
        SourceImport {
            import: self,
            role,
            source: None,
            columns: 0,
            header: None,
            left_out: Vec::new(),
        }
    }

    /// Removes every source there is, those added by this import included, with their records and
    /// diagnostics.
    ///
    /// # Errors
    /// `Full`; nothing of the import stays then.
    pub fn clear(&mut self) -> Result<()> {
        let sql = |error| self.workspace.sql(error);
        for source in sources::all(&self.transaction).map_err(sql)? {
            self.removed |= sources::remove(&self.transaction, source.id).map_err(sql)?;
        }
        Ok(())
    }

    /// Removes one source with its records and diagnostics.
    ///
    /// # Errors
    /// `Full`; nothing of the import stays then.
    pub fn remove(&mut self, source: SourceId) -> Result<()> {
        let removed = sources::remove(&self.transaction, source);
        self.removed |= removed.map_err(|error| self.workspace.sql(error))?;
        Ok(())
    }

    /// The users of some sources of a side, those on their way in or out included.
    ///
    /// # Errors
    /// As [`Workspace::population`].
    pub fn population(
        &self,
        side: Side,
        sources: &[SourceRow],
        progress: &dyn Progress,
    ) -> Result<Population> {
        self.workspace.population_of(side, sources, progress)
    }

    /// What is kept of a side's last change, its rows included.
    ///
    /// # Errors
    /// `Damaged` when it cannot be read.
    pub fn side_changes(&self, side: Side) -> Result<Option<SideChanges>> {
        let sql = |error| self.workspace.sql(error);
        let mut kept = side_changes::read(&self.transaction, side).map_err(sql)?;
        if let Some(kept) = &mut kept {
            kept.changes.rows = side_change_rows::all(&self.transaction, side).map_err(sql)?;
        }
        Ok(kept)
    }

    /// Keeps what the sources of a side changed, once all of them are in and those before are out.
    ///
    /// # Errors
    /// `Full`; nothing of the import stays then.
    pub fn keep_side_changes(&mut self, kept: &SideChanges) -> Result<()> {
        side_changes::replace(&self.transaction, kept).map_err(|error| self.workspace.sql(error))
    }

    /// The sources as they would be when the import is kept.
    ///
    /// # Errors
    /// `Damaged` when a stored header cannot be read.
    pub fn sources(&self) -> Result<Vec<SourceRow>> {
        sources::all(&self.transaction).map_err(|error| self.workspace.sql(error))
    }

    /// Keeps the import. What it removed is overwritten, and the log is emptied of it.
    ///
    /// # Errors
    /// `Full` or `Busy`; nothing of it stays then, unless it was only the log that could not be emptied.
    ///
    /// # Panics
    /// When a source was begun and not finished.
    pub fn commit(self) -> Result<()> {
        assert!(!self.unfinished, "BUG: a source was begun and not finished");
        let workspace = self.workspace;
        self.transaction
            .commit()
            .map_err(|error| workspace.sql(error))?;
        if self.removed {
            workspace.flush_log()?;
        }
        Ok(())
    }
}

impl SourceImport<'_, '_> {
    /// Ends the source. `records` is how many records it held, the `rejected` ones included.
    ///
    /// # Errors
    /// `Full`; nothing of the import stays then.
    ///
    /// # Panics
    /// When no header came before.
    pub fn finish(self, records: u32, rejected: u32) -> Result<SourceId> {
        let source = self.begun();
        let import = self.import;
        let left_out = u32::try_from(self.left_out.len()).unwrap_or(u32::MAX);
        if let Some(header) = self.header.filter(|_| left_out > 0) {
            let said = left_out_of(&header, &self.left_out);
            let kept = diagnostics::insert(&mut import.add_diagnostic, source, &said);
            kept.map_err(|error| import.workspace.sql(error))?;
        }
        let rejected = rejected.saturating_add(left_out);
        let counted = sources::set_counts(&import.transaction, source, records, rejected);
        counted.map_err(|error| import.workspace.sql(error))?;
        import.unfinished = false;
        Ok(source)
    }

    fn begun(&self) -> SourceId {
        self.source
            .expect("BUG: an importer begins with the header")
    }

    /// Whether the record is of somebody who was erased.
    fn is_erased(&self, record: &Record<'_>) -> bool {
        let (Some(header), Some(erased)) = (&self.header, &self.import.erased) else {
            return false;
        };
        marks_of(header, record.cells).any(|mark| erased.knows(&mark))
    }

    fn failed(&self, error: rusqlite::Error) -> SinkError {
        SinkError(Box::new(WorkspaceError::of_sql(
            &self.import.workspace.file,
            error,
        )))
    }
}

impl RecordSink for SourceImport<'_, '_> {
    fn begin(&mut self, header: &SourceHeader) -> Result<(), SinkError> {
        assert!(!self.import.unfinished, "BUG: one source after the other");
        let import = &*self.import;
        let inserted = sources::insert(&import.transaction, header, self.role, &import.imported_at);
        self.source = Some(inserted.map_err(|error| self.failed(error))?);
        self.import.unfinished = true;
        self.columns = header.columns.len();
        self.header = self.import.erased.is_some().then(|| header.clone());
        Ok(())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<(), SinkError> {
        let source = self.begun();
        assert_eq!(
            record.cells.len(),
            self.columns,
            "BUG: one cell for each column"
        );
        if self.is_erased(record) {
            self.left_out.push(record.line);
            return Ok(());
        }
        let import = &mut *self.import;
        cells::pack(record.cells, &mut import.packed);
        cells::pack_readings(record.readings, &mut import.packed_readings);
        let packed = PackedRecord {
            number: record.number,
            line: record.line,
            cells: &import.packed,
            readings: &import.packed_readings,
        };
        records::insert(&mut import.add_record, source, packed).map_err(|error| self.failed(error))
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) -> Result<(), SinkError> {
        let source = self.begun();
        diagnostics::insert(&mut self.import.add_diagnostic, source, &diagnostic)
            .map_err(|error| self.failed(error))
    }
}

/// How many records were left out because their people had been erased, and which.
fn left_out_of(header: &SourceHeader, lines: &[u32]) -> Diagnostic {
    Diagnostic {
        code: "ERASED_PERSON".to_owned(),
        severity: Severity::Note,
        file: header.file.clone(),
        sheet: header.sheet.clone(),
        row: lines.first().map(|line| u64::from(*line)),
        column: None,
        message: format!(
            "{} of its rows are of people who were erased from this workspace and were left out.",
            lines.len()
        ),
        hint: "Nothing is to be done. If the row is of somebody else who has an erased person's address now, \
               use a new workspace."
            .to_owned(),
        cases: Cases {
            count: lines.len() as u64,
            ..Cases::default()
        },
    }
}

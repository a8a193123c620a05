//! Loads the sources of a side, in the order they were imported, into a population.

use presync_core::{
    Phase, Population, Progress, Side,
    population::{PopulationBuilder, Source},
    record::Record,
};
use rusqlite::{Row, Statement};

use crate::{
    Result, Workspace, cells,
    error::WorkspaceError,
    table::{
        records,
        sources::{self, SourceRow},
    },
    ticker::Ticker,
};

impl Workspace {
    /// The users of a side.
    ///
    /// # Errors
    /// `Cancelled`; `Population` when the side is too large; `Damaged` when a record cannot be read.
    pub fn population(&self, side: Side, progress: &dyn Progress) -> Result<Population> {
        let sources = sources::of_side(&self.connection, side).map_err(|error| self.sql(error))?;
        self.population_of(side, &sources, progress)
    }

    /// The users of some sources of a side.
    pub(crate) fn population_of(
        &self,
        side: Side,
        sources: &[SourceRow],
        progress: &dyn Progress,
    ) -> Result<Population> {
        let sql = |error| self.sql(error);
        progress.begin(Phase::Load, sources.iter().map(usable).sum());
        let mut loading = Loading {
            workspace: self,
            builder: PopulationBuilder::new(side),
            ticker: Ticker::new(progress),
        };
        let mut statement = records::prepare_read(&self.connection).map_err(sql)?;
        for source in sources {
            loading.source(source, &mut statement)?;
        }
        loading.ticker.report()?;
        Ok(loading.builder.finish())
    }
}

impl Workspace {
    /// Shows the cells of every record of one source, in order.
    ///
    /// # Errors
    /// `Damaged` when a record cannot be read.
    pub fn each_record(&self, source: &SourceRow, mut show: impl FnMut(&[&str])) -> Result<()> {
        let sql = |error| self.sql(error);
        let columns = source.header.columns.len();
        let mut statement = records::prepare_read(&self.connection).map_err(sql)?;
        let mut rows = statement.query(records::bounds(source.id)).map_err(sql)?;
        while let Some(row) = rows.next().map_err(sql)? {
            let packed = records::read(row).map_err(sql)?;
            let mut unpacked = Vec::with_capacity(columns);
            cells::unpack(packed.cells, columns, &mut unpacked)
                .map_err(|broken| WorkspaceError::damaged(&self.file, broken.to_string()))?;
            show(&unpacked);
        }
        Ok(())
    }
}

/// A population on its way from the file into memory.
struct Loading<'a> {
    workspace: &'a Workspace,
    builder: PopulationBuilder,
    ticker: Ticker<'a>,
}

impl Loading<'_> {
    fn source(&mut self, source: &SourceRow, statement: &mut Statement<'_>) -> Result<()> {
        let columns = &source.header.columns;
        let attributes: Vec<&str> = columns.iter().map(|c| c.attribute.as_str()).collect();
        self.builder.begin_source(named(source), &attributes)?;
        let sql = |error| self.workspace.sql(error);
        let mut rows = statement.query(records::bounds(source.id)).map_err(sql)?;
        while let Some(row) = rows.next().map_err(sql)? {
            self.record(row, columns.len())?;
        }
        self.builder.end_source(source.records);
        Ok(())
    }

    fn record(&mut self, row: &Row<'_>, columns: usize) -> Result<()> {
        let packed = records::read(row).map_err(|error| self.workspace.sql(error))?;
        let (mut unpacked, mut readings) = (Vec::with_capacity(columns), Vec::new());
        cells::unpack(packed.cells, columns, &mut unpacked)
            .and_then(|()| cells::unpack_readings(packed.readings, columns, &mut readings))
            .map_err(|broken| WorkspaceError::damaged(&self.workspace.file, broken.to_string()))?;
        self.builder.push(&Record {
            number: packed.number,
            line: packed.line,
            cells: &unpacked,
            readings: &readings,
        })?;
        Ok(self.ticker.row()?)
    }
}

fn usable(source: &SourceRow) -> u64 {
    u64::from(source.records.saturating_sub(source.rejected))
}

fn named(source: &SourceRow) -> Source {
    Source {
        file: source.header.file.clone(),
        sheet: source.header.sheet.clone(),
    }
}

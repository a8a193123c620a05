//! The users of both sides, put together while their records come in: a plan made right after an import
//! need not read them back.
//!
//! The workspace stays what counts: what is gathered here is what loading it would give.

use std::{
    panic::resume_unwind,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

use presync_core::{
    Diagnostic, Population, Side,
    population::{PopulationBuilder, PopulationError, Source},
    record::{Reading, ReadingKind, Record, RecordSink, Rejected, SinkError, SourceHeader},
};

/// Bundles that may wait to be put together.
const WAITING_MAX: usize = 16;
/// Text of one bundle, in bytes; the record that goes beyond it is its last.
const BUNDLE_BYTES: usize = 64 << 10;

/// The users of both sides.
#[derive(Debug)]
pub struct Sides {
    /// The intranet users.
    pub legacy: Population,
    /// The Azure users.
    pub azure: Population,
}

/// Where records go to be put together.
pub(super) type Giver = SyncSender<Parcel>;

/// What is put together, in order.
pub(super) enum Parcel {
    Begin(Box<SourceHeader>),
    Rows(Rows),
    /// How many records the source held in all.
    End(u32),
}

/// Lets `read` run and gives what it gave with the users it passed on; none where they are too many,
/// which loading them will say.
pub(super) fn beside<T>(read: impl FnOnce(&Giver) -> T) -> (T, Option<Sides>) {
    thread::scope(|scope| {
        let (give, parcels) = sync_channel(WAITING_MAX);
        let gathering = scope.spawn(move || gather(parcels));
        let outcome = read(&give);
        drop(give);
        let gathered = gathering
            .join()
            .unwrap_or_else(|panic| resume_unwind(panic));
        (outcome, gathered.ok())
    })
}

fn gather(parcels: Receiver<Parcel>) -> Result<Sides, PopulationError> {
    let mut legacy = PopulationBuilder::new(Side::Legacy);
    let mut azure = PopulationBuilder::new(Side::Azure);
    let mut side = Side::Legacy;
    for parcel in parcels {
        if let Parcel::Begin(header) = &parcel {
            side = header.side;
        }
        let builder = match side {
            Side::Legacy => &mut legacy,
            Side::Azure => &mut azure,
        };
        match parcel {
            Parcel::Begin(header) => begin(builder, &header)?,
            Parcel::Rows(rows) => rows.push_to(builder)?,
            Parcel::End(records) => builder.end_source(records),
        }
    }
    Ok(Sides {
        legacy: legacy.finish(),
        azure: azure.finish(),
    })
}

fn begin(builder: &mut PopulationBuilder, header: &SourceHeader) -> Result<(), PopulationError> {
    let attributes = header.columns.iter().map(|column| &*column.attribute);
    let attributes: Vec<&str> = attributes.collect();
    let source = Source {
        file: header.file.clone(),
        sheet: header.sheet.clone(),
    };
    builder.begin_source(source, &attributes)
}

/// A sink that passes records on before it keeps them.
pub(super) struct Tee<'g, S> {
    sink: S,
    give: &'g Giver,
    rows: Rows,
}

impl<'g, S: RecordSink> Tee<'g, S> {
    pub(super) fn new(sink: S, give: &'g Giver) -> Self {
        Self {
            sink,
            give,
            rows: Rows::default(),
        }
    }

    /// The source has ended; `records` it held in all.
    pub(super) fn finish(mut self, records: u32) -> S {
        self.pass_on();
        self.give(Parcel::End(records));
        self.sink
    }

    fn pass_on(&mut self) {
        let next = self.rows.as_large();
        let rows = std::mem::replace(&mut self.rows, next);
        self.give(Parcel::Rows(rows));
    }

    /// Nobody takes it once there are too many users; keeping them goes on.
    fn give(&self, parcel: Parcel) {
        let _ = self.give.send(parcel);
    }
}

impl<S: RecordSink> RecordSink for Tee<'_, S> {
    fn begin(&mut self, header: &SourceHeader) -> Result<(), SinkError> {
        self.give(Parcel::Begin(Box::new(header.clone())));
        self.sink.begin(header)
    }

    fn record(&mut self, record: &Record<'_>) -> Result<(), SinkError> {
        self.rows.add(record);
        if self.rows.text.len() >= BUNDLE_BYTES {
            self.pass_on();
        }
        self.sink.record(record)
    }

    fn rejected(&mut self, rejected: &Rejected<'_>) -> Result<(), SinkError> {
        self.sink.rejected(rejected)
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) -> Result<(), SinkError> {
        self.sink.diagnostic(diagnostic)
    }
}

/// Records with their text in one piece.
#[derive(Default)]
pub(super) struct Rows {
    text: String,
    /// Where each cell ends, and after a record's cells each of its readings.
    ends: Vec<usize>,
    readings: Vec<(usize, ReadingKind)>,
    heads: Vec<Head>,
}

/// One record beside its text.
struct Head {
    number: u32,
    line: u32,
    cells: usize,
    readings: usize,
}

impl Rows {
    /// None, with room for as many again, so that it need not grow.
    fn as_large(&self) -> Self {
        Self {
            text: String::with_capacity(self.text.len()),
            ends: Vec::with_capacity(self.ends.len()),
            readings: Vec::with_capacity(self.readings.len()),
            heads: Vec::with_capacity(self.heads.len()),
        }
    }

    fn add(&mut self, record: &Record<'_>) {
        let readings = record.readings.iter();
        self.readings.extend(
            readings
                .clone()
                .map(|reading| (reading.column, reading.kind)),
        );
        let cells = record.cells.iter().copied();
        for text in cells.chain(readings.map(|reading| reading.text)) {
            self.text.push_str(text);
            self.ends.push(self.text.len());
        }
        self.heads.push(Head {
            number: record.number,
            line: record.line,
            cells: record.cells.len(),
            readings: record.readings.len(),
        });
    }

    fn push_to(&self, builder: &mut PopulationBuilder) -> Result<(), PopulationError> {
        let mut start = 0;
        let mut texts = self.ends.iter().map(|end| {
            let text = &self.text[start..*end];
            start = *end;
            text
        });
        let mut kinds = self.readings.iter();
        let (mut cells, mut readings) = (Vec::new(), Vec::new());
        for head in &self.heads {
            cells.clear();
            cells.extend(texts.by_ref().take(head.cells));
            readings.clear();
            let read = kinds.by_ref().zip(texts.by_ref());
            readings.extend(read.take(head.readings).map(reading));
            builder.push(&Record {
                number: head.number,
                line: head.line,
                cells: &cells,
                readings: &readings,
            })?;
        }
        Ok(())
    }
}

fn reading<'t>(((column, kind), text): (&(usize, ReadingKind), &'t str)) -> Reading<'t> {
    Reading {
        column: *column,
        kind: *kind,
        text,
    }
}

//! Reading on one thread, keeping on another: a bounded queue of batches between them, in order.
//!
//! Taking rows apart and writing them away cost about the same, and neither needs the other. What
//! arrives, and in which order, is the same as without the queue; the sink stays on the caller's thread.

use std::{
    fmt,
    ops::Range,
    panic,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

use presync_core::{
    Diagnostic,
    record::{Reading, ReadingKind, Record, RecordSink, Rejected, SinkError, SourceHeader},
};

use crate::ImportError;

/// Batches that may wait for the sink.
const BATCHES_WAITING_MAX: usize = 16;
/// Text of one batch, in bytes; the record that goes beyond it is its last.
const BATCH_BYTES: usize = 32 << 10;

/// Lets `produce` run beside the caller; what it gives reaches `sink` on the caller's thread.
pub(crate) fn relayed<T: Send>(
    sink: &mut dyn RecordSink,
    produce: impl FnOnce(&mut dyn RecordSink) -> Result<T, ImportError> + Send,
) -> Result<T, ImportError> {
    let (sender, receiver) = sync_channel(BATCHES_WAITING_MAX);
    thread::scope(|scope| {
        let producer = scope.spawn(move || {
            let mut queue = Queue::new(sender);
            let outcome = produce(&mut queue)?;
            queue.flush()?;
            Ok(outcome)
        });
        let kept = deliver(receiver, sink);
        let outcome = producer
            .join()
            .unwrap_or_else(|reason| panic::resume_unwind(reason));
        // A sink that fails ends the producer too, which then knows less than the sink.
        kept.map_err(ImportError::from)?;
        outcome
    })
}

/// Ends when the producer has ended or the sink takes no more; the receiver is gone then, and whoever
/// still sends is told.
fn deliver(receiver: Receiver<Parcel>, sink: &mut dyn RecordSink) -> Result<(), SinkError> {
    receiver.into_iter().try_for_each(|parcel| match parcel {
        Parcel::Header(header) => sink.begin(&header),
        Parcel::Records(batch) => batch.deliver(sink),
        Parcel::Rejected(diagnostic, cells) => {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            sink.rejected(&Rejected {
                diagnostic: &diagnostic,
                cells: &cells,
            })
        }
        Parcel::Diagnostic(diagnostic) => sink.diagnostic(*diagnostic),
    })
}

enum Parcel {
    Header(Box<SourceHeader>),
    Records(Batch),
    Rejected(Box<Diagnostic>, Vec<String>),
    Diagnostic(Box<Diagnostic>),
}

/// Records one after another in one text.
#[derive(Default)]
struct Batch {
    text: String,
    records: Vec<Head>,
    /// Where the cells end in the text, record by record.
    ends: Vec<usize>,
    readings: Vec<(usize, ReadingKind, Range<usize>)>,
}

/// What is particular about one record of a batch.
struct Head {
    number: u32,
    line: u32,
    cells: usize,
    readings: usize,
}

impl Batch {
    /// An empty batch with room for as much again, so that it need not grow.
    fn as_large(&self) -> Self {
        Self {
            text: String::with_capacity(self.text.len()),
            records: Vec::with_capacity(self.records.len()),
            ends: Vec::with_capacity(self.ends.len()),
            readings: Vec::with_capacity(self.readings.len()),
        }
    }

    fn push(&mut self, record: &Record<'_>) {
        for cell in record.cells {
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
        for reading in record.readings {
            let start = self.text.len();
            self.text.push_str(reading.text);
            let place = start..self.text.len();
            self.readings.push((reading.column, reading.kind, place));
        }
        self.records.push(Head {
            number: record.number,
            line: record.line,
            cells: record.cells.len(),
            readings: record.readings.len(),
        });
    }

    fn deliver(&self, sink: &mut dyn RecordSink) -> Result<(), SinkError> {
        let (mut cells, mut readings): (Vec<&str>, Vec<Reading<'_>>) = (Vec::new(), Vec::new());
        let (mut ends, mut read) = (self.ends.iter(), self.readings.iter());
        let mut start = 0;
        for head in &self.records {
            cells.clear();
            for end in ends.by_ref().take(head.cells) {
                cells.push(&self.text[start..*end]);
                start = *end;
            }
            readings.clear();
            for (column, kind, place) in read.by_ref().take(head.readings) {
                start = place.end;
                readings.push(Reading {
                    column: *column,
                    kind: *kind,
                    text: &self.text[place.clone()],
                });
            }
            sink.record(&Record {
                number: head.number,
                line: head.line,
                cells: &cells,
                readings: &readings,
            })?;
        }
        Ok(())
    }
}

/// The producer's end of the queue.
struct Queue {
    sender: SyncSender<Parcel>,
    batch: Batch,
}

impl Queue {
    fn new(sender: SyncSender<Parcel>) -> Self {
        Self {
            sender,
            batch: Batch::default(),
        }
    }

    fn flush(&mut self) -> Result<(), SinkError> {
        if self.batch.records.is_empty() {
            return Ok(());
        }
        let next = self.batch.as_large();
        let batch = std::mem::replace(&mut self.batch, next);
        self.send(Parcel::Records(batch))
    }

    fn send(&self, parcel: Parcel) -> Result<(), SinkError> {
        let sent = self.sender.send(parcel);
        sent.map_err(|_| SinkError(Box::new(NobodyListens)))
    }
}

impl RecordSink for Queue {
    fn begin(&mut self, header: &SourceHeader) -> Result<(), SinkError> {
        self.send(Parcel::Header(Box::new(header.clone())))
    }

    fn record(&mut self, record: &Record<'_>) -> Result<(), SinkError> {
        self.batch.push(record);
        if self.batch.text.len() < BATCH_BYTES {
            return Ok(());
        }
        self.flush()
    }

    fn rejected(&mut self, rejected: &Rejected<'_>) -> Result<(), SinkError> {
        self.flush()?;
        let cells = rejected.cells.iter().map(ToString::to_string).collect();
        self.send(Parcel::Rejected(
            Box::new(rejected.diagnostic.clone()),
            cells,
        ))
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) -> Result<(), SinkError> {
        self.flush()?;
        self.send(Parcel::Diagnostic(Box::new(diagnostic)))
    }
}

/// The sink failed and is gone; its own reason is the one that is told.
#[derive(Debug)]
struct NobodyListens;

impl fmt::Display for NobodyListens {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("nobody takes the records any more")
    }
}

impl std::error::Error for NobodyListens {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes down what comes, and fails at the record of a number.
    #[derive(Default)]
    struct Diary {
        lines: Vec<String>,
        fails_at: u32,
    }

    impl RecordSink for Diary {
        fn begin(&mut self, header: &SourceHeader) -> Result<(), SinkError> {
            self.lines.push(header.file.clone());
            Ok(())
        }

        fn record(&mut self, record: &Record<'_>) -> Result<(), SinkError> {
            if record.number == self.fails_at {
                return Err(SinkError("the disk is full".into()));
            }
            let readings: Vec<&str> = record.readings.iter().map(|reading| reading.text).collect();
            self.lines
                .push(format!("{} {:?} {readings:?}", record.number, record.cells));
            Ok(())
        }

        fn diagnostic(&mut self, diagnostic: Diagnostic) -> Result<(), SinkError> {
            self.lines.push(diagnostic.code);
            Ok(())
        }
    }

    fn header() -> SourceHeader {
        SourceHeader {
            side: presync_core::Side::Legacy,
            file: "a.csv".into(),
            sheet: None,
            format: String::new(),
            sha256: String::new(),
            bytes: 0,
            columns: Vec::new(),
            profile_source: None,
        }
    }

    fn produce(sink: &mut dyn RecordSink, records: u32) -> Result<u32, ImportError> {
        sink.begin(&header())?;
        for number in 1..=records {
            let cell = number.to_string();
            sink.record(&Record {
                number,
                line: number,
                cells: &[&cell, "", "x"],
                readings: &[],
            })?;
        }
        Ok(records)
    }

    #[test]
    fn everything_arrives_in_order() {
        let (mut relay, mut direct) = (Diary::default(), Diary::default());
        let outcome = relayed(&mut relay, |sink| produce(sink, 50_000));
        assert_eq!(outcome.expect("nothing fails"), 50_000);
        produce(&mut direct, 50_000).expect("nothing fails");
        assert!(relay.lines == direct.lines, "the order or a record differs");
    }

    #[test]
    fn the_reason_of_the_sink_is_told() {
        let mut sink = Diary {
            fails_at: 40_000,
            ..Diary::default()
        };
        let error = relayed(&mut sink, |sink| produce(sink, 500_000)).expect_err("the sink fails");
        let ImportError::Sink(reason) = error else {
            panic!("{error:?}");
        };
        assert_eq!(reason.to_string(), "the disk is full");
        assert_eq!(sink.lines.len(), 40_000);
    }

    #[test]
    fn the_reason_of_the_producer_is_told_after_what_it_gave() {
        let mut sink = Diary::default();
        let outcome: Result<(), _> = relayed(&mut sink, |sink| {
            produce(sink, 3)?;
            Err(ImportError::Cancelled)
        });
        assert!(matches!(outcome, Err(ImportError::Cancelled)));
    }

    #[test]
    #[should_panic(expected = "BUG: of the producer")]
    fn a_panic_is_the_callers_too() {
        let _ = relayed::<()>(&mut Diary::default(), |_| panic!("BUG: of the producer"));
    }
}

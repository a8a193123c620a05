//! The inside of the reading process: one workbook in, its sheets and rows out, then the end.
//!
//! It may die of what it reads; that is what it is for. Nothing it does is seen by anybody else.

use std::{
    io::{self, BufWriter, Cursor, Read, Seek, SeekFrom, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use calamine::{Data, Range};

use super::{
    frame::{Frame, PAYLOAD_BYTES_MAX, malformed},
    message::{self, Answer, Fault, Request},
};
use crate::{
    format::{DenseBook, dense_format},
    limits::{WORKBOOK_BYTES_MAX, WORKER_MEMORY_BYTES_MAX},
};

/// Requests on their way from the input.
const REQUESTS_WAITING: usize = 16;
/// Rows given for one request, so that the parent can have enough.
const ROWS_PER_ANSWER: usize = 1_000;
/// Bytes of the file that the parser may read before it is said that it gets on.
const BYTES_PER_PROGRESS: u64 = 32 << 10;

/// Reads one workbook for a parent process, which started this one as its
/// [`ReadWorker`](crate::ReadWorker): its requests come in on the input, the answers go out on the
/// output. The whole process belongs to it: it limits the memory of the process, silences panics, and
/// ends the process when the input ends, wherever it is then.
pub fn serve_read_worker(input: impl Read + Send + 'static, output: impl Write + Send + 'static) {
    limit_memory();
    // The parent says what a stranger's file did, in words without values; nobody else listens.
    std::panic::set_hook(Box::new(|_| {}));
    let requests = listen(input);
    let output = Output(Arc::new(Mutex::new(BufWriter::new(Box::new(output)))));
    // An error here means that the parent is gone or speaks another language: there is nobody to tell.
    let _ = serve(&requests, &output);
}

#[cfg(unix)]
fn limit_memory() {
    // Where the system knows no such limit, the sizes checked before are what holds.
    let _ = rlimit::Resource::AS.set(WORKER_MEMORY_BYTES_MAX, WORKER_MEMORY_BYTES_MAX);
    // A process that dies of a stranger's file leaves no image of it behind.
    let _ = rlimit::Resource::CORE.set(0, 0);
}

#[cfg(not(unix))]
fn limit_memory() {}

/// Takes requests off the input, apart from the reading, so that its end is noticed at once.
fn listen(mut input: impl Read + Send + 'static) -> Receiver<Request> {
    let (sender, requests) = sync_channel(REQUESTS_WAITING);
    thread::spawn(move || {
        let _ = forward(&mut input, &sender);
        end_process();
    });
    requests
}

fn forward(input: &mut impl Read, sender: &SyncSender<Request>) -> io::Result<()> {
    while let Some(frame) = Frame::read(input)? {
        sender.send(Request::of(frame)?).map_err(|_| malformed())?;
    }
    Ok(())
}

#[expect(
    clippy::exit,
    reason = "the parser may be deep in a file that nobody waits for any more"
)]
fn end_process() -> ! {
    std::process::exit(0)
}

/// Where answers go: from the conversation, and from the parser as it gets on.
#[derive(Clone)]
struct Output(Arc<Mutex<BufWriter<Box<dyn Write + Send>>>>);

impl Output {
    fn say(&self, answer: Answer) -> io::Result<()> {
        let mut output = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_row = matches!(answer, Answer::Row(_));
        answer.into_frame().write(&mut *output)?;
        if is_row { Ok(()) } else { output.flush() }
    }
}

fn serve(requests: &Receiver<Request>, output: &Output) -> io::Result<()> {
    let (format, bytes) = whole_file(requests)?;
    let opened = guarded(|| {
        let format = dense_format(&format).ok_or(Fault::Damaged)?;
        (format.open)(Box::new(Told::new(bytes, output.clone())))
    });
    let mut book = match opened {
        Ok(book) => book,
        Err(fault) => return output.say(Answer::Fault(fault)),
    };
    output.say(Answer::Book(book.sheets()))?;
    let mut held = None;
    while let Ok(request) = requests.recv() {
        let Request::Rows { sheet, from } = request else {
            return Err(malformed());
        };
        match rows(book.as_mut(), &mut held, sheet, from, output)? {
            Ok(next) => output.say(Answer::Rows { next })?,
            Err(fault) => return output.say(Answer::Fault(fault)),
        }
    }
    Ok(())
}

fn whole_file(requests: &Receiver<Request>) -> io::Result<(String, Vec<u8>)> {
    let Ok(Request::Begin { format, bytes }) = requests.recv() else {
        return Err(malformed());
    };
    if bytes > WORKBOOK_BYTES_MAX {
        return Err(malformed());
    }
    let length = usize::try_from(bytes).map_err(|_| malformed())?;
    let mut file = Vec::with_capacity(length);
    while file.len() < length {
        match requests.recv() {
            Ok(Request::Bytes(more)) if file.len() + more.len() <= length => file.extend(more),
            _ => return Err(malformed()),
        }
    }
    Ok((format, file))
}

/// A sheet, held while its rows are asked for.
type Held = Option<(u32, Range<Data>)>;

/// Sends the next rows that hold anything, and gives the one to go on with.
fn rows(
    book: &mut dyn DenseBook,
    held: &mut Held,
    sheet: u32,
    from: u32,
    output: &Output,
) -> io::Result<Result<Option<u32>, Fault>> {
    let range = match hold(book, held, sheet) {
        Ok(range) => range,
        Err(fault) => return Ok(Err(fault)),
    };
    let (top, left) = range.start().unwrap_or_default();
    let mut sent = 0;
    for (at, cells) in range.rows().enumerate().skip(from as usize) {
        let number = u32::try_from(at).map_err(|_| malformed())?;
        if sent == ROWS_PER_ANSWER {
            return Ok(Ok(Some(number)));
        }
        let mut row = message::begin_row(top.saturating_add(number).saturating_add(1));
        let empty = row.0.len();
        for (column, value) in cells.iter().enumerate() {
            message::put(&mut row, left as usize + column, value);
            if row.0.len() > PAYLOAD_BYTES_MAX {
                return Ok(Err(Fault::RowTooLong));
            }
        }
        if row.0.len() > empty {
            output.say(Answer::Row(row.0))?;
            sent += 1;
        }
    }
    Ok(Ok(None))
}

fn hold<'h>(
    book: &mut dyn DenseBook,
    held: &'h mut Held,
    sheet: u32,
) -> Result<&'h Range<Data>, Fault> {
    if held.as_ref().is_none_or(|(number, _)| *number != sheet) {
        // One sheet at a time: the one before goes first.
        *held = None;
        let range = guarded(|| book.range(sheet as usize))?;
        *held = Some((sheet, range));
    }
    held.as_ref().map(|(_, range)| range).ok_or(Fault::Damaged)
}

/// Calls into the parser, whose panics mean that the file is broken.
fn guarded<T>(call: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or(Err(Fault::Damaged))
}

/// The file in memory, which says that the parser gets on with it.
struct Told {
    file: Cursor<Vec<u8>>,
    untold: u64,
    output: Output,
}

impl Told {
    fn new(bytes: Vec<u8>, output: Output) -> Self {
        Self {
            file: Cursor::new(bytes),
            untold: 0,
            output,
        }
    }
}

impl Read for Told {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.untold += count as u64;
        if self.untold >= BYTES_PER_PROGRESS {
            self.untold = 0;
            self.output.say(Answer::Progress)?;
        }
        Ok(count)
    }
}

impl Seek for Told {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

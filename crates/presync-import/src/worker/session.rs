//! The parent's side of a reading process: starts it, feeds it, times it, believes nothing, ends it.

use std::{
    io::{BufReader, Read, Write},
    ops::ControlFlow,
    process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel},
    thread,
    time::{Duration, Instant},
};

use super::{
    frame::Frame,
    message::{self, Answer, Fault, Request, SheetAnswer},
};
use crate::{
    ImportError, ReadWorker, RefusalCode,
    format::{DenseFormat, Row, Visit},
    source::SourceFile,
};

/// Frames on their way in either direction.
const FRAMES_WAITING: usize = 64;
/// Bytes of the file in one frame.
const BYTES_PER_FRAME: usize = 256 << 10;
/// How often a wait looks for a cancel.
const LOOK_EVERY: Duration = Duration::from_millis(40);

const SAVE_AS: &str =
    "Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx) or as CSV UTF-8.";

/// A workbook, open in a process of its own. The process ends with this value.
pub(crate) struct Session<'a> {
    file: SourceFile<'a>,
    damaged: RefusalCode,
    worker: &'a ReadWorker,
    child: Child,
    requests: SyncSender<Frame>,
    answers: Receiver<Frame>,
    heard: Instant,
}

impl<'a> Session<'a> {
    /// Starts the process and gives it the file; the sheets are its first answer.
    pub(crate) fn open(
        file: &SourceFile<'a>,
        format: &DenseFormat,
    ) -> Result<(Self, Vec<SheetAnswer>), ImportError> {
        let worker = file.worker().ok_or_else(|| unavailable(file))?;
        let mut child = start(worker).map_err(|_| unavailable(file))?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(unavailable(file));
        };
        let mut session = Self {
            file: *file,
            damaged: format.damaged,
            worker,
            child,
            requests: feed(input),
            answers: hear(output),
            heard: Instant::now(),
        };
        session.send_file(format.name)?;
        loop {
            match session.receive()? {
                Answer::Progress => {}
                Answer::Book(sheets) => return Ok((session, sheets)),
                _ => return Err(session.failed()),
            }
        }
    }

    /// Gives the rows of one sheet until the visitor has seen enough.
    pub(crate) fn scan(&mut self, sheet: u32, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let mut row = Row::default();
        let mut from = 0;
        loop {
            self.send(Request::Rows { sheet, from })?;
            let mut seen = Ok(ControlFlow::Continue(()));
            let next = loop {
                match self.receive()? {
                    Answer::Row(cells) if matches!(seen, Ok(ControlFlow::Continue(()))) => {
                        message::take_row(&cells, &mut row).map_err(|_| self.failed())?;
                        seen = visit(&row);
                    }
                    // What was asked for is heard to its end, so that the next answer is the next.
                    Answer::Row(_) => {}
                    Answer::Rows { next } => break next,
                    _ => return Err(self.failed()),
                }
            };
            match (seen?, next) {
                (ControlFlow::Continue(()), Some(next)) if next > from => from = next,
                (ControlFlow::Continue(()), Some(_)) => return Err(self.failed()),
                _ => return Ok(()),
            }
        }
    }

    fn send_file(&mut self, format: &str) -> Result<(), ImportError> {
        self.send(Request::Begin {
            format: format.into(),
            bytes: self.file.bytes,
        })?;
        let mut reader = self.file.reader()?.take(self.file.bytes);
        let mut sent = 0;
        while sent < self.file.bytes {
            let mut bytes = Vec::with_capacity(BYTES_PER_FRAME);
            (&mut reader)
                .take(BYTES_PER_FRAME as u64)
                .read_to_end(&mut bytes)
                .map_err(|error| self.file.failed(error))?;
            if bytes.is_empty() {
                self.file.check_unchanged(self.file.fingerprint())?;
                return Err(self.failed());
            }
            sent += bytes.len() as u64;
            self.send(Request::Bytes(bytes))?;
        }
        Ok(())
    }

    /// Puts a frame into the queue to the process, waiting while it is full.
    fn send(&mut self, request: Request) -> Result<(), ImportError> {
        let mut frame = request.into_frame();
        self.heard = Instant::now();
        loop {
            match self.requests.try_send(frame) {
                Ok(()) => return Ok(()),
                // It has ended; its last words are still to be heard.
                Err(TrySendError::Disconnected(_)) => return Ok(()),
                Err(TrySendError::Full(back)) => frame = back,
            }
            self.wait()?;
            thread::sleep(LOOK_EVERY / 20);
        }
    }

    fn receive(&mut self) -> Result<Answer, ImportError> {
        let frame = loop {
            match self.answers.recv_timeout(LOOK_EVERY) {
                Ok(frame) => break frame,
                Err(RecvTimeoutError::Timeout) => self.wait()?,
                Err(RecvTimeoutError::Disconnected) => return Err(self.ended()),
            }
        };
        self.heard = Instant::now();
        match Answer::of(frame) {
            Ok(Answer::Fault(fault)) => Err(self.refusal(fault)),
            Ok(Answer::Progress) => self.file.go_on().map(|()| Answer::Progress),
            Ok(answer) => Ok(answer),
            Err(_) => Err(self.failed()),
        }
    }

    /// One look at the clock and at the user's wish.
    fn wait(&self) -> Result<(), ImportError> {
        self.file.go_on()?;
        if self.heard.elapsed() < self.worker.patience {
            return Ok(());
        }
        Err(self.file.refuse(
            RefusalCode::TimeExceeded,
            format!(
                "Reading the workbook has not got on for {} seconds.",
                self.worker.patience.as_secs()
            ),
            SAVE_AS,
        ))
    }

    /// What the end of the process means.
    fn ended(&mut self) -> ImportError {
        // Its output is closed, so it is ending, or is made to.
        let _ = self.child.kill();
        match self.child.wait() {
            Ok(status) if is_out_of_memory(status) => self.file.refuse(
                RefusalCode::MemoryExceeded,
                "The workbook takes more memory than reading one may use.",
                SAVE_AS,
            ),
            _ => self.failed(),
        }
    }

    fn failed(&self) -> ImportError {
        self.file.refuse(
            RefusalCode::ReaderFailed,
            "The process that reads the workbook ended before it was done.",
            format!("Try again. If it ends again: {SAVE_AS}"),
        )
    }

    fn refusal(&self, fault: Fault) -> ImportError {
        let (code, message, hint) = match fault {
            Fault::Encrypted => return self.file.refuse_encrypted(),
            Fault::Damaged => (
                self.damaged,
                "The structure of the workbook is broken.",
                SAVE_AS,
            ),
            Fault::TooLarge => (
                RefusalCode::MemoryExceeded,
                "The workbook holds more cells than can be read.",
                SAVE_AS,
            ),
            Fault::RowTooLong => (
                RefusalCode::FieldTooLong,
                "A row of the workbook is longer than can be read.",
                "Leave the column with the long texts out.",
            ),
        };
        self.file.refuse(code, message, hint)
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        // One that has ended already cannot be ended, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(worker: &ReadWorker) -> std::io::Result<Child> {
    let mut command = Command::new(&worker.program);
    command
        .args(&worker.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    without_window(&mut command);
    command.spawn()
}

/// A window's process that starts a console program shows a console, unless told not to.
#[cfg(windows)]
fn without_window(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn without_window(_: &mut Command) {}

/// Writes frames to the process, apart, because a pipe nobody reads blocks its writer.
fn feed(mut input: ChildStdin) -> SyncSender<Frame> {
    let (sender, frames) = sync_channel::<Frame>(FRAMES_WAITING);
    thread::spawn(move || {
        for frame in frames {
            if frame
                .write(&mut input)
                .and_then(|()| input.flush())
                .is_err()
            {
                return;
            }
        }
    });
    sender
}

/// Reads frames from the process, until it ends or says what is none.
fn hear(output: ChildStdout) -> Receiver<Frame> {
    let (sender, frames) = sync_channel(FRAMES_WAITING);
    thread::spawn(move || {
        let mut output = BufReader::with_capacity(64 << 10, output);
        while let Ok(Some(frame)) = Frame::read(&mut output) {
            if sender.send(frame).is_err() {
                return;
            }
        }
    });
    frames
}

/// A process that cannot get memory aborts.
#[cfg(unix)]
fn is_out_of_memory(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const SIGABRT: i32 = 6;
    status.signal() == Some(SIGABRT)
}

/// A process that cannot get memory aborts.
#[cfg(not(unix))]
fn is_out_of_memory(status: ExitStatus) -> bool {
    const FAST_FAIL: u32 = 0xC000_0409;
    status.code().map(i32::cast_unsigned) == Some(FAST_FAIL)
}

fn unavailable(file: &SourceFile<'_>) -> ImportError {
    file.refuse(
        RefusalCode::ReaderFailed,
        "Workbooks of this format are read in a process of their own, which could not be started.",
        SAVE_AS,
    )
}

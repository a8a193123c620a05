//! Reading in a process of its own: the host starts itself again, and this is what it then is.
//!
//! How such a process reads is the import's; that it is this program with one argument is said here.

use std::{ffi::OsStr, io};

use presync_import::{ReadWorker, serve_read_worker};

/// The argument that makes the program a reading process.
const READ_WORKER: &str = "--read-worker";

/// Reads for the process that started this one, if that is what it was started for.
#[must_use]
pub(crate) fn serve_if_asked(first_argument: Option<&OsStr>) -> bool {
    let is_asked = first_argument.is_some_and(|argument| argument == READ_WORKER);
    if is_asked {
        serve_read_worker(io::stdin(), io::stdout());
    }
    is_asked
}

/// This program as a reading process; none when the system does not say where it lies.
#[must_use]
pub fn this_program() -> Option<ReadWorker> {
    let program = std::env::current_exe().ok()?;
    Some(ReadWorker::new(program, [READ_WORKER]))
}

//! The process beside: where a workbook is read whose reader holds all of it and may end its process.
//!
//! [`session`] starts it and checks every word it says; [`serve`] is its inside. It gets the bytes of
//! one file on its input and answers with sheets and rows on its output. It opens no file, has a limit
//! of memory, and ends when its input does, so it outlives neither a cancel nor its parent.

mod frame;
mod message;
mod serve;
mod session;

pub(crate) use message::{Fault, SheetAnswer};
pub use serve::serve_read_worker;
pub(crate) use session::Session;

//! Files of strangers to rows with provenance: what a file is, which column holds what, and every
//! record or the reason why it could not be used.
//!
//! [`inspect`] reads a file once and says what it found; [`read`] streams the same file, read the
//! same way, into a [`presync_core::record::RecordSink`] in memory that does not grow with the rows.
//! Small companion files (assignments, group members, decisions, schema documents) have readers of
//! their own, which return whole lists.
//!
//! Not here: where the rows are kept, whether two of them are one person, and any judgement of values
//! beyond what reading them takes. A value stays as the file holds it; what an export lost before it
//! came here is said in diagnostics. Nothing is written, and no personal value is in any message.
#![expect(
    clippy::disallowed_methods,
    reason = "this crate is the adapter that reads the customer's files"
)]

mod document;
mod error;
mod format;
mod inspect;
mod inspection;
mod intake;
mod limits;
mod oddity;
mod options;
mod read;
mod recognise;
mod relay;
mod source;
mod table;
mod values;

pub use document::read_json_document;
pub use error::{ImportError, Place, Refusal, RefusalCode};
pub use inspect::inspect;
pub use inspection::{ColumnInspection, Inspection, SheetInspection, SideGuess};
pub use options::ReadOptions;
pub use read::{ReadSummary, read};
pub use table::{Listing, read_assignments, read_decisions, read_group_members};

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

mod alternatives;
mod document;
mod error;
mod format;
mod header_set;
mod import_profile;
mod inspect;
mod inspection;
mod intake;
mod judge;
mod limits;
mod observation;
mod oddity;
mod options;
mod read;
mod recognise;
mod relate;
mod remedy;
mod sample;
mod source;
mod spelling;
mod table;
mod values;

pub use alternatives::{Alternatives, DelimiterChoice, EncodingChoice, FirstRow};
pub use document::read_json_document;
pub use error::{ImportError, Place, Refusal, RefusalCode};
pub use header_set::digest as header_set_digest;
pub use import_profile::{EntryIx, ImportProfile, PROFILE_VERSION, ProfileEntry, attribute_of};
pub use inspect::inspect;
pub use inspection::{Candidate, ColumnInspection, Inspection, SheetInspection, SideGuess};
pub use options::ReadOptions;
pub use read::{ReadSummary, read};
pub use relate::{deepen, relate, takes_all_rows};
pub use remedy::{Remedy, RemedyGroup, remedies};
pub use table::{Listing, read_assignments, read_decisions, read_group_members};

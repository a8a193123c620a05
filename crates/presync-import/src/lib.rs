//! Files of strangers to rows with provenance: what a file is, which column holds what, and every
//! record or the reason why it could not be used.
//!
//! [`inspect`] reads a file once and says what it found; [`read`] streams the same file, read the
//! same way, into a [`presync_core::record::RecordSink`] in memory that does not grow with the rows.
//! Small companion files (assignments, group members, decisions, logs, schema documents) have readers
//! of their own, which return them whole; [`inspect`] says of such a file what it is.
//!
//! A value stays as the file holds it. What it is taken to mean where that is certain and not its text
//! goes beside it; what could mean two things, and what an export lost before it came here, is said in
//! diagnostics. Not here: where the rows are kept, and whether two of them are one person. Nothing is
//! written, and no personal value is in any message.
#![expect(
    clippy::disallowed_methods,
    reason = "this crate is the adapter that reads the customer's files"
)]

mod alternatives;
mod contents;
mod document;
mod error;
mod evaluation_case;
mod feed;
mod format;
mod header_set;
mod host;
mod identity;
mod import_profile;
mod imported;
mod inspect;
mod inspection;
mod intake;
mod judge;
mod limits;
mod log;
mod observation;
mod oddity;
mod options;
mod pages;
mod plan_file;
mod read;
mod reading;
mod recognise;
mod rejection;
mod relate;
mod relay;
mod remedy;
mod sample;
mod source;
mod spelled;
mod spelling;
mod table;
mod tally;
mod totals;
mod values;
mod wording;
mod worker;

pub use alternatives::{Alternatives, DelimiterChoice, EncodingChoice, FirstRow};
pub use contents::{Count, FileKind};
pub use document::{read_json_document, read_site_schema};
pub use error::{ImportError, Place, Refusal, RefusalCode};
pub use evaluation_case::{read_evaluation_cases, read_source_object};
pub use header_set::digest as header_set_digest;
pub use host::{ReadHost, ReadWorker};
pub use import_profile::{EntryIx, ImportProfile, PROFILE_VERSION, ProfileEntry, attribute_of};
pub use imported::Imported;
pub use inspect::inspect;
pub use inspection::{Candidate, ColumnInspection, Inspection, SheetInspection, SideGuess};
pub use limits::RECORDS_MAX;
pub use log::read_provisioning_log;
pub use observation::observation;
pub use options::{Quotes, Ragged, ReadOptions};
pub use pages::look_together;
pub use plan_file::{ChangeValues, PlanFile};
pub use read::{ReadSummary, read};
pub use reading::{DateOrder, DateSystem};
pub use relate::{deepen, relate, relate_beside, takes_all_rows};
pub use remedy::{Remedy, RemedyGroup, remedies};
pub use table::{
    DecisionListing, FixListing, GivenDecision, GivenSuppression, Listing, read_assignments,
    read_decisions, read_fix_states, read_group_members, read_legacy_groups, read_links,
    read_suppressions,
};
pub use worker::serve_read_worker;

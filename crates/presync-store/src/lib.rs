//! The workspace: everything an engagement knows, in one SQLite file.
//!
//! It keeps what importers read ([`Workspace::begin_import`]), gives it back as populations
//! ([`Workspace::population`]), remembers what people decided ([`Workspace::decide`]) and the last
//! plan ([`Workspace::save_plan`]), and pages that plan for a grid ([`Workspace::result_set`]).
//! The file's tables are described in `docs/workspace-format.md`.
//!
//! Absent on purpose: reading exports, matching, simulating, writing reports, the clock. All SQL text
//! of Presync is in this crate; values are always bound, names come from tables of names.
//!
//! A file that is newer, foreign, damaged or hostile is refused and keeps every byte.

#![expect(
    clippy::disallowed_methods,
    reason = "the workspace is a file: this adapter looks at it, makes it and removes it"
)]

mod cells;
mod connection;
mod erasure;
mod error;
#[cfg(test)]
mod failure_tests;
mod gate;
pub mod grid;
mod import;
mod locking;
#[cfg(test)]
mod migration_tests;
mod passphrase;
mod plan_columns;
mod plan_lookup;
mod population;
mod purge;
mod revision;
mod save_plan;
mod schema;
mod table;
mod text;
mod ticker;
mod workspace;

pub use erasure::{ErasureReport, Left};
pub use error::{Result, WorkspaceError};
pub use import::{ImportTransaction, SourceImport};
pub use locking::is_locked;
pub use passphrase::{PASSPHRASE_CHARS_MIN, Passphrase, PassphraseError};
pub use plan_lookup::{PlanLink, PlanPerson};
pub use purge::PurgeLevel;
pub use revision::{Changed, Revision};
pub use save_plan::PlanSave;
pub use table::{
    companions::{Companion, CompanionId, CompanionRow},
    decision_labels::{Label, Labelled},
    decisions::{DecisionBatch, DecisionEntry, DecisionStep, Revocation},
    diagnostics::DiagnosticGroup,
    engagement::EngagementRow,
    mappings::{
        MappingHead, MappingOrigin, MappingSave, MappingTurn, MappingVersion, StoredMapping,
    },
    plan::{PlanMeta, PlanNumber},
    readings::ReadingRow,
    retention::Retention,
    side_change_rows::{ChangedPage, ChangedWanted},
    side_changes::SideChanges,
    sources::{SourceId, SourceRow},
    suppressions::SuppressionEntry,
};
pub use workspace::Workspace;

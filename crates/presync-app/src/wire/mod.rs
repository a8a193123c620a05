//! The types that cross to the page: plain, serializable, in the page's words.
//!
//! Only here is anything derived for the wire. Domain types never carry these names, so that
//! renaming one changes no command.

mod changes;
mod companion;
mod compare;
mod coverage;
mod decide;
mod evaluation;
mod explain;
mod grid;
mod mapping;
mod mapping_keys;
mod plan;
mod remote;
mod report;
mod source;
mod summary;
mod suppression;
mod verify;
mod why;
mod workspace;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use changes::*;
pub use companion::*;
pub use compare::*;
pub use coverage::*;
pub use decide::*;
pub use evaluation::*;
pub use explain::*;
pub use grid::*;
pub use mapping::*;
pub use mapping_keys::*;
pub use plan::*;
pub use remote::*;
pub use report::*;
pub use source::*;
pub use suppression::*;
pub use verify::*;
pub use why::*;
pub use workspace::*;

use evaluation::remarks;

/// The one shape of a failure at the edge; the page branches on `code`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Failure {
    /// Stable code, such as `workspace_newer`.
    pub code: String,
    /// A full sentence: what failed, on what.
    pub message: String,
    /// What to try next.
    pub hints: Vec<String>,
}

/// What a running job tells, at most thirty times a second.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct JobProgress {
    /// The stage in words.
    pub phase: String,
    /// Units done in this stage.
    pub done: f64,
    /// Units in this stage; 0 when unknown.
    pub total: f64,
    /// Units a second, over this stage; absent in its first two seconds.
    pub per_second: Option<f64>,
    /// Seconds left in this stage; absent in its first two seconds or when unknown.
    pub seconds_left: Option<f64>,
}

/// Nothing to give, nothing to get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Nothing {}

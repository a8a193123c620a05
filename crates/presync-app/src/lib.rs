//! The use cases of Presync: the command table the window and the server share, and the main job the
//! command line runs. Hosts draw, ask and listen; they compute nothing.
//!
//! Data flows through [`pipeline`]: files → workspace → populations → links → mapping → plan → package.
//! Wire types are here and nowhere else ([`wire`]); the page's bindings are generated from
//! [`commands`]. Reads the clock only to measure progress: the moment of a plan is the host's.
#![expect(
    clippy::disallowed_methods,
    reason = "use cases reach for files on the host's behalf and time their progress"
)]

mod actions;
mod app;
pub mod bindings;
pub mod commands;
mod failure;
mod files;
mod host;
mod job;
pub mod pipeline;
pub mod process;
pub mod reader;
mod recent;
pub mod wire;
pub mod workspace;

pub use app::{App, JobId};
pub use host::Host;
pub use job::{JobContext, Report};
pub use presync_core::{ChoiceError, Chosen, Diagnostic, Side, key_search::Weights};
pub use presync_import::ReadWorker;

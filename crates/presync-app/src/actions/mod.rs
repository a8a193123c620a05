//! What each command of the table does, by screen. Thin: the work is the pipeline's and the rooms'.
#![expect(
    clippy::needless_pass_by_value,
    reason = "the table hands every command its parameters to keep"
)]

pub(crate) mod changes;
mod choices;
pub(crate) mod grid;
pub(crate) mod home;
pub(crate) mod mapping;
pub(crate) mod plan;
mod preview;
pub(crate) mod report;
pub(crate) mod sources;

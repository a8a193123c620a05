//! What each command of the table does, by screen. Thin: the work is the pipeline's and the rooms'.

pub(crate) mod grid;
pub(crate) mod home;
pub(crate) mod plan;
pub(crate) mod report;
pub(crate) mod sources;

//! What each command of the table does, by screen. Thin: the work is the pipeline's and the rooms'.
#![expect(
    clippy::needless_pass_by_value,
    reason = "the table hands every command its parameters to keep"
)]

pub(crate) mod again;
pub(crate) mod assumptions;
pub(crate) mod changes;
mod choices;
pub(crate) mod companions;
pub(crate) mod compare;
pub(crate) mod decide;
pub(crate) mod effect;
pub(crate) mod explain;
pub(crate) mod findings;
pub(crate) mod grid;
pub(crate) mod home;
pub(crate) mod mapping;
mod mapping_base;
pub(crate) mod mapping_compare;
pub(crate) mod mapping_edit;
pub(crate) mod mapping_keys;
pub(crate) mod mapping_look;
mod mapping_rows;
mod people;
pub(crate) mod plan;
mod preview;
pub(crate) mod remote;
pub(crate) mod report;
pub(crate) mod review;
pub(crate) mod review_book;
pub(crate) mod sources;
pub(crate) mod verify;
pub(crate) mod why;

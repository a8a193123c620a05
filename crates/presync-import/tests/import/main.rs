//! What comes in from files: whole outcomes, one `check` per boundary.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests write the files that are read"
)]

mod boundary;
mod companions;
mod delimited;
mod encodings;
mod graph;
mod hostile;
mod readings;
mod recognition;
mod watching;
mod workbook;

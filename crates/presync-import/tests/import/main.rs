//! What comes in from files: whole outcomes, one `check` per boundary.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests write the files that are read"
)]

mod alternatives;
mod boundary;
mod catalogue;
mod companions;
mod delimited;
mod encodings;
mod graph;
mod hostile;
mod kinds;
mod labelled;
mod languages;
mod logs;
mod ooxml;
mod pages;
mod powershell;
mod profile_source;
mod reader;
mod readings;
mod recognition;
mod relating;
mod review_books;
mod rows;
mod scim;
mod survival;
mod watching;
mod workbook;
mod xlsb;

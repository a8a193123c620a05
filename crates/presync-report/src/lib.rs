//! Writes a finished plan as the hand-over package: one folder, whole or not at all.
//!
//! It computes nothing about people: [`presync_core::summary`] does. One file per format, behind one
//! trait; the file formats have their own types here. It never reads a clock or a database.
//!
//! Main types: [`write_package`], [`Options`], [`Documents`], [`Written`]; [`check_package`] for a
//! package that is there already.
#![expect(
    clippy::disallowed_methods,
    reason = "this crate writes files: it is an adapter"
)]

mod base64;
mod branding;
mod check;
mod comparison_file;
mod csv_file;
mod documents;
mod error;
mod formats;
mod found;
mod language;
mod links_file;
mod lone_file;
mod manifest;
mod options;
mod package;
mod package_file;
mod redaction;
mod rejected_file;
mod review_book;
mod review_sheet;
mod seal;
mod sheet_text;
mod staging;
mod studies_value;
mod verification;

pub use branding::{
    Accent, AccentError, Branding, CUSTOMER_CHARS_MAX, LOGO_BYTES_MAX, Logo, LogoError,
};
pub use check::{PackageState, check_package};
pub use comparison_file::{ComparedChange, ValuePair, write_comparison};
pub use documents::{Document, Documents};
pub use error::ReportError;
pub use language::{Language, LanguageError};
pub use links_file::{Links, write_links};
pub use manifest::MANIFEST_NAME;
pub use options::{Contents, CsvProfile, Existing, Options};
pub use package::{Written, write_package};
pub use package_file::WrittenFile;
pub use redaction::RedactionKey;
pub use rejected_file::{RejectedRows, write_rejected};
pub use review_book::write_review_book;
pub use review_sheet::{REVIEW_ROWS_MAX, REVIEW_SHEET, ReviewSheet};
pub use seal::{FileState, Seal, check_inputs, check_seal};
pub use studies_value::studies;
pub use verification::{VerificationReport, VerifiedInput, write_verification};

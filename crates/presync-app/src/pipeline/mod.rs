//! The main job, end to end: files → workspace → populations → links → mapping → plan → package.
//!
//! Each stage is a function of what the one before made; hosts differ only in who watches. Nothing
//! here draws, asks or decides what a finding means.

mod documents;
mod finished;
mod import;
mod inspect;
mod kept;
mod memory;
mod package;
mod pages;
mod reading;
mod rejected;
pub mod sample;
mod sides;
mod title;

pub use documents::{Companions, Extras};
pub(crate) use finished::user_files;
pub use finished::{Finished, Made, Matched, make_plan, match_users};
pub use import::{ImportRequest, import_files, replace_sources};
pub use inspect::{InspectRequest, inspect_file, read_profile, write_profile};
pub use kept::{engagement, kept_extras};
pub(crate) use memory::{recall, remembered_entries};
pub use package::{PackageRequest, write_links, write_package};
pub(crate) use pages::without_open_pages;
pub use presync_import::{
    Alternatives, ColumnInspection, DelimiterChoice, EncodingChoice, ImportProfile, Inspection,
    ProfileEntry, ReadOptions, Remedy, RemedyGroup, SheetInspection, remedies,
};
pub use presync_report::{Contents, CsvProfile, Existing, Written};
pub(crate) use reading::{Said, look};
pub use rejected::{WholeFile, write_rejected_rows};

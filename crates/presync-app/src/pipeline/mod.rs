//! The main job, end to end: files → workspace → populations → links → mapping → plan → package.
//!
//! Each stage is a function of what the one before made; hosts differ only in who watches. Nothing
//! here draws, asks or decides what a finding means.

mod documents;
mod finished;
mod import;
mod kept;
mod package;
mod pages;
pub mod sample;
mod sides;
mod title;

pub use documents::{Companions, Extras};
pub(crate) use finished::user_files;
pub use finished::{Finished, Made, Matched, make_plan, match_users};
pub use import::{ImportRequest, import_files, inspect_file, replace_sources};
pub use kept::{engagement, kept_extras};
pub use package::{PackageRequest, write_links, write_package};
pub(crate) use pages::without_open_pages;
pub use presync_import::{ColumnInspection, Inspection, SheetInspection};
pub use presync_report::{Contents, CsvProfile, Existing, Written};

//! The main job, end to end: files → workspace → populations → links → mapping → plan → package.
//!
//! Each stage is a function of what the one before made; hosts differ only in who watches. Nothing
//! here draws, asks or decides what a finding means.

mod documents;
mod finished;
mod import;
mod kept;
mod look;
mod package;
mod predecessor;
mod reimport;
pub mod sample;
mod sides;
mod title;
mod together;

pub use documents::{Companions, Extras};
pub(crate) use finished::user_files;
pub use finished::{Finished, Made, Matched, make_plan, match_users};
pub use import::{ImportRequest, import_files, replace_sources};
pub use kept::{engagement, kept_extras};
pub use look::inspect_file;
pub use package::{PackageRequest, refuse_occupied, write_links, write_package};
pub(crate) use predecessor::{Predecessor, predecessor};
pub use presync_core::ProfileSource;
pub use presync_core::reimport::Review;
pub use presync_import::{ColumnInspection, FileKind, Inspection, SheetInspection};
pub use presync_report::{Contents, CsvProfile, Existing, Written};
pub use presync_store::SideChanges;
pub use reimport::{keep_bases, look_again};
pub(crate) use together::judged_together;

//! The main job, end to end: files → workspace → populations → links → mapping → plan → package.
//!
//! Each stage is a function of what the one before made; hosts differ only in who watches. Nothing
//! here draws, asks or decides what a finding means.

mod check;
mod companion;
mod compare;
mod deciding;
mod documents;
mod evaluate;
mod finished;
mod fix_book;
mod gather;
mod import;
mod imported;
mod inspect;
mod kept;
mod lint;
mod look;
mod memory;
mod observed;
mod package;
mod predecessor;
mod reading;
mod recommending;
mod redaction;
mod reimport;
mod rejected;
mod remote;
mod report_look;
mod review_book;
pub mod sample;
mod seal;
mod sides;
mod study;
mod suppressing;
mod title;
mod together;
mod verify;

pub use check::{check_expression, check_expression_on};
pub(crate) use companion::is_budget;
pub use compare::{Compared, compare_plans, write_differences};
pub(crate) use compare::{compare_last, too_large};
pub use deciding::{DecisionsTaken, contradicting, refuse_contradictions, take_decisions};
pub(crate) use documents::read_mapping;
pub use documents::{Companions, Extras};
pub use evaluate::{EvaluateRequest, evaluate_batch, evaluate_once};
pub(crate) use finished::user_files;
pub use finished::{Finished, Made, Matched, make_plan, make_plan_of, match_sides, match_users};
pub use fix_book::{FixStates, fix_states};
pub use gather::Sides;
pub use import::{ImportRequest, Replaced, import_files, replace_sources};
pub(crate) use imported::imported;
pub use inspect::{InspectRequest, inspect_beside, inspect_file, read_profile, write_profile};
pub(crate) use kept::{
    ASSIGNED, CompanionAsked, EVERYBODY, SCOPE, Taken, kept_choices, take_companion,
};
pub use kept::{engagement, keep_given, kept_extras, kept_mapping};
pub use lint::{LintReport, Linted, lint_mapping};
pub(crate) use memory::{recall, remembered_entries};
pub use observed::read_observations;
pub use package::{PackageRequest, refuse_occupied, write_links, write_package};
pub(crate) use predecessor::{Predecessor, predecessor};
pub use presync_core::ProfileSource;
pub use presync_core::reimport::Review;
pub use presync_core::rows::ReviewScope;
pub use presync_core::waves::Sizes as WaveSizes;
pub use presync_import::{
    Alternatives, ColumnInspection, DelimiterChoice, EncodingChoice, FileKind, ImportProfile,
    Inspection, ProfileEntry, ReadOptions, Remedy, RemedyGroup, SheetInspection, remedies,
};
pub use presync_remote::{Patience, Secret};
pub use presync_report::{Branding, Contents, CsvProfile, Existing, Written};
pub use presync_store::SideChanges;
pub(crate) use reading::{Said, look};
pub(crate) use recommending::recommendation;
pub use redaction::redaction_key;
pub use reimport::{keep_bases, look_again};
pub use rejected::{WholeFile, write_rejected_rows};
pub use remote::{
    GraphAccess, GraphKey, GraphPull, Manner, PulledGraph, PulledList, PulledScim, ScimAccess,
    ScimReport, TakenOver, pull_graph, pull_graph_as, pull_scim, pull_scim_as, scim_schemas,
    take_over, test_scim,
};
pub use report_look::{ReportLook, keep_report, kept_report, read_logo};
pub use review_book::{REVIEW_FILE, Reviewed, check_engagement, write_review};
pub use seal::{SealedPackage, check_sealed};
pub use study::Study;
pub use suppressing::take_suppressions;
pub(crate) use together::judged_together;
pub use verify::{Verified, VerifyRequest, verify};

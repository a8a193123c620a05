//! Journeys of the command line: the real binary, real files, judged by what it leaves on the disk
//! and says on the terminal. Shares no code with the product; knows only the contract.
#![expect(
    clippy::disallowed_methods,
    reason = "a judge from outside: it reads what the binary wrote"
)]

// The SQLite that some journeys look with is built by the product.
use presync_app as _;

mod assuming;
mod broken_inputs;
mod budgets;
mod comparing;
mod documents;
mod engagement;
mod evaluating;
mod exit_codes;
mod fix_sheet;
mod inspecting;
mod interrupted;
mod killed;
mod links;
mod linting;
mod locking;
mod one_wording;
mod output_folder;
mod presync;
mod privacy;
mod profiles;
mod purging;
mod recommending;
mod reimport;
mod repeatable;
mod review_book;
mod sample;
mod sample_outcomes;
mod scoping;
mod sealing;
mod suppressing;
mod table;
mod verifying;
mod verifying_logs;

//! Journeys of the command line: the real binary, real files, judged by what it leaves on the disk
//! and says on the terminal. Shares no code with the product; knows only the contract.
#![expect(
    clippy::disallowed_methods,
    reason = "a judge from outside: it reads what the binary wrote"
)]

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
mod links;
mod linting;
mod one_wording;
mod output_folder;
mod presync;
mod privacy;
mod profiles;
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

//! The headless host: the command line over the same use cases as the window, and the loopback server.
//!
//! It reads arguments, draws progress on stderr, prints results on stdout and chooses the exit code.
//! What a command does is `presync-app`'s.
#![expect(
    clippy::disallowed_methods,
    reason = "a host: it reads arguments, the clock and the file system"
)]

mod args;
mod caret;
mod changes;
mod compare;
mod coverage;
mod decisions;
mod eval;
mod failure;
mod inspect;
mod keys;
mod links;
mod lint;
mod look;
mod odd;
mod plan;
mod recommend;
mod remote;
mod remote_args;
mod seal;
mod serve;
mod terminal;
mod verify;
mod workspace;
mod workspace_args;

use std::process::ExitCode;

use args::Command;
use clap::Parser;
use failure::CommandError;
use presync_app::process;

/// Done, inside the budget.
const DONE: u8 = 0;
/// An error; nothing was written.
const FAILED: u8 = 1;
/// Done, and the plan is outside the budget, or the mapping has blockers.
const OUTSIDE_BUDGET: u8 = 3;

fn main() -> ExitCode {
    if process::begin(std::env::args_os().nth(1).as_deref()) {
        return ExitCode::from(DONE);
    }
    let args = args::Args::parse();
    let result = match &args.command {
        Command::Plan(plan) => plan::run(&args.common, plan),
        Command::Inspect(inspect) => inspect::run(&args.common, inspect),
        Command::Match(links) => links::run(&args.common, links),
        Command::Recommend(recommend) => recommend::run(&args.common, recommend),
        Command::Compare(compare) => compare::run(&args.common, compare),
        Command::Verify(verify) => verify::run(&args.common, verify),
        Command::Eval(eval) => eval::run(&args.common, eval),
        Command::Lint(lint) => lint::run(&args.common, lint),
        Command::Seal(seal) => seal::run(&args.common, seal),
        Command::Scim(scim) => remote::scim(&args.common, scim),
        Command::Graph(graph) => remote::graph(&args.common, graph),
        Command::Workspace(command) => workspace::run(&args.common, command),
        Command::Serve(serve) => serve::run(serve),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            terminal::print_failure(&error, args.common.json);
            ExitCode::from(FAILED)
        }
    }
}

/// What every command returns: its exit code.
type CommandResult = Result<u8, CommandError>;

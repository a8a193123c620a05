//! The project's own chores, run as `cargo xtask <chore>`.
//!
//! This head only dispatches: each chore lives in the module of its name. Nothing here is part of
//! the product, and no crate of the product may depend on it.
#![expect(
    clippy::disallowed_methods,
    reason = "a host for the developer: it reads the tree, the clock and the environment"
)]
#![expect(clippy::print_stdout, reason = "its results are lines on the terminal")]

mod app;
mod bench;
mod bindings;
mod ci;
mod command;
mod fuzz;
mod kill;
mod package;
mod packages;
mod parts;
mod sample;
#[cfg(test)]
mod shell_tests;
mod stage;
mod test;
mod tidy;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
usage: cargo xtask <chore>

  test       install what is missing, build the UI, run every test
  ci         test, and rustfmt, clippy, tidy and cargo-deny
  app        build the UI and open the desktop app
  package    build the packages of the desktop app for this system: .deb and .rpm on Linux
  sample     make the sample engagement in examples/ again, from its seed
  bench      measure the main job on generated populations: [10k] [100k] [1m], match [sizes], simulate [sizes], instructions, import [1m], or expr [1m]
  fuzz       invent bytes for the fuzz targets and say what was found: [TARGET] [--seconds N]
  kill       kill the binary at drawn moments of everything that writes: [--times N] [--seed N]
  bindings   write the TypeScript bindings of the command table
  tidy       check the house rules that no compiler checks";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = root();
    match arguments.as_slice() {
        ["test"] => test::run(&root),
        ["ci"] => ci::run(&root),
        ["app"] => app::run(&root),
        ["package"] => package::run(&root),
        ["bench", sizes @ ..] => bench::run(&root, sizes),
        ["kill", arguments @ ..] => kill::run(&root, arguments),
        ["fuzz", arguments @ ..] => fuzz::run(&root, arguments),
        ["bindings"] => bindings::run(&root),
        ["sample"] => sample::run(&root),
        ["tidy"] => tidy::run(&root),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        [] => bail!("name a chore.\n{USAGE}"),
        [other, ..] => bail!("there is no chore `{other}` that takes these arguments.\n{USAGE}"),
    }
}

/// The folder of the root manifest, wherever the chore was called from.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("BUG: xtask lies one folder below the root")
        .to_path_buf()
}

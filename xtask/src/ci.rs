//! `cargo xtask ci`: the tests, and the checks that keep the house in order.

use std::path::Path;

use anyhow::Result;

use crate::command::CommandLine;
use crate::stage::{Log, Stage};
use crate::{test, tidy, tools};

/// Runs the quick checks, all tests, then the checks that compile.
///
/// # Errors
/// At the first stage that fails, naming it.
pub(crate) fn run(root: &Path) -> Result<()> {
    let mut log = Log::default();
    log.run(&cargo("rustfmt", &["fmt", "--all", "--check"]), root)?;
    log.time("tidy", || tidy::run(root))?;
    test::run_stages(&mut log, root)?;
    let clippy = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    log.run(&cargo("clippy", &clippy), root)?;
    log.time("cargo-deny", || tools::install_missing("deny", root))?;
    // Advisories need a network that a check machine may lack; they belong to a release.
    log.run(
        &cargo(
            "dependencies",
            &["deny", "check", "bans", "licenses", "sources"],
        ),
        root,
    )?;
    log.close();
    Ok(())
}

fn cargo(name: &'static str, arguments: &[&str]) -> Stage {
    Stage {
        name,
        commands: vec![CommandLine::new("cargo", arguments)],
    }
}

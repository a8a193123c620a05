//! Cargo's own extra subcommands, compiled from the registry once when they are missing.

use std::path::Path;

use anyhow::Result;

use crate::command::{CommandLine, succeeds};

/// Installs a cargo subcommand unless it already answers.
///
/// # Errors
/// When it cannot be compiled.
pub(crate) fn install_missing(subcommand: &str, root: &Path) -> Result<()> {
    if succeeds("cargo", &[subcommand, "--version"]) {
        println!("cargo-{subcommand} is there");
        return Ok(());
    }
    let package = format!("cargo-{subcommand}");
    CommandLine::new("cargo", &["install", &package, "--locked"]).run(root)
}

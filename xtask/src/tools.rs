//! Cargo's own extra subcommands, compiled from the registry once when they are missing.

use std::path::Path;

use anyhow::Result;

use crate::command::{CommandLine, succeeds};

/// Installs a cargo subcommand unless it already answers.
///
/// Built without optimisation, which takes less than half the time: a check that runs for two
/// seconds instead of one is cheaper than four more minutes of compiling. It goes where cargo puts
/// its tools, so that it is paid once a machine and not once a clone.
///
/// # Errors
/// When it cannot be compiled.
pub(crate) fn install_missing(subcommand: &str, root: &Path) -> Result<()> {
    if succeeds("cargo", &[subcommand, "--version"]) {
        println!("cargo-{subcommand} is there");
        return Ok(());
    }
    install(subcommand).run(root)
}

fn install(subcommand: &str) -> CommandLine {
    let package = format!("cargo-{subcommand}");
    CommandLine::new("cargo", &["install", &package, "--locked", "--debug"])
        .with("CARGO_PROFILE_DEV_DEBUG", "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_is_compiled_from_its_own_lockfile() {
        assert_eq!(
            install("deny").to_string(),
            "CARGO_PROFILE_DEV_DEBUG=0 cargo install cargo-deny --locked --debug"
        );
    }
}

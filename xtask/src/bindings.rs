//! `cargo xtask bindings`: writes the TypeScript bindings that a test of `presync-app` checks.
//!
//! The test is the one place that knows the types; with the variable set it writes instead of
//! comparing.

use std::path::Path;

use anyhow::Result;

use crate::command::CommandLine;

/// Writes the bindings into the tree.
///
/// # Errors
/// When the test that writes them fails.
pub(crate) fn run(root: &Path) -> Result<()> {
    CommandLine::new("cargo", &["test", "--package", "presync-app", "bindings"])
        .with("PRESYNC_WRITE_BINDINGS", "1")
        .run(root)
}

//! `cargo xtask app`: builds the UI and opens the desktop app from this tree.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::command::CommandLine;
use crate::packages;
use crate::parts::Part;
use crate::stage::{Log, Stage};
use crate::test;

/// Installs what is missing, builds, and runs the app until its window is closed.
///
/// # Errors
/// When the tree has no desktop app, or a stage fails.
pub(crate) fn run(root: &Path) -> Result<()> {
    ensure!(
        root.join(Part::Desktop.folder()).is_dir(),
        "this tree has no {}/, so there is no desktop app to open",
        Part::Desktop.folder()
    );
    let mut log = Log::default();
    log.time("Debian packages", || {
        packages::install_missing(&[Part::Desktop], root)
    })?;
    test::ui_build_stages()
        .iter()
        .try_for_each(|stage| log.run(stage, root))?;
    log.run(&desktop_app(), root)
}

fn desktop_app() -> Stage {
    let arguments = [
        "run",
        "--release",
        "--package",
        "presync-desktop",
        "--features",
        "custom-protocol",
    ];
    Stage {
        name: "desktop app",
        commands: vec![CommandLine::new("cargo", &arguments)],
    }
}

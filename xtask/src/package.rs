//! `cargo xtask package`: the packages of the desktop app, as a person installs them.
//!
//! What is packed on which system stands in `src-tauri/tauri*.conf.json`; this builds and looks at the size.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};

use crate::command::CommandLine;
use crate::packages;
use crate::parts::Part;
use crate::stage::{Log, Stage};
use crate::test;

/// The packer has a tree of its own, so that the UI's stays small.
pub(crate) const FOLDER: &str = "packaging";
/// The profile in the root manifest, which is the folder's name below `target/`, too.
const PROFILE: &str = "shipped";
/// What the app may take on a disk.
const INSTALLED_MAX_MB: u64 = 15;

/// Builds the packages of this system.
///
/// # Errors
/// When a stage fails, or when the app has grown beyond what it may take.
pub(crate) fn run(root: &Path) -> Result<()> {
    let mut log = Log::default();
    log.time("Debian packages", || match cfg!(target_os = "linux") {
        true => packages::install_missing(&[Part::Desktop], root),
        false => Ok(()),
    })?;
    for stage in test::ui_build_stages().iter().chain([&packed()]) {
        log.run(stage, root)?;
    }
    log.time("size", || size_fits(root))?;
    log.close();
    Ok(())
}

/// The packer, run from the root so that it finds the app.
pub(crate) fn packer(arguments: &[&str]) -> CommandLine {
    let exec = ["exec", "--prefix", FOLDER, "--"];
    CommandLine::new("npm", &[&exec, arguments].concat())
}

fn packed() -> Stage {
    let build = ["tauri", "build", "--ci", "--features", "custom-protocol"];
    let cargo = ["--", "--locked", "--profile", PROFILE];
    Stage {
        name: "packages",
        commands: vec![
            test::npm_install(FOLDER),
            packer(&[&build[..], &cargo].concat()),
        ],
    }
}

/// The binary is all but the icons.
fn size_fits(root: &Path) -> Result<()> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), Into::into);
    let name = format!("presync-desktop{}", std::env::consts::EXE_SUFFIX);
    let binary = target.join(PROFILE).join(name);
    let bytes = fs::metadata(&binary)
        .with_context(|| format!("{} was not built", binary.display()))?
        .len();
    println!("the app takes {:.1} MB installed", megabytes(bytes));
    ensure!(
        bytes <= INSTALLED_MAX_MB * 1_000_000,
        "that is more than {INSTALLED_MAX_MB} MB"
    );
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "printed with one decimal")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

//! Starting the measured program: the whole job in a process of its own, built as it is shipped.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use super::generate::Population;
use super::report::Measured;
use crate::command::{CommandLine, succeeds};

/// The example of `presync-app` that drives the job and times its phases.
pub(super) const EXAMPLE: &str = "phases";

/// Builds the measured program.
///
/// # Errors
/// When it does not compile.
pub(super) fn build(root: &Path) -> Result<()> {
    build_example(root, EXAMPLE)
}

/// Builds one of the measured programs.
///
/// # Errors
/// When it does not compile.
pub(super) fn build_example(root: &Path, name: &str) -> Result<()> {
    let arguments = [
        "build",
        "--release",
        "--package",
        "presync-app",
        "--example",
        name,
    ];
    CommandLine::new("cargo", &arguments).run(root)
}

/// Runs the job once and reads what the program says about itself.
///
/// # Errors
/// When the program fails, or says something else.
pub(super) fn measure(root: &Path, population: &Population, out: &Path) -> Result<Measured> {
    measure_example(root, EXAMPLE, population, out)
}

/// Runs one of the measured programs over both files and reads what it says about itself.
///
/// # Errors
/// When the program fails, or says something else.
pub(super) fn measure_example(
    root: &Path,
    name: &str,
    population: &Population,
    out: &Path,
) -> Result<Measured> {
    let mut command = Command::new(example(root, name));
    let output = command
        .args([&population.legacy, &population.azure, out])
        .stderr(Stdio::inherit())
        .output()
        .context("The measured program could not be started.")?;
    ensure!(
        output.status.success(),
        "The measured program ended with {}.",
        output.status
    );
    let said = String::from_utf8_lossy(&output.stdout);
    let line = said.lines().last().unwrap_or_default();
    serde_json::from_str(line).with_context(|| format!("The measured program said `{line}`."))
}

/// Counts the instructions of the job; they hardly vary, however busy the machine.
///
/// # Errors
/// When valgrind is not installed, or its answer has no count.
pub(super) fn instructions(root: &Path, population: &Population, folder: &Path) -> Result<u64> {
    let package = folder.join("package");
    let arguments = [&population.legacy, &population.azure, &package];
    counted(
        Command::new("valgrind")
            .args(VALGRIND)
            .arg(example(root, EXAMPLE))
            .args(arguments),
    )
}

/// Counts the instructions of an example with these arguments.
///
/// # Errors
/// When valgrind is not installed, or its answer has no count.
pub(super) fn instructions_of(root: &Path, name: &str, arguments: &[&str]) -> Result<u64> {
    counted(
        Command::new("valgrind")
            .args(VALGRIND)
            .arg(example(root, name))
            .args(arguments),
    )
}

/// Counts, and keeps no profile.
const VALGRIND: [&str; 2] = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];

fn counted(valgrind: &mut Command) -> Result<u64> {
    if !succeeds("valgrind", &["--version"]) {
        bail!("valgrind is not installed; `apt-get install valgrind` would.");
    }
    let output = valgrind
        .output()
        .context("valgrind could not be started.")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "valgrind ended with {}:\n{said}",
        output.status
    );
    collected(&said).with_context(|| format!("valgrind gave no count:\n{said}"))
}

/// The count in `==4711== Collected : 123456`.
fn collected(said: &str) -> Option<u64> {
    let line = said.lines().find_map(|line| line.split_once("Collected :"));
    line.and_then(|(_, counts)| counts.split_whitespace().next()?.parse().ok())
}

/// Where cargo puts the example: in the folder of builds that this chore was built in, too.
pub(super) fn example(root: &Path, name: &str) -> PathBuf {
    let own = std::env::current_exe().ok();
    let builds = own
        .as_deref()
        .and_then(|program| program.parent()?.parent());
    let builds = builds.map_or_else(|| root.join("target"), Path::to_path_buf);
    builds.join("release/examples").join(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_found_in_what_valgrind_says() {
        let said = "==41== Events    : Ir\n==41== Collected : 4711000001\n==41==\n";
        assert_eq!(collected(said), Some(4_711_000_001));
        assert_eq!(collected("==41== error"), None);
    }
}

//! `cargo xtask fuzz`: invents bytes for the fuzz targets for a while, and says what was found.
//!
//! What the targets do lies in `crates/presync-fuzz`, and its tests replay what was kept. Here a fuzzer runs: the
//! unstable parts of the pinned compiler are used for it, and for nothing else.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::CommandLine;
use crate::tools;

/// How long each target runs unless it is said.
const SECONDS: u64 = 60;
/// What one input may hold, in MB, and how long it may take, in seconds, before it counts as found.
const LIMITS: [&str; 2] = ["-rss_limit_mb=1536", "-timeout=20"];

/// What the chore was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wanted<'a> {
    target: Option<&'a str>,
    seconds: u64,
}

/// Runs one target or all of them.
///
/// # Errors
/// An argument that means nothing; a driver that does not compile; something found.
pub(crate) fn run(root: &Path, arguments: &[&str]) -> Result<()> {
    let wanted = wanted(arguments)?;
    let targets = targets(root)?;
    let chosen: Vec<&String> = targets
        .iter()
        .filter(|target| wanted.target.is_none_or(|name| name == target.as_str()))
        .collect();
    if chosen.is_empty() {
        bail!(
            "there is no such target; targets are {}",
            targets.join(", ")
        );
    }
    tools::install_missing("fuzz", root)?;
    let mut found = Vec::new();
    for target in chosen {
        make_room(root, target)?;
        let outcome = command(target, wanted.seconds).run(root);
        found.extend(artifacts(root, target)?);
        if found.is_empty() {
            outcome?;
        }
    }
    report(&found)
}

/// The folder of what is kept knows every target: a test of the bodies holds both against each other.
fn targets(root: &Path) -> Result<Vec<String>> {
    let folder = root.join("fuzz/kept");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&folder).context("fuzz/kept cannot be read")? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The engine wants the folder for new inputs to be there; git keeps no empty one.
fn make_room(root: &Path, target: &str) -> Result<()> {
    let folder = root.join("fuzz/found").join(target);
    std::fs::create_dir_all(folder).context("fuzz/found cannot be made")
}

/// New inputs go to the first folder, kept ones are read from the second. Nothing here is unsafe code of
/// ours, so no sanitizer slows it down.
fn command(target: &str, seconds: u64) -> CommandLine {
    let (found, kept) = (
        format!("fuzz/found/{target}"),
        format!("fuzz/kept/{target}"),
    );
    let time = format!("-max_total_time={seconds}");
    let arguments = [
        "fuzz",
        "run",
        "--sanitizer",
        "none",
        target,
        &found,
        &kept,
        "--",
        &time,
        LIMITS[0],
        LIMITS[1],
    ];
    CommandLine::new("cargo", &arguments).with("RUSTC_BOOTSTRAP", "1")
}

/// The inputs that broke a promise.
fn artifacts(root: &Path, target: &str) -> Result<Vec<PathBuf>> {
    let folder = root.join("fuzz/artifacts").join(target);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(&folder).context("the artifacts cannot be read")?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn report(found: &[PathBuf]) -> Result<()> {
    if found.is_empty() {
        println!("fuzz: nothing was found");
        return Ok(());
    }
    for path in found {
        println!("found: {}", path.display());
    }
    bail!(
        "{} inputs break a promise: mend the code, and keep each input in fuzz/kept/<target>",
        found.len()
    )
}

fn wanted<'a>(arguments: &[&'a str]) -> Result<Wanted<'a>> {
    let (target, rest) = match arguments {
        [name, rest @ ..] if !name.starts_with('-') => (Some(*name), rest),
        rest => (None, rest),
    };
    let seconds = match rest {
        [] => SECONDS,
        ["--seconds", number] => number.parse().context("--seconds takes a whole number")?,
        _ => bail!("usage: cargo xtask fuzz [TARGET] [--seconds N]"),
    };
    Ok(Wanted { target, seconds })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_and_a_time_can_be_named() {
        let check = |arguments: &[&str], target, seconds| {
            let wanted = wanted(arguments).expect("it is asked well");
            assert_eq!(wanted, Wanted { target, seconds });
        };
        check(&[], None, SECONDS);
        check(&["csv_read"], Some("csv_read"), SECONDS);
        check(&["--seconds", "5"], None, 5);
        check(&["csv_read", "--seconds", "5"], Some("csv_read"), 5);
        assert!(wanted(&["--seconds"]).is_err());
        assert!(wanted(&["a", "b"]).is_err());
    }

    #[test]
    fn new_inputs_do_not_go_among_the_kept() {
        let line = command("json_read", 7).to_string();
        assert!(
            line.starts_with("RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none json_read "),
            "{line}"
        );
        assert!(
            line.contains("fuzz/found/json_read fuzz/kept/json_read -- -max_total_time=7"),
            "{line}"
        );
    }

    #[test]
    fn there_is_room_for_new_inputs() {
        let root = tempfile::tempdir().expect("a folder");
        for _ in 0..2 {
            make_room(root.path(), "json_read").expect("room");
            assert!(root.path().join("fuzz/found/json_read").is_dir());
        }
    }

    #[test]
    fn what_was_found_is_an_error_that_says_what_to_do() {
        let error = report(&[PathBuf::from("fuzz/artifacts/a/crash-1")]).expect_err("found");
        assert!(error.to_string().contains("fuzz/kept"), "{error}");
    }
}

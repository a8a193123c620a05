//! `cargo xtask test`: install what is missing, then run every test there is.
//!
//! The stages are a value made from the parts in the tree, so that they can be tested themselves.

use std::path::Path;

use anyhow::Result;

use crate::command::CommandLine;
use crate::package;
use crate::packages;
use crate::parts::{self, Part};
use crate::stage::{Log, Stage};
use crate::tools;

/// What properties start from, so that a run that fails says something of the change at hand. Cases nobody
/// has seen are for runs without it.
const PROPERTY_SEED: &str = "20260301";

/// Runs all tests.
///
/// # Errors
/// At the first stage that fails, naming it.
pub(crate) fn run(root: &Path) -> Result<()> {
    let mut log = Log::default();
    run_stages(&mut log, root)?;
    log.close();
    Ok(())
}

/// The same inside another chore, which closes the log.
pub(crate) fn run_stages(log: &mut Log, root: &Path) -> Result<()> {
    let parts = parts::present(root);
    log.time("Debian packages", || {
        packages::install_missing(&parts, root)
    })?;
    log.time("cargo-nextest", || tools::install_missing("nextest", root))?;
    for part in Part::ALL.iter().filter(|part| !parts.contains(part)) {
        println!(
            "(no {}/ in this tree: its stages do not apply)",
            part.folder()
        );
    }
    stages(&parts, &binaries(root))
        .iter()
        .try_for_each(|stage| log.run(stage, root))
}

/// The stages that install and build the UI, shared with `cargo xtask app`.
pub(crate) fn ui_build_stages() -> Vec<Stage> {
    vec![
        Stage {
            name: "UI packages",
            commands: vec![npm_install("ui")],
        },
        Stage {
            name: "UI build",
            commands: vec![npm("ui", &["run", "build"])],
        },
    ]
}

/// Where cargo puts the binaries that the journeys start: beside this one.
fn binaries(root: &Path) -> String {
    std::env::current_exe()
        .ok()
        .and_then(|program| program.parent().map(Path::to_path_buf))
        .unwrap_or_else(|| root.join("target/debug"))
        .display()
        .to_string()
}

fn stages(parts: &[Part], binaries: &str) -> Vec<Stage> {
    let mut stages = Vec::new();
    if parts.contains(&Part::Ui) {
        // Built before any Rust: the desktop host embeds the built files when it is compiled.
        stages.extend(ui_build_stages());
        stages.push(Stage {
            name: "UI types",
            commands: vec![npm("ui", &["run", "check"])],
        });
        stages.push(Stage {
            name: "UI tests",
            commands: vec![npm("ui", &["run", "test"])],
        });
    }
    let nextest = ["nextest", "run", "--workspace", "--no-fail-fast"];
    stages.push(Stage {
        name: "Rust tests",
        commands: vec![
            CommandLine::new("cargo", &nextest).with("PROPTEST_RNG_SEED", PROPERTY_SEED),
        ],
    });
    stages.push(Stage {
        name: "Rust doc tests",
        commands: vec![CommandLine::new("cargo", &["test", "--doc", "--workspace"])],
    });
    // Predictions of the first sync, and scores of what is recommended, on generated engagements; services
    // of other authors, with faults.
    let judges = [
        (Part::Judge, "judge"),
        (Part::Engagements, "engagements"),
        (Part::Peers, "peers"),
    ];
    for (part, name) in judges {
        if parts.contains(&part) {
            stages.push(on_the_binary(part, name, binaries));
        }
    }
    if parts.contains(&Part::Browser) {
        stages.push(browser_journeys(binaries));
    }
    // Before the window is driven: what is packed is the binary that refuses to be.
    if parts.contains(&Part::Packages) {
        stages.push(installed_packages(binaries));
    }
    if parts.contains(&Part::Window) {
        stages.push(window_run(binaries));
    }
    stages
}

/// A judge of its own: what npm runs in the part's folder, told where the binary is.
fn on_the_binary(part: Part, name: &'static str, binaries: &str) -> Stage {
    let folder = part.folder();
    Stage {
        name,
        commands: vec![
            CommandLine::new("cargo", &["build", "--package", "presync-cli"]),
            npm_install(folder),
            npm(folder, &["test"]).with("PRESYNC_BIN", &format!("{binaries}/presync")),
        ],
    }
}

fn browser_journeys(binaries: &str) -> Stage {
    let folder = Part::Browser.folder();
    Stage {
        name: "browser journeys",
        commands: vec![
            CommandLine::new("cargo", &["build", "--package", "presync-cli"]),
            npm_install(folder),
            CommandLine::new("npx", &["playwright", "test"])
                .within(folder)
                .with("PRESYNC_BIN", &format!("{binaries}/presync")),
        ],
    }
}

/// Packed unoptimised, which costs no second build of everything.
fn installed_packages(binaries: &str) -> Stage {
    let folder = Part::Packages.folder();
    let bundle = ["tauri", "bundle", "--debug", "--bundles", "deb,rpm", "--ci"];
    Stage {
        name: "packages",
        commands: vec![
            desktop("custom-protocol"),
            npm_install(package::FOLDER),
            package::packer(&bundle),
            CommandLine::new("./run", &[])
                .within(folder)
                .with("PRESYNC_BUNDLES", &format!("{binaries}/bundle")),
        ],
    }
}

/// The binary that is released refuses to be driven; the one with `automation` is driven. The second
/// differs in one crate, so building both costs little more than building one.
fn window_run(binaries: &str) -> Stage {
    Stage {
        name: "real window",
        commands: vec![
            desktop("custom-protocol"),
            window(&["./run", "refusal"], binaries),
            desktop("custom-protocol,automation"),
            window(&["./run"], binaries),
        ],
    }
}

fn desktop(features: &str) -> CommandLine {
    let arguments = [
        "build",
        "--package",
        "presync-desktop",
        "--features",
        features,
    ];
    CommandLine::new("cargo", &arguments)
}

/// A command on a screen that nobody sees.
fn window(command: &[&str], binaries: &str) -> CommandLine {
    let screen = ["--auto-servernum", "--server-args=-screen 0 1280x900x24"];
    CommandLine::new("xvfb-run", &[&screen, command].concat())
        .within(Part::Window.folder())
        .with(
            "PRESYNC_DESKTOP_BIN",
            &format!("{binaries}/presync-desktop"),
        )
}

/// Locked versions only, and no install script of a dependency is run.
pub(crate) fn npm_install(folder: &str) -> CommandLine {
    npm(
        folder,
        &["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
    )
}

fn npm(folder: &str, arguments: &[&str]) -> CommandLine {
    CommandLine::new("npm", arguments).within(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(parts: &[Part]) -> Vec<&'static str> {
        stages(parts, "bin")
            .iter()
            .map(|stage| stage.name)
            .collect()
    }

    #[test]
    fn a_tree_with_rust_alone_runs_the_rust_tests() {
        assert_eq!(names(&[]), ["Rust tests", "Rust doc tests"]);
    }

    #[test]
    fn every_part_that_is_there_has_its_stages_and_the_ui_is_built_first() {
        assert_eq!(
            names(&Part::ALL),
            [
                "UI packages",
                "UI build",
                "UI types",
                "UI tests",
                "Rust tests",
                "Rust doc tests",
                "judge",
                "engagements",
                "peers",
                "browser journeys",
                "packages",
                "real window"
            ]
        );
    }

    #[test]
    fn the_journeys_are_told_which_binary_to_start() {
        let journeys = browser_journeys("bin").commands;
        assert_eq!(
            journeys.last().expect("it has commands").to_string(),
            "(cd tests/ui) PRESYNC_BIN=bin/presync npx playwright test"
        );
    }

    #[test]
    fn the_judges_are_told_which_binary_to_judge() {
        let last = |part| {
            let commands = on_the_binary(part, "a judge", "bin").commands;
            commands.last().expect("it has commands").to_string()
        };
        assert_eq!(
            [Part::Judge, Part::Engagements, Part::Peers].map(last),
            [
                "(cd tests/judge) PRESYNC_BIN=bin/presync npm test",
                "(cd tests/engagements) PRESYNC_BIN=bin/presync npm test",
                "(cd tests/peers) PRESYNC_BIN=bin/presync npm test"
            ]
        );
    }

    #[test]
    fn the_released_window_is_held_against_automation_before_the_other_is_driven() {
        let commands = window_run("bin").commands;
        let lines: Vec<String> = commands.iter().map(ToString::to_string).collect();
        let ends = |line: usize, end: &str| assert!(lines[line].ends_with(end), "{}", lines[line]);
        ends(0, "--features custom-protocol");
        ends(1, "./run refusal");
        ends(2, "--features custom-protocol,automation");
        ends(3, "./run");
        assert!(
            lines[3].contains("PRESYNC_DESKTOP_BIN=bin/presync-desktop"),
            "{}",
            lines[3]
        );
    }
}

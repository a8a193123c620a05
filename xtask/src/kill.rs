//! `cargo xtask kill`: the kills that the ordinary tests try a few of, by the hundred, from a seed. What is
//! killed and what must hold is the journey's.

use std::path::Path;

use anyhow::{Result, bail};

use crate::command::CommandLine;
use crate::stage::{Log, Stage};

/// How many kills are tried unless somebody says otherwise.
const TIMES: &str = "400";

/// Kills the binary so many times.
///
/// # Errors
/// When an argument is not known, or a workspace did not survive.
pub(crate) fn run(root: &Path, arguments: &[&str]) -> Result<()> {
    let (mut times, mut seed) = (TIMES, "1");
    for pair in arguments.chunks(2) {
        match pair {
            ["--times", number] if number.parse::<u64>().is_ok() => times = number,
            ["--seed", number] if number.parse::<u64>().is_ok() => seed = number,
            _ => bail!("kill takes --times N and --seed N"),
        }
    }
    let mut log = Log::default();
    log.run(&stage(times, seed), root)?;
    log.close();
    Ok(())
}

fn stage(times: &str, seed: &str) -> Stage {
    let test = "killed::a_kill_at_any_moment_loses_nothing_that_was_acknowledged";
    let arguments = ["nextest", "run", "--package", "presync-cli", test];
    Stage {
        name: "kills",
        commands: vec![
            CommandLine::new("cargo", &arguments)
                .with("PRESYNC_KILLS", times)
                .with("PRESYNC_KILL_SEED", seed),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_journey_is_told_how_often_and_from_where() {
        let line = stage("400", "7").commands[0].to_string();
        assert!(
            line.contains("PRESYNC_KILLS=400") && line.contains("PRESYNC_KILL_SEED=7"),
            "{line}"
        );
    }
}

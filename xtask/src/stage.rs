//! Named, timed stages: every chore says what it is doing, how long it took, and which stage failed.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::command::CommandLine;

/// A name and the commands that make it up, run in order.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stage {
    pub(crate) name: &'static str,
    pub(crate) commands: Vec<CommandLine>,
}

/// The stages run so far, for the closing table.
#[derive(Default)]
pub(crate) struct Log {
    done: Vec<(&'static str, Duration)>,
}

impl Log {
    /// Runs one stage that is made of commands.
    pub(crate) fn run(&mut self, stage: &Stage, root: &Path) -> Result<()> {
        self.time(stage.name, || {
            stage
                .commands
                .iter()
                .try_for_each(|command| command.run(root))
        })
    }

    /// Runs one stage that is made of code.
    pub(crate) fn time(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<()>,
    ) -> Result<()> {
        println!("\n=== {name}");
        let started = Instant::now();
        let outcome = work();
        let took = started.elapsed();
        outcome
            .with_context(|| format!("stage `{name}` failed after {:.1} s", took.as_secs_f64()))?;
        println!("=== {name}: done in {:.1} s", took.as_secs_f64());
        self.done.push((name, took));
        Ok(())
    }

    /// Prints every stage with its time.
    pub(crate) fn close(&self) {
        println!("\n=== all stages passed");
        for (name, took) in &self.done {
            println!("{:>9.1} s  {name}", took.as_secs_f64());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_its_stage() {
        let mut log = Log::default();
        let error = log
            .time("doc tests", || anyhow::bail!("two failed"))
            .expect_err("it fails");
        let message = format!("{error:#}");
        assert!(message.contains("stage `doc tests` failed") && message.contains("two failed"));
        assert!(log.done.is_empty());
    }
}

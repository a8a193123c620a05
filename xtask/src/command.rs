//! One command line as a value: what to run, where, with what in the environment.
//!
//! Output goes straight to the terminal; nothing is captured except by [`succeeds`].

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// A program with its arguments, to be run in a folder below the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CommandLine {
    program: String,
    arguments: Vec<String>,
    folder: String,
    environment: Vec<(String, String)>,
}

impl CommandLine {
    /// A command to run in the root folder.
    pub(crate) fn new(program: &str, arguments: &[&str]) -> Self {
        Self {
            program: program.to_owned(),
            arguments: arguments
                .iter()
                .map(|&argument| argument.to_owned())
                .collect(),
            folder: String::new(),
            environment: Vec::new(),
        }
    }

    /// The same command in a folder below the root.
    pub(crate) fn within(mut self, folder: &str) -> Self {
        folder.clone_into(&mut self.folder);
        self
    }

    /// The same command with one more environment variable.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Runs it and waits; its output is the terminal's.
    ///
    /// # Errors
    /// When the program cannot be started or ends with anything but success.
    pub(crate) fn run(&self, root: &Path) -> Result<()> {
        println!("$ {self}");
        let status = Command::new(&self.program)
            .args(&self.arguments)
            .current_dir(root.join(&self.folder))
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .status()
            .with_context(|| {
                format!("`{}` could not be started; is it installed?", self.program)
            })?;
        ensure!(status.success(), "`{self}` ended with {status}");
        Ok(())
    }
}

impl fmt::Display for CommandLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.folder.is_empty() {
            write!(f, "(cd {}) ", self.folder)?;
        }
        for (name, value) in &self.environment {
            write!(f, "{name}={value} ")?;
        }
        write!(f, "{}", self.program)?;
        self.arguments
            .iter()
            .try_for_each(|argument| write!(f, " {argument}"))
    }
}

/// Whether a quiet run of the program ends with success; a program that is not there does not.
pub(crate) fn succeeds(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_shows_folder_environment_and_arguments() {
        let line = CommandLine::new("npm", &["run", "build"])
            .within("ui")
            .with("CI", "1");
        assert_eq!(line.to_string(), "(cd ui) CI=1 npm run build");
    }

    #[test]
    fn a_failing_command_is_an_error_that_names_it() {
        let error = CommandLine::new("cargo", &["no-such-subcommand"])
            .run(Path::new("."))
            .expect_err("cargo has no such subcommand");
        assert!(
            error.to_string().contains("cargo no-such-subcommand"),
            "{error}"
        );
    }

    #[test]
    fn a_missing_program_does_not_succeed() {
        assert!(!succeeds("presync-no-such-program", &[]));
    }
}

//! Starting the binary and looking at what it leaves: exit code, output, files.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The moment every journey is dated to.
pub(crate) const NOW: &str = "2026-11-23T09:00:00Z";

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    /// The same, having ended with this code.
    #[track_caller]
    pub(crate) fn with_code(self, code: i32) -> Self {
        assert_eq!(
            self.code,
            Some(code),
            "stdout:\n{}\nstderr:\n{}",
            self.stdout,
            self.stderr
        );
        self
    }
}

/// The binary with a command, dated.
pub(crate) fn presync(command: &str) -> Command {
    let mut presync = Command::new(env!("CARGO_BIN_EXE_presync"));
    presync.args([command, "--now", NOW]);
    presync
}

/// The binary making a plan of two files.
pub(crate) fn plan(legacy: &Path, azure: &Path, out: &Path) -> Command {
    let mut plan = presync("plan");
    plan.arg("--legacy")
        .arg(legacy)
        .arg("--azure")
        .arg(azure)
        .arg("--out")
        .arg(out);
    plan
}

/// Runs it to its end.
pub(crate) fn end(command: &mut Command) -> Ended {
    let output = command.output().expect("the binary starts");
    Ended {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("it speaks UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("it speaks UTF-8"),
    }
}

/// Every file of a folder with its bytes.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |path: PathBuf| fs::read(path).expect("a file of the folder can be read");
    entries(folder)
        .into_iter()
        .map(|name| (name.clone(), read(folder.join(name))))
        .collect()
}

/// The names in a folder, in order.
pub(crate) fn entries(folder: &Path) -> Vec<String> {
    let name = |name: &OsStr| name.to_string_lossy().into_owned();
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let mut names: Vec<String> = entries
        .map(|entry| name(&entry.expect("the folder stays").file_name()))
        .collect();
    names.sort();
    names
}

//! A package on the disk held against its manifest.

use std::path::{Path, PathBuf};

use presync_report::{FileState, Seal, check_inputs, check_seal};

use crate::{files::base_name, wire::Failure};

/// A package with what became of its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedPackage {
    /// What the engagement is called.
    pub title: String,
    /// The moment the plan is dated to.
    pub now: String,
    /// The version that wrote it.
    pub tool_version: String,
    /// The verdict, in the word of the files.
    pub verdict: String,
    /// Its files, and those that do not belong, each with what became of it.
    pub files: Vec<(String, &'static str)>,
    /// The files that were to be held against its inputs, each with the input that it is.
    pub inputs: Vec<(String, Option<String>)>,
    /// Whether everything is as it was written and every given file is an input.
    pub is_intact: bool,
}

impl SealedPackage {
    /// What was found, in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let files = self.files.len();
        let broken = self
            .files
            .iter()
            .filter(|(_, state)| *state != FileState::Intact.as_str());
        let strangers = self.inputs.iter().filter(|(_, input)| input.is_none());
        match (broken.count(), strangers.count()) {
            (0, 0) => format!(
                "Intact: {files} files are as they were written on {} ({}).",
                day(&self.now),
                self.title
            ),
            (0, strangers) => format!(
                "The package is intact, but {strangers} of the given files it was not made from."
            ),
            (broken, _) => {
                format!("Not intact: {broken} of {files} files are not as they were written.")
            }
        }
    }
}

/// Holds a folder against its manifest, and files against the inputs that the manifest names.
///
/// # Errors
/// When it is no package of ours, or a file cannot be read.
pub fn check_sealed(folder: &Path, inputs: &[PathBuf]) -> Result<SealedPackage, Failure> {
    let Some(seal) = check_seal(folder)? else {
        return Err(Failure::new(
            "no_package",
            &format!("{} holds no MANIFEST.json of Presync.", base_name(folder)),
        )
        .hint("Give the folder that presync plan --out wrote, with all its files."));
    };
    let held = check_inputs(&seal, inputs)?;
    let inputs: Vec<(String, Option<String>)> = held
        .into_iter()
        .map(|(file, input)| (base_name(file), input))
        .collect();
    let is_intact = seal.is_intact() && inputs.iter().all(|(_, input)| input.is_some());
    Ok(of(seal, inputs, is_intact))
}

fn of(seal: Seal, inputs: Vec<(String, Option<String>)>, is_intact: bool) -> SealedPackage {
    let files = seal.files.into_iter();
    SealedPackage {
        title: seal.title,
        now: seal.now,
        tool_version: seal.tool_version,
        verdict: seal.verdict,
        files: files.map(|(file, state)| (file, state.as_str())).collect(),
        inputs,
        is_intact,
    }
}

fn day(now: &str) -> &str {
    now.split('T').next().unwrap_or(now)
}

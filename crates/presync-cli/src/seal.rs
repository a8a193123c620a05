//! `presync seal --check`: a package held against the digests in its manifest.

use presync_app::pipeline::{SealedPackage, check_sealed};
use serde_json::json;

use crate::{
    CommandResult, DONE, FAILED,
    args::{Common, SealArgs},
    terminal,
};

/// Checks and prints: 0 when everything is as it was written, else 1.
pub(crate) fn run(common: &Common, args: &SealArgs) -> CommandResult {
    let sealed = check_sealed(&args.check, &args.inputs)?;
    if common.json {
        let files = sealed.files.iter();
        let files: Vec<_> = files
            .map(|(file, state)| json!({ "file": file, "state": state }))
            .collect();
        let inputs = sealed.inputs.iter();
        let inputs: Vec<_> = inputs
            .map(|(file, input)| json!({ "file": file, "input": input }))
            .collect();
        let found = json!({
            "title": sealed.title, "now": sealed.now, "tool_version": sealed.tool_version,
            "verdict": sealed.verdict, "intact": sealed.is_intact, "files": files, "inputs": inputs,
        });
        terminal::print(&found.to_string())?;
    } else {
        table(&sealed)?;
    }
    Ok(if sealed.is_intact { DONE } else { FAILED })
}

fn table(sealed: &SealedPackage) -> Result<(), crate::failure::CommandError> {
    for (file, state) in &sealed.files {
        terminal::print(&format!("{state:8} {file}"))?;
    }
    for (file, input) in &sealed.inputs {
        let said = match input {
            Some(input) => format!("input    {file} is {input}"),
            None => format!("unknown  {file} is none of the inputs"),
        };
        terminal::print(&said)?;
    }
    terminal::print(&sealed.sentence())
}

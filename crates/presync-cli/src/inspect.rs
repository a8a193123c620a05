//! `presync inspect`: what a file is, in words or as JSON.

use presync_app::pipeline::inspect_file;

use crate::{
    CommandResult, DONE,
    args::{Common, InspectArgs},
    terminal,
};

/// Reads a file and says what it found.
pub(crate) fn run(common: &Common, args: &InspectArgs) -> CommandResult {
    let inspection = inspect_file(&args.file)?;
    if common.json {
        terminal::print(&inspection.to_json())?;
        return Ok(DONE);
    }
    for line in inspection.lines() {
        terminal::print(&line)?;
    }
    Ok(DONE)
}

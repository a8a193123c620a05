//! What a source of a workspace holds, for explaining the columns of files that come beside it.

use presync_import::Imported;
use presync_store::{SourceRow, Workspace};

use crate::wire::Failure;

/// The columns of a source, as far as they are certain.
///
/// # Errors
/// When a record of it cannot be read.
pub(crate) fn imported(workspace: &Workspace, source: &SourceRow) -> Result<Imported, Failure> {
    let mut imported = Imported::of(&source.header);
    workspace.each_record(source, |cells| imported.add(cells))?;
    Ok(imported)
}

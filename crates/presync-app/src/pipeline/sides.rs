//! Whether there is anybody on a side, and which files are to blame if not.

use presync_core::Side;
use presync_store::SourceRow;

use crate::wire::Failure;

/// Refuses sources that hold nobody of a side.
///
/// # Errors
/// `side_missing`, naming the files that should have held somebody.
pub(super) fn refuse_empty(sources: &[SourceRow]) -> Result<(), Failure> {
    for side in [Side::Legacy, Side::Azure] {
        let mut of_side = sources.iter().filter(|source| source.header.side == side);
        if !of_side.any(|source| source.records > source.rejected) {
            return Err(nobody(sources, side));
        }
    }
    Ok(())
}

/// Nobody of a side is in these sources.
pub(super) fn nobody(sources: &[SourceRow], side: Side) -> Failure {
    let of_side = sources.iter().filter(|source| source.header.side == side);
    let told: Vec<String> = of_side.map(told).collect();
    let label = side.label();
    if told.is_empty() {
        let message = format!("There are no {label} users in the workspace.");
        return Failure::new("side_missing", &message).hint("Import an export of that side.");
    }
    let message = format!("There are no {label} users: {}.", told.join("; "));
    Failure::new("side_missing", &message)
        .hint("Check that this is the right export, and that it was made with the users in it.")
}

fn told(source: &SourceRow) -> String {
    let file = &source.header.file;
    match source.records {
        0 => format!("{file} holds no records"),
        1 => format!("the one record of {file} cannot be used"),
        records => format!("none of the {records} records of {file} can be used"),
    }
}

//! The sample engagement, built in: the same bytes as in `examples/harbour-and-vale`.

use std::{fs, path::PathBuf};

use presync_store::EngagementRow;
use tempfile::TempDir;

use super::kept;
use crate::wire::Failure;

/// What the sample engagement is called.
const TITLE: &str = "Harbour & Vale (sample)";

/// The sample's files in a folder of their own, which vanishes with this value.
#[derive(Debug)]
pub struct SampleFiles {
    /// Exports of the intranet users.
    pub legacy: Vec<PathBuf>,
    /// Exports of the Azure users.
    pub azure: Vec<PathBuf>,
    /// The app's exported schema.
    pub schema: PathBuf,
    _folder: TempDir,
}

impl SampleFiles {
    /// The sample's name.
    #[must_use]
    pub fn engagement(&self) -> EngagementRow {
        kept::engagement(TITLE)
    }
}

const LEGACY: (&str, &[u8]) = (
    "Interact users.xlsx",
    include_bytes!("../../../../examples/harbour-and-vale/Interact users.xlsx"),
);
const AZURE: [(&str, &[u8]); 2] = [
    (
        "Azure users page 1.json",
        include_bytes!("../../../../examples/harbour-and-vale/Azure users page 1.json"),
    ),
    (
        "Azure users page 2.json",
        include_bytes!("../../../../examples/harbour-and-vale/Azure users page 2.json"),
    ),
];
const SCHEMA: (&str, &[u8]) = (
    "app schema.json",
    include_bytes!("../../../../examples/harbour-and-vale/app schema.json"),
);

/// Puts the sample's files where importers can read them. Nobody in them is real.
///
/// # Errors
/// When the system's temporary folder cannot be written.
pub fn unpack() -> Result<SampleFiles, Failure> {
    let unwritable = |error: std::io::Error| {
        Failure::new(
            "write_failed",
            &format!("The sample could not be unpacked: {error}."),
        )
        .hint("Check that the temporary folder is writable and has space left.")
    };
    let folder = tempfile::Builder::new()
        .prefix("presync-sample-")
        .tempdir()
        .map_err(unwritable)?;
    let put = |(name, bytes): (&str, &[u8])| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).map(|()| path).map_err(unwritable)
    };
    Ok(SampleFiles {
        legacy: vec![put(LEGACY)?],
        azure: AZURE.into_iter().map(put).collect::<Result<_, _>>()?,
        schema: put(SCHEMA)?,
        _folder: folder,
    })
}

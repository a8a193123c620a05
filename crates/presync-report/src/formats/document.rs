//! A JSON file that was made elsewhere, as it was handed in.

use std::io::Write;

use presync_core::Progress;

use super::Format;
use crate::{Document, ReportError, package::Package, package_file::PackageFile};

pub(crate) struct DocumentJson<'a>(pub(crate) &'a Document);

impl Format for DocumentJson<'_> {
    fn name(&self) -> &str {
        &self.0.name
    }

    fn write(
        &self,
        _: &Package<'_>,
        file: &mut PackageFile,
        _: &dyn Progress,
    ) -> Result<(), ReportError> {
        serde_json::to_writer_pretty(&mut *file, &self.0.value)
            .map_err(ReportError::json(&self.0.name))?;
        file.write_all(b"\n").map_err(|source| file.failed(source))
    }
}

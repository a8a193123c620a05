//! `findings.csv`: every finding of the plan, and every observation about the input files.

use std::borrow::Cow;

use presync_core::{Diagnostic, Progress, Side};

use super::{Format, Ticks};
use crate::{
    ReportError,
    csv_file::CsvFile,
    found::{Found, FoundRows},
    package::Package,
    package_file::PackageFile,
};

const HEAD: [&str; 12] = [
    "code",
    "severity",
    "subject_side",
    "subject_key",
    "attribute",
    "message",
    "remedy",
    "evidence",
    "file",
    "sheet",
    "row",
    "column",
];

pub(crate) struct FindingsCsv;

impl Format for FindingsCsv {
    fn name(&self) -> &str {
        "findings.csv"
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        progress: &dyn Progress,
    ) -> Result<(), ReportError> {
        let mut csv = CsvFile::new(file, package.options.csv, &HEAD)?;
        let mut ticks = Ticks::new(progress);
        for found in FoundRows::of(package.engagement).iter() {
            csv.row(&cells(&found))?;
            ticks.tick()?;
        }
        for diagnostic in package.engagement.diagnostics {
            csv.row(&diagnostic_cells(diagnostic))?;
            ticks.tick()?;
        }
        csv.finish()?;
        ticks.end()
    }
}

fn cells<'a>(found: &'a Found<'_>) -> [Cow<'a, str>; 12] {
    let place = found.place.as_ref();
    [
        found.code.as_str().into(),
        found.severity.as_str().into(),
        found.side.map_or("", Side::as_str).into(),
        found.key.into(),
        found.attribute.into(),
        found.message.as_str().into(),
        found.code.remedy().into(),
        found.evidence.into(),
        place.map_or("", |place| place.file).into(),
        place.and_then(|place| place.sheet).unwrap_or("").into(),
        place.map_or(Cow::Borrowed(""), |place| place.line.to_string().into()),
        "".into(),
    ]
}

fn diagnostic_cells(diagnostic: &Diagnostic) -> [Cow<'_, str>; 12] {
    [
        diagnostic.code.as_str().into(),
        diagnostic.severity.as_str().into(),
        "".into(),
        "".into(),
        "".into(),
        diagnostic.message.as_str().into(),
        diagnostic.hint.as_str().into(),
        "".into(),
        diagnostic.file.as_str().into(),
        diagnostic.sheet.as_deref().unwrap_or("").into(),
        diagnostic
            .row
            .map_or(Cow::Borrowed(""), |row| row.to_string().into()),
        diagnostic.column.as_deref().unwrap_or("").into(),
    ]
}

//! `groups.csv`: one row for every Azure group that was given.

use presync_core::{Progress, finding::FindingCode, rows::joined};

use super::{Format, Ticks};
use crate::{ReportError, csv_file::CsvFile, package::Package, package_file::PackageFile};

const HEAD: [&str; 6] = [
    "azure_group_id",
    "name",
    "outcome",
    "action",
    "members_in_scope",
    "findings",
];

pub(crate) struct GroupsCsv;

impl Format for GroupsCsv {
    fn name(&self) -> &str {
        "groups.csv"
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        progress: &dyn Progress,
    ) -> Result<(), ReportError> {
        let mut csv = CsvFile::new(file, package.options.csv, &HEAD)?;
        let mut ticks = Ticks::new(progress);
        for group in &package.engagement.plan.groups {
            let codes = group.findings.iter().copied().map(FindingCode::as_str);
            csv.row(&[
                group.id.as_str().into(),
                group.name.as_str().into(),
                group.outcome.as_str().into(),
                group.action.as_str().into(),
                group.members.in_scope.to_string().into(),
                joined(codes.map(Into::into)),
            ])?;
            ticks.tick()?;
        }
        csv.finish()?;
        ticks.end()
    }
}

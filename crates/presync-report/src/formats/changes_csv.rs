//! `changes.csv`: one row for every attribute that would change.

use std::borrow::Cow;

use presync_core::Progress;

use super::{Format, Ticks};
use crate::{
    ReportError,
    changed::{Changed, ChangedRows},
    csv_file::CsvFile,
    package::Package,
    package_file::PackageFile,
};

const HEAD: [&str; 12] = [
    "azure_id",
    "azure_upn",
    "legacy_uid",
    "legacy_username",
    "action",
    "target_attribute",
    "kind",
    "now",
    "would_be",
    "class",
    "mapping",
    "basis",
];

pub(crate) struct ChangesCsv;

impl Format for ChangesCsv {
    fn name(&self) -> &str {
        "changes.csv"
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        progress: &dyn Progress,
    ) -> Result<(), ReportError> {
        let mut csv = CsvFile::new(file, package.options.csv, &HEAD)?;
        let mut ticks = Ticks::new(progress);
        for changed in ChangedRows::of(package.engagement).iter() {
            csv.row(&cells(&changed))?;
            ticks.tick()?;
        }
        csv.finish()?;
        ticks.end()
    }
}

fn cells<'a>(changed: &'a Changed<'_>) -> [Cow<'a, str>; 12] {
    let account = changed.account.as_ref();
    [
        changed.azure.id.into(),
        changed.azure.upn.into(),
        account.map_or("", |user| user.uid).into(),
        account.map_or("", |user| user.user_name).into(),
        changed.action.as_str().into(),
        changed.target.into(),
        changed.kind.as_str().into(),
        changed.now.into(),
        changed.would_be.into(),
        changed.class.as_str().into(),
        changed.mapping.into(),
        changed.basis.basis().into(),
    ]
}

//! `changes.csv`: one row for every attribute that would change.

use std::borrow::Cow;

use presync_core::{
    Progress,
    rows::{Changed, ChangedRows},
    summary::IdentityColumns,
};

use super::{Format, Ticks};
use crate::{ReportError, csv_file::CsvFile, package::Package, package_file::PackageFile};

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
        let changes = ChangedRows::of(package.engagement);
        let columns = changes.columns();
        for changed in changes.iter() {
            csv.row(&cells(&columns, &changed))?;
            ticks.tick()?;
        }
        csv.finish()?;
        ticks.end()
    }
}

fn cells<'a>(columns: &IdentityColumns<'a>, changed: &Changed<'a>) -> [Cow<'a, str>; 12] {
    let change = changed.change;
    let [id, upn] = columns.azure_keys(change.azure);
    let account = change.account.map(|account| columns.legacy_keys(account));
    let [uid, user_name] = account.unwrap_or_default();
    [
        id.into(),
        upn.into(),
        uid.into(),
        user_name.into(),
        changed.action.as_str().into(),
        changed.target.into(),
        change.kind.as_str().into(),
        changed.now.into(),
        changed.would_be.into(),
        change.class.as_str().into(),
        changed.mapping.into(),
        changed.basis.basis().into(),
    ]
}

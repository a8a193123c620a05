//! `undo-intranet.csv`: what to set back in the intranet, the fixes first, then what the first sync would
//! write over. Always faithful.

use presync_core::{
    Progress, Side,
    fixes::{FixPlan, undo},
    summary::IdentityColumns,
};

use super::{
    Format, Ticks,
    fixes_csv::{group_name, label},
};
use crate::{
    CsvProfile, ReportError, csv_file::CsvFile, package::Package, package_file::PackageFile,
};

const HEAD: [&str; 13] = [
    "legacy_row",
    "legacy_uid",
    "legacy_username",
    "legacy_email",
    "field",
    "label",
    "now",
    "set_to",
    "changed_by",
    "group",
    "azure_row",
    "azure_id",
    "azure_upn",
];

pub(crate) struct UndoCsv<'a>(pub(crate) &'a FixPlan);

impl Format for UndoCsv<'_> {
    fn name(&self) -> &str {
        "undo-intranet.csv"
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        progress: &dyn Progress,
    ) -> Result<(), ReportError> {
        let mut csv = CsvFile::new(file, CsvProfile::Faithful, &HEAD)?;
        let mut ticks = Ticks::new(progress);
        let engagement = package.engagement;
        let columns = IdentityColumns::of(engagement);
        for one in undo(
            self.0,
            engagement.plan,
            engagement.mapping,
            engagement.legacy,
        ) {
            let (account, azure) = (columns.legacy(one.account), columns.azure(one.azure));
            let by = if one.group.is_some() {
                "fix"
            } else {
                "first sync"
            };
            csv.row(&[
                account.row.to_string().into(),
                account.uid.into(),
                account.user_name.into(),
                account.email.into(),
                one.field.into(),
                label(Side::Legacy, one.field).into(),
                one.now.into(),
                one.set_to.into(),
                by.into(),
                one.group.map_or_else(String::new, group_name).into(),
                azure.row.to_string().into(),
                azure.id.into(),
                azure.upn.into(),
            ])?;
            ticks.tick()?;
        }
        csv.finish()?;
        ticks.end()
    }
}

//! `hold-back.csv`: Azure users to keep out of scope until theirs is settled, why, and how. Always faithful.

use presync_core::{
    Progress, Side,
    fixes::{FixPlan, edit_place, how},
    summary::IdentityColumns,
};

use super::{Format, Ticks, fixes_csv::label};
use crate::{
    CsvProfile, ReportError, csv_file::CsvFile, package::Package, package_file::PackageFile,
};

const HEAD: [&str; 15] = [
    "azure_row",
    "azure_id",
    "azure_upn",
    "azure_mail",
    "legacy_row",
    "legacy_uid",
    "legacy_username",
    "outcome",
    "action",
    "code",
    "reason",
    "field",
    "label",
    "edit_in",
    "how",
];

pub(crate) struct HoldBackCsv<'a>(pub(crate) &'a FixPlan);

impl Format for HoldBackCsv<'_> {
    fn name(&self) -> &str {
        "hold-back.csv"
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
        for held in &self.0.hold_back {
            let azure = columns.azure(held.user);
            let link = engagement.matching.of_azure(held.user);
            let account = link.map(|link| columns.legacy(link.legacy));
            let row = account.map_or_else(String::new, |account| account.row.to_string());
            csv.row(&[
                azure.row.to_string().into(),
                azure.id.into(),
                azure.upn.into(),
                azure.mail.into(),
                row.into(),
                account.map_or("", |account| account.uid).into(),
                account.map_or("", |account| account.user_name).into(),
                held.outcome.as_str().into(),
                held.action.as_str().into(),
                held.reason.code().as_str().into(),
                held.reason.sentence().into(),
                held.attribute.as_str().into(),
                label(Side::Legacy, &held.attribute).into(),
                edit_place(engagement.azure, held.user).as_str().into(),
                how(engagement.scope).into(),
            ])?;
            ticks.tick()?;
        }
        csv.finish()?;
        ticks.end()
    }
}

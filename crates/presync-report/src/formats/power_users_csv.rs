//! `power-users.csv`: every Power User of the intranet, and what would become of the rights. Always faithful.

use presync_core::{
    Outcome, Progress,
    fixes::{FixPlan, power_users},
    summary::IdentityColumns,
};

use super::Format;
use crate::{
    CsvProfile, ReportError, csv_file::CsvFile, package::Package, package_file::PackageFile,
};

const HEAD: [&str; 13] = [
    "legacy_row",
    "legacy_uid",
    "legacy_username",
    "legacy_email",
    "azure_row",
    "azure_id",
    "azure_upn",
    "outcome",
    "after_fixes",
    "found_by",
    "user_type",
    "rights",
    "what",
];

pub(crate) struct PowerUsersCsv<'a>(pub(crate) &'a FixPlan);

impl Format for PowerUsersCsv<'_> {
    fn name(&self) -> &str {
        "power-users.csv"
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        _: &dyn Progress,
    ) -> Result<(), ReportError> {
        let mut csv = CsvFile::new(file, CsvProfile::Faithful, &HEAD)?;
        let columns = IdentityColumns::of(package.engagement);
        for user in power_users(package.engagement, self.0) {
            let account = columns.legacy(user.user);
            let azure = user.azure.map(|azure| columns.azure(azure));
            let row = azure.map_or_else(String::new, |azure| azure.row.to_string());
            csv.row(&[
                account.row.to_string().into(),
                account.uid.into(),
                account.user_name.into(),
                account.email.into(),
                row.into(),
                azure.map_or("", |azure| azure.id).into(),
                azure.map_or("", |azure| azure.upn).into(),
                user.outcome.as_str().into(),
                user.after.map_or("", Outcome::as_str).into(),
                user.found_by.into(),
                user.user_type.as_str().into(),
                user.rights.as_str().into(),
                user.rights.sentence().into(),
            ])?;
        }
        csv.finish()
    }
}

//! `fixes-intranet.csv` and `fixes-azure.csv`: values to set before the first sync, a row each. Always
//! faithful: an administrator loads them.

use std::borrow::Cow;

use presync_core::{
    Progress, Side, catalogue,
    fixes::{Fix, FixPlan, edit_place},
    summary::IdentityColumns,
};

use super::{Format, Ticks};
use crate::{
    CsvProfile, ReportError, csv_file::CsvFile, package::Package, package_file::PackageFile,
};

const INTRANET: [&str; 15] = [
    "legacy_row",
    "legacy_uid",
    "legacy_username",
    "legacy_email",
    "field",
    "label",
    "now",
    "set_to",
    "rule",
    "group",
    "code",
    "reason",
    "azure_row",
    "azure_id",
    "azure_upn",
];
const AZURE: [&str; 16] = [
    "azure_row",
    "azure_id",
    "azure_upn",
    "azure_mail",
    "edit_in",
    "field",
    "label",
    "now",
    "set_to",
    "rule",
    "group",
    "code",
    "reason",
    "legacy_row",
    "legacy_uid",
    "legacy_username",
];
/// What is said of an edit that changes by what somebody signs in.
const RENAMES: &str = "; last resort: it changes by what the person signs in";

/// The fixes of one side.
pub(crate) struct FixesCsv<'a> {
    pub(crate) fixes: &'a FixPlan,
    pub(crate) side: Side,
}

impl Format for FixesCsv<'_> {
    fn name(&self) -> &str {
        match self.side {
            Side::Legacy => "fixes-intranet.csv",
            Side::Azure => "fixes-azure.csv",
        }
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        progress: &dyn Progress,
    ) -> Result<(), ReportError> {
        let head: &[&str] = match self.side {
            Side::Legacy => &INTRANET,
            Side::Azure => &AZURE,
        };
        let mut csv = CsvFile::new(file, CsvProfile::Faithful, head)?;
        let mut ticks = Ticks::new(progress);
        for fix in self.fixes.of_side(self.side) {
            csv.row(&self.cells(package, fix))?;
            ticks.tick()?;
        }
        csv.finish()?;
        ticks.end()
    }
}

impl FixesCsv<'_> {
    fn cells<'a>(&'a self, package: &Package<'a>, fix: &'a Fix) -> Vec<Cow<'a, str>> {
        let engagement = package.engagement;
        let columns = IdentityColumns::of(engagement);
        let edit = self.edit(package, fix);
        match self.side {
            Side::Legacy => {
                let (account, azure) = (columns.legacy(fix.user), columns.azure(fix.repairs));
                let mut cells: Vec<Cow<'a, str>> = vec![
                    account.row.to_string().into(),
                    account.uid.into(),
                    account.user_name.into(),
                    account.email.into(),
                ];
                cells.extend(edit);
                cells.extend([
                    azure.row.to_string().into(),
                    azure.id.into(),
                    azure.upn.into(),
                ]);
                cells
            }
            Side::Azure => {
                let azure = columns.azure(fix.user);
                let own = engagement.matching.of_azure(fix.user);
                let own = own.map(|link| columns.legacy(link.legacy));
                let mut cells: Vec<Cow<'a, str>> = vec![
                    azure.row.to_string().into(),
                    azure.id.into(),
                    azure.upn.into(),
                    azure.mail.into(),
                    edit_place(engagement.azure, fix.user).as_str().into(),
                ];
                cells.extend(edit);
                cells.extend([
                    own.map_or_else(String::new, |own| own.row.to_string())
                        .into(),
                    own.map_or("", |own| own.uid).into(),
                    own.map_or("", |own| own.user_name).into(),
                ]);
                cells
            }
        }
    }

    /// Field, label, now, set to, rule, group, code and reason.
    fn edit<'a>(&'a self, package: &Package<'a>, fix: &'a Fix) -> [Cow<'a, str>; 8] {
        let population = match fix.side {
            Side::Legacy => package.engagement.legacy,
            Side::Azure => package.engagement.azure,
        };
        let group = &self.fixes.groups[fix.group as usize];
        let columns = IdentityColumns::of(package.engagement);
        let whom = columns.azure(fix.repairs).upn;
        let last = if fix.renames { RENAMES } else { "" };
        [
            group.field.as_str().into(),
            label(fix.side, &group.field).into(),
            population.held(fix.user, fix.attribute).into(),
            fix.set_to.as_str().into(),
            group.rule.words().into(),
            group_name(fix.group).into(),
            fix.cause.code().as_str().into(),
            format!("{} {whom}{last}", fix.cause.sentence()).into(),
        ]
    }
}

/// What people call a field; the name itself where nobody documented it.
pub(super) fn label(side: Side, field: &str) -> &str {
    catalogue::find(side, field).map_or(field, |known| known.label)
}

/// By which name a bulk edit stands in the files and the report.
pub(crate) fn group_name(group: u32) -> String {
    format!("G{}", group + 1)
}

//! `waves.csv`: who comes with which wave, managers before their reports.

use std::borrow::Cow;

use presync_core::{Progress, UserIx};

use super::{Format, Ticks, rollout::Words};
use crate::{
    ReportError, csv_file::CsvFile, package::Package, package::Rollout, package_file::PackageFile,
};

const HEAD: [&str; 10] = [
    "wave",
    "azure_id",
    "azure_upn",
    "legacy_uid",
    "legacy_username",
    "action",
    "changes",
    "department",
    "manager_azure_id",
    "manager_wave",
];

pub(crate) struct WavesCsv;

impl Format for WavesCsv {
    fn name(&self) -> &str {
        "waves.csv"
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        progress: &dyn Progress,
    ) -> Result<(), ReportError> {
        let mut csv = CsvFile::new(file, package.options.csv, &HEAD)?;
        let mut ticks = Ticks::new(progress);
        let words = Words::of(package.engagement);
        if let Some(rollout) = &package.rollout {
            for user in rollout.waves.waves.iter().flat_map(|wave| &wave.users) {
                csv.row(&cells(package, rollout, &words, *user))?;
                ticks.tick()?;
            }
        }
        csv.finish()?;
        ticks.end()
    }
}

fn cells<'a>(
    package: &Package<'a>,
    rollout: &Rollout,
    words: &Words<'a>,
    user: UserIx,
) -> [Cow<'a, str>; 10] {
    let waves = &rollout.waves;
    let number = |user| {
        waves
            .number_of(user)
            .map_or_else(String::new, |wave| wave.to_string())
    };
    let row = &package.engagement.plan.azure[user.index()];
    let account = row
        .hits
        .first()
        .map(|account| words.columns.legacy_keys(*account));
    let [uid, user_name] = account.unwrap_or_default();
    let [id, upn] = words.columns.azure_keys(user);
    let manager = waves.managers[user.index()];
    [
        number(user).into(),
        id.into(),
        upn.into(),
        uid.into(),
        user_name.into(),
        row.action.as_str().into(),
        (row.changes.end - row.changes.start).to_string().into(),
        package.engagement.azure.first(user, "department").into(),
        manager
            .map_or("", |manager| words.columns.azure_keys(manager)[0])
            .into(),
        manager.map_or_else(String::new, number).into(),
    ]
}

//! `people.csv`: one row for every user of either side.

use std::borrow::Cow;

use presync_core::{
    LinkStatus, Progress,
    rows::{People, Person},
};

use super::{Format, Ticks};
use crate::{ReportError, csv_file::CsvFile, package::Package, package_file::PackageFile};

const HEAD: [&str; 19] = [
    "side",
    "legacy_row",
    "legacy_uid",
    "legacy_username",
    "legacy_email",
    "azure_row",
    "azure_id",
    "azure_upn",
    "azure_mail",
    "identity_status",
    "rule_key",
    "rule_finds_row",
    "rule_finds_username",
    "outcome",
    "action",
    "changes",
    "findings",
    "why",
    "basis",
];

pub(crate) struct PeopleCsv;

impl Format for PeopleCsv {
    fn name(&self) -> &str {
        "people.csv"
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        progress: &dyn Progress,
    ) -> Result<(), ReportError> {
        let mut csv = CsvFile::new(file, package.options.csv, &HEAD)?;
        let mut ticks = Ticks::new(progress);
        let people = People::of(package.engagement, package.codes);
        for person in people.iter() {
            csv.row(&cells(&people, &person))?;
            ticks.tick()?;
        }
        csv.finish()?;
        ticks.end()
    }
}

fn cells<'a>(people: &People<'a>, person: &'a Person<'_>) -> [Cow<'a, str>; 19] {
    let columns = people.columns();
    let legacy = person.legacy().map(|user| columns.legacy(user));
    let azure = person.azure().map(|user| columns.azure(user));
    let row = |row: Option<u32>| row.map_or(Cow::Borrowed(""), |row| row.to_string().into());
    let [found_rows, found_names] = people.found(person);
    [
        person.side.as_str().into(),
        row(legacy.map(|user| user.row)),
        legacy.map_or("", |user| user.uid).into(),
        legacy.map_or("", |user| user.user_name).into(),
        legacy.map_or("", |user| user.email).into(),
        row(azure.map(|user| user.row)),
        azure.map_or("", |user| user.id).into(),
        azure.map_or("", |user| user.upn).into(),
        azure.map_or("", |user| user.mail).into(),
        person.identity_status.map_or("", LinkStatus::as_str).into(),
        person.rule_key.unwrap_or("").into(),
        found_rows,
        found_names,
        person.outcome.as_str().into(),
        person.action.as_str().into(),
        person.changes.to_string().into(),
        person.codes(),
        person.why.as_str().into(),
        person.basis.basis().into(),
    ]
}

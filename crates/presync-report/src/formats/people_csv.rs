//! `people.csv`: one row for every user of either side.

use std::borrow::Cow;

use presync_core::{LinkStatus, Progress, finding::FindingCode};

use super::{Format, Ticks};
use crate::{
    ReportError,
    csv_file::CsvFile,
    package::Package,
    package_file::PackageFile,
    person::{People, Person},
};

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
        for person in People::of(package.engagement, package.codes).iter() {
            csv.row(&cells(&person))?;
            ticks.tick()?;
        }
        csv.finish()?;
        ticks.end()
    }
}

fn cells<'a>(person: &'a Person<'_>) -> [Cow<'a, str>; 19] {
    let legacy = person.legacy.as_ref();
    let azure = person.azure.as_ref();
    let row = |row: Option<u32>| row.map_or(Cow::Borrowed(""), |row| row.to_string().into());
    let finds = &person.rule_finds;
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
        joined(finds.iter().map(|user| Cow::Owned(user.row.to_string()))),
        joined(finds.iter().map(|user| Cow::Borrowed(user.user_name))),
        person.outcome.as_str().into(),
        person.action.as_str().into(),
        person.changes.to_string().into(),
        joined(
            person
                .findings
                .iter()
                .copied()
                .map(FindingCode::as_str)
                .map(Cow::Borrowed),
        ),
        person.why.as_str().into(),
        person.basis.basis().into(),
    ]
}

/// Several values in one cell. Without any or with one it costs no text.
pub(super) fn joined<'a>(mut values: impl Iterator<Item = Cow<'a, str>>) -> Cow<'a, str> {
    let Some(mut text) = values.next() else {
        return Cow::Borrowed("");
    };
    for value in values {
        let text = text.to_mut();
        text.push(';');
        text.push_str(&value);
    }
    text
}

//! `links.csv`: one row for every pair worth naming, with its evidence.

use std::{borrow::Cow, fmt::Write};

use presync_core::{Link, Progress, link::Evidence, summary::IdentityColumns};

use super::{Format, Ticks};
use crate::{ReportError, csv_file::CsvFile, package::Package, package_file::PackageFile};

/// The columns of the contract.
pub(crate) const HEAD: [&str; 12] = [
    "legacy_row",
    "legacy_uid",
    "legacy_username",
    "legacy_email",
    "azure_row",
    "azure_id",
    "azure_upn",
    "azure_mail",
    "status",
    "rule",
    "score",
    "evidence",
];

pub(crate) struct LinksCsv;

impl Format for LinksCsv {
    fn name(&self) -> &str {
        "links.csv"
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        progress: &dyn Progress,
    ) -> Result<(), ReportError> {
        let columns = IdentityColumns::of(package.engagement);
        let links = &package.engagement.matching.links;
        write_rows(
            links,
            &columns,
            CsvFile::new(file, package.options.csv, &HEAD)?,
            progress,
        )
    }
}

/// Writes the links below the head.
pub(crate) fn write_rows(
    links: &[Link],
    columns: &IdentityColumns<'_>,
    mut csv: CsvFile<'_>,
    progress: &dyn Progress,
) -> Result<(), ReportError> {
    let mut ticks = Ticks::new(progress);
    for link in links {
        csv.row(&cells(columns, link))?;
        ticks.tick()?;
    }
    csv.finish()?;
    ticks.end()
}

fn cells<'a>(columns: &IdentityColumns<'a>, link: &Link) -> [Cow<'a, str>; 12] {
    let (legacy, azure) = (columns.legacy(link.legacy), columns.azure(link.azure));
    [
        legacy.row.to_string().into(),
        legacy.uid.into(),
        legacy.user_name.into(),
        legacy.email.into(),
        azure.row.to_string().into(),
        azure.id.into(),
        azure.upn.into(),
        azure.mail.into(),
        link.status.as_str().into(),
        link.rule.as_str().into(),
        format!("{:.4}", link.score).into(),
        evidence(&link.evidence).into(),
    ]
}

/// `field:weight` pairs, in bits.
fn evidence(evidence: &[Evidence]) -> String {
    let mut text = String::new();
    for one in evidence {
        let gap = if text.is_empty() { "" } else { ";" };
        let written = write!(text, "{gap}{}:{:.2}", one.field, one.weight);
        written.expect("BUG: a string takes everything");
    }
    text
}

//! `mapping.csv`: every mapping row with its reason, to type into the portal. Always faithful.

use std::borrow::Cow;

use presync_core::{
    Progress,
    mapping::{Apply, AttributeMapping, MappingSource},
    plan::RestartRow,
    recommend::TargetStudy,
};

use super::Format;
use crate::{
    CsvProfile, ReportError, csv_file::CsvFile, package::Package, package_file::PackageFile,
};

const HEAD: [&str; 12] = [
    "object",
    "target_attribute",
    "mapping_type",
    "source",
    "default_value",
    "apply",
    "matching_precedence",
    "reason",
    "evidence",
    "runner_up",
    "after_restart",
    "written_again",
];

pub(crate) struct MappingCsv;

impl Format for MappingCsv {
    fn name(&self) -> &str {
        "mapping.csv"
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        _: &dyn Progress,
    ) -> Result<(), ReportError> {
        let mapping = package.engagement.mapping;
        let groups = mapping.groups.iter().flat_map(|groups| &groups.rows);
        let mut csv = CsvFile::new(file, CsvProfile::Faithful, &HEAD)?;
        for (at, row) in (0u16..).zip(&mapping.users.rows) {
            let mut restart = package.engagement.plan.restart.iter();
            let restart = restart.find(|one| one.row == at);
            let mut studies = package.engagement.studies.iter();
            let study = studies.find(|study| study.row.as_ref() == Some(&row.target));
            let runner_up = study.and_then(runner_up).unwrap_or_default();
            csv.row(&cells("user", row, &runner_up, restart))?;
        }
        for row in groups {
            csv.row(&cells("group", row, "", None))?;
        }
        csv.finish()
    }
}

/// The second best source with its figure.
fn runner_up(study: &TargetStudy) -> Option<String> {
    let second = study.candidates.get(study.runner_up?)?;
    let source = kind_and_source(&second.source).1;
    Some(format!(
        "{source}: {} of {} equal",
        second.equal, second.both
    ))
}

fn cells<'a>(
    object: &'a str,
    row: &'a AttributeMapping,
    runner_up: &'a str,
    restart: Option<&RestartRow>,
) -> [Cow<'a, str>; 12] {
    let (kind, source) = kind_and_source(&row.source);
    let apply = applied(row.apply);
    let precedence = row
        .precedence
        .map_or(Cow::Borrowed(""), |at| at.to_string().into());
    [
        object.into(),
        row.target.as_str().into(),
        kind.into(),
        source.into(),
        row.default.as_deref().unwrap_or("").into(),
        apply.into(),
        precedence,
        row.reason.as_str().into(),
        row.evidence.as_str().into(),
        runner_up.into(),
        restart.map_or("", |one| one.class.sentence()).into(),
        restart
            .map_or_else(String::new, |one| one.written_again.to_string())
            .into(),
    ]
}

/// The portal's mapping type, and what is chosen or typed there.
pub(super) fn kind_and_source(source: &MappingSource) -> (&'static str, &str) {
    match source {
        MappingSource::Direct(name) => ("Direct", name),
        MappingSource::Constant(text) => ("Constant", text),
        MappingSource::Expression(text) => ("Expression", text),
        MappingSource::None => ("None", ""),
    }
}

/// The portal's *Apply this mapping*; what it does not offer, as the schema calls it.
pub(super) fn applied(apply: Apply) -> &'static str {
    match apply {
        Apply::Always => "Always",
        Apply::OnCreate => "Only during object creation",
        Apply::AddValues | Apply::KeepValue | Apply::IfEmpty => apply.flow_type(),
    }
}

//! `mapping.csv`: every mapping row with its reason, to type into the portal. Always faithful.

use std::borrow::Cow;

use presync_core::{
    Progress,
    mapping::{Apply, AttributeMapping, MappingSource},
};

use super::Format;
use crate::{
    CsvProfile, ReportError, csv_file::CsvFile, package::Package, package_file::PackageFile,
};

const HEAD: [&str; 9] = [
    "object",
    "target_attribute",
    "mapping_type",
    "source",
    "default_value",
    "apply",
    "matching_precedence",
    "reason",
    "evidence",
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
        let users = mapping.users.rows.iter().map(|row| ("user", row));
        let mut csv = CsvFile::new(file, CsvProfile::Faithful, &HEAD)?;
        for (object, row) in users.chain(groups.map(|row| ("group", row))) {
            csv.row(&cells(object, row))?;
        }
        csv.finish()
    }
}

fn cells<'a>(object: &'a str, row: &'a AttributeMapping) -> [Cow<'a, str>; 9] {
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

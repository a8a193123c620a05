//! `rehearsal.csv`: whom to provision on demand, with what is expected and what takes it back; whom to look
//! up only. Always faithful: it is a list to work from.

use std::borrow::Cow;

use presync_core::Progress;

use super::{
    Format,
    rollout::{PersonView, Words},
};
use crate::{
    CsvProfile, ReportError, csv_file::CsvFile, package::Package, package_file::PackageFile,
};

const HEAD: [&str; 14] = [
    "order",
    "kind",
    "azure_id",
    "azure_upn",
    "legacy_uid",
    "legacy_username",
    "outcome",
    "action",
    "match_key",
    "expected",
    "covers",
    "changes_rows",
    "undo",
    "note",
];

pub(crate) struct RehearsalCsv;

impl Format for RehearsalCsv {
    fn name(&self) -> &str {
        "rehearsal.csv"
    }

    fn write(
        &self,
        package: &Package<'_>,
        file: &mut PackageFile,
        _: &dyn Progress,
    ) -> Result<(), ReportError> {
        let mut csv = CsvFile::new(file, CsvProfile::Faithful, &HEAD)?;
        let words = Words::of(package.engagement);
        if let Some(rollout) = &package.rollout {
            let rehearsal = &rollout.rehearsal;
            let people = rehearsal
                .users
                .iter()
                .map(|one| ("rehearse", words.person(one)));
            let look_ups = rehearsal.look_ups.iter();
            let look_ups = look_ups.map(|one| ("look up, do not provision", words.look_up(*one)));
            for (order, (kind, view)) in (1u32..).zip(people.chain(look_ups)) {
                csv.row(&cells(order, kind, &view))?;
            }
        }
        csv.finish()
    }
}

fn cells<'a>(order: u32, kind: &'a str, view: &'a PersonView) -> [Cow<'a, str>; 14] {
    [
        order.to_string().into(),
        kind.into(),
        view.azure_id.as_str().into(),
        view.azure_upn.as_str().into(),
        view.legacy_uid.as_str().into(),
        view.legacy_user_name.as_str().into(),
        view.outcome.into(),
        view.action.into(),
        view.match_key.as_str().into(),
        view.expected.as_str().into(),
        view.covers.join(";").into(),
        view.changes_rows.as_str().into(),
        view.undo.join(";").into(),
        view.note.into(),
    ]
}

//! What the first cycle would do and what takes it back, in figures. The steps are the runbook's.

use presync_core::plan::ChangeKind;

use crate::package::Package;

/// One thing that would be done.
pub(super) struct WayBack {
    pub(super) done: &'static str,
    pub(super) count: u64,
    pub(super) undone: &'static str,
}

const USER_NAME: &str = "userName";

pub(super) fn rows(package: &Package<'_>) -> Vec<WayBack> {
    let (summary, line) = (package.summary, package.summary.verdict.line);
    let changes = summary.changes.iter();
    let written = changes.filter(|group| group.kind != ChangeKind::Create);
    let values: u32 = written.clone().map(|group| group.count).sum();
    let renamed = written.filter(|group| group.target == USER_NAME);
    let renamed: u32 = renamed.map(|group| group.count).sum();
    let fixes = package.documents.fixes.as_ref();
    let fixes = fixes.map_or(0, |fixes| fixes.fixes.len());
    let row = |done, count, undone| WayBack {
        done,
        count,
        undone,
    };
    let has_pack = package
        .written
        .iter()
        .any(|file| file.name == "undo-intranet.csv");
    let values_back = match has_pack {
        true => {
            "undo-intranet.csv, loaded through the old profile source or by hand; it holds every value as it is now"
        }
        false => "the column now of changes.csv",
    };
    let rows = vec![
        row(
            "Values written to accounts that are there",
            values.into(),
            values_back,
        ),
        row(
            "Data fixes made before the first sync",
            fixes as u64,
            "undo-intranet.csv in the intranet, the column now of fixes-azure.csv in Azure",
        ),
        row(
            "Accounts made inactive",
            line.disable.into(),
            "set active again by hand; whoever was signed in has to sign in anew",
        ),
        row(
            "Sign-in names changed",
            renamed.into(),
            "the values above; tell the people, since whoever has used the new name knows only that",
        ),
        row(
            "Accounts created",
            line.create.into(),
            "nothing: disable them, never delete, since deleting may take documents along (assumed, from an old report)",
        ),
        row(
            "Accounts linked",
            line.link.into(),
            "nothing in the portal: Entra goes on writing to them. A restart through Graph with resetScope Full unlinks (documented: Entra, how provisioning works)",
        ),
    ];
    rows.into_iter().filter(|row| row.count > 0).collect()
}

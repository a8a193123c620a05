//! The review workbook: out to people outside, and back in with what they decided.

use std::path::{Path, PathBuf};

use presync_core::rows::ReviewScope;
use presync_import::read_decisions;

use super::report::finished;
use crate::{
    App,
    app::lock,
    files::base_name,
    job::JobContext,
    pipeline::{
        REVIEW_FILE, Reviewed, check_engagement, keep_bases, take_decisions,
        write_review as write_book,
    },
    wire::{DecisionsRead, Failure, ReadDecisions, WireDiagnostic, WriteReview, WrittenAlone},
};

/// Diagnostics shown at most.
const DIAGNOSTICS_MAX: usize = 500;

pub(crate) fn write(
    app: &App,
    params: WriteReview,
    job: &JobContext,
) -> Result<WrittenAlone, Failure> {
    let folder = lock(&app.handles).path(&params.folder)?;
    let opened = app.workspace()?;
    let finished = finished(app, &opened, job)?;
    let made = &finished.made;
    let people = Reviewed {
        legacy: &made.legacy,
        azure: &made.azure,
        matching: &made.matching,
    };
    let scope = if params.all_links {
        ReviewScope::AllLinks
    } else {
        ReviewScope::Waiting
    };
    let file = free_place(&folder);
    let mut writer = opened.writer()?;
    let rows = write_book(&mut writer, people, scope, &file, made.now, job)?;
    Ok(WrittenAlone {
        name: base_name(&file),
        count: rows.into(),
    })
}

/// `match-review.xlsx`, or with a number where that is there already: somebody may have filled it in.
fn free_place(folder: &Path) -> PathBuf {
    let (stem, ending) = REVIEW_FILE.rsplit_once('.').unwrap_or((REVIEW_FILE, ""));
    let numbered = (2u32..).map(|number| folder.join(format!("{stem}-{number}.{ending}")));
    let mut places = std::iter::once(folder.join(REVIEW_FILE)).chain(numbered);
    let free = places.find(|place| place.symlink_metadata().is_err());
    free.unwrap_or_else(|| folder.join(REVIEW_FILE))
}

pub(crate) fn read(
    app: &App,
    params: ReadDecisions,
    job: &JobContext,
) -> Result<DecisionsRead, Failure> {
    let path = lock(&app.handles).path(&params.handle)?;
    let mut listing = read_decisions(&path, job.read_host())?;
    let opened = app.workspace()?;
    let mut writer = opened.writer()?;
    check_engagement(&mut writer, &mut listing, job)?;
    let by = params.by.trim();
    let taken = take_decisions(&mut writer, &listing.rows, by, app.host.now())?;
    keep_bases(&mut writer, &[], job)?;
    let unusable = listing
        .diagnostics
        .iter()
        .filter(|d| d.code == "ROW_UNUSABLE");
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    Ok(DecisionsRead {
        taken: taken.taken,
        changed: taken.changed,
        unchanged: taken.unchanged,
        contradicting: taken.contradicting,
        open: listing.open,
        unusable: count(unusable.count()),
        diagnostics: (listing.diagnostics.into_iter())
            .chain(taken.diagnostics)
            .take(DIAGNOSTICS_MAX)
            .map(WireDiagnostic::from)
            .collect(),
        batch: taken.batch.map(|batch| batch.0),
    })
}

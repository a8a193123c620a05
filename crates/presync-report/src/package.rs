//! Writing the package: every format into a staging folder, lists side by side, the manifest last, then
//! one rename.

use std::{io::Write, panic::resume_unwind, path::PathBuf, thread};

use presync_core::{
    Phase, Progress,
    engagement::Engagement,
    harmless::Prospects,
    rehearsal::{self, Rehearsal},
    rows::{FindingCodes, People},
    summary::Summary,
    waves::{self, Waves},
};

use crate::{
    Contents, Documents, MANIFEST_NAME, Options, ReportError, WrittenFile,
    formats::{self, Format, Wave},
    manifest::Manifest,
    package_file::PackageFile,
    staging::Staging,
};

/// A package that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its folder.
    pub folder: PathBuf,
    /// Its files in the order they were written, the manifest last.
    pub files: Vec<WrittenFile>,
}

/// What every format may read.
pub(crate) struct Package<'a> {
    pub(crate) engagement: &'a Engagement<'a>,
    pub(crate) summary: &'a Summary,
    pub(crate) documents: &'a Documents,
    pub(crate) options: &'a Options,
    pub(crate) codes: &'a FindingCodes,
    /// Whom to try it with and in which batches; none where no file says so.
    pub(crate) rollout: Option<Rollout>,
    /// The files written so far.
    pub(crate) written: Vec<WrittenFile>,
}

/// Whom to try the sync with, and in which batches to let everybody in.
pub(crate) struct Rollout {
    pub(crate) rehearsal: Rehearsal,
    pub(crate) waves: Waves,
}

impl Rollout {
    fn of(engagement: &Engagement<'_>, options: &Options) -> Option<Self> {
        if options.contents == Contents::Csv {
            return None;
        }
        let prospects = Prospects::of(engagement.plan);
        let settings = rehearsal::Settings::default();
        Some(Self {
            rehearsal: rehearsal::choose_among(engagement, &prospects, settings),
            waves: waves::plan_among(engagement, &prospects, &options.waves),
        })
    }
}

/// Writes the package. Progress is told in rows.
///
/// # Errors
/// When the folder holds something that would be lost, when the file system refuses, or when the user
/// stops it; the folder is then as it was before.
pub fn write_package(
    engagement: &Engagement<'_>,
    summary: &Summary,
    documents: &Documents,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Written, ReportError> {
    progress.begin(Phase::Write, rows(engagement));
    let staging = Staging::beside(&options.folder, options.existing)?;
    let codes = FindingCodes::of(engagement);
    let mut package = Package {
        engagement,
        summary,
        documents,
        options,
        codes: &codes,
        rollout: Rollout::of(engagement, options),
        written: Vec::new(),
    };
    for wave in formats::all(&package) {
        let files = write_wave(&package, &staging, &wave, progress)?;
        package.written.extend(files);
    }
    let manifest = write_manifest(&package, &staging)?;
    package.written.push(manifest);
    Ok(Written {
        files: package.written,
        folder: staging.publish()?,
    })
}

/// Writes the files of a wave at once and gives them in its order.
fn write_wave(
    package: &Package<'_>,
    staging: &Staging,
    wave: &Wave<'_>,
    progress: &dyn Progress,
) -> Result<Vec<WrittenFile>, ReportError> {
    thread::scope(|scope| {
        let write = |format| write_file(package, staging, format, progress);
        let writers: Vec<_> = wave
            .iter()
            .map(|format| scope.spawn(move || write(format.as_ref())))
            .collect();
        writers
            .into_iter()
            .map(|writer| writer.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

fn write_file(
    package: &Package<'_>,
    staging: &Staging,
    format: &dyn Format,
    progress: &dyn Progress,
) -> Result<WrittenFile, ReportError> {
    progress.advance(0)?;
    let mut file = PackageFile::create(&staging.folder(), format.name())?;
    format.write(package, &mut file, progress)?;
    file.finish()
}

fn write_manifest(package: &Package<'_>, staging: &Staging) -> Result<WrittenFile, ReportError> {
    let mut file = PackageFile::create(&staging.folder(), MANIFEST_NAME)?;
    let manifest = Manifest::of(
        package.engagement,
        package.summary,
        package.options,
        &package.written,
    );
    serde_json::to_writer_pretty(&mut file, &manifest).map_err(ReportError::json(MANIFEST_NAME))?;
    file.write_all(b"\n")
        .map_err(|source| file.failed(source))?;
    file.finish()
}

fn rows(engagement: &Engagement<'_>) -> u64 {
    let plan = engagement.plan;
    let rest = plan.changes.len()
        + plan.findings.len()
        + plan.groups.len()
        + engagement.matching.links.len()
        + engagement.diagnostics.len();
    People::count(engagement) + rest as u64
}

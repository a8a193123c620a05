//! The result of holding a plan against what happened, as a folder: a page, a workbook, a CSV, and the
//! observations for the next plan. Whole or not at all, as the package is.
//!
//! It compares nothing: [`presync_core::verification`] does.

mod book;
mod lines;
mod observations;
mod page;

use std::{fs, io::Write, path::Path};

use jiff::Timestamp;
use presync_core::{
    Phase, Progress,
    verification::{Aftermath, Verification},
};

use self::lines::Line;
use crate::{
    CsvProfile, MANIFEST_NAME, Options, ReportError, Written, WrittenFile,
    csv_file::CsvFile,
    manifest::{FORMAT_VERSION, InputDigest, Manifest, OutputDigest, Settings, TOOL},
    package_file::PackageFile,
    seal::digest,
    staging::Staging,
};

/// A file that was held against another.
#[derive(Debug, Clone, Copy)]
pub struct VerifiedInput<'a> {
    /// What it was used as, such as `plan` or `provisioning log`.
    pub role: &'a str,
    /// Where it is; outputs name it by its base name.
    pub path: &'a Path,
}

/// What is written.
#[derive(Debug, Clone, Copy)]
pub struct VerificationReport<'a> {
    /// What the plan is called.
    pub title: &'a str,
    /// The moment the plan is dated to, RFC 3339.
    pub planned_at: &'a str,
    /// The moment the result is dated to.
    pub now: Timestamp,
    /// What the log says; none where no log was given.
    pub log: Option<&'a Verification>,
    /// What the later export says; none where none was given.
    pub after: Option<&'a Aftermath>,
    /// The files, in the order given.
    pub inputs: &'a [VerifiedInput<'a>],
    /// What was odd about them, in words.
    pub remarks: &'a [String],
}

impl VerificationReport<'_> {
    /// Whether everything is as planned as far as anybody can see.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        let log = self.log.is_none_or(|log| log.deviations().next().is_none());
        log && self.after.is_none_or(|after| !after.has_deviations())
    }

    /// The verdict in one sentence, worst first.
    #[must_use]
    pub fn sentence(&self) -> String {
        lines::sentence(self)
    }

    fn badge(&self) -> (&'static str, &'static str) {
        lines::badge(self)
    }
}

/// How a file of the folder is filled.
type Fill = fn(
    &VerificationReport<'_>,
    &Options,
    &mut PackageFile,
    &dyn Progress,
) -> Result<(), ReportError>;

const FILES: [(&str, Fill); 4] = [
    ("verification.csv", write_rows),
    ("observations.json", observations::write),
    ("verification.xlsx", book::write),
    ("verification.html", page::write),
];

/// Writes the folder. Progress is told in rows.
///
/// # Errors
/// When the folder holds something that would be lost, an input cannot be read again for its digest, the
/// file system refuses, or the user stops it; the folder is then as it was before.
pub fn write_verification(
    report: &VerificationReport<'_>,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Written, ReportError> {
    let rows = report.log.map_or(0, |log| log.rows.len() as u64);
    progress.begin(Phase::Write, rows);
    let staging = Staging::beside(&options.folder, options.existing)?;
    let mut files = Vec::new();
    for (name, fill) in FILES {
        let mut file = PackageFile::create(&staging.folder(), name)?;
        fill(report, options, &mut file, progress)?;
        files.push(file.finish()?);
    }
    let mut file = PackageFile::create(&staging.folder(), MANIFEST_NAME)?;
    let manifest = manifest(report, options, &files)?;
    write_json(&mut file, &manifest)?;
    files.push(file.finish()?);
    Ok(Written {
        files,
        folder: staging.publish()?,
    })
}

fn write_json(file: &mut PackageFile, value: &impl serde::Serialize) -> Result<(), ReportError> {
    let name = file.name.clone();
    serde_json::to_writer_pretty(&mut *file, value).map_err(ReportError::json(&name))?;
    file.write_all(b"\n").map_err(|source| file.failed(source))
}

fn manifest(
    report: &VerificationReport<'_>,
    options: &Options,
    files: &[WrittenFile],
) -> Result<Manifest, ReportError> {
    let inputs: Result<Vec<InputDigest>, ReportError> = report.inputs.iter().map(input).collect();
    let prefix = (options.csv == CsvProfile::SpreadsheetSafe).then(|| "'".to_owned());
    Ok(Manifest {
        tool: TOOL.to_owned(),
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        format_version: FORMAT_VERSION.to_owned(),
        title: report.title.to_owned(),
        now: report.now.to_string(),
        redaction: "none".to_owned(),
        settings: Settings {
            package: "verification".to_owned(),
            csv_profile: options.csv.as_str().to_owned(),
            csv_neutralised_by: prefix,
            scope: String::new(),
            mapping: String::new(),
            assume: Vec::new(),
            weights: Vec::new(),
        },
        verdict: report.badge().0.to_owned(),
        inputs: inputs?,
        outputs: files.iter().map(OutputDigest::of).collect(),
    })
}

fn input(input: &VerifiedInput<'_>) -> Result<InputDigest, ReportError> {
    let name = input.path.file_name().unwrap_or_default();
    let about = fs::metadata(input.path).map_err(ReportError::io(input.path))?;
    Ok(InputDigest {
        side: None,
        role: input.role.to_owned(),
        file: name.to_string_lossy().into_owned(),
        bytes: about.len(),
        sha256: digest(input.path).map_err(ReportError::io(input.path))?,
    })
}

fn write_rows(
    report: &VerificationReport<'_>,
    options: &Options,
    file: &mut PackageFile,
    progress: &dyn Progress,
) -> Result<(), ReportError> {
    let mut csv = CsvFile::new(file, options.csv, &Line::HEAD)?;
    for line in lines::all(report) {
        csv.row(&line.cells())?;
    }
    progress.advance(report.log.map_or(0, |log| log.rows.len() as u64))?;
    csv.finish()
}

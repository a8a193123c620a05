//! Provisioning logs: Graph's pages, the portal's JSON, and the three tables of its CSV download.
//!
//! The headings of the tables are documented nowhere, so they are read by what they say, and the
//! readings are named as assumptions.

mod columns;
mod entry;
mod tables;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use presync_core::{
    Diagnostic, ProvisioningEvent, Severity, progress::Unwatched, provisioning_log::LoggedStatus,
};
use serde_json::Value;

use crate::{
    Count, FileKind, ImportError, Listing, ReadOptions,
    format::{Detected, detect, each_object},
    source::{Container, SourceFile, Survey, TextEncoding, Watch},
};

pub(crate) use tables::{Part, part_of, status_column};

/// Reads the entries of provisioning logs, in the order of the files: JSON in either form, and the CSV
/// files of one download together, whose rows are joined by the id of the change.
///
/// # Errors
/// When a file cannot be read or is no provisioning log.
pub fn read_provisioning_log(paths: &[PathBuf]) -> Result<Listing<ProvisioningEvent>, ImportError> {
    let mut log = Log::default();
    for path in paths {
        log.read(path)?;
    }
    Ok(log.finish())
}

/// What was read so far.
#[derive(Default)]
struct Log {
    events: Vec<ProvisioningEvent>,
    diagnostics: Vec<Diagnostic>,
    /// Entries by what makes them one.
    seen: BTreeSet<(String, String, String)>,
    repeated: u64,
    /// Words for an action or a status that we do not know.
    unknown: u64,
    details: tables::Details,
}

impl Log {
    fn read(&mut self, path: &Path) -> Result<(), ImportError> {
        let watch = Watch::new(&Unwatched);
        let file = SourceFile::find(path, &watch)?;
        let container = Container::of(&file)?;
        file.check_size(container)?;
        let survey = Survey::of(&file, container)?;
        let detected = detect(&file, container, &survey, &ReadOptions::default())?;
        let contents = detected.method.facts().contents;
        match contents.map(|contents| contents.kind) {
            Some(FileKind::ProvisioningLog) => {
                let (encoding, _) = TextEncoding::decide(&file, &survey.text, None)?;
                self.read_objects(&file, encoding, detected)
            }
            Some(other) => Err(tables::not_a_log(&file, Some(other))),
            None => tables::read(self, &file, detected),
        }
    }

    fn read_objects(
        &mut self,
        file: &SourceFile<'_>,
        encoding: TextEncoding,
        detected: Detected<'_>,
    ) -> Result<(), ImportError> {
        self.diagnostics.extend(detected.diagnostics);
        let name = file.name();
        each_object(file, encoding, &mut |line, members| {
            let (event, unknown) = entry::event(&name, line, members);
            self.unknown += unknown;
            self.add(event);
        })
    }

    fn add(&mut self, event: ProvisioningEvent) {
        let key = if event.id.is_empty() {
            (
                event.change_id.clone(),
                event.activity_at.clone(),
                format!("{:?}", event.action),
            )
        } else {
            (event.id.clone(), String::new(), String::new())
        };
        let is_nameless = event.id.is_empty() && event.change_id.is_empty();
        if is_nameless || self.seen.insert(key) {
            self.events.push(event);
        } else {
            self.repeated += 1;
        }
    }

    fn finish(mut self) -> Listing<ProvisioningEvent> {
        let details = std::mem::take(&mut self.details);
        details.join(&mut self.events, &mut self.diagnostics);
        let repeated = self.repeated;
        self.count(
            repeated,
            "LOG_REPEATED",
            Severity::Note,
            "entries are in the files more than once; each is read once.",
        );
        let unknown = self.unknown;
        self.count(
            unknown,
            "LOG_WORD_UNKNOWN",
            Severity::Warning,
            "actions or statuses are said in a word that is not known; they are kept as other and unknown.",
        );
        Listing {
            rows: self.events,
            diagnostics: self.diagnostics,
        }
    }

    fn count(&mut self, count: u64, code: &str, severity: Severity, what: &str) {
        if count > 0 {
            self.diagnostics
                .push(said(code, severity, format!("{count} {what}")));
        }
    }
}

/// A diagnostic about the log as a whole.
fn said(code: &str, severity: Severity, message: String) -> Diagnostic {
    Diagnostic {
        code: code.into(),
        severity,
        file: String::new(),
        sheet: None,
        row: None,
        column: None,
        message,
        hint: String::new(),
        cases: presync_core::Cases::default(),
    }
}

/// How many entries of a log ended how.
#[derive(Debug, Clone, Default)]
pub(crate) struct Statuses(BTreeMap<LoggedStatus, usize>);

impl Statuses {
    /// Counts an entry of the JSON forms.
    pub(crate) fn add(&mut self, members: &[(String, Value)]) {
        self.count(entry::status(members));
    }

    /// Counts a status.
    pub(crate) fn count(&mut self, status: LoggedStatus) {
        *self.0.entry(status).or_default() += 1;
    }

    /// The counts, the whole first.
    pub(crate) fn counts(&self) -> Vec<Count> {
        let whole = Count::of("log entries", self.0.values().sum());
        let by_status = self.0.iter();
        std::iter::once(whole)
            .chain(by_status.map(|(status, count)| Count::of(status.as_str(), *count)))
            .collect()
    }
}

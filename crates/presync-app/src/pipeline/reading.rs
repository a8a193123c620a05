//! How each file of a run is read: as was said now, else as a profile says, else as was said before of
//! the same headers, else as it shows itself. All files are looked at together before any is read.

use std::path::Path;

use presync_core::{Diagnostic, Severity, Side};
use presync_import::{
    EntryIx, ImportError, ImportProfile, Imported, Inspection, ReadOptions, deepen, inspect,
    look_together, observation, relate_beside, takes_all_rows,
};
use presync_store::{ReadingRow, SourceRow, Workspace};

use super::{import::ImportRequest, memory::recall, remote::refuse_partial};
use crate::{files::base_name, job::JobContext, wire::Failure};

/// The word for a file that is in the workspace already.
pub(super) const IMPORTED_BEFORE: &str = "FILE_IMPORTED_BEFORE";

/// Recalls what was said of files of a side with one of these sets of headers.
pub(crate) type Memory<'a> = &'a dyn Fn(Side, &[String]) -> Result<Option<ReadingRow>, Failure>;

/// What may be said of one file, and by whom.
#[derive(Clone, Copy)]
pub(crate) struct Said<'a> {
    /// The side the file was given on.
    pub(crate) side: Option<Side>,
    /// What a person says now.
    pub(crate) options: &'a ReadOptions,
    /// What a profile says.
    pub(crate) profile: Option<&'a ImportProfile>,
    /// What was said before.
    pub(crate) memory: Option<Memory<'a>>,
}

/// A file, looked at.
#[derive(Debug)]
pub(crate) struct Looked {
    pub(crate) inspection: Inspection,
    /// The entry of the profile that it was read by.
    pub(crate) entry: Option<EntryIx>,
    /// What a person said of reading it, now or before of the same headers.
    pub(crate) said: ReadOptions,
}

/// Looks into one file.
///
/// # Errors
/// When the file cannot be read, or what was said of it cannot be.
pub(crate) fn look(path: &Path, said: Said<'_>, job: &JobContext) -> Result<Looked, Failure> {
    refuse_partial(path)?;
    let file = base_name(path);
    let now = ReadOptions {
        side: said.side,
        ..said.options.clone()
    };
    if let Some(profile) = said.profile
        && let Some(entry) = profile.for_file(&file, said.side)
    {
        let options = now.or(&profile.options(entry, &file, said.side)?);
        return Ok(Looked {
            inspection: inspect(path, &options, job.read_host())?,
            entry: Some(entry),
            said: said.options.clone(),
        });
    }
    let inspection = inspect(path, &now, job.read_host())?;
    let sets = inspection.header_sets();
    if let Some(profile) = said.profile
        && let Some(entry) = profile.for_headers(&sets, said.side)
    {
        let options = now.or(&profile.options(entry, &file, said.side)?);
        return Ok(Looked {
            inspection: inspect(path, &options, job.read_host())?,
            entry: Some(entry),
            said: said.options.clone(),
        });
    }
    let (inspection, said) = match said.memory {
        Some(memory) if said.options.is_empty() => {
            remembered(path, inspection, &sets, memory, job)?
        }
        _ => (inspection, said.options.clone()),
    };
    Ok(Looked {
        inspection,
        entry: None,
        said,
    })
}

/// The file read as was said before of its headers, and what that was; as it shows itself where that
/// cannot be any more.
fn remembered(
    path: &Path,
    inspection: Inspection,
    sets: &[String],
    memory: Memory<'_>,
    job: &JobContext,
) -> Result<(Inspection, ReadOptions), Failure> {
    let nothing = ReadOptions::default();
    let Some(side) = inspection.options.side else {
        return Ok((inspection, nothing));
    };
    let Some(row) = memory(side, sets)? else {
        return Ok((inspection, nothing));
    };
    let Ok(choices) = serde_json::from_value::<ReadOptions>(row.choices) else {
        return Ok((inspection, nothing));
    };
    let options = ReadOptions {
        side: Some(side),
        ..choices.clone()
    };
    match inspect(path, &options, job.read_host()) {
        Ok(mut again) => {
            again.say(observation(
                "PROFILE_REMEMBERED",
                Severity::Note,
                format!(
                    "The file has the headers of one that was read on {}; it is read as was said then.",
                    day(&row.chosen_at)
                ),
                "State it again if this file is another kind.",
            ));
            Ok((again, choices))
        }
        Err(ImportError::Refused(_)) => Ok((inspection, nothing)),
        Err(error) => Err(error.into()),
    }
}

/// Looks into all files of a run, each by what is known of the others.
///
/// # Errors
/// As [`look`], and when a file would make a plan that only looks like one.
pub(super) fn inspect_all(
    requests: &[ImportRequest],
    memory: &Workspace,
    imported: &[&Imported],
    job: &JobContext,
) -> Result<Vec<Inspection>, Failure> {
    let memory = |side: Side, sets: &[String]| recall(memory, side, sets);
    let mut used = Vec::new();
    let mut inspections = Vec::new();
    for request in requests {
        let looked = look(&request.path, request.said(Some(&memory)), job)?;
        used.extend(looked.entry);
        inspections.push(looked.inspection);
    }
    let paths: Vec<&Path> = requests
        .iter()
        .map(|request| request.path.as_path())
        .collect();
    relate_all(&paths, &mut inspections, imported, job)?;
    look_together(&mut inspections);
    say_unused(requests, &used, &mut inspections);
    for inspection in &inspections {
        inspection.check_users()?;
        refuse_blocked(&inspection.diagnostics)?;
    }
    Ok(inspections)
}

/// Judges the columns of files by each other and by what was imported before; reads all rows where a sample would not do.
///
/// # Errors
/// When a file cannot be read to its end, or the user stops it.
pub(crate) fn relate_all(
    paths: &[&Path],
    inspections: &mut [Inspection],
    imported: &[&Imported],
    job: &JobContext,
) -> Result<(), Failure> {
    if takes_all_rows(inspections) {
        for (path, inspection) in paths.iter().zip(inspections.iter_mut()) {
            deepen(path, inspection, job.read_host())?;
        }
    }
    relate_beside(inspections, imported);
    Ok(())
}

/// Says of what was imported before that it is here again.
pub(super) fn say_imported_before(inspections: &mut [Inspection], sources: &[SourceRow]) {
    for inspection in inspections {
        let is_same = |source: &&SourceRow| source.header.sha256 == inspection.sha256;
        let Some(source) = sources.iter().find(is_same) else {
            continue;
        };
        let message = format!(
            "The same content was imported on {} as \"{}\".",
            day(&source.imported_at),
            source.header.file
        );
        inspection.say(observation(
            IMPORTED_BEFORE,
            Severity::Warning,
            message,
            "Its records add nothing; check that no other file was meant.",
        ));
    }
}

/// Says of entries of a profile that no file answered to them.
fn say_unused(requests: &[ImportRequest], used: &[EntryIx], inspections: &mut [Inspection]) {
    let profile = requests.iter().find_map(|request| request.profile.as_ref());
    let (Some(profile), Some(inspection)) = (profile, inspections.first_mut()) else {
        return;
    };
    for entry in profile.unused(used) {
        inspection.say(observation(
            "PROFILE_ENTRY_UNUSED",
            Severity::Warning,
            format!(
                "No file of this run fits {entry} of the profile {}.",
                profile.file()
            ),
            "Check the names in the profile, or take the entry out.",
        ));
    }
}

/// A file of the other side, one in which nobody can be told apart, or one whose keys can be read in two
/// ways makes a plan that only looks like one: nothing of it is imported.
fn refuse_blocked(diagnostics: &[Diagnostic]) -> Result<(), Failure> {
    let blocker = diagnostics
        .iter()
        .find(|found| found.severity == Severity::Blocker);
    blocker.map_or(Ok(()), |found| {
        let message = format!("{}: {}", found.file, found.message);
        Err(Failure::new(&found.code.to_lowercase(), &message).hint(&found.hint))
    })
}

/// The day of a moment in RFC 3339.
fn day(moment: &str) -> &str {
    moment.get(..10).unwrap_or(moment)
}

//! Two plans side by side, however each is kept: as a file, as a package, or in a workspace.

use std::{fs::File, io::Read, path::Path};

use presync_core::comparison::{Comparison, Standing, TooLarge, compare};
use presync_import::{ChangeValues, PlanFile};
use presync_report::{ComparedChange, CsvProfile, ValuePair, write_comparison};
use presync_store::Workspace;

use crate::{files::base_name, job::JobContext, wire::Failure};

/// How every SQLite file begins.
const SQLITE_MAGIC: &[u8] = b"SQLite format 3\0";

/// Two plans and what differs.
#[derive(Debug)]
pub struct Compared {
    /// The plans, the earlier first.
    pub plans: [Standing; 2],
    /// What differs.
    pub comparison: Comparison,
    /// Where the values of changes stand; none of a plan in a workspace, which keeps fingerprints.
    files: [Option<PlanFile>; 2],
}

/// Compares two plans that lie somewhere.
///
/// # Errors
/// When one is no plan, not whole, or of another version; when the user stops it.
pub fn compare_plans(paths: [&Path; 2], job: &JobContext) -> Result<Compared, Failure> {
    let [(a, file_a), (b, file_b)] = [open(paths[0], job)?, open(paths[1], job)?];
    Ok(Compared::of([a, b], [file_a, file_b]))
}

/// The last plan of a workspace against the one before; none while there are not two.
///
/// # Errors
/// When one cannot be read.
pub(crate) fn compare_last(workspace: &Workspace) -> Result<Option<Compared>, Failure> {
    let current = workspace.plan_meta()?.map(|plan| plan.number);
    let prints = workspace.prints()?;
    let [last, before] = prints.as_slice() else {
        return Ok(None);
    };
    if current != Some(*last) {
        return Ok(None);
    }
    let plans = [workspace.print(*before)?, workspace.print(*last)?];
    let [Some(a), Some(b)] = plans else {
        return Ok(None);
    };
    Ok(Some(Compared::of([a, b], [None, None])))
}

/// Writes who and what differs, a row each, and gives how many rows there are.
///
/// # Errors
/// When something else lies there, the disk refuses, or a file of a plan is not the one it was.
pub fn write_differences(
    compared: &Compared,
    path: &Path,
    csv: CsvProfile,
) -> Result<u64, Failure> {
    let values = compared.values()?;
    let changes = compared.comparison.changes.iter().zip(&values);
    let changes = changes.map(|(change, values)| ComparedChange {
        change,
        values: values.each_ref().map(|values| ValuePair {
            now: &values.now,
            would_be: &values.would_be,
        }),
    });
    let [a, b] = &compared.plans;
    Ok(write_comparison(
        path,
        csv,
        [a, b],
        &compared.comparison,
        changes,
    )?)
}

/// More than a plan can hold.
pub(crate) fn too_large(error: TooLarge) -> Failure {
    Failure::new("too_large", &format!("{error}."))
}

impl Compared {
    /// Two plans that are kept nowhere.
    pub(crate) fn of_standings(plans: [Standing; 2]) -> Self {
        Self::of(plans, [None, None])
    }

    fn of(plans: [Standing; 2], files: [Option<PlanFile>; 2]) -> Self {
        let comparison = compare(&plans[0], &plans[1]);
        Self {
            plans,
            comparison,
            files,
        }
    }

    /// The values of every change that differs, in A and in B; empty where there is none, or none kept.
    fn values(&self) -> Result<Vec<[ChangeValues; 2]>, Failure> {
        let changes = &self.comparison.changes;
        let mut values = vec![<[ChangeValues; 2]>::default(); changes.len()];
        for (which, file) in self.files.iter().enumerate() {
            let Some(file) = file else { continue };
            let place = |(at, change): (usize, &presync_core::comparison::ChangeDifference)| {
                Some(([change.a, change.b][which]?, at))
            };
            let mut wanted: Vec<(u32, usize)> =
                changes.iter().enumerate().filter_map(place).collect();
            wanted.sort_unstable();
            let positions: Vec<u32> = wanted.iter().map(|(position, _)| *position).collect();
            let found = file.change_values(&positions)?;
            for ((_, at), value) in wanted.into_iter().zip(found) {
                values[at][which] = value;
            }
        }
        Ok(values)
    }
}

fn open(path: &Path, job: &JobContext) -> Result<(Standing, Option<PlanFile>), Failure> {
    if is_workspace(path) {
        return Ok((kept(path, job)?, None));
    }
    let file = PlanFile::open(path)?;
    Ok((file.standing(job)?, Some(file)))
}

/// Whether it is a database; what cannot be read is said when it is opened.
fn is_workspace(path: &Path) -> bool {
    if presync_store::is_locked(path) {
        return true;
    }
    let mut head = Vec::new();
    let read = File::open(path)
        .map(|file| file.take(SQLITE_MAGIC.len() as u64))
        .and_then(|mut file| file.read_to_end(&mut head));
    read.is_ok() && head == SQLITE_MAGIC
}

/// The plan of a workspace.
fn kept(path: &Path, job: &JobContext) -> Result<Standing, Failure> {
    let workspace = Workspace::unlock(path, job.passphrase())?;
    let name = base_name(path);
    let Some(plan) = workspace.plan_meta()? else {
        let message = format!("{name} holds no plan yet.");
        return Err(Failure::new("no_plan", &message).hint("Run the plan in it first."));
    };
    workspace.print(plan.number)?.ok_or_else(|| {
        let message = format!("The plan in {name} was made by an earlier version.");
        Failure::new("plan_unreadable", &message).hint("Run the plan in it again.")
    })
}

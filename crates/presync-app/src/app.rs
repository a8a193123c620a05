//! The running application: the open workspace, handles, results and jobs. What commands do with
//! them is the actions'.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError},
};

use presync_core::{Side, recommend::Recommendation, simulate::Simulated};
use presync_import::{Imported, Inspection};
use presync_store::{PlanNumber, SourceId, Workspace, grid::ResultSet};
use serde_json::Value;

use crate::{
    Host, actions, commands,
    files::Handles,
    job::{JobContext, Report},
    pipeline::{Compared, Finished, Study, imported},
    wire::{Failure, FileHandle, SignInPrompt},
};

/// Results a page may still ask for; older ones are asked for anew.
const RESULTS_MAX: usize = 16;

/// A job as the host names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobId(String);

impl JobId {
    /// The host's own name for a job.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self(id.to_owned())
    }
}

/// One running application.
pub struct App {
    pub(crate) host: Box<dyn Host>,
    pub(crate) handles: Mutex<Handles>,
    /// Files as they were last looked into, by handle: what one of them holds explains another.
    pub(crate) looked: Mutex<BTreeMap<String, Inspection>>,
    /// The last verification.
    pub(crate) verified: Mutex<Option<Arc<actions::verify::Kept>>>,
    /// Tokens and secrets that a person gave.
    pub(crate) secrets: Mutex<actions::remote::Secrets>,
    /// Where a person is to sign in just now.
    pub(crate) sign_in: Mutex<Option<SignInPrompt>>,
    /// The locked workspace that waits for its passphrase.
    pub(crate) locked: Mutex<Option<PathBuf>>,
    open: Mutex<Option<Arc<OpenWorkspace>>>,
    jobs: Mutex<BTreeMap<JobId, Arc<JobContext>>>,
}

/// The workspace that is open. Jobs write through one connection while the page reads by another.
#[derive(Debug)]
pub(crate) struct OpenWorkspace {
    pub(crate) path: PathBuf,
    writer: Mutex<Workspace>,
    reader: Mutex<Workspace>,
    results: Mutex<Results>,
    /// What sources hold, read once.
    imported: Mutex<BTreeMap<SourceId, Arc<Imported>>>,
    /// The plan as it was computed, for writing the package without computing it again.
    pub(crate) finished: Mutex<Option<Arc<Finished>>>,
    /// What the plan's links were weighed with, once somebody asked why.
    pub(crate) study: Mutex<Option<Arc<Study>>>,
    /// The plan of this number against the one before, once it was asked for.
    pub(crate) compared: Mutex<Option<(PlanNumber, Option<Arc<Compared>>)>>,
    /// What is recommended for the people of the plan that was computed last, whatever it was made with.
    pub(crate) recommended: Mutex<Option<OfPlan<Recommendation>>>,
    /// What those people's plan would be under the mapping in force, with what simulating an edit takes over
    /// from it, once somebody asked for effects.
    pub(crate) in_force: Mutex<Option<(i64, OfPlan<Simulated>)>>,
    /// The mappings that were compared last.
    pub(crate) mappings_compared: Mutex<Option<Arc<Compared>>>,
}

/// Something worked out from the people of a plan, kept while that plan is.
pub(crate) type OfPlan<T> = (Arc<Finished>, Arc<T>);

#[derive(Debug, Default)]
struct Results {
    last: u32,
    kept: BTreeMap<u32, ResultSet>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").finish_non_exhaustive()
    }
}

impl App {
    /// An application on a host, with nothing open.
    #[must_use]
    pub fn new(host: Box<dyn Host>) -> Self {
        Self {
            host,
            handles: Mutex::default(),
            looked: Mutex::default(),
            verified: Mutex::default(),
            secrets: Mutex::default(),
            sign_in: Mutex::default(),
            locked: Mutex::default(),
            open: Mutex::default(),
            jobs: Mutex::default(),
        }
    }

    /// Runs a quick command of the table.
    ///
    /// # Errors
    /// As [`commands::rpc`]; a bug of ours comes back as `internal`.
    pub fn rpc(&self, name: &str, params: Value) -> Result<Value, Failure> {
        contain(|| commands::rpc(self, name, params))
    }

    /// Runs a job of the table to its end.
    ///
    /// # Errors
    /// As [`commands::run_job`]; a bug of ours comes back as `internal`, and the workspace is whole.
    pub fn run_job(
        &self,
        id: &JobId,
        name: &str,
        params: Value,
        report: Report,
    ) -> Result<Value, Failure> {
        let job = Arc::new(JobContext::new(report).with_reader(self.host.reader()));
        lock(&self.jobs).insert(id.clone(), Arc::clone(&job));
        let result = contain(|| commands::run_job(self, name, params, &job));
        lock(&self.jobs).remove(id);
        result
    }

    /// Asks a job to stop; one that has ended is no matter.
    pub fn cancel_job(&self, id: &JobId) {
        if let Some(job) = lock(&self.jobs).get(id) {
            job.cancel();
        }
    }

    /// Whether any job runs, for asking before the window closes.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !lock(&self.jobs).is_empty()
    }

    /// Gives the page a handle for a file the user dropped, chose or uploaded.
    ///
    /// # Errors
    /// When the file cannot be looked at.
    pub fn register_file(&self, path: &Path) -> Result<FileHandle, Failure> {
        lock(&self.handles).add_file(path)
    }

    pub(crate) fn open_workspace(&self, workspace: Workspace) -> Result<(), Failure> {
        let opened = OpenWorkspace {
            path: workspace.path().to_owned(),
            reader: Mutex::new(workspace.reader()?),
            writer: Mutex::new(workspace),
            results: Mutex::default(),
            imported: Mutex::default(),
            finished: Mutex::default(),
            study: Mutex::default(),
            compared: Mutex::default(),
            recommended: Mutex::default(),
            in_force: Mutex::default(),
            mappings_compared: Mutex::default(),
        };
        *lock(&self.open) = Some(Arc::new(opened));
        // What was compared belongs to the engagement before.
        *lock(&self.verified) = None;
        Ok(())
    }

    pub(crate) fn close_workspace(&self) -> Result<(), Failure> {
        let mut open = lock(&self.open);
        if let Some(workspace) = open.as_ref() {
            drop(workspace.writer()?);
        }
        *open = None;
        Ok(())
    }

    pub(crate) fn opened(&self) -> Option<Arc<OpenWorkspace>> {
        lock(&self.open).clone()
    }

    pub(crate) fn workspace(&self) -> Result<Arc<OpenWorkspace>, Failure> {
        self.opened().ok_or_else(|| {
            Failure::new("no_workspace", "No workspace is open.")
                .hint("Create or open one on the Home screen.")
        })
    }
}

impl OpenWorkspace {
    /// The connection that reads; short, so waiting is fine.
    pub(crate) fn reader(&self) -> MutexGuard<'_, Workspace> {
        lock(&self.reader)
    }

    /// The connection that writes, unless a job holds it.
    pub(crate) fn writer(&self) -> Result<MutexGuard<'_, Workspace>, Failure> {
        match self.writer.try_lock() {
            Ok(writer) => Ok(writer),
            Err(TryLockError::Poisoned(poisoned)) => Ok(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => Err(Failure::new(
                "job_running",
                "A job is still working on this workspace.",
            )
            .hint("Wait for it to end, or cancel it in the status bar.")),
        }
    }

    /// What the sources of a side hold, for explaining files of the other.
    pub(crate) fn imported(&self, side: Side) -> Result<Vec<Arc<Imported>>, Failure> {
        // A connection of its own: a long look holds up no grid.
        let reader = self.reader().reader()?;
        let mut kept = lock(&self.imported);
        let sources = reader.sources()?;
        kept.retain(|id, _| sources.iter().any(|source| source.id == *id));
        let of_side = sources.iter().filter(|source| source.header.side == side);
        let each = of_side.map(|source| match kept.entry(source.id) {
            Entry::Occupied(known) => Ok(Arc::clone(known.get())),
            Entry::Vacant(free) => {
                let read = Arc::new(imported(&reader, source)?);
                Ok(Arc::clone(free.insert(read)))
            }
        });
        each.collect()
    }

    pub(crate) fn keep_result(&self, result: ResultSet) -> u32 {
        let mut results = lock(&self.results);
        results.last += 1;
        let handle = results.last;
        results.kept.insert(handle, result);
        while results.kept.len() > RESULTS_MAX {
            results.kept.pop_first();
        }
        handle
    }

    pub(crate) fn with_result<T>(
        &self,
        handle: u32,
        read: impl FnOnce(&ResultSet) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        match lock(&self.results).kept.get(&handle) {
            Some(result) => read(result),
            None => Err(Failure::new(
                "stale",
                "This list is no longer kept; ask for it again.",
            )),
        }
    }
}

/// A panic is a bug of ours: it ends the command and not the application.
fn contain<T>(command: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(command)).unwrap_or_else(|_| Err(Failure::internal()))
}

/// A lock whose holder panicked is taken all the same: what it guards is replaced whole, never half.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

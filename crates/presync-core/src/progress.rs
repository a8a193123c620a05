//! How long work tells where it is and learns that it should stop.
//!
//! The core never draws and never reads a clock: the terminal and the window implement the trait.

/// A stage of the main job, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Phase {
    /// Reading from a service over the network.
    Pull,
    /// Reading a file into the workspace.
    Import,
    /// Loading a side from the workspace.
    Load,
    /// Finding who is who.
    Match,
    /// Finding the mapping.
    Recommend,
    /// Simulating the initial cycle.
    Simulate,
    /// Finding data fixes.
    Fix,
    /// Evaluating one expression for everybody.
    Evaluate,
    /// Storing the plan in the workspace.
    Store,
    /// Writing the hand-over package.
    Write,
}

impl Phase {
    /// What the user reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Pull => "Reading from the service",
            Self::Import => "Importing",
            Self::Load => "Loading",
            Self::Match => "Matching",
            Self::Recommend => "Recommending a mapping",
            Self::Simulate => "Simulating",
            Self::Fix => "Finding data fixes",
            Self::Evaluate => "Evaluating",
            Self::Store => "Saving the plan",
            Self::Write => "Writing the package",
        }
    }
}

/// The user asked to stop; nothing half-done may remain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancelled;

/// Receives progress and answers whether to go on.
pub trait Progress: Sync {
    /// A stage begins. `total` is 0 when the amount is unknown; units are rows unless the stage says otherwise.
    fn begin(&self, phase: Phase, total: u64);

    /// A step of the stage begins, for those who measure.
    fn step(&self, name: &'static str) {
        let _ = name;
    }

    /// So much more is done. Called often: implementations throttle.
    ///
    /// # Errors
    /// [`Cancelled`] when the user asked to stop.
    fn advance(&self, by: u64) -> Result<(), Cancelled>;
}

/// Progress nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn begin(&self, _: Phase, _: u64) {}

    fn advance(&self, _: u64) -> Result<(), Cancelled> {
        Ok(())
    }
}

//! Why a command ended without its result: a sentence, a code, what to try.

use presync_app::wire::Failure;

/// A failed command.
#[derive(Debug)]
pub(crate) struct CommandError(pub(crate) Failure);

impl CommandError {
    /// A bug of ours.
    pub(crate) fn internal() -> Self {
        Self(Failure::internal())
    }

    /// Something of the system failed.
    pub(crate) fn io(what: &str, error: &std::io::Error) -> Self {
        Self(Failure::new(
            "io",
            &format!("{what} could not go on: {error}."),
        ))
    }
}

impl From<Failure> for CommandError {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

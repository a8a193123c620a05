//! How the errors of the rooms become the one shape of a failure at the edge.

use presync_import::ImportError;
use presync_remote::{RemoteError, graph::permission_for};
use presync_store::WorkspaceError;

use crate::wire::Failure;

impl Failure {
    /// A failure with a stable code and a full sentence.
    #[must_use]
    pub fn new(code: &str, message: &str) -> Self {
        Self {
            code: code.to_owned(),
            message: message.to_owned(),
            hints: Vec::new(),
        }
    }

    /// The same with one more thing to try.
    #[must_use]
    pub fn hint(mut self, hint: &str) -> Self {
        self.hints.push(hint.to_owned());
        self
    }

    /// A bug of ours.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(
            "internal",
            "Presync made a mistake of its own and stopped this command.",
        )
        .hint("The workspace is whole. Please report what you did just before.")
    }

    /// The user asked to stop.
    #[must_use]
    pub fn cancelled() -> Self {
        Self::new(
            "cancelled",
            "The work was stopped; nothing half-done was kept.",
        )
    }
}

impl From<WorkspaceError> for Failure {
    fn from(error: WorkspaceError) -> Self {
        match error {
            WorkspaceError::Cancelled => Self::cancelled(),
            error => Self::new(&error.code().replace('-', "_"), &sentence(&error)),
        }
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Cancelled => Self::cancelled(),
            ImportError::Sink(inner) => match inner.downcast::<WorkspaceError>() {
                Ok(error) => Self::from(*error),
                Err(other) => Self::new("store_failed", &sentence(&other)),
            },
            error => Self::new(&error.code().to_lowercase(), &sentence(&error)),
        }
    }
}

impl From<RemoteError> for Failure {
    fn from(error: RemoteError) -> Self {
        match error {
            RemoteError::Cancelled => Self::cancelled(),
            error => {
                let failure = Self::new(error.code(), &sentence(&error)).hint(error.hint());
                match permission_for(&error) {
                    Some(permission) => failure.hint(&format!(
                        "Ask an administrator to grant the permission {permission}."
                    )),
                    None => failure,
                }
            }
        }
    }
}

impl From<presync_core::Cancelled> for Failure {
    fn from(_: presync_core::Cancelled) -> Self {
        Self::cancelled()
    }
}

impl From<presync_core::simulate::SimulateError> for Failure {
    fn from(error: presync_core::simulate::SimulateError) -> Self {
        match error {
            presync_core::simulate::SimulateError::Cancelled => Self::cancelled(),
            error => Self::new("too_large", &sentence(&error)),
        }
    }
}

/// An error's text as a sentence. A file name at its head keeps its letters.
fn sentence(error: &dyn std::fmt::Display) -> String {
    let mut text = error.to_string();
    let is_word = ["the ", "a ", "an ", "no ", "nothing "]
        .iter()
        .any(|w| text.starts_with(w));
    if is_word {
        text[..1].make_ascii_uppercase();
    }
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

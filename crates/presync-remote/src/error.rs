//! Why something could not be read, in words a consultant can act on. No value of an answer is in it but the
//! service's own error code.

use presync_core::Cancelled;

use crate::AddressFault;

/// What was asked for, as people call it: a path of the service without ids and without a query.
pub type Part = &'static str;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RemoteError {
    /// The user stopped it.
    #[error("reading was cancelled")]
    Cancelled,
    /// The address is not one to send a token to.
    #[error("the address is not taken: {0}")]
    Address(#[from] AddressFault),
    /// The token cannot be sent.
    #[error("the token cannot be sent: it is empty or holds characters that no token has")]
    Token,
    /// Nothing answers there.
    #[error("{host} does not answer: {reason}")]
    Unreachable {
        /// The host.
        host: String,
        /// Which step failed, such as `no such host`.
        reason: String,
    },
    /// The service said no.
    #[error("{host} answered {status} to a request for {part}{}", code.as_ref().map(|code| format!(" ({code})")).unwrap_or_default())]
    Status {
        /// The host.
        host: String,
        /// What was asked for.
        part: Part,
        /// The HTTP status.
        status: u16,
        /// The service's own error code.
        code: Option<String>,
    },
    /// The service sends elsewhere, where the token must not go.
    #[error("{host} sends requests for {part} on to another address{}", to.as_ref().map(|to| format!(" ({to})")).unwrap_or_default())]
    Moved {
        /// The host.
        host: String,
        /// What was asked for.
        part: Part,
        /// The host it names.
        to: Option<String>,
    },
    /// What came is not what this service answers.
    #[error("{host} answered a request for {part} with {what}")]
    NotUnderstood {
        /// The host.
        host: String,
        /// What was asked for.
        part: Part,
        /// What came, such as `a web page`.
        what: String,
    },
    /// An answer is larger than any that is sensible.
    #[error("{host} answered a request for {part} with more than {bytes_max} bytes")]
    TooLarge {
        /// The host.
        host: String,
        /// What was asked for.
        part: Part,
        /// The limit.
        bytes_max: u64,
    },
    /// The mark that an earlier reading left means nothing to the service any more.
    #[error("{host} does not go on with {part} where they were left")]
    Stale {
        /// The host.
        host: String,
        /// What was asked for.
        part: Part,
    },
    /// It asked to wait more often than patience lasts.
    #[error("{host} asked to wait again and again while {part} were read")]
    Throttled {
        /// The host.
        host: String,
        /// What was asked for.
        part: Part,
    },
}

impl RemoteError {
    /// A stable code for the page and for scripts.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Address(_) => "address_refused",
            Self::Token => "token_unusable",
            Self::Unreachable { .. } => "unreachable",
            Self::Status { status: 401, .. } => "not_signed_in",
            Self::Status { status: 403, .. } => "not_permitted",
            Self::Status { status: 404, .. } => "not_found_there",
            Self::Status { .. } => "refused_there",
            Self::Moved { .. } => "moved_elsewhere",
            Self::NotUnderstood { .. } => "answer_not_understood",
            Self::TooLarge { .. } => "answer_too_large",
            Self::Stale { .. } => "pull_outdated",
            Self::Throttled { .. } => "throttled",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Cancelled => "Nothing was taken over.",
            Self::Address(_) => "Copy the address from where the service shows it.",
            Self::Token => "Copy the token again, whole and without quotation marks.",
            Self::Unreachable { .. } => {
                "Check the address, the network and the proxy. A company's own certificate belongs in the system's store."
            }
            Self::Status { status: 401, .. } => {
                "The token is wrong, expired or for another service: make a new one, and check that the profile source is ticked Active."
            }
            Self::Status { status: 403, .. } => {
                "The token is known but may not read this: give it the permission."
            }
            Self::Status { status: 404, .. } => {
                "The path is wrong or the service is not switched on: compare the address with the one the service shows, and open its health page."
            }
            Self::Status {
                status: 500..=599, ..
            } => {
                "The service itself fails. An intranet whose additional field has a ? in its name answers 500 to everything."
            }
            Self::Status { .. } => "Look into the service's own log.",
            Self::Moved { .. } => {
                "Give the address it names, if it is the service's own; tokens are never sent on."
            }
            Self::NotUnderstood { .. } => {
                "This is probably a sign-in page or a proxy: check the address, and that no sign-in stands before it."
            }
            Self::TooLarge { .. } => "This is no answer of such a service: check the address.",
            Self::Stale { .. } => "Read everything anew.",
            Self::Throttled { .. } => "Try again later, when nothing else reads from it.",
        }
    }
}

impl RemoteError {
    /// What a refusal to go on with a list means: Graph's words for a link that is too old are 400, 404 and 410.
    pub(crate) fn outdated(self) -> Self {
        match self {
            Self::Status {
                host,
                part,
                status: 400 | 404 | 410,
                ..
            } => Self::Stale { host, part },
            other => other,
        }
    }
}

impl From<Cancelled> for RemoteError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

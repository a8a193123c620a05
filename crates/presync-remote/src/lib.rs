//! Read-only connections to both systems: the intranet over SCIM, Azure over Graph.
//!
//! Nothing here can change anything there: a [`Reader`] sends GET and nothing else, and the only thing ever
//! posted is a form to a token endpoint, by `token`. Redirects are not followed, so a token goes to the host
//! it was meant for. No secret is in an address, a log, an error or a file.
//!
//! What arrives is bytes of an answer; what they mean for a plan is for the importer, which reads them as it
//! reads an exported file. It keeps nothing and draws nothing.
//!
//! Main types: [`Address`], [`Secret`], [`Reader`], [`Answer`], [`RemoteError`].

mod address;
mod answer;
mod client;
mod error;
pub mod graph;
mod pace;
mod pull;
mod reader;
mod runtime;
pub mod scim;
mod secret;

pub use address::{Address, AddressFault};
pub use answer::{Answer, Content};
pub use error::{Part, RemoteError};
pub use pace::Patience;
pub use pull::{Earlier, Mark, Oddity, Pulled};
pub use reader::{Reader, Request, Sent};
pub use runtime::run;
pub use secret::Secret;

//! Both systems asked over the network, read-only: what came is kept as files that are imported like any
//! export. A file appears whole or not at all, so what broke off is never taken for everybody.

mod connection;
mod graph;
mod list_file;
mod scim;

pub use connection::{GraphAccess, GraphKey, ScimAccess};
pub use graph::{GraphPull, PulledGraph, pull_graph};
pub use scim::{PulledScim, ScimReport, pull_scim, scim_schemas, test_scim};

/// A list that came, in the words of a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PulledList {
    /// The file it was written to.
    pub file: String,
    /// Of what it is a list, in words.
    pub what: &'static str,
    /// How many entries it has.
    pub entries: u64,
    /// What was odd, a sentence each.
    pub oddities: Vec<&'static str>,
}

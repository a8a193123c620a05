//! Both systems asked over the network, read-only: what came is kept as files that are imported like any
//! export. A list appears whole or not at all, so what broke off is never taken for everybody; the part that
//! came is kept beside, and the next pull goes on from it.

mod connection;
mod graph;
mod ledger;
mod list_file;
mod partial;
mod refresh;
mod scim;
mod straight;

use presync_remote::Patience;

pub use connection::{GraphAccess, GraphKey, ScimAccess};
pub use graph::{GraphPull, PulledGraph, pull_graph, pull_graph_as};
pub(crate) use partial::refuse_partial;
pub use scim::{PulledScim, ScimReport, pull_scim, pull_scim_as, scim_schemas, test_scim};
pub use straight::{TakenOver, take_over};

/// How a pull goes about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manner {
    /// How long and how often it waits.
    pub patience: Patience,
    /// What an earlier pull left is thrown away.
    pub from_start: bool,
    /// A list is whole although the service says that there are more: it counts people it does not list.
    pub accept_fewer: bool,
    /// What an earlier pull of the same finished is brought up to date.
    pub refresh: bool,
}

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

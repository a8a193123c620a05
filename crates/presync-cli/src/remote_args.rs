//! `presync scim` and `presync graph` as types, beside the other commands.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

/// What is asked of the intranet.
#[derive(Debug, Subcommand)]
pub(crate) enum ScimCommand {
    /// Test the connection as Entra does, and look for what would stop a sync.
    Test {
        /// The tenant URL, such as https://intranet.example.com/api/v2/scim/v2.
        url: String,
    },
    /// Print the service's own schemas, as plan --site-schema takes them.
    Schemas {
        /// The tenant URL.
        url: String,
    },
    /// Read everybody into a file, as plan --legacy takes it.
    Pull {
        /// The tenant URL.
        url: String,
        /// The file to write; one that is there is not overwritten.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// A file for the groups, which are left out without it.
        #[arg(long, value_name = "FILE")]
        groups_out: Option<PathBuf>,
        /// Take a list for whole although the service says that there are more entries than it gives.
        #[arg(long)]
        accept_fewer: bool,
        #[command(flatten)]
        manner: MannerArgs,
    },
}

/// How a pull goes about it.
#[derive(Debug, Clone, Copy, ClapArgs)]
pub(crate) struct MannerArgs {
    /// Throw away what a pull that broke off has left, and begin anew.
    #[arg(long)]
    pub(crate) from_start: bool,
    /// The longest wait for an answer, and before a busy service is asked again; without it 100 and 120.
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) wait_max: Option<u64>,
    /// How often one request is repeated where the service is busy or breaks off.
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(..=100))]
    pub(crate) repeats_max: u32,
}

/// What is asked of Azure.
#[derive(Debug, Subcommand)]
pub(crate) enum GraphCommand {
    /// Read users and, for an application, assignments, group members, its schema and its logs into files,
    /// as plan takes them. Signs in with PRESYNC_GRAPH_TOKEN, else with PRESYNC_GRAPH_SECRET, else with a
    /// code that a person enters in a browser.
    Pull(GraphPullArgs),
}

/// Arguments of `graph pull`.
#[derive(Debug, ClapArgs)]
pub(crate) struct GraphPullArgs {
    /// The tenant: a GUID or a domain such as contoso.onmicrosoft.com.
    #[arg(long)]
    pub(crate) tenant: String,
    /// The application (client) id that signs in.
    #[arg(long, value_name = "GUID")]
    pub(crate) client_id: String,
    /// Which of Microsoft's clouds: global, us-gov, us-gov-dod or china; or the addresses of another, where
    /// people sign in and Graph, with a comma between.
    #[arg(long, default_value = "global")]
    pub(crate) cloud: String,
    /// The application id of the enterprise application that will provision.
    #[arg(long, value_name = "GUID")]
    pub(crate) app_id: Option<String>,
    /// Read that application's provisioning logs too.
    #[arg(long, requires = "app_id")]
    pub(crate) logs: bool,
    /// Extension attributes to read besides, such as extension_0a1b_costCentre.
    #[arg(long, num_args = 1.., value_name = "NAME")]
    pub(crate) attributes: Vec<String>,
    /// The folder to write to; files that are there are not overwritten.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Bring what an earlier pull wrote to the folder up to date: of users only those are read that have
    /// changed, as Graph tells.
    #[arg(long)]
    pub(crate) refresh: bool,
    #[command(flatten)]
    pub(crate) manner: MannerArgs,
}

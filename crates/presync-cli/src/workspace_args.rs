//! `presync workspace` as a type, beside the other commands.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

/// What is done with a workspace as a file. A passphrase is taken from PRESYNC_PASSPHRASE (a new one, where
/// there is one already, from PRESYNC_NEW_PASSPHRASE), else asked for on the terminal, else read from the
/// input, a line each.
#[derive(Debug, Subcommand)]
pub(crate) enum WorkspaceCommand {
    /// What is inside, and until when it may be kept.
    Info {
        /// The workspace.
        file: PathBuf,
    },
    /// Lock it and its backups with a passphrase.
    Encrypt {
        /// The workspace.
        file: PathBuf,
    },
    /// Take the passphrase away.
    Decrypt {
        /// The workspace.
        file: PathBuf,
    },
    /// Lock it with another passphrase.
    Passphrase {
        /// The workspace.
        file: PathBuf,
    },
    /// Remove people for good, from the workspace, its log and its backups, and print a certificate.
    Purge {
        /// The workspace.
        file: PathBuf,
        /// How much goes.
        #[arg(long, value_enum)]
        level: LevelArg,
        /// A file for the certificate; one that is there is not overwritten.
        #[arg(long, value_name = "OUT.json")]
        certificate: Option<PathBuf>,
    },
    /// Erase one person, found by any of their ids on either side, and keep them out of later imports.
    Erase {
        /// The workspace.
        file: PathBuf,
        /// objectId, UPN, UID, user name, address or employee ID; may be given several times.
        #[arg(long, required = true, num_args = 1.., value_name = "ID")]
        id: Vec<String>,
    },
    /// Say until when its people may be kept; presync warns in the week before and after.
    Keep {
        /// The workspace.
        file: PathBuf,
        /// The last day.
        #[arg(long, value_name = "YYYY-MM-DD")]
        until: jiff::civil::Date,
        /// What for, or why longer.
        #[arg(long)]
        reason: String,
    },
}

/// Values of `--level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelArg {
    /// The imported records.
    Imports,
    /// Everything but the engagement's name, its retention, who was erased, and counts.
    AllButAggregates,
    /// The file itself.
    Everything,
}

//! Who is assigned to the application: `principal_type,principal_id,name,security_enabled,dynamic`, or
//! Graph's app role assignments as JSON.

use std::path::Path;

use presync_core::scope::Assignment;

use super::{Listing, Wanted, flag, listing, principal_type};
use crate::{ImportError, ReadHost};

pub(super) const COLUMNS: &[Wanted] = &[
    Wanted {
        name: "principal_type",
        headers: &["principaltype", "objecttype", "type"],
        required: true,
    },
    Wanted {
        name: "principal_id",
        headers: &["principalid", "objectid", "id", "userprincipalname"],
        required: true,
    },
    Wanted {
        name: "name",
        headers: &[
            "name",
            "principaldisplayname",
            "principalname",
            "displayname",
        ],
        required: false,
    },
    Wanted {
        name: "security_enabled",
        headers: &["securityenabled"],
        required: false,
    },
    Wanted {
        name: "dynamic",
        headers: &["dynamic", "isdynamic", "membershiptype", "grouptypes"],
        required: false,
    },
];

/// Reads the assignments of users and groups to the application.
///
/// # Errors
/// When the file cannot be read or lacks a column that is needed.
pub fn read_assignments<'h>(
    path: &Path,
    host: impl Into<ReadHost<'h>>,
) -> Result<Listing<Assignment>, ImportError> {
    listing(path, host, COLUMNS, make)
}

pub(super) fn make(cells: &[&str]) -> Result<Assignment, &'static str> {
    let principal_type =
        principal_type(cells[0]).ok_or("The principal is neither a user nor a group.")?;
    if cells[1].is_empty() {
        return Err("The principal has no id.");
    }
    let dynamic = cells[4].to_lowercase().contains("dynamic").then_some(true);
    Ok(Assignment {
        principal_type: principal_type.into(),
        principal_id: cells[1].into(),
        principal_name: cells[2].into(),
        security_enabled: flag(cells[3]),
        dynamic: dynamic.or_else(|| flag(cells[4])),
    })
}

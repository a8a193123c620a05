//! Who is assigned to the application: `principal_type,principal_id,name,security_enabled,dynamic`, or
//! Graph's app role assignments as JSON.

use std::path::Path;

use presync_core::{
    Diagnostic,
    scope::{AssignedGroup, Scope},
};

use super::{Wanted, flag, list_place, list_source, placed_listing, principal_type};
use crate::{ImportError, ReadHost};

const ID: usize = 1;

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

/// A principal as a row gives it.
pub(super) struct Assigned<'c> {
    pub(super) is_group: bool,
    id: &'c str,
    name: &'c str,
    security_enabled: Option<bool>,
    dynamic: Option<bool>,
}

/// Reads the assignments of users and groups to the application into `scope`, and says what was odd
/// about single rows.
///
/// # Errors
/// When the file cannot be read or lacks a column that is needed.
pub fn read_assignments<'h>(
    path: &Path,
    host: impl Into<ReadHost<'h>>,
    scope: &mut Scope,
) -> Result<Vec<Diagnostic>, ImportError> {
    let source = scope.sources.len();
    let (listing, layout) = placed_listing(path, host, COLUMNS, |place, cells| {
        let assigned = make(cells).map_err(|(reason, column)| (reason, Some(column)))?;
        let place = list_place(source, &place);
        match assigned.is_group {
            false => scope.assignments.users.push(assigned.id, place),
            true => scope.assignments.groups.push(AssignedGroup {
                id: assigned.id.to_owned(),
                name: assigned.name.to_owned(),
                security_enabled: assigned.security_enabled,
                dynamic: assigned.dynamic,
                place,
            }),
        }
        Ok(Some(()))
    })?;
    scope.add_source(list_source(path, &layout, ID));
    Ok(listing.diagnostics)
}

/// The principal of a row; else why there is none, and which wanted column is to blame.
pub(super) fn make<'c>(cells: &[&'c str]) -> Result<Assigned<'c>, (&'static str, usize)> {
    let kind =
        principal_type(cells[0]).ok_or(("The principal is neither a user nor a group.", 0))?;
    if cells[ID].is_empty() {
        return Err(("The principal has no id.", ID));
    }
    let dynamic = cells[4].to_lowercase().contains("dynamic").then_some(true);
    Ok(Assigned {
        is_group: kind == "Group",
        id: cells[ID],
        name: cells[2],
        security_enabled: flag(cells[3]),
        dynamic: dynamic.or_else(|| flag(cells[4])),
    })
}

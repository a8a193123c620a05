//! Members of groups: `group_id,group_name,member_id,member_type`, or one group's members as the portal
//! exports them, which do not say which group it is.

use std::path::Path;

use presync_core::scope::GroupMember;

use super::{Listing, Wanted, flag, listing, principal_type};
use crate::{ImportError, ReadHost};

const GROUP: [Wanted; 2] = [
    Wanted {
        name: "group_id",
        headers: &["groupid", "groupobjectid"],
        required: true,
    },
    Wanted {
        name: "group_name",
        headers: &["groupname", "groupdisplayname"],
        required: false,
    },
];
const MEMBER: [Wanted; 4] = [
    Wanted {
        name: "member_id",
        headers: &[
            "memberid",
            "memberobjectid",
            "memberobjectidorupn",
            "objectid",
            "id",
            "userprincipalname",
        ],
        required: true,
    },
    Wanted {
        name: "member_type",
        headers: &["membertype", "objecttype", "odatatype", "type"],
        required: false,
    },
    Wanted {
        name: "isGroup",
        headers: &["isgroup"],
        required: false,
    },
    Wanted {
        name: "userPrincipalName",
        headers: &["userprincipalname"],
        required: false,
    },
];

/// Reads members of groups. `group` names the group of a portal file, by object id or display name, and
/// becomes both its id and its name; without it the file must have a column `group_id`.
///
/// # Errors
/// When the file cannot be read or lacks a column that is needed.
pub fn read_group_members<'h>(
    path: &Path,
    group: Option<&str>,
    host: impl Into<ReadHost<'h>>,
) -> Result<Listing<GroupMember>, ImportError> {
    listing(path, host, &wanted(group.is_some()), |cells| {
        make(cells, group)
    })
}

/// The columns of a file that names its groups, or of one whose group was named.
pub(super) fn wanted(is_named: bool) -> Vec<Wanted> {
    let group = GROUP.into_iter().map(|column| Wanted {
        required: column.required && !is_named,
        ..column
    });
    group.chain(MEMBER).collect()
}

pub(super) fn make(cells: &[&str], group: Option<&str>) -> Result<GroupMember, &'static str> {
    let group_id = group.unwrap_or(cells[0]);
    if group_id.is_empty() || cells[2].is_empty() {
        return Err("The group or the member has no id.");
    }
    Ok(GroupMember {
        group_id: group_id.into(),
        group_name: group.unwrap_or(cells[1]).into(),
        member_id: cells[2].into(),
        member_type: member_type(cells)?.into(),
    })
}

/// Stated, or shown: a member with a user principal name is a user.
fn member_type(cells: &[&str]) -> Result<&'static str, &'static str> {
    if flag(cells[4]) == Some(true) {
        return Ok("Group");
    }
    if !cells[3].is_empty() {
        return principal_type(cells[3]).ok_or("The member is neither a user nor a group.");
    }
    if cells[5].is_empty() && !cells[2].contains('@') {
        return Err("It is not said whether the member is a user or a group.");
    }
    Ok("User")
}

//! Members of groups: `group_id,group_name,member_id,member_type`, or one group's members as the portal
//! exports them, which do not say which group it is.

use std::path::Path;

use presync_core::{
    Diagnostic,
    scope::{GroupFacts, NestedGroup, Scope},
};

use super::{Wanted, flag, list_place, list_source, placed_listing, principal_type};
use crate::{ImportError, ReadHost};

const ID: usize = 2;

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
const MEMBER: [Wanted; 3] = [
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
];

/// A member as a row gives it.
pub(super) struct Member<'c> {
    pub(super) group_id: &'c str,
    group_name: &'c str,
    id: &'c str,
    pub(super) is_group: bool,
}

/// Reads members of groups into `scope`, and says what was odd about single rows. `group` names the group
/// of a portal file, by object id or display name; without it the file must have a column `group_id`.
///
/// # Errors
/// When the file cannot be read or lacks a column that is needed.
pub fn read_group_members<'h>(
    path: &Path,
    group: Option<&str>,
    host: impl Into<ReadHost<'h>>,
    scope: &mut Scope,
) -> Result<Vec<Diagnostic>, ImportError> {
    let source = scope.sources.len();
    if let Some(name) = group {
        // A group without members is a group all the same.
        scope
            .groups
            .enter(named(name, list_place(source, &crate::Place::default())));
    }
    let (listing, layout) =
        placed_listing(path, host, &wanted(group.is_some()), |place, cells| {
            let member = make(cells, group).map_err(|(reason, column)| (reason, Some(column)))?;
            let place = list_place(source, &place);
            let at = scope.groups.enter(GroupFacts {
                name: member.group_name.to_owned(),
                ..named(member.group_id, place)
            });
            match member.is_group {
                false => scope.groups.add_user(at, member.id, place),
                true => scope.groups.add_group(NestedGroup {
                    outer: at,
                    id: member.id.to_owned(),
                    place,
                }),
            }
            Ok(Some(()))
        })?;
    scope.add_source(list_source(path, &layout, ID));
    Ok(listing.diagnostics)
}

fn named(id: &str, place: presync_core::scope::ListPlace) -> GroupFacts {
    GroupFacts {
        id: id.to_owned(),
        name: String::new(),
        place,
    }
}

/// The columns of a file that names its groups, or of one whose group was named.
pub(super) fn wanted(is_named: bool) -> Vec<Wanted> {
    let group = GROUP.into_iter().map(|column| Wanted {
        required: column.required && !is_named,
        ..column
    });
    group.chain(MEMBER).collect()
}

/// The member of a row; else why there is none, and which wanted column is to blame.
pub(super) fn make<'c>(
    cells: &[&'c str],
    group: Option<&'c str>,
) -> Result<Member<'c>, (&'static str, usize)> {
    let group_id = group.unwrap_or(cells[0]);
    if group_id.is_empty() {
        return Err(("The group has no id.", 0));
    }
    if cells[ID].is_empty() {
        return Err(("The member has no id.", ID));
    }
    Ok(Member {
        group_id,
        group_name: group.unwrap_or(cells[1]),
        id: cells[ID],
        is_group: is_group(cells)?,
    })
}

/// Stated; a member of which nothing is stated is a user, unless its id turns out to be a group's.
fn is_group(cells: &[&str]) -> Result<bool, (&'static str, usize)> {
    if flag(cells[4]) == Some(true) {
        return Ok(true);
    }
    match cells[3] {
        "" => Ok(false),
        stated => principal_type(stated)
            .map(|kind| kind == "Group")
            .ok_or(("The member is neither a user nor a group.", 3)),
    }
}

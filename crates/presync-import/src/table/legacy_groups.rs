//! The intranet's groups: `name`, and where the file has them `id`, `externalId`, `type` and members,
//! one row for each group or one for each member.

use std::path::Path;

use presync_core::{
    Diagnostic,
    record::VALUE_SEPARATOR,
    scope::{LegacyColumns, LegacyGroup, LegacyGroups, Scope},
};

use super::{Wanted, list_place, list_source, placed_listing};
use crate::{ImportError, ReadHost};

const NAME: usize = 0;
const EXTERNAL_ID: usize = 2;
const KIND: usize = 3;
const MEMBERS: usize = 4;
const COLUMNS: [Wanted; 5] = [
    Wanted {
        name: "name",
        headers: &["displayname", "groupname", "name", "group", "title"],
        required: true,
    },
    Wanted {
        name: "id",
        headers: &["id", "groupid", "scimid"],
        required: false,
    },
    Wanted {
        name: "externalId",
        headers: &[
            "externalid",
            "uniqueid",
            "uid",
            "groupuid",
            "groupexternalid",
        ],
        required: false,
    },
    Wanted {
        name: "type",
        headers: &["grouptype", "type", "kind"],
        required: false,
    },
    Wanted {
        name: "members",
        headers: &[
            "members",
            "member",
            "memberusername",
            "membername",
            "memberid",
            "memberuid",
            "memberemail",
            "username",
            "useruid",
            "email",
        ],
        required: false,
    },
];

/// Reads the intranet's groups into `scope`, and says what was odd about single rows. A cell may hold
/// several members, joined by `;`.
///
/// # Errors
/// When the file cannot be read or lacks a column that is needed.
pub fn read_legacy_groups<'h>(
    path: &Path,
    host: impl Into<ReadHost<'h>>,
    scope: &mut Scope,
) -> Result<Vec<Diagnostic>, ImportError> {
    let source = scope.sources.len();
    let mut rows = Vec::new();
    let (listing, layout) = placed_listing(path, host, &COLUMNS, |place, cells| {
        let place = list_place(source, &place);
        if cells[NAME].is_empty() {
            return Err(("The group has no name.", Some(NAME)));
        }
        let [name, id, external_id, kind, members] =
            [NAME, 1, EXTERNAL_ID, KIND, MEMBERS].map(|at| cells[at].to_owned());
        let group = LegacyGroup {
            id,
            name,
            external_id,
            kind,
            place,
        };
        rows.push((group, members));
        Ok(Some(()))
    })?;
    let has = |column: usize| layout.headers[column].is_some();
    let mut groups = LegacyGroups::with(LegacyColumns {
        external_ids: has(EXTERNAL_ID),
        kinds: has(KIND),
        members: has(MEMBERS),
    });
    for (group, members) in rows {
        let place = group.place;
        let at = groups.enter(group);
        let members = members.split([VALUE_SEPARATOR, ';']).map(str::trim);
        for member in members.filter(|member| !member.is_empty()) {
            groups.add_member(at, member, place);
        }
    }
    scope.legacy_groups = Some(groups);
    scope.add_source(list_source(path, &layout, MEMBERS));
    Ok(listing.diagnostics)
}

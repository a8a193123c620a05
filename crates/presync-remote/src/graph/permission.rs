//! Which permission to ask for where a token may not read something. The names are those of Graph's
//! reference, the least that suffices.

use crate::{Part, RemoteError};

/// By what was asked for.
const PERMISSIONS: [(Part, &str); 11] = [
    ("users", "User.Read.All"),
    ("one user", "User.Read.All"),
    ("changes of users", "User.Read.All"),
    ("deleted users", "User.Read.All"),
    ("service principals", "Application.Read.All"),
    ("assignments", "Application.Read.All"),
    ("groups", "Group.Read.All"),
    ("group members", "GroupMember.Read.All"),
    ("synchronization jobs", "Synchronization.Read.All"),
    ("the synchronization schema", "Synchronization.Read.All"),
    ("provisioning logs", "AuditLog.Read.All"),
];

/// The permission that was missing, if that was what went wrong.
#[must_use]
pub fn permission_for(error: &RemoteError) -> Option<&'static str> {
    let RemoteError::Status {
        part, status: 403, ..
    } = error
    else {
        return None;
    };
    let named = PERMISSIONS.iter().find(|(of, _)| of == part);
    named.map(|(_, permission)| *permission)
}

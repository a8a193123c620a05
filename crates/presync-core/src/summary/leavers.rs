//! What becomes of people who leave after the cut-over: three routes, under this mapping.
//!
//! The sentences say what the two vendors document. Where they disagree, or say nothing, the row names what
//! is assumed.

use super::accounts::ACTIVE;
use crate::{engagement::Engagement, mapping::MappingSource};

/// The source attribute that Entra computes: unassigned, filtered out, disabled or soft-deleted.
const IS_SOFT_DELETED: &str = "IsSoftDeleted";

const HOW: &str = "Entra, how provisioning works";
const MIGRATING: &str = "Interact, migrating to SCIM";

/// What rests on a document, and what on an assumption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The pages that say it.
    pub documented: &'static str,
    /// What no page says, or what the pages disagree about; empty where all of it is documented.
    pub assumed: &'static str,
}

/// One way in which somebody leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeaverRoute {
    /// What an administrator does.
    pub name: &'static str,
    /// What Entra sends, and when.
    pub sent: &'static str,
    /// What becomes of the account and of access.
    pub access: &'static str,
    /// When the licence is free.
    pub licence: &'static str,
    /// What it rests on.
    pub standing: Standing,
}

/// The decision about leavers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leavers {
    /// Whether the mapping sends that somebody is disabled or no longer in scope.
    pub sends_disable: bool,
    /// Whether the mapping lets Entra delete accounts.
    pub sends_delete: bool,
    /// The routes.
    pub routes: [LeaverRoute; 3],
}

impl Leavers {
    pub(super) fn of(engagement: &Engagement<'_>) -> Self {
        let users = &engagement.mapping.users;
        let sends_disable = users.actions.update && users.row(ACTIVE).is_some_and(reads_the_state);
        let sends_delete = users.actions.delete;
        Self {
            sends_disable,
            sends_delete,
            routes: [
                soft_delete(sends_disable, sends_delete),
                hard_delete(sends_delete),
                removal(sends_disable),
            ],
        }
    }
}

fn reads_the_state(row: &crate::mapping::AttributeMapping) -> bool {
    match &row.source {
        MappingSource::Direct(name) => name == IS_SOFT_DELETED,
        MappingSource::Expression(text) => text.contains(IS_SOFT_DELETED),
        MappingSource::Constant(_) | MappingSource::None => false,
    }
}

fn soft_delete(sends_disable: bool, sends_delete: bool) -> LeaverRoute {
    let standing = Standing {
        documented: "Entra, how provisioning works; Interact, migrating to SCIM",
        assumed: "the two disagree: Microsoft sends the disable in the next cycle, Interact's page says that nothing arrives for 30 days; this plan follows Microsoft, so try it with one user",
    };
    let name = "Disable the user, or delete it into the recycle bin (30 days)";
    match (sends_disable, sends_delete) {
        (true, true) => LeaverRoute {
            name,
            sent: "active = False in the next cycle, 20 to 40 minutes later; a delete when the 30 days in the recycle bin are over.",
            access: "Access ends with that cycle. The account stays, inactive, and comes back if the user is restored.",
            licence: "With the account becoming inactive.",
            standing,
        },
        (true, false) => LeaverRoute {
            name,
            sent: "active = False in the next cycle, 20 to 40 minutes later; no delete, since Delete is off.",
            access: "Access ends with that cycle. The account stays, inactive, until somebody deletes it in the intranet.",
            licence: "With the account becoming inactive.",
            standing,
        },
        (false, true) => LeaverRoute {
            name,
            sent: "Nothing for 30 days: this mapping does not take active from IsSoftDeleted. Then a delete.",
            access: "The account stays active for 30 days; who can sign in is then up to single sign-on alone.",
            licence: "After 30 days.",
            standing,
        },
        (false, false) => LeaverRoute {
            name,
            sent: "Nothing: this mapping does not take active from IsSoftDeleted, and Delete is off.",
            access: "The account stays active until somebody disables it in the intranet.",
            licence: "Not before somebody disables the account.",
            standing,
        },
    }
}

fn hard_delete(sends_delete: bool) -> LeaverRoute {
    let name = "Delete the user for good (from the recycle bin)";
    let standing = Standing {
        documented: "Entra, how provisioning works; Interact, migrating to SCIM",
        assumed: "that the intranet answers a delete by making the account inactive, as Interact's page says, and keeps its documents",
    };
    match sends_delete {
        true => LeaverRoute {
            name,
            sent: "A delete in the next cycle.",
            access: "Access ends with that cycle; the user cannot be restored in Entra.",
            licence: "With that cycle: the way to free a licence at once.",
            standing,
        },
        false => LeaverRoute {
            name,
            sent: "No delete, since Delete is off. What the soft delete before it sent stays.",
            access: "As after the soft delete before it.",
            licence: "As after the soft delete before it.",
            standing,
        },
    }
}

fn removal(sends_disable: bool) -> LeaverRoute {
    let name = "Take away the assignment, or remove the user from the assigned group";
    let standing = Standing {
        documented: HOW,
        assumed: "Interact's page says that taking away a direct assignment deletes at once; Microsoft says that it disables. This plan follows Microsoft",
    };
    match sends_disable {
        true => LeaverRoute {
            name,
            sent: "active = False in the next cycle. No delete, then or later: the account is no longer managed, so that a later deletion of the user is not sent.",
            access: "Access ends with that cycle; whoever is restored to the group is active again.",
            licence: "With the account becoming inactive.",
            standing,
        },
        false => LeaverRoute {
            name,
            sent: "Nothing: this mapping does not take active from IsSoftDeleted. The account is no longer managed.",
            access: "The account stays active until somebody disables it in the intranet.",
            licence: "Not before somebody disables the account.",
            standing: Standing {
                documented: HOW,
                assumed: "",
            },
        },
    }
}

/// Something to know that is neither in the exports nor in the mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SystemNote {
    /// What it is about.
    pub about: &'static str,
    /// What to know.
    pub says: &'static str,
    /// What it rests on.
    pub standing: Standing,
}

/// Licences, groups and single sign-on.
pub const SYSTEM_NOTES: &[SystemNote] = &[
    SystemNote {
        about: "Licences of the intranet",
        says: "An active account holds a licence, an inactive one frees it: the figures above are accounts, not a contract.",
        standing: Standing {
            documented: MIGRATING,
            assumed: "that each active account counts as one licence: ask who holds the contract",
        },
    },
    SystemNote {
        about: "Licences of Entra",
        says: "Assigning a group to the application needs Entra ID P1 or P2; without it users are assigned one by one.",
        standing: Standing {
            documented: "",
            assumed: "the edition that the tenant has, and what it allows: look under Licences in the portal",
        },
    },
    SystemNote {
        about: "Nested groups",
        says: "Only direct members of an assigned group are in scope. Members of a group inside it are not: assign that group too, or use a dynamic group.",
        standing: Standing {
            documented: HOW,
            assumed: "",
        },
    },
    SystemNote {
        about: "Single sign-on",
        says: "Provisioning makes and changes accounts; who gets in is decided at sign-in. The name that single sign-on sends must be the intranet's user name after the sync, or whoever is renamed is locked out.",
        standing: Standing {
            documented: "Interact, SCIM field mapping (login type)",
            assumed: "which claim single sign-on sends: no export shows it",
        },
    },
    SystemNote {
        about: "Passwords",
        says: "Entra sends none. Accounts of login type Local Login keep theirs; new ones cannot sign in before they have one, or single sign-on.",
        standing: Standing {
            documented: "Entra, known issues of provisioning",
            assumed: "",
        },
    },
];

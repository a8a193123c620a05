//! The known pitfalls that no export and no mapping shows: what the plan cannot see, as lines to tick.
//!
//! A table and nothing else. Together with the codes of findings it covers all forty-eight.

/// One thing to check by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckItem {
    /// The pitfall, `P01` to `P48`.
    pub pitfall: &'static str,
    /// When it bites.
    pub when: &'static str,
    /// What to do.
    pub advice: &'static str,
    /// Where it is documented.
    pub source: &'static str,
}

/// All of them, in order.
pub const CHECKLIST: &[CheckItem] = &[
    CheckItem {
        pitfall: "P21",
        when: "A licence must be freed at once.",
        advice: "Delete the user for good in Azure; a removal from the assignment is normally only a disable. The two vendors describe this differently: try it with one user.",
        source: "Interact, migrating to SCIM; Entra, how provisioning works",
    },
    CheckItem {
        pitfall: "P32",
        when: "The scope is switched from all users to assigned ones.",
        advice: "Restart provisioning: until then the switch has no effect.",
        source: "Entra, known issues of provisioning",
    },
    CheckItem {
        pitfall: "P35",
        when: "The intranet reports a bad value type for active or another yes/no attribute.",
        advice: "Look at the tenant URL: without the flag aadOptscim062020 booleans are sent as texts. Add it then; on-demand provisioning does not honour it.",
        source: "Entra, SCIM compatibility flags; that the intranet needs it is inferred",
    },
    CheckItem {
        pitfall: "P38",
        when: "Pictures, expertise or interests come from a feed of the old source.",
        advice: "SCIM does not carry them: keep a General Profile Source for those feeds, and do not delete the old one before they run without it.",
        source: "Interact, SCIM field mapping; Interact, picture and skill interfaces",
    },
    CheckItem {
        pitfall: "P44",
        when: "Somebody who was soft-deleted comes back.",
        advice: "Look at their groups in the intranet; restart provisioning if memberships are gone.",
        source: "Interact, migrating to SCIM; Entra, how provisioning works",
    },
    CheckItem {
        pitfall: "P45",
        when: "Entra has linked the wrong account once.",
        advice: "A restart does not unlink. It takes a restart through Graph with resetScope Full.",
        source: "Entra, how provisioning works",
    },
    CheckItem {
        pitfall: "P46",
        when: "Somebody is about to restore the default mappings.",
        advice: "Don't, before the schema JSON is saved and provisioning is off: it resets everything and runs for all users again.",
        source: "Entra, customize attribute mappings",
    },
    CheckItem {
        pitfall: "P47",
        when: "Accounts are cleaned up by hand.",
        advice: "Disable, never delete: deleting an intranet user once took their documents along. The report of this is old.",
        source: "a user's report of 2013, taken as historical",
    },
];

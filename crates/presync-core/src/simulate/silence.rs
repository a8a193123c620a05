//! What a mapping row leaves unsaid, and what it would say again, counted in parts and added up.
//!
//! What the counts mean to people is for the findings, and for what a restart would do.

/// How often a row sends nothing to a matched account although one might expect it to, and how often it
/// has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Silence {
    /// Azure is empty and the intranet is not.
    pub(super) stale: u32,
    /// Both are empty and the row has a default.
    pub(super) default_unused: u32,
    /// The intranet is empty and the row applies on create only.
    pub(super) create_only: u32,
    /// There is a value, which a later cycle would write again.
    pub(super) again: u32,
}

impl Silence {
    /// With what was counted of others, or without what was counted of some before.
    pub(super) fn changed_by(&mut self, other: Self, by: fn(u32, u32) -> u32) {
        self.stale = by(self.stale, other.stale);
        self.default_unused = by(self.default_unused, other.default_unused);
        self.create_only = by(self.create_only, other.create_only);
        self.again = by(self.again, other.again);
    }
}

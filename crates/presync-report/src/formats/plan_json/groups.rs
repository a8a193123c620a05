//! The groups of `plan.json`: what `groups.csv` says, with the reason, the changes and every count.

use presync_core::{
    assumption::Assumption,
    finding::FindingCode,
    group_plan::{GroupChange, GroupRow, MemberCounts},
};
use serde::{Serialize, Serializer};

/// Every group that was given.
pub(super) struct Groups<'a>(pub(super) &'a [GroupRow]);

impl Serialize for Groups<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Group::of))
    }
}

#[derive(Serialize)]
struct Group<'a> {
    azure_group_id: &'a str,
    name: &'a str,
    finds: &'a [String],
    outcome: &'static str,
    action: &'static str,
    why: &'static str,
    members: Members,
    changes: Vec<Change<'a>>,
    findings: Vec<&'static str>,
    basis: Vec<&'static str>,
}

#[derive(Serialize)]
struct Members {
    users: u32,
    unknown: u32,
    nested_groups: u32,
    in_scope: u32,
    provisioned: u32,
    added: Option<u32>,
    kept: Option<u32>,
}

#[derive(Serialize)]
struct Change<'a> {
    target_attribute: &'a str,
    now: &'a str,
    would_be: &'a str,
}

impl<'a> Group<'a> {
    fn of(group: &'a GroupRow) -> Self {
        let codes = group.findings.iter().copied();
        Self {
            azure_group_id: &group.id,
            name: &group.name,
            finds: &group.finds,
            outcome: group.outcome.as_str(),
            action: group.action.as_str(),
            why: group.why.sentence(),
            members: Members::of(group.members),
            changes: group.changes.iter().map(Change::of).collect(),
            findings: codes.map(FindingCode::as_str).collect(),
            basis: group.basis.iter().map(Assumption::name).collect(),
        }
    }
}

impl Members {
    fn of(counts: MemberCounts) -> Self {
        Self {
            users: counts.users,
            unknown: counts.unknown,
            nested_groups: counts.nested,
            in_scope: counts.in_scope,
            provisioned: counts.provisioned,
            added: counts.added,
            kept: counts.kept,
        }
    }
}

impl<'a> Change<'a> {
    fn of(change: &'a GroupChange) -> Self {
        Self {
            target_attribute: &change.target,
            now: &change.now,
            would_be: &change.would_be,
        }
    }
}

//! Scope as the cycle saw it: how the user is assigned, and each clause of the filter with the value it
//! read.

use super::{
    super::{Input, cycle::Cycle, scope_filter::BoundFilter},
    values::read_value,
    world::{ids_of, scope_of},
};
use crate::{UserIx, mapping::ScopeFilter, scope::Scope};

/// Scope of one user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeSeen {
    /// A decision holds the user out.
    pub held_out: bool,
    /// How the user is assigned.
    pub assigned: AssignedHow,
    /// The scoping filter: groups of which one must hold whole; none means everybody.
    pub filter: Vec<Vec<ClauseSeen>>,
}

/// How a user is assigned to the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssignedHow {
    /// Everybody is in scope; assignments play no part.
    Everybody,
    /// By an assignment of their own.
    Directly,
    /// As a direct member of these assigned groups.
    Through(Vec<String>),
    /// Neither.
    Not,
}

/// A clause of the scoping filter and what it saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseSeen {
    /// Source attribute.
    pub attribute: String,
    /// Operator as the schema spells it.
    pub operator: String,
    /// What it compares with.
    pub values: Vec<String>,
    /// The user's value; empty when there is none.
    pub saw: String,
    /// Whether it is true.
    pub holds: bool,
}

impl ScopeSeen {
    /// Whether the filter lets the user in.
    #[must_use]
    pub fn passes_filter(&self) -> bool {
        let groups = &self.filter;
        groups.is_empty() || groups.iter().any(|group| group.iter().all(|one| one.holds))
    }
}

/// Scope of the user that stands first in a world, as `cycle` sees it.
pub(super) fn seen(input: &Input<'_>, cycle: &Cycle<'_>) -> ScopeSeen {
    let scope = cycle.input.scope;
    let user = UserIx(0);
    let ids = ids_of(cycle.input, user);
    let clause = |clause: &crate::mapping::ScopeClause| {
        let alone = ScopeFilter {
            groups: vec![vec![clause.clone()]],
        };
        ClauseSeen {
            attribute: clause.attribute.clone(),
            operator: clause.operator.clone(),
            values: clause.values.clone(),
            saw: read_value(cycle, &clause.attribute),
            holds: BoundFilter::new(&alone, &cycle.source).holds(user, &cycle.source),
        }
    };
    let groups = input.mapping.users.scope.groups.iter();
    ScopeSeen {
        held_out: ids.iter().any(|id| scope.held_out.contains(id)),
        assigned: assigned(&scope_of(cycle.input, &[user]), &ids),
        filter: groups
            .map(|group| group.iter().map(clause).collect())
            .collect(),
    }
}

/// How a user of these ids is assigned, by the scope's own rule.
fn assigned(scope: &Scope, ids: &[String]) -> AssignedHow {
    let holds = |scope: &Scope| {
        let assigned = scope.assigned_ids();
        ids.iter().any(|id| assigned.contains(id))
    };
    if !scope.assigned_only {
        return AssignedHow::Everybody;
    }
    let without_members = Scope {
        members: Vec::new(),
        ..scope.clone()
    };
    if holds(&without_members) {
        return AssignedHow::Directly;
    }
    let by_member = scope.members.iter().filter(|member| {
        holds(&Scope {
            members: vec![(*member).clone()],
            ..scope.clone()
        })
    });
    let name = |member: &crate::scope::GroupMember| match member.group_name.as_str() {
        "" => member.group_id.clone(),
        name => name.to_owned(),
    };
    let groups: Vec<String> = by_member.map(name).collect();
    match groups.is_empty() {
        true => AssignedHow::Not,
        false => AssignedHow::Through(groups),
    }
}

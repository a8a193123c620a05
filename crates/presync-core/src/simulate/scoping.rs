//! Who is in scope: assignment and scoping filter together, for everybody or in words for one.
//!
//! The order is Entra's (`how-provisioning-works`): a person's decision first, since it is how the
//! assignment will be; then the assignment; then the filter.

use super::{
    Input,
    scope_filter::{BoundFilter, FilterReadings, FilterVerdict},
    source::AzureSource,
};
use crate::{
    Assumption, AssumptionSet, UserIx,
    finding::{Finding, FindingCode, Subject},
    plan::Why,
    scope::{Assigned, GroupIx, ResolvedScope, UserSet},
};

/// Assignment and scoping filter, bound to the Azure side.
#[derive(Debug)]
pub(super) struct Scoping {
    pub(super) resolved: ResolvedScope,
    filter: BoundFilter,
    presumed_secure: UserSet,
    everywhere: AssumptionSet,
}

/// Whether and why a user is in scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeVerdict {
    /// Whether the sync would look at the user at all.
    pub is_in_scope: bool,
    /// Why not; none in scope.
    pub why: Option<Why>,
    /// Whether a decision holds the user out.
    pub is_held_out: bool,
    /// By what the user is assigned, or what would have done it.
    pub assigned: AssignedBy,
    /// What the scoping filter says, clause by clause.
    pub filter: FilterVerdict,
    /// What decided it that no document states.
    pub basis: AssumptionSet,
}

/// [`Assigned`] with the names of the groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssignedBy {
    /// Everybody is in scope.
    Everybody,
    /// By an assignment of their own, and through these groups too.
    Directly(Vec<String>),
    /// Through these groups.
    Through(Vec<String>),
    /// Not at all.
    Not {
        /// Assigned groups that are not security-enabled and hold the user.
        insecure: Vec<String>,
        /// Assigned group, and the group nested in it that holds the user.
        nested: Vec<(String, String)>,
    },
}

impl Scoping {
    pub(super) fn new(input: &Input<'_>, source: &AzureSource<'_>) -> Self {
        let (resolved, _) = ResolvedScope::of(input.scope, input.azure);
        let filter = BoundFilter::new(
            &input.mapping.users.scope,
            source,
            FilterReadings::of(input.settings.chosen.choices),
        );
        let presumed_secure = match resolved.is_assigned_only() {
            true => resolved.only_presumed_secure(),
            false => UserSet::default(),
        };
        let everywhere = match input.scope.stated {
            true => AssumptionSet::DOCUMENTED,
            false => AssumptionSet::DOCUMENTED.with(Assumption::ScopeAll),
        };
        Self {
            resolved,
            filter,
            presumed_secure,
            everywhere,
        }
    }

    /// Why a user is out of scope, if so; and what decided it that no document states.
    pub(super) fn decide(
        &self,
        user: UserIx,
        source: &AzureSource<'_>,
    ) -> (Option<Why>, AssumptionSet) {
        if self.resolved.is_held_out(user) {
            return (Some(Why::HeldOut), self.everywhere);
        }
        if !self.resolved.is_assigned(user) {
            return (Some(Why::NotAssigned), self.everywhere);
        }
        let assigned = match self.presumed_secure.contains(user) {
            true => self.everywhere.with(Assumption::GroupSecurity),
            false => self.everywhere,
        };
        let (holds, basis) = self.filter.decide(user, source);
        ((!holds).then_some(Why::FilteredOut), assigned.union(basis))
    }

    /// The same in full.
    pub(super) fn explain(&self, user: UserIx, source: &AzureSource<'_>) -> ScopeVerdict {
        let (why, basis) = self.decide(user, source);
        ScopeVerdict {
            is_in_scope: why.is_none(),
            why,
            is_held_out: self.resolved.is_held_out(user),
            assigned: self.assigned_by(user),
            filter: self.filter.explain(user, source),
            basis,
        }
    }

    fn assigned_by(&self, user: UserIx) -> AssignedBy {
        let name = |at: GroupIx| self.resolved.group(at).name.clone();
        let names = |groups: Vec<GroupIx>| groups.into_iter().map(name).collect();
        match self.resolved.assigned_by(user) {
            Assigned::Everybody => AssignedBy::Everybody,
            Assigned::Directly(groups) => AssignedBy::Directly(names(groups)),
            Assigned::Through(groups) => AssignedBy::Through(names(groups)),
            Assigned::Not { insecure, nested } => {
                let pairs = nested.into_iter();
                AssignedBy::Not {
                    insecure: names(insecure),
                    nested: pairs
                        .map(|(outer, inner)| (name(outer), name(inner)))
                        .collect(),
                }
            }
        }
    }

    /// What deserves attention about who is in scope: filter, nested, dynamic and insecure groups.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut findings = self.filter.findings();
        if self.resolved.is_assigned_only() {
            self.groups_without_effect(&mut findings);
            self.people(&mut findings);
        }
        findings
    }

    /// Assigned groups that bring in fewer people than one may think, with how many.
    fn groups_without_effect(&self, findings: &mut Vec<Finding>) {
        let resolved = &self.resolved;
        let lost = resolved.only_nested();
        let mut say = |code, evidence: &str| {
            findings.push(Finding::new(code, Subject::Engagement, "", evidence));
        };
        for at in resolved.group_positions() {
            let group = resolved.group(at);
            let name = &group.name;
            if !group.brings_in() {
                if group.is_assigned {
                    let members = resolved.members(at).len();
                    say(
                        FindingCode::GroupNotSecurity,
                        &format!("{name}: members given {members}"),
                    );
                }
                continue;
            }
            let inner = group.nested.len() + group.nested_unknown.len();
            if inner > 0 {
                let people = lost.iter().filter(|(_, outer, _)| *outer == at).count();
                let unknown = group.nested_unknown.len();
                say(
                    FindingCode::NestedGroup,
                    &format!(
                        "{name}: nested groups {inner}, people in scope through nothing else {people}, nested groups whose members were not given {unknown}"
                    ),
                );
            }
        }
    }

    fn people(&self, findings: &mut Vec<Finding>) {
        let resolved = &self.resolved;
        let name = |at: GroupIx| resolved.group(at).name.as_str();
        let mut say = |code, user, evidence: &str| {
            let subject = Subject::User(crate::Side::Azure, user);
            findings.push(Finding::new(code, subject, "", evidence));
        };
        for (user, outer, inner) in resolved.only_nested() {
            let path = format!("{} › {}", name(outer), name(inner));
            say(FindingCode::NestedGroup, user, &path);
        }
        for (user, group) in resolved.only_dynamic() {
            say(FindingCode::DynamicGroup, user, name(group));
        }
        for (user, group) in resolved.only_insecure() {
            say(FindingCode::GroupNotSecurity, user, name(group));
        }
    }
}

/// Scope by itself, for whoever asks about single users.
#[derive(Debug)]
pub struct ScopeReader<'a> {
    source: AzureSource<'a>,
    scoping: Scoping,
}

impl<'a> ScopeReader<'a> {
    /// Finds the users that assignments and groups name; the cost is that of one pass over the Azure
    /// side.
    #[must_use]
    pub fn new(input: &Input<'a>) -> Self {
        let source = AzureSource::new(input.azure);
        let scoping = Scoping::new(input, &source);
        Self { source, scoping }
    }

    /// Whether and why a user is in scope: assigned by what, and which clause of the filter passed or
    /// failed.
    #[must_use]
    pub fn explain(&self, user: UserIx) -> ScopeVerdict {
        self.scoping.explain(user, &self.source)
    }

    /// Who is in scope by assignment, and the groups with their members.
    #[must_use]
    pub fn groups(&self) -> &ResolvedScope {
        &self.scoping.resolved
    }
}

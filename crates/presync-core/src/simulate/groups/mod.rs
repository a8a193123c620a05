//! Groups, after the users: which intranet group each would find, and who becomes its member.
//!
//! A group is read as a user is: a small population of groups on either side, one mapping, one filter
//! (`use-scim-to-provision-users-and-groups`, group provisioning). Nested groups are not expanded.

mod members;
mod sides;

use std::collections::BTreeMap;

use self::{members::Members, sides::Sides};
use super::{
    cycle::{Cycle, ignores_case},
    flow::{BoundMapping, BoundRow, Flow},
    lookup::LookupIndex,
    scope_filter::{BoundFilter, FilterReadings},
    source::{AzureSource, Person},
};
use crate::{
    Action, Assumption, AssumptionSet, Outcome, UserIx,
    catalogue::GROUP_TYPE,
    finding::{Finding, FindingCode, Subject},
    group_plan::{GroupChange, GroupRow, GroupWhy},
    mapping::ObjectMapping,
    plan::AzureRow,
    scope::{GroupIx, ResolvedGroup},
};

/// The target that takes members; it is no attribute of the group itself.
const MEMBERS: &str = "members";

/// What would become of every group that was given, and what deserves attention.
pub(super) fn rows(cycle: &Cycle<'_>, users: &[AzureRow]) -> (Vec<GroupRow>, Vec<Finding>) {
    let resolved = &cycle.scoping.resolved;
    if resolved.groups().is_empty() {
        return (Vec::new(), Vec::new());
    }
    let members = Members::new(cycle, users);
    let Some(mapping) = &cycle.input.mapping.groups else {
        let off = |at| blank(cycle, at, &members, GroupWhy::MappingOff);
        return (resolved.group_positions().map(off).collect(), Vec::new());
    };
    let sides = Sides::of(cycle.input.scope, resolved);
    let attributes = ObjectMapping {
        rows: mapping
            .rows
            .iter()
            .filter(|row| row.target != MEMBERS)
            .cloned()
            .collect(),
        ..mapping.clone()
    };
    let groups = Groups::new(cycle, mapping, &attributes, &sides, &members);
    let mut rows: Vec<GroupRow> = resolved
        .group_positions()
        .map(|at| groups.row(at))
        .collect();
    let mut findings = groups.findings();
    shared(&mut rows, &mut findings);
    (rows, findings)
}

/// The groups mapping bound to both sides.
struct Groups<'g> {
    cycle: &'g Cycle<'g>,
    mapping: &'g ObjectMapping,
    bound: BoundMapping<'g>,
    /// Mapping row, index, and whether its look-ups ignore letter case.
    keys: Vec<(usize, LookupIndex<'g>, bool)>,
    filter: BoundFilter,
    source: AzureSource<'g>,
    sides: &'g Sides,
    members: &'g Members<'g>,
    takes_members: bool,
}

/// What the match keys found.
#[derive(Default)]
struct Found {
    groups: Vec<UserIx>,
    any_value: bool,
    basis: AssumptionSet,
}

impl<'g> Groups<'g> {
    fn new(
        cycle: &'g Cycle<'g>,
        mapping: &'g ObjectMapping,
        attributes: &'g ObjectMapping,
        sides: &'g Sides,
        members: &'g Members<'g>,
    ) -> Self {
        let source = AzureSource::new(&sides.azure);
        let settings = cycle.input.settings;
        let bound = BoundMapping::new(attributes, &source, &sides.legacy, settings);
        let keys = attributes.match_keys().into_iter().map(|(at, row)| {
            let index = LookupIndex::new(&sides.legacy, &row.target);
            (at, index, ignores_case(&row.target, settings))
        });
        Self {
            cycle,
            mapping,
            keys: keys.collect(),
            filter: BoundFilter::new(
                &mapping.scope,
                &source,
                FilterReadings::of(settings.chosen.choices),
            ),
            bound,
            source,
            sides,
            members,
            takes_members: mapping.row(MEMBERS).is_some(),
        }
    }

    fn row(&self, at: GroupIx) -> GroupRow {
        let resolved = &self.cycle.scoping.resolved;
        let (why, scope) = self.out_of_scope(at, resolved.group(at));
        let mut row = match why {
            Some(why) => blank(self.cycle, at, self.members, why),
            None => self.looked_up(at),
        };
        row.basis = row.basis.union(scope);
        row.findings = self.codes(resolved.group(at), &row);
        row
    }

    fn out_of_scope(
        &self,
        at: GroupIx,
        group: &ResolvedGroup,
    ) -> (Option<GroupWhy>, AssumptionSet) {
        let scope = self.cycle.input.scope;
        let mut basis = AssumptionSet::DOCUMENTED;
        if scope.assigned_only && !group.is_assigned {
            return (Some(GroupWhy::NotAssigned), basis);
        }
        if scope.assigned_only && !group.brings_in() {
            return (Some(GroupWhy::NotSecurityEnabled), basis);
        }
        if scope.assigned_only && group.security_enabled.is_none() {
            basis = basis.with(Assumption::GroupSecurity);
        }
        if !scope.stated {
            basis = basis.with(Assumption::ScopeAll);
        }
        let (holds, hinges) = self.filter.decide(UserIx(at.0), &self.source);
        let why = (!holds).then_some(GroupWhy::FilteredOut);
        (why, basis.union(hinges))
    }

    fn looked_up(&self, at: GroupIx) -> GroupRow {
        let found = self.look_up(at);
        let mut row = blank(self.cycle, at, self.members, GroupWhy::FoundNone);
        row.basis = found.basis;
        row.finds = found
            .groups
            .iter()
            .map(|group| self.sides.name_of(*group))
            .collect();
        let fate = |outcome, action, why| (outcome, action, why);
        (row.outcome, row.action, row.why) = match found.groups.as_slice() {
            _ if !found.any_value => fate(Outcome::Skipped, Action::Skip, GroupWhy::NoMatchValue),
            [] if !self.mapping.actions.create => {
                fate(Outcome::Skipped, Action::Skip, GroupWhy::CreateOff)
            }
            [] => match self.refusal(at) {
                Some(why) => fate(Outcome::Created, Action::Fail, why),
                None => fate(Outcome::Created, Action::Create, GroupWhy::FoundNone),
            },
            [_] => fate(Outcome::Linked, Action::Update, GroupWhy::FoundOne),
            _ => fate(Outcome::Ambiguous, Action::Fail, GroupWhy::FoundSeveral),
        };
        match row.why {
            GroupWhy::FoundSeveral => row.basis = row.basis.with(Assumption::MultipleHitsFail),
            GroupWhy::TypeNotLowerCase => {
                row.basis = row.basis.with(Assumption::EnumerationRefused);
            }
            _ => {}
        }
        if row.outcome == Outcome::Created && self.cycle.input.scope.legacy_groups.is_none() {
            row.basis = row.basis.with(Assumption::IntranetGroupsUnknown);
        }
        self.take_members(at, &found.groups, &mut row);
        if let [group] = found.groups.as_slice() {
            self.update(at, *group, &mut row);
        }
        row
    }

    /// One look-up per match key until one answers, as for users.
    fn look_up(&self, at: GroupIx) -> Found {
        let mut found = Found::default();
        for (row, index, ignores_case) in &self.keys {
            let person = self.person(at);
            let Flow::Value(value) = self.bound.rows[*row].flow(&person) else {
                continue;
            };
            found.any_value = true;
            let hits = index.find(&value, *ignores_case);
            if hits.hinges_on_case {
                found.basis = found.basis.with(Assumption::CaseMatch);
            }
            if !hits.users.is_empty() {
                found.groups = hits.users;
                break;
            }
        }
        found
    }

    /// Why the intranet would refuse to create the group: it requires a name, and a type in lower case.
    fn refusal(&self, at: GroupIx) -> Option<GroupWhy> {
        let person = self.person(at);
        let value = |target: &str| {
            let row = self
                .bound
                .rows
                .iter()
                .find(|row| row.mapping.target == target);
            match row.map(|row| row.on_create(&person)) {
                Some(Flow::Value(value)) => Some(value.into_owned()),
                _ => None,
            }
        };
        match (value("displayName"), value(GROUP_TYPE)) {
            (None, _) => Some(GroupWhy::NameMissing),
            (_, None) => Some(GroupWhy::TypeMissing),
            (_, Some(kind)) if kind != kind.to_lowercase() => Some(GroupWhy::TypeNotLowerCase),
            _ => None,
        }
    }

    fn take_members(&self, at: GroupIx, found: &[UserIx], row: &mut GroupRow) {
        if !self.takes_members {
            return;
        }
        match (row.action, found) {
            (Action::Create, _) => row.members.added = Some(row.members.provisioned),
            (Action::Update, [group]) => {
                let change = self.members.change(at, *group);
                row.members.added = change.map(|(added, _)| added);
                row.members.kept = change.map(|(_, kept)| kept);
                if row.members.kept.is_some_and(|kept| kept > 0) {
                    row.basis = row.basis.with(Assumption::GroupMembersKept);
                }
            }
            _ => {}
        }
    }

    /// What would change in the intranet group; none when Update is off or all is there already.
    fn update(&self, at: GroupIx, group: UserIx, row: &mut GroupRow) {
        if row.action != Action::Update {
            return;
        }
        if !self.mapping.actions.update {
            (row.action, row.members.added, row.members.kept) = (Action::None, None, None);
            return;
        }
        let person = self.person(at);
        for bound in &self.bound.rows {
            if let Some(change) = self.change(bound, &person, group) {
                if bound.held.is_none() {
                    row.basis = row.basis.with(Assumption::NotExported);
                }
                row.changes.push(change);
            }
        }
        let adds = match row.members.added {
            Some(added) => added > 0,
            None => self.takes_members && row.members.provisioned > 0,
        };
        if row.members.added.is_none() && adds {
            row.basis = row.basis.with(Assumption::NotExported);
        }
        if row.changes.is_empty() && !adds {
            row.action = Action::None;
        }
    }

    fn change(
        &self,
        bound: &BoundRow<'_>,
        person: &Person<'_>,
        group: UserIx,
    ) -> Option<GroupChange> {
        let now = self.sides.legacy.first_held_in(group, bound.held);
        let Flow::Value(would_be) = bound.on_update(person, now) else {
            return None;
        };
        let same = match bound.rules.case_exact {
            true => now == would_be,
            false => super::lookup::equal_folded(now, &would_be),
        };
        (!same).then(|| GroupChange {
            target: bound.mapping.target.clone(),
            now: now.to_owned(),
            would_be: would_be.into_owned(),
        })
    }

    fn person(&self, at: GroupIx) -> Person<'_> {
        let settings = self.cycle.input.settings;
        Person::new(UserIx(at.0), &self.source, settings.now, settings.seed)
    }

    /// The codes of a group's row, in their order; two rows on one group are found later.
    fn codes(&self, group: &ResolvedGroup, row: &GroupRow) -> Vec<FindingCode> {
        let assigned_only = self.cycle.input.scope.assigned_only;
        let has_type = self.mapping.row(GROUP_TYPE).is_some();
        let mistyped = matches!(row.why, GroupWhy::TypeMissing | GroupWhy::TypeNotLowerCase);
        let looked_up = !matches!(row.outcome, Outcome::OutOfScope);
        let tests = [
            (
                FindingCode::NestedGroup,
                row.members.nested > 0 && (group.brings_in() || looked_up),
            ),
            (
                FindingCode::DynamicGroup,
                group.dynamic == Some(true) && assigned_only && group.brings_in(),
            ),
            (
                FindingCode::GroupNotSecurity,
                row.why == GroupWhy::NotSecurityEnabled,
            ),
            (
                FindingCode::GroupTypeMissing,
                looked_up && (mistyped || !has_type),
            ),
            (
                FindingCode::GroupDelete,
                looked_up && self.mapping.actions.delete,
            ),
            (FindingCode::SeveralHits, row.outcome == Outcome::Ambiguous),
        ];
        let codes = tests.into_iter().filter(|(_, holds)| *holds);
        codes.map(|(code, _)| code).collect()
    }

    /// What the mapping itself shows, and the rows that deserve a line of their own.
    fn findings(&self) -> Vec<Finding> {
        let of_mapping = self.bound.findings.iter().map(|finding| Finding {
            subject: Subject::Mapping(None),
            evidence: format!("groups: {}", finding.evidence).into(),
            ..finding.clone()
        });
        let of_filter = self.filter.findings().into_iter().map(|finding| Finding {
            evidence: format!("groups: {}", finding.evidence).into(),
            ..finding
        });
        let mut findings: Vec<Finding> = of_mapping.chain(of_filter).collect();
        if self.cycle.input.scope.legacy_groups.is_none() {
            let evidence = "the intranet's groups were not given: every group is computed as new";
            let subject = Subject::Engagement;
            findings.push(Finding::new(
                FindingCode::UnknownTarget,
                subject,
                "displayName",
                evidence,
            ));
        }
        findings
    }
}

/// A row without a look-up.
fn blank(cycle: &Cycle<'_>, at: GroupIx, members: &Members<'_>, why: GroupWhy) -> GroupRow {
    let group = cycle.scoping.resolved.group(at);
    let outcome = match why {
        GroupWhy::NotAssigned | GroupWhy::NotSecurityEnabled | GroupWhy::FilteredOut => {
            Outcome::OutOfScope
        }
        _ => Outcome::Skipped,
    };
    GroupRow {
        id: group.id.clone(),
        name: group.name.clone(),
        finds: Vec::new(),
        outcome,
        action: Action::Skip,
        why,
        members: members.counts(at),
        changes: Vec::new(),
        findings: Vec::new(),
        basis: AssumptionSet::DOCUMENTED,
    }
}

/// Groups that find one intranet group between them, and groups of one name that would both be made.
fn shared(rows: &mut [GroupRow], findings: &mut Vec<Finding>) {
    let mut found: BTreeMap<(Outcome, String), Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let name = match row.outcome {
            Outcome::Linked => row.finds.first(),
            Outcome::Created => Some(&row.name),
            _ => None,
        };
        if let Some(name) = name {
            found
                .entry((row.outcome, name.to_lowercase()))
                .or_default()
                .push(at);
        }
    }
    for ((outcome, _), some) in found.into_iter().filter(|(_, some)| some.len() > 1) {
        let code = match outcome {
            Outcome::Linked => FindingCode::TwoOnOne,
            _ => FindingCode::DuplicateKey,
        };
        some.iter().for_each(|at| rows[*at].findings.push(code));
    }
    for row in rows.iter() {
        for code in &row.findings {
            let is_own = matches!(
                code,
                FindingCode::SeveralHits | FindingCode::TwoOnOne | FindingCode::DuplicateKey
            );
            if is_own {
                let evidence = format!("group {} ({})", row.name, row.id);
                findings.push(Finding::new(
                    *code,
                    Subject::Engagement,
                    "displayName",
                    &evidence,
                ));
            }
        }
    }
}

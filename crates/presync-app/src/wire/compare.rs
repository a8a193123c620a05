//! Wire types of two plans side by side: what the window shows, and what `presync compare --json` prints.

use presync_core::{
    Action, Outcome, Side,
    comparison::{Attention, Head, InputDifference, PersonDifference, PersonOf, Standing, Status},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{MappingMoveQuery, WireSide};
use crate::pipeline::Compared;

/// What differs between two plans: `before` is the first one named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PlanComparison {
    /// The first plan.
    pub before: ComparedPlan,
    /// The second plan.
    pub now: ComparedPlan,
    /// Whether both are of the same exports: what differs comes of mapping, settings or decisions.
    pub same_population: bool,
    /// Azure users, then intranet users.
    pub sides: Vec<ComparedSide>,
    /// From one outcome to another, of people in both plans; those who stayed are among them.
    pub moves: Vec<ComparedMove>,
    /// From one of `link`, `create`, `skip`, `fail` to another, of Azure users in both plans.
    pub effects: Vec<ComparedMove>,
    /// What deserves attention, by word of outcome or finding code.
    pub items: Vec<ComparedItem>,
    /// Changes by target attribute, of Azure users in both plans.
    pub attributes: Vec<ComparedAttribute>,
    /// Mapping rows that differ.
    pub mapping: Vec<ComparedRow>,
    /// Input files that are not in both.
    pub inputs: Vec<ComparedInput>,
    /// Settings that differ.
    pub settings: Vec<ComparedValue>,
    /// Assumptions that decided other users than before.
    pub assumptions: Vec<ComparedFigure>,
    /// People of whom anything is to be said.
    pub people: u32,
    /// Changes that are not the same in both.
    pub changes: u32,
}

/// One of the plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparedPlan {
    /// What the engagement is called.
    pub title: String,
    /// The moment the plan is dated to, RFC 3339.
    pub made_at: String,
    /// The word of its badge.
    pub badge: String,
    /// Its plan line.
    pub line: String,
}

/// The people of a side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparedSide {
    /// The side.
    pub side: WireSide,
    /// In both plans.
    pub both: u32,
    /// In the second only.
    pub came: u32,
    /// In the first only.
    pub left: u32,
    /// In both, under another id.
    pub rekeyed: u32,
    /// Trouble in the second only.
    pub new: u32,
    /// Trouble in both.
    pub still_open: u32,
    /// Trouble in the first only.
    pub resolved: u32,
    /// People of both plans who cannot be told apart from others; they are in no other figure.
    pub ambiguous: u32,
}

/// How many went from one thing to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparedMove {
    /// The side.
    pub side: WireSide,
    /// Its word in the first plan.
    pub from: String,
    /// Its word in the second.
    pub to: String,
    /// How many.
    pub count: u32,
}

/// One thing that deserves attention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparedItem {
    /// Word of an outcome, `fail`, or a finding code.
    pub item: String,
    /// People who have it in the second plan only.
    pub new: u32,
    /// In both.
    pub still_open: u32,
    /// In the first only.
    pub resolved: u32,
}

/// Changes of one attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparedAttribute {
    /// As the mapping spells it.
    pub target: String,
    /// In the second plan only.
    pub added: u32,
    /// In the first only.
    pub removed: u32,
    /// In both, with another value or of another kind.
    pub different: u32,
}

/// A mapping row that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparedRow {
    /// `users` or `groups`.
    pub object: String,
    /// Target attribute.
    pub target: String,
    /// `added`, `removed` or `changed`.
    pub what: String,
    /// The properties that differ.
    pub properties: Vec<ComparedValue>,
}

/// A value that differs; null where it is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparedValue {
    /// Its name.
    pub name: String,
    /// In the first plan.
    pub before: Option<String>,
    /// In the second.
    pub now: Option<String>,
}

/// A figure that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparedFigure {
    /// Its name.
    pub name: String,
    /// In the first plan.
    pub before: u32,
    /// In the second.
    pub now: u32,
}

/// An input file that is not in both plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparedInput {
    /// Base name.
    pub file: String,
    /// What it was used as.
    pub role: String,
    /// Whether it is the second plan's.
    pub is_new: bool,
}

/// Asks who differs between the last plan and the one before.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ComparedQuery {
    /// The side; without it both.
    #[ts(optional)]
    pub side: Option<WireSide>,
    /// `new`, `still_open` or `resolved`; without it everybody of whom anything is to be said.
    #[ts(optional)]
    pub status: Option<String>,
    /// `came`, `left`, `rekeyed` or `both`; without it all.
    #[ts(optional)]
    pub presence: Option<String>,
    /// First row, from 0.
    pub offset: u32,
    /// Rows wanted, 500 at most.
    pub limit: u32,
}

/// A page of who differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparedPeople {
    /// How many there are in all.
    pub total: u32,
    /// The rows of the page.
    pub rows: Vec<ComparedPerson>,
}

/// Somebody of whom something is to be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparedPerson {
    /// The side.
    pub side: WireSide,
    /// The objectId or UID, or else the login.
    pub anchor: String,
    /// The UPN or user name.
    pub login: String,
    /// `both`, `came`, `left` or `rekeyed`.
    pub presence: String,
    /// `new`, `still_open` or `resolved`; empty for who had and has no trouble.
    pub status: String,
    /// Outcome in the first plan; empty for who came.
    pub outcome_before: String,
    /// Outcome in the second; empty for who left.
    pub outcome_now: String,
    /// Action in the first plan.
    pub action_before: String,
    /// Action in the second.
    pub action_now: String,
    /// What deserves attention in the second plan only.
    pub new: Vec<String>,
    /// In both.
    pub still_open: Vec<String>,
    /// In the first only.
    pub resolved: Vec<String>,
    /// Changes that are not the same in both.
    pub changes: u32,
}

impl PlanComparison {
    /// Of two plans.
    #[must_use]
    pub fn of(compared: &Compared) -> Self {
        let found = &compared.comparison;
        let [before, now] = compared.plans.each_ref().map(|plan| plan_of(&plan.head));
        let moved = |side: Side, from: &str, to: &str, count| ComparedMove {
            side: side.into(),
            from: from.to_owned(),
            to: to.to_owned(),
            count,
        };
        let moves = found.moves.iter();
        let moves = moves.map(|m| moved(m.side, m.from.as_str(), m.to.as_str(), m.count));
        let effects = found.effects.iter();
        let effects = effects.map(|m| moved(m.side, m.from.as_str(), m.to.as_str(), m.count));
        Self {
            before,
            now,
            same_population: found.same_population,
            sides: found.sides.iter().map(ComparedSide::from).collect(),
            moves: moves.collect(),
            effects: effects.collect(),
            items: found.items.iter().map(ComparedItem::from).collect(),
            attributes: found
                .attributes
                .iter()
                .map(ComparedAttribute::from)
                .collect(),
            mapping: found.mapping.iter().map(ComparedRow::from).collect(),
            inputs: found.inputs.iter().map(ComparedInput::from).collect(),
            settings: found
                .settings
                .iter()
                .map(|one| value_of(&one.name, &one.values))
                .collect(),
            assumptions: found.assumptions.iter().map(ComparedFigure::from).collect(),
            people: saturated(found.people.len()),
            changes: saturated(found.changes.len()),
        }
    }
}

impl ComparedPeople {
    /// The wanted rows of two plans' differences.
    pub(crate) fn of(compared: &Compared, query: &ComparedQuery, limit: u32) -> Self {
        let side = query.side.map(Side::from);
        let is = |wanted: &Option<String>, word: &str| {
            wanted.as_deref().is_none_or(|wanted| wanted == word)
        };
        let wanted = |person: &&PersonDifference| {
            side.is_none_or(|side| side == person.side)
                && is(&query.status, person.status.map_or("", Status::as_str))
                && is(&query.presence, presence(person))
        };
        let mut total = 0;
        let mut rows = Vec::new();
        let named = Named::of(compared);
        for person in compared.comparison.people.iter().filter(wanted) {
            let in_page = total >= query.offset && total - query.offset < limit;
            if in_page {
                rows.push(named.person(person));
            }
            total += 1;
        }
        Self { total, rows }
    }

    /// The wanted rows of those who went from one outcome to another.
    pub(crate) fn moved(compared: &Compared, query: &MappingMoveQuery, limit: u32) -> Self {
        let side = Side::from(query.side);
        let outcome = |which: usize, at: Option<u32>| {
            at.map(|at| compared.plans[which].person(at).outcome.as_str())
        };
        let wanted = |person: &&PersonDifference| {
            person.side == side
                && outcome(0, person.a) == Some(query.from.as_str())
                && outcome(1, person.b) == Some(query.to.as_str())
        };
        let named = Named::of(compared);
        let people: Vec<&PersonDifference> =
            compared.comparison.people.iter().filter(wanted).collect();
        let page = people.iter().skip(query.offset as usize);
        Self {
            total: saturated(people.len()),
            rows: page
                .take(limit as usize)
                .map(|person| named.person(person))
                .collect(),
        }
    }

    /// All rows, for machines.
    #[must_use]
    pub fn all(compared: &Compared) -> Vec<ComparedPerson> {
        let named = Named::of(compared);
        let people = compared.comparison.people.iter();
        people.map(|person| named.person(person)).collect()
    }
}

/// People by what both plans say of them.
struct Named<'a> {
    plans: [&'a Standing; 2],
    attention: [Attention<'a>; 2],
}

impl<'a> Named<'a> {
    fn of(compared: &'a Compared) -> Self {
        Self {
            plans: compared.plans.each_ref(),
            attention: compared.plans.each_ref().map(Attention::of),
        }
    }

    fn person(&self, person: &PersonDifference) -> ComparedPerson {
        let at = [person.a, person.b];
        let of = |which: usize| at[which].map(|at| self.plans[which].person(at));
        let (before, now) = (of(0), of(1));
        let known = now.or(before);
        let (had, has) = (
            self.attention[0].items(at[0]),
            self.attention[1].items(at[1]),
        );
        let owned = |items: &[&str], wanted: &dyn Fn(&str) -> bool| {
            let wanted = items.iter().filter(|item| wanted(item));
            wanted.map(|item| (*item).to_owned()).collect::<Vec<_>>()
        };
        ComparedPerson {
            side: person.side.into(),
            anchor: known.map_or("", |person| anchor(&person)).to_owned(),
            login: known.map_or("", |person| person.login).to_owned(),
            presence: presence(person).to_owned(),
            status: person.status.map_or("", Status::as_str).to_owned(),
            outcome_before: before.map_or("", |p| Outcome::as_str(p.outcome)).to_owned(),
            outcome_now: now.map_or("", |p| Outcome::as_str(p.outcome)).to_owned(),
            action_before: before.map_or("", |p| Action::as_str(p.action)).to_owned(),
            action_now: now.map_or("", |p| Action::as_str(p.action)).to_owned(),
            new: owned(&has, &|item| !had.contains(&item)),
            still_open: owned(&has, &|item| had.contains(&item)),
            resolved: owned(&had, &|item| !has.contains(&item)),
            changes: person.changes,
        }
    }
}

fn presence(person: &PersonDifference) -> &'static str {
    match (person.a, person.b, person.rekeyed) {
        (None, _, _) => "came",
        (_, None, _) => "left",
        (_, _, true) => "rekeyed",
        _ => "both",
    }
}

fn anchor<'a>(person: &PersonOf<'a>) -> &'a str {
    match person.id {
        "" => person.login,
        id => id,
    }
}

fn plan_of(head: &Head) -> ComparedPlan {
    ComparedPlan {
        title: head.title.clone(),
        made_at: head.made_at.clone(),
        badge: head.badge.clone(),
        line: head.plan_line.clone(),
    }
}

fn value_of(name: &str, [before, now]: &[Option<String>; 2]) -> ComparedValue {
    ComparedValue {
        name: name.to_owned(),
        before: before.clone(),
        now: now.clone(),
    }
}

fn saturated(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl From<&presync_core::comparison::SideTally> for ComparedSide {
    fn from(tally: &presync_core::comparison::SideTally) -> Self {
        Self {
            side: tally.side.into(),
            both: tally.both,
            came: tally.came,
            left: tally.left,
            rekeyed: tally.rekeyed,
            new: tally.new,
            still_open: tally.still_open,
            resolved: tally.resolved,
            ambiguous: tally.ambiguous.iter().sum(),
        }
    }
}

impl From<&presync_core::comparison::ItemTally> for ComparedItem {
    fn from(tally: &presync_core::comparison::ItemTally) -> Self {
        Self {
            item: tally.item.clone(),
            new: tally.new,
            still_open: tally.still_open,
            resolved: tally.resolved,
        }
    }
}

impl From<&presync_core::comparison::AttributeTally> for ComparedAttribute {
    fn from(tally: &presync_core::comparison::AttributeTally) -> Self {
        Self {
            target: tally.target.clone(),
            added: tally.added,
            removed: tally.removed,
            different: tally.different,
        }
    }
}

impl From<&presync_core::comparison::MappingDifference> for ComparedRow {
    fn from(row: &presync_core::comparison::MappingDifference) -> Self {
        let properties = row.properties.iter();
        Self {
            object: row.object.clone(),
            target: row.target.clone(),
            what: match row.present {
                [false, _] => "added",
                [_, false] => "removed",
                _ => "changed",
            }
            .to_owned(),
            properties: properties
                .map(|one| value_of(&one.name, &one.values))
                .collect(),
        }
    }
}

impl From<&presync_core::comparison::FigureDifference> for ComparedFigure {
    fn from(figure: &presync_core::comparison::FigureDifference) -> Self {
        Self {
            name: figure.name.clone(),
            before: figure.values[0],
            now: figure.values[1],
        }
    }
}

impl From<&InputDifference> for ComparedInput {
    fn from(one: &InputDifference) -> Self {
        Self {
            file: one.input.file.clone(),
            role: one.input.role.clone(),
            is_new: one.in_b,
        }
    }
}

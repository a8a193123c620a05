//! Two plans compared: people, changes, and what they were made from.

use std::collections::BTreeMap;

use super::{
    FigureDifference, InputDifference, MappingDifference, SettingDifference, Standing, Status,
    attention::Attention,
    head::{self, same_population},
    join::{Pair, join},
};
use crate::{Action, Outcome, Side};

/// What differs between plan A and plan B. Lists are in a stable order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Whether both were made of the same exports of both sides, so that mapping, settings and decisions
    /// are all that can differ.
    pub same_population: bool,
    /// Azure users, then intranet users.
    pub sides: [SideTally; 2],
    /// From one outcome to another, of people in both plans.
    pub moves: Vec<Moved<Outcome>>,
    /// From one effect of the cycle to another, of Azure users in both plans.
    pub effects: Vec<Moved<Effect>>,
    /// What deserves attention, by word of outcome or finding code.
    pub items: Vec<ItemTally>,
    /// Changes by target attribute, of Azure users in both plans.
    pub attributes: Vec<AttributeTally>,
    /// Mapping rows.
    pub mapping: Vec<MappingDifference>,
    /// Input files.
    pub inputs: Vec<InputDifference>,
    /// Settings.
    pub settings: Vec<SettingDifference>,
    /// Assumptions with the users they decided.
    pub assumptions: Vec<FigureDifference>,
    /// People of whom anything is to be said.
    pub people: Vec<PersonDifference>,
    /// Changes that are not in both plans.
    pub changes: Vec<ChangeDifference>,
    /// People who cannot be told apart from others, by plan and position: left out of everything above.
    pub ambiguous: [Vec<u32>; 2],
}

/// The people of a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SideTally {
    /// The side.
    pub side: Side,
    /// In both plans.
    pub both: u32,
    /// In B only.
    pub came: u32,
    /// In A only.
    pub left: u32,
    /// In both, under another id.
    pub rekeyed: u32,
    /// Trouble in B, none in A; those who came are among them.
    pub new: u32,
    /// Trouble in both.
    pub still_open: u32,
    /// Trouble in A, none in B; those who left are among them.
    pub resolved: u32,
    /// Not to be told apart, in A and in B.
    pub ambiguous: [u32; 2],
}

/// How many went from one thing to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved<T> {
    /// The side.
    pub side: Side,
    /// In A.
    pub from: T,
    /// In B.
    pub to: T,
    /// How many.
    pub count: u32,
}

/// What the cycle does about an Azure user, in the words of the plan line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Linked to an account, changed or not.
    Link,
    /// A new account.
    Create,
    /// Nothing.
    Skip,
    /// Refused.
    Fail,
}

impl Effect {
    /// The word used in sentences and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Create => "create",
            Self::Skip => "skip",
            Self::Fail => "fail",
        }
    }
}

impl From<Action> for Effect {
    fn from(action: Action) -> Self {
        match action {
            Action::Create => Self::Create,
            Action::Update | Action::None | Action::Disable => Self::Link,
            Action::Skip => Self::Skip,
            Action::Fail => Self::Fail,
        }
    }
}

/// One word of outcome or finding code, by person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemTally {
    /// `takeover`, `fail`, a finding code.
    pub item: String,
    /// How many people of either side have it in B only.
    pub new: u32,
    /// In both.
    pub still_open: u32,
    /// In A only.
    pub resolved: u32,
}

/// Changes of one target attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeTally {
    /// As the mapping spells it.
    pub target: String,
    /// In B only.
    pub added: u32,
    /// In A only.
    pub removed: u32,
    /// In both, with another value or of another kind.
    pub different: u32,
}

/// Somebody of whom something is to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonDifference {
    /// The side.
    pub side: Side,
    /// Position in A; none for who came.
    pub a: Option<u32>,
    /// Position in B; none for who left.
    pub b: Option<u32>,
    /// What became of their troubles; none for who had and has none.
    pub status: Option<Status>,
    /// Whether the outcome or the action is another one.
    pub moved: bool,
    /// Whether they are in both under another id.
    pub rekeyed: bool,
    /// How many of their changes are not the same in both.
    pub changes: u32,
}

/// A change that is not in both plans. Positions are the plans' own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangeDifference {
    /// The Azure user in A and in B.
    pub azure: [u32; 2],
    /// The change in A; none for one that is added.
    pub a: Option<u32>,
    /// The change in B; none for one that is gone.
    pub b: Option<u32>,
}

/// Compares two plans.
#[must_use]
pub fn compare(a: &Standing, b: &Standing) -> Comparison {
    let mut joined = join(a, b);
    joined.pairs.sort_unstable_by_key(|pair| place(pair, a, b));
    let mut tally = Tally::of(a, b, &joined.ambiguous);
    for pair in &joined.pairs {
        tally.pair(pair);
    }
    tally.finish(joined.ambiguous)
}

/// Azure users first, each where B has them, those who left at the end.
fn place(pair: &Pair, a: &Standing, b: &Standing) -> (bool, bool, Option<u32>, Option<u32>) {
    let person = match (pair.a, pair.b) {
        (_, Some(at)) => b.person(at),
        (Some(at), None) => a.person(at),
        (None, None) => unreachable!("BUG: a pair has somebody"),
    };
    (
        person.side == Side::Legacy,
        pair.b.is_none(),
        pair.b,
        pair.a,
    )
}

struct Tally<'a> {
    plans: [&'a Standing; 2],
    attention: [Attention<'a>; 2],
    sides: [SideTally; 2],
    moves: BTreeMap<(Side, Outcome, Outcome), u32>,
    effects: BTreeMap<(Effect, Effect), u32>,
    items: BTreeMap<&'a str, [u32; 3]>,
    attributes: BTreeMap<&'a str, [u32; 3]>,
    people: Vec<PersonDifference>,
    changes: Vec<ChangeDifference>,
}

impl<'a> Tally<'a> {
    fn of(a: &'a Standing, b: &'a Standing, ambiguous: &[Vec<u32>; 2]) -> Self {
        let shared = |which: usize, side| {
            let plan = [a, b][which];
            let of_side = |at: &&u32| plan.person(**at).side == side;
            saturated(ambiguous[which].iter().filter(of_side).count())
        };
        let side = |side| SideTally {
            side,
            both: 0,
            came: 0,
            left: 0,
            rekeyed: 0,
            new: 0,
            still_open: 0,
            resolved: 0,
            ambiguous: [shared(0, side), shared(1, side)],
        };
        Self {
            plans: [a, b],
            attention: [Attention::of(a), Attention::of(b)],
            sides: [side(Side::Azure), side(Side::Legacy)],
            moves: BTreeMap::new(),
            effects: BTreeMap::new(),
            items: BTreeMap::new(),
            attributes: BTreeMap::new(),
            people: Vec::new(),
            changes: Vec::new(),
        }
    }

    fn pair(&mut self, pair: &Pair) {
        let [a, b] = self.plans;
        let [before, now] = [
            self.attention[0].items(pair.a),
            self.attention[1].items(pair.b),
        ];
        let status = Status::of(!before.is_empty(), !now.is_empty());
        self.tally_items(&before, &now);
        let people = [pair.a.map(|at| a.person(at)), pair.b.map(|at| b.person(at))];
        let side = match people {
            [_, Some(person)] | [Some(person), None] => person.side,
            [None, None] => unreachable!("BUG: a pair has somebody"),
        };
        let tally = &mut self.sides[usize::from(side == Side::Legacy)];
        match status {
            Some(Status::New) => tally.new += 1,
            Some(Status::StillOpen) => tally.still_open += 1,
            Some(Status::Resolved) => tally.resolved += 1,
            None => {}
        }
        let (mut moved, mut changes) = (false, 0);
        match people {
            [Some(of_a), Some(of_b)] => {
                tally.both += 1;
                tally.rekeyed += u32::from(pair.rekeyed);
                let key = (side, of_a.outcome, of_b.outcome);
                *self.moves.entry(key).or_default() += 1;
                if side == Side::Azure {
                    let effects = (of_a.action.into(), of_b.action.into());
                    *self.effects.entry(effects).or_default() += 1;
                }
                moved = of_a.outcome != of_b.outcome || of_a.action != of_b.action;
                changes = self.tally_changes(pair);
            }
            [None, _] => tally.came += 1,
            [_, None] => tally.left += 1,
        }
        let alone = pair.a.is_none() || pair.b.is_none();
        if status.is_some() || moved || changes > 0 || alone || pair.rekeyed {
            self.people.push(PersonDifference {
                side,
                a: pair.a,
                b: pair.b,
                status,
                moved,
                rekeyed: pair.rekeyed,
                changes,
            });
        }
    }

    fn tally_items(&mut self, before: &[&'a str], now: &[&'a str]) {
        for item in now {
            let slot = usize::from(before.contains(item));
            self.items.entry(item).or_default()[slot] += 1;
        }
        for item in before.iter().filter(|item| !now.contains(item)) {
            self.items.entry(item).or_default()[2] += 1;
        }
    }

    /// How many changes of somebody in both plans are not the same.
    fn tally_changes(&mut self, pair: &Pair) -> u32 {
        let (Some(in_a), Some(in_b)) = (pair.a, pair.b) else {
            return 0;
        };
        let [a, b] = self.plans;
        let mut of_target: BTreeMap<&'a str, [Option<u32>; 2]> = BTreeMap::new();
        for (which, (plan, at)) in [(a, in_a), (b, in_b)].into_iter().enumerate() {
            for (position, change) in plan.changes(at) {
                let target = plan.targets()[usize::from(change.target)].as_str();
                of_target.entry(target).or_default()[which] = Some(position);
            }
        }
        let mut differing = 0;
        for (target, [of_a, of_b]) in of_target {
            let content = |plan: &Standing, at| {
                let change = plan.change(at);
                (change.kind, change.value)
            };
            let slot = match (of_a, of_b) {
                (None, _) => 0,
                (_, None) => 1,
                (Some(of_a), Some(of_b)) if content(a, of_a) == content(b, of_b) => continue,
                _ => 2,
            };
            self.attributes.entry(target).or_default()[slot] += 1;
            differing += 1;
            self.changes.push(ChangeDifference {
                azure: [in_a, in_b],
                a: of_a,
                b: of_b,
            });
        }
        differing
    }

    fn finish(self, ambiguous: [Vec<u32>; 2]) -> Comparison {
        let [a, b] = self.plans.map(|plan| &plan.head);
        Comparison {
            same_population: same_population(a, b),
            sides: self.sides,
            moves: outcome_moves(self.moves),
            effects: effect_moves(self.effects),
            items: item_tallies(self.items),
            attributes: attribute_tallies(self.attributes),
            mapping: head::mapping(a, b),
            inputs: head::inputs(a, b),
            settings: head::settings(a, b),
            assumptions: head::assumptions(a, b),
            people: self.people,
            changes: self.changes,
            ambiguous,
        }
    }
}

fn outcome_moves(moves: BTreeMap<(Side, Outcome, Outcome), u32>) -> Vec<Moved<Outcome>> {
    let place = |outcome| Outcome::ALL.iter().position(|known| *known == outcome);
    let moves = moves.into_iter().map(|((side, from, to), count)| Moved {
        side,
        from,
        to,
        count,
    });
    let mut moves: Vec<_> = moves.collect();
    moves.sort_by_key(|one| (one.side == Side::Legacy, place(one.from), place(one.to)));
    moves
}

fn effect_moves(effects: BTreeMap<(Effect, Effect), u32>) -> Vec<Moved<Effect>> {
    let moves = effects.into_iter().map(|((from, to), count)| Moved {
        side: Side::Azure,
        from,
        to,
        count,
    });
    moves.collect()
}

fn item_tallies(items: BTreeMap<&str, [u32; 3]>) -> Vec<ItemTally> {
    let tallies = items
        .into_iter()
        .map(|(item, [new, still_open, resolved])| ItemTally {
            item: item.to_owned(),
            new,
            still_open,
            resolved,
        });
    tallies.collect()
}

fn attribute_tallies(attributes: BTreeMap<&str, [u32; 3]>) -> Vec<AttributeTally> {
    let tallies = attributes
        .into_iter()
        .map(|(target, [added, removed, different])| AttributeTally {
            target: target.to_owned(),
            added,
            removed,
            different,
        });
    tallies.collect()
}

fn saturated(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

//! Which rows come first where a sheet cannot hold all: the worst consequence.
//!
//! Ranks are small numbers and rows are picked rank by rank, so that millions of them are not sorted.

use presync_core::{
    Action, Outcome,
    engagement::Engagement,
    plan::{Change, ChangeClass, ChangeKind},
    rows::People,
};

/// Positions of people, worst outcome first, then what would be done to them.
pub(super) fn people(engagement: &Engagement<'_>, people: &People<'_>) -> Vec<u32> {
    let plan = engagement.plan;
    let azure = plan.azure.iter().map(|row| rank(row.outcome, row.action));
    let legacy = engagement.legacy.users().map(|user| {
        let outcome = plan.legacy[user.index()].outcome;
        rank(outcome, people.legacy_action(user))
    });
    by_rank(&azure.chain(legacy).collect::<Vec<u16>>())
}

/// Positions of changes: those written over somebody else's profile, then the most destructive.
pub(super) fn changes(engagement: &Engagement<'_>) -> Vec<u32> {
    let plan = engagement.plan;
    let of = |(_, change): (u32, Change)| {
        let mine = plan.azure[change.azure.index()].outcome != Outcome::Takeover;
        let kind = place(&ChangeKind::ALL, &change.kind);
        let class = place(&ChangeClass::ALL, &change.class);
        u16::from(mine) * 1_024 + kind * 32 + class
    };
    by_rank(&plan.changes.iter().map(of).collect::<Vec<u16>>())
}

/// What fails and what is disabled comes before what is changed.
fn rank(outcome: Outcome, action: Action) -> u16 {
    const WORST: [Action; 6] = [
        Action::Fail,
        Action::Disable,
        Action::Update,
        Action::Create,
        Action::Skip,
        Action::None,
    ];
    place(&Outcome::ALL, &outcome) * 8 + place(&WORST, &action)
}

fn place<T: PartialEq>(all: &[T], one: &T) -> u16 {
    let place = all.iter().position(|other| other == one);
    u16::try_from(place.unwrap_or(all.len())).unwrap_or(u16::MAX)
}

/// Positions by rank, then by position: a counting sort.
fn by_rank(ranks: &[u16]) -> Vec<u32> {
    let mut starts = vec![0_u32; usize::from(u16::MAX) + 2];
    for rank in ranks {
        starts[usize::from(*rank) + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut order = vec![0; ranks.len()];
    for (at, rank) in (0..).zip(ranks) {
        let place = &mut starts[usize::from(*rank)];
        order[*place as usize] = at;
        *place += 1;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_comes_first_and_equals_keep_their_order() {
        let check = |ranks: &[u16], expect: &[u32]| assert_eq!(by_rank(ranks), expect);
        check(&[], &[]);
        check(&[3, 1, 3, 0], &[3, 1, 0, 2]);
        check(&[u16::MAX, 0, u16::MAX], &[1, 0, 2]);
        assert!(rank(Outcome::Takeover, Action::Update) < rank(Outcome::Duplicate, Action::Create));
        assert!(rank(Outcome::Linked, Action::Disable) < rank(Outcome::Linked, Action::Update));
        assert!(rank(Outcome::Linked, Action::None) < rank(Outcome::Created, Action::Create));
    }
}

//! Who of one plan is who of the other, by anchor.
//!
//! Azure users by objectId, else by UPN; intranet users by UID with user name, else by UID, else by user
//! name. Somebody whose id is another one is taken for the same only where the login is the same and both
//! plans say the same counterpart on the other side, since addresses are re-used.

use super::{PersonOf, Standing, fingerprint};

/// The same person in both plans, or somebody in one only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub(super) a: Option<u32>,
    pub(super) b: Option<u32>,
    /// Both have an id, and not the same.
    pub(super) rekeyed: bool,
}

/// Everybody of both plans.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub(super) pairs: Vec<Pair>,
    /// Those whose anchor several people share, or who have none, by plan.
    pub(super) ambiguous: [Vec<u32>; 2],
}

/// What a pass recognises people by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    IdAndLogin,
    Id,
    Login,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Open,
    Shared,
    Paired,
}

pub(super) fn join(a: &Standing, b: &Standing) -> Joined {
    let mut joined = Joined::default();
    let mut fates = [a, b].map(|plan| vec![Fate::Open; plan.len()]);
    for key in [Key::IdAndLogin, Key::Id, Key::Login] {
        pass([a, b], key, &mut fates, &mut joined);
    }
    for (which, plan) in [a, b].into_iter().enumerate() {
        for at in plan.positions() {
            match fates[which][at as usize] {
                Fate::Paired => {}
                Fate::Open if is_named(&plan.person(at)) => joined.pairs.push(alone(which, at)),
                Fate::Open | Fate::Shared => joined.ambiguous[which].push(at),
            }
        }
    }
    joined
}

fn alone(which: usize, at: u32) -> Pair {
    Pair {
        a: (which == 0).then_some(at),
        b: (which == 1).then_some(at),
        rekeyed: false,
    }
}

fn is_named(person: &PersonOf<'_>) -> bool {
    !person.id.is_empty() || !person.login.is_empty()
}

fn pass(plans: [&Standing; 2], key: Key, fates: &mut [Vec<Fate>; 2], joined: &mut Joined) {
    let [left, right] = [0, 1].map(|which| keyed(plans[which], key, &fates[which]));
    let (mut at_left, mut at_right) = (0, 0);
    while at_left < left.len() && at_right < right.len() {
        let (of_left, of_right) = (left[at_left].0, right[at_right].0);
        if of_left < of_right {
            at_left += 1;
        } else if of_right < of_left {
            at_right += 1;
        } else {
            let group_left = run_of(&left[at_left..]);
            let group_right = run_of(&right[at_right..]);
            settle(plans, key, [group_left, group_right], fates, joined);
            at_left += group_left.len();
            at_right += group_right.len();
        }
    }
}

fn settle(
    plans: [&Standing; 2],
    key: Key,
    groups: [&[(u64, u32)]; 2],
    fates: &mut [Vec<Fate>; 2],
    joined: &mut Joined,
) {
    if let ([(_, left)], [(_, right)]) = (groups[0], groups[1]) {
        let [a, b] = [plans[0].person(*left), plans[1].person(*right)];
        if is_same(&a, &b, key) {
            fates[0][*left as usize] = Fate::Paired;
            fates[1][*right as usize] = Fate::Paired;
            joined.pairs.push(Pair {
                a: Some(*left),
                b: Some(*right),
                rekeyed: !a.id.is_empty() && !b.id.is_empty() && folded(a.id) != folded(b.id),
            });
        }
        return;
    }
    for (which, group) in groups.into_iter().enumerate() {
        for (_, at) in group {
            fates[which][*at as usize] = Fate::Shared;
        }
    }
}

/// Whether two people with one key are one: the keys themselves are looked at, not their fingerprints.
fn is_same(a: &PersonOf<'_>, b: &PersonOf<'_>, key: Key) -> bool {
    let same_id = folded(a.id) == folded(b.id);
    let same_login = folded(a.login) == folded(b.login);
    let same_key = (key == Key::Login || same_id) && (key == Key::Id || same_login);
    if a.side != b.side || !same_key {
        return false;
    }
    let may_differ = a.id.is_empty() || b.id.is_empty();
    let same_partner = a.partner != 0 && a.partner == b.partner;
    key != Key::Login || may_differ || same_partner
}

fn keyed(plan: &Standing, key: Key, fates: &[Fate]) -> Vec<(u64, u32)> {
    let open = plan
        .positions()
        .filter(|at| fates[*at as usize] != Fate::Paired);
    let mut text = String::new();
    let mut keyed: Vec<(u64, u32)> = open
        .filter_map(|at| Some((number(&plan.person(at), key, &mut text)?, at)))
        .collect();
    keyed.sort_unstable();
    keyed
}

/// The key of a person as a number, apart by side; none for who lacks it. `text` is there to be re-used.
fn number(person: &PersonOf<'_>, key: Key, text: &mut String) -> Option<u64> {
    let parts = match key {
        Key::IdAndLogin => [person.id, person.login],
        Key::Id => [person.id, person.id],
        Key::Login => [person.login, person.login],
    };
    text.clear();
    text.push_str(person.side.as_str());
    for part in parts {
        let part = part.trim();
        if part.is_empty() {
            return None;
        }
        text.push('\0');
        if part.is_ascii() {
            text.extend(part.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            text.push_str(&part.to_lowercase());
        }
    }
    Some(fingerprint(text))
}

fn folded(key: &str) -> String {
    key.trim().to_lowercase()
}

fn run_of(list: &[(u64, u32)]) -> &[(u64, u32)] {
    let first = list[0].0;
    let len = list.iter().take_while(|(key, _)| *key == first).count();
    &list[..len]
}

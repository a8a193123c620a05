//! Decisions out of a file put beside those a workspace has: what is new, what replaces an earlier
//! word, what is known already, and what contradicts. Nothing of it depends on the order of rows.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    About, Decision, Verdict,
    contradict::{Contradiction, contradictions},
};

/// What becomes of one given decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// Nothing was decided about these people yet.
    New,
    /// It replaces an earlier word about them.
    Changed,
    /// The same is in force, or the very decision is in the log already.
    Unchanged,
    /// It cannot be taken.
    Contradicting(Contradiction),
}

/// What a log says of one decision.
#[derive(Debug, Clone, Copy)]
pub struct Logged<'a> {
    /// The decision.
    pub decision: &'a Decision,
    /// Whether it was not taken back.
    pub in_force: bool,
}

/// What becomes of each of the given decisions, in their order. Of several words about one pair that
/// carry different dates the last one counts; without dates, or with the same, they contradict.
#[must_use]
pub fn take(log: &[Logged<'_>], given: &[Decision]) -> Vec<Taken> {
    let known = Known::of(log);
    let last = last_words(given);
    let mut taken: Vec<Taken> = (0..given.len())
        .map(|at| match last.contains(&at) && !known.holds(&given[at]) {
            true => Taken::New,
            false => Taken::Unchanged,
        })
        .collect();
    let fresh: Vec<usize> = (0..given.len())
        .filter(|at| taken[*at] == Taken::New)
        .collect();
    let new: Vec<Decision> = fresh.iter().map(|at| given[*at].clone()).collect();
    for at in &fresh {
        let one = &given[*at];
        if one.decision != Verdict::LeaveOut && known.said.contains_key(&one.about()) {
            taken[*at] = Taken::Changed;
        }
    }
    for (at, why) in contradictions(&known.in_force, &new) {
        taken[fresh[at]] = Taken::Contradicting(why);
    }
    taken
}

/// What is known of people before.
struct Known {
    in_force: Vec<Decision>,
    /// The last word about each that is in force.
    said: BTreeMap<About, Decision>,
    /// Every decision ever made, as far as rows tell them apart.
    ever: BTreeSet<[String; 5]>,
}

impl Known {
    fn of(log: &[Logged<'_>]) -> Self {
        let in_force: Vec<Decision> = log
            .iter()
            .filter(|logged| logged.in_force)
            .map(|logged| logged.decision.clone())
            .collect();
        let said = in_force
            .iter()
            .filter(|one| one.decision != Verdict::LeaveOut);
        Self {
            said: said.map(|one| (one.about(), one.clone())).collect(),
            ever: log.iter().map(|logged| words(logged.decision)).collect(),
            in_force,
        }
    }

    fn holds(&self, given: &Decision) -> bool {
        // Said again on a later day it is a word of its own: what is in doubt is settled so.
        let same = |known: &Decision| {
            known.decision == given.decision && given.at.trim() <= known.at.trim()
        };
        let is_said = match given.decision {
            Verdict::LeaveOut => self
                .in_force
                .iter()
                .any(|one| same(one) && one.about() == given.about()),
            _ => self.said.get(&given.about()).is_some_and(same),
        };
        is_said || self.ever.contains(&words(given))
    }
}

/// What tells rows of files apart: the same row given again decides nothing again, though it was taken
/// back since.
fn words(decision: &Decision) -> [String; 5] {
    let (azure, legacy) = decision.about();
    [
        decision.decision.as_str().to_owned(),
        azure,
        legacy,
        decision.by.trim().to_owned(),
        format!("{}\u{1f}{}", decision.at.trim(), decision.reason.trim()),
    ]
}

/// Positions of the decisions that no later dated one about the same people replaces.
fn last_words(given: &[Decision]) -> BTreeSet<usize> {
    let mut last: BTreeMap<About, Vec<usize>> = BTreeMap::new();
    let mut stand = BTreeSet::new();
    for (at, decision) in given.iter().enumerate() {
        match decision.decision {
            Verdict::LeaveOut => {
                stand.insert(at);
            }
            _ => last.entry(decision.about()).or_default().push(at),
        }
    }
    for places in last.into_values() {
        let newest = places
            .iter()
            .map(|at| given[*at].at.trim())
            .max()
            .unwrap_or_default();
        let of_then = places
            .into_iter()
            .filter(|at| given[*at].at.trim() == newest);
        stand.extend(of_then);
    }
    stand
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::decisions, *};

    /// The log's decisions are in force unless they begin with `~`.
    fn check(log: &[&str], given: &[&str], expect: &[&str]) {
        let plain: Vec<&str> = log
            .iter()
            .map(|text| text.trim_start_matches('~'))
            .collect();
        let kept = decisions(&plain);
        let logged: Vec<Logged<'_>> = log
            .iter()
            .zip(&kept)
            .map(|(text, decision)| Logged {
                decision,
                in_force: !text.starts_with('~'),
            })
            .collect();
        let given = decisions(given);
        let name = |taken: &Taken| match taken {
            Taken::New => "new",
            Taken::Changed => "changed",
            Taken::Unchanged => "unchanged",
            Taken::Contradicting(_) => "contradicting",
        };
        let taken = take(&logged, &given);
        let names: Vec<&str> = taken.iter().map(name).collect();
        assert_eq!(names, expect, "{log:?} then {given:?}");
        let mut turned = given.clone();
        turned.reverse();
        let mut back: Vec<Taken> = take(&logged, &turned);
        back.reverse();
        assert_eq!(back, taken, "the order of rows decides nothing");
    }

    #[test]
    fn rows_are_new_changed_known_or_impossible() {
        check(&[], &["confirm 7 a", "deny 8 b"], &["new", "new"]);
        check(&["confirm 7 a 1"], &["confirm 7 A -"], &["unchanged"]);
        check(&["confirm 7 a 1"], &["confirm 7 A 2"], &["changed"]);
        check(&["confirm 7 a 1"], &["deny 7 a 2"], &["changed"]);
        check(&["~confirm 7 a 1"], &["confirm 7 a 1"], &["unchanged"]);
        check(&["~confirm 7 a 1"], &["confirm 7 a 2"], &["new"]);
        check(&["confirm 7 a 1"], &["confirm 8 a 2"], &["contradicting"]);
        check(
            &["confirm 7 a 1"],
            &["deny 7 a 2", "confirm 8 a 2"],
            &["changed", "new"],
        );
        check(
            &["new - a 1"],
            &["leave_out - a 2", "new - a 1"],
            &["new", "unchanged"],
        );
    }

    #[test]
    fn of_two_words_the_later_dated_counts_and_undated_ones_contradict() {
        check(&[], &["confirm 7 a 1", "deny 7 a 2"], &["unchanged", "new"]);
        check(
            &[],
            &["confirm 7 a", "deny 7 a"],
            &["contradicting", "contradicting"],
        );
        check(
            &[],
            &["confirm 7 a 1", "confirm 8 a 2"],
            &["contradicting", "contradicting"],
        );
    }
}

//! Who comes nearest to a user of either side: the candidates the run weighed, and where those are too
//! few, whoever of the other side shares a name, a key or a rare value.

use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use super::{Explained, Explainer, Objection, Pair, bars::probability, unkeyed};
use crate::{
    Evidence, LinkRule, LinkStatus, Side, UserIx,
    matching::{Matching, compare::Sides, profile::Person, score},
};

/// How many candidates are wanted at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearestMax(pub usize);

/// One candidate for a user.
#[derive(Debug, Clone, PartialEq)]
pub struct Nearest {
    /// The pair that it would make.
    pub pair: Pair,
    /// What the run made of it; none when it made no link of it.
    pub status: Option<LinkStatus>,
    /// The rule that brought the two together; none when no rule did.
    pub rule: Option<LinkRule>,
    /// log2 of the odds that both are one person.
    pub log_odds: f32,
    /// The same as a probability.
    pub probability: f32,
    /// What speaks for and against it, in bits, as the links' evidence has it.
    pub evidence: Vec<Evidence>,
    /// Why it does not count.
    pub objections: Vec<Objection>,
}

/// Users looked at in one go.
const SLICE: usize = 8_192;

impl Explainer {
    /// The nearest candidates for a user of a side, likeliest first. The one it is linked with, if it
    /// is linked, is among them.
    #[must_use]
    pub fn nearest(
        &self,
        people: Explained<'_>,
        side: Side,
        user: UserIx,
        most: NearestMax,
    ) -> Vec<Nearest> {
        let mut pairs = self.weighed(people.matching, side, user);
        if pairs.len() < most.0 {
            pairs.extend(self.searched(side, user, most));
        }
        pairs.sort_unstable();
        pairs.dedup();
        self.told(people.matching, pairs, most)
    }

    /// Who else the run weighed for a user of a pair.
    pub(super) fn rivals(
        &self,
        matching: &Matching,
        side: Side,
        user: UserIx,
        but: Pair,
        most: NearestMax,
    ) -> Vec<Nearest> {
        let mut pairs = self.weighed(matching, side, user);
        pairs.retain(|pair| *pair != but);
        self.told(matching, pairs, most)
    }

    fn told(&self, matching: &Matching, pairs: Vec<Pair>, most: NearestMax) -> Vec<Nearest> {
        let mut told: Vec<Nearest> = pairs
            .into_iter()
            .map(|pair| self.one(matching, pair))
            .collect();
        told.sort_by(|a, b| {
            let counts = |one: &Nearest| one.status.is_some_and(LinkStatus::is_identity);
            let by_odds = b.log_odds.total_cmp(&a.log_odds);
            (counts(b).cmp(&counts(a)))
                .then(by_odds)
                .then(a.pair.cmp(&b.pair))
        });
        told.truncate(most.0);
        told
    }

    fn one(&self, matching: &Matching, pair: Pair) -> Nearest {
        let seen = self.seen(matching, pair);
        let log_odds = match seen.judged {
            Some(at) => self.weighing.judged.edges[at].odds,
            None => seen.close.weighed.bits + self.prior(),
        };
        let sides = self.sides();
        Nearest {
            pair,
            status: seen.link.as_ref().map(|link| link.status),
            rule: seen.link.as_ref().map(|link| link.rule),
            log_odds,
            probability: probability(log_odds),
            evidence: crate::matching::outcome::evidence(&sides, &seen.close.weighed),
            objections: self.objections(matching, &seen, log_odds),
        }
    }

    /// The pairs of a user that the run weighed or a person decided about.
    fn weighed(&self, matching: &Matching, side: Side, user: UserIx) -> Vec<Pair> {
        let is_own = |pair: &Pair| user_of(*pair, side) == user;
        let judged = self.weighing.judged.pairs.iter().map(|one| Pair {
            legacy: one.candidate.legacy,
            azure: one.candidate.azure,
        });
        let linked = matching.links.iter().map(|link| Pair {
            legacy: link.legacy,
            azure: link.azure,
        });
        let mut pairs: Vec<Pair> = judged.chain(linked).filter(is_own).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Looks through the whole other side, by what its users say and not by keys.
    fn searched(&self, side: Side, user: UserIx, most: NearestMax) -> Vec<Pair> {
        let others: Vec<UserIx> = match side {
            Side::Legacy => self.theirs.users().collect(),
            Side::Azure => self.ours.users().collect(),
        };
        let found: Vec<Vec<(f32, Pair)>> = others
            .par_chunks(SLICE)
            .map(|slice| self.best_of(slice, side, user, most))
            .collect();
        let mut found = found.concat();
        keep_best(&mut found, most);
        found.into_iter().map(|(_, pair)| pair).collect()
    }

    fn best_of(
        &self,
        others: &[UserIx],
        side: Side,
        user: UserIx,
        most: NearestMax,
    ) -> Vec<(f32, Pair)> {
        let sides = self.sides();
        let pairs = others.iter().map(|other| match side {
            Side::Legacy => Pair {
                legacy: user,
                azure: *other,
            },
            Side::Azure => Pair {
                legacy: *other,
                azure: user,
            },
        });
        let weigh = |pair: Pair| {
            let candidate = unkeyed(pair);
            // Comparing names letter by letter is dear, and few of a million share anything.
            if !meet(&sides, pair) || score::is_hopeless(&sides, candidate) {
                return None;
            }
            let comparison = sides.compare(pair.legacy, pair.azure);
            let weighed = self
                .weighing
                .model
                .weigh(&comparison, candidate, &self.books);
            Some((weighed.bits, pair))
        };
        let mut found: Vec<(f32, Pair)> = pairs.filter_map(weigh).collect();
        keep_best(&mut found, most);
        found
    }
}

/// Whether two share the sound of a name, a key, the local part of an address or a telling value.
fn meet(sides: &Sides<'_>, Pair { legacy, azure }: Pair) -> bool {
    let (ours, theirs) = (sides.legacy.of(legacy), sides.azure.of(azure));
    let sounds = |person: &Person| {
        [person.name, person.other_name]
            .into_iter()
            .flat_map(|name| [name.given, name.surname])
            .map(|part| sides.books.names.sound(part))
            .filter(|sound| *sound != 0)
    };
    let share_sound = || sounds(ours).any(|sound| sounds(theirs).any(|other| other == sound));
    let [our_addresses, their_addresses] = [
        sides.legacy.addresses.of(legacy),
        sides.azure.addresses.of(azure),
    ];
    let share_local = || {
        let mut locals = our_addresses.iter().map(|address| address.local);
        locals.any(|local| their_addresses.iter().any(|other| other.local == local))
    };
    share_sound()
        || (!ours.uid.is_missing() && ours.uid.normal == theirs.uid.normal)
        || share_local()
        || sides.traits.telling_count(legacy, azure) > 0
}

fn keep_best(found: &mut Vec<(f32, Pair)>, most: NearestMax) {
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(most.0);
}

fn user_of(pair: Pair, side: Side) -> UserIx {
    match side {
        Side::Legacy => pair.legacy,
        Side::Azure => pair.azure,
    }
}

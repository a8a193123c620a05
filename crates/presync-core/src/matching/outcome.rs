//! The links that follow from what was judged: at most one that counts per user, the rest for a person to
//! see, and second accounts of people who are linked.

use rayon::iter::{IntoParallelIterator, ParallelExtend, ParallelIterator};

use super::{
    candidates::Candidate,
    compare::{Comparison, FIELD_NAMES, FIELDS_MAX, Sides},
    decide::Decided,
    detect::Detected,
    marks::Mark,
    model::{Model, Weighed},
    score::Judged,
    verdict::{self, Doubt, REVIEWED_FROM, Veto},
};
use crate::{Evidence, EvidenceField, Link, LinkRule, LinkStatus, Side, UserIx};

/// Reasons a link carries at most.
const EVIDENCE_MAX: usize = 10;
/// A reason of less than this many bits is left out.
const EVIDENCE_BITS_MIN: f32 = 0.2;

/// A link, and why it does not count where a key or the odds are for it.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) link: Link,
    pub(super) veto: Option<Veto>,
    /// The side whose user is the second account.
    pub(super) second: Option<Side>,
}

/// What links are made with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judges<'a> {
    pub(super) sides: &'a Sides<'a>,
    pub(super) model: &'a Model,
    pub(super) user_names: &'a Detected,
    pub(super) decided: &'a Decided,
    /// Whether no key ties anybody together.
    pub(super) keyless: bool,
}

/// For each user the pair that counts, by position among the judged pairs.
struct Counting {
    legacy: Vec<Option<u32>>,
    azure: Vec<Option<u32>>,
}

/// A pair looked at again, with all there is to say about it.
#[derive(Debug)]
pub(super) struct Close {
    pub(super) candidate: Candidate,
    pub(super) comparison: Comparison,
    pub(super) weighed: Weighed,
    pub(super) veto: Option<Veto>,
}

impl Judges<'_> {
    /// All rows, in no particular order.
    pub(super) fn rows(&self, judged: &Judged) -> Vec<Row> {
        let mut rows = Vec::new();
        let counting = self.count_pairs(judged, &mut rows);
        let is_looked_at = |at: &usize| {
            let candidate = judged.pairs[*at].candidate;
            let keyed = candidate.unique_uid || candidate.unique_address;
            keyed || judged.probabilities[*at] >= REVIEWED_FROM
        };
        rows.par_extend(
            (0..judged.pairs.len())
                .into_par_iter()
                .filter(is_looked_at)
                .filter_map(|at| self.doubtful(judged, at, &counting)),
        );
        self.add_seconds(judged, &counting, &mut rows);
        self.add_decided(&mut rows);
        rows
    }

    /// Rows for pairs that count: probable enough, not contradicted, alone at both ends.
    fn count_pairs(&self, judged: &Judged, rows: &mut Vec<Row>) -> Counting {
        let mut counting = Counting {
            legacy: vec![None; self.sides.legacy.len()],
            azure: vec![None; self.sides.azure.len()],
        };
        let accepted_from = verdict::accepted_from(self.keyless);
        let accepted: Vec<(usize, Row)> = (0..judged.pairs.len())
            .into_par_iter()
            .filter(|at| judged.probabilities[*at] >= accepted_from)
            .filter_map(|at| Some((at, self.accepted(judged, at)?)))
            .collect();
        let mut twice = false;
        for (at, row) in accepted {
            let ends = [
                &mut counting.legacy[row.link.legacy.index()],
                &mut counting.azure[row.link.azure.index()],
            ];
            for end in ends {
                twice |= end.is_some();
                *end = Some(small(at));
            }
            rows.push(row);
        }
        if twice {
            release(&mut counting, rows);
        }
        counting
    }

    /// The row of a probable pair that nothing contradicts.
    fn accepted(&self, judged: &Judged, at: usize) -> Option<Row> {
        let candidate = judged.pairs[at].candidate;
        let close = self.close(candidate);
        let counts = close.veto.is_none();
        counts.then(|| self.counted(candidate, judged.probabilities[at], &close))
    }

    fn counted(&self, candidate: Candidate, probability: f32, close: &Close) -> Row {
        let certain = verdict::is_certain(&close.comparison, candidate, probability);
        let status = if certain {
            LinkStatus::Certain
        } else {
            LinkStatus::Likely
        };
        let rule = verdict::rule(&close.comparison, self.user_names);
        Row {
            link: self.link(candidate, status, rule, probability, close),
            veto: None,
            second: None,
        }
    }

    /// A row for a pair that does not count: for a person to see, or rejected where both ends are somebody
    /// else's.
    fn doubtful(&self, judged: &Judged, at: usize, counting: &Counting) -> Option<Row> {
        let candidate = judged.pairs[at].candidate;
        let own = Some(small(at));
        let ends = [
            counting.legacy[candidate.legacy.index()],
            counting.azure[candidate.azure.index()],
        ];
        if ends.contains(&own) {
            return None;
        }
        let probability = judged.probabilities[at];
        let close = self.close(candidate);
        let taken = ends.iter().any(Option::is_some);
        let contradicted = matches!(
            close.veto,
            Some(Veto::KeyContradicted | Veto::ReusedAddress)
        );
        let status = match () {
            () if taken && contradicted => LinkStatus::Rejected,
            () if taken => return None,
            () if contradicted || probability >= REVIEWED_FROM => LinkStatus::Review,
            () => return None,
        };
        let rule = verdict::rule(&close.comparison, self.user_names);
        Some(Row {
            link: self.link(candidate, status, rule, probability, &close),
            veto: close.veto,
            second: None,
        })
    }

    /// Users without a link that counts whose best pair is with somebody linked.
    fn add_seconds(&self, judged: &Judged, counting: &Counting, rows: &mut Vec<Row>) {
        let mut reviewed = [
            vec![false; self.sides.legacy.len()],
            vec![false; self.sides.azure.len()],
        ];
        for row in rows
            .iter()
            .filter(|row| row.link.status == LinkStatus::Review)
        {
            reviewed[Side::Legacy as usize][row.link.legacy.index()] = true;
            reviewed[Side::Azure as usize][row.link.azure.index()] = true;
        }
        for side in [Side::Legacy, Side::Azure] {
            for at in self.best_linked(judged, counting, side) {
                let candidate = judged.pairs[at].candidate;
                let user = user_of(candidate, side);
                if !reviewed[side as usize][user.index()] && self.is_second(judged, at, side) {
                    self.push_second(judged, at, side, rows);
                }
            }
        }
    }

    fn push_second(&self, judged: &Judged, at: usize, side: Side, rows: &mut Vec<Row>) {
        let candidate = judged.pairs[at].candidate;
        let close = self.close(candidate);
        let score = alone(judged.edges[at].odds);
        rows.push(Row {
            link: self.link(
                candidate,
                LinkStatus::Review,
                LinkRule::SecondAccount,
                score,
                &close,
            ),
            veto: None,
            second: Some(side),
        });
    }

    /// For each user of a side without a counting link the best pair with a linked user, if it is the only best.
    fn best_linked(&self, judged: &Judged, counting: &Counting, side: Side) -> Vec<usize> {
        let (own, other) = match side {
            Side::Legacy => (&counting.legacy, &counting.azure),
            Side::Azure => (&counting.azure, &counting.legacy),
        };
        let mut best: Vec<Option<(u32, bool)>> = vec![None; own.len()];
        for (at, one) in judged.pairs.iter().enumerate() {
            let user = user_of(one.candidate, side).index();
            let partner = user_of(one.candidate, opposite(side)).index();
            if own[user].is_some() || other[partner].is_none() {
                continue;
            }
            let odds = |at: u32| judged.edges[at as usize].odds;
            match best[user] {
                Some((known, _)) if odds(known) > judged.edges[at].odds => {}
                Some((known, _)) if odds(known) == judged.edges[at].odds => {
                    best[user] = Some((known, false));
                }
                _ => best[user] = Some((small(at), true)),
            }
        }
        best.into_iter()
            .flatten()
            .filter(|(_, only)| *only)
            .map(|(at, _)| at as usize)
            .collect()
    }

    /// Whether the pair would count were its linked user free. An administrator's account bears the
    /// name of its owner and little else.
    fn is_second(&self, judged: &Judged, at: usize, side: Side) -> bool {
        let candidate = judged.pairs[at].candidate;
        let close = self.close(candidate);
        if matches!(
            close.veto,
            Some(Veto::KeyContradicted | Veto::ReusedAddress | Veto::LeftBefore)
        ) {
            return false;
        }
        let admin = side == Side::Azure && self.sides.azure.of(candidate.azure).mark == Mark::Admin;
        if admin && close.comparison.names.is_full() {
            return true;
        }
        alone(judged.edges[at].odds) >= 0.5 && close.veto.is_none()
    }

    fn add_decided(&self, rows: &mut Vec<Row>) {
        for (legacy, azure) in self.decided.confirmed_pairs() {
            rows.push(self.decided_row(legacy, azure, LinkStatus::Confirmed, 1.0));
        }
        for (legacy, azure) in self.decided.denied_pairs() {
            rows.push(self.decided_row(legacy, azure, LinkStatus::Denied, 0.0));
        }
    }

    /// A row for a pair that a person decided about.
    pub(super) fn decided_row(
        &self,
        legacy: UserIx,
        azure: UserIx,
        status: LinkStatus,
        score: f32,
    ) -> Row {
        let candidate = Candidate {
            legacy,
            azure,
            unique_uid: false,
            unique_address: false,
        };
        let close = self.close(candidate);
        Row {
            link: self.link(candidate, status, LinkRule::Decision, score, &close),
            veto: None,
            second: None,
        }
    }

    /// Looks at a pair again, with all there is to say about it.
    pub(super) fn close(&self, candidate: Candidate) -> Close {
        let comparison = self.sides.compare(candidate.legacy, candidate.azure);
        let weighed = self.model.weigh(&comparison, candidate, self.sides.books);
        let (ours, theirs) = (self.sides.legacy, self.sides.azure);
        let doubt = Doubt {
            mixed_script: ours.of(candidate.legacy).mixed_script
                || theirs.of(candidate.azure).mixed_script,
            keyless: self.keyless,
            not_own: ours.of(candidate.legacy).mark != Mark::Plain
                || theirs.of(candidate.azure).mark != Mark::Plain,
        };
        let veto = verdict::veto(&comparison, &weighed, doubt);
        Close {
            candidate,
            comparison,
            weighed,
            veto,
        }
    }

    fn link(
        &self,
        candidate: Candidate,
        status: LinkStatus,
        rule: LinkRule,
        score: f32,
        close: &Close,
    ) -> Link {
        Link {
            legacy: candidate.legacy,
            azure: candidate.azure,
            status,
            rule,
            score,
            evidence: evidence(self.sides, &close.weighed),
        }
    }
}

/// The reasons of a pair that say most, strongest first.
pub(super) fn evidence(sides: &Sides<'_>, weighed: &Weighed) -> Vec<Evidence> {
    let traits = sides.traits.all.iter().map(|one| one.field);
    let mut told: Vec<(&str, f32)> = Vec::with_capacity(FIELDS_MAX);
    let fields = FIELD_NAMES.into_iter().chain(traits).zip(weighed.parts);
    told.extend(fields.filter(|(_, weight)| weight.abs() >= EVIDENCE_BITS_MIN));
    told.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(b.0)));
    told.truncate(EVIDENCE_MAX);
    let evidence = told.into_iter().map(|(name, weight)| Evidence {
        field: EvidenceField::of(name).expect("BUG: every field that is compared has a name"),
        weight,
    });
    evidence.collect()
}

/// Marginals add up to one per user; should rounding ever let two pairs of a user through, neither counts.
fn release(counting: &mut Counting, rows: &mut Vec<Row>) {
    let mut pairs = [
        vec![0u8; counting.legacy.len()],
        vec![0u8; counting.azure.len()],
    ];
    for row in rows.iter() {
        pairs[0][row.link.legacy.index()] += 1;
        pairs[1][row.link.azure.index()] += 1;
    }
    rows.retain(|row| {
        let (legacy, azure) = (row.link.legacy.index(), row.link.azure.index());
        let alone = pairs[0][legacy] == 1 && pairs[1][azure] == 1;
        if !alone {
            counting.legacy[legacy] = None;
            counting.azure[azure] = None;
        }
        alone
    });
}

fn user_of(candidate: Candidate, side: Side) -> UserIx {
    match side {
        Side::Legacy => candidate.legacy,
        Side::Azure => candidate.azure,
    }
}

fn opposite(side: Side) -> Side {
    match side {
        Side::Legacy => Side::Azure,
        Side::Azure => Side::Legacy,
    }
}

fn alone(odds: f32) -> f32 {
    let odds = odds.clamp(-50.0, 50.0).exp2();
    odds / (1.0 + odds)
}

fn small(at: usize) -> u32 {
    u32::try_from(at).expect("BUG: fewer than 4 billion pairs")
}

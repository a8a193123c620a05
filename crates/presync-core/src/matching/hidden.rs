//! Certain pairs whose keys are hidden for a while: how well what is left finds them among everybody who is
//! open shows what evidence is worth. Who they are depends on what their records say, never on their order.

use super::{
    blocking::Open,
    calibration::{Bits, Calibration, Examples},
    candidates::Candidate,
    compare::{Sides, field, level},
    keys::mix,
    marks::Mark,
    model::{Model, Weighed},
    score,
};
use crate::UserIx;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// Fewer hidden pairs than this show too little.
const HIDDEN_MIN: usize = 100;
/// Hidden pairs at most.
const HIDDEN_MAX: usize = 1_000;
/// One certain pair in so many is hidden.
const HIDDEN_SHARE: usize = 4;

/// Certain pairs whose keys are hidden, by user.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    legacy: Vec<Option<UserIx>>,
    azure: Vec<bool>,
    count: usize,
}

impl Hidden {
    /// Chooses from the pairs that a unique key ties together: by the ID whatever the names say that do
    /// not contradict it, by an address only where the names agree, for addresses find new owners.
    pub(super) fn choose(sides: &Sides<'_>, tied: &[Candidate]) -> Option<Self> {
        let sure = |pair: &&Candidate| {
            let plain = sides.legacy.of(pair.legacy).mark == Mark::Plain
                && sides.azure.of(pair.azure).mark == Mark::Plain;
            let full = || sides.compare_names(pair.legacy, pair.azure).0.is_full();
            plain && (pair.unique_uid || full())
        };
        let drawn = |pair: &Candidate| mix(sides.legacy.of(pair.legacy).content, 17);
        let mut pairs: Vec<(u64, Candidate)> = tied
            .par_iter()
            .filter(sure)
            .map(|pair| (drawn(pair), *pair))
            .collect();
        pairs.sort_unstable_by_key(|(drawn, pair)| (*drawn, sides.azure.of(pair.azure).content));
        let most = (pairs.len() / HIDDEN_SHARE).min(HIDDEN_MAX);
        if most < HIDDEN_MIN {
            return None;
        }
        let mut hidden = Self {
            legacy: vec![None; sides.legacy.len()],
            azure: vec![false; sides.azure.len()],
            count: 0,
        };
        for (_, pair) in pairs.into_iter().take(most) {
            let free =
                hidden.legacy[pair.legacy.index()].is_none() && !hidden.azure[pair.azure.index()];
            if free {
                hidden.legacy[pair.legacy.index()] = Some(pair.azure);
                hidden.azure[pair.azure.index()] = true;
                hidden.count += 1;
            }
        }
        Some(hidden)
    }

    /// The open users and the hidden ones.
    pub(super) fn with_open(&self, open: &Open) -> Open {
        let legacy = open.legacy.iter().zip(&self.legacy);
        let azure = open.azure.iter().zip(&self.azure);
        Open {
            legacy: legacy
                .map(|(open, hidden)| *open || hidden.is_some())
                .collect(),
            azure: azure.map(|(open, hidden)| *open || *hidden).collect(),
            keyless: open.keyless,
        }
    }

    /// Whether a pair is a candidate only because one of its users was hidden: of users whom a key settled,
    /// only those with namesakes among the open are looked at.
    pub(super) fn brought(&self, sides: &Sides<'_>, open: &Open, pair: &Candidate) -> bool {
        let (legacy, azure) = (pair.legacy.index(), pair.azure.index());
        let shown = (self.legacy[legacy].is_some() && !open.legacy[legacy])
            || (self.azure[azure] && !open.azure[azure]);
        let namesakes = || {
            let [ours, theirs] = [sides.legacy.of(pair.legacy), sides.azure.of(pair.azure)];
            let theirs = [theirs.name.whole, theirs.other_name.whole];
            [ours.name.whole, ours.other_name.whole]
                .iter()
                .any(|whole| *whole != 0 && theirs.contains(whole))
        };
        shown && !((open.legacy[legacy] || open.azure[azure]) && namesakes())
    }

    /// What the hidden pairs show, found among the candidates that evidence alone brought together.
    pub(super) fn calibration(
        &self,
        sides: &Sides<'_>,
        model: &Model,
        open: &Open,
        candidates: &[Candidate],
    ) -> Calibration {
        let shown: Vec<Shown> = candidates
            .par_iter()
            .filter_map(|pair| self.shown(sides, model, *pair))
            .collect();
        let rivals = self.rivals(sides, model, candidates, &shown);
        let pairs = shown
            .iter()
            .filter(|one| one.same || !rivals.want(one, self))
            .map(|one| (one.bits, f32::from(u8::from(one.same)), 1.0))
            .collect();
        let users = |side: &[bool]| side.iter().filter(|open| **open).count();
        let (ours, theirs) = (users(&open.legacy), users(&open.azure));
        // About half of the smaller side is taken to have a counterpart: the others are who may be mistaken.
        let free = ours + theirs - ours.min(theirs);
        #[expect(clippy::cast_precision_loss, reason = "a count")]
        let [count, free] = [self.count, free].map(|of| of as f64);
        Examples::of(pairs, count * free, count).fit()
    }

    /// A pair with a hidden user, weighed without keys; none where it may be a second account of that user.
    fn shown(&self, sides: &Sides<'_>, model: &Model, pair: Candidate) -> Option<Shown> {
        let own = self.legacy[pair.legacy.index()];
        let hidden = [own.is_some(), self.azure[pair.azure.index()]];
        let same = own == Some(pair.azure);
        if hidden == [false; 2] || (hidden == [true; 2] && !same) {
            return None;
        }
        let plain = sides.legacy.of(pair.legacy).mark == Mark::Plain
            && sides.azure.of(pair.azure).mark == Mark::Plain;
        let second = || sides.share_key(pair.legacy, pair.azure);
        if !plain || (!same && (score::is_hopeless(sides, pair) || second())) {
            return None;
        }
        let weighed = bare(sides, model, pair);
        Some(Shown {
            pair,
            bits: Bits::of(&weighed),
            all: weighed.bits,
            same,
        })
    }

    /// For the users who might be mistaken for hidden ones, the best that speaks for anybody else.
    fn rivals(
        &self,
        sides: &Sides<'_>,
        model: &Model,
        candidates: &[Candidate],
        shown: &[Shown],
    ) -> Rivals {
        let mut rivals = Rivals {
            legacy: vec![None; sides.legacy.len()],
            azure: vec![None; sides.azure.len()],
        };
        for one in shown.iter().filter(|one| !one.same) {
            match self.legacy[one.pair.legacy.index()] {
                Some(_) => rivals.azure[one.pair.azure.index()] = Some(f32::MIN),
                None => rivals.legacy[one.pair.legacy.index()] = Some(f32::MIN),
            }
        }
        let wanted = |pair: &&Candidate| {
            let (legacy, azure) = (pair.legacy.index(), pair.azure.index());
            let hidden = self.legacy[legacy].is_some() || self.azure[azure];
            !hidden && (rivals.legacy[legacy].is_some() || rivals.azure[azure].is_some())
        };
        let weighed: Vec<(Candidate, f32)> = candidates
            .par_iter()
            .filter(wanted)
            .map(|pair| (*pair, bare(sides, model, *pair).bits))
            .collect();
        for (pair, bits) in weighed {
            for best in [
                &mut rivals.legacy[pair.legacy.index()],
                &mut rivals.azure[pair.azure.index()],
            ] {
                *best = best.map(|best| best.max(bits));
            }
        }
        rivals
    }
}

/// A pair with a hidden user.
struct Shown {
    pair: Candidate,
    bits: Bits,
    all: f32,
    same: bool,
}

/// The best evidence that users have with anybody who is not hidden, where it was asked for.
struct Rivals {
    legacy: Vec<Option<f32>>,
    azure: Vec<Option<f32>>,
}

impl Rivals {
    /// Whether the user who is not hidden goes as well with somebody else: such a pair is told by those who
    /// compete for it, not by its evidence.
    fn want(&self, one: &Shown, hidden: &Hidden) -> bool {
        let other = match hidden.legacy[one.pair.legacy.index()] {
            Some(_) => self.azure[one.pair.azure.index()],
            None => self.legacy[one.pair.legacy.index()],
        };
        other.is_some_and(|best| best >= one.all)
    }
}

/// A pair weighed without its keys.
fn bare(sides: &Sides<'_>, model: &Model, pair: Candidate) -> Weighed {
    let mut comparison = sides.compare(pair.legacy, pair.azure);
    for key in [field::UID, field::EMAIL, field::LOGIN] {
        comparison.levels[key] = level::MISSING;
    }
    let bare = Candidate {
        unique_uid: false,
        unique_address: false,
        ..pair
    };
    model.weigh(&comparison, bare, sides.books)
}

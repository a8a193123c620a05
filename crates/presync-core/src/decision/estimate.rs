//! What labels say about links nobody looked at: precision and recall with intervals, and a sample to
//! label. Pure counting; labels that people chose themselves are no random sample, and that is said.

use std::{collections::BTreeMap, hash::Hasher};

use fnv::FnvHasher;

use crate::LinkStatus;

/// Bounds of the score bands; a band reaches from one to the next.
const BOUNDS: [f32; 7] = [0.0, 0.08, 0.5, 0.8, 0.95, 0.99, 1.0];
/// 95 of a hundred intervals hold the true share.
const Z: f64 = 1.959_963_984_540_054;

/// A range of scores by position, the lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Band(pub u8);

impl Band {
    /// The band of a score.
    #[must_use]
    pub fn of(score: f32) -> Self {
        let inner = &BOUNDS[1..BOUNDS.len() - 1];
        let below = inner.iter().filter(|bound| score >= **bound).count();
        Self(u8::try_from(below).unwrap_or(u8::MAX))
    }

    /// From where to where it reaches.
    #[must_use]
    pub fn bounds(self) -> [f32; 2] {
        let at = usize::from(self.0).min(BOUNDS.len() - 2);
        [BOUNDS[at], BOUNDS[at + 1]]
    }
}

/// Links of one status and score band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stratum {
    /// What the run made of them.
    pub status: LinkStatus,
    /// How sure it was.
    pub band: Band,
}

impl Stratum {
    /// The stratum of a link.
    #[must_use]
    pub fn of(status: LinkStatus, score: f32) -> Self {
        Self {
            status,
            band: Band::of(score),
        }
    }
}

/// What people said of links of one stratum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Labels {
    /// Links there are.
    pub links: u32,
    /// Labelled as one person.
    pub yes: u32,
    /// Labelled as two.
    pub no: u32,
}

/// A share with the interval that holds the true one 95 times out of a hundred.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The likeliest share.
    pub share: f64,
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// What labels show of a run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Quality {
    /// By stratum: its labels, and the share that is one person where any are labelled.
    pub strata: Vec<(Stratum, Labels, Option<Estimate>)>,
    /// Of the links that count the share that is right; none while a stratum of theirs has no label.
    pub precision: Option<Estimate>,
    /// Of the pairs among all links that are one person the share that counts.
    pub recall: Option<Estimate>,
    /// Links that count whose stratum has no label.
    pub unlabelled: u32,
}

/// Wilson's interval of a share.
#[must_use]
pub fn wilson(hits: u32, of: u32) -> Option<Estimate> {
    if of == 0 {
        return None;
    }
    let (n, share) = (f64::from(of), f64::from(hits.min(of)) / f64::from(of));
    let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    Some(Estimate {
        share,
        low: (middle - half).clamp(0.0, share),
        high: (middle + half).clamp(share, 1.0),
    })
}

/// What labels by stratum show: each stratum counts as much as it has links.
#[must_use]
pub fn quality(labels: &BTreeMap<Stratum, Labels>) -> Quality {
    let strata: Vec<_> = labels
        .iter()
        .map(|(stratum, labels)| {
            (
                *stratum,
                *labels,
                wilson(labels.yes, labels.yes + labels.no),
            )
        })
        .collect();
    let counts = |one: &&(Stratum, Labels, Option<Estimate>)| one.0.status.is_identity();
    let open = |one: &&(Stratum, Labels, Option<Estimate>)| {
        !one.0.status.is_identity() && one.0.status != LinkStatus::Denied
    };
    let counting = strata.iter().filter(counts);
    let unlabelled = counting
        .clone()
        .filter(|one| one.2.is_none())
        .map(|one| one.1.links);
    let right = weighted(strata.iter().filter(counts));
    let missed = weighted(strata.iter().filter(open));
    let links = counting.map(|one| f64::from(one.1.links)).sum::<f64>();
    Quality {
        precision: right.map(|right| right.over(links)),
        recall: right
            .zip(missed)
            .map(|(right, missed)| right.against(missed)),
        unlabelled: unlabelled.sum(),
        strata,
    }
}

/// Links expected to be one person, with the ends of the interval.
#[derive(Clone, Copy)]
struct Expected {
    middle: f64,
    low: f64,
    high: f64,
}

impl Expected {
    fn over(self, links: f64) -> Estimate {
        let share = |of: f64| {
            if links > 0.0 {
                (of / links).clamp(0.0, 1.0)
            } else {
                0.0
            }
        };
        Estimate {
            share: share(self.middle),
            low: share(self.low),
            high: share(self.high),
        }
    }

    /// The share of all right pairs that is among these.
    fn against(self, missed: Self) -> Estimate {
        let share = |found: f64, missed: f64| {
            let all = found + missed;
            if all > 0.0 { found / all } else { 1.0 }
        };
        Estimate {
            share: share(self.middle, missed.middle),
            low: share(self.low, missed.high),
            high: share(self.high, missed.low),
        }
    }
}

/// None where a stratum with links has no label: nothing is known of it then.
fn weighted<'a>(
    strata: impl Iterator<Item = &'a (Stratum, Labels, Option<Estimate>)>,
) -> Option<Expected> {
    let (mut middle, mut below, mut above) = (0.0, 0.0, 0.0);
    for (_, labels, estimate) in strata.filter(|one| one.1.links > 0) {
        let (links, estimate) = (f64::from(labels.links), (*estimate)?);
        middle += links * estimate.share;
        // Strata are labelled apart, so that their errors add up as squares.
        below += (links * (estimate.share - estimate.low)).powi(2);
        above += (links * (estimate.high - estimate.share)).powi(2);
    }
    Some(Expected {
        middle,
        low: (middle - below.sqrt()).max(0.0),
        high: middle + above.sqrt(),
    })
}

/// Draws so many links from each stratum. The same seed draws the same, whatever order they come in, and
/// no more is held than is drawn.
#[derive(Debug)]
pub struct Drawing<T> {
    seed: Seed,
    each: usize,
    strata: BTreeMap<Stratum, BTreeMap<Lot, T>>,
}

/// The number a link draws, and its anchors, which decide between equal numbers.
type Lot = (u64, [String; 2]);

impl<T> Drawing<T> {
    /// Draws by this seed so many of each stratum.
    #[must_use]
    pub fn of(seed: Seed, each: usize) -> Self {
        Self {
            seed,
            each,
            strata: BTreeMap::new(),
        }
    }

    /// Takes a link into account.
    pub fn offer(&mut self, stratum: Stratum, anchors: [&str; 2], link: T) {
        let drawn = self.strata.entry(stratum).or_default();
        let number = self.seed.mix(anchors);
        let is_full = drawn.len() >= self.each;
        if is_full
            && drawn
                .last_key_value()
                .is_none_or(|(last, _)| number > last.0)
        {
            return;
        }
        drawn.insert((number, anchors.map(str::to_owned)), link);
        if drawn.len() > self.each {
            drawn.pop_last();
        }
    }

    /// What was drawn, stratum by stratum.
    #[must_use]
    pub fn drawn(self) -> Vec<T> {
        let strata = self.strata.into_values();
        strata.flat_map(BTreeMap::into_values).collect()
    }
}

/// What a sample is drawn by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seed(pub u64);

impl Seed {
    fn mix(self, anchors: [&str; 2]) -> u64 {
        let mut hasher = FnvHasher::default();
        hasher.write(&self.0.to_le_bytes());
        for anchor in anchors {
            hasher.write(anchor.as_bytes());
            hasher.write(&[0x1f]);
        }
        // FNV spreads its low bits well and its high bits badly; one round more evens that out.
        let mixed = (hasher.finish() ^ (hasher.finish() >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 32)
    }
}

//! Names in the shares in which they occur: a few very common ones and a long tail.
//!
//! The common ones are the sample's, by culture; the tail is put together from parts, so that a
//! million people have as many namesakes as a million people have. Nobody in it is real.

use crate::sample::names::{Culture, culture};
use crate::sample::prng::Prng;

const CULTURES: &[(&str, usize)] = &[
    ("english", 34),
    ("indian", 12),
    ("german", 10),
    ("french", 8),
    ("polish", 8),
    ("spanish", 7),
    ("nordic", 6),
    ("irish", 5),
    ("dutch", 4),
    ("chinese", 3),
    ("arabic", 2),
    ("portuguese", 1),
];

const BEGINNINGS: &str = "Ald|Ash|Bar|Bel|Ber|Bir|Brad|Bran|Cal|Car|Chal|Cor|Dal|Dar|Den|Dun|El|Fair|\
                          Far|Fen|Gar|Gil|Green|Hal|Har|Hath|Hol|Kal|Kel|Kir|Lam|Lang|Lin|Mal|Mar|\
                          Mel|Mor|Nor|Or|Pen|Por|Rad|Ran|Ros|Sal|San|Sel|Sher|Stan|Sten|Sut|Tal|\
                          Thor|Tor|Val|Ver|Wal|War|Wes|Win";
const MIDDLES: &str =
    "a|an|ar|ber|de|den|der|din|e|el|en|er|i|in|ing|le|len|lin|mer|o|on|or|ri|ter";
const ENDINGS: &str = "bank|bury|by|cott|dale|den|feld|field|ford|gate|ham|hart|hurst|ini|ley|lock|man|\
                       mann|mere|moor|more|ov|ridge|sen|shaw|ski|son|stein|stone|stow|ton|well|wick|\
                       wood|worth|yard";

/// A first and a last name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) given: String,
    pub(super) family: String,
}

/// Somebody's name.
pub(super) fn name(prng: &mut Prng) -> Name {
    let culture = culture(prng.weighted(CULTURES));
    let given_names = if prng.chance(50) {
        culture.women
    } else {
        culture.men
    };
    let mut given = skewed(prng, given_names).to_owned();
    if prng.chance(22) {
        given = format!("{given} {}", skewed(prng, given_names));
    }
    Name {
        given,
        family: family(prng, culture),
    }
}

/// A surname: of the common ones, of the tail, or two with a hyphen.
pub(super) fn family(prng: &mut Prng, culture: &Culture) -> String {
    match prng.below(100) {
        0..34 => skewed(prng, culture.family).to_owned(),
        34..88 => composed(prng),
        _ => format!("{}-{}", skewed(prng, culture.family), composed(prng)),
    }
}

/// A surname out of the tail.
pub(super) fn composed(prng: &mut Prng) -> String {
    let middle = if prng.chance(60) {
        skewed(prng, MIDDLES)
    } else {
        ""
    };
    format!(
        "{}{middle}{}",
        skewed(prng, BEGINNINGS),
        skewed(prng, ENDINGS)
    )
}

/// One entry of a `|`-separated list, the first ones far more often than the last ones.
fn skewed(prng: &mut Prng, list: &'static str) -> &'static str {
    let count = list.split('|').count();
    let within = prng.below(count) * prng.below(count) / count;
    list.split('|').nth(within).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn some_names_are_common_and_most_are_rare() {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for index in 0..20_000 {
            let name = name(&mut Prng::stream("bench names", index));
            *counts
                .entry(format!("{} {}", name.given, name.family))
                .or_default() += 1;
        }
        let unique = counts.values().filter(|&&count| count == 1).count();
        let commonest = counts.values().max().copied().unwrap_or_default();
        assert!((10_000..18_000).contains(&unique), "{unique} unique names");
        assert!((10..200).contains(&commonest), "{commonest} of one name");
    }
}

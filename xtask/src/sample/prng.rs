//! Seeded pseudo-random numbers for the sample: SplitMix64 to spread a seed, PCG32 to draw from.
//!
//! Not for secrets. Every purpose draws from a stream of its own (a label and an index), so that
//! planting one more case never changes the people generated before it.

/// The one seed of the sample; another seed gives another company.
const SEED: u64 = 0x4841_5242_5641_4c45;
const PCG_MULTIPLIER: u64 = 6_364_136_223_846_793_005;

/// A PCG-XSH-RR generator: 64 bits of state, 32 bits a draw.
#[derive(Clone, Debug)]
pub(crate) struct Prng {
    state: u64,
    increment: u64,
}

impl Prng {
    /// The stream for one purpose, such as the seventh person of a site.
    pub(crate) fn stream(label: &str, index: usize) -> Prng {
        let mut mix = SEED ^ fnv1a(label);
        let state = split_mix(&mut mix).wrapping_add(index as u64);
        let mut prng = Prng {
            state: split_mix(&mut { state }),
            increment: split_mix(&mut mix) | 1,
        };
        prng.next_u32();
        prng
    }

    fn next_u32(&mut self) -> u32 {
        let old = self.state;
        self.state = old
            .wrapping_mul(PCG_MULTIPLIER)
            .wrapping_add(self.increment);
        let shifted = (((old >> 18) ^ old) >> 27) as u32;
        shifted.rotate_right((old >> 59) as u32)
    }

    /// A number from 0 up to, not including, `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        ((u64::from(self.next_u32()) * limit as u64) >> 32) as usize
    }

    /// True in `percent` of a hundred draws.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several values.
    pub(crate) fn pick<'a, T>(&mut self, values: &'a [T]) -> &'a T {
        &values[self.below(values.len())]
    }

    /// One entry of a `|`-separated list.
    pub(crate) fn pick_word(&mut self, list: &'static str) -> &'static str {
        let words: Vec<&str> = list.split('|').collect();
        words[self.below(words.len())]
    }

    /// One value of a weighted list.
    pub(crate) fn weighted<T: Copy>(&mut self, values: &[(T, usize)]) -> T {
        let mut left = self.below(values.iter().map(|(_, weight)| weight).sum());
        for (value, weight) in values {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        values[0].0
    }

    /// Sixteen bytes.
    pub(crate) fn bytes16(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        for chunk in bytes.chunks_mut(4) {
            chunk.copy_from_slice(&self.next_u32().to_le_bytes());
        }
        bytes
    }

    /// A version 4 GUID in lower case.
    pub(crate) fn guid(&mut self) -> String {
        let mut b = self.bytes16();
        b[6] = (b[6] & 0x0f) | 0x40;
        b[8] = (b[8] & 0x3f) | 0x80;
        let hex: String = b.iter().map(|byte| format!("{byte:02x}")).collect();
        let (a, rest) = hex.split_at(8);
        format!(
            "{a}-{}-{}-{}-{}",
            &rest[..4],
            &rest[4..8],
            &rest[8..12],
            &rest[12..]
        )
    }
}

fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn fnv1a(label: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325;
    label.bytes().fold(start, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::Prng;

    #[test]
    fn a_stream_repeats_and_differs_from_its_neighbours() {
        let draw = |label, index| Prng::stream(label, index).guid();
        assert_eq!(draw("people", 7), draw("people", 7));
        assert_ne!(draw("people", 7), draw("people", 8));
        assert_ne!(draw("people", 7), draw("guests", 7));
    }

    #[test]
    fn draws_stay_in_range_and_reach_every_value() {
        let mut prng = Prng::stream("range", 0);
        let mut seen = [0; 5];
        for _ in 0..500 {
            seen[prng.below(5)] += 1;
        }
        assert!(seen.iter().all(|&count| count > 60), "{seen:?}");
    }

    #[test]
    fn guids_have_the_version_and_variant_of_random_ones() {
        let guid = Prng::stream("guid", 1).guid();
        assert_eq!(guid.len(), 36);
        assert_eq!(guid.as_bytes()[14], b'4');
        assert!(b"89ab".contains(&guid.as_bytes()[19]));
    }
}

//! Values that should be new: chosen against the target's, or drawn at random. Randomness comes
//! from the context's seed and the call's place, so equal runs draw equal values.

mod table;

use crate::error::EvalCode;
use crate::eval::{Call, Evaluated, Stop, Val};

pub(super) use table::FUNCTIONS;

const DIGITS: &str = "0123456789";
const CAPITALS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER_CASE: &str = "abcdefghijklmnopqrstuvwxyz";
/// The special characters of Windows' password rules, to which the reference points.
const SPECIAL: &str = "'-!\"#$%&()*,./:;?@[]^_`{|}~+<=>";
const LENGTH_MAX: usize = 256;

/// Directories compare such values without regard to case, so a difference in case is none.
fn select_unique_value<'a>(call: &Call<'a>) -> Evaluated<'a> {
    for position in 0..call.count() {
        let Some(value) = call.text(position)?.filter(|value| !value.is_empty()) else {
            continue;
        };
        let existing = &call.row.context.existing;
        if !existing
            .iter()
            .any(|taken| same_but_for_case(taken, &value))
        {
            return Ok(Val::Text(value));
        }
    }
    let message = "Every value is taken in the target; Entra would set this entry aside. Add a \
                   rule that is sure to be new.";
    Err(call.error(EvalCode::NoUniqueValue, message))
}

fn same_but_for_case(left: &str, right: &str) -> bool {
    let folded = |text: &str| {
        text.chars()
            .flat_map(char::to_lowercase)
            .collect::<Vec<char>>()
    };
    left.eq_ignore_ascii_case(right) || !left.is_ascii() && folded(left) == folded(right)
}

fn guid<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let mut random = Random::of(call);
    let (high, low) = (random.next(), random.next());
    // Version 4, variant 1.
    let high = high & 0xffff_ffff_ffff_0fff | 0x4000;
    let low = low & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000;
    Ok(Val::text(format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )))
}

fn random_string<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let length = size(call, 0)?;
    let minima = [
        size(call, 1)?,
        size(call, 2)?,
        size(call, 3)?,
        size(call, 4)?,
    ];
    let avoided = call.text(5)?.unwrap_or_default();
    let alphabets = [DIGITS, SPECIAL, CAPITALS, LOWER_CASE].map(|kind| {
        kind.chars()
            .filter(|c| !avoided.contains(*c))
            .collect::<Vec<char>>()
    });
    let everything: Vec<char> = alphabets.iter().flatten().copied().collect();
    let needed: usize = minima.iter().sum();
    let impossible = minima
        .iter()
        .zip(&alphabets)
        .any(|(&min, kind)| min > 0 && kind.is_empty());
    if length > LENGTH_MAX || needed > length || impossible || everything.is_empty() {
        let message = "RandomString needs a length of at most 256 that the minima fit into, and \
                       characters of each kind asked for.";
        return Err(call.error(EvalCode::BadArgument, message));
    }
    let mut random = Random::of(call);
    let mut drawn = Vec::with_capacity(length);
    for (&min, kind) in minima.iter().zip(&alphabets) {
        drawn.extend((0..min).map(|_| kind[random.below(kind.len())]));
    }
    drawn.extend((needed..length).map(|_| everything[random.below(everything.len())]));
    for at in (1..drawn.len()).rev() {
        drawn.swap(at, random.below(at + 1));
    }
    Ok(Val::text(drawn.into_iter().collect::<String>()))
}

fn size(call: &Call<'_>, position: usize) -> Result<usize, Stop> {
    let number = call.number(position)?;
    usize::try_from(number)
        .ok()
        .filter(|&size| size <= LENGTH_MAX)
        .ok_or_else(|| {
            call.error_at(
                position,
                EvalCode::BadArgument,
                "A number from 0 to 256 is needed here.",
            )
        })
}

/// The SplitMix64 sequence.
struct Random(u64);

impl Random {
    fn of(call: &Call<'_>) -> Random {
        let place = u64::from(call.span.start);
        Random(call.row.context.seed ^ place.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.next()) * bound as u128;
        (wide >> 64) as usize
    }
}

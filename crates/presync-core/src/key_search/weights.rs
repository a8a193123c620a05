//! What one person harmed counts when match keys are compared: a setting, read from and written to text.
//!
//! Whom a choice of keys harms is counted elsewhere.

use std::{fmt, str::FromStr};

/// The largest weight.
const WEIGHT_MAX: u32 = 1_000;

/// What one person harmed counts. Whoever has an account that no key finds is counted whether a second
/// account is made or not, so that a key which has a value for almost nobody harms almost everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    /// Somebody else's account is written to.
    pub takeover: u32,
    /// A second account is made for somebody who has one.
    pub duplicate: u32,
    /// Somebody enabled who has an account is passed over.
    pub unreached: u32,
    /// Several accounts answer, so that the sync of the user fails.
    pub ambiguous: u32,
}

impl Default for Weights {
    /// A takeover writes into another person's profile; a second account is merged by hand; an ambiguous
    /// user fails, and nothing is written.
    fn default() -> Self {
        Self {
            takeover: 10,
            duplicate: 3,
            unreached: 3,
            ambiguous: 1,
        }
    }
}

impl Weights {
    const NAMES: [&'static str; 4] = ["takeover", "duplicate", "unreached", "ambiguous"];

    /// Those that are not the usual ones, as `takeover=20`.
    #[must_use]
    pub fn written(&self) -> Vec<String> {
        let usual = Self::default().values();
        let all = Self::NAMES.into_iter().zip(self.values()).zip(usual);
        all.filter(|((_, weight), usual)| weight != usual)
            .map(|((name, weight), _)| format!("{name}={weight}"))
            .collect()
    }

    fn values(&self) -> [u32; 4] {
        [
            self.takeover,
            self.duplicate,
            self.unreached,
            self.ambiguous,
        ]
    }

    fn place(&mut self, name: &str) -> Option<&mut u32> {
        Some(match name {
            "takeover" => &mut self.takeover,
            "duplicate" => &mut self.duplicate,
            "unreached" => &mut self.unreached,
            "ambiguous" => &mut self.ambiguous,
            _ => return None,
        })
    }
}

/// Why a text names no weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WeightsError {
    /// What stands between commas is no `name=weight` of a weight there is.
    Unknown(String),
    /// The weight of this name is no whole number from 1 to 1,000: whoever is harmed counts.
    NoWeight(String),
    /// This name stands twice.
    Twice(String),
    /// Something weighs more than a takeover.
    TakeoverLighter,
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(text) => write!(
                f,
                "“{text}” is no weight: say {}, each with = and a number",
                Weights::NAMES.join(", ")
            ),
            Self::NoWeight(name) => {
                write!(f, "{name} weighs a whole number from 1 to {WEIGHT_MAX}")
            }
            Self::Twice(name) => write!(f, "{name} is named twice"),
            Self::TakeoverLighter => f.write_str(
                "nothing weighs more than a takeover, which writes into another person's profile: raise takeover",
            ),
        }
    }
}

impl std::error::Error for WeightsError {}

impl FromStr for Weights {
    type Err = WeightsError;

    /// Reads `takeover=20,duplicate=5`; what is not named stays as usual.
    fn from_str(text: &str) -> Result<Self, WeightsError> {
        let mut weights = Self::default();
        let mut named: Vec<&str> = Vec::new();
        for part in text.split(',') {
            let unknown = || WeightsError::Unknown(part.trim().to_owned());
            let (name, weight) = part.split_once('=').ok_or_else(unknown)?;
            let (name, weight) = (name.trim(), weight.trim());
            let place = weights.place(name).ok_or_else(unknown)?;
            if named.contains(&name) {
                return Err(WeightsError::Twice(name.to_owned()));
            }
            named.push(name);
            let weight = weight.parse().ok();
            let weight = weight.filter(|weight| (1..=WEIGHT_MAX).contains(weight));
            *place = weight.ok_or_else(|| WeightsError::NoWeight(name.to_owned()))?;
        }
        let heaviest = weights.values().into_iter().max();
        match heaviest.is_some_and(|heaviest| heaviest > weights.takeover) {
            true => Err(WeightsError::TakeoverLighter),
            false => Ok(weights),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_from_what_is_named_and_written_where_they_are_unusual() {
        let check = |text: &str, expect: Result<&[&str], WeightsError>| {
            let read = text.parse::<Weights>().map(|weights| weights.written());
            let expect = expect.map(|all| all.iter().map(ToString::to_string).collect());
            assert_eq!(read, expect, "{text}");
        };
        check("takeover=20", Ok(&["takeover=20"]));
        check(
            " ambiguous = 2 , duplicate=5",
            Ok(&["duplicate=5", "ambiguous=2"]),
        );
        check("takeover=10,unreached=3", Ok(&[]));
        check("takeover=3,ambiguous=3", Ok(&["takeover=3", "ambiguous=3"]));
        let named = |name: &str| name.to_owned();
        check("", Err(WeightsError::Unknown(named(""))));
        check("takeover", Err(WeightsError::Unknown(named("takeover"))));
        check("missed=3", Err(WeightsError::Unknown(named("missed=3"))));
        for weight in ["0", "1001", "-1", "1.5", ""] {
            let text = format!("ambiguous={weight}");
            check(&text, Err(WeightsError::NoWeight(named("ambiguous"))));
        }
        check(
            "takeover=9,takeover=9",
            Err(WeightsError::Twice(named("takeover"))),
        );
        check("takeover=2", Err(WeightsError::TakeoverLighter));
        check("duplicate=11", Err(WeightsError::TakeoverLighter));
    }
}

//! A count with the first few of what was counted, made in parts and added up in order.

use crate::simulate::people;

const EXAMPLES_MAX: usize = 3;
/// Longest example shown, in characters.
const EXAMPLE_CHARS_MAX: usize = 120;

/// How many, and a few telling examples.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) count: u32,
    examples: Vec<String>,
}

impl Tally {
    /// Counts one more; the example is asked for only while there is room.
    pub(super) fn add(&mut self, example: impl FnOnce() -> String) {
        self.count += 1;
        if self.examples.len() < EXAMPLES_MAX {
            self.keep(example());
        }
    }

    /// Adds a later part.
    pub(super) fn merge(&mut self, later: Self) {
        self.count += later.count;
        for example in later.examples {
            if self.examples.len() < EXAMPLES_MAX {
                self.keep(example);
            }
        }
    }

    /// `12 people`, with examples where there are any: `12 people: a → b, c → d`.
    pub(super) fn people(&self) -> String {
        self.with_examples(people(self.count))
    }

    /// The examples after something.
    pub(super) fn with_examples(&self, mut said: String) -> String {
        if !self.examples.is_empty() {
            said.push_str(": ");
            said.push_str(&self.examples.join(", "));
        }
        said
    }

    fn keep(&mut self, example: String) {
        let long = example.chars().count() > EXAMPLE_CHARS_MAX;
        let example = match long {
            true => example
                .chars()
                .take(EXAMPLE_CHARS_MAX)
                .chain(['…'])
                .collect(),
            false => example,
        };
        if !example.is_empty() && !self.examples.contains(&example) {
            self.examples.push(example);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(examples: &[&str]) -> Tally {
        let mut tally = Tally::default();
        for example in examples {
            tally.add(|| (*example).to_owned());
        }
        tally
    }

    #[test]
    fn parts_add_up_to_the_whole() {
        let all = ["a", "a", "b", "", "c", "d"];
        for cut in 0..=all.len() {
            let mut parts = of(&all[..cut]);
            parts.merge(of(&all[cut..]));
            assert_eq!(parts, of(&all), "cut at {cut}");
        }
        assert_eq!(of(&all).people(), "6 people: a, b, c");
        assert_eq!(of(&[""]).people(), "1 person");
    }

    #[test]
    fn a_long_example_is_cut() {
        let long = "x".repeat(500);
        assert!(of(&[&long]).people().chars().count() < 150);
    }
}

//! The users of one set of keys in a few cells: what is so of them, and what each key finds. Every order
//! of the keys is judged over the cells.

use super::{
    choice::{Choice, Counts},
    fate::Who,
    search::KEYS_MAX,
    table::{ANSWERS_COUNT, KeyTable, number, numbered},
    weights::Weights,
};
use crate::simulate::Answer;

/// What is so of users, as many combinations as there are.
const WHOS: usize = 16;
const CELLS: usize = WHOS * ANSWERS_COUNT.pow(KEYS_MAX as u32);

/// How many users there are of each kind.
struct Cells {
    people: Vec<u32>,
}

/// Every order of a set of keys, judged.
pub(super) fn orders(table: &KeyTable, keys: &[u16], weights: &Weights) -> Vec<Choice> {
    let cells = Cells::of(table, keys);
    let filled: Vec<(Who, [Answer; KEYS_MAX], u32)> = cells.filled(keys.len()).collect();
    permutations(keys.len())
        .into_iter()
        .map(|order| {
            let mut counts: Counts = table.blank();
            for (who, answers, people) in &filled {
                let answers = order.iter().map(|at| answers[*at]);
                counts.add(*who, table.rules.outcome(*who, answers), *people);
            }
            let keys: Vec<u16> = order.iter().map(|at| keys[*at]).collect();
            Choice::new(&keys, counts, weights)
        })
        .collect()
}

impl Cells {
    fn of(table: &KeyTable, keys: &[u16]) -> Self {
        let mut people = vec![0; CELLS];
        let replaced = table.targets_of(keys);
        for pattern in &table.patterns {
            let who = pattern.who(replaced, keys);
            let answers = keys.iter().map(|key| number(pattern.answer(*key)));
            let answers = answers.fold(0, |all, answer| all * ANSWERS_COUNT + answer);
            let at = answers * WHOS + packed(who);
            people[at] += pattern.people;
        }
        Self { people }
    }

    fn filled(&self, keys: usize) -> impl Iterator<Item = (Who, [Answer; KEYS_MAX], u32)> + '_ {
        let cells = self.people.iter().enumerate();
        let filled = cells.filter(|(_, people)| **people > 0);
        filled.map(move |(at, people)| {
            let mut rest = at / WHOS;
            let mut answers = [Answer::NoValue; KEYS_MAX];
            for answer in answers[..keys].iter_mut().rev() {
                *answer = numbered(rest % ANSWERS_COUNT);
                rest /= ANSWERS_COUNT;
            }
            (unpacked(at % WHOS), answers, *people)
        })
    }
}

fn packed(who: Who) -> usize {
    let bits = [who.is_disabled, who.has_own, who.is_ignored, who.is_renamed];
    bits.into_iter()
        .fold(0, |all, bit| all * 2 + usize::from(bit))
}

fn unpacked(at: usize) -> Who {
    let bit = |place: usize| at >> place & 1 == 1;
    Who {
        is_disabled: bit(3),
        has_own: bit(2),
        is_ignored: bit(1),
        is_renamed: bit(0),
    }
}

/// The orders of so many things, each as their positions.
fn permutations(length: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in 0..length {
        let longer = |some: &Vec<usize>| {
            let free = (0..length).filter(|at| !some.contains(at));
            let longer = free.map(|at| some.iter().copied().chain([at]).collect());
            longer.collect::<Vec<Vec<usize>>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

//! A small picture of the values of a column, by which two columns are compared without their values.
//!
//! The smallest hashes of the different values, so many at most: of two such pictures, the share of one
//! column's values that the other has too can be told without bias, whatever the order of the rows.

use std::{collections::BTreeSet, hash::BuildHasher};

use presync_core::record::VALUE_SEPARATOR;
use rustc_hash::FxBuildHasher;

use super::content::Form;
use crate::values::is_blank;

/// Hashes kept of a column.
const HASHES_MAX: usize = 4096;

/// The smallest hashes of a column's different values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sketch {
    hashes: BTreeSet<u64>,
    /// There were more than are kept.
    is_cut: bool,
}

/// How many of one column's values another column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Overlap {
    /// Values of the one that are compared.
    pub(crate) values: usize,
    /// Those of them that the other has.
    pub(crate) shared: usize,
}

impl Overlap {
    /// In percent, rounded down.
    pub(crate) fn percent(self) -> u32 {
        let percent = (self.shared * 100).checked_div(self.values).unwrap_or(0);
        u32::try_from(percent).unwrap_or(100)
    }
}

impl Sketch {
    /// Takes one cell; of several values, each.
    pub(crate) fn add(&mut self, cell: &str, form: Form) {
        for value in cell.split([VALUE_SEPARATOR, ';']) {
            if let Some(key) = key(value, form) {
                self.insert(spread(FxBuildHasher.hash_one(key.as_str())));
            }
        }
    }

    fn insert(&mut self, hash: u64) {
        let is_full = self.hashes.len() == HASHES_MAX;
        if is_full && self.hashes.last().is_some_and(|last| *last < hash) {
            self.is_cut = true;
            return;
        }
        if self.hashes.insert(hash) && is_full {
            self.hashes.pop_last();
            self.is_cut = true;
        }
    }

    /// Takes the values of another column as well.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.is_cut |= other.is_cut;
        for hash in &other.hashes {
            self.insert(*hash);
        }
    }

    /// How many of these values the other column has. Both are known wholly up to the smaller of their
    /// last hashes; there they are compared.
    pub(crate) fn within(&self, other: &Self) -> Overlap {
        let bound = |sketch: &Self| match sketch.hashes.last() {
            Some(last) if sketch.is_cut => *last,
            _ => u64::MAX,
        };
        let bound = bound(self).min(bound(other));
        let compared = self.hashes.range(..=bound);
        Overlap {
            values: compared.clone().count(),
            shared: compared.filter(|hash| other.hashes.contains(*hash)).count(),
        }
    }

    /// Different values kept.
    pub(crate) fn len(&self) -> usize {
        self.hashes.len()
    }
}

/// What spellings of a value share: case, white space, prefixes of addresses, signs of numbers.
fn key(value: &str, form: Form) -> Option<String> {
    let plain = value.trim_matches(is_blank);
    let key: String = match form {
        // Two dates agree by chance wherever both columns are dense.
        Form::Boolean | Form::Date | Form::Honorific => return None,
        Form::Phone => plain.chars().filter(char::is_ascii_digit).collect(),
        Form::ProxyAddress => {
            let (_, address) = plain.split_once(':')?;
            address.to_lowercase()
        }
        // `Last, First` is `First Last`.
        Form::Words => match plain.split_once(',') {
            Some((last, first)) => format!("{} {}", first.trim(), last.trim()).to_lowercase(),
            None => plain.to_lowercase(),
        },
        _ => plain.to_lowercase(),
    };
    let key = key.trim_matches(|c| matches!(c, '{' | '}')).to_string();
    (!key.is_empty()).then_some(key)
}

/// Spreads a hash over all its bits, so that the smallest are a fair sample.
fn spread(hash: u64) -> u64 {
    let mut mixed = hash.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(numbers: impl Iterator<Item = u32>) -> Sketch {
        let mut sketch = Sketch::default();
        numbers.for_each(|n| sketch.add(&format!("User{n}@x.test"), Form::Address));
        sketch
    }

    #[test]
    fn small_columns_are_compared_exactly() {
        let check = |one: &Sketch, other: &Sketch, expect: (usize, usize)| {
            let overlap = one.within(other);
            assert_eq!((overlap.shared, overlap.values), expect);
        };
        check(&of(0..10), &of(5..100), (5, 10));
        check(&of(5..100), &of(0..10), (5, 95));
        check(&of(0..10), &of(50..60), (0, 10));
        check(&of(0..0), &of(0..9), (0, 0));
    }

    #[test]
    fn large_columns_are_compared_by_a_fair_sample() {
        let check = |one: Sketch, other: Sketch, percent: u32| {
            let overlap = one.within(&other);
            assert!(overlap.values >= 50, "{overlap:?}");
            assert!(overlap.percent().abs_diff(percent) <= 12, "{overlap:?}");
        };
        check(of(0..20_000), of((0..20_000).rev()), 100);
        check(of(0..20_000), of(5_000..80_000), 75);
        check(of(0..2_000), of(1_000..60_000), 50);
        let mut pages = of(0..9_000);
        pages.merge(&of(9_000..20_000));
        assert_eq!(pages, of(0..20_000), "pages of one list are the list");
    }

    #[test]
    fn spellings_of_a_value_are_one() {
        let check = |one: (&str, Form), other: (&str, Form), same: bool| {
            let sketch = |(cell, form): (&str, Form)| {
                let mut sketch = Sketch::default();
                sketch.add(cell, form);
                sketch
            };
            assert_eq!(sketch(one) == sketch(other), same, "{one:?} {other:?}");
        };
        let mail = ("ada@x.test", Form::Address);
        check(("Ada@X.test ", Form::Address), mail, true);
        check(("SMTP:ada@x.test", Form::ProxyAddress), mail, true);
        check(("bo@x.test", Form::Address), mail, false);
        let name = ("Okoro, Ada", Form::Words);
        check(name, ("Ada Okoro", Form::Words), true);
        check(("+44 20 1", Form::Phone), ("(44) 201", Form::Phone), true);
    }
}

//! When an expression's value and the intranet's count as the same. Values become numbers here, and
//! nothing but numbers is compared afterwards.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::{
    Side,
    catalogue::{self, Kind},
    spelling,
};

/// How the values of a target are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Equality {
    /// To the letter.
    Exact,
    /// Letter case set aside: addresses, GUIDs.
    IgnoreCase,
    /// Letters and digits alone, case set aside: what people type.
    Letters,
    /// As days. The intranet's own may have the day or the month first.
    Day,
    /// As true or false.
    Truth,
}

/// Where numbers day and month are both at most 12, which one a text has first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

impl Equality {
    /// What fits the values of an intranet attribute.
    #[must_use]
    pub fn of(target: &str) -> Self {
        match catalogue::find(Side::Legacy, target).map(|known| known.kind) {
            Some(Kind::DateTime) => Self::Day,
            Some(Kind::Boolean) => Self::Truth,
            Some(Kind::Address | Kind::Guid | Kind::Reference) => Self::IgnoreCase,
            Some(Kind::Text) | None => Self::Letters,
        }
    }

    /// The number of what the intranet holds; 0 is no value.
    pub(super) fn number_of_target(self, text: &str, order: Order) -> u64 {
        match self {
            Self::Day => day(text, order),
            _ => self.number(text),
        }
    }

    /// The number of a value that would be sent; 0 is no value. Days are read in ISO form alone: no
    /// other is taken by the intranet.
    pub(super) fn number(self, text: &str) -> u64 {
        let text = text.trim();
        if text.is_empty() {
            return 0;
        }
        match self {
            Self::Exact => hash(text),
            Self::IgnoreCase => hash_chars(text.chars().flat_map(char::to_lowercase)),
            Self::Letters => letters(text),
            Self::Day => iso_day(text),
            Self::Truth => match spelling::parse_boolean(text) {
                Some(truth) => 1 + u64::from(truth),
                None => hash(text),
            },
        }
    }

    /// The number of the exact spelling: blanks around a value are sent too, and make it another one.
    pub(super) fn spelling(self, text: &str) -> u64 {
        match self {
            _ if text.trim().is_empty() => 0,
            Self::Truth => self.number(text),
            Self::Day if spelling::is_rfc3339(text) => iso_day(text),
            _ => hash(text),
        }
    }

    /// The number of the exact spelling that a value should have: for days, the accepted form.
    pub(super) fn spelling_of_target(self, text: &str, order: Order) -> u64 {
        match self {
            Self::Day => day(text, order),
            _ => self.spelling(text),
        }
    }
}

fn letters(text: &str) -> u64 {
    let mut letters = catalogue::folded(text).peekable();
    if letters.peek().is_none() {
        return hash(text);
    }
    hash_chars(letters)
}

fn day(text: &str, order: Order) -> u64 {
    let dates = spelling::parse_dates(text);
    let date = match order {
        Order::DayFirst => dates.first(),
        Order::MonthFirst => dates.last(),
    };
    match date {
        Some(date) => hash(date),
        None if text.trim().is_empty() => 0,
        None => hash(text.trim()),
    }
}

fn iso_day(text: &str) -> u64 {
    let is_iso = text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    match spelling::parse_dates(text).as_slice() {
        [date] if is_iso => hash(date),
        _ => hash(text),
    }
}

fn hash_chars(chars: impl Iterator<Item = char>) -> u64 {
    let mut hasher = FxHasher::default();
    chars.for_each(|c| c.hash(&mut hasher));
    mixed(hasher.finish())
}

/// A number of a value, never 0.
pub(super) fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    mixed(hasher.finish())
}

/// Spreads a hash over all bits; never 0, 1 or 2, which mean no value, false and true.
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (hash ^ (hash >> 33)) | 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(equality: Equality, held: &str, sent: &str, expect: [bool; 2]) {
        let order = Order::DayFirst;
        let equal = equality.number_of_target(held, order) == equality.number(sent);
        let exact = equality.spelling_of_target(held, order) == equality.spelling(sent);
        assert_eq!([equal, exact], expect, "{equality:?}: {held} and {sent}");
    }

    #[test]
    fn equal_and_exact_are_told_apart() {
        check(
            Equality::Letters,
            "Smith-Jones",
            "smith jones",
            [true, false],
        );
        check(Equality::Letters, "Smith ", "Smith", [true, false]);
        check(Equality::Letters, "Smith ", "Smith ", [true, true]);
        check(Equality::Letters, "Smith", "Smith ", [true, false]);
        check(Equality::Letters, "Smith", "Smyth", [false, false]);
        check(Equality::Letters, "--", "", [false, false]);
        check(Equality::IgnoreCase, "A@b.test", "a@B.test", [true, false]);
        check(
            Equality::IgnoreCase,
            "a.b@b.test",
            "ab@b.test",
            [false, false],
        );
        check(Equality::Exact, "a", "A", [false, false]);
        check(Equality::Truth, "yes", "True", [true, true]);
        check(Equality::Truth, "0", "True", [false, false]);
        check(Equality::Day, "05/03/2021", "2021-03-05", [true, false]);
        check(
            Equality::Day,
            "05/03/2021",
            "2021-03-05T00:00:00Z",
            [true, true],
        );
        check(Equality::Day, "2021-03-05", "05/03/2021", [false, false]);
    }

    #[test]
    fn targets_are_compared_by_their_kind() {
        let date_of_birth = format!("{}:dateOfBirth", catalogue::INTERACT_USER);
        for (target, expect) in [
            ("title", Equality::Letters),
            ("emails[type eq \"work\"].value", Equality::IgnoreCase),
            (date_of_birth.as_str(), Equality::Day),
            ("active", Equality::Truth),
            ("Cost centre", Equality::Letters),
        ] {
            assert_eq!(Equality::of(target), expect, "{target}");
        }
    }
}

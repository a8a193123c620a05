//! A set of users of one population: a bit for each.

use crate::UserIx;

/// Some of the users of a population.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserSet {
    bits: Vec<u64>,
}

impl UserSet {
    /// Nobody of a population of this size.
    #[must_use]
    pub fn none_of(users: usize) -> Self {
        Self {
            bits: vec![0; users.div_ceil(64)],
        }
    }

    /// Adds a user and says whether it is new.
    ///
    /// # Panics
    /// When the user is of a larger population.
    pub fn insert(&mut self, user: UserIx) -> bool {
        let (at, bit) = place(user);
        let is_new = self.bits[at] & bit == 0;
        self.bits[at] |= bit;
        is_new
    }

    /// Whether a user belongs to it.
    #[must_use]
    pub fn contains(&self, user: UserIx) -> bool {
        let (at, bit) = place(user);
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// Adds all users of another set of the same population.
    pub fn add(&mut self, other: &Self) {
        for (bits, more) in self.bits.iter_mut().zip(&other.bits) {
            *bits |= more;
        }
    }

    /// Takes all users of another set of the same population away.
    pub fn remove(&mut self, other: &Self) {
        for (bits, less) in self.bits.iter_mut().zip(&other.bits) {
            *bits &= !less;
        }
    }

    /// Nobody of the same population.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self {
            bits: vec![0; self.bits.len()],
        }
    }

    /// How many belong to it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bits
            .iter()
            .map(|bits| bits.count_ones() as usize)
            .sum()
    }

    /// Whether nobody does.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|bits| *bits == 0)
    }
}

fn place(user: UserIx) -> (usize, u64) {
    (user.index() / 64, 1 << (user.0 % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_in_it_once_and_alone() {
        let mut set = UserSet::none_of(130);
        let given = [0, 63, 64, 129, 64].map(|user| set.insert(UserIx(user)));
        assert_eq!(given, [true, true, true, true, false]);
        let held: Vec<u32> = (0..200)
            .filter(|user| set.contains(UserIx(*user)))
            .collect();
        assert_eq!((held, set.len()), (vec![0, 63, 64, 129], 4));
    }
}

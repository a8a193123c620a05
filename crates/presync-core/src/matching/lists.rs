//! A list of values for each user, in one piece of memory.

use crate::UserIx;

/// Several values per user, users in order.
#[derive(Debug, Clone)]
pub(super) struct Lists<T> {
    ends: Vec<u32>,
    values: Vec<T>,
}

impl<T: Copy + Ord> Lists<T> {
    pub(super) fn with_capacity(users: usize) -> Self {
        Self {
            ends: Vec::with_capacity(users),
            values: Vec::with_capacity(users),
        }
    }

    /// The next user's values, sorted and without repetition.
    pub(super) fn push(&mut self, values: &mut Vec<T>) {
        values.sort_unstable();
        values.dedup();
        self.values.extend_from_slice(values);
        self.ends
            .push(u32::try_from(self.values.len()).expect("BUG: fewer than 4 billion values"));
    }

    /// The lists of the users that come next, each value as it is called here.
    pub(super) fn append(&mut self, next: &Self, call: impl Fn(T) -> T) {
        let mut start = 0;
        for end in &next.ends {
            let from = self.values.len();
            let values = &next.values[start..*end as usize];
            self.values.extend(values.iter().copied().map(&call));
            self.values[from..].sort_unstable();
            start = *end as usize;
            self.ends
                .push(u32::try_from(self.values.len()).expect("BUG: fewer than 4 billion values"));
        }
    }

    pub(super) fn of(&self, user: UserIx) -> &[T] {
        let at = user.index();
        let start = if at == 0 {
            0
        } else {
            self.ends[at - 1] as usize
        };
        &self.values[start..self.ends[at] as usize]
    }
}

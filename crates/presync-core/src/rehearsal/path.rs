//! The ways that a person can go through a sync, numbered so that sets of them are bits.

use crate::{
    Action, Assumption, Plan, UserIx,
    plan::{ChangeClass, ChangeKind},
};

/// One thing that the sync does to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Path {
    /// What is done, and the match key that found the account (a row of the mapping).
    Found {
        /// The action.
        action: Action,
        /// The key; none where nothing was found.
        key: Option<u16>,
    },
    /// What a row of the mapping does to its attribute.
    Changed {
        /// The row.
        row: u16,
        /// What happens.
        kind: ChangeKind,
    },
    /// How a value differs, whichever it is.
    Differs(ChangeClass),
    /// Something that no document states decides it.
    Assumed(Assumption),
}

/// Harmless actions.
const ACTIONS: [Action; 3] = [Action::Update, Action::Create, Action::None];

/// Which bit each path has under a mapping.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paths {
    rows: usize,
}

impl Paths {
    pub(super) fn of(rows: usize) -> Self {
        Self { rows }
    }

    /// How many words of bits a set takes.
    pub(super) fn words(self) -> usize {
        self.starts()[4].div_ceil(64)
    }

    /// Where each kind of path begins, and where all end.
    fn starts(self) -> [usize; 5] {
        let found = ACTIONS.len() * (self.rows + 1);
        let changed = found + self.rows * ChangeKind::ALL.len();
        let differs = changed + ChangeClass::ALL.len();
        [0, found, changed, differs, differs + Assumption::ALL.len()]
    }

    fn bit(self, path: Path) -> Option<usize> {
        let [_, changed, differs, assumed, _] = self.starts();
        Some(match path {
            Path::Found { action, key } => {
                let action = ACTIONS.iter().position(|one| *one == action)?;
                action * (self.rows + 1) + key.map_or(0, |key| usize::from(key) + 1)
            }
            Path::Changed { row, kind } => {
                changed + usize::from(row) * ChangeKind::ALL.len() + place(&ChangeKind::ALL, kind)?
            }
            Path::Differs(class) => differs + place(&ChangeClass::ALL, class)?,
            Path::Assumed(assumption) => assumed + place(&Assumption::ALL, assumption)?,
        })
    }

    /// The path of a bit.
    pub(super) fn path(self, bit: usize) -> Path {
        let [_, changed, differs, assumed, _] = self.starts();
        let row = |at: usize| u16::try_from(at).expect("BUG: a mapping's rows are numbered in u16");
        if bit < changed {
            let key = bit % (self.rows + 1);
            let action = ACTIONS[bit / (self.rows + 1)];
            let key = key.checked_sub(1).map(row);
            return Path::Found { action, key };
        }
        if bit < differs {
            let (at, kinds) = (bit - changed, ChangeKind::ALL.len());
            return Path::Changed {
                row: row(at / kinds),
                kind: ChangeKind::ALL[at % kinds],
            };
        }
        match bit < assumed {
            true => Path::Differs(ChangeClass::ALL[bit - differs]),
            false => Path::Assumed(Assumption::ALL[bit - assumed]),
        }
    }

    /// Sets the bits of everything that a user shows.
    pub(super) fn mark(self, plan: &Plan, user: UserIx, bits: &mut [u64]) {
        let mut set = |path| {
            if let Some(bit) = self.bit(path) {
                bits[bit / 64] |= 1 << (bit % 64);
            }
        };
        let row = &plan.azure[user.index()];
        set(Path::Found {
            action: row.action,
            key: row.rule_key,
        });
        let mut basis = row.basis;
        for at in row.changes.clone() {
            let change = plan.changes.get(at);
            set(Path::Changed {
                row: change.row,
                kind: change.kind,
            });
            set(Path::Differs(change.class));
            basis = basis.union(change.basis);
        }
        basis.iter().for_each(|one| set(Path::Assumed(one)));
    }
}

fn place<T: PartialEq + Copy>(all: &[T], one: T) -> Option<usize> {
    all.iter().position(|other| *other == one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_its_bit() {
        let paths = Paths::of(7);
        let end = paths.starts()[4];
        for bit in 0..end {
            assert_eq!(paths.bit(paths.path(bit)), Some(bit));
        }
        assert_eq!(paths.words(), end.div_ceil(64));
    }
}

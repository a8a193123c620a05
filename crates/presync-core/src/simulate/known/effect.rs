//! What one row comes to for one user: taken over from an earlier simulation, or computed, and noted for a
//! later one.
//!
//! How it is computed is `attempt`'s.

use super::{
    super::{
        attempt::Write,
        decide::{Asked, Reading, is_refusing},
        effects::{Batch, Pending},
        outcomes::Silent,
    },
    Added,
};
use crate::{Assumption, plan::Change};

/// What one row comes to, what it writes aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::simulate) struct Effect {
    pub(in crate::simulate) asked: Asked,
    pub(in crate::simulate) fails: bool,
    pub(in crate::simulate) is_ignored: bool,
    /// A later cycle would write again.
    pub(in crate::simulate) again: bool,
    pub(in crate::simulate) silence: Option<Silent>,
}

impl Effect {
    /// Something the intranet refuses, unless another choice says that it does not.
    pub(in crate::simulate) fn refuse(&mut self, assumption: Assumption, reading: &Reading) {
        self.asked.ask(assumption);
        self.fails |= is_refusing(assumption, reading);
    }
}

impl<'a> Batch<'a> {
    /// What a row comes to, taken over from an earlier simulation where that knows it.
    pub(in crate::simulate) fn known_or_new(
        &mut self,
        write: &Write<'a>,
        reading: &Reading,
    ) -> Effect {
        let (from, said) = (self.pending.len(), self.findings.len());
        let text_from = self.text.len();
        let effect = match self.recall(write) {
            Some(effect) => effect,
            None => self.value(write, reading),
        };
        if let Some(book) = &mut self.book {
            let added = Added {
                effect,
                pending: self.pending.get(from),
                text: &self.text[text_from..],
                findings: &self.findings[said..],
            };
            book.note(write.row.at, write.user, &added);
        }
        effect
    }

    /// Writes and says what an earlier simulation did.
    fn recall(&mut self, write: &Write<'a>) -> Option<Effect> {
        let entry = self.earlier?.entry(write.row.at, write.user)?;
        if let Some(value) = &entry.value {
            self.text.push_str(value.text);
            let change = Change {
                azure: write.user,
                account: write.account,
                row: write.row.at,
                kind: value.kind,
                class: value.class,
                basis: value.basis,
            };
            let (now, end) = (self.held(write.account, write.row), self.text.len());
            self.pending.push(Pending { change, now, end });
        }
        self.findings.extend(entry.said());
        Some(entry.effect)
    }
}

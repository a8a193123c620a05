//! What each row of a mapping came to for some neighbours, so that it need not be computed again.
//!
//! Effects that many share are kept once; values that are written lie one after the other.

use super::{super::BATCH_ROWS, Added, Effect};
use crate::{
    AssumptionSet, UserIx,
    finding::Finding,
    plan::{ChangeClass, ChangeKind},
};

/// Effects of one row that differ, at most; what more there are is computed again.
const EFFECTS_MAX: usize = u8::MAX as usize;

/// What the rows came to for the users of one batch, by row.
#[derive(Debug)]
pub(in crate::simulate) struct Book {
    pages: Vec<Page>,
    users: usize,
}

/// What one row came to.
#[derive(Debug, Default)]
struct Page {
    /// By user: which of the effects, counted from one; zero where it was not asked. Empty where it was
    /// asked for nobody.
    marks: Box<[u8]>,
    effects: Vec<Effect>,
    written: Vec<Written>,
    text: String,
    said: Vec<(u16, Finding)>,
}

/// A value that is written.
#[derive(Debug)]
struct Written {
    user: u16,
    kind: ChangeKind,
    class: ChangeClass,
    basis: AssumptionSet,
    /// Where its text ends.
    end: u32,
}

/// What a row came to for a user.
#[derive(Debug)]
pub(in crate::simulate) struct Entry<'a> {
    pub(in crate::simulate) effect: Effect,
    pub(in crate::simulate) value: Option<Value<'a>>,
    page: &'a Page,
    user: u16,
}

/// A value that it writes.
#[derive(Debug)]
pub(in crate::simulate) struct Value<'a> {
    pub(in crate::simulate) kind: ChangeKind,
    pub(in crate::simulate) class: ChangeClass,
    pub(in crate::simulate) basis: AssumptionSet,
    pub(in crate::simulate) text: &'a str,
}

impl Book {
    pub(in crate::simulate) fn new(rows: usize, users: usize) -> Self {
        let pages = std::iter::repeat_with(Page::default).take(rows).collect();
        Self { pages, users }
    }

    /// Notes what a row came to for a user; users come in order.
    pub(in crate::simulate) fn note(&mut self, row: u16, user: UserIx, added: &Added<'_>) {
        let place = place(user);
        self.pages[usize::from(row)].note(place, self.users, added);
    }

    /// Gives back the room that was taken for more.
    pub(in crate::simulate) fn shrink(&mut self) {
        for page in &mut self.pages {
            page.effects.shrink_to_fit();
            page.written.shrink_to_fit();
            page.text.shrink_to_fit();
        }
    }

    /// What a row came to for a user, in books of all batches.
    pub(super) fn find(books: &[Self], row: u16, user: UserIx) -> Option<Entry<'_>> {
        let page = books
            .get(user.index() / BATCH_ROWS)?
            .pages
            .get(usize::from(row))?;
        page.entry(place(user))
    }
}

impl Page {
    fn note(&mut self, user: u16, users: usize, added: &Added<'_>) {
        let Some(mark) = self.mark(added.effect) else {
            return;
        };
        if self.marks.is_empty() {
            self.marks = vec![0; users].into();
        }
        if let Some(pending) = added.pending {
            let change = &pending.change;
            self.text.push_str(added.text);
            let Ok(end) = u32::try_from(self.text.len()) else {
                return;
            };
            self.written.push(Written {
                user,
                kind: change.kind,
                class: change.class,
                basis: change.basis,
                end,
            });
        }
        let said = added.findings.iter().cloned();
        self.said.extend(said.map(|finding| (user, finding)));
        self.marks[usize::from(user)] = mark;
    }

    /// The number of an effect; none where there are too many.
    fn mark(&mut self, effect: Effect) -> Option<u8> {
        let known = self.effects.iter().position(|one| *one == effect);
        let at = known.unwrap_or(self.effects.len());
        let mark = u8::try_from(at + 1).ok()?;
        if known.is_none() {
            self.effects.push(effect);
        }
        debug_assert!(self.effects.len() <= EFFECTS_MAX, "BUG: a mark is a byte");
        Some(mark)
    }

    fn entry(&self, user: u16) -> Option<Entry<'_>> {
        let mark = *self.marks.get(usize::from(user))?;
        let effect = *self.effects.get(usize::from(mark).checked_sub(1)?)?;
        let at = self
            .written
            .binary_search_by_key(&user, |one| one.user)
            .ok();
        Some(Entry {
            effect,
            value: at.map(|at| self.value(at)),
            page: self,
            user,
        })
    }

    fn value(&self, at: usize) -> Value<'_> {
        let written = &self.written[at];
        let start = at
            .checked_sub(1)
            .map_or(0, |before| self.written[before].end);
        Value {
            kind: written.kind,
            class: written.class,
            basis: written.basis,
            text: &self.text[start as usize..written.end as usize],
        }
    }
}

impl Entry<'_> {
    /// What was said of the user.
    pub(in crate::simulate) fn said(&self) -> impl Iterator<Item = Finding> {
        let said = &self.page.said;
        let from = said.partition_point(|(user, _)| *user < self.user);
        let own = said[from..]
            .iter()
            .take_while(|(user, _)| *user == self.user);
        own.map(|(_, finding)| finding.clone())
    }
}

/// Where a user stands in its batch.
fn place(user: UserIx) -> u16 {
    u16::try_from(user.index() % BATCH_ROWS).expect("BUG: a batch is small")
}

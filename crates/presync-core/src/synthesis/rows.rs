//! The pairs of a task as rows: whose intranet user has a value, which half they belong to, and what
//! the Azure user has for each source.

use std::ops::Range;

use presync_expr::{AttributeSlot, Input, Inputs};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{Task, column, equality, expr::Expr};
use crate::{AttributeId, Population, UserIx, record::VALUE_SEPARATOR, simulate::short_upn};

/// The halves are drawn by other numbers than any sample of the caller's.
const SALT: &str = "synthesis";

/// The pairs that are compared, in an order that who people are decides.
pub(super) struct Rows<'a> {
    azure: &'a Population,
    pairs: Vec<(UserIx, UserIx)>,
    targets: Vec<&'a str>,
    spelt: Vec<&'a str>,
    /// How many of them the search may look at; the rest is held back.
    fitted: usize,
    sources: Vec<Source<'a>>,
}

/// A source attribute by what Entra makes of it.
struct Source<'a> {
    attribute: AttributeId,
    name: &'a str,
    reading: Reading,
}

/// What the service makes of a column (`how-provisioning-works`).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    AsIs,
    /// The first of several values.
    First,
    /// A guest's short user principal name.
    ShortUpn,
}

/// One row for expressions to run on.
struct Row<'r> {
    rows: &'r Rows<'r>,
    /// The short user principal name, where the row's differs from what the export holds.
    short_upn: Option<String>,
    user: UserIx,
}

impl<'a> Rows<'a> {
    pub(super) fn read(task: &Task<'a>) -> Self {
        let mut lots: Vec<(bool, u64, (UserIx, UserIx), &str)> = task
            .pairs
            .par_iter()
            .filter_map(|pair| {
                let text = task.legacy.first_in(pair.0, Some(task.target)).trim();
                let lot = lot(task, *pair);
                (!text.is_empty()).then_some((lot & 8 != 0, lot, *pair, text))
            })
            .collect();
        lots.sort_unstable_by(|a, b| (a.0, a.1, a.3, a.2).cmp(&(b.0, b.1, b.3, b.2)));
        let source = |attribute: &AttributeId| Source {
            attribute: *attribute,
            name: task.azure.name(*attribute),
            reading: Reading::of(task.azure.name(*attribute)),
        };
        Self {
            azure: task.azure,
            fitted: lots.partition_point(|lot| !lot.0),
            pairs: lots.iter().map(|lot| lot.2).collect(),
            spelt: lots
                .iter()
                .map(|lot| spelt(task.legacy, lot.2.0, task.target))
                .collect(),
            targets: lots.iter().map(|lot| lot.3).collect(),
            sources: task.sources.iter().map(source).collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.pairs.len()
    }

    /// The rows that the search may look at.
    pub(super) fn fitted(&self) -> Range<usize> {
        0..self.fitted
    }

    /// The rows that had no part in finding.
    pub(super) fn held_back(&self) -> Range<usize> {
        self.fitted..self.pairs.len()
    }

    /// What the intranet holds, without blanks at the ends.
    pub(super) fn target(&self, row: usize) -> &'a str {
        self.targets[row]
    }

    /// The same with the blanks that it has.
    pub(super) fn spelt(&self, row: usize) -> &'a str {
        self.spelt[row]
    }

    pub(super) fn pair(&self, row: usize) -> (UserIx, UserIx) {
        self.pairs[row]
    }

    /// How many sources there are.
    pub(super) fn sources(&self) -> usize {
        self.sources.len()
    }

    /// The names that the sources go by.
    pub(super) fn names(&self) -> Vec<&str> {
        self.sources.iter().map(|source| source.name).collect()
    }

    pub(super) fn attribute(&self, source: usize) -> AttributeId {
        self.sources[source].attribute
    }

    /// Runs something on the value of a source; several values are none.
    pub(super) fn with_value<T>(&self, row: usize, source: usize, run: impl Fn(&str) -> T) -> T {
        let source = &self.sources[source];
        let text = self.azure.held(self.pairs[row].1, source.attribute);
        match source.reading {
            Reading::AsIs if text.contains(VALUE_SEPARATOR) => run(""),
            Reading::AsIs => run(text),
            Reading::First => run(first(text)),
            Reading::ShortUpn => match short_upn(text) {
                Some(short) => run(&short),
                None => run(text),
            },
        }
    }

    /// Runs something on a row as the inputs of an expression.
    pub(super) fn with_inputs<T>(&self, row: usize, run: impl FnOnce(&dyn Inputs) -> T) -> T {
        self.with_user(self.pairs[row].1, run)
    }

    /// How many of some Azure users an expression gives such a text for.
    pub(super) fn count_users(
        &self,
        expr: &Expr,
        users: impl Iterator<Item = UserIx>,
        is_such: impl Fn(&str) -> bool,
    ) -> usize {
        let Some(program) = column::compile(self, expr) else {
            return 0;
        };
        let context = column::context();
        let counts = |user: &UserIx| {
            self.with_user(*user, |inputs| {
                let outcome = program.evaluate(inputs, &context);
                column::with_text(&outcome, &is_such).unwrap_or(false)
            })
        };
        users.filter(counts).count()
    }

    fn with_user<T>(&self, user: UserIx, run: impl FnOnce(&dyn Inputs) -> T) -> T {
        let upn = self
            .sources
            .iter()
            .find(|source| source.reading == Reading::ShortUpn);
        let short_upn = upn.and_then(|source| short_upn(self.azure.held(user, source.attribute)));
        run(&Row {
            rows: self,
            short_upn,
            user,
        })
    }

    /// The slot of a source by its name.
    pub(super) fn slot(&self, name: &str) -> Option<AttributeSlot> {
        let at = self.sources.iter().position(|source| source.name == name)?;
        u32::try_from(at).ok().map(AttributeSlot)
    }
}

impl Reading {
    fn of(name: &str) -> Self {
        match name {
            "userPrincipalName" => Self::ShortUpn,
            "telephoneNumber" => Self::First,
            _ => Self::AsIs,
        }
    }
}

impl Inputs for Row<'_> {
    fn value(&self, slot: AttributeSlot) -> Input<'_> {
        let Some(source) = self.rows.sources.get(slot.0 as usize) else {
            return Input::Null;
        };
        let text = self.rows.azure.held(self.user, source.attribute);
        let text = match source.reading {
            Reading::AsIs => text,
            Reading::First => first(text),
            Reading::ShortUpn => self.short_upn.as_deref().unwrap_or(text),
        };
        if text.is_empty() {
            Input::Null
        } else if text.contains(VALUE_SEPARATOR) {
            Input::Joined {
                texts: text,
                separator: VALUE_SEPARATOR,
            }
        } else {
            Input::Text(text)
        }
    }
}

/// What a user has of an attribute, with the blanks around it that the export has.
pub(crate) fn spelt(population: &Population, user: UserIx, attribute: AttributeId) -> &str {
    let text = population.first_in(user, Some(attribute));
    let held = population.first_held_in(user, Some(attribute));
    // What was read otherwise is another text.
    if held.trim() == text.trim() {
        held
    } else {
        text
    }
}

fn first(text: &str) -> &str {
    text.split(VALUE_SEPARATOR).next().unwrap_or("")
}

/// A number that who the two people are decides.
fn lot(task: &Task<'_>, (legacy, azure): (UserIx, UserIx)) -> u64 {
    let theirs = ["objectId", "userPrincipalName"].map(|name| task.azure.first(azure, name));
    let ours = ["externalId", "userName"].map(|name| task.legacy.first(legacy, name));
    equality::hash(&(SALT, theirs, ours))
}

//! A list that is read page by page: what came, whether that is all, and what was odd on the way.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Where a reading of a list stands after a page: what a later one goes on from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The next page, as the service is asked for it: a link, or the number of its first row.
    pub next: String,
    /// What the list came to so far.
    pub pulled: Pulled,
}

/// An earlier reading that broke off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Where it stood after its last whole page.
    pub mark: Mark,
    /// The ids of all it had handed on.
    pub ids: BTreeSet<String>,
}

/// What a list came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pulled {
    /// Resources that were handed on, each once.
    pub resources: u64,
    /// How many the service says there are; it may have changed its mind on the way.
    pub stated: Option<u64>,
    /// Pages that were read.
    pub pages: u32,
    /// What was odd.
    pub oddities: BTreeSet<Oddity>,
}

/// Something odd about a list that was read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Oddity {
    /// The service gives smaller pages than were asked for.
    SmallerPages,
    /// The number of resources changed while they were read.
    TotalMoved,
    /// Resources came more than once: somebody was added or removed while they were read.
    Repeated,
    /// Fewer came than the service says there are.
    Fewer,
    /// The service does not say how many there are.
    NoTotal,
    /// A resource has no id.
    NoId,
}

impl Oddity {
    /// What the reader sees, as a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::SmallerPages => "The service gives smaller pages than it was asked for.",
            Self::TotalMoved => "The number of entries changed while they were read.",
            Self::Repeated => "Entries came more than once and were taken once.",
            Self::Fewer => "Fewer entries came than the service says there are.",
            Self::NoTotal => "The service does not say how many entries there are.",
            Self::NoId => "Some entries have no id.",
        }
    }
}

/// Takes pages in, hands on each resource once, and keeps the count.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) pulled: Pulled,
    seen: BTreeSet<String>,
}

impl Tally {
    /// Goes on counting where an earlier reading stood, or begins.
    pub(crate) fn after(earlier: Option<&Earlier>) -> Self {
        earlier.map_or_else(Self::default, |earlier| Self {
            pulled: earlier.mark.pulled.clone(),
            seen: earlier.ids.clone(),
        })
    }

    /// Where reading stands, the next page being this.
    pub(crate) fn mark(&self, next: &str) -> Mark {
        Mark {
            next: next.to_owned(),
            pulled: self.pulled.clone(),
        }
    }

    /// The resources of a page that were not there before.
    pub(crate) fn fresh(&mut self, page: Vec<Value>) -> Vec<Value> {
        let before = page.len();
        let fresh: Vec<Value> = page.into_iter().filter(|one| self.is_fresh(one)).collect();
        if fresh.len() < before {
            self.pulled.oddities.insert(Oddity::Repeated);
        }
        self.pulled.pages += 1;
        self.pulled.resources += fresh.len() as u64;
        fresh
    }

    /// Takes note of the number of resources that a page states.
    pub(crate) fn states(&mut self, total: Option<u64>) {
        match (self.pulled.stated, total) {
            (Some(before), Some(now)) if before != now => {
                self.pulled.oddities.insert(Oddity::TotalMoved);
            }
            (_, None) => {
                self.pulled.oddities.insert(Oddity::NoTotal);
            }
            _ => {}
        }
        self.pulled.stated = total.or(self.pulled.stated);
    }

    /// What it came to, the list being at its end.
    pub(crate) fn ended(mut self) -> Pulled {
        if self.is_short() {
            self.pulled.oddities.insert(Oddity::Fewer);
        }
        self.pulled
    }

    /// Whether fewer came than the service says there are.
    pub(crate) fn is_short(&self) -> bool {
        let stated = self.pulled.stated;
        stated.is_some_and(|stated| self.pulled.resources < stated)
    }

    /// Whether rows may have been passed over: the number of resources changed, or some came twice and
    /// others not at all.
    pub(crate) fn has_moved(&self) -> bool {
        let odd = &self.pulled.oddities;
        odd.contains(&Oddity::TotalMoved) || (odd.contains(&Oddity::Repeated) && self.is_short())
    }

    fn is_fresh(&mut self, resource: &Value) -> bool {
        match resource.get("id").and_then(Value::as_str) {
            Some(id) => self.seen.insert(id.to_owned()),
            None => {
                self.pulled.oddities.insert(Oddity::NoId);
                true
            }
        }
    }
}

//! Which decisions stand: of several about one pair or one person the last one does.

use std::collections::{BTreeMap, BTreeSet};

use crate::decision::{Decision, Verdict};

/// The decisions that no later one has replaced, in the order given.
pub(super) fn standing(decisions: &[Decision]) -> Vec<&Decision> {
    let mut last = Last::default();
    let mut stands: Vec<bool> = decisions
        .iter()
        .rev()
        .map(|decision| last.is_first(decision))
        .collect();
    stands.reverse();
    let both = decisions.iter().zip(stands);
    both.filter_map(|(decision, stands)| stands.then_some(decision))
        .collect()
}

/// What later decisions have said, while they are gone through from the last one back.
#[derive(Default)]
struct Last {
    /// By Azure and intranet user: whether the pair is said to be one person.
    pairs: BTreeMap<(String, String), bool>,
    /// Azure users who are said to be somebody, or nobody.
    azure: BTreeSet<String>,
    /// Intranet users who are said to be somebody.
    legacy: BTreeSet<String>,
    left_out: BTreeSet<String>,
}

impl Last {
    /// Whether no later decision has replaced this one.
    fn is_first(&mut self, decision: &Decision) -> bool {
        let [azure, legacy] =
            [&decision.azure_anchor, &decision.legacy_anchor].map(|anchor| folded(anchor));
        let pair = (azure.clone(), legacy.clone());
        match decision.decision {
            Verdict::LeaveOut => self.left_out.insert(azure),
            Verdict::Deny => self.pairs.insert(pair, false).is_none(),
            Verdict::New => self.azure.insert(azure),
            Verdict::Confirm => {
                let is_said = self.pairs.insert(pair, true).is_some();
                let is_taken = !self.azure.insert(azure) | !self.legacy.insert(legacy);
                !is_said && !is_taken
            }
        }
    }
}

fn folded(anchor: &str) -> String {
    anchor.trim().to_lowercase()
}

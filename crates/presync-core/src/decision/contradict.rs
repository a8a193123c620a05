//! Decisions that cannot both hold: nobody is two people. Such are never settled by their order.
//!
//! To think better of a pair is no contradiction: the later word about the same pair stands. To name
//! another partner is one, until somebody says what became of the first.

use std::collections::{BTreeMap, BTreeSet};

use super::{Decision, Verdict, folded};

/// Why a decision cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contradiction {
    /// The Azure user would be two intranet users.
    AzureTwice,
    /// The intranet user would be two Azure users.
    LegacyTwice,
    /// The same people are said to be one and not to be one.
    YesAndNo,
}

impl Contradiction {
    /// The word used on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AzureTwice => "azure_twice",
            Self::LegacyTwice => "legacy_twice",
            Self::YesAndNo => "yes_and_no",
        }
    }

    /// In words, without personal values.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::AzureTwice => "The Azure user is confirmed with another intranet user as well.",
            Self::LegacyTwice => "The intranet user is confirmed with another Azure user as well.",
            Self::YesAndNo => "The same people are said to be one person and not to be.",
        }
    }
}

/// The new decisions that contradict each other or what is in force, by position. Those in force hold
/// no contradiction; the ones that a batch denies or declares new give way to the rest of the batch.
#[must_use]
pub fn contradictions(in_force: &[Decision], new: &[Decision]) -> Vec<(usize, Contradiction)> {
    let said = Said::of(new);
    let kept = Partners::of(in_force, &said);
    let find = |(at, decision): (usize, &Decision)| {
        let found = said.against(decision).or_else(|| kept.against(decision));
        found.map(|why| (at, why))
    };
    new.iter().enumerate().filter_map(find).collect()
}

/// Whether decisions that are all in force hold together, the later ones having replaced the earlier.
#[must_use]
pub fn hold_together(in_force: &[Decision]) -> bool {
    let mut so_far: Vec<Decision> = Vec::new();
    in_force.iter().all(|decision| {
        let holds = contradictions(&so_far, std::slice::from_ref(decision)).is_empty();
        so_far.push(decision.clone());
        holds
    })
}

/// What new decisions say of each user.
#[derive(Default)]
struct Said {
    partners_of_azure: BTreeMap<String, BTreeSet<String>>,
    partners_of_legacy: BTreeMap<String, BTreeSet<String>>,
    denied: BTreeSet<(String, String)>,
    new: BTreeSet<String>,
}

impl Said {
    fn of(decisions: &[Decision]) -> Self {
        let mut said = Self::default();
        for decision in decisions {
            let [azure, legacy] = people(decision);
            match decision.decision {
                Verdict::Confirm => {
                    let of_azure = said.partners_of_azure.entry(azure.clone());
                    of_azure.or_default().insert(legacy.clone());
                    said.partners_of_legacy
                        .entry(legacy)
                        .or_default()
                        .insert(azure);
                }
                Verdict::Deny => {
                    said.denied.insert((azure, legacy));
                }
                Verdict::New => {
                    said.new.insert(azure);
                }
                Verdict::LeaveOut => {}
            }
        }
        said
    }

    fn against(&self, decision: &Decision) -> Option<Contradiction> {
        let [azure, legacy] = people(decision);
        let several = |partners: &BTreeMap<String, BTreeSet<String>>, user: &String| {
            partners
                .get(user)
                .is_some_and(|partners| partners.len() > 1)
        };
        let is_confirmed = |azure: &String, legacy: &String| {
            let partners = self.partners_of_azure.get(azure);
            partners.is_some_and(|partners| partners.contains(legacy))
        };
        match decision.decision {
            Verdict::Confirm => match () {
                () if several(&self.partners_of_azure, &azure) => Some(Contradiction::AzureTwice),
                () if several(&self.partners_of_legacy, &legacy) => {
                    Some(Contradiction::LegacyTwice)
                }
                () if self.new.contains(&azure) => Some(Contradiction::YesAndNo),
                () => self
                    .denied
                    .contains(&(azure, legacy))
                    .then_some(Contradiction::YesAndNo),
            },
            Verdict::Deny => is_confirmed(&azure, &legacy).then_some(Contradiction::YesAndNo),
            Verdict::New => self
                .partners_of_azure
                .contains_key(&azure)
                .then_some(Contradiction::YesAndNo),
            Verdict::LeaveOut => None,
        }
    }
}

/// Who is whose after all that is in force, what new decisions take back left out.
#[derive(Default)]
struct Partners {
    of_azure: BTreeMap<String, String>,
    of_legacy: BTreeMap<String, String>,
}

impl Partners {
    fn of(in_force: &[Decision], new: &Said) -> Self {
        let mut partners = Self::default();
        for decision in in_force {
            let [azure, legacy] = people(decision);
            match decision.decision {
                Verdict::Confirm => partners.join(azure, legacy),
                Verdict::Deny if partners.of_azure.get(&azure) == Some(&legacy) => {
                    partners.part(&azure);
                }
                Verdict::New => partners.part(&azure),
                Verdict::Deny | Verdict::LeaveOut => {}
            }
        }
        for (azure, legacy) in &new.denied {
            if partners.of_azure.get(azure) == Some(legacy) {
                partners.part(azure);
            }
        }
        new.new.iter().for_each(|azure| partners.part(azure));
        partners
    }

    fn join(&mut self, azure: String, legacy: String) {
        self.part(&azure);
        if let Some(before) = self.of_legacy.get(&legacy).cloned() {
            self.part(&before);
        }
        self.of_legacy.insert(legacy.clone(), azure.clone());
        self.of_azure.insert(azure, legacy);
    }

    fn part(&mut self, azure: &str) {
        if let Some(legacy) = self.of_azure.remove(azure) {
            self.of_legacy.remove(&legacy);
        }
    }

    fn against(&self, decision: &Decision) -> Option<Contradiction> {
        if decision.decision != Verdict::Confirm {
            return None;
        }
        let [azure, legacy] = people(decision);
        let is_other =
            |known: Option<&String>, own: &String| known.is_some_and(|known| known != own);
        match () {
            () if is_other(self.of_azure.get(&azure), &legacy) => Some(Contradiction::AzureTwice),
            () if is_other(self.of_legacy.get(&legacy), &azure) => Some(Contradiction::LegacyTwice),
            () => None,
        }
    }
}

/// The Azure user, then the intranet user.
fn people(decision: &Decision) -> [String; 2] {
    [&decision.azure_anchor, &decision.legacy_anchor].map(|anchor| folded(anchor))
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::decisions, Contradiction::*, *};

    fn check(in_force: &[&str], new: &[&str], expect: &[(usize, Contradiction)]) {
        let found = contradictions(&decisions(in_force), &decisions(new));
        assert_eq!(found, expect, "{in_force:?} then {new:?}");
    }

    #[test]
    fn nobody_is_two_people() {
        check(&[], &["confirm 7 a", "confirm 8 b"], &[]);
        let both = [(0, AzureTwice), (1, AzureTwice)];
        check(&[], &["confirm 7 a", "confirm 8 A"], &both);
        let both = [(0, LegacyTwice), (1, LegacyTwice)];
        check(&[], &["confirm 7 a", "confirm 7 b"], &both);
        let both = [(0, YesAndNo), (1, YesAndNo)];
        check(&[], &["confirm 7 a", "deny 7 a"], &both);
        check(&[], &["confirm 7 a", "new - a"], &both);
        check(&[], &["confirm 7 a", "leave_out - a", "deny 8 a"], &[]);
        check(&[], &["confirm 7 a", "confirm 7 a"], &[]);
    }

    #[test]
    fn another_partner_waits_for_a_word_about_the_first() {
        check(&["confirm 7 a"], &["confirm 8 a"], &[(0, AzureTwice)]);
        check(&["confirm 7 a"], &["confirm 7 b"], &[(0, LegacyTwice)]);
        check(&["confirm 7 a"], &["deny 7 a", "confirm 8 a"], &[]);
        check(&["confirm 7 a"], &["new - a", "confirm 7 b"], &[]);
        check(&["confirm 7 a", "deny 7 a"], &["confirm 8 a"], &[]);
        check(&["deny 7 a"], &["confirm 7 a"], &[]);
        check(&["new - a"], &["confirm 7 a"], &[]);
        check(&["confirm 7 a"], &["deny 8 a", "new - b"], &[]);
    }

    #[test]
    fn what_undoing_brings_back_must_fit() {
        for (texts, fits) in [
            (&["confirm 7 a", "confirm 8 a"][..], false),
            (&["confirm 7 a", "deny 7 a", "confirm 8 a"], true),
            (&[], true),
        ] {
            assert_eq!(hold_together(&decisions(texts)), fits, "{texts:?}");
        }
    }
}

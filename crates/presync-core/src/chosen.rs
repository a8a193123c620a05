//! What was chosen where no document states how the systems behave: `case-match:externalId=ignore`.
//!
//! It knows names and words; what a choice means is the simulator's.

use std::collections::BTreeMap;

use crate::{
    assumption::{Assumption, COUNT},
    assumption_table::NAMES,
};

/// Whether a look-up tells `A` from `a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LetterCase {
    /// It does not.
    Ignore,
    /// It does.
    Exact,
}

/// One choice for each assumption, by its position among [`Assumption::choices`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choices([u8; COUNT]);

/// What was chosen in all: an assumption each, and the letter case of single attributes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// One choice an assumption.
    pub choices: Choices,
    /// How look-ups treat letter case, by target attribute.
    pub lookups: BTreeMap<String, LetterCase>,
}

/// Why a choice cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceError {
    /// It is not `NAME=CHOICE`.
    #[error("{0} is no choice: write NAME=CHOICE, such as disabled-matched=skip")]
    Shape(String),
    /// No assumption is called so.
    #[error("nothing is assumed under the name {name}{near}. The names are: {}", NAMES.join(", "))]
    Name {
        /// What was written.
        name: String,
        /// What may have been meant, as ` (did you mean …?)`, or nothing.
        near: String,
    },
    /// The assumption has no such choice.
    #[error("{name} cannot be {choice}{near}. It can be: {known}")]
    Choice {
        /// The assumption.
        name: String,
        /// What was written.
        choice: String,
        /// What may have been meant, as ` (did you mean …?)`, or nothing.
        near: String,
        /// The choices it has.
        known: String,
    },
    /// Who is in scope is said otherwise.
    #[error("who is in scope is said with --scope all or --scope assigned")]
    Scope,
    /// Only look-ups have a choice by attribute.
    #[error("only case-match can be chosen for one attribute, as in case-match:externalId=ignore")]
    Attribute,
}

impl Choices {
    /// The position of what is chosen.
    #[must_use]
    pub fn of(self, assumption: Assumption) -> usize {
        usize::from(self.0[assumption as usize])
    }

    /// Whether the default is chosen.
    #[must_use]
    pub fn is_default(self, assumption: Assumption) -> bool {
        self.of(assumption) == 0
    }

    /// These, with another choice for one assumption.
    ///
    /// # Panics
    /// When the assumption has no choice at that position.
    #[must_use]
    pub fn with(mut self, assumption: Assumption, at: usize) -> Self {
        assert!(
            at < assumption.choices().len(),
            "BUG: {} has no choice {at}",
            assumption.name()
        );
        self.0[assumption as usize] = u8::try_from(at).expect("BUG: choices are few");
        self
    }

    /// These with each other choice that an assumption has.
    pub fn others(self, assumption: Assumption) -> impl Iterator<Item = Self> {
        (0..assumption.choices().len())
            .filter(move |at| *at != self.of(assumption))
            .map(move |at| self.with(assumption, at))
    }
}

impl Chosen {
    /// Makes one choice, as the command line writes it.
    ///
    /// # Errors
    /// When it names no assumption or no choice of it; the message lists those there are.
    pub fn choose(&mut self, text: &str) -> Result<(), ChoiceError> {
        let (left, choice) = text
            .rsplit_once('=')
            .ok_or_else(|| ChoiceError::Shape(text.to_owned()))?;
        let (name, attribute) = match left.split_once(':') {
            Some((name, attribute)) => (name.trim(), Some(attribute.trim())),
            None => (left.trim(), None),
        };
        let Some(assumption) = Assumption::named(name) else {
            return Err(unknown_name(name));
        };
        match (assumption, attribute) {
            (Assumption::ScopeAll, _) => Err(ChoiceError::Scope),
            (Assumption::CaseMatch, Some(attribute)) => self.choose_case(attribute, choice.trim()),
            (_, Some(_)) => Err(ChoiceError::Attribute),
            (_, None) => self.choose_one(assumption, choice.trim()),
        }
    }

    /// What was chosen otherwise than by default, as it would be written.
    #[must_use]
    pub fn written(&self) -> Vec<String> {
        let ours = Assumption::ALL
            .into_iter()
            .filter(|one| !self.choices.is_default(*one))
            .map(|one| format!("{}={}", one.name(), self.word(one)));
        let lookups = self.lookups.iter().map(|(attribute, case)| {
            let word = match case {
                LetterCase::Ignore => "ignore",
                LetterCase::Exact => "exact",
            };
            format!("{}:{attribute}={word}", Assumption::CaseMatch.name())
        });
        ours.chain(lookups).collect()
    }

    /// The word of what is chosen for an assumption.
    #[must_use]
    pub fn word(&self, assumption: Assumption) -> &'static str {
        assumption.choices()[self.choices.of(assumption)].name
    }

    /// What is assumed, in one sentence.
    #[must_use]
    pub fn sentence(&self, assumption: Assumption) -> &'static str {
        assumption.choices()[self.choices.of(assumption)].sentence
    }

    fn choose_one(&mut self, assumption: Assumption, choice: &str) -> Result<(), ChoiceError> {
        let words: Vec<&str> = assumption.choices().iter().map(|one| one.name).collect();
        match words.iter().position(|word| *word == choice) {
            Some(at) => self.choices = self.choices.with(assumption, at),
            None => return Err(unknown_choice(assumption.name(), choice, &words)),
        }
        Ok(())
    }

    fn choose_case(&mut self, attribute: &str, choice: &str) -> Result<(), ChoiceError> {
        let case = match choice {
            "ignore" => LetterCase::Ignore,
            "exact" => LetterCase::Exact,
            _ => {
                let name = format!("{}:{attribute}", Assumption::CaseMatch.name());
                return Err(unknown_choice(&name, choice, &["ignore", "exact"]));
            }
        };
        self.lookups.insert(attribute.to_owned(), case);
        Ok(())
    }
}

fn unknown_name(name: &str) -> ChoiceError {
    ChoiceError::Name {
        name: name.to_owned(),
        near: near(name, &NAMES),
    }
}

fn unknown_choice(name: &str, choice: &str, words: &[&str]) -> ChoiceError {
    ChoiceError::Choice {
        name: name.to_owned(),
        choice: choice.to_owned(),
        near: near(choice, words),
        known: words.join(", "),
    }
}

/// ` (did you mean X?)` where one of the words is close to what was written.
fn near(written: &str, words: &[&str]) -> String {
    let written = written.to_lowercase();
    let distances = words
        .iter()
        .map(|word| (strsim::levenshtein(&written, word), *word));
    match distances.min() {
        Some((distance, word)) if distance <= word.len() / 3 => {
            format!(" (did you mean {word}?)")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str], expect: Result<&[&str], &str>) {
        let mut chosen = Chosen::default();
        let result = texts.iter().try_for_each(|text| chosen.choose(text));
        match expect {
            Ok(written) => {
                assert_eq!(result, Ok(()), "{texts:?}");
                assert_eq!(chosen.written(), written, "{texts:?}");
            }
            Err(start) => {
                let message = result.expect_err("BUG: an error is expected").to_string();
                assert!(message.starts_with(start), "{message}");
            }
        }
    }

    #[test]
    fn a_choice_is_made_by_name_and_word() {
        check(&[], Ok(&[]));
        check(&["disabled-matched=skip"], Ok(&["disabled-matched=skip"]));
        check(
            &["disabled-matched=skip", "disabled-matched=disable"],
            Ok(&[]),
        );
        check(
            &["case-match:externalId=ignore", "case-match = exact"],
            Ok(&["case-match=exact", "case-match:externalId=ignore"]),
        );
        check(
            &[r#"case-match:emails[type eq "work"].value=exact"#],
            Ok(&[r#"case-match:emails[type eq "work"].value=exact"#]),
        );
    }

    #[test]
    fn what_cannot_be_chosen_says_what_can() {
        check(&["disabled-matched"], Err("disabled-matched is no choice"));
        check(
            &["disabled-match=skip"],
            Err(
                "nothing is assumed under the name disabled-match (did you mean disabled-matched?)",
            ),
        );
        check(
            &["zebra=skip"],
            Err("nothing is assumed under the name zebra. The names are: case-match, "),
        );
        check(
            &["order=live_"],
            Err("order cannot be live_ (did you mean live?). It can be: before, live"),
        );
        check(
            &["case-match:userName=both"],
            Err("case-match:userName cannot be both. It can be: ignore, exact"),
        );
        check(
            &["scope-all=all"],
            Err("who is in scope is said with --scope"),
        );
        check(&["order:mail=live"], Err("only case-match can be chosen"));
    }

    #[test]
    fn every_assumption_has_a_default_and_distinct_words() {
        for assumption in Assumption::ALL {
            let mut words: Vec<&str> = assumption.choices().iter().map(|c| c.name).collect();
            assert_eq!(Assumption::named(assumption.name()), Some(assumption));
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), assumption.choices().len());
            let json = serde_json::to_value(assumption).expect("BUG: a word");
            assert_eq!(json, assumption.name());
        }
    }

    #[test]
    fn the_documentation_lists_every_choice() {
        let page = include_str!("../../../docs/assumptions.md");
        for assumption in Assumption::ALL {
            for (at, choice) in assumption.choices().iter().enumerate() {
                let default = if at == 0 { " (default)" } else { "" };
                let (name, word, said) = (assumption.name(), choice.name, choice.sentence);
                let row = format!("| `{name}` | `{word}`{default} | {said} |");
                assert!(page.contains(&row), "the page lacks {row}");
            }
        }
    }
}

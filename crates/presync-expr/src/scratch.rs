//! Buffers that texts are built in, kept from one row to the next. What is in them when they are taken is
//! gone; no result depends on them.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::value::{Outcome, Value};

/// Most buffers that are kept.
const KEPT_MAX: usize = 8;
/// A longer buffer is not kept, so that one long value does not stay for all rows.
const KEPT_BYTES_MAX: usize = 1 << 14;

/// Buffers for [`crate::Program::evaluate_with`]. One serves one thread and any number of programs.
#[derive(Debug, Default)]
pub struct Scratch {
    texts: RefCell<Vec<String>>,
}

impl Scratch {
    /// Takes back the text of an outcome that is no longer needed.
    pub fn reclaim(&self, outcome: Outcome<'_>) {
        if let Outcome::Value(Value::Text(text)) = outcome {
            self.give_back(text);
        }
    }

    /// An empty text with room for so many bytes.
    pub(crate) fn text(&self, bytes: usize) -> String {
        let mut text = self.texts.borrow_mut().pop().unwrap_or_default();
        text.reserve(bytes);
        text
    }

    /// Keeps the buffer of a text, if it has one.
    pub(crate) fn give_back(&self, text: Cow<'_, str>) {
        let Cow::Owned(mut text) = text else { return };
        let mut texts = self.texts.borrow_mut();
        if text.capacity() <= KEPT_BYTES_MAX && texts.len() < KEPT_MAX {
            text.clear();
            texts.push(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{KEPT_BYTES_MAX, KEPT_MAX, Scratch};
    use crate::{AttributeSlot, Context, Input, Inputs, Program};

    struct Texts<'t>(&'t str);

    impl Inputs for Texts<'_> {
        fn value(&self, _: AttributeSlot) -> Input<'_> {
            match self.0 {
                "" => Input::Null,
                texts if texts.contains('|') => Input::Joined {
                    texts,
                    separator: '|',
                },
                text => Input::Text(text),
            }
        }
    }

    #[test]
    fn what_was_in_a_buffer_reaches_no_result() {
        let expressions = [
            r#"Join("-", [a], ToUpper(Left("abcdef", 3)), [a])"#,
            r#"Append(ToLower([a]), Append([a], "!"))"#,
            r#"Mid(Append("x", [a]), 2, 3)"#,
            r#"Replace([a], "A", , , "[]", , )"#,
            r#"Replace([a], , "[aA](.)", , "$1$1", , )"#,
            r#"Replace("a", "b", , , , , Append([a], "b"))"#,
            r#"PCase(NormalizeDiacritics(StripSpaces([a])), "|")"#,
            r#"Switch(Append([a], "!"), [a], "!", "none")"#,
        ];
        let scratch = Scratch::default();
        let context = Context {
            now: jiff::Timestamp::UNIX_EPOCH,
            seed: 0,
            existing: &[],
        };
        for text in expressions {
            let program = Program::compile(text, &|_: &str| Some(AttributeSlot(0))).unwrap();
            for row in ["Ana Åse", "", "A", "Anaïs|b|", "a b", "🙂A"].map(Texts) {
                let outcome = program.evaluate_with(&row, &context, &scratch);
                assert_eq!(
                    outcome,
                    program.evaluate(&row, &context),
                    "{text} {}",
                    row.0
                );
                scratch.reclaim(outcome);
            }
        }
    }

    #[test]
    fn a_buffer_comes_back_empty() {
        let scratch = Scratch::default();
        scratch.give_back(Cow::Owned("Ann".to_owned()));
        scratch.give_back(Cow::Borrowed("Bo"));
        assert_eq!(scratch.texts.borrow().as_slice(), [""]);
        assert_eq!(scratch.text(3), "");
        assert!(scratch.texts.borrow().is_empty());
    }

    #[test]
    fn neither_many_nor_long_buffers_stay() {
        let scratch = Scratch::default();
        scratch.give_back(Cow::Owned("x".repeat(KEPT_BYTES_MAX + 1)));
        assert!(scratch.texts.borrow().is_empty());
        for _ in 0..=KEPT_MAX {
            scratch.give_back(Cow::Owned("Ann".to_owned()));
        }
        assert_eq!(scratch.texts.borrow().len(), KEPT_MAX);
    }
}

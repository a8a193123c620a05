//! A .NET regular expression outside an expression: whether a text has it.
//!
//! For scoping filters. Bounded as the language's own functions are.

use crate::dotnet::{DotnetRegex, RegexFault};

/// A .NET pattern, ready to be looked for.
#[derive(Debug)]
pub struct Pattern {
    regex: DotnetRegex,
    /// The same for the whole text; none where a comment at its end would swallow what encloses it.
    whole: Option<DotnetRegex>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// In words, when .NET refuses it too or the engine here cannot follow it.
    pub fn read(pattern: &str) -> Result<Self, String> {
        let fault = |fault| match fault {
            RegexFault::Invalid(why) | RegexFault::Unsupported(why) => why,
            RegexFault::TooCostly | RegexFault::TooLarge => "it takes too long".to_owned(),
        };
        Ok(Self {
            regex: DotnetRegex::compile(pattern).map_err(fault)?,
            whole: DotnetRegex::compile(&format!(r"\A(?:{pattern})\z")).ok(),
        })
    }

    /// Whether the text has the pattern anywhere; none when that takes too many steps.
    #[must_use]
    pub fn is_in(&self, text: &str) -> Option<bool> {
        self.regex.is_found(text).ok()
    }

    /// Whether the text as a whole is the pattern; none when that takes too many steps.
    #[must_use]
    pub fn is_whole(&self, text: &str) -> Option<bool> {
        let whole = self.whole.as_ref().unwrap_or(&self.regex);
        whole.is_found(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_found_anywhere_or_is_the_whole() {
        for (pattern, text, expect) in [
            ("[1-9][0-9]", "42", (Some(true), Some(true))),
            ("[1-9][0-9]", "142", (Some(true), Some(false))),
            ("a|b", "ab", (Some(true), Some(false))),
            ("(?i)sales", "SALES", (Some(true), Some(true))),
            ("^x", "ax", (Some(false), Some(false))),
            (
                "(?=(a+)+$)b",
                &("a".repeat(40) + "!"),
                (Some(false), Some(false)),
            ),
        ] {
            let read = Pattern::read(pattern).expect(pattern);
            assert_eq!((read.is_in(text), read.is_whole(text)), expect, "{pattern}");
        }
        assert!(Pattern::read("(").is_err());
    }
}

//! .NET regular expressions on the engine at hand: compiling, matching and replacing. How a pattern
//! is translated for the engine is next door.

use std::sync::OnceLock;

use super::regex_engine::{Budget, Engine, Found};
use super::regex_pattern::{Groups, Part, Translated, assembled, translate, unsupported};
use super::replacement::Replacement;

/// A .NET pattern, ready to match.
pub(crate) struct DotnetRegex {
    engine: Engine,
    /// Where `$` occurs: the pattern in which it also matches before a final newline, as in .NET.
    before_newline: Option<BeforeNewline>,
    groups: Groups,
}

/// Why a pattern is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RegexFault {
    /// .NET refuses it too.
    Invalid(String),
    /// .NET takes it, the engine cannot follow.
    Unsupported(String),
    /// The matches of one call took too many steps.
    TooCostly,
    /// The result outgrew the limit given.
    TooLarge,
}

/// Where a replacement is built, and how long it may become.
pub(crate) struct Bounded<'b> {
    pub(crate) text: &'b mut String,
    pub(crate) bytes_max: usize,
}

struct BeforeNewline {
    pattern: String,
    engine: OnceLock<Option<Engine>>,
}

impl DotnetRegex {
    /// Translates `pattern`.
    pub(crate) fn compile(pattern: &str) -> Result<DotnetRegex, RegexFault> {
        let Translated { parts, groups } = translate(pattern)?;
        let engine = Engine::build(assembled(&parts, &groups, r"\z")?).ok_or_else(|| {
            unsupported("a construct that is too large or that the engine here does not have")
        })?;
        let has_end = parts.iter().any(|part| matches!(part, Part::End));
        let before_newline = if has_end {
            let pattern = assembled(&parts, &groups, r"(?=\n?\z)")?;
            Some(BeforeNewline {
                pattern,
                engine: OnceLock::new(),
            })
        } else {
            None
        };
        Ok(DotnetRegex {
            engine,
            before_newline,
            groups,
        })
    }

    /// The engine's number of the group so named or numbered in .NET's way.
    pub(crate) fn group(&self, name: &str) -> Option<usize> {
        self.groups.index(name)
    }

    /// The engine's number of the group that .NET numbers highest.
    pub(super) fn last_group(&self) -> usize {
        self.groups
            .index_of_number(self.groups.0.len())
            .unwrap_or(0)
    }

    /// Appends `text` with every match replaced; says `false`, and appends nothing, if there is no
    /// match.
    pub(crate) fn replace_all(
        &self,
        text: &str,
        replacement: &Replacement,
        built: &mut Bounded<'_>,
    ) -> Result<bool, RegexFault> {
        self.rebuild(
            text,
            built,
            |found, copied, built| {
                built.push_str(&text[copied..found.range(0)?.start]);
                replacement.expand(found, text, built);
                found.range(0).map(|whole| whole.end)
            },
            replacement.needs_groups(),
        )
    }

    /// The same with what `group` matched replaced in every match.
    pub(crate) fn replace_group(
        &self,
        text: &str,
        group: usize,
        replacement: &str,
        built: &mut Bounded<'_>,
    ) -> Result<bool, RegexFault> {
        self.rebuild(
            text,
            built,
            |found, copied, built| {
                let part = found.range(group).filter(|part| part.start >= copied)?;
                built.push_str(&text[copied..part.start]);
                built.push_str(replacement);
                Some(part.end)
            },
            true,
        )
    }

    /// Whether there is a match.
    pub(crate) fn is_found(&self, text: &str) -> Result<bool, RegexFault> {
        let engine = self.engine_for(text)?;
        let found = engine.find(text, 0, false, &mut Budget::default())?;
        Ok(found.is_some())
    }

    /// What `group` matched in the first match.
    pub(crate) fn extract<'t>(
        &self,
        text: &'t str,
        group: usize,
    ) -> Result<Option<&'t str>, RegexFault> {
        let found = self
            .engine_for(text)?
            .find(text, 0, true, &mut Budget::default())?;
        Ok(found
            .and_then(|found| found.range(group))
            .map(|range| &text[range]))
    }

    /// Runs over all matches; `each` appends what replaces the text from the offset given and
    /// returns how far it got. Like .NET, unlike the engine, an empty match may follow a match.
    fn rebuild(
        &self,
        text: &str,
        built: &mut Bounded<'_>,
        mut each: impl FnMut(&Found<'_>, usize, &mut String) -> Option<usize>,
        with_groups: bool,
    ) -> Result<bool, RegexFault> {
        let engine = self.engine_for(text)?;
        let mut budget = Budget::default();
        let (mut copied, mut at, mut matched) = (0, 0, false);
        while at <= text.len() {
            let Some(found) = engine.find(text, at, with_groups, &mut budget)? else {
                break;
            };
            let Some(whole) = found.range(0) else { break };
            matched = true;
            copied = each(&found, copied, built.text).unwrap_or(copied);
            if built.text.len() > built.bytes_max {
                return Err(RegexFault::TooLarge);
            }
            let skipped = text[whole.end..].chars().next().map_or(1, char::len_utf8);
            at = whole.end + if whole.is_empty() { skipped } else { 0 };
        }
        if matched {
            built.text.push_str(&text[copied..]);
        }
        Ok(matched)
    }

    fn engine_for(&self, text: &str) -> Result<&Engine, RegexFault> {
        match &self.before_newline {
            Some(other) if text.ends_with('\n') => {
                let engine = other
                    .engine
                    .get_or_init(|| Engine::build(other.pattern.clone()));
                engine.as_ref().ok_or(RegexFault::TooCostly)
            }
            _ => Ok(&self.engine),
        }
    }
}

impl std::fmt::Debug for DotnetRegex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("DotnetRegex")
            .field(&self.engine.pattern())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Bounded, DotnetRegex, RegexFault, Replacement};

    #[track_caller]
    fn check(pattern: &str, text: &str, replacement: &str, expect: &str) {
        let regex = DotnetRegex::compile(pattern).expect(pattern);
        let replaced = replaced(&regex, text, replacement).expect(pattern);
        assert_eq!(replaced.as_deref().unwrap_or(text), expect, "{pattern}");
    }

    fn replaced(
        regex: &DotnetRegex,
        text: &str,
        replacement: &str,
    ) -> Result<Option<String>, RegexFault> {
        let replacement = Replacement::parse(replacement, regex);
        let mut built = String::new();
        let mut bounded = Bounded {
            text: &mut built,
            bytes_max: 1000,
        };
        let matched = regex.replace_all(text, &replacement, &mut bounded)?;
        Ok(matched.then_some(built))
    }

    #[test]
    fn replaces_as_dotnet_does() {
        check("[a-zA-Z_]*", "john_doe72", "", "72");
        check("x*", "abc", "-", "-a-b-c-");
        check("[a-z]*", "john72", "-", "--7-2-");
        check(r"[()\s-]+", "+1 (555) 123-4567", "", "+15551234567");
        check(r"(.*?)(?<id>.{0,6})$", "000000789", "${id}", "000789");
        check("a", "banana", "$$", "b$n$n$");
    }

    #[test]
    fn named_groups_are_numbered_last() {
        check("(?<n>a)(b)", "ab", "$1-$2-${n}", "b-a-a");
        check(r"(?<n>.)(.)\1", "abb", "x", "x");
        check(r"(?<n>.)\k<n>", "aab", "x", "xb");
    }

    #[test]
    fn dollar_matches_before_a_final_newline() {
        check("b$", "ab\n", "x", "ax\n");
        check(r"b\z", "ab\n", "x", "ab\n");
        check("(?m)a$", "a\na\n", "x", "x\nx\n");
    }

    #[test]
    fn classes_keep_dotnets_meaning() {
        check("[a-z-[aeiou]]", "hello", "", "eo");
        check("[]a]", "a]b", "", "b");
        check("[[a]", "[ab", "", "b");
        check(r"[\w-]+", "a-b c", "x", "x x");
        check(r"[\/\\\[\]\:\;\|\=\,\+\*\?\<\>]", r"a/b\c<d>", "", "abcd");
        check("[&&~~]", "a&b~", "", "ab");
        check(r"\p{Lu}", "aBc", "-", "a-c");
        check(r"\w", "٣\u{200d}", "x", "x\u{200d}");
        check(r"a{,2}", "a{,2}", "x", "x");
    }

    #[test]
    fn options_choices_and_blocks_are_dotnets() {
        check(r"(?x) a  b # a comment", "a b ab", "x", "a b x");
        check(r"(?x)[ #]", "a b#c", "", "abc");
        check("(?n)(a)(?<n>b)", "ab", "$1", "b");
        check("(?n:(a))(b)", "ab", "$1", "b");
        check("(?i-s)A.", "ab", "x", "x");
        check("(?<q>\")?a(?(q)\"|!)", "\"a\" a! a\"", "x", "x x a\"");
        check("(a)?b(?(1)c|d)", "abc bd bc", "x", "x x bc");
        check(r"\p{IsCyrillic}+", "Йорк York", "x", "x York");
        check(r"[\p{IsBasicLatin}-[a-z]]", "aBé", "", "aé");
        check(r"\P{IsBasicLatin}", "aé", "", "a");
        check("(?'n'a)b", "ab", "${n}", "a");
        check("(?<=a+)b", "aab", "x", "aax");
        check("(?<!a)b", "ab b", "x", "ab x");
        check("(?>a+)b", "aab", "x", "x");
    }

    #[test]
    fn replacement_knows_dotnets_signs() {
        check("b", "abc", "[$`|$&|$'|$_]", "a[a|b|c|abc]c");
        check("(a)(b)?", "a", "$+", "");
        check("(a)", "a", "$2${nope}$10", "$2${nope}$10");
        check("(?i)B", "abc", "$0$", "ab$c");
    }

    #[track_caller]
    fn check_refused(pattern: &str, unsupported: bool) {
        match DotnetRegex::compile(pattern) {
            Err(RegexFault::Unsupported(_)) => assert!(unsupported, "{pattern}"),
            Err(RegexFault::Invalid(_)) => assert!(!unsupported, "{pattern}"),
            other => panic!("{pattern}: {other:?}"),
        }
    }

    #[test]
    fn refuses_with_the_right_reason() {
        for pattern in [
            "(?<a-b>x)",
            "(?(?=a)a|b)",
            "(?(n)a|b)",
            r"\p{IsHighSurrogates}",
            "(?<a>x)(?<a>y)",
            "(?<1>x)",
        ] {
            check_refused(pattern, true);
        }
        for pattern in [
            "(?r)a",
            r"\p{IsKlingon}",
            "(",
            "a)",
            "*a",
            "a**",
            "[z-a]",
            "[a",
            r"\q",
            "a\\",
            r"\k<x>",
            "a{2,1}",
        ] {
            check_refused(pattern, false);
        }
        check_refused(&"(".repeat(5000), true);
        check_refused(r"\w{1,999}", true);
        check_refused(r"(?<=\w{1,900})x", true);
    }

    #[test]
    fn a_runaway_match_ends() {
        let regex = DotnetRegex::compile(r"(?=(a+)+$)b").unwrap();
        let text = "a".repeat(40) + "!";
        let result = replaced(&regex, &text, "");
        assert!(matches!(result, Ok(None) | Err(RegexFault::TooCostly)));
    }

    /// What one match may cost, thousands may not.
    #[test]
    fn the_matches_of_a_call_are_bounded_together() {
        let check = |pattern: &str, text: &str, is_bounded: bool| {
            let regex = DotnetRegex::compile(pattern).unwrap();
            let mut built = String::new();
            let mut bounded = Bounded {
                text: &mut built,
                bytes_max: 1 << 20,
            };
            let replacement = Replacement::parse("", &regex);
            let result = regex.replace_all(text, &replacement, &mut bounded);
            let cut = result == Err(RegexFault::TooCostly);
            assert_eq!(cut, is_bounded, "{pattern}");
        };
        check("x*", &"b".repeat(11_000), false);
        check("x*", &"b".repeat(12_000), true);
        check(r"(?:(a+)+\1$)|a", &("a".repeat(10_000) + "!"), true);
        let letters: String = ('A'..='z').collect();
        check(r"^(.+)(.+)(.+)\1\2\3$", &letters, false);
    }
}

//! .NET replacement patterns: `$1`, `${name}`, `$$`, `$&` and their kin. What names no group stays
//! as text, as in .NET.

use super::regex::DotnetRegex;
use super::regex_engine::Found;

/// A replacement pattern for one regular expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Replacement {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    /// By the engine's number; 0 is the whole match.
    Group(usize),
    /// `` $` ``
    Before,
    /// `$'`
    After,
    /// `$_`
    Input,
}

impl Replacement {
    /// Reads `pattern` for the groups of `regex`.
    pub(crate) fn parse(pattern: &str, regex: &DotnetRegex) -> Replacement {
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut rest = pattern;
        while let Some(at) = rest.find('$') {
            literal.push_str(&rest[..at]);
            rest = &rest[at..];
            let (part, length) =
                substitution(rest, regex).unwrap_or((Part::Literal("$".into()), 1));
            rest = &rest[length..];
            if let Part::Literal(text) = part {
                literal.push_str(&text);
                continue;
            }
            if !literal.is_empty() {
                parts.push(Part::Literal(std::mem::take(&mut literal)));
            }
            parts.push(part);
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            parts.push(Part::Literal(literal));
        }
        Replacement { parts }
    }

    /// Whether groups inside a match must be known.
    pub(super) fn needs_groups(&self) -> bool {
        self.parts
            .iter()
            .any(|part| matches!(part, Part::Group(1..)))
    }

    /// Appends what replaces the match `found` in `text`.
    pub(super) fn expand(&self, found: &Found<'_>, text: &str, built: &mut String) {
        let whole = found.range(0).unwrap_or_default();
        for part in &self.parts {
            match part {
                Part::Literal(literal) => built.push_str(literal),
                Part::Group(group) => {
                    built.push_str(found.range(*group).map_or("", |range| &text[range]));
                }
                Part::Before => built.push_str(&text[..whole.start]),
                Part::After => built.push_str(&text[whole.end..]),
                Part::Input => built.push_str(text),
            }
        }
    }
}

/// What the `$` at the start of `rest` means and how many bytes it takes.
fn substitution(rest: &str, regex: &DotnetRegex) -> Option<(Part, usize)> {
    let sign = rest[1..].chars().next()?;
    let part = match sign {
        '$' => Part::Literal("$".to_owned()),
        '&' => Part::Group(0),
        '`' => Part::Before,
        '\'' => Part::After,
        '_' => Part::Input,
        '+' => Part::Group(regex.last_group()),
        '{' => {
            let end = rest.find('}')?;
            return Some((Part::Group(regex.group(&rest[2..end])?), end + 1));
        }
        '0'..='9' => {
            let digits = rest[1..].bytes().take_while(u8::is_ascii_digit).count();
            return Some((Part::Group(regex.group(&rest[1..=digits])?), 1 + digits));
        }
        _ => return None,
    };
    Some((part, 2))
}

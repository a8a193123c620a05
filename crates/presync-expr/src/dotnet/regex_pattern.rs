//! A .NET pattern to the engine's, construct by construct; refused with a reason where the engine
//! would match something else. Character classes and escapes are translated next door.

use super::regex::RegexFault;
use super::regex_class::{Chars, escape, hexadecimal};

/// Deepest nesting of groups; the engine's own limit is a little higher.
const GROUP_DEPTH_MAX: usize = 40;
/// Longest pattern in bytes, which only one that is made on a row can exceed.
const PATTERN_BYTES_MAX: usize = 40_000;
/// .NET's `\w`, which is narrower than the engine's.
pub(super) const WORD: &str = r"\p{L}\p{Mn}\p{Nd}\p{Pc}";

/// A pattern in pieces, before its references are resolved.
pub(super) struct Translated {
    pub(super) parts: Vec<Part>,
    pub(super) groups: Groups,
}

/// The names of capturing groups in the order of their opening parentheses; `None` is unnamed.
#[derive(Debug, Default)]
pub(super) struct Groups(pub(super) Vec<Option<String>>);

/// Part of a translated pattern.
pub(super) enum Part {
    Text(String),
    /// Refers back to a group by name or number.
    Back(String),
    /// Opens a choice by whether the group so called or numbered matched.
    Condition(String),
    /// `$` or `\Z` outside multi-line mode.
    End,
}

/// What stands before a quantifier.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Nothing,
    Atom,
    Quantifier,
}

struct Translator<'p> {
    chars: Chars<'p>,
    parts: Vec<Part>,
    groups: Groups,
    /// The options in each open group, the outermost first.
    options: Vec<Options>,
    before: Before,
}

/// .NET's options that the translation itself obeys; the engine obeys i and s.
#[derive(Clone, Copy, Default)]
struct Options {
    /// m
    multi_line: bool,
    /// n: unnamed groups do not capture.
    explicit_capture: bool,
    /// x: blanks and comments count for nothing.
    spaced: bool,
}

/// Translates `pattern` up to its references.
pub(super) fn translate(pattern: &str) -> Result<Translated, RegexFault> {
    if pattern.len() > PATTERN_BYTES_MAX {
        return Err(unsupported("more characters than an expression may have"));
    }
    let mut translator = Translator::new(pattern);
    translator.run()?;
    Ok(Translated {
        parts: translator.parts,
        groups: translator.groups,
    })
}

/// What `pattern` uses that other dialects of regular expressions read differently or refuse.
pub(crate) fn unusual(pattern: &str) -> Vec<&'static str> {
    let mut translator = Translator::new(pattern);
    // Of a refused pattern, what was read up to there; the refusal is reported elsewhere.
    let _ = translator.run();
    translator.chars.into_unusual()
}

/// The engine's pattern, with `end` wherever the text's end is meant.
pub(super) fn assembled(parts: &[Part], groups: &Groups, end: &str) -> Result<String, RegexFault> {
    let mut pattern = String::new();
    for part in parts {
        match part {
            Part::Text(text) => pattern.push_str(text),
            Part::End => pattern.push_str(end),
            Part::Back(name) => {
                let index = groups.index(name).filter(|&index| index > 0);
                let index = index.ok_or_else(|| {
                    invalid(format!(
                        "refers back to a group {name} that it does not have"
                    ))
                })?;
                pattern.push_str(&format!(r"(?:\{index})"));
            }
            Part::Condition(name) => {
                let index = groups.index(name).filter(|&index| index > 0);
                let index =
                    index.ok_or_else(|| unsupported("a condition, (?(…)…|…), on a look-ahead"))?;
                pattern.push_str(&format!("(?({index})"));
            }
        }
    }
    Ok(pattern)
}

pub(super) fn invalid(what: impl std::fmt::Display) -> RegexFault {
    RegexFault::Invalid(format!("The regular expression {what}; .NET refuses it."))
}

pub(super) fn unsupported(what: impl std::fmt::Display) -> RegexFault {
    RegexFault::Unsupported(format!(
        "The regular expression uses {what}, which cannot be evaluated offline; write it another \
         way to preview it."
    ))
}

impl Groups {
    pub(super) fn index(&self, name: &str) -> Option<usize> {
        let named = self
            .0
            .iter()
            .position(|group| group.as_deref() == Some(name));
        named
            .map(|at| at + 1)
            .or_else(|| self.index_of_number(name.parse().ok()?))
    }

    /// .NET numbers unnamed groups first and named ones after them.
    pub(super) fn index_of_number(&self, number: usize) -> Option<usize> {
        if number == 0 {
            return Some(0);
        }
        let of_kind = |named: bool| {
            self.0
                .iter()
                .enumerate()
                .filter(move |(_, group)| group.is_some() == named)
        };
        of_kind(false)
            .chain(of_kind(true))
            .nth(number - 1)
            .map(|(at, _)| at + 1)
    }
}

impl Translator<'_> {
    fn new(pattern: &str) -> Translator<'_> {
        Translator {
            chars: Chars::new(pattern),
            parts: Vec::new(),
            groups: Groups::default(),
            options: vec![Options::default()],
            before: Before::Nothing,
        }
    }

    fn run(&mut self) -> Result<(), RegexFault> {
        loop {
            if self.options().spaced {
                self.chars.skip_spacing();
            }
            let Some(next) = self.chars.next() else { break };
            match next {
                '(' => self.open()?,
                ')' => self.close()?,
                '[' => {
                    let class = self.chars.class(0)?;
                    self.atom(class);
                }
                '\\' => self.escaped()?,
                '*' | '+' | '?' => self.quantifier(next.to_string())?,
                '{' => match self.chars.bounds()? {
                    Some(bounds) => self.quantifier(bounds)?,
                    None => self.atom(escape('{')),
                },
                '|' => {
                    self.text("|".to_owned());
                    self.before = Before::Nothing;
                }
                '$' if !self.options().multi_line => self.part(Part::End),
                '^' | '$' | '.' => self.atom(next.to_string()),
                _ => self.atom(escape(next)),
            }
        }
        if self.options.len() > 1 {
            return Err(invalid("opens a parenthesis and never closes it"));
        }
        Ok(())
    }

    fn text(&mut self, text: String) {
        self.parts.push(Part::Text(text));
    }

    fn part(&mut self, part: Part) {
        self.parts.push(part);
        self.before = Before::Atom;
    }

    fn atom(&mut self, text: String) {
        self.part(Part::Text(text));
    }

    fn options(&self) -> Options {
        self.options.last().copied().unwrap_or_default()
    }

    fn quantifier(&mut self, mut quantifier: String) -> Result<(), RegexFault> {
        match self.before {
            Before::Atom => {}
            Before::Nothing => return Err(invalid("repeats nothing")),
            Before::Quantifier => return Err(invalid("repeats a repetition")),
        }
        if self.chars.take('?') {
            quantifier.push('?');
        }
        self.text(quantifier);
        self.before = Before::Quantifier;
        Ok(())
    }

    fn close(&mut self) -> Result<(), RegexFault> {
        if self.options.len() == 1 {
            return Err(invalid("closes a parenthesis that it never opened"));
        }
        self.options.pop();
        self.atom(")".to_owned());
        Ok(())
    }

    fn enter(&mut self, opening: &str) -> Result<(), RegexFault> {
        self.enter_part(Part::Text(opening.to_owned()))
    }

    fn enter_part(&mut self, opening: Part) -> Result<(), RegexFault> {
        if self.options.len() > GROUP_DEPTH_MAX {
            return Err(unsupported(format!(
                "groups nested more than {GROUP_DEPTH_MAX} deep"
            )));
        }
        self.options.push(self.options());
        self.parts.push(opening);
        self.before = Before::Nothing;
        Ok(())
    }

    fn open(&mut self) -> Result<(), RegexFault> {
        if !self.chars.take('?') {
            if self.options().explicit_capture {
                return self.enter("(?:");
            }
            self.groups.0.push(None);
            return self.enter("(");
        }
        for opening in ["<=", "<!", ":", "=", "!", ">"] {
            if self.chars.take_all(opening) {
                return self.enter(&format!("(?{opening}"));
            }
        }
        match self.chars.next() {
            Some('<') => self.named_group('>'),
            Some('\'') => {
                self.chars.note("a group named in apostrophes, (?'name'…)");
                self.named_group('\'')
            }
            Some('#') => self
                .chars
                .skip_past(')')
                .ok_or_else(|| invalid("has an endless comment")),
            Some('(') => self.condition(),
            Some(option) => self.options_group(option),
            None => Err(invalid("ends after (?")),
        }
    }

    /// `(?(name)yes|no)`. .NET takes anything that names no group for a look-ahead.
    fn condition(&mut self) -> Result<(), RegexFault> {
        self.chars.note("a condition, (?(…)…|…)");
        let name = self
            .chars
            .until(')')
            .ok_or_else(|| invalid("has an endless condition"))?;
        if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            return Err(unsupported("a condition, (?(…)…|…), on a look-ahead"));
        }
        self.enter_part(Part::Condition(name))
    }

    fn named_group(&mut self, close: char) -> Result<(), RegexFault> {
        let name = self
            .chars
            .until(close)
            .ok_or_else(|| invalid("has an endless group name"))?;
        if name.contains('-') {
            return Err(unsupported("a balancing group, (?<a-b>…)"));
        }
        let starts_as_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if name.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() {
            return Err(unsupported("a group with a number for a name"));
        }
        if !starts_as_name || !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            return Err(invalid("has a group name that is none"));
        }
        if self.groups.index(&name).is_some() {
            return Err(unsupported("two groups of the same name"));
        }
        self.groups.0.push(Some(name));
        self.enter("(")
    }

    /// `(?im-s)` or `(?im-s:…`.
    fn options_group(&mut self, first: char) -> Result<(), RegexFault> {
        let mut flags = String::new();
        let mut on = true;
        let mut options = self.options();
        let mut next = Some(first);
        loop {
            match next {
                Some('m') => options.multi_line = on,
                Some('n') => options.explicit_capture = on,
                Some('x') => options.spaced = on,
                Some('i' | 's') => {}
                Some('-') if on => on = false,
                Some(close @ (')' | ':')) => return self.set_options(close, &flags, options),
                _ => return Err(invalid("has a group of an unknown kind")),
            }
            match next {
                Some('n') => self.chars.note("the option n, (?n)"),
                Some('x') => self.chars.note("the option x, (?x)"),
                _ => flags.extend(next),
            }
            next = self.chars.next();
        }
    }

    /// Options up to the end of the group around, or in a group of their own.
    fn set_options(
        &mut self,
        close: char,
        flags: &str,
        options: Options,
    ) -> Result<(), RegexFault> {
        let flags = flags.strip_suffix('-').unwrap_or(flags);
        if close == ':' {
            self.enter(&format!("(?{flags}:"))?;
        } else {
            if !flags.is_empty() {
                self.text(format!("(?{flags})"));
            }
            self.before = Before::Nothing;
        }
        if let Some(scope) = self.options.last_mut() {
            *scope = options;
        }
        Ok(())
    }

    fn escaped(&mut self) -> Result<(), RegexFault> {
        let Some(next) = self.chars.next() else {
            return Err(invalid("ends in a backslash"));
        };
        let text = match next {
            'd' | 'D' | 's' | 'S' | 'b' | 'B' | 'A' | 'z' | 'G' => format!(r"\{next}"),
            'w' => format!("[{WORD}]"),
            'W' => format!("[^{WORD}]"),
            'p' | 'P' => self.chars.property(next)?,
            'Z' => {
                self.part(Part::End);
                return Ok(());
            }
            'k' => {
                let name = self
                    .chars
                    .reference_name()
                    .ok_or_else(|| invalid(r"has a bad \k"))?;
                self.part(Part::Back(name));
                return Ok(());
            }
            '1'..='9' => {
                let digits = self.chars.digits_after(next);
                self.part(Part::Back(digits));
                return Ok(());
            }
            _ => hexadecimal(self.chars.character(next)?),
        };
        self.atom(text);
        Ok(())
    }
}

//! A .NET pattern to the engine's, construct by construct; refused with a reason where the engine
//! would match something else. Character classes and escapes are translated next door.

use super::regex::RegexFault;
use super::regex_class::{Chars, escape, hexadecimal};

/// Deepest nesting of groups; the engine's own limit is a little higher.
const GROUP_DEPTH_MAX: usize = 40;
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
    /// Multi-line mode in each open group, the outermost first.
    multi_line: Vec<bool>,
    before: Before,
}

/// Translates `pattern` up to its references.
pub(super) fn translate(pattern: &str) -> Result<Translated, RegexFault> {
    let mut translator = Translator {
        chars: Chars::new(pattern),
        parts: Vec::new(),
        groups: Groups::default(),
        multi_line: vec![false],
        before: Before::Nothing,
    };
    translator.run()?;
    Ok(Translated {
        parts: translator.parts,
        groups: translator.groups,
    })
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
    fn run(&mut self) -> Result<(), RegexFault> {
        while let Some(next) = self.chars.next() {
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
                '$' if !self.is_multi_line() => self.part(Part::End),
                '^' | '$' | '.' => self.atom(next.to_string()),
                _ => self.atom(escape(next)),
            }
        }
        if self.multi_line.len() > 1 {
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

    fn is_multi_line(&self) -> bool {
        self.multi_line.last().copied().unwrap_or_default()
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
        if self.multi_line.len() == 1 {
            return Err(invalid("closes a parenthesis that it never opened"));
        }
        self.multi_line.pop();
        self.atom(")".to_owned());
        Ok(())
    }

    fn enter(&mut self, opening: &str) -> Result<(), RegexFault> {
        if self.multi_line.len() > GROUP_DEPTH_MAX {
            return Err(unsupported(format!(
                "groups nested more than {GROUP_DEPTH_MAX} deep"
            )));
        }
        self.multi_line.push(self.is_multi_line());
        self.text(opening.to_owned());
        self.before = Before::Nothing;
        Ok(())
    }

    fn open(&mut self) -> Result<(), RegexFault> {
        if !self.chars.take('?') {
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
            Some('\'') => self.named_group('\''),
            Some('#') => self
                .chars
                .skip_past(')')
                .ok_or_else(|| invalid("has an endless comment")),
            Some('(') => Err(unsupported("a condition, (?(…)…)")),
            Some(option) => self.options(option),
            None => Err(invalid("ends after (?")),
        }
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
    fn options(&mut self, first: char) -> Result<(), RegexFault> {
        let mut flags = String::new();
        let mut on = true;
        let mut multi_line = self.is_multi_line();
        let mut next = Some(first);
        loop {
            match next {
                Some('m') => multi_line = on,
                Some('i' | 's') => {}
                Some('-') if on => on = false,
                Some('n') => return Err(unsupported("the option n (explicit capture)")),
                Some('x') => return Err(unsupported("the option x (white space ignored)")),
                Some(')') => {
                    self.text(format!("(?{flags})"));
                    self.before = Before::Nothing;
                    if let Some(scope) = self.multi_line.last_mut() {
                        *scope = multi_line;
                    }
                    return Ok(());
                }
                Some(':') => {
                    self.enter(&format!("(?{flags}:"))?;
                    if let Some(scope) = self.multi_line.last_mut() {
                        *scope = multi_line;
                    }
                    return Ok(());
                }
                _ => return Err(invalid("has a group of an unknown kind")),
            }
            flags.extend(next);
            next = self.chars.next();
        }
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

//! The characters of a .NET pattern: classes, escapes, bounds and names, each to the engine's
//! spelling. Everything but letters and digits is spelt as a code, so that no sign can gain another
//! meaning there.

use super::regex::RegexFault;
use super::regex_blocks::block;
use super::regex_pattern::{WORD, invalid, unsupported};

/// Deepest nesting of class subtractions.
const SUBTRACTION_DEPTH_MAX: usize = 8;

/// The categories that both .NET and the engine know by these names.
const CATEGORIES: [&str; 37] = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc",
    "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C",
    "Cc", "Cf", "Co", "Cn", "Cs",
];

/// A pattern under the reader's eye.
pub(super) struct Chars<'p> {
    rest: &'p str,
    unusual: Vec<&'static str>,
}

/// One member of a class.
enum Member {
    Character(char),
    Set(String),
}

impl<'p> Chars<'p> {
    pub(super) fn new(pattern: &'p str) -> Chars<'p> {
        Chars {
            rest: pattern,
            unusual: Vec::new(),
        }
    }

    /// Remembers a construct that other dialects read differently or refuse.
    pub(super) fn note(&mut self, unusual: &'static str) {
        if !self.unusual.contains(&unusual) {
            self.unusual.push(unusual);
        }
    }

    pub(super) fn into_unusual(self) -> Vec<&'static str> {
        self.unusual
    }

    /// Passes blanks and comments, which count for nothing under the option x.
    pub(super) fn skip_spacing(&mut self) {
        loop {
            self.rest = self
                .rest
                .trim_start_matches([' ', '\t', '\n', '\r', '\u{b}', '\u{c}']);
            if !self.rest.starts_with('#') {
                return;
            }
            self.rest = self.rest.split_once('\n').map_or("", |(_, rest)| rest);
        }
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = &self.rest[next.len_utf8()..];
        Some(next)
    }

    pub(super) fn take(&mut self, wanted: char) -> bool {
        let found = self.rest.starts_with(wanted);
        if found {
            self.rest = &self.rest[wanted.len_utf8()..];
        }
        found
    }

    pub(super) fn take_all(&mut self, wanted: &str) -> bool {
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// The text before `close`, which is passed.
    pub(super) fn until(&mut self, close: char) -> Option<String> {
        let (text, rest) = self.rest.split_once(close)?;
        self.rest = rest;
        Some(text.to_owned())
    }

    pub(super) fn skip_past(&mut self, close: char) -> Option<()> {
        self.until(close).map(|_| ())
    }

    /// The name in `<name>` or `'name'`.
    pub(super) fn reference_name(&mut self) -> Option<String> {
        let close = match self.next()? {
            '<' => '>',
            '\'' => '\'',
            _ => return None,
        };
        self.until(close)
    }

    /// `first` and the digits that follow.
    pub(super) fn digits_after(&mut self, first: char) -> String {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let digits = format!("{first}{}", &self.rest[..length]);
        self.rest = &self.rest[length..];
        digits
    }

    /// What follows an opening brace, if it makes a quantifier: `{2}`, `{2,}`, `{2,3}`.
    pub(super) fn bounds(&mut self) -> Result<Option<String>, RegexFault> {
        let Some((inner, rest)) = self.rest.split_once('}') else {
            return Ok(None);
        };
        let (min, max) = inner
            .split_once(',')
            .map_or((inner, None), |(min, max)| (min, Some(max)));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if min.is_empty() || !is_number(min) || !max.is_none_or(is_number) {
            return Ok(None);
        }
        let number = |text: &str| {
            text.parse::<u16>()
                .map_err(|_| unsupported("a repetition of more than 65,535 times"))
        };
        let low = number(min)?;
        let high = max.filter(|max| !max.is_empty()).map(number).transpose()?;
        if high.is_some_and(|high| high < low) {
            return Err(invalid("repeats at least more often than at most"));
        }
        self.rest = rest;
        Ok(Some(format!("{{{inner}}}")))
    }

    /// `\p{Name}` after its letter.
    pub(super) fn property(&mut self, letter: char) -> Result<String, RegexFault> {
        let name = if self.take('{') {
            self.until('}')
        } else {
            None
        };
        let name = name.ok_or_else(|| invalid(r"has a \p without {name}"))?;
        if let Some(name) = name.strip_prefix("Is") {
            self.note("a named block, \\p{Is…}");
            return named_block(name, letter == 'P');
        }
        if !CATEGORIES.contains(&name.as_str()) || name == "Cs" {
            return Err(invalid(format!(
                "names a category {name} that does not exist"
            )));
        }
        Ok(format!(r"\{letter}{{{name}}}"))
    }

    /// The character that an escape outside the set-like ones stands for.
    pub(super) fn character(&mut self, escaped: char) -> Result<char, RegexFault> {
        Ok(match escaped {
            'a' => '\u{7}',
            'e' => '\u{1b}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\u{b}',
            '0' => self.octal(),
            'x' => self.coded(2)?,
            'u' => self.coded(4)?,
            'c' => self.control()?,
            _ if escaped.is_alphanumeric() || escaped == '_' => {
                return Err(invalid(format!(
                    "escapes {escaped}, which has no escaped meaning"
                )));
            }
            _ => escaped,
        })
    }

    fn octal(&mut self) -> char {
        let length = self
            .rest
            .bytes()
            .take(2)
            .take_while(|b| (b'0'..=b'7').contains(b))
            .count();
        let code = u32::from_str_radix(&self.rest[..length], 8).unwrap_or_default();
        self.rest = &self.rest[length..];
        char::from_u32(code).unwrap_or_default()
    }

    fn coded(&mut self, digits: usize) -> Result<char, RegexFault> {
        let code = self
            .rest
            .get(..digits)
            .and_then(|code| u32::from_str_radix(code, 16).ok());
        let code = code.ok_or_else(|| invalid("has a character code that is none"))?;
        self.rest = &self.rest[digits..];
        char::from_u32(code).ok_or_else(|| unsupported("half a surrogate pair"))
    }

    fn control(&mut self) -> Result<char, RegexFault> {
        let letter = self.next().map(|letter| letter.to_ascii_uppercase());
        letter
            .filter(|letter| ('@'..='_').contains(letter))
            .and_then(|letter| char::from_u32(u32::from(letter) - 0x40))
            .ok_or_else(|| invalid(r"has a \c without a control letter"))
    }

    /// A class after its opening bracket, subtraction included.
    pub(super) fn class(&mut self, depth: usize) -> Result<String, RegexFault> {
        if depth > SUBTRACTION_DEPTH_MAX {
            return Err(unsupported("character classes nested too deep"));
        }
        let opening = if self.take('^') { "[^" } else { "[" };
        let mut members = String::new();
        let mut first = true;
        loop {
            if !first && self.take(']') {
                return Ok(format!("{opening}{members}]"));
            }
            if !first && self.take_all("-[") {
                self.note("the subtraction of a class, [a-z-[aeiou]]");
                let subtracted = self.class(depth + 1)?;
                if !self.take(']') {
                    return Err(invalid("goes on after a class subtraction"));
                }
                return Ok(format!("[{opening}{members}]--{subtracted}]"));
            }
            first = false;
            self.member_or_range(&mut members)?;
        }
    }

    fn member_or_range(&mut self, members: &mut String) -> Result<(), RegexFault> {
        let start = match self.member()? {
            Member::Set(set) => {
                members.push_str(&set);
                return Ok(());
            }
            Member::Character(start) => start,
        };
        members.push_str(&escape(start));
        let is_range = self.rest.starts_with('-')
            && !self.rest.starts_with("-]")
            && !self.rest.starts_with("-[");
        if !is_range {
            return Ok(());
        }
        self.take('-');
        let Member::Character(end) = self.member()? else {
            return Err(invalid("has a range that ends in a set of characters"));
        };
        if end < start {
            return Err(invalid("has a range in reverse order"));
        }
        members.push('-');
        members.push_str(&escape(end));
        Ok(())
    }

    fn member(&mut self) -> Result<Member, RegexFault> {
        let Some(next) = self.next() else {
            return Err(invalid("opens a character class and never closes it"));
        };
        if next == '[' && self.rest.starts_with(':') {
            return Err(unsupported("a POSIX class, [:…:]"));
        }
        if next != '\\' {
            return Ok(Member::Character(next));
        }
        let Some(escaped) = self.next() else {
            return Err(invalid("ends in a backslash"));
        };
        Ok(match escaped {
            'd' | 'D' | 's' | 'S' => Member::Set(format!(r"\{escaped}")),
            'w' => Member::Set(WORD.to_owned()),
            'W' => Member::Set(format!("[^{WORD}]")),
            'p' | 'P' => Member::Set(self.property(escaped)?),
            'b' => Member::Character('\u{8}'),
            _ => Member::Character(self.character(escaped)?),
        })
    }
}

/// A block as a class of its own, which may also stand inside another class.
fn named_block(name: &str, is_negated: bool) -> Result<String, RegexFault> {
    let Some((first, last)) = block(name) else {
        return Err(match name {
            "HighSurrogates" | "HighPrivateUseSurrogates" | "LowSurrogates" => {
                unsupported("half a surrogate pair")
            }
            _ => invalid(format!("names a block Is{name} that does not exist")),
        });
    };
    let sign = if is_negated { "^" } else { "" };
    Ok(format!(r"[{sign}\x{{{first:X}}}-\x{{{last:X}}}]"))
}

/// `character`, spelt so that the engine takes it literally anywhere.
pub(super) fn escape(character: char) -> String {
    if character.is_alphanumeric() || character == ' ' {
        character.to_string()
    } else {
        hexadecimal(character)
    }
}

/// `character` by its code.
pub(super) fn hexadecimal(character: char) -> String {
    format!(r"\x{{{:X}}}", u32::from(character))
}

//! What a value looks like: the kinds of characters in it, what it seems to be, and its shape. Not what it
//! means.

/// Kinds of characters, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks(u32);

/// The kinds and how a person calls them, by bit.
const MARKS: [&str; 16] = [
    "small letters",
    "capital letters",
    "letters with marks or beyond A–Z",
    "Greek letters",
    "Cyrillic letters",
    "letters of another script",
    "letters of several scripts",
    "digits",
    "blanks",
    "blanks at an end or two in a row",
    "dots, hyphens or apostrophes",
    "@ signs",
    "other punctuation",
    "other signs",
    "characters that nobody sees",
    "a character that stands for a lost one",
];

pub(super) const MARK_COUNT: usize = MARKS.len();

const SMALL: usize = 0;
const CAPITAL: usize = 1;
const LATIN_BEYOND: usize = 2;
const GREEK: usize = 3;
const CYRILLIC: usize = 4;
const OTHER_SCRIPT: usize = 5;
const SEVERAL_SCRIPTS: usize = 6;
const DIGIT: usize = 7;
const BLANK: usize = 8;
const ODD_BLANK: usize = 9;
const NAME_SIGN: usize = 10;
const AT: usize = 11;
const PUNCTUATION: usize = 12;
const SIGN: usize = 13;
const HIDDEN: usize = 14;
const LOST: usize = 15;

impl Marks {
    pub(super) fn of(text: &str) -> Self {
        let mut marks = Self::default();
        for character in text.chars() {
            marks.set(mark(character));
            if character.is_uppercase() {
                marks.set(CAPITAL);
            } else if character.is_lowercase() {
                marks.set(SMALL);
            }
        }
        if text.trim() != text || text.contains("  ") {
            marks.set(ODD_BLANK);
        }
        let latin = text.bytes().any(|byte| byte.is_ascii_alphabetic()) || marks.has(LATIN_BEYOND);
        let scripts = [
            latin,
            marks.has(GREEK),
            marks.has(CYRILLIC),
            marks.has(OTHER_SCRIPT),
        ];
        if scripts.into_iter().filter(|has| *has).count() > 1 {
            marks.set(SEVERAL_SCRIPTS);
        }
        marks
    }

    pub(super) fn has(self, mark: usize) -> bool {
        self.0 & 1 << mark != 0
    }

    fn set(&mut self, mark: usize) {
        self.0 |= 1 << mark;
    }
}

/// How a person calls a kind of characters.
pub(super) fn mark_words(mark: usize) -> &'static str {
    MARKS[mark]
}

fn mark(character: char) -> usize {
    match character {
        'a'..='z' => SMALL,
        'A'..='Z' => CAPITAL,
        '0'..='9' => DIGIT,
        ' ' => BLANK,
        '.' | '-' | '\'' | '_' | '\u{2019}' => NAME_SIGN,
        '@' => AT,
        '\u{fffd}' => LOST,
        '!'..='~' => PUNCTUATION,
        '\u{0}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}' => HIDDEN,
        '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' => LATIN_BEYOND,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => GREEK,
        '\u{400}'..='\u{52f}' => CYRILLIC,
        _ if character.is_alphabetic() => OTHER_SCRIPT,
        _ if character.is_numeric() => DIGIT,
        _ if character.is_whitespace() => ODD_BLANK,
        _ => SIGN,
    }
}

/// What a value seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    Words,
    Address,
    Number,
    Date,
    Guid,
    Link,
    Phone,
    TrueOrFalse,
}

pub(super) const LOOKS: [Look; 8] = [
    Look::Words,
    Look::Address,
    Look::Number,
    Look::Date,
    Look::Guid,
    Look::Link,
    Look::Phone,
    Look::TrueOrFalse,
];

impl Look {
    pub(super) fn of(text: &str) -> Self {
        let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
        if has_digit {
            if text.bytes().all(|byte| byte.is_ascii_digit()) {
                return Self::Number;
            }
            if is_guid(text) {
                return Self::Guid;
            }
            if is_date(text) {
                return Self::Date;
            }
            if is_phone(text) {
                return Self::Phone;
            }
        }
        if text.starts_with("http://") || text.starts_with("https://") {
            Self::Link
        } else if is_address(text) {
            Self::Address
        } else if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") {
            Self::TrueOrFalse
        } else {
            Self::Words
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Address => "an e-mail address",
            Self::Number => "a number",
            Self::Date => "a date",
            Self::Guid => "a GUID",
            Self::Link => "a web address",
            Self::Phone => "a phone number",
            Self::TrueOrFalse => "true or false",
        }
    }
}

fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let is_plain = |part: &str| !part.is_empty() && !part.contains(['@', ' ']);
    is_plain(local) && is_plain(domain) && domain.contains('.')
}

fn is_guid(text: &str) -> bool {
    let hyphens = [8, 13, 18, 23];
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| {
            if hyphens.contains(&at) {
                byte == b'-'
            } else {
                byte.is_ascii_hexdigit()
            }
        })
}

/// Three groups of digits with one sign between them, then perhaps a time.
fn is_date(text: &str) -> bool {
    let date = text.split(['T', ' ']).next().unwrap_or_default();
    let Some(separator) = date.chars().find(|c| !c.is_ascii_digit()) else {
        return false;
    };
    let groups: Vec<&str> = date.split(separator).collect();
    let fits = |group: &&str| {
        matches!(group.len(), 1 | 2 | 4) && group.bytes().all(|b| b.is_ascii_digit())
    };
    matches!(separator, '-' | '.' | '/') && groups.len() == 3 && groups.iter().all(fits)
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_part =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '(' | ')' | '-' | '/' | '.');
    digits >= 5 && text.chars().all(is_part)
}

/// Most characters of a shape; what follows counts as equal.
const SHAPE_MAX: usize = 24;

/// Appends the shape of a text: a run of letters as `a` or `A`, of digits as `9`, of blanks as one, any other
/// sign as it is.
pub(super) fn shape_of(text: &str, shape: &mut String) {
    shape.clear();
    let mut last = None;
    for character in text.chars() {
        let sign = match character {
            _ if character.is_uppercase() => 'A',
            _ if character.is_alphabetic() => 'a',
            _ if character.is_numeric() => '9',
            _ if character.is_whitespace() => ' ',
            other => other,
        };
        if last != Some(sign) {
            shape.push(sign);
            last = Some(sign);
        }
        if shape.len() >= SHAPE_MAX {
            shape.push('…');
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_kinds() {
        let check = |text: &str, expect: &[usize]| {
            let marks = Marks::of(text);
            let found: Vec<usize> = (0..MARK_COUNT).filter(|mark| marks.has(*mark)).collect();
            assert_eq!(found, expect, "{text}");
        };
        check("Ann", &[SMALL, CAPITAL]);
        check("Zoë 2", &[SMALL, CAPITAL, LATIN_BEYOND, DIGIT, BLANK]);
        check("O'Brien-Smith", &[SMALL, CAPITAL, NAME_SIGN]);
        check("аnn", &[SMALL, CYRILLIC, SEVERAL_SCRIPTS]);
        check("Анна", &[SMALL, CAPITAL, CYRILLIC]);
        check("a ", &[SMALL, BLANK, ODD_BLANK]);
        check("a\u{a0}b", &[SMALL, ODD_BLANK]);
        check("a@b;c", &[SMALL, AT, PUNCTUATION]);
        check("\u{fffd}\u{200b}🙂", &[SIGN, HIDDEN, LOST]);
        check("王", &[OTHER_SCRIPT]);
    }

    #[test]
    fn values_look_like_something() {
        let check = |text: &str, expect| assert_eq!(Look::of(text), expect, "{text}");
        check("Ann Lind", Look::Words);
        check("ann@x.test", Look::Address);
        check("ann@x", Look::Words);
        check("00042", Look::Number);
        check("2020-03-16", Look::Date);
        check("16.3.2020 10:00", Look::Date);
        check("6f9619ff-8b86-d011-b42d-00cf4fc964ff", Look::Guid);
        check("https://x.test", Look::Link);
        check("+49 (30) 123-456", Look::Phone);
        check("FALSE", Look::TrueOrFalse);
        check("", Look::Words);
    }

    #[test]
    fn shapes_forget_letters_and_lengths() {
        let check = |text: &str, expect: &str| {
            let mut shape = String::from("x");
            shape_of(text, &mut shape);
            assert_eq!(shape, expect, "{text}");
        };
        check("Ann.Lind42@x.test", "Aa.Aa9@a.a");
        check("", "");
        check("1  2", "9 9");
        check(&"a-".repeat(40), &format!("{}…", "a-".repeat(12)));
    }
}

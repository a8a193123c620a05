//! Key values made comparable: exact and normalised, with placeholders set aside. Text in, numbers out.
//!
//! A key is compared as a 64-bit hash; 0 stands for no usable value.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::names::fold;

/// A key value as it stands and with case, zeros, quotes, `.0` and invisible characters set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Key {
    pub(super) exact: u64,
    pub(super) normal: u64,
}

impl Key {
    /// The key of a cell; none when it is empty or a placeholder.
    pub(super) fn of(value: &str) -> Self {
        let normal = normal_key(value);
        let exact = if normal == 0 { 0 } else { hash_text(value) };
        Self { exact, normal }
    }

    pub(super) fn is_missing(self) -> bool {
        self.normal == 0
    }
}

/// The normalised key of a cell alone; 0 when it is empty or a placeholder.
pub(super) fn normal_key(value: &str) -> u64 {
    if value.is_empty() {
        return 0;
    }
    if let Some(short) = short_form(value) {
        return short.hash();
    }
    let mut normal = String::new();
    normalise(value, &mut normal);
    if normal.is_empty() {
        0
    } else {
        hash_text(&normal)
    }
}

/// A 64-bit hash of a text, never 0.
pub(super) fn hash_text(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    mix(hasher.finish(), text.len() as u64)
}

/// Two hashes as one, never 0; the order matters.
pub(super) fn mix(a: u64, b: u64) -> u64 {
    let mut z = a ^ b.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)).max(1)
}

/// Writes the normalised value; nothing for a placeholder. Normalising twice changes nothing.
pub(super) fn normalise(value: &str, into: &mut String) {
    into.clear();
    for c in value.chars() {
        push_plain(into, c);
    }
    if is_placeholder(into) {
        into.clear();
        return;
    }
    if let Some(guid) = guid_of(value.trim(), into) {
        *into = guid;
    } else if !into.contains('@') {
        without_decoration(into);
    }
    if is_placeholder(into) {
        into.clear();
    }
}

fn push_plain(into: &mut String, c: char) {
    let skipped = c.is_whitespace()
        || c.is_control()
        || fold::is_invisible(c)
        || matches!(c, '"' | '\'' | '`' | '\u{2018}'..='\u{201f}' | '{' | '}');
    if skipped {
    } else if c.is_ascii() {
        into.push(c.to_ascii_lowercase());
    } else {
        into.extend(c.to_lowercase());
    }
}

/// Takes `.0`, separators inside and zeros in front away.
fn without_decoration(value: &mut String) {
    if let Some(whole) = value.strip_suffix(".0") {
        let whole = whole.len();
        if value[..whole].bytes().all(|b| b.is_ascii_digit()) {
            value.truncate(whole);
        }
    }
    value.retain(|c| !matches!(c, '-' | '_' | '/'));
    if value.bytes().all(|b| b.is_ascii_digit()) {
        let zeros = value.len() - value.trim_start_matches('0').len();
        value.drain(..zeros);
    }
}

/// Whether a value only says that there is none.
pub(super) fn is_placeholder(value: &str) -> bool {
    let mut characters = value.chars();
    let Some(first) = characters.next() else {
        return true;
    };
    let repeated = characters.clone().all(|c| c == first);
    let empty_looking = !first.is_alphanumeric() || first == '0' || matches!(first, 'x');
    (repeated && (empty_looking || (value.len() > 4 && first == '9')))
        || !value.chars().any(char::is_alphanumeric)
        || is_word_for_none(value)
}

fn is_word_for_none(value: &str) -> bool {
    matches!(
        value,
        "n/a"
            | "#n/a"
            | "na"
            | "none"
            | "null"
            | "nil"
            | "nan"
            | "unknown"
            | "tbc"
            | "tbd"
            | "tba"
            | "undefined"
            | "empty"
            | "blank"
            | "notavailable"
            | "notapplicable"
            | "notset"
            | "unassigned"
            | "noemail"
            | "keine"
            | "ohne"
            | "false"
            | "true"
            | "default"
            | "dummy"
            | "test"
            | "temp"
    )
}

/// The normalised form of a short plain value.
struct Short {
    bytes: [u8; SHORT_MAX],
    len: usize,
    /// What the bytes hold, as [`CLASSES`] says.
    held: u8,
}

const SHORT_MAX: usize = 64;
/// No word for "none" is longer.
const WORD_MAX: usize = 16;

/// What kinds of bytes there are, a bit each.
mod class {
    pub(super) const DIGIT: u8 = 1;
    pub(super) const LETTER: u8 = 2;
    pub(super) const SEPARATOR: u8 = 4;
    pub(super) const AT: u8 = 8;
    pub(super) const DOT: u8 = 16;
    /// Neither a hex digit nor a dash.
    pub(super) const NO_GUID: u8 = 32;
    /// Not ASCII.
    pub(super) const OTHER: u8 = 64;
}

/// For each byte what stands for it in a key, 0 where nothing does, and its kinds.
const CLASSES: [(u8, u8); 256] = {
    let mut classes = [(0, 0); 256];
    let mut at = 0;
    while at < 256 {
        classes[at] = class_of(at as u8);
        at += 1;
    }
    classes
};

const fn class_of(byte: u8) -> (u8, u8) {
    let lower = byte.to_ascii_lowercase();
    let no_guid = match lower {
        b'0'..=b'9' | b'a'..=b'f' | b'-' => 0,
        _ => class::NO_GUID,
    };
    let own = match lower {
        0x80.. => return (0, class::OTHER),
        0..=b' ' | 0x7f | b'"' | b'\'' | b'`' | b'{' | b'}' => return (0, 0),
        b'0'..=b'9' => class::DIGIT,
        b'a'..=b'z' => class::LETTER,
        b'-' | b'_' | b'/' => class::SEPARATOR,
        b'@' => class::AT,
        b'.' => class::DOT,
        _ => 0,
    };
    (lower, own | no_guid)
}

impl Short {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).expect("BUG: only ASCII is taken")
    }

    /// As [`hash_text`] of the text.
    fn hash(&self) -> u64 {
        if self.len == 0 {
            return 0;
        }
        let mut hasher = FxHasher::default();
        hasher.write(&self.bytes[..self.len]);
        hasher.write_u8(0xff);
        mix(hasher.finish(), self.len as u64)
    }

    fn holds(&self, kinds: u8) -> bool {
        self.held & kinds != 0
    }

    /// As [`is_placeholder`], which is asked only where the answer may be yes.
    fn is_placeholder(&self) -> bool {
        let varied = self.len > 1 && self.bytes[0] != self.bytes[1];
        let wordless = self.len > WORD_MAX || self.holds(class::DIGIT | class::AT);
        let telling = self.holds(class::DIGIT | class::LETTER);
        !(varied && wordless && telling) && is_placeholder(self.text())
    }

    fn is_guid(&self) -> bool {
        let digits = || {
            self.bytes[..self.len]
                .iter()
                .filter(|b| **b != b'-')
                .count()
        };
        self.len >= 32 && !self.holds(class::NO_GUID) && digits() == 32
    }

    fn retain(&mut self, keep: impl Fn(u8) -> bool) {
        let mut kept = 0;
        for at in 0..self.len {
            if keep(self.bytes[at]) {
                self.bytes[kept] = self.bytes[at];
                kept += 1;
            }
        }
        self.len = kept;
    }
}

/// What [`normalise`] gives, without allocation: for short ASCII values that cannot be a GUID in base64.
fn short_form(value: &str) -> Option<Short> {
    if value.len() > SHORT_MAX || value.ends_with("==") {
        return None;
    }
    let mut short = Short {
        bytes: [0; SHORT_MAX],
        len: 0,
        held: 0,
    };
    for byte in value.bytes() {
        let (plain, kinds) = CLASSES[usize::from(byte)];
        short.bytes[short.len] = plain;
        short.len += usize::from(plain != 0);
        short.held |= kinds;
    }
    if short.holds(class::OTHER) {
        return None;
    }
    if short.is_placeholder() {
        short.len = 0;
        return Some(short);
    }
    let plain = short.len;
    if short.is_guid() {
        short.retain(|b| b != b'-');
    } else if !short.holds(class::AT) {
        short_without_decoration(&mut short);
    }
    if short.len < plain && is_placeholder(short.text()) {
        short.len = 0;
    }
    Some(short)
}

fn short_without_decoration(short: &mut Short) {
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    let bytes = &short.bytes[..short.len];
    if short.holds(class::DOT) && bytes.strip_suffix(b".0").is_some_and(digits) {
        short.len -= 2;
    }
    if short.holds(class::SEPARATOR) {
        short.retain(|b| !matches!(b, b'-' | b'_' | b'/'));
    }
    let bytes = &short.bytes[..short.len];
    if bytes.first() == Some(&b'0') && digits(bytes) {
        let zeros = bytes.iter().take_while(|b| **b == b'0').count();
        short.bytes.copy_within(zeros..short.len, 0);
        short.len -= zeros;
    }
}

/// A GUID in any of its spellings, base64 of its bytes included, as 32 hex digits.
fn guid_of(spelt: &str, plain: &str) -> Option<String> {
    let digits: String = plain.chars().filter(|c| *c != '-').collect();
    if digits.len() == 32 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some(digits);
    }
    let bytes = base64_guid(spelt)?;
    let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
    Some(
        order
            .iter()
            .map(|at| format!("{:02x}", bytes[*at]))
            .collect(),
    )
}

/// The 16 bytes behind 22 base64 digits and `==`, as immutable IDs are written.
fn base64_guid(text: &str) -> Option<[u8; 16]> {
    let digits = text
        .strip_suffix("==")
        .filter(|digits| digits.len() == 22)?;
    let mut bytes = [0; 16];
    let (mut bits, mut held, mut at) = (0u32, 0, 0);
    for digit in digits.bytes() {
        bits = (bits << 6) | base64_digit(digit)?;
        held += 6;
        if held >= 8 {
            held -= 8;
            *bytes.get_mut(at)? = u8::try_from((bits >> held) & 0xff).ok()?;
            at += 1;
        }
    }
    (at == 16).then_some(bytes)
}

fn base64_digit(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: &str) {
        let (mut normal, mut again) = (String::new(), String::new());
        normalise(value, &mut normal);
        assert_eq!(normal, expected, "{value:?}");
        normalise(&normal, &mut again);
        assert_eq!(again, normal, "{value:?} normalised twice");
    }

    #[test]
    fn keys_lose_what_exports_add() {
        check("00123", "123");
        check("07309381.0", "7309381");
        check("'0042", "42");
        check(" LW-9798430\u{a0}", "lw9798430");
        check("\u{200b}FB9906332", "fb9906332");
        check("Anna.Kern@Contoso.com", "anna.kern@contoso.com");
        check("1.50", "1.50");
    }

    proptest::proptest! {
        #[test]
        fn short_values_are_normalised_like_any(value in "[ -~\t]{0,40}|[0-9.'\" -]{0,12}|[0a-fA-F-]{30,40}") {
            let mut normal = String::new();
            normalise(&value, &mut normal);
            if let Some(short) = short_form(&value) {
                proptest::prop_assert_eq!(short.text(), normal.as_str());
            }
        }

        #[test]
        fn normalising_twice_changes_nothing(value in "\\PC{0,40}") {
            let (mut normal, mut again) = (String::new(), String::new());
            normalise(&value, &mut normal);
            normalise(&normal, &mut again);
            proptest::prop_assert_eq!(&again, &normal);
        }
    }

    #[test]
    fn guids_meet_in_every_spelling() {
        let hex = "6f9619ff8b86d011b42d00c04fc964ff";
        check("6F9619FF-8B86-D011-B42D-00C04FC964FF", hex);
        check("{6f9619ff-8b86-d011-b42d-00c04fc964ff}", hex);
        check("/xmWb4aLEdC0LQDAT8lk/w==", hex);
    }

    #[test]
    fn placeholders_are_no_keys() {
        for value in [
            "", " ", "-", "--", "n/a", "N/A", "#N/A", "None", "0", "000", "null", "x", "xxx", "?",
            "99999", "0.0",
        ] {
            check(value, "");
            assert!(Key::of(value).is_missing(), "{value:?}");
        }
    }
}

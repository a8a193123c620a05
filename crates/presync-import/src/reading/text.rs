//! Text without what nobody sees: white space around, runs inside, invisible characters, loose accents.
//!
//! Letter case and punctuation stay: they are seen, and whoever compares sets them aside.

use presync_core::record::VALUE_SEPARATOR;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

/// A text made plain, and what was done to it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Plain {
    pub(super) text: String,
    /// White space around a value went.
    pub(super) trimmed: bool,
    /// White space inside became one plain space.
    pub(super) spaced: bool,
    /// Invisible characters went.
    pub(super) cleaned: bool,
    /// Letters and marks were put together.
    pub(super) composed: bool,
}

/// The text made plain; none when it is plain already. Several values are made plain one by one.
pub(super) fn plain(text: &str) -> Option<Plain> {
    if is_plain(text) {
        return None;
    }
    let mut plain = Plain::default();
    for (at, value) in text.split(VALUE_SEPARATOR).enumerate() {
        if at > 0 {
            plain.text.push(VALUE_SEPARATOR);
        }
        plain.push(value);
    }
    if !is_nfc(&plain.text) {
        plain.text = plain.text.nfc().collect();
        plain.composed = true;
    }
    (plain.text != text).then_some(plain)
}

impl Plain {
    fn push(&mut self, value: &str) {
        let visible = value.trim_matches(|c: char| c.is_whitespace() || is_unseen(c));
        self.trimmed |= value.trim().len() < value.len();
        self.cleaned |= value.contains(is_invisible);
        let mut run = 0_usize;
        for c in visible.chars() {
            if is_unseen(c) {
            } else if c.is_whitespace() && !matches!(c, '\n' | '\r') {
                self.spaced |= run > 0 || c != ' ';
                run += 1;
            } else {
                self.end_run(&mut run);
                self.text.push(c);
            }
        }
    }

    fn end_run(&mut self, run: &mut usize) {
        if *run > 0 {
            self.text.push(' ');
            *run = 0;
        }
    }
}

/// Whether a text is plain for certain: without a copy, as nearly all are.
fn is_plain(text: &str) -> bool {
    if text.is_ascii() {
        return is_plain_ascii(text.as_bytes());
    }
    let mut last = ' ';
    for c in text.chars() {
        let is_blank = c == ' ';
        let is_odd = (!is_blank && c.is_whitespace()) || is_unseen(c) || c == VALUE_SEPARATOR;
        if is_odd || (is_blank && last == ' ') {
            return false;
        }
        last = c;
    }
    last != ' ' && is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// The same for ASCII, where nearly all time would go.
fn is_plain_ascii(text: &[u8]) -> bool {
    const SEPARATOR: u8 = VALUE_SEPARATOR as u8;
    let mut last = b' ';
    for &byte in text {
        if matches!(byte, 9..=13 | SEPARATOR) || (byte == b' ' && last == b' ') {
            return false;
        }
        last = byte;
    }
    text.is_empty() || last != b' '
}

/// What is no part of the text: invisible characters, and the symbols that stand for control characters
/// here, which are counted where they are made visible.
fn is_unseen(c: char) -> bool {
    is_invisible(c) || matches!(c, '\u{2400}'..='\u{241f}')
}

/// Joiners, direction marks, soft hyphens, byte order marks, tags and variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_nobody_sees_is_set_aside() {
        let check = |text: &str, expect: &str, done: &str| {
            let plain = plain(text).unwrap_or_else(|| panic!("{text:?} is not plain"));
            let marks = [
                (plain.trimmed, "trimmed"),
                (plain.spaced, "spaced"),
                (plain.cleaned, "cleaned"),
                (plain.composed, "composed"),
            ];
            let marks: Vec<_> = marks.iter().filter(|m| m.0).map(|m| m.1).collect();
            assert_eq!(
                (plain.text.as_str(), marks.join(" ").as_str()),
                (expect, done),
                "{text:?}"
            );
        };
        check(" Ada\t", "Ada", "trimmed");
        check("Human\u{a0}Resources", "Human Resources", "spaced");
        check("Human  \t Resources", "Human Resources", "spaced");
        check("\u{200b}15835813", "15835813", "cleaned");
        check("Man\u{ad}ager\u{a0}", "Manager", "trimmed cleaned");
        check("Rene\u{301}", "René", "composed");
        check("LW\u{e0041}\u{e0042}7", "LW7", "cleaned");
        check("a\u{2400}b", "ab", "");
        check(" \u{a0} ", "", "trimmed");
        check(" a \u{1f}b  c", "a\u{1f}b c", "trimmed spaced");
    }

    #[test]
    fn plain_text_stays() {
        for text in [
            "",
            "Ada Okoro",
            "1 Quay\r\nBristol",
            "René",
            "İ",
            "ﬁ",
            "a\u{1f}b",
        ] {
            assert_eq!(plain(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn making_plain_twice_changes_nothing(text in "[ -~\u{a0}\u{ad}\u{200b}\u{301}\u{1f}é\n]{0,24}|\\PC{0,24}") {
            if let Some(once) = plain(&text) {
                prop_assert!(plain(&once.text).is_none(), "{:?} → {:?}", text, once.text);
            }
        }
    }
}

//! Makes visible what a page would hide: characters that reorder text, control it, or show as nothing.

use std::borrow::Cow;

use presync_core::record::VALUE_SEPARATOR;

/// The page with every such character replaced by its code in brackets. The templates hold none.
pub(crate) fn visible(page: &str) -> Cow<'_, str> {
    if !page.contains(hides) {
        return Cow::Borrowed(page);
    }
    let mut text = String::with_capacity(page.len());
    for c in page.chars() {
        match c {
            VALUE_SEPARATOR => text.push_str("; "),
            c if hides(c) => text.push_str(&format!("⟦U+{:04X}⟧", u32::from(c))),
            c => text.push(c),
        }
    }
    Cow::Owned(text)
}

/// Joiners are left alone: scripts and emoji need them.
fn hides(c: char) -> bool {
    let is_layout = matches!(c, '\n' | '\t');
    let reorders = matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_nothing = matches!(c, '\u{ad}' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
    let is_tag = matches!(c, '\u{e0000}'..='\u{e007f}');
    let is_noncharacter = u32::from(c) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}');
    (c.is_control() && !is_layout) || reorders || is_nothing || is_tag || is_noncharacter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_shown_and_the_rest_stays() {
        for (page, expect) in [
            ("plain\n\ttext · Nguyễn 👩‍🚒", "plain\n\ttext · Nguyễn 👩‍🚒"),
            ("\u{202e}gnirtS", "⟦U+202E⟧gnirtS"),
            ("a\0b\u{85}\r", "a⟦U+0000⟧b⟦U+0085⟧⟦U+000D⟧"),
            ("zero\u{200b}width\u{feff}", "zero⟦U+200B⟧width⟦U+FEFF⟧"),
            ("one\u{1f}two", "one; two"),
            ("\u{e0041}\u{ffff}", "⟦U+E0041⟧⟦U+FFFF⟧"),
        ] {
            assert_eq!(visible(page), expect);
        }
    }
}

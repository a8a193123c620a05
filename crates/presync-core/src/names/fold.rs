//! Text reduced to what its spellings share. Lossy on purpose: evidence for a person to read, never a key.

use unicode_normalization::{UnicodeNormalization, char::decompose_canonical};

/// Lower-case ASCII words with single spaces between: marks, case, punctuation and invisible characters
/// are set aside, other scripts transliterated.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        text.chars().for_each(|c| push_ascii(&mut folded, c));
    } else {
        text.nfkc().for_each(|c| push_any(&mut folded, c));
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// A folded word with the ways of writing one sound made equal: `ue` and `ü`, `oe` and `ø`, `aa` and `å`,
/// `ss` and `ß`, doubled letters. Takes and gives folded text; spaces go.
#[must_use]
pub fn collapse(folded: &str) -> String {
    let mut out: Vec<u8> = Vec::with_capacity(folded.len());
    for byte in folded.bytes().filter(|b| *b != b' ') {
        match (out.last(), byte) {
            (Some(b'a' | b'o' | b'u'), b'e') => {}
            (Some(last), _) if *last == byte && byte.is_ascii_alphabetic() => {}
            _ => out.push(byte),
        }
    }
    out.into_iter().map(char::from).collect()
}

/// The consonants of a folded word as they sound across European and transliterated spellings, first
/// letter kept; a key for finding candidates.
#[must_use]
pub fn skeleton(folded: &str) -> String {
    const SOUNDS: &[(&str, &str)] = &[
        ("tsch", "c"),
        ("sch", "s"),
        ("tch", "c"),
        ("ph", "f"),
        ("kh", "h"),
        ("ck", "k"),
        ("cz", "c"),
        ("sz", "s"),
        ("sh", "s"),
        ("ch", "c"),
        ("zh", "s"),
        ("th", "t"),
        ("dj", "j"),
        ("ts", "c"),
        ("tz", "c"),
        ("qu", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("y", "i"),
        ("j", "i"),
        ("z", "s"),
        ("q", "k"),
    ];
    let mut sounds = collapse(folded);
    for (spelling, sound) in SOUNDS {
        if sounds.contains(spelling) {
            sounds = sounds.replace(spelling, sound);
        }
    }
    let consonant = |b: &u8| !matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'h');
    let mut out = String::new();
    for (at, byte) in sounds.bytes().enumerate() {
        let kept = at == 0 || consonant(&byte);
        if kept && !out.ends_with(char::from(byte)) {
            out.push(char::from(byte));
        }
    }
    out
}

/// Whether one word mixes Latin with Greek or Cyrillic letters, as look-alikes do.
#[must_use]
pub fn is_mixed_script(text: &str) -> bool {
    !text.is_ascii() && text.split(|c: char| !c.is_alphabetic()).any(is_mixed_word)
}

fn is_mixed_word(word: &str) -> bool {
    let latin = word
        .chars()
        .any(|c| c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}'));
    let other = word
        .chars()
        .any(|c| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}'));
    latin && other
}

fn push_ascii(folded: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' => folded.push(c),
        'A'..='Z' => folded.push(c.to_ascii_lowercase()),
        '\'' | '`' => {}
        _ if folded.is_empty() || folded.ends_with(' ') => {}
        _ => folded.push(' '),
    }
}

fn push_any(folded: &mut String, c: char) {
    if c.is_ascii() {
        push_ascii(folded, c);
    } else if is_invisible(c) || matches!(c, '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{b4}') {
    } else if let Some(base) = latin_base(c) {
        push_ascii(folded, base);
    } else if c.is_alphanumeric() {
        any_ascii::any_ascii_char(c)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .for_each(|c| push_ascii(folded, c));
    } else if !unicode_normalization::char::is_combining_mark(c) {
        push_ascii(folded, ' ');
    }
}

/// The ASCII letter under the marks of a Latin letter.
fn latin_base(c: char) -> Option<char> {
    let mut base = None;
    decompose_canonical(c, |part| {
        if part.is_ascii_alphabetic() {
            base = Some(part);
        }
    });
    base
}

/// Characters that show nothing: joiners, direction marks, soft hyphens, byte order marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, folded: &str, collapsed: &str) {
        assert_eq!(fold(text), folded, "fold of {text}");
        assert_eq!(collapse(&fold(text)), collapsed, "collapse of {text}");
        assert_eq!(fold(&fold(text)), folded, "fold of {text} twice");
    }

    #[test]
    fn spellings_meet() {
        check("Müller", "muller", "muler");
        check("Mueller", "mueller", "muler");
        check("Sørensen", "sorensen", "sorensen");
        check("Soerensen", "soerensen", "sorensen");
        check("Groß", "gross", "gros");
        check("Åse", "ase", "ase");
        check("Aase", "aase", "ase");
        check("İbrahim Çağlı", "ibrahim cagli", "ibrahimcagli");
        check("Đặng Thị Hương", "dang thi huong", "dangthihuong");
        check("O\u{2019}Brien", "obrien", "obrien");
        check("  Jean--Paul ", "jean paul", "jeanpaul");
        check("Kwiat\u{200b}kowska", "kwiatkowska", "kwiatkowska");
        check("Łukasz", "lukasz", "lukasz");
        check("\u{2014}", "", "");
    }

    #[test]
    fn skeletons_meet_across_transliterations() {
        for (a, b) in [
            ("Shevchenko", "Schevtschenko"),
            ("Kowalski", "Kovalsky"),
            ("Mohammed", "Muhamad"),
            ("Yusuf", "Jusuf"),
        ] {
            assert_eq!(skeleton(&fold(a)), skeleton(&fold(b)), "{a} and {b}");
        }
    }

    #[test]
    fn look_alikes_are_noticed() {
        for (text, mixed) in [
            ("Ро\u{431}ert", true),
            ("Anna", false),
            ("Анна", false),
            ("Анна Smith", false),
            ("Jos\u{e9}", false),
        ] {
            assert_eq!(is_mixed_script(text), mixed, "{text}");
        }
    }
}

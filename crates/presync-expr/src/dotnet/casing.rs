//! .NET's letter case: one letter to one letter, never longer, invariant or by culture.

use unicode_normalization::char::is_combining_mark;

/// The rules for letter case. Only Turkish and Azeri differ from all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Culture {
    /// No culture: dotted capital I and dotless small i stay as they are.
    Invariant,
    /// Any culture but the Turkic ones.
    Common,
    /// Turkish and Azeri: i goes with İ, ı with I.
    Turkic,
}

impl Culture {
    /// The culture so called (`en-US`); `None` if no culture can be called so.
    pub(crate) fn named(name: &str) -> Option<Culture> {
        let mut parts = name.split('-');
        let language = parts.next()?.to_ascii_lowercase();
        let language_fits = (2..=3).contains(&language.len())
            && language.bytes().all(|byte| byte.is_ascii_lowercase());
        let rest_fits = parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        match language.as_str() {
            _ if !language_fits || !rest_fits => None,
            "tr" | "az" => Some(Culture::Turkic),
            _ => Some(Culture::Common),
        }
    }
}

/// Whether the text certainly is its own lower case.
pub(crate) fn is_lower(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

/// Whether the text certainly is its own upper case.
pub(crate) fn is_upper(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_lowercase())
}

/// Appends `text` in lower case.
pub(crate) fn lower(text: &str, culture: Culture, built: &mut String) {
    if text.is_ascii() && culture != Culture::Turkic {
        let start = built.len();
        built.push_str(text);
        built[start..].make_ascii_lowercase();
        return;
    }
    let converted = text.chars().map(|character| lower_char(character, culture));
    built.extend(converted);
}

/// Appends `text` in upper case.
pub(crate) fn upper(text: &str, culture: Culture, built: &mut String) {
    if text.is_ascii() && culture != Culture::Turkic {
        let start = built.len();
        built.push_str(text);
        built[start..].make_ascii_uppercase();
        return;
    }
    let converted = text.chars().map(|character| upper_char(character, culture));
    built.extend(converted);
}

/// Appends .NET's ToTitleCase over the lower-cased text: a word starts at a letter, and the character
/// classes that the reference lists (apostrophes among them) end it.
pub(crate) fn title_case(text: &str, built: &mut String) {
    let mut in_word = false;
    let convert = |character: char| {
        let starts = !in_word && character.is_alphabetic();
        in_word = (in_word || starts) && !separates_words(character);
        if starts {
            upper_char(character, Culture::Invariant)
        } else {
            lower_char(character, Culture::Invariant)
        }
    };
    built.extend(text.chars().map(convert));
}

/// Appends `text` in lower case, but the first character and each one after a separator in upper case.
pub(crate) fn capitalized(text: &str, is_separator: impl Fn(char) -> bool, built: &mut String) {
    let mut at_start = true;
    let convert = |character: char| {
        let starts = std::mem::replace(&mut at_start, is_separator(character));
        if starts {
            upper_char(character, Culture::Invariant)
        } else {
            lower_char(character, Culture::Invariant)
        }
    };
    built.extend(text.chars().map(convert));
}

/// Everything but letters, marks and numbers.
fn separates_words(character: char) -> bool {
    !character.is_alphanumeric() && !is_combining_mark(character)
}

fn lower_char(character: char, culture: Culture) -> char {
    if character.is_ascii() && culture != Culture::Turkic {
        return character.to_ascii_lowercase();
    }
    match (character, culture) {
        ('I', Culture::Turkic) => 'ı',
        ('İ', Culture::Invariant) => 'İ',
        ('İ', _) => 'i',
        _ => only(character.to_lowercase()).unwrap_or(character),
    }
}

fn upper_char(character: char, culture: Culture) -> char {
    if character.is_ascii() && culture != Culture::Turkic {
        return character.to_ascii_uppercase();
    }
    match (character, culture) {
        ('i', Culture::Turkic) => 'İ',
        ('ı', Culture::Invariant) => 'ı',
        _ => only(character.to_uppercase())
            .or_else(|| iota_adscript(character))
            .unwrap_or(character),
    }
}

/// The single character of a mapping, if it is one.
fn only(mut mapping: impl ExactSizeIterator<Item = char>) -> Option<char> {
    if mapping.len() == 1 {
        mapping.next()
    } else {
        None
    }
}

/// Greek letters with iota below have a one-letter capital, which full case mapping does not use.
fn iota_adscript(character: char) -> Option<char> {
    let code = u32::from(character);
    let shift = match code {
        0x1f80..=0x1f87 | 0x1f90..=0x1f97 | 0x1fa0..=0x1fa7 => 8,
        0x1fb3 | 0x1fc3 | 0x1ff3 => 9,
        _ => return None,
    };
    char::from_u32(code + shift)
}

#[cfg(test)]
mod tests {
    use super::Culture;

    fn built(build: impl FnOnce(&mut String)) -> String {
        let mut built = String::new();
        build(&mut built);
        built
    }

    fn lower(text: &str, culture: Culture) -> String {
        built(|built| super::lower(text, culture, built))
    }

    fn upper(text: &str, culture: Culture) -> String {
        built(|built| super::upper(text, culture, built))
    }

    #[test]
    fn maps_one_letter_to_one() {
        assert_eq!(upper("straße ŉ ᾳ", Culture::Invariant), "STRAßE ŉ ᾼ");
        assert_eq!(lower("ΟΔΥΣΣΕΥΣ", Culture::Invariant), "οδυσσευσ");
    }

    #[test]
    fn keeps_i_apart_by_culture() {
        assert_eq!(lower("Iİ", Culture::Invariant), "iİ");
        assert_eq!(lower("Iİ", Culture::Common), "ii");
        assert_eq!(lower("Iİ", Culture::Turkic), "ıi");
        assert_eq!(upper("iı", Culture::Invariant), "Iı");
        assert_eq!(upper("iı", Culture::Common), "II");
        assert_eq!(upper("iı", Culture::Turkic), "İI");
    }

    #[test]
    fn culture_names_are_checked() {
        assert_eq!(Culture::named("tr-TR"), Some(Culture::Turkic));
        assert_eq!(Culture::named("zh-Hant-TW"), Some(Culture::Common));
        assert_eq!(Culture::named("english"), None);
        assert_eq!(Culture::named("en_US"), None);
    }

    #[track_caller]
    fn check_title(text: &str, expect: &str) {
        assert_eq!(built(|built| super::title_case(text, built)), expect);
    }

    #[test]
    fn words_start_at_letters() {
        check_title("st john's hospital", "St John'S Hospital");
        check_title("O'BRIEN-SMITH", "O'Brien-Smith");
        check_title("21st street", "21St Street");
        check_title("éLAN vital", "Élan Vital");
        check_title("a1b c", "A1b C");
        assert_eq!(
            built(|built| super::capitalized("PINTO-DE'SILVA 2b", |c| c == '-', built)),
            "Pinto-De'silva 2b"
        );
    }
}

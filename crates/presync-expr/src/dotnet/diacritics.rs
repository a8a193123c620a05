//! Latin letters without their diacritics, by the reference's table. What the table leaves open is
//! assumed: any mark on a basic Latin letter goes, plain œ is treated as œ with macron; ð, þ, đ and
//! all other scripts stay.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Appends `text` with its Latin letters folded.
pub(crate) fn fold_diacritics(text: &str, folded: &mut String) {
    // Whether the letter before was folded or basic, so that marks after it go too.
    let mut drops_marks = false;
    for character in text.chars() {
        if drops_marks && is_combining_mark(character) {
            continue;
        }
        let base = base_letter(character);
        drops_marks = true;
        match special(base) {
            Some(letters) => folded.push_str(letters),
            None if base.is_ascii_alphabetic() => folded.push(base),
            None => {
                folded.push(character);
                drops_marks = false;
            }
        }
    }
}

/// The letter that remains when all marks are taken away.
fn base_letter(character: char) -> char {
    if character.is_ascii() {
        return character;
    }
    let mut base = None;
    decompose_canonical(character, |part| {
        base.get_or_insert(part);
    });
    base.unwrap_or(character)
}

/// Letters that no decomposition leads to. Note: ø becomes oe, while ö becomes o.
fn special(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' => "ae",
        'Æ' => "AE",
        'ø' | 'œ' => "oe",
        'Ø' | 'Œ' => "OE",
        'ß' => "ss",
        'ł' => "l",
        'Ł' => "L",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::fold_diacritics;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let mut folded = String::new();
        fold_diacritics(text, &mut folded);
        assert_eq!(folded, expect, "{text}");
    }

    #[test]
    fn folds_the_documented_rows() {
        check("ā́ā̀ā̂ā̃ǟā̈ǡa̱å̄", "aaaaaaaaa");
        check("æǣÆǢ", "aeaeAEAE");
        check("øø̄œ̄ØØ̄Œ̄", "oeoeoeOEOEOE");
        check("łŁľĽl̄ḹḻ", "lLlLlll");
        check("ıİ", "iI");
        check("ṳ̄ǖṻ", "uuu");
        check("ß", "ss");
    }

    #[test]
    fn leaves_other_scripts_and_letters() {
        check("ðþđ", "ðþđ");
        check("Йорк が 한글", "Йорк が 한글");
        check("й", "й");
        check("Nguyễn", "Nguyen");
        check("\u{301}a", "\u{301}a");
    }
}

//! Folding for sorting and searching in the grid: letter case is set aside, accents are not.

/// The text in lower case.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.to_lowercase()
    }
}

/// A text without letter case, added to another.
pub(crate) fn fold_onto(text: &str, onto: &mut String) {
    if text.is_ascii() {
        let start = onto.len();
        onto.push_str(text);
        onto[start..].make_ascii_lowercase();
    } else {
        onto.push_str(&text.to_lowercase());
    }
}

/// Whether a text holds another one that was folded before.
pub(crate) fn contains_folded(hay: &str, folded: &str) -> bool {
    if hay.is_ascii() {
        contains_ascii(hay.as_bytes(), folded.as_bytes())
    } else {
        hay.to_lowercase().contains(folded)
    }
}

fn contains_ascii(hay: &[u8], folded: &[u8]) -> bool {
    let Some((first, rest)) = folded.split_first() else {
        return true;
    };
    hay.iter().enumerate().any(|(at, byte)| {
        byte.to_ascii_lowercase() == *first
            && hay
                .get(at + 1..at + folded.len())
                .is_some_and(|tail| tail.eq_ignore_ascii_case(rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(hay: &str, needle: &str, expect: bool) {
        assert_eq!(
            contains_folded(hay, &fold(needle)),
            expect,
            "{needle:?} in {hay:?}"
        );
    }

    #[test]
    fn letter_case_is_set_aside_in_every_alphabet() {
        check("Anna.Berg@contoso.example", "BERG@", true);
        check("ÇELİK Özgür", "özgür", true);
        check("ΑΘΗΝΑ", "αθηνα", true);
        check("Anna", "annab", false);
        check("", "a", false);
        check("anything", "", true);
        check("ab", "b", true);
        check("Müller", "muller", false);
    }
}

//! Texts without letter case and marks, each letter with where it stands in the text, so that a part
//! can be recognised before it is known how it was respelt.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A text's letters and the place in the text that each comes from.
pub(super) struct Folded {
    pub(super) letters: Vec<char>,
    /// Byte where the letter at a position starts in the text; one more than letters, the end last.
    places: Vec<usize>,
}

impl Folded {
    pub(super) fn of(text: &str) -> Self {
        let (mut letters, mut places) = (Vec::new(), Vec::new());
        for (at, letter) in text.char_indices() {
            for lower in letter.to_lowercase() {
                let before = letters.len();
                fold(lower, &mut letters);
                places.resize(places.len() + letters.len() - before, at);
            }
        }
        places.push(text.len());
        Self { letters, places }
    }

    /// The part of the text that so many letters come from.
    pub(super) fn part<'t>(&self, text: &'t str, from: usize, to: usize) -> &'t str {
        text.get(self.places[from]..self.places[to]).unwrap_or("")
    }
}

fn fold(letter: char, letters: &mut Vec<char>) {
    match letter {
        'ß' => letters.extend(['s', 's']),
        'ø' | 'œ' => letters.extend(['o', 'e']),
        'æ' => letters.extend(['a', 'e']),
        'ł' => letters.push('l'),
        'ı' => letters.push('i'),
        _ if letter.is_ascii() => letters.push(letter),
        _ => decompose_canonical(letter, |part| {
            if !is_combining_mark(part) {
                letters.push(part);
            }
        }),
    }
}

/// Whether two texts share a word of two letters or more, or four letters in a row.
pub(super) fn shares_text(a: &Folded, b: &Folded) -> bool {
    let words = |text: &Folded| -> Vec<Vec<char>> {
        let words = text.letters.split(|letter| !letter.is_alphanumeric());
        words
            .filter(|word| word.len() > 1)
            .map(<[char]>::to_vec)
            .collect()
    };
    let holds = |text: &Folded, part: &[char]| text.letters.windows(part.len()).any(|w| w == part);
    words(a).iter().any(|word| holds(b, word))
        || words(b).iter().any(|word| holds(a, word))
        || a.letters.windows(4).any(|part| holds(b, part))
}

/// Whether one text starts with the other's first letter, or is short and holds it.
pub(super) fn shares_initial(source: &Folded, target: &Folded) -> bool {
    let Some(first) = source.letters.first() else {
        return false;
    };
    let looked_at = if target.letters.len() <= 4 { 4 } else { 1 };
    target
        .letters
        .iter()
        .take(looked_at)
        .any(|letter| letter == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_those_of_the_text() {
        let check = |text: &str, letters: &str, part: (usize, usize), expect: &str| {
            let folded = Folded::of(text);
            assert_eq!(folded.letters.iter().collect::<String>(), letters);
            assert_eq!(folded.part(text, part.0, part.1), expect);
        };
        check("Müller, ZOË", "muller, zoe", (0, 6), "Müller");
        check("Ødegård", "oedegard", (0, 8), "Ødegård");
        check("Ødegård", "oedegard", (2, 8), "degård");
        check("", "", (0, 0), "");
    }
}

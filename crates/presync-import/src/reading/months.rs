//! Names of months in the languages that dates are exported in, and the words that stand beside them.

/// What a word of a written date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A month, from 1.
    Month(i16),
    /// A weekday, an article.
    Filler,
}

/// January to December in English, German, French, Spanish, Portuguese, Italian and Dutch, in lower case.
const MONTHS: [&[&str]; 12] = [
    &[
        "january", "januar", "jänner", "janvier", "enero", "janeiro", "gennaio", "januari", "jan",
        "ene",
    ],
    &[
        "february",
        "februar",
        "février",
        "febrero",
        "fevereiro",
        "febbraio",
        "februari",
        "feb",
        "fév",
        "fev",
    ],
    &[
        "march", "märz", "mars", "marzo", "março", "maart", "mar", "mär", "mrz", "mrt",
    ],
    &["april", "avril", "abril", "aprile", "apr", "avr", "abr"],
    &["may", "mai", "mayo", "maio", "maggio", "mei", "mag"],
    &[
        "june", "juni", "juin", "junio", "junho", "giugno", "jun", "giu",
    ],
    &[
        "july", "juli", "juillet", "julio", "julho", "luglio", "jul", "juil", "lug",
    ],
    &["august", "août", "agosto", "augustus", "aug", "ago"],
    &[
        "september",
        "septembre",
        "septiembre",
        "setembro",
        "settembre",
        "sep",
        "sept",
        "set",
    ],
    &[
        "october", "oktober", "octobre", "octubre", "outubro", "ottobre", "oct", "okt", "out",
        "ott",
    ],
    &["november", "novembre", "noviembre", "novembro", "nov"],
    &[
        "december",
        "dezember",
        "décembre",
        "diciembre",
        "dezembro",
        "dicembre",
        "dec",
        "dez",
        "déc",
        "dic",
    ],
];

/// Weekdays in English and German, and words between.
const FILLERS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
    "de",
    "den",
    "le",
    "of",
];

/// What a word means; none when it has no place in a date.
pub(super) fn meaning(word: &str) -> Option<Word> {
    let word = word.to_lowercase();
    if let Some(month) = MONTHS
        .iter()
        .position(|names| names.contains(&word.as_str()))
    {
        return i16::try_from(month + 1).ok().map(Word::Month);
    }
    FILLERS.contains(&word.as_str()).then_some(Word::Filler)
}

/// Whether a text beyond ASCII has no letter that a month has.
pub(super) fn lacks(text: &str) -> bool {
    let lower = text.to_lowercase();
    !["ä", "é", "û", "ç"]
        .iter()
        .any(|letter| lower.contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_two_months() {
        for (month, names) in (1..).zip(MONTHS) {
            for name in names {
                assert_eq!(
                    meaning(&name.to_uppercase()),
                    Some(Word::Month(month)),
                    "{name}"
                );
                assert!(name.is_ascii() || !lacks(name), "{name}");
            }
        }
        assert_eq!(meaning("Friday"), Some(Word::Filler));
        assert_eq!(meaning("Maybe"), None);
    }
}

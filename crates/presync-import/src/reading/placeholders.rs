//! Texts that only say that there is no value. A text that could be one is not here, nor one that could
//! be a name where names stand; and `NA` is a country.

/// Longest word of the tables, in bytes.
const BYTES_MAX: usize = 17;
/// What the intranet's own scripts put after the name of a field that was empty.
const ENDING: &str = "not specified";

/// Words that are nobody's name either.
const ANYWHERE: &[&str] = &[
    "-",
    "--",
    "---",
    "–",
    "—",
    ".",
    "..",
    "...",
    "…",
    "?",
    "??",
    "???",
    "n/a",
    "n.a.",
    "n. a.",
    "(null)",
    "<null>",
    "[null]",
    "\\n",
    "not specified",
    "notspecified",
    "unspecified",
    "not set",
    "(not set)",
    "<not set>",
    "notset",
    "not assigned",
    "not available",
    "notavailable",
    "not applicable",
    "notapplicable",
    "(none)",
    "<none>",
    "(empty)",
    "<empty>",
    "(blank)",
    "k.a.",
    "k. a.",
    "keine angabe",
    "nicht angegeben",
    "(leer)",
    "s/d",
    "sin especificar",
    "no especificado",
    "non spécifié",
    "non renseigné",
    "non specificato",
    "não especificado",
    "niet opgegeven",
    "nie podano",
    "xxx",
    "xxxx",
];

/// Words that are somebody's name, too.
const NOT_NAMES: &[&str] = &[
    "none",
    "null",
    "nil",
    "nan",
    "unknown",
    "unbekannt",
    "inconnu",
    "desconocido",
    "tbc",
    "tbd",
    "tba",
    "undefined",
    "empty",
    "blank",
    "unassigned",
    "keine",
    "ohne",
];

/// Whether a placeholder of the tables begins and is as long as a text: a fast look before the rest.
pub(super) fn may_be(text: &[u8]) -> bool {
    match text.first() {
        Some(first) if text.len() <= BYTES_MAX => LENGTHS[*first as usize] >> text.len() & 1 == 1,
        _ => false,
    }
}

/// Whether a plain text says that there is no value; `name` when it stands where names do.
pub(super) fn is_placeholder(text: &str, name: bool) -> bool {
    if ends_as_placeholder(text) {
        return true;
    }
    if !may_be(text.as_bytes()) {
        return false;
    }
    let is_in = |words: &[&str]| {
        words.iter().any(|word| {
            word.len() == text.len() && (word.eq_ignore_ascii_case(text) || is_same(word, text))
        })
    };
    is_in(ANYWHERE) || (!name && is_in(NOT_NAMES))
}

/// `Department - Not Specified` and the like.
pub(super) fn ends_as_placeholder(text: &str) -> bool {
    let Some((before, end)) = text
        .len()
        .checked_sub(ENDING.len())
        .and_then(|at| text.split_at_checked(at))
    else {
        return false;
    };
    end.eq_ignore_ascii_case(ENDING) && before.trim_end().ends_with(['-', '–', '—', ':'])
}

fn is_same(word: &str, text: &str) -> bool {
    !word.is_ascii() && word == text.to_lowercase()
}

/// For each first byte the lengths of the words that begin with it, one bit for each.
static LENGTHS: [u32; 256] = lengths();

const fn lengths() -> [u32; 256] {
    let mut known = [0; 256];
    let tables = [ANYWHERE, NOT_NAMES];
    let mut table = 0;
    while table < tables.len() {
        let mut at = 0;
        while at < tables[table].len() {
            let word = tables[table][at].as_bytes();
            let bit = 1 << word.len();
            known[word[0].to_ascii_uppercase() as usize] |= bit;
            known[word[0] as usize] |= bit;
            at += 1;
        }
        table += 1;
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_known_where_they_stand() {
        let check = |text: &str, name: bool, expect: bool| {
            assert_eq!(is_placeholder(text, name), expect, "{text}");
        };
        for text in [
            "-",
            "N/A",
            "n/a",
            "Not Specified",
            "(null)",
            "\\N",
            "…",
            "Não Especificado",
        ] {
            check(text, false, true);
            check(text, true, true);
        }
        for text in ["Null", "None", "Unknown", "TBC"] {
            check(text, false, true);
            check(text, true, false);
        }
        for text in [
            "",
            "NA",
            "Test",
            "True",
            "0",
            "x",
            "-1",
            "Not Specified Ltd",
            "Nonesuch",
        ] {
            check(text, false, false);
        }
        check("Department - Not Specified", false, true);
        check("Location – not specified", false, true);
        check("Reason not specified", false, false);
    }

    #[test]
    fn the_longest_word_is_found() {
        let longest = ANYWHERE
            .iter()
            .chain(NOT_NAMES)
            .map(|word| word.len())
            .max();
        assert_eq!(longest, Some(BYTES_MAX));
        for word in ANYWHERE {
            assert!(is_placeholder(&word.to_uppercase(), true), "{word}");
        }
    }
}

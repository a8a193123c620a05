//! How exports spell booleans and dates. It recognises; it never guesses between two readings.

use jiff::civil::Date;

/// Words for yes, in lower case: what spreadsheets print in the languages they are used in, what people
/// type, and signs. Words that mean something else elsewhere are here too, because only columns that are
/// known to hold booleans are read by them.
const YES: &[&str] = &[
    "true",
    "1",
    "yes",
    "y",
    "t",
    "x",
    "on",
    "-1",
    "active",
    "enabled",
    "✓",
    "✔",
    "☑",
    "✅",
    "wahr",
    "ja",
    "j",
    "aktiv",
    "vrai",
    "oui",
    "actif",
    "verdadero",
    "sí",
    "si",
    "activo",
    "verdadeiro",
    "sim",
    "ativo",
    "vero",
    "sì",
    "attivo",
    "waar",
    "actief",
    "sant",
    "sand",
    "sann",
    "tosi",
    "kyllä",
    "prawda",
    "tak",
    "pravda",
    "ano",
    "igaz",
    "igen",
    "doğru",
    "evet",
    "истина",
    "да",
    "真",
    "是",
    "はい",
];

/// Words for no, in lower case.
const NO: &[&str] = &[
    "false",
    "0",
    "no",
    "n",
    "f",
    "off",
    "inactive",
    "disabled",
    "✗",
    "✘",
    "☐",
    "❌",
    "falsch",
    "nein",
    "inaktiv",
    "faux",
    "non",
    "inactif",
    "falso",
    "inactivo",
    "não",
    "nao",
    "inativo",
    "inattivo",
    "onwaar",
    "nee",
    "inactief",
    "falskt",
    "falsk",
    "usann",
    "nej",
    "nei",
    "epätosi",
    "ei",
    "fałsz",
    "nie",
    "nepravda",
    "ne",
    "hamis",
    "nem",
    "yanlış",
    "yanliş",
    "hayır",
    "hayir",
    "ложь",
    "нет",
    "假",
    "否",
    "いいえ",
];

/// The longest of the words, in bytes.
const WORD_BYTES_MAX: usize = 16;

/// Reads a boolean in the spellings of exports; none when it is something else.
#[must_use]
pub fn parse_boolean(text: &str) -> Option<bool> {
    let text = text.trim();
    if text.len() > WORD_BYTES_MAX {
        return None;
    }
    let lower;
    let word = if text.is_ascii() {
        text
    } else {
        lower = text.to_lowercase();
        &lower
    };
    let is_in = |words: &[&str]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    match (is_in(YES), is_in(NO)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// Every date a text can mean: one, or two where day and month could be swapped, or none.
#[must_use]
pub fn parse_dates(text: &str) -> Vec<Date> {
    let text = text.trim();
    if let Some(date) = iso_date(text) {
        return vec![date];
    }
    let day_part = text.split([' ', 'T']).next().unwrap_or(text);
    let parts: Vec<&str> = day_part.split(['/', '.', '-']).collect();
    let [first, second, third] = parts.as_slice() else {
        return Vec::new();
    };
    let (Ok(a), Ok(b), Ok(c)) = (first.parse(), second.parse(), third.parse()) else {
        return Vec::new();
    };
    numeric_dates(a, b, c, first.len() == 4)
}

/// Whether a text is a point in time as the intranet takes it: `yyyy-MM-ddTHH:mm:ssZ` (RFC 3339).
#[must_use]
pub fn is_rfc3339(text: &str) -> bool {
    text.contains('T') && text.parse::<jiff::Timestamp>().is_ok()
}

fn numeric_dates(a: i16, b: i16, c: i16, year_first: bool) -> Vec<Date> {
    let date = |year: i16, month: i16, day: i16| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let mut dates: Vec<Date> = if year_first {
        date(a, b, c).into_iter().collect()
    } else if c >= 1000 {
        [date(c, b, a), date(c, a, b)]
            .into_iter()
            .flatten()
            .collect()
    } else {
        Vec::new()
    };
    dates.dedup();
    dates
}

fn iso_date(text: &str) -> Option<Date> {
    let day = text.get(..10)?;
    let bytes = day.as_bytes();
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    day.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let dates: Vec<String> = parse_dates(text).iter().map(ToString::to_string).collect();
        assert_eq!(dates, expect, "{text}");
    }

    #[test]
    fn a_date_that_reads_two_ways_is_two_dates() {
        check("2024-03-04", &["2024-03-04"]);
        check("2024-03-04T08:00:00Z", &["2024-03-04"]);
        check("03/04/2024", &["2024-04-03", "2024-03-04"]);
        check("04.04.2024", &["2024-04-04"]);
        check("13/04/2024", &["2024-04-13"]);
        check("4/13/2024 00:00:00", &["2024-04-13"]);
        check("2024/12/31", &["2024-12-31"]);
    }

    #[test]
    fn what_is_no_date_gives_none() {
        check("", &[]);
        check("31/31/2024", &[]);
        check("1/2/24", &[]);
        check("März 2024", &[]);
        check("ééééé-é-é-é", &[]);
    }

    #[test]
    fn only_the_documented_form_is_a_point_in_time() {
        for (value, expect) in [
            ("2024-03-04T00:00:00Z", true),
            ("2024-03-04", false),
            ("04/03/2024", false),
            ("", false),
        ] {
            assert_eq!(is_rfc3339(value), expect, "{value}");
        }
    }

    #[test]
    fn booleans_are_read_in_export_spellings() {
        for (text, expect) in [
            ("True", Some(true)),
            ("0", Some(false)),
            (" no ", Some(false)),
            ("WAHR", Some(true)),
            ("FALSKT", Some(false)),
            ("Não", Some(false)),
            ("DOĞRU", Some(true)),
            ("YANLIŞ", Some(false)),
            ("ЛОЖЬ", Some(false)),
            ("x", Some(true)),
            ("-1", Some(true)),
            ("2", None),
            ("a text that is much longer than any of the words", None),
            ("", None),
            ("maybe", None),
        ] {
            assert_eq!(parse_boolean(text), expect, "{text}");
        }
    }

    #[test]
    fn no_word_says_both() {
        for word in YES {
            assert!(!NO.contains(word) && word.len() <= WORD_BYTES_MAX, "{word}");
            assert_eq!(parse_boolean(&word.to_uppercase()), Some(true), "{word}");
        }
        for word in NO {
            assert!(word.len() <= WORD_BYTES_MAX, "{word}");
            assert_eq!(parse_boolean(&word.to_uppercase()), Some(false), "{word}");
        }
    }
}

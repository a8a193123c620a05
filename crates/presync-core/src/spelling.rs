//! How exports spell booleans and dates. It recognises; it never guesses between two readings.

use jiff::civil::Date;

const TRUE: &[&str] = &[
    "true", "1", "yes", "y", "active", "enabled", "wahr", "ja", "vrai", "oui",
];
const FALSE: &[&str] = &[
    "false", "0", "no", "n", "inactive", "disabled", "falsch", "nein", "faux", "non",
];

/// Reads a boolean in the spellings of exports; none when it is something else.
#[must_use]
pub fn parse_boolean(text: &str) -> Option<bool> {
    let text = text.trim();
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match () {
        () if is(TRUE) => Some(true),
        () if is(FALSE) => Some(false),
        () => None,
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
    fn booleans_are_read_in_export_spellings() {
        for (text, expect) in [
            ("True", Some(true)),
            ("0", Some(false)),
            (" no ", Some(false)),
            ("WAHR", Some(true)),
            ("", None),
            ("maybe", None),
        ] {
            assert_eq!(parse_boolean(text), expect, "{text}");
        }
    }
}

//! The same number written otherwise: telephone numbers with and without country code, figures with and
//! without separators. It reads no dates, and leading zeros of a figure count: identifiers have them.

/// Digits a telephone number has at least, without its country code.
const PHONE_DIGITS_MIN: usize = 6;
/// Digits of the longest country code (ITU-T E.164).
const COUNTRY_DIGITS_MAX: usize = 3;

/// Whether two texts without letters are one number.
pub(super) fn same_number(texts: [&str; 2]) -> bool {
    let are_numbers = texts.iter().all(|text| {
        let mark = |c: char| {
            matches!(
                c,
                '+' | '-' | '(' | ')' | '.' | ',' | '/' | '\'' | '’' | '–' | '‐' | '‑'
            )
        };
        text.chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || mark(c))
    });
    are_numbers && (same_figure(texts) || same_phone(texts))
}

/// A telephone number: its digits, and whether they begin with a country code.
struct Phone {
    digits: String,
    is_international: bool,
}

impl Phone {
    fn of(text: &str) -> Self {
        let text = text.trim();
        let digits: String = text
            .replace("(0)", "")
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        match digits.strip_prefix("00") {
            Some(rest) if !text.starts_with('+') => Self {
                digits: rest.to_owned(),
                is_international: true,
            },
            _ => Self {
                is_international: text.starts_with('+'),
                digits,
            },
        }
    }
}

fn same_phone(texts: [&str; 2]) -> bool {
    let [a, b] = texts.map(Phone::of);
    if a.digits.len().min(b.digits.len()) < PHONE_DIGITS_MIN {
        return false;
    }
    let (long, short) = match (a.is_international, b.is_international) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        _ => return a.digits == b.digits,
    };
    let national = short.digits.strip_prefix('0').unwrap_or(&short.digits);
    let country = long.digits.strip_suffix(national);
    long.digits == short.digits
        || country.is_some_and(|code| !code.is_empty() && code.len() <= COUNTRY_DIGITS_MAX)
}

/// Whether a figure can be read from both.
fn same_figure(texts: [&str; 2]) -> bool {
    let [a, b] = texts.map(readings);
    a.iter().any(|reading| b.contains(reading))
}

/// What a figure can mean: its separators all grouping, or the last one before decimals.
fn readings(text: &str) -> Vec<String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (sign, body) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.as_str()),
    };
    let is_separator = |c: char| matches!(c, '.' | ',' | '\'' | '’');
    if !body.chars().all(|c| c.is_ascii_digit() || is_separator(c)) {
        return Vec::new();
    }
    let digits = |part: &str| {
        part.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let groups: Vec<&str> = body.split(is_separator).collect();
    let mut readings = Vec::new();
    if groups[1..].iter().all(|group| group.len() == 3) && !digits(body).is_empty() {
        readings.push(format!("{sign}{}", digits(body)));
    }
    if let Some((whole, decimals)) = body.rsplit_once(is_separator) {
        let decimals = decimals.trim_end_matches('0');
        let point = if decimals.is_empty() { "" } else { "." };
        readings.push(format!("{sign}{}{point}{decimals}", digits(whole)));
    }
    readings
}

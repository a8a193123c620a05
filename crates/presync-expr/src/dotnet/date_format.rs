//! .NET date format strings, standard and custom, to a list of pieces. The culture is always the
//! invariant one. Printing and reading by the pieces is done elsewhere.

/// A date format that can be printed by and read by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DateFormat {
    pub(crate) pieces: Vec<Piece>,
}

/// One piece of a format. Numbers are the count of its letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Year(usize),
    Month(usize),
    MonthName {
        full: bool,
    },
    Day(usize),
    WeekdayName {
        full: bool,
    },
    Hour12(usize),
    Hour24(usize),
    Minute(usize),
    Second(usize),
    /// `f…`: exactly so many digits.
    Fraction(usize),
    /// `F…`: up to so many digits, without trailing zeros.
    TrimmedFraction(usize),
    /// `t` or `tt`.
    Meridiem(usize),
    /// `z`, `zz`, `zzz`.
    Offset(usize),
    /// `K`.
    Zone,
    /// `g`, `gg`.
    Era,
    /// `Z` and, in reading only, `GMT`: printed as written, read as the name of UTC.
    ZoneName(&'static str),
    Literal(char),
}

pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// From Sunday, as .NET numbers them.
pub(crate) const WEEKDAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

impl DateFormat {
    /// Reads a format.
    ///
    /// # Errors
    /// A sentence on what .NET would refuse.
    pub(crate) fn compile(format: &str) -> Result<DateFormat, String> {
        let mut letters = format.chars();
        let custom = match (letters.next(), letters.next()) {
            (None, _) => return Err("The date format is empty.".to_owned()),
            (Some(letter), None) => standard(letter)
                .ok_or_else(|| format!("{letter} is not one of .NET's standard date formats."))?,
            _ => format,
        };
        Ok(DateFormat {
            pieces: custom_pieces(custom)?,
        })
    }
}

/// The custom format that a one-letter standard format stands for.
fn standard(letter: char) -> Option<&'static str> {
    Some(match letter {
        'd' => "MM/dd/yyyy",
        'D' => "dddd, dd MMMM yyyy",
        'f' => "dddd, dd MMMM yyyy HH:mm",
        'F' | 'U' => "dddd, dd MMMM yyyy HH:mm:ss",
        'g' => "MM/dd/yyyy HH:mm",
        'G' => "MM/dd/yyyy HH:mm:ss",
        'm' | 'M' => "MMMM dd",
        'o' | 'O' => "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
        'r' | 'R' => "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
        's' => "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
        't' => "HH:mm",
        'T' => "HH:mm:ss",
        'u' => "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
        'y' | 'Y' => "yyyy MMMM",
        _ => return None,
    })
}

fn custom_pieces(format: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut rest = format;
    while let Some(letter) = rest.chars().next() {
        let used = match letter {
            'G' if rest.starts_with("GMT") => {
                pieces.push(Piece::ZoneName("GMT"));
                3
            }
            '\'' | '"' => quoted(rest, letter, &mut pieces)?,
            '\\' => escaped(rest, &mut pieces)?,
            '%' => single(rest, &mut pieces)?,
            _ => {
                let count = rest.chars().take_while(|&next| next == letter).count();
                match piece(letter, count)? {
                    Some(piece) => pieces.push(piece),
                    None => pieces.extend((0..count).map(|_| Piece::Literal(letter))),
                }
                count * letter.len_utf8()
            }
        };
        rest = &rest[used..];
    }
    Ok(pieces)
}

fn quoted(rest: &str, quote: char, pieces: &mut Vec<Piece>) -> Result<usize, String> {
    let mut letters = rest.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            _ if letter == quote => return Ok(at + 1),
            // A backslash escapes inside quotations too.
            '\\' => pieces.extend(letters.next().map(|(_, escaped)| Piece::Literal(escaped))),
            _ => pieces.push(Piece::Literal(letter)),
        }
    }
    Err(format!(
        "The date format opens a quotation with {quote} and never ends it."
    ))
}

fn escaped(rest: &str, pieces: &mut Vec<Piece>) -> Result<usize, String> {
    let Some(literal) = rest[1..].chars().next() else {
        return Err("The date format ends in a backslash that escapes nothing.".to_owned());
    };
    pieces.push(Piece::Literal(literal));
    Ok(1 + literal.len_utf8())
}

/// `%d`: one custom specifier that would otherwise be a standard format.
fn single(rest: &str, pieces: &mut Vec<Piece>) -> Result<usize, String> {
    let Some(letter) = rest[1..].chars().next().filter(|&letter| letter != '%') else {
        return Err("In a date format, % must stand before one specifier.".to_owned());
    };
    pieces.push(piece(letter, 1)?.unwrap_or(Piece::Literal(letter)));
    Ok(1 + letter.len_utf8())
}

fn piece(letter: char, count: usize) -> Result<Option<Piece>, String> {
    let two = count.min(2);
    Ok(Some(match letter {
        'y' => Piece::Year(count),
        'M' if count > 2 => Piece::MonthName { full: count > 3 },
        'M' => Piece::Month(count),
        'd' if count > 2 => Piece::WeekdayName { full: count > 3 },
        'd' => Piece::Day(count),
        'h' => Piece::Hour12(two),
        'H' => Piece::Hour24(two),
        'm' => Piece::Minute(two),
        's' => Piece::Second(two),
        'f' | 'F' if count > 7 => {
            return Err("A date format takes at most seven digits of a second.".to_owned());
        }
        'f' => Piece::Fraction(count),
        'F' => Piece::TrimmedFraction(count),
        't' => Piece::Meridiem(two),
        'z' => Piece::Offset(count.min(3)),
        'K' => Piece::Zone,
        'g' => Piece::Era,
        'Z' if count == 1 => Piece::ZoneName("Z"),
        _ => return Ok(None),
    }))
}

#[cfg(test)]
mod tests {
    use super::DateFormat;

    #[track_caller]
    fn check_refused(format: &str) {
        assert!(DateFormat::compile(format).is_err(), "{format}");
    }

    #[test]
    fn refuses_what_dotnet_refuses() {
        check_refused("");
        check_refused("x");
        check_refused("yyyy'T");
        check_refused("yyyy\\");
        check_refused("%");
        check_refused("ss.ffffffff");
        check_refused("'\\'");
    }
}

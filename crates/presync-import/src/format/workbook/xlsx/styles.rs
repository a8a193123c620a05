//! How cells are shown, so far as it says what they hold: dates, durations, leading zeros.

use std::{collections::BTreeMap, io::Read};

use super::markup::{Element, Fault, Markup, Token};

/// Formats of a workbook that are remembered; Excel allows a few hundred.
const FORMATS_MAX: usize = 100_000;

/// What a number is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shown {
    /// A number, at least so many digits long.
    Number {
        digits: usize,
    },
    #[default]
    Plain,
    Date,
    Duration,
}

/// What the styles of cells show, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    shown: Vec<Shown>,
}

impl Styles {
    /// Reads the styles of a workbook.
    pub(super) fn read<R: Read>(markup: &mut Markup<R>) -> Result<Self, Fault> {
        let mut formats = BTreeMap::new();
        let mut styles = Self::default();
        let mut is_of_cells = false;
        loop {
            let depth = markup.depth();
            match markup.next()? {
                Token::Start(element) if depth == 1 => is_of_cells = element.name == "cellXfs",
                Token::Start(element)
                    if element.name == "numFmt" && formats.len() < FORMATS_MAX =>
                {
                    formats.extend(format(&element)?);
                }
                Token::Start(element) if is_of_cells && depth == 2 && element.name == "xf" => {
                    if styles.shown.len() == FORMATS_MAX {
                        return Ok(styles);
                    }
                    let id = number(&element, "numFmtId")?;
                    let own = formats.get(&id).copied();
                    styles.shown.push(own.unwrap_or_else(|| built_in(id)));
                }
                Token::Over => return Ok(styles),
                _ => {}
            }
        }
    }

    /// What a style shows.
    #[inline]
    pub(super) fn get(&self, style: usize) -> Shown {
        self.shown.get(style).copied().unwrap_or_default()
    }
}

fn format(element: &Element<'_>) -> Result<Option<(u32, Shown)>, Fault> {
    let code = element.attribute("formatCode")?;
    let id = number(element, "numFmtId")?;
    Ok(code.map(|code| (id, of_code(&code))))
}

fn number(element: &Element<'_>, name: &str) -> Result<u32, Fault> {
    let text = element.attribute(name)?;
    Ok(text.and_then(|text| text.trim().parse().ok()).unwrap_or(0))
}

/// Formats that every workbook has; what the numbers between them mean depends on the country, and
/// those of East Asia are dates.
fn built_in(id: u32) -> Shown {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shown::Date,
        46 => Shown::Duration,
        _ => Shown::Plain,
    }
}

/// What a format shows by its first section, the one for positive numbers.
fn of_code(code: &str) -> Shown {
    let first = code.split(';').next().unwrap_or_default();
    if first.len() > 1 && first.bytes().all(|byte| byte == b'0') {
        return Shown::Number {
            digits: first.len(),
        };
    }
    let mut rest = code.chars();
    while let Some(letter) = rest.next() {
        match letter.to_ascii_lowercase() {
            ';' => return Shown::Plain,
            // The next character is shown, filled with, or left blank.
            '\\' | '_' | '*' => drop(rest.next()),
            '"' => drop(rest.by_ref().find(|letter| *letter == '"')),
            '[' => {
                let inside: String = rest.by_ref().take_while(|letter| *letter != ']').collect();
                if is_elapsed(&inside) {
                    return Shown::Duration;
                }
            }
            'd' | 'm' | 'y' | 'h' | 's' => return Shown::Date,
            'g' if is_general(rest.as_str()) => return Shown::Plain,
            _ => {}
        }
    }
    Shown::Plain
}

/// Hours, minutes or seconds that do not start again: `[hh]`.
fn is_elapsed(inside: &str) -> bool {
    let lower = inside.to_ascii_lowercase();
    ["h", "m", "s"]
        .iter()
        .any(|unit| !lower.is_empty() && lower.replace(unit, "").is_empty())
}

fn is_general(rest: &str) -> bool {
    rest.get(..6)
        .is_some_and(|rest| rest.eq_ignore_ascii_case("eneral"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_show_dates_durations_and_zeros() {
        let check = |code: &str, expect: Shown| assert_eq!(of_code(code), expect, "{code}");
        let zeros = |digits| Shown::Number { digits };
        check("00000", zeros(5));
        check("00000;-00000;@", zeros(5));
        check("0", Shown::Plain);
        check("0;-00000", Shown::Plain);
        check("0000-000", Shown::Plain);
        for date in [
            "dd/mm/yyyy",
            "DD/MM/YY",
            "H:MM:SS;@",
            "m\"M\"d\"D\";@",
            "[$-407]d. mmmm yyyy",
            "yyyy\\-mm",
            "*-yyyy-mm-dd",
            "ha/p\\\\m",
            "[$-404]e\"\u{fc}\"m\"\u{fc}\"d\"\u{fc}\"",
        ] {
            check(date, Shown::Date);
        }
        for duration in [
            "[h]:mm:ss",
            "[ss]",
            "[Blue]\\+[h]:mm;[Red]\\-[h]:mm",
            "[mm]:ss",
        ] {
            check(duration, Shown::Duration);
        }
        for plain in [
            "General",
            "#,##0\\ [$\\u20bd-46D]",
            "\"Y: \"0.00\"m\";\"Y: \"-0.00\"m\"",
            "0_ ;[Red]\\-0\\ ",
            "\\Y000000",
            "#,##0.0####\" YMD\"",
            "#,##0*y",
            "[>=100][Magenta]General",
            "@",
            "0.00E+00",
            "#,##0.00\\ _M\"H\"_);[Red]#,##0.00\\ _M\"S\"_)",
            "\"open",
            "[open",
            "",
        ] {
            check(plain, Shown::Plain);
        }
    }

    #[test]
    fn styles_are_those_of_cells() {
        let part = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;y&quot;\"/></numFmts>\
            <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
            <cellXfs><xf/><xf numFmtId=\"164\"><alignment/></xf><xf numFmtId=\"46\"/></cellXfs></styleSheet>";
        let styles = Styles::read(&mut Markup::new(part.as_bytes())).expect("it is XML");
        let shown: Vec<Shown> = (0..4).map(|style| styles.get(style)).collect();
        assert_eq!(
            shown,
            [Shown::Plain, Shown::Date, Shown::Duration, Shown::Plain]
        );
    }
}

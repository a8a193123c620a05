//! What the values of a column look like, value by value. The header plays no part here.

use presync_core::{record::VALUE_SEPARATOR, spelling::parse_boolean};

use crate::values::{is_address, is_blank};

type Test = fn(&str) -> bool;

/// A recognisable form of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Form {
    /// `smtp:` and an address.
    ProxyAddress,
    /// An e-mail address or UPN.
    Address,
    /// A GUID.
    Guid,
    /// Yes or no in some language.
    Boolean,
    /// A date or a point in time.
    Date,
    /// A telephone number.
    Phone,
    /// Mr, Mrs, Dr.
    Honorific,
    /// `CN=…,OU=…`.
    DistinguishedName,
    /// Digits only.
    Digits,
    /// Two to four words of letters, as a name has.
    Words,
    /// Anything else.
    Other,
}

impl Form {
    /// All forms, in the order they are tried.
    pub(crate) const ALL: [Self; 11] = [
        Self::ProxyAddress,
        Self::Address,
        Self::Guid,
        Self::Boolean,
        Self::Date,
        Self::Phone,
        Self::Honorific,
        Self::DistinguishedName,
        Self::Digits,
        Self::Words,
        Self::Other,
    ];

    /// The form in words, for a sentence.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::ProxyAddress => "proxy addresses",
            Self::Address => "e-mail addresses",
            Self::Guid => "GUIDs",
            Self::Boolean => "yes and no",
            Self::Date => "dates",
            Self::Phone => "telephone numbers",
            Self::Honorific => "honorifics such as Mr and Dr",
            Self::DistinguishedName => "distinguished names",
            Self::Digits => "numbers",
            Self::Words => "words, as names are",
            Self::Other => "free text",
        }
    }

    /// The form of one value.
    pub(crate) fn of(value: &str) -> Self {
        let first = value.split([VALUE_SEPARATOR, ';']).next().unwrap_or(value);
        let plain = first.trim_matches(is_blank);
        let tests: [(Self, Test); 10] = [
            (Self::ProxyAddress, is_proxy_address),
            (Self::Address, is_address),
            (Self::Guid, is_guid),
            (Self::Boolean, is_boolean),
            (Self::Date, is_date),
            (Self::Digits, is_digits),
            (Self::Phone, is_phone),
            (Self::Honorific, is_honorific),
            (Self::DistinguishedName, is_distinguished_name),
            (Self::Words, is_words),
        ];
        tests
            .iter()
            .find(|(_, test)| test(plain))
            .map_or(Self::Other, |(form, _)| *form)
    }

    /// Whether only data has this form: no header is an address or a date.
    pub(crate) fn is_data(self) -> bool {
        matches!(
            self,
            Self::ProxyAddress
                | Self::Address
                | Self::Guid
                | Self::Date
                | Self::Phone
                | Self::Digits
                | Self::DistinguishedName
        )
    }
}

/// Whether a cell can only be data, never a header.
pub(crate) fn looks_like_data(cell: &str) -> bool {
    !cell.is_empty() && Form::of(cell).is_data()
}

fn is_proxy_address(text: &str) -> bool {
    let lower = text.get(..5).map(str::to_ascii_lowercase);
    matches!(lower.as_deref(), Some("smtp:" | "x500:" | "sip:a"))
        || text
            .get(..4)
            .is_some_and(|prefix| prefix.eq_ignore_ascii_case("sip:"))
}

fn is_guid(text: &str) -> bool {
    let text = text
        .strip_prefix('{')
        .and_then(|t| t.strip_suffix('}'))
        .unwrap_or(text);
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn is_boolean(text: &str) -> bool {
    let is_number = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-');
    // One letter is as well a mark, a grade or a building.
    let is_letter = text.chars().nth(1).is_none() && !matches!(text, "y" | "n" | "Y" | "N");
    !is_number && !is_letter && parse_boolean(text).is_some()
}

/// `2024-01-31`, `31.01.2024`, `1/31/24`, each with or without a time.
fn is_date(text: &str) -> bool {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [a, b, c] = parts[..] else { return false };
    let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.len() <= 4);
    let (Some(a), Some(b), Some(c)) = (number(a), number(b), number(c)) else {
        return false;
    };
    let is_year = |year: u16| (1900..=2200).contains(&year);
    let is_day_month =
        |x: u16, y: u16| (1..=31).contains(&x) && (1..=31).contains(&y) && x.min(y) <= 12;
    is_year(a) && is_day_month(b, c) || (is_year(c) || c < 100) && is_day_month(a, b)
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let rest = |c: char| c.is_ascii_digit() || " +-()./\u{a0}xX".contains(c);
    (6..=18).contains(&digits)
        && text.chars().all(rest)
        && (text.starts_with(['+', '(', '0']) || text.contains([' ', '-']))
}

fn is_honorific(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "rev",
        "herr",
        "frau",
        "hr",
        "fr",
        "mme",
        "mlle",
        "m",
        "sr",
        "sra",
        "srta",
        "sig",
        "dott",
        "mag",
        "dipl-ing",
        "ing",
        "prof dr",
    ];
    text.len() <= 12 && WORDS.contains(&text.replace('.', "").trim().to_lowercase().as_str())
}

fn is_distinguished_name(text: &str) -> bool {
    text.get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("CN="))
        && text.contains(",")
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_words(text: &str) -> bool {
    let words = text.split([' ', ',']).filter(|word| !word.is_empty());
    (2..=4).contains(&words.clone().count())
        && words.clone().all(|word| {
            word.chars()
                .all(|c| c.is_alphabetic() || "'-.’".contains(c))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_values() {
        let check = |value: &str, expect: Form| assert_eq!(Form::of(value), expect, "{value}");
        check("SMTP:ada@contoso.test", Form::ProxyAddress);
        check("ada@contoso.test", Form::Address);
        check("2f657c71-86ba-486e-a729-fb478c11ce69", Form::Guid);
        check("TRUE", Form::Boolean);
        check("Ja", Form::Boolean);
        check("31.12.2024", Form::Date);
        check("2024-12-31T00:00:00Z", Form::Date);
        check("1/31/24 0:00", Form::Date);
        check("45/45/2024", Form::Other);
        check("+44 20 7946 0000", Form::Phone);
        check("37237806", Form::Digits);
        check("Dr.", Form::Honorific);
        check("CN=Ada,OU=Staff,DC=contoso", Form::DistinguishedName);
        check("Ada Okoro", Form::Words);
        check("Engineer", Form::Other);
        check("\u{200b}15835813", Form::Digits);
    }
}

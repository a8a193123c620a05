//! A display name split into given name and surname. Nothing here decides whether a name is a person's.

/// The parts of a name, as spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameText<'a> {
    /// Given names.
    pub given: &'a str,
    /// Surnames.
    pub surname: &'a str,
}

/// Splits `Surname, Given` at the comma and `Given Surname` before its last word, without what stands in
/// brackets. None where no two words of letters are left: `svc-erp11`, `Meeting Room 8`.
#[must_use]
pub fn parse_display(display: &str) -> Option<NameText<'_>> {
    let plain = without_brackets(display);
    let digits = plain.chars().any(|c| c.is_ascii_digit());
    if digits || plain.contains('@') {
        return None;
    }
    let (given, surname) = match plain.split_once(',') {
        Some((surname, given)) => (given, surname),
        None => plain.rsplit_once(char::is_whitespace)?,
    };
    let name = NameText {
        given: given.trim(),
        surname: surname.trim(),
    };
    let complete = [name.given, name.surname]
        .iter()
        .all(|part| part.chars().any(char::is_alphabetic));
    complete.then_some(name)
}

fn without_brackets(display: &str) -> &str {
    let end = display.find(['(', '[', '|', '/']).unwrap_or(display.len());
    display[..end].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(display: &str, expected: Option<(&str, &str)>) {
        let parsed = parse_display(display).map(|name| (name.given, name.surname));
        assert_eq!(parsed, expected, "{display}");
    }

    #[test]
    fn display_names_are_split() {
        check("Palmqvist, Ted", Some(("Ted", "Palmqvist")));
        check("Jocan Frijns", Some(("Jocan", "Frijns")));
        check("Maria Cowan (External)", Some(("Maria", "Cowan")));
        check("Thị Hà Hồ (Fabrikam)", Some(("Thị Hà", "Hồ")));
        check("svc-erp11", None);
        check("Treasury Meeting Room 8", None);
        check("kathy.halimah", None);
        check("", None);
        check(",", None);
    }
}

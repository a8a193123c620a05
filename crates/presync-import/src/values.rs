//! Forms of cells: several values, type names, formula errors, control characters, white space.

use presync_core::record::VALUE_SEPARATOR;

/// White space in the wide sense: what nobody sees.
pub(crate) fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
        )
}

/// Whether the text has nothing that can be seen.
pub(crate) fn is_blank_text(text: &str) -> bool {
    text.chars().all(is_blank)
}

/// What PowerShell prints for a list or an object in place of its values.
pub(crate) fn is_type_name(cell: &str) -> bool {
    const PREFIXES: &[&str] = &[
        "System.Collections.",
        "System.Object",
        "Microsoft.ActiveDirectory.Management.",
        "Microsoft.Graph.PowerShell.Models.",
        "Microsoft.Open.AzureAD.Model.",
        "Microsoft.Open.MSGraph.Model.",
        "Microsoft.Azure.Commands.",
        "System.Management.Automation.",
        "Deserialized.",
    ];
    let plain = cell.trim();
    if plain == "[object Object]" {
        return true;
    }
    if !plain.is_ascii() || plain.contains([' ', '@']) || !plain.contains('.') {
        return false;
    }
    let array = plain.starts_with("System.") && plain.ends_with("[]");
    array || PREFIXES.iter().any(|prefix| plain.starts_with(prefix))
}

/// Whether a cell is a formula error, as spreadsheets print them in several languages.
pub(crate) fn is_cell_error(cell: &str) -> bool {
    const ERRORS: &[&str] = &[
        "#N/A",
        "#N/V",
        "#NV",
        "#REF!",
        "#BEZUG!",
        "#VALUE!",
        "#WERT!",
        "#VALEUR!",
        "#¡VALOR!",
        "#VALOR!",
        "#WAARDE!",
        "#VALORE!",
        "#NAME?",
        "#NOM?",
        "#¿NOMBRE?",
        "#NOME?",
        "#NAAM?",
        "#DIV/0!",
        "#¡DIV/0!",
        "#NUM!",
        "#ZAHL!",
        "#NOMBRE!",
        "#¡NUM!",
        "#GETAL!",
        "#NULL!",
        "#NUL!",
        "#¡NULO!",
        "#SPILL!",
        "#CALC!",
        "#BLOCKED!",
        "#UNKNOWN!",
        "#FIELD!",
        "#CONNECT!",
        "#GETTING_DATA",
    ];
    let is_too_narrow = || cell.len() > 2 && cell.bytes().all(|byte| byte == b'#');
    cell.starts_with('#') && (ERRORS.contains(&cell.trim_end()) || is_too_narrow())
}

/// Whether letters of UTF-8 were read as a code page before, as `Ã¼` for `ü`.
pub(crate) fn is_encoded_twice(cell: &str) -> bool {
    let is_second = |c: char| matches!(c, '\u{80}'..='\u{bf}' | '\u{152}' | '\u{153}' | '\u{160}' | '\u{161}' | '\u{178}' | '\u{17d}' | '\u{17e}' | '\u{192}' | '\u{2c6}' | '\u{2dc}' | '\u{2013}'..='\u{203a}' | '\u{20ac}' | '\u{2122}');
    let pairs = cell.chars().zip(cell.chars().skip(1));
    let mut firsts = pairs.filter(|(first, _)| matches!(first, '\u{c3}' | '\u{c5}'));
    firsts.any(|(_, second)| is_second(second))
}

/// Whether the text contains characters that must be made visible.
pub(crate) fn has_hidden_controls(text: &str) -> bool {
    text.bytes().any(is_hidden_control)
}

/// The text with control characters as their symbols; line breaks and tabs stay.
pub(crate) fn show_controls(text: &str) -> String {
    text.chars()
        .map(|character| match u8::try_from(character) {
            Ok(byte) if is_hidden_control(byte) => {
                char::from_u32(0x2400 + u32::from(byte)).unwrap_or('\u{fffd}')
            }
            _ => character,
        })
        .collect()
}

/// Whether the text contains the symbols that stand for control characters.
pub(crate) fn has_control_symbols(text: &str) -> bool {
    text.contains(|character| matches!(character, '\u{2400}'..='\u{241f}'))
}

fn is_hidden_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// Whether a question mark stands between letters, as where an accent was lost.
pub(crate) fn has_inner_question_mark(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'?', bytes).any(|at| {
        at > 0
            && bytes[at - 1].is_ascii_alphabetic()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
    }) && !text.contains("://")
}

/// A number as spreadsheets write long ones: `1.23457E+15`.
pub(crate) fn is_exponent(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some(power) = exponent.strip_prefix('+') else {
        return false;
    };
    let whole = mantissa.replacen(['.', ','], "", 1);
    digits(&whole) && digits(power) && power.len() <= 3
}

/// The values of a cell of a multi-valued attribute, joined by [`VALUE_SEPARATOR`]; none when the
/// cell is one value already.
pub(crate) fn split_values(cell: &str) -> Option<String> {
    if let Some(values) = json_list(cell) {
        return Some(join(values.iter().map(String::as_str)));
    }
    let inner = cell
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .unwrap_or(cell);
    if inner.contains(';') {
        return Some(join(inner.split(';')));
    }
    for separator in [',', '|', ' ', '\n'] {
        let mut parts = inner
            .split(separator)
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let several = parts.clone().nth(1).is_some();
        if several && parts.all(is_address) {
            return Some(join(inner.split(separator)));
        }
    }
    (inner.len() < cell.len()).then(|| join([inner].into_iter()))
}

fn join<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for part in parts
        .map(|part| part.trim_matches(is_blank))
        .filter(|part| !part.is_empty())
    {
        if !out.is_empty() {
            out.push(VALUE_SEPARATOR);
        }
        out.push_str(part);
    }
    out
}

fn json_list(cell: &str) -> Option<Vec<String>> {
    let plain = cell.trim();
    (plain.starts_with('[') && plain.ends_with(']'))
        .then(|| serde_json::from_str(plain).ok())
        .flatten()
}

/// Whether the text has the form of an e-mail address, possibly with a `smtp:` prefix.
pub(crate) fn is_address(text: &str) -> bool {
    let plain = match text.split_once(':') {
        Some((prefix, rest)) if prefix.len() <= 6 => rest,
        _ => text,
    };
    let Some((local, domain)) = plain.rsplit_once('@') else {
        return false;
    };
    !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !plain.contains(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_values_are_told_apart() {
        let check = |cell: &str, expect: Option<&str>| {
            assert_eq!(
                split_values(cell).map(|values| values.replace(VALUE_SEPARATOR, "|")),
                expect.map(String::from),
                "{cell}"
            );
        };
        check(
            "SMTP:a@x.test;smtp:b@x.test",
            Some("SMTP:a@x.test|smtp:b@x.test"),
        );
        check("a@x.test, b@x.test", Some("a@x.test|b@x.test"));
        check("a@x.test b@x.test", Some("a@x.test|b@x.test"));
        check("{a@x.test, b@x.test}", Some("a@x.test|b@x.test"));
        check(r#"["a@x.test","b@x.test"]"#, Some("a@x.test|b@x.test"));
        check("[]", Some(""));
        check("a@x.test", None);
        check("Lima, Peru", None);
        check("+49 30 1;+49 30 2;", Some("+49 30 1|+49 30 2"));
    }

    #[test]
    fn type_names_are_no_values() {
        let check = |cell: &str, expect: bool| assert_eq!(is_type_name(cell), expect, "{cell}");
        check("System.String[]", true);
        check("System.Collections.Generic.List`1[System.String]", true);
        check(
            "Microsoft.ActiveDirectory.Management.ADPropertyValueCollection",
            true,
        );
        check(
            "Microsoft.Graph.PowerShell.Models.MicrosoftGraphDirectoryObject",
            true,
        );
        check("System.Administrator@contoso.test", false);
        check("System Administrator", false);
        check("Deserialized text", false);
    }

    #[test]
    fn formula_errors_are_no_values() {
        let check = |cell: &str, expect: bool| assert_eq!(is_cell_error(cell), expect, "{cell}");
        check("#N/A", true);
        check("#BEZUG!", true);
        check("#####", true);
        check("#", false);
        check("# 12", false);
        check("#Sales", false);
        check("N/A", false);
    }

    #[test]
    fn exponents_are_seen() {
        let check = |cell: &str, expect: bool| assert_eq!(is_exponent(cell), expect, "{cell}");
        check("1.23457E+15", true);
        check("1,23457E+15", true);
        check("E+15", false);
        check("12E15", false);
        check("1.2E+x", false);
    }

    #[test]
    fn controls_become_visible() {
        assert_eq!(show_controls("a\0b\u{1f}c\td"), "a\u{2400}b\u{241f}c\td");
        assert!(!has_hidden_controls("line\r\nbreak\t"));
    }
}

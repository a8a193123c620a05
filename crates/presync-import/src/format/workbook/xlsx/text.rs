//! Texts of a workbook: entities, the escapes of Excel, and texts that are put together from runs.

use std::io::Read;

use memchr::{memchr, memchr2};

use super::markup::{Fault, Markup, Token};
use crate::limits::XML_TOKEN_BYTES_MAX;

/// Adds what a raw text says: its entities told, its line ends as XML means them.
pub(super) fn plain(raw: &str, text: &mut String) -> Result<(), Fault> {
    let mut rest = raw;
    while let Some(at) = memchr2(b'&', b'\r', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        rest = match rest.as_bytes()[at] {
            b'&' => {
                let (entity, after) = rest[at + 1..].split_once(';').ok_or(Fault::Syntax)?;
                text.push(character(entity).ok_or(Fault::Syntax)?);
                after
            }
            _ => {
                text.push('\n');
                let after = &rest[at + 1..];
                after.strip_prefix('\n').unwrap_or(after)
            }
        };
    }
    text.push_str(rest);
    Ok(())
}

/// The character that an entity stands for; none of them is declared anywhere.
fn character(entity: &str) -> Option<char> {
    let code = match entity {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => entity.strip_prefix('#')?,
    };
    let (digits, radix) = match code.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (code, 10),
    };
    // A sign is a digit to nobody but the parser.
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let number = u32::from_str_radix(digits, radix).ok()?;
    char::from_u32(number).filter(|c| is_plain && *c != '\0')
}

/// Adds a text in which Excel wrote characters as `_x000D_`.
pub(super) fn expanded(raw: &str, text: &mut String) {
    let mut rest = raw;
    let mut from = 0;
    while let Some(at) = memchr(b'_', &rest.as_bytes()[from..]).map(|at| from + at) {
        let Some(unit) = escape(&rest[at..]) else {
            from = at + 1;
            continue;
        };
        text.push_str(&rest[..at]);
        rest = &rest[at + ESCAPE_BYTES..];
        from = 0;
        let low = escape(rest).filter(|low| (0xdc00..0xe000).contains(low));
        let units = [unit, low.unwrap_or_default()];
        let is_pair = (0xd800..0xdc00).contains(&unit) && low.is_some();
        if is_pair {
            rest = &rest[ESCAPE_BYTES..];
        }
        let units = &units[..1 + usize::from(is_pair)];
        text.extend(char::decode_utf16(units.iter().copied()).map(|c| c.unwrap_or('\u{fffd}')));
    }
    text.push_str(rest);
}

/// Length of `_x000D_`.
const ESCAPE_BYTES: usize = 7;

fn escape(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_whole = is_hex && text.as_bytes().get(6) == Some(&b'_');
    u16::from_str_radix(digits, 16).ok().filter(|_| is_whole)
}

/// What runs are put together in.
#[derive(Debug, Default)]
pub(super) struct Runs {
    raw: String,
}

impl Runs {
    /// Adds the text of the element that was just opened, up to its end: that of all its runs, without
    /// how it is pronounced.
    pub(super) fn read<R: Read>(
        &mut self,
        markup: &mut Markup<R>,
        text: &mut String,
    ) -> Result<(), Fault> {
        let outside = markup.depth() - 1;
        let from = text.len();
        while markup.depth() > outside {
            let (mut is_text, mut is_kept, mut is_reading) = (false, false, false);
            if let Token::Start(element) = markup.next()?
                && !element.is_empty
            {
                is_text = element.name == "t";
                is_reading = element.name == "rPh";
                is_kept = is_text && keeps_space(&element)?;
            }
            if is_reading {
                markup.skip_to(markup.depth() - 1)?;
            }
            if is_text {
                self.raw.clear();
                content(markup, &mut self.raw)?;
                let run = match is_kept {
                    true => self.raw.as_str(),
                    false => self.raw.trim_matches([' ', '\t', '\r', '\n']),
                };
                expanded(run, text);
            }
            if (text.len() - from) as u64 > XML_TOKEN_BYTES_MAX {
                return Err(Fault::Long);
            }
        }
        Ok(())
    }
}

fn keeps_space(element: &super::markup::Element<'_>) -> Result<bool, Fault> {
    let space = element.attribute("space")?;
    Ok(space.as_deref() == Some("preserve"))
}

/// Adds the text of the element that was just opened, up to its end; elements in it say nothing.
pub(super) fn content<R: Read>(markup: &mut Markup<R>, text: &mut String) -> Result<(), Fault> {
    let outside = markup.depth() - 1;
    let from = text.len();
    loop {
        let depth = markup.depth();
        match markup.next()? {
            Token::Text(raw) if depth == outside + 1 => plain(raw, text)?,
            Token::Data(data) if depth == outside + 1 => text.push_str(data),
            Token::End if depth == outside + 1 => return Ok(()),
            _ => {}
        }
        if (text.len() - from) as u64 > XML_TOKEN_BYTES_MAX {
            return Err(Fault::Long);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_told_and_none_but_the_known() {
        let check = |raw: &str, expect: Option<&str>| {
            let mut text = String::new();
            let told = plain(raw, &mut text).ok().map(|()| text.as_str());
            assert_eq!(told, expect, "{raw}");
        };
        check("a &amp; b&lt;&gt;&quot;&apos;", Some("a & b<>\"'"));
        check("&#65;&#x1F600;&#xe9;", Some("A😀é"));
        check("a\r\nb\rc\nd", Some("a\nb\nc\nd"));
        check("&who;", None);
        check("&#0;", None);
        check("&#xD800;", None);
        check("&#+65;", None);
        check("&amp", None);
    }

    #[test]
    fn escapes_of_excel_are_told() {
        let check = |raw: &str, expect: &str| {
            let mut text = String::new();
            expanded(raw, &mut text);
            assert_eq!(text, expect, "{raw}");
        };
        check("a_x000D_b", "a\rb");
        check("_x005F_x000D_", "_x000D_");
        check("_xD83D__xDE00_!", "😀!");
        check("_xD83D_!", "\u{fffd}!");
        check(
            "_x00_ _x00GG_ _x000Dx _xé000_ snake_case_",
            "_x00_ _x00GG_ _x000Dx _xé000_ snake_case_",
        );
        check("__x0041_", "_A");
    }

    #[test]
    fn runs_are_one_text() {
        let check = |inside: &str, expect: &str| {
            let part = format!("<si>{inside}</si>");
            let mut markup = Markup::new(part.as_bytes());
            markup.next().expect("it begins");
            let mut text = String::new();
            Runs::default()
                .read(&mut markup, &mut text)
                .expect("it is XML");
            assert_eq!(text, expect, "{inside}");
            assert_eq!(markup.depth(), 0);
        };
        check("<t> a </t>", "a");
        check("<t xml:space=\"preserve\"> a_x0020_</t>", " a ");
        check("<r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r>", "ab");
        check("<t>東</t><rPh sb=\"0\"><t>ヒ</t></rPh>", "東");
        check("<t><![CDATA[a & b]]>&amp;<!-- c --></t>", "a & b&");
        check("<t/>", "");
        check("", "");
    }
}

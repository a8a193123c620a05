//! Whether ASCII bytes are UTF-7: letters beyond ASCII stand in it as `+APw-`.
//!
//! Only recognised, to be refused by name: nothing decodes it any more, and read as ASCII every name
//! with an accent would be wrong.

const MARKS: &[&[u8]] = &[b"+/v8", b"+/v9", b"+/v+", b"+/v/"];

/// Whether the text has a byte order mark of UTF-7, or letters in its way.
pub(super) fn is_likely(head: &[u8]) -> bool {
    MARKS.iter().any(|mark| head.starts_with(mark))
        || memchr::memchr_iter(b'+', head).any(|at| holds_letters(&head[at + 1..]))
}

/// Whether Base64 follows that ends in `-` and decodes to nothing but letters of European alphabets:
/// dialling codes and the tags of e-mail addresses do not.
fn holds_letters(after: &[u8]) -> bool {
    let Some(length) = after.iter().position(|byte| base64(*byte).is_none()) else {
        return false;
    };
    if length < 3 || after[length] != b'-' {
        return false;
    }
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in &after[..length] {
        bits = bits << 6 | base64(*byte).unwrap_or(0);
        held += 6;
        if held >= 16 {
            held -= 16;
            if !is_letter(bits >> held) {
                return false;
            }
            bits &= (1 << held) - 1;
        }
    }
    bits == 0 && held < 6
}

fn is_letter(unit: u32) -> bool {
    let european = (0xc0..0x250).contains(&unit) || (0x370..0x530).contains(&unit);
    european && char::from_u32(unit).is_some_and(char::is_alphabetic)
}

fn base64(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_from_plus_signs() {
        let check = |text: &str, expect: bool| {
            assert_eq!(is_likely(text.as_bytes()), expect, "{text}");
        };
        check("M+APw-ller", true);
        check("+BBUEMARWBDAEPQ-", true);
        check("+AOQA9gD8-", true);
        check("+/v8-UID", true);
        check("ada+list-x@x.test, ada+ABC-@x.test", false);
        check("+49-30-1, +150-1, +4930123-4", false);
        check("a+b-c 1+1-2 +", false);
        check("M+APw", false);
    }
}

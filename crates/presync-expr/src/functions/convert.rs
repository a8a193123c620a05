//! Functions between types and encodings.

mod table;

use crate::error::EvalCode;
use crate::eval::{Call, Evaluated, Val};

pub(super) use table::FUNCTIONS;

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn default_domain<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let message = "The tenant's default domain is in no export; write it as a text.";
    Err(call.error(EvalCode::NotOffline, message))
}

fn convert_to_base64<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let Some(text) = call.text(0)? else {
        return Ok(Val::Null);
    };
    call.bounded(text.len() * 3)?;
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    Ok(Val::text(base64(&bytes)))
}

fn base64(bytes: &[u8]) -> String {
    let mut encoded = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for position in 0..4 {
            let sextet = (bits >> (18 - 6 * position)) & 63;
            let digit = if position <= group.len() {
                BASE64[sextet as usize]
            } else {
                b'='
            };
            encoded.push(char::from(digit));
        }
    }
    encoded
}

fn convert_to_utf8_hex<'a>(call: &Call<'a>) -> Evaluated<'a> {
    let Some(text) = call.text(0)? else {
        return Ok(Val::Null);
    };
    call.bounded(text.len() * 2)?;
    Ok(Val::text(
        text.bytes()
            .map(|byte| format!("{byte:02X}"))
            .collect::<String>(),
    ))
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[track_caller]
    fn check(bytes: &[u8], expect: &str) {
        assert_eq!(base64(bytes), expect);
    }

    #[test]
    fn pads_the_last_group() {
        check(b"", "");
        check(b"f", "Zg==");
        check(b"fo", "Zm8=");
        check(b"foo", "Zm9v");
        check(b"foob", "Zm9vYg==");
    }
}

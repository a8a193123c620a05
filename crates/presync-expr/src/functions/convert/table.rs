//! The entries of the registry for numbers, encodings and types.

use super::super::{Family, Function, Kind, required};
use super::{convert_to_base64, convert_to_utf8_hex, default_domain};
use crate::assumption::NULL_STAYS;
use crate::eval::Val;

pub(in crate::functions) const FUNCTIONS: &[Function] = &[
    Function::new(
        "BitAnd",
        &[
            required(
                "value1",
                Kind::Number(i64::MIN),
                "A whole number, &H before hexadecimal digits.",
            ),
            required("value2", Kind::Number(i64::MIN), "Another one."),
        ],
        Family::Conversion,
        "The bits that both numbers have.",
        |call| Ok(Val::Number(call.number(0)? & call.number(1)?)),
    )
    .example("BitAnd(&HF, &HF7)"),
    Function::new(
        "CStr",
        &[required(
            "value",
            Kind::Any,
            "A number, a reference or a truth value.",
        )],
        Family::Conversion,
        "The value as text.",
        |call| Ok(call.text(0)?.map_or(Val::Null, Val::Text)),
    )
    .example("CStr([dn])")
    .assuming(&[NULL_STAYS]),
    Function::new(
        "ConvertToBase64",
        &[required("source", Kind::Text, "The text to encode.")],
        Family::Conversion,
        "Base64 of the text's UTF-16 (little-endian) bytes.",
        convert_to_base64,
    )
    .example(r#"ConvertToBase64("Hello world!")"#)
    .assuming(&[NULL_STAYS]),
    Function::new(
        "ConvertToUTF8Hex",
        &[required("source", Kind::Text, "The text to encode.")],
        Family::Conversion,
        "Hexadecimal digits of the text's UTF-8 bytes.",
        convert_to_utf8_hex,
    )
    .example(r#"ConvertToUTF8Hex("Hello world!")"#)
    .assuming(&[NULL_STAYS]),
    Function::new(
        "DefaultDomain",
        &[],
        Family::Conversion,
        "The tenant's default domain, which no export holds.",
        default_domain,
    )
    .example("DefaultDomain()")
    .unfolded()
    .older(),
];

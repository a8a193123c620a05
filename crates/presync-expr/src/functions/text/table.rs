//! The entries of the registry for texts.

use super::super::{Family, Function, Kind, optional, required};
use super::{
    append, in_str, join, left, mid, normalize_diacritics, proper_case, strip_spaces, to_lower,
    to_upper, word,
};
use crate::assumption::{
    APPEND_NULL, DIACRITICS, INSTR, JOIN_NULL, MID_BEYOND, NULL_STAYS, PCASE_APOSTROPHE, UTF16,
    WORD_PIECES,
};

pub(in crate::functions) const FUNCTIONS: &[Function] = &[
    Function::new(
        "Append",
        &[
            required("source", Kind::Text, "The text that comes first."),
            required("suffix", Kind::Text, "The text put after it."),
        ],
        Family::Text,
        "Source followed by suffix.",
        append,
    )
    .example(r#"Append([userPrincipalName], ".test")"#)
    .assuming(&[APPEND_NULL]),
    Function::new(
        "Prepend",
        &[
            required("prefix", Kind::Text, "The text that comes first."),
            required("source", Kind::Text, "The text put after it."),
        ],
        Family::Text,
        "Prefix followed by source.",
        append,
    )
    .example(r#"Prepend("smtp:", "ann@contoso.com")"#)
    .assuming(&[APPEND_NULL])
    .older(),
    Function::new(
        "Join",
        &[
            required(
                "separator",
                Kind::Text,
                "What stands between the texts; \"\" for nothing.",
            ),
            required(
                "source",
                Kind::Values,
                "A text, or an attribute all of whose values are joined.",
            ),
        ],
        Family::Text,
        "All sources with the separator between them; empty ones are left out.",
        join,
    )
    .example(r#"Join(" ", [givenName], [surname])"#)
    .assuming(&[JOIN_NULL])
    .repeating(1),
    Function::new(
        "Left",
        &[
            required("String", Kind::Text, "The text to cut."),
            required(
                "NumChars",
                Kind::Number(i64::MIN),
                "How many characters; all if it is negative.",
            ),
        ],
        Family::Text,
        "The first characters; all of them if NumChars is negative.",
        left,
    )
    .example(r#"Left("John Doe", 3)"#)
    .assuming(&[UTF16]),
    Function::new(
        "Mid",
        &[
            required("source", Kind::Text, "The text to cut."),
            required(
                "start",
                Kind::Number(1),
                "The number of the first character to take, from 1.",
            ),
            required("length", Kind::Number(0), "How many characters at most."),
        ],
        Family::Text,
        "Length characters from start on; the first character is number 1.",
        mid,
    )
    .example("Mid([name], 3, 50)")
    .assuming(&[NULL_STAYS, MID_BEYOND, UTF16]),
    Function::new(
        "InStr",
        &[
            required("value1", Kind::Text, "The text to look in."),
            required("value2", Kind::Text, "The text to look for."),
            optional(
                "start",
                Kind::Number(1),
                "The number of the character to begin at, from 1.",
            ),
            optional(
                "compareType",
                Kind::Word(&["vbBinaryCompare", "vbTextCompare", "0", "1"]),
                "vbTextCompare to ignore case, vbBinaryCompare to respect it.",
            ),
        ],
        Family::Text,
        "The position of value2 in value1, from 1; 0 if it is not there.",
        in_str,
    )
    .example(r#"InStr("The quick brown fox", "quick")"#)
    .assuming(&[INSTR, UTF16]),
    Function::new(
        "ToLower",
        &[
            required("source", Kind::Text, "The text to convert."),
            optional(
                "culture",
                Kind::Culture,
                "The culture whose rules apply, such as tr-TR.",
            ),
        ],
        Family::Text,
        "The text in lower case, by the rules of the culture or of none.",
        to_lower,
    )
    .example("ToLower([a])")
    .assuming(&[NULL_STAYS]),
    Function::new(
        "ToUpper",
        &[
            required("source", Kind::Text, "The text to convert."),
            optional(
                "culture",
                Kind::Culture,
                "The culture whose rules apply, such as tr-TR.",
            ),
        ],
        Family::Text,
        "The text in upper case, by the rules of the culture or of none.",
        to_upper,
    )
    .example(r#"ToUpper("abc1")"#)
    .assuming(&[NULL_STAYS]),
    Function::new(
        "PCase",
        &[
            required("source", Kind::Text, "The text to convert."),
            optional(
                "wordSeparators",
                Kind::Text,
                "The characters after which a word starts, instead of the usual ones.",
            ),
        ],
        Family::Text,
        "The text with each word's first letter in upper case and all others in lower case.",
        proper_case,
    )
    .example("PCase([first])")
    .assuming(&[NULL_STAYS, PCASE_APOSTROPHE]),
    Function::new(
        "StripSpaces",
        &[required(
            "source",
            Kind::Text,
            "The text to free of blanks.",
        )],
        Family::Text,
        "The text without its blanks (U+0020 only).",
        strip_spaces,
    )
    .example(r#"StripSpaces("Ann Mary Lee")"#)
    .assuming(&[NULL_STAYS]),
    Function::new(
        "NormalizeDiacritics",
        &[required("source", Kind::Text, "The text to fold.")],
        Family::Text,
        "The text with Latin letters freed of their diacritics.",
        normalize_diacritics,
    )
    .example(r#"NormalizeDiacritics("Zoë")"#)
    .assuming(&[NULL_STAYS, DIACRITICS]),
    Function::new(
        "Word",
        &[
            required("String", Kind::Text, "The text to take a word from."),
            required("WordNumber", Kind::Number(i64::MIN), "Which word, from 1."),
            required(
                "Delimiters",
                Kind::Text,
                "The characters, each of which ends a word.",
            ),
        ],
        Family::Text,
        "The word of that number; the empty text if there is none.",
        word,
    )
    .example(r#"Word("The quick brown fox", 3, " ")"#)
    .assuming(&[WORD_PIECES]),
    Function::new(
        "Redact",
        &[required(
            "value",
            Kind::Any,
            "What Entra's logs are not to show.",
        )],
        Family::Text,
        "The value itself, which Entra's logs then show as [Redact].",
        |call| call.value(0),
    )
    .example(r#"Redact("secret")"#),
];

//! The entries of the registry for values that must be new.

use super::super::{Family, Function, Kind, optional, required};
use super::{guid, random_string, select_unique_value};
use crate::assumption::{DRAWN, UNIQUE_CASE};

pub(in crate::functions) const FUNCTIONS: &[Function] = &[
    Function::new(
        "SelectUniqueValue",
        &[
            required("uniqueValueRule1", Kind::Text, "The value to try first."),
            required("uniqueValueRule2", Kind::Text, "The value to try next."),
        ],
        Family::Uniqueness,
        "The first value that the target does not have yet.",
        select_unique_value,
    )
    .example(
        r#"SelectUniqueValue(Join(".", [first], [last]), Join(".", Mid([first], 1, 1), [last]))"#,
    )
    .assuming(&[UNIQUE_CASE])
    .repeating(1)
    .unfolded(),
    Function::new("Guid", &[], Family::Uniqueness, "A random GUID.", guid)
        .example("Guid()")
        .assuming(&[DRAWN])
        .unfolded(),
    Function::new(
        "RandomString",
        &[
            required(
                "Length",
                Kind::Number(0),
                "How many characters, at most 256.",
            ),
            required(
                "MinimumNumbers",
                Kind::Number(0),
                "How many digits at least.",
            ),
            required(
                "MinimumSpecialCharacters",
                Kind::Number(0),
                "How many special characters at least.",
            ),
            required(
                "MinimumCapital",
                Kind::Number(0),
                "How many capitals at least.",
            ),
            required(
                "MinimumLowerCase",
                Kind::Number(0),
                "How many small letters at least.",
            ),
            optional("CharactersToAvoid", Kind::Text, "Characters not to use."),
        ],
        Family::Uniqueness,
        "A random text with at least so many characters of each kind.",
        random_string,
    )
    .example("RandomString(6, 3, 0, 0, 3)")
    .assuming(&[DRAWN])
    .unfolded(),
];

//! The entry of the registry for Replace.

use super::super::{Family, Function, Kind, optional, required};
use super::{plan, replace};
use crate::assumption::{NULL_STAYS, REPLACE_GROUP, REPLACE_NO_MATCH};

pub(in crate::functions) const FUNCTIONS: &[Function] = &[Function::new(
    "Replace",
    &[
        required("source", Kind::Text, "The text to change."),
        optional(
            "oldValue",
            Kind::Text,
            "The text to replace, in source or in template.",
        )
        .keyed("Find"),
        optional(
            "regexPattern",
            Kind::Text,
            "The .NET regular expression to replace.",
        )
        .keyed("RegularExpression"),
        optional(
            "regexGroupName",
            Kind::Text,
            "The named group whose text alone is replaced or taken.",
        )
        .keyed("RegularExpressionGroupName"),
        optional(
            "replacementValue",
            Kind::Text,
            "What comes instead; ${name} and $1 stand for groups of the pattern.",
        )
        .keyed("Replacement"),
        optional(
            "replacementAttributeName",
            Kind::Text,
            "The attribute to take the group from where source is empty.",
        )
        .keyed("ReplacementPropertyName"),
        optional(
            "template",
            Kind::Text,
            "The text in which oldValue is replaced by source.",
        )
        .keyed("Template"),
    ],
    Family::Text,
    "The source with a text or a pattern replaced, by which arguments are given.",
    replace,
)
.example(r#"Replace("aAa", "a", , , "b", , )"#)
.assuming(&[NULL_STAYS, REPLACE_NO_MATCH, REPLACE_GROUP])
.planned(plan)
.printing_all_positions()];

//! The entries of the registry for multi-valued attributes and app roles.

use super::super::{Family, Function, Kind, optional, required};
use super::{count, item, remove_duplicates, roles, single_role, split};
use crate::assumption::{
    COUNT_NULL, DUPLICATES, ITEM_BEYOND, NULL_STAYS, ONE_ROLE, ROLE_NAMES, SPLIT_BLANKS,
    SPLIT_EMPTY,
};

pub(in crate::functions) const FUNCTIONS: &[Function] = &[
    Function::new(
        "Count",
        &[required(
            "attribute",
            Kind::Values,
            "The attribute to count.",
        )],
        Family::SeveralValues,
        "How many values there are.",
        count,
    )
    .example("Count([proxyAddresses])")
    .assuming(&[COUNT_NULL]),
    Function::new(
        "Item",
        &[
            required("attribute", Kind::Values, "The attribute to take from."),
            required("index", Kind::Number(1), "Which value, from 1."),
        ],
        Family::SeveralValues,
        "The value of that number, from 1.",
        item,
    )
    .example("Item([proxyAddresses], 1)")
    .assuming(&[ITEM_BEYOND]),
    Function::new(
        "RemoveDuplicates",
        &[required(
            "attribute",
            Kind::Values,
            "The attribute to clean.",
        )],
        Family::SeveralValues,
        "The values, each once, in the order of first appearance.",
        remove_duplicates,
    )
    .example("RemoveDuplicates([proxyAddresses])")
    .assuming(&[NULL_STAYS, DUPLICATES]),
    Function::new(
        "Split",
        &[
            required("source", Kind::Text, "The text to split."),
            optional("delimiter", Kind::Text, "What stands between the parts."),
        ],
        Family::SeveralValues,
        "The parts of the text between delimiters.",
        split,
    )
    .example(r#"Split([sets], ",")"#)
    .assuming(&[SPLIT_BLANKS, SPLIT_EMPTY]),
    Function::new(
        "SingleAppRoleAssignment",
        &[required("source", Kind::Values, "[appRoleAssignments].")],
        Family::Roles,
        "The name of the user's one app role.",
        single_role,
    )
    .example("SingleAppRoleAssignment([one])")
    .assuming(&[NULL_STAYS, ONE_ROLE]),
    Function::new(
        "AppRoleAssignmentsComplex",
        &[required("source", Kind::Values, "[appRoleAssignments].")],
        Family::Roles,
        "All app roles; Entra adds them and never removes any.",
        roles,
    )
    .example("AppRoleAssignmentsComplex([roles])")
    .assuming(&[NULL_STAYS, ROLE_NAMES]),
    Function::new(
        "AssertiveAppRoleAssignmentsComplex",
        &[required("source", Kind::Values, "[appRoleAssignments].")],
        Family::Roles,
        "All app roles; Entra replaces those in the target.",
        roles,
    )
    .example("AssertiveAppRoleAssignmentsComplex([roles])")
    .assuming(&[NULL_STAYS, ROLE_NAMES]),
    Function::new(
        "AppRoleAssignments",
        &[required("source", Kind::Values, "[appRoleAssignments].")],
        Family::Roles,
        "All app roles.",
        roles,
    )
    .example("AppRoleAssignments([roles])")
    .assuming(&[NULL_STAYS, ROLE_NAMES])
    .older(),
];

//! The entries of the registry for conditions and choices.

use super::super::{Family, Function, Kind, optional, required};
use super::{coalesce, ignore_if_blank, is_string, not, plan_switch, switch, truth};
use crate::assumption::{
    ABSENT_IS_NULL, COALESCE_EMPTY, CONDITION_NULL, EMPTY_IS_A_VALUE, IS_STRING, SWITCH_NO_DEFAULT,
};
use crate::eval::Val;

pub(in crate::functions) const FUNCTIONS: &[Function] = &[
    Function::new(
        "IIF",
        &[
            required(
                "condition",
                Kind::Condition,
                "A comparison, or a value that is True or False.",
            ),
            required("valueIfTrue", Kind::Any, "The value if it holds."),
            required("valueIfFalse", Kind::Any, "The value if it does not hold."),
        ],
        Family::Logic,
        "One of two values, by a condition.",
        |call| call.value(if truth(call, 0)? { 1 } else { 2 }),
    )
    .example(r#"IIF([country]="USA", [country], [department])"#)
    .assuming(&[CONDITION_NULL]),
    Function::new(
        "Switch",
        &[
            required("source", Kind::Text, "The value to look up."),
            optional(
                "defaultValue",
                Kind::Any,
                "The value if no key is equal to source.",
            ),
            required(
                "key",
                Kind::Text,
                "A value that source may have; \"\" for null.",
            )
            .keyed("switchValue"),
            required("value", Kind::Any, "The value for that key.").keyed("switchValue"),
        ],
        Family::Logic,
        "The value of the first key equal to source, else the default; \"\" is the key for null.",
        switch,
    )
    .example(r#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#)
    .assuming(&[SWITCH_NO_DEFAULT])
    .repeating(2)
    .planned(plan_switch),
    Function::new(
        "Coalesce",
        &[required(
            "source",
            Kind::Any,
            "A value; the last one is the default.",
        )],
        Family::Logic,
        "The first source that is neither null nor empty, else the last one.",
        coalesce,
    )
    .example("Coalesce([absent], [upn])")
    .assuming(&[COALESCE_EMPTY])
    .repeating(1),
    Function::new(
        "CBool",
        &[required(
            "Expression",
            Kind::Condition,
            "A comparison, a number, True or False.",
        )],
        Family::Logic,
        "\"True\" if the value is true or not 0, else \"False\".",
        |call| truth(call, 0).map(Val::truth_text),
    )
    .example("CBool([a] = [b])")
    .assuming(&[CONDITION_NULL]),
    Function::new(
        "Not",
        &[required("source", Kind::Any, "The value to turn round.")],
        Family::Logic,
        "\"False\" for True, \"True\" for anything else.",
        not,
    )
    .example("Not([IsSoftDeleted])"),
    Function::new(
        "IsNull",
        &[required("Expression", Kind::Any, "The value to test.")],
        Family::Logic,
        "Whether there is no value; an empty text is one.",
        |call| Ok(Val::Boolean(call.value(0)?.is_null())),
    )
    .example("IsNull([absent])")
    .assuming(&[EMPTY_IS_A_VALUE, ABSENT_IS_NULL]),
    Function::new(
        "IsNothing",
        &[required("source", Kind::Any, "The value to test.")],
        Family::Logic,
        "Whether there is no value, as IsNull.",
        |call| Ok(Val::Boolean(call.value(0)?.is_null())),
    )
    .example("IsNothing([absent])")
    .assuming(&[EMPTY_IS_A_VALUE, ABSENT_IS_NULL])
    .older(),
    Function::new(
        "IsNullOrEmpty",
        &[required("Expression", Kind::Any, "The value to test.")],
        Family::Logic,
        "Whether there is no value or an empty text.",
        |call| Ok(Val::Boolean(call.value(0)?.is_null_or_empty())),
    )
    .example("IsNullOrEmpty([blank])")
    .also(&["IsNullorEmpty"]),
    Function::new(
        "IsPresent",
        &[required("Expression", Kind::Any, "The value to test.")],
        Family::Logic,
        "Whether there is a value other than the empty text.",
        |call| Ok(Val::Boolean(!call.value(0)?.is_null_or_empty())),
    )
    .example("IsPresent([name])"),
    Function::new(
        "IsString",
        &[required("Expression", Kind::Any, "The value to test.")],
        Family::Logic,
        "Whether the value is one text.",
        is_string,
    )
    .example("IsString([name])")
    .assuming(&[IS_STRING]),
    Function::new(
        "IgnoreFlowIfNullOrEmpty",
        &[required(
            "Expression",
            Kind::Any,
            "The value that flows if there is one.",
        )],
        Family::Logic,
        "The value; where it is null or empty, the attribute is left out of the flow.",
        ignore_if_blank,
    )
    .example("IgnoreFlowIfNullOrEmpty([absent])"),
];

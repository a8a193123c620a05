//! What the evaluator takes for granted where Microsoft's documents are silent or contradict each
//! other: each once, by a name that findings, reports and `docs/expressions` share. Not how Entra's
//! cycles or the target behave; only what an expression comes to.

/// One thing taken for granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Assumption {
    /// The stable name used in files.
    pub name: &'static str,
    /// What is taken for granted, in a sentence.
    pub sentence: &'static str,
    /// Why it has to be.
    pub ground: Ground,
}

/// Why something is taken for granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// No document says; this is what an example, .NET or plain sense suggests.
    Silence,
    /// The documents contradict each other; this is one of their readings.
    Contradiction,
}

const fn silent(name: &'static str, sentence: &'static str) -> Assumption {
    Assumption {
        name,
        sentence,
        ground: Ground::Silence,
    }
}

const fn contradicted(name: &'static str, sentence: &'static str) -> Assumption {
    Assumption {
        name,
        sentence,
        ground: Ground::Contradiction,
    }
}

// The language itself.

pub(crate) const EXPRESSION_OVER_PRINT: Assumption = contradicted(
    "expression-over-print",
    "Where a document prints a result that the expression beside it does not give, the expression is \
     believed.",
);
pub(crate) const KEPT_BACKSLASH: Assumption = silent(
    "kept-backslash",
    "In a text, a backslash before anything but a backslash or a quotation mark stays, as one \
     documented regular expression needs.",
);
pub(crate) const COMPARISON: Assumption = silent(
    "comparison",
    "In a comparison null is the empty text, case counts, a number meets a text as a number and a \
     date meets a text as a date where it can; <, <=, > and >= compare as numbers where both sides \
     are, and never hold for an empty side.",
);
pub(crate) const SIGNALS: Assumption = silent(
    "signals",
    "IgnoreAttributeFlow and IgnoreObjectFlow leave out the attribute and the object wherever they \
     are reached, as the Workday guide shows.",
);

pub(crate) const NESTED_BRACKETS: Assumption = silent(
    "nested-brackets",
    "An attribute's name ends at the bracket that matches the first one, as a SCIM path with a filter \
     needs.",
);
/// Named where an attribute is missing under the name as written.
pub const ATTRIBUTE_CASE: Assumption = silent(
    "attribute-case",
    "The letter case of an attribute's name counts, as is documented for directory extensions only.",
);
/// Named where a row ends as an error.
pub const UNUSABLE_VALUE: Assumption = silent(
    "unusable-value",
    "A value that a function cannot use is an error of the row, and nothing is guessed; documents \
     hardly say what the service then does.",
);

// Nulls.

pub(crate) const NULL_STAYS: Assumption = silent("null-stays", "A null source gives null.");
pub(crate) const APPEND_NULL: Assumption = silent(
    "append-null",
    "A null source, prefix or suffix counts as the empty text.",
);
pub(crate) const JOIN_NULL: Assumption = silent(
    "join-null",
    "A null source is left out together with its separator, as an empty one is in the documented \
     example.",
);
pub(crate) const ABSENT_IS_NULL: Assumption = silent(
    "absent-is-null",
    "A missing attribute, a null and an empty cell of an export are all null.",
);
pub(crate) const COUNT_NULL: Assumption = silent("count-null", "Null has 0 values.");
pub(crate) const DATE_NULL: Assumption =
    silent("date-null", "Where a date is needed, null is an error.");

// Texts.

pub(crate) const MID_BEYOND: Assumption = silent(
    "mid-beyond",
    "A start beyond the end gives the empty text; a start below 1 or a negative length is an error.",
);
pub(crate) const UTF16: Assumption = silent(
    "utf16-units",
    "Positions and lengths count UTF-16 units, as .NET does; a character that a cut would halve is \
     dropped.",
);
pub(crate) const INSTR: Assumption = silent(
    "instr",
    "A text that is not found gives 0; vbTextCompare ignores case, without compareType and with \
     vbBinaryCompare it counts.",
);
pub(crate) const PCASE_APOSTROPHE: Assumption = silent(
    "pcase-apostrophe",
    "Without separators an apostrophe starts a new word (John'S), as a documented example implies.",
);
pub(crate) const DIACRITICS: Assumption = silent(
    "diacritics",
    "All marks on basic Latin letters go, also those outside the published table; œ becomes oe; ð, \
     þ, đ and other scripts stay.",
);
pub(crate) const WORD_PIECES: Assumption = silent(
    "word-pieces",
    "Empty pieces between delimiters are no words.",
);
pub(crate) const REPLACE_NO_MATCH: Assumption = silent(
    "replace-no-match",
    "A pattern that matches nothing leaves the source as it is; where another attribute is named, \
     the result is then null.",
);
pub(crate) const REPLACE_GROUP: Assumption = silent(
    "replace-group",
    "The named group is replaced in every match, the rest of each match stays, and the replacement \
     stands as it is written.",
);

// Conditions and choices.

pub(crate) const CONDITION_NULL: Assumption = contradicted(
    "condition-null",
    "A condition that meets a null is computed: null or empty alone is false, and in a comparison \
     null is the empty text. The reference says that the check “fails”, and other pages rely on it.",
);
pub(crate) const SWITCH_NO_DEFAULT: Assumption = silent(
    "switch-no-default",
    "Without a default, a source that no key equals gives null.",
);
pub(crate) const SWITCH_TRUTH: Assumption = contradicted(
    "switch-truth",
    "A truth value as source or key compares as \"True\" or \"False\", as two documented examples \
     need that the reference advises against.",
);
pub(crate) const COALESCE_EMPTY: Assumption = contradicted(
    "coalesce-empty",
    "Empty texts are skipped like nulls, as a documented example needs; the reference speaks of \
     nulls only.",
);
pub(crate) const EMPTY_IS_A_VALUE: Assumption = silent(
    "empty-is-a-value",
    "The empty text is a value, so it is not null.",
);
pub(crate) const IS_STRING: Assumption = silent(
    "is-string",
    "Numbers, truth values and multi-valued attributes are no strings.",
);

// Dates.

pub(crate) const DATE_WITHOUT_ZONE: Assumption =
    silent("date-without-zone", "A date without a zone is UTC.");
pub(crate) const LOCAL_IS_UTC: Assumption =
    silent("local-is-utc", "The service's local time is UTC.");
pub(crate) const MONTH_END: Assumption = silent(
    "month-end",
    "A day that the month lacks becomes its last day, as in .NET.",
);
pub(crate) const DATE_DIFF: Assumption = silent(
    "date-diff",
    "Visual Basic's rules, which fit every documented row: years and months by the calendar, weeks \
     by the Sundays between, the rest by elapsed time cut towards zero.",
);
pub(crate) const DATE_NOT_REREAD: Assumption = silent(
    "date-not-reread",
    "A date that comes from another date function is not read again, whatever the input format \
     says.",
);
pub(crate) const TWO_DIGIT_YEARS: Assumption =
    silent("two-digit-years", "Years of two digits end in 2049.");
pub(crate) const FORMAT_THREE: Assumption = contradicted(
    "format-three-arguments",
    "With three arguments, dateTimeStyles is the one left out, as in the older listing; the \
     reference has four.",
);

// Several values and app roles.

pub(crate) const ITEM_BEYOND: Assumption = silent(
    "item-beyond",
    "A number beyond the last value gives null; 0 is an error.",
);
pub(crate) const DUPLICATES: Assumption = silent(
    "duplicates",
    "Values are equal if every character is; the first of them stays.",
);
pub(crate) const SPLIT_BLANKS: Assumption = contradicted(
    "split-blanks",
    "Split cuts blanks around each part, as the reference's example shows and .NET would not.",
);
pub(crate) const SPLIT_EMPTY: Assumption = silent(
    "split-empty",
    "Empty parts between delimiters stay; a null or empty source gives null; without a delimiter, \
     white space splits.",
);
pub(crate) const ONE_ROLE: Assumption = silent(
    "one-role",
    "Several roles are an error, because Entra does not say which one it takes.",
);
pub(crate) const ROLE_NAMES: Assumption = silent(
    "role-names",
    "A role is shown by its name; Entra sends an object for each.",
);

// Values that must be new.

pub(crate) const UNIQUE_CASE: Assumption = silent(
    "unique-case",
    "Letter case makes no value new; null and empty rules are passed over.",
);
pub(crate) const DRAWN: Assumption = silent(
    "drawn",
    "Which value is drawn does not matter; the preview draws from a seed.",
);

// The parsed form.

pub(crate) const PARSED_KEYS: Assumption = silent(
    "parsed-keys",
    "Where no parameter name of the parsed form is published, it is the reference's; a comparison is \
     a function named by its operator, with left and right.",
);

/// Every assumption, in the order of the subjects.
pub fn all() -> &'static [Assumption] {
    &[
        EXPRESSION_OVER_PRINT,
        KEPT_BACKSLASH,
        COMPARISON,
        SIGNALS,
        NESTED_BRACKETS,
        ATTRIBUTE_CASE,
        UNUSABLE_VALUE,
        NULL_STAYS,
        APPEND_NULL,
        JOIN_NULL,
        ABSENT_IS_NULL,
        COUNT_NULL,
        DATE_NULL,
        MID_BEYOND,
        UTF16,
        INSTR,
        PCASE_APOSTROPHE,
        DIACRITICS,
        WORD_PIECES,
        REPLACE_NO_MATCH,
        REPLACE_GROUP,
        CONDITION_NULL,
        SWITCH_NO_DEFAULT,
        SWITCH_TRUTH,
        COALESCE_EMPTY,
        EMPTY_IS_A_VALUE,
        IS_STRING,
        DATE_WITHOUT_ZONE,
        LOCAL_IS_UTC,
        MONTH_END,
        DATE_DIFF,
        DATE_NOT_REREAD,
        TWO_DIGIT_YEARS,
        FORMAT_THREE,
        ITEM_BEYOND,
        DUPLICATES,
        SPLIT_BLANKS,
        SPLIT_EMPTY,
        ONE_ROLE,
        ROLE_NAMES,
        UNIQUE_CASE,
        DRAWN,
        PARSED_KEYS,
    ]
}

/// The assumption so called.
pub fn find(name: &str) -> Option<&'static Assumption> {
    all().iter().find(|assumption| assumption.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{all, find};

    #[test]
    fn every_name_is_used_once() {
        let names: BTreeSet<&str> = all().iter().map(|assumption| assumption.name).collect();
        assert_eq!(names.len(), all().len());
        assert!(find("date-diff").is_some() && find("nothing").is_none());
    }
}

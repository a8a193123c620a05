//! The operators of scoping filters, as `define-conditional-rules-for-provisioning` lists them.
//!
//! One value against one clause; what an absent value and several values mean is the filter's.

use presync_expr::Pattern;

use super::FilterReadings;
use crate::spelling::parse_boolean;

/// An operator with what it compares to.
#[derive(Debug)]
pub(super) enum Test {
    Equals(Vec<String>),
    NotEquals(Vec<String>),
    IsTrue,
    IsFalse,
    IsNull,
    IsNotNull,
    Matches(Box<Pattern>),
    NotMatches(Box<Pattern>),
    Greater(i128),
    GreaterOrEqual(i128),
    Includes(String),
    EndsWith(String),
    /// The value occurs in the given text.
    In(String),
    NotIn(String),
    /// An operator nobody documents, or a value it cannot take: never true.
    Unusable(String),
}

impl Test {
    /// Operators are recognised in any letter case, with blanks, underscores or neither: how schemas
    /// spell the newer ones is not documented.
    pub(super) fn new(operator: &str, values: &[String]) -> Self {
        let name: String = operator
            .chars()
            .filter(|c| !matches!(c, ' ' | '_'))
            .flat_map(char::to_uppercase)
            .collect();
        match name.as_str() {
            "ISTRUE" => return Self::IsTrue,
            "ISFALSE" => return Self::IsFalse,
            "ISNULL" => return Self::IsNull,
            "ISNOTNULL" => return Self::IsNotNull,
            _ => {}
        }
        let Some(first) = values.first().cloned() else {
            return Self::Unusable(format!("{operator} without a value"));
        };
        match name.as_str() {
            "EQUALS" => Self::Equals(values.to_vec()),
            "NOTEQUALS" => Self::NotEquals(values.to_vec()),
            "REGEXMATCH" => pattern(operator, &first, Self::Matches),
            "NOTREGEXMATCH" => pattern(operator, &first, Self::NotMatches),
            "GREATERTHAN" => number(operator, &first, Self::Greater),
            "GREATERTHANOREQUALS" => number(operator, &first, Self::GreaterOrEqual),
            "INCLUDES" => Self::Includes(first),
            "ENDSWITH" => Self::EndsWith(first),
            "&" => Self::In(first),
            "!&" => Self::NotIn(first),
            _ => Self::Unusable(format!("{operator} is no documented operator")),
        }
    }

    /// Whether the clause holds for one value; none when a pattern takes too many steps.
    pub(super) fn holds(&self, value: &str, readings: FilterReadings) -> Option<bool> {
        let number = || value.trim().parse::<i128>();
        Some(match self {
            Self::Equals(values) => values.iter().any(|other| other == value),
            Self::NotEquals(values) => values.iter().all(|other| other != value),
            Self::IsTrue => parse_boolean(value) == Some(true),
            Self::IsFalse => parse_boolean(value) == Some(false),
            Self::IsNull | Self::Unusable(_) => false,
            Self::IsNotNull => true,
            Self::Matches(pattern) => has(pattern, value, readings)?,
            Self::NotMatches(pattern) => !has(pattern, value, readings)?,
            Self::Greater(limit) => number().is_ok_and(|n| n > *limit),
            Self::GreaterOrEqual(limit) => number().is_ok_and(|n| n >= *limit),
            Self::Includes(part) => value.contains(part.as_str()),
            Self::EndsWith(part) if readings.ends_with_ignores_case => {
                value.to_lowercase().ends_with(&part.to_lowercase())
            }
            Self::EndsWith(part) => value.ends_with(part.as_str()),
            Self::In(text) => text.contains(value),
            Self::NotIn(text) => !text.contains(value),
        })
    }

    /// Whether it compares to one value only.
    pub(super) fn takes_one(&self) -> bool {
        !matches!(
            self,
            Self::Equals(_) | Self::NotEquals(_) | Self::Unusable(_)
        )
    }
}

fn has(pattern: &Pattern, value: &str, readings: FilterReadings) -> Option<bool> {
    match readings.whole_patterns {
        true => pattern.is_whole(value),
        false => pattern.is_in(value),
    }
}

fn pattern(operator: &str, text: &str, make: fn(Box<Pattern>) -> Test) -> Test {
    match Pattern::read(text) {
        Ok(pattern) => make(Box::new(pattern)),
        Err(why) => Test::Unusable(format!("{operator} {text}: {why}")),
    }
}

fn number(operator: &str, text: &str, make: fn(i128) -> Test) -> Test {
    match text.trim().parse() {
        Ok(number) => make(number),
        Err(_) => Test::Unusable(format!("{operator} {text}: no whole number")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(operator: &str, given: &str, value: &str, expect: bool) {
        let test = Test::new(operator, &[given.to_owned()]);
        let got = test.holds(value, FilterReadings::default());
        assert_eq!(got, Some(expect), "{value} {operator} {given}");
    }

    #[test]
    fn operators_follow_the_documented_table() {
        check("EQUALS", "Sales", "Sales", true);
        check("EQUALS", "Sales", "sales", false);
        check("NOT EQUALS", "Sales", "sales", true);
        check("NOT EQUALS", "Sales", "Sales", false);
        check("IS TRUE", "", "True", true);
        check("IS TRUE", "", "Enabled", true);
        check("IS_FALSE", "", "True", false);
        check("IS NOT NULL", "", "x", true);
        check("REGEX MATCH", "^1[0-9]{3}$", "1234", true);
        check("REGEX MATCH", "sales", "Sales", false);
        check("REGEX MATCH", "(?i)sales", "Sales", true);
        check("NOT REGEX MATCH", "^1", "1234", false);
        check("REGEX MATCH", "(", "(", false);
        check("Greater_Than", "10", "11", true);
        check("Greater_Than", "10", "10", false);
        check("Greater_Than", "10", "9", false);
        check("Greater_Than", "10", "ten", false);
        check("Greater_Than", "ten", "11", false);
        check("Greater_Than_OR_EQUALS", "10", "10", true);
        check("GREATER_THAN_OR_EQUALS", "10", "10.5", false);
        check("Includes", "ale", "Sales", true);
        check("INCLUDES", "ALE", "Sales", false);
        check("ENDS_WITH", "es", "Sales", true);
        check("ENDS_WITH", "ES", "Sales", false);
        check("&", "Sales;Finance", "Sales", true);
        check("&", "Sales", "Sales;Finance", false);
        check("!&", "Sales;Finance", "IT", true);
        check("!&", "Sales;Finance", "Sales", false);
        check("SOUNDS LIKE", "Sales", "Sales", false);
    }

    #[test]
    fn the_other_readings_are_settings() {
        let whole = FilterReadings {
            whole_patterns: true,
            ..FilterReadings::default()
        };
        let test = Test::new("REGEX MATCH", &["[1-9][0-9]".to_owned()]);
        assert_eq!(test.holds("142", FilterReadings::default()), Some(true));
        assert_eq!(test.holds("142", whole), Some(false));
        let loose = FilterReadings {
            ends_with_ignores_case: true,
            ..FilterReadings::default()
        };
        let test = Test::new("ENDS_WITH", &[".EXAMPLE".to_owned()]);
        assert_eq!(test.holds("a.example", loose), Some(true));
    }
}

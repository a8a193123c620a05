//! Whether Entra would see two values as different, and whether that hinges on how the export is read.
//!
//! In which way they differ is `compare`'s.

use std::{borrow::Cow, collections::BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::{lookup::equal_folded, target::TargetRules};
use crate::{
    catalogue::Kind,
    record::VALUE_SEPARATOR,
    spelling::{parse_boolean, parse_dates},
};

/// Positions among the choices of `export-equals-scim`.
const READ: usize = 0;
pub(super) const VERBATIM: usize = 1;
const TRIMMED: usize = 2;

/// Whether the service would leave an attribute as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sameness {
    /// It would, as the export is read.
    pub(super) is_same: bool,
    /// Read otherwise, the export says the contrary.
    pub(super) hinges: bool,
}

/// Compares what an account holds with what would be sent.
///
/// Letter case counts only where the attribute is case-exact (`attributeDefinition`) or always flows;
/// dates are compared as such, because an export spells them in its own way. So are booleans, whatever is
/// chosen: SCIM has them as JSON, so that no spelling of an export is what the service returns.
pub(super) fn compare(now: &str, would_be: &str, rules: &TargetRules, choice: usize) -> Sameness {
    let exact = rules.case_exact;
    if equal_text(now, would_be, exact) || (rules.multi_valued && equal_sets(now, would_be, exact))
    {
        return Sameness {
            is_same: true,
            hinges: false,
        };
    }
    let reads_same = reads_same(now, would_be, rules.kind);
    if reads_same && rules.kind == Kind::Boolean {
        return Sameness {
            is_same: true,
            hinges: false,
        };
    }
    let looks_same = reads_same || looks_same(now, would_be, exact);
    let is_same = match choice {
        READ => reads_same,
        TRIMMED => looks_same,
        _ => false,
    };
    Sameness {
        is_same,
        hinges: looks_same,
    }
}

/// Whether the service would leave what an account holds, as exports are read and letter case aside.
pub(crate) fn leaves(now: &str, would_be: &str, kind: Kind) -> bool {
    let is_same = equal_folded(now, would_be.trim()) || reads_same(now, would_be, kind);
    is_same || now == would_be
}

fn equal_text(a: &str, b: &str, exact: bool) -> bool {
    a == b || (!exact && equal_folded(a, b))
}

fn equal_sets(now: &str, would_be: &str, exact: bool) -> bool {
    let set = |text: &str| -> BTreeSet<String> {
        let values = text
            .split(VALUE_SEPARATOR)
            .filter(|value| !value.is_empty());
        match exact {
            true => values.map(str::to_owned).collect(),
            false => values.map(str::to_lowercase).collect(),
        }
    };
    set(now) == set(would_be)
}

fn reads_same(now: &str, would_be: &str, kind: Kind) -> bool {
    match kind {
        Kind::Boolean => {
            let value = parse_boolean(now);
            value.is_some() && value == parse_boolean(would_be)
        }
        Kind::DateTime => {
            let dates = parse_dates(now);
            parse_dates(would_be)
                .iter()
                .any(|date| dates.contains(date))
        }
        _ => false,
    }
}

/// Whether only blanks at the ends, blanks that are not spaces, invisible characters or composed
/// letters tell them apart.
fn looks_same(a: &str, b: &str, exact: bool) -> bool {
    let (a, b) = (plain(a), plain(b));
    !a.is_empty() && equal_text(&a, &b, exact)
}

fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.trim().into();
    }
    let invisible = |c: &char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}');
    let seen = text.nfkc().filter(|c| !invisible(c));
    let plain: String = seen
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    plain.trim().to_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(now: &str, would_be: &str, kind: Kind, case_exact: bool, expect: [bool; 4]) {
        let rules = TargetRules {
            kind,
            case_exact,
            ..TargetRules::default()
        };
        let by_choice = [0, 1, 2].map(|choice| compare(now, would_be, &rules, choice).is_same);
        let hinges = compare(now, would_be, &rules, 0).hinges;
        let got = [by_choice[0], by_choice[1], by_choice[2], hinges];
        assert_eq!(got, expect, "{now} → {would_be}");
    }

    #[test]
    fn sameness_follows_the_kind_of_attribute_and_the_reading() {
        const SAME: [bool; 4] = [true, true, true, false];
        const OTHER: [bool; 4] = [false; 4];
        const READS: [bool; 4] = [true, false, true, true];
        const LOOKS: [bool; 4] = [false, false, true, true];
        check("a", "A", Kind::Text, false, SAME);
        check("a", "A", Kind::Text, true, OTHER);
        check("TRUE", "True", Kind::Boolean, false, SAME);
        check("yes", "True", Kind::Boolean, false, SAME);
        check("", "False", Kind::Boolean, false, OTHER);
        check(
            "04/03/2024",
            "2024-03-04T00:00:00Z",
            Kind::DateTime,
            false,
            READS,
        );
        check("05/06/2023", "2024-03-04", Kind::DateTime, false, OTHER);
        check("", "", Kind::DateTime, false, SAME);
        check("Baker ", "Baker", Kind::Text, false, LOOKS);
        check("Ba\u{200b}ker", "baker", Kind::Text, false, LOOKS);
        check("Jose\u{301}", "José", Kind::Text, true, LOOKS);
        check("", " ", Kind::Text, false, OTHER);
    }

    #[test]
    fn several_values_have_no_order() {
        let rules = TargetRules {
            multi_valued: true,
            ..TargetRules::default()
        };
        let join = |values: [&str; 2]| values.join(&VALUE_SEPARATOR.to_string());
        let sameness = compare(&join(["a", "b"]), &join(["B", "a"]), &rules, 0);
        assert!(sameness.is_same && !sameness.hinges);
    }
}

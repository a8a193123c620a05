//! Whether Entra would see two values as different.

use super::lookup::equal_folded;
use crate::{
    catalogue::Kind,
    spelling::{parse_boolean, parse_dates},
};

/// Whether the service would leave the attribute as it is.
///
/// Letter case counts only where the attribute is case-exact (`attributeDefinition`); booleans and
/// dates are compared as such, because an export spells them in its own way.
pub(super) fn is_same(now: &str, would_be: &str, kind: Kind, case_exact: bool) -> bool {
    if now == would_be || (!case_exact && equal_folded(now, would_be)) {
        return true;
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sameness_follows_the_kind_of_attribute() {
        for (now, would_be, kind, case_exact, expect) in [
            ("a", "A", Kind::Text, false, true),
            ("a", "A", Kind::Text, true, false),
            ("TRUE", "1", Kind::Boolean, false, true),
            ("", "False", Kind::Boolean, false, false),
            (
                "04/03/2024",
                "2024-03-04T00:00:00Z",
                Kind::DateTime,
                false,
                true,
            ),
            ("05/06/2023", "2024-03-04", Kind::DateTime, false, false),
            ("", "", Kind::DateTime, false, true),
        ] {
            assert_eq!(
                is_same(now, would_be, kind, case_exact),
                expect,
                "{now} → {would_be}"
            );
        }
    }
}

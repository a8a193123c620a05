//! Whether two spellings of a value are one value: a plan's and a log's, or a plan's and an export's.
//!
//! Letter case is left aside (booleans are `True` in one place and `true` in the other), blanks at the ends
//! too, and the order of several values. Nothing here knows what an attribute means.

/// Whether both say the same.
pub(super) fn is_same(planned: &str, seen: &str) -> bool {
    let (planned, seen) = (bare(planned), bare(seen));
    planned == seen || values(&planned) == values(&seen)
}

/// An attribute's name, however it is spelt: blanks and letter case left aside.
pub(super) fn name_key(name: &str) -> String {
    let kept = name.chars().filter(|c| !c.is_whitespace());
    kept.flat_map(char::to_lowercase).collect()
}

/// Lower case, without blanks at the ends and without one pair of quotes around it all.
fn bare(value: &str) -> String {
    let value = value.trim();
    let inner = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(value).trim().to_lowercase()
}

/// The values in order: of a JSON list, else those between semicolons.
fn values(value: &str) -> Vec<String> {
    let listed = serde_json::from_str::<Vec<serde_json::Value>>(value).ok();
    let mut values: Vec<String> = match listed {
        Some(listed) => listed
            .iter()
            .map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned))
            .collect(),
        None => value.split(';').map(str::to_owned).collect(),
    };
    for one in &mut values {
        *one = bare(one);
    }
    values.sort();
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_value_are_one() {
        let check = |planned: &str, seen: &str, expect: bool| {
            assert_eq!(is_same(planned, seen), expect, "{planned} {seen}");
        };
        check("True", "true", true);
        check("True", "false", false);
        check("Head of IT", " head of it", true);
        check("a;b", "b;a", true);
        check("a;b", "[\"B\",\"A\"]", true);
        check("a;b", "a", false);
        check("x", "\"x\"", true);
        check("", "", true);
        check("0012", "12", false);
    }

    #[test]
    fn names_are_compared_without_blanks_and_case() {
        let spelt = "emails[type eq \"work\"].value";
        assert_eq!(name_key(spelt), name_key("Emails[type  eq \"Work\"].value"));
    }
}

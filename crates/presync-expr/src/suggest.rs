//! “Did you mean”: the known name nearest to an unknown one. Not a search; it offers one name or
//! none.

use std::cmp::Reverse;

/// Shortest name that may be all there is to a longer one: `mobile` to `mobilePhone`.
const START_CHARACTERS_MIN: usize = 6;

/// The name among `known` that `wrong` most likely stands for: the same in another case, else the
/// nearest within a third of its length, else the longest that it starts with. Ties go to the
/// alphabetically first.
pub(crate) fn nearest<'k>(
    wrong: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    let folded = wrong.to_lowercase();
    let characters = wrong.chars().count();
    let distance_max = (characters / 3).clamp(1, 4);
    let rank = |name: &'k str| {
        let length = name.chars().count();
        if length.abs_diff(characters) <= distance_max {
            let distance = distance(&folded, &name.to_lowercase());
            if distance <= distance_max {
                return Some((distance, Reverse(0), name));
            }
        }
        let starts = length >= START_CHARACTERS_MIN && folded.starts_with(&name.to_lowercase());
        starts.then_some((usize::MAX, Reverse(length), name))
    };
    let best = known.into_iter().filter_map(rank).min();
    best.map(|(_, _, name)| name)
}

/// Edits (insert, delete, replace, swap of neighbours) that turn one text into the other.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut before_last = vec![0; right.len() + 1];
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, &left_char) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &right_char) in right.iter().enumerate() {
            let replaced = last[column] + usize::from(left_char != right_char);
            let mut best = replaced.min(last[column + 1] + 1).min(current[column] + 1);
            let swapped = row > 0
                && column > 0
                && left_char == right[column - 1]
                && left[row - 1] == right_char;
            if swapped {
                best = best.min(before_last[column - 1] + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[track_caller]
    fn check(wrong: &str, expect: Option<&str>) {
        assert_eq!(
            nearest(wrong, ["Join", "ToLower", "ToUpper", "Mid"]),
            expect,
            "{wrong}"
        );
    }

    #[test]
    fn offers_the_nearest_name_or_none() {
        check("tolower", Some("ToLower"));
        check("ToLowr", Some("ToLower"));
        check("Jion", Some("Join"));
        check("Concatenate", None);
        check("", None);
        check("ToUpperCase", Some("ToUpper"));
        check("Middle", None);
    }
}

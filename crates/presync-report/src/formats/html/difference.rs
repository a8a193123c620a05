//! Where two values differ, character by character: one changed stretch between what they share.

/// What stands for a space one would overlook.
const SPACE: char = '·';
const CHARS_MAX: usize = 160;

/// Two values, each cut into shared start, changed middle and shared end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) start: String,
    pub(super) removed: String,
    pub(super) added: String,
    pub(super) end: String,
    /// There is no value now.
    pub(super) was_nothing: bool,
    /// There would be no value.
    pub(super) is_nothing: bool,
}

impl Difference {
    pub(super) fn of(now: &str, would_be: &str) -> Self {
        let (a, b) = (shown(now), shown(would_be));
        let mut start = shared_start(&a, &b);
        let mut end = shared_end(&a[start..], &b[start..]);
        let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
        if shorter > start + end && longer > start + end + 1 {
            start = back_to_word(&a, &b, start);
            end = on_to_word(&a, &b, end);
        }
        if (start + end) * 3 < a.len().max(b.len()) {
            (start, end) = (0, 0);
        }
        Self {
            start: a[..start].iter().collect(),
            removed: a[start..a.len() - end].iter().collect(),
            added: b[start..b.len() - end].iter().collect(),
            end: a[a.len() - end..].iter().collect(),
            was_nothing: now.is_empty(),
            is_nothing: would_be.is_empty(),
        }
    }
}

/// A value as it is shown: spaces visible where they are easily overlooked, cut when long.
fn shown(value: &str) -> Vec<char> {
    let chars: Vec<char> = value.chars().collect();
    let is_space = |at: Option<&char>| at.is_none_or(|c| c.is_whitespace());
    let mut shown: Vec<char> = chars
        .iter()
        .enumerate()
        .map(|(at, c)| {
            let beside =
                is_space(at.checked_sub(1).map(|at| &chars[at])) || is_space(chars.get(at + 1));
            match c.is_whitespace() && (beside || *c != ' ') {
                true => SPACE,
                false => *c,
            }
        })
        .collect();
    if shown.len() > CHARS_MAX {
        shown.truncate(CHARS_MAX - 1);
        shown.push('…');
    }
    shown
}

/// A text cut to the length a page has room for.
pub(crate) fn shortened(text: &str) -> String {
    match text.char_indices().nth(CHARS_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Never ends between a letter and its accent.
fn shared_start(a: &[char], b: &[char]) -> usize {
    let mut at = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let splits = |text: &[char], at: usize| text.get(at).is_some_and(|c| joins(*c));
    while at > 0 && (splits(a, at) || splits(b, at)) {
        at -= 1;
    }
    at
}

fn shared_end(a: &[char], b: &[char]) -> usize {
    let mut length = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    while length > 0 && joins(a[a.len() - length]) {
        length -= 1;
    }
    length
}

/// Where more than one character differs on both sides, whole words are marked.
fn back_to_word(a: &[char], b: &[char], mut start: usize) -> usize {
    let inside = |text: &[char], at: usize| {
        text[at - 1].is_alphanumeric() && text.get(at).is_some_and(|c| c.is_alphanumeric())
    };
    while start > 0 && (inside(a, start) || inside(b, start)) {
        start -= 1;
    }
    start
}

fn on_to_word(a: &[char], b: &[char], mut end: usize) -> usize {
    let inside = |text: &[char], end: usize| {
        let at = text.len() - end;
        text[at].is_alphanumeric() && at > 0 && text[at - 1].is_alphanumeric()
    };
    while end > 0 && (inside(a, end) || inside(b, end)) {
        end -= 1;
    }
    end
}

/// Whether a character belongs to the one before it.
fn joins(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(now: &str, would_be: &str, expect: [&str; 4]) {
        let Difference {
            start,
            removed,
            added,
            end,
            ..
        } = Difference::of(now, would_be);
        assert_eq!([start, removed, added, end], expect, "{now} → {would_be}");
    }

    #[test]
    fn only_what_differs_is_marked() {
        check(
            "Accountant",
            "Senior Accountant",
            ["", "", "Senior ", "Accountant"],
        );
        check(
            "human resources",
            "Human resources",
            ["", "h", "H", "uman resources"],
        );
        check(
            "ann@old.example",
            "ann@new.example",
            ["ann@", "old", "new", ".example"],
        );
        check(
            "ann@old.example",
            "ann@world.example",
            ["ann@", "old", "world", ".example"],
        );
        check("Müller", "Muller", ["M", "ü", "u", "ller"]);
        check(
            "Mu\u{308}ller",
            "Muller",
            ["", "Mu\u{308}ller", "Muller", ""],
        );
        check("aa", "aaa", ["aa", "", "a", ""]);
    }

    #[test]
    fn values_that_share_little_stand_apart() {
        check("Baker", "Engineer", ["", "Baker", "Engineer", ""]);
        check("", "SAML", ["", "", "SAML", ""]);
        check("x", "", ["", "x", "", ""]);
        check(
            "+44 20 7946",
            "+44207946",
            ["", "+44 20 7946", "+44207946", ""],
        );
    }

    #[test]
    fn overlooked_spaces_are_shown() {
        check("Sales ", "Sales", ["Sales", "·", "", ""]);
        check(
            "Human  Resources",
            "Human Resources",
            ["Human", "··", " ", "Resources"],
        );
        check("a\u{a0}bcd", "a bcd", ["a", "·", " ", "bcd"]);
    }

    #[test]
    fn a_long_value_is_cut() {
        assert_eq!(shown(&"x".repeat(1000)).len(), CHARS_MAX);
    }
}

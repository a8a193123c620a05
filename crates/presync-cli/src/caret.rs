//! A remark about a part of an expression, with the part underlined.

use presync_app::wire::ExpressionRemark;
use unicode_width::UnicodeWidthChar;

/// Characters of a line that are shown; of a longer one, what lies around the part.
const SHOWN_MAX: usize = 100;
/// Characters shown before the part, where a line is cut.
const BEFORE: usize = 30;

/// The remark in a sentence, then the line with carets below the part, then what would mend it.
pub(crate) fn lines(kind: &str, expression: &str, remark: &ExpressionRemark) -> Vec<String> {
    let mut lines = vec![format!("{kind}: {} [{}]", remark.message, remark.code)];
    lines.extend(underlined(expression, remark.span.start, remark.span.end));
    if let Some(replacement) = &remark.replacement {
        lines.push(format!("  write {replacement}"));
    }
    lines
}

/// The line of the expression that the part begins in, and the carets. Offsets count characters; the carets stand
/// below what a terminal shows, where one character may take two columns or none.
fn underlined(expression: &str, start: usize, end: usize) -> [String; 2] {
    let mut line_start = 0;
    let mut lines = expression.split('\n');
    let mut line = lines.next().unwrap_or_default();
    for next in lines {
        let length = line.chars().count() + 1;
        if start < line_start + length {
            break;
        }
        line_start += length;
        line = next;
    }
    let length = line.chars().count();
    let start = (start - line_start.min(start)).min(length);
    let end = end.saturating_sub(line_start).clamp(start, length);
    let cut = if length > SHOWN_MAX {
        start.saturating_sub(BEFORE)
    } else {
        0
    };
    let shown = line.chars().skip(cut).take(SHOWN_MAX);
    let shown: Vec<char> = shown.map(harmless).collect();
    let (before, part) = shown.split_at((start - cut).min(shown.len()));
    let part = &part[..(end - start).min(part.len())];
    let blanks = " ".repeat(columns(before));
    let carets = "^".repeat(columns(part).max(1));
    let shown: String = shown.into_iter().collect();
    [format!("  {shown}"), format!("  {blanks}{carets}")]
}

/// The character, or one that neither moves the cursor nor turns the line round.
fn harmless(character: char) -> char {
    match character {
        _ if character.is_control() => ' ',
        '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            '\u{fffd}'
        }
        _ => character,
    }
}

fn columns(characters: &[char]) -> usize {
    let widths = characters.iter().map(|one| one.width().unwrap_or(1));
    widths.sum()
}

#[cfg(test)]
mod tests {
    use super::underlined;

    #[track_caller]
    fn check(expression: &str, start: usize, end: usize, expect: [&str; 2]) {
        assert_eq!(underlined(expression, start, end), expect);
    }

    #[test]
    fn the_part_is_underlined_on_its_line() {
        check("Lower([a])", 0, 5, ["  Lower([a])", "  ^^^^^"]);
        check(
            "Not(\"é\",\n\tFoo([a]))",
            10,
            13,
            ["   Foo([a]))", "   ^^^"],
        );
        check("Not(", 4, 4, ["  Not(", "      ^"]);
        check("", 0, 0, ["  ", "  ^"]);
        check("a\nbc", 0, 4, ["  a", "  ^"]);
        check(
            "Not(\"名😀\", [é])",
            10,
            13,
            ["  Not(\"名😀\", [é])", "              ^^^"],
        );
        check("[e\u{301}](x)", 4, 7, ["  [e\u{301}](x)", "     ^^^"]);
        check("[名]", 0, 3, ["  [名]", "  ^^^^"]);
        check("\u{202e}Foo()", 1, 4, ["  \u{fffd}Foo()", "   ^^^"]);
    }

    #[test]
    fn a_long_line_is_cut_around_the_part() {
        let long = format!("{}Foo(){}", "x".repeat(200), "y".repeat(200));
        let [shown, carets] = underlined(&long, 200, 205);
        assert!(
            shown.starts_with(&format!("  {}Foo()yyy", "x".repeat(30))),
            "{shown}"
        );
        assert_eq!(carets, format!("  {}^^^^^", " ".repeat(30)));
        let [shown, carets] = underlined(&long, 0, 405);
        assert_eq!((shown.len(), carets.len()), (102, 102));
    }
}

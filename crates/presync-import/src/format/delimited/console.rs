//! What PowerShell shows on the screen, saved as a file: aligned for eyes, cut where it was too wide.

use crate::{ImportError, RefusalCode, source::SourceFile};

/// Lines that are looked at.
const LINES_MAX: usize = 60;
/// Lines of `Name : value` that make a list.
const PAIRS_MIN: usize = 4;

/// Whether a text is a list (`Name : value` line by line) or a table underlined by dashes.
pub(super) fn is_console(head: &str) -> bool {
    let lines = head
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.take(LINES_MAX).collect();
    is_list(&lines) || is_table(&lines)
}

fn is_list(lines: &[&str]) -> bool {
    let pairs = lines.iter().filter_map(|line| {
        line.split_once(" : ")
            .or_else(|| Some((line.strip_suffix(" :")?, "")))
    });
    let is_name = |name: &str| {
        let name = name.trim_end();
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || "_.- ".contains(c))
    };
    let names: Vec<&str> = pairs
        .map(|(name, _)| name)
        .filter(|name| is_name(name))
        .collect();
    let width = names.first().map(|name| name.chars().count());
    let aligned = names
        .iter()
        .filter(|name| Some(name.chars().count()) == width)
        .count();
    aligned >= PAIRS_MIN && aligned * 10 >= lines.len() * 8
}

fn is_table(lines: &[&str]) -> bool {
    let Some(rule) = lines.get(1) else {
        return false;
    };
    let strokes: Vec<&str> = rule.split_whitespace().collect();
    let is_rule = |stroke: &&str| stroke.chars().all(|c| c == '-');
    strokes.len() > 1 && strokes.iter().all(is_rule) && !rule.contains('\t')
}

pub(super) fn refusal(file: &SourceFile<'_>) -> ImportError {
    file.refuse(
        RefusalCode::FormatUnsupported,
        "This is what PowerShell shows on the screen, which is cut where it is too wide; it is no export.",
        "Export again with Export-Csv -NoTypeInformation -Encoding utf8.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_on_the_screen_is_told_from_exports() {
        let check = |text: &str, expect: bool| assert_eq!(is_console(text), expect, "{text}");
        check(
            "\r\nId          : 1\r\nDisplayName : Ada\r\n\r\nId          : 2\r\nDisplayName : Bo\r\n",
            true,
        );
        check("Id   Name\n--   ----\n1    Ada\n", true);
        check("UID,Username\n------,--------\n1,ada\n", false);
        check("UID;Note\n1;a : b\n2;c : d\n3;e : f\n4;g : h\n", false);
        check("UID\n--\n1\n", false);
        check("Name\nAda : Okoro\nBo : Lind\n", false);
    }
}

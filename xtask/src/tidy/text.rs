//! Text files carry no spaces at the end of a line and no path of somebody's machine.

use super::finding::Finding;
use super::tree::Tree;

/// Where a home folder starts on the systems people use, and what ends the user's name there, if
/// one follows. Written so that this file names none.
const HOMES: &[(&str, Option<char>)] = &[
    (concat!("/ho", "me/"), Some('/')),
    (concat!("/Us", "ers/"), Some('/')),
    (concat!("C:\\Us", "ers\\"), Some('\\')),
    (concat!("/ro", "ot/"), None),
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts() {
        for (index, line) in text.lines().enumerate() {
            if line.ends_with([' ', '\t']) && !is_data(path) {
                findings.push(Finding::new(path, index + 1, "ends in spaces"));
            }
            if names_home(line) {
                let message = "names a home folder: paths of one machine do not belong here";
                findings.push(Finding::new(path, index + 1, message));
            }
        }
    }
    findings
}

/// Inputs and expected outputs are kept byte for byte.
fn is_data(path: &str) -> bool {
    path.ends_with(".snap")
        || path
            .split('/')
            .any(|part| matches!(part, "fixtures" | "golden" | "examples"))
}

/// Whether a whole path below a home folder is named; `/home` alone, or a SCIM address like
/// `/Users/42`, is none.
fn names_home(line: &str) -> bool {
    HOMES.iter().any(|&(home, separator)| {
        line.match_indices(home).any(|(at, _)| {
            let starts =
                !line[..at].ends_with(|c: char| c.is_alphanumeric() || "}])_.".contains(c));
            let (user, rest) = split_name(&line[at + home.len()..]);
            starts && !user.is_empty() && separator.is_none_or(|end| rest.starts_with(end))
        })
    })
}

fn split_name(text: &str) -> (&str, &str) {
    let is_name = |c: char| c.is_alphanumeric() || "._-".contains(c);
    text.split_at(text.find(|c| !is_name(c)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::super::finding::places;
    use super::*;

    #[test]
    fn spaces_at_the_end_are_found_outside_data() {
        let check = |path: &str, expect: &[&str]| {
            let tree = Tree::of_texts(&[(path, "a\nb \nc\t\n")]);
            assert_eq!(places(&check(&tree)), expect, "{path}");
        };
        check("docs/a.md", &["docs/a.md:2", "docs/a.md:3"]);
        check("crates/a/tests/fixtures/b.csv", &[]);
        check("crates/a/src/snapshots/b.snap", &[]);
    }

    #[test]
    fn home_folders_are_found_and_addresses_are_not() {
        let check = |line: &str, expect: bool| assert_eq!(names_home(line), expect, "{line}");
        for &(home, separator) in HOMES {
            let end = separator.unwrap_or('/');
            check(&format!("open {home}ada{end}file"), true);
            check(&format!("open('{home}ada{end}file')"), true);
            check(&format!("the folder {home}"), false);
        }
        check("GET /Users/42", false);
        check("https://example.org/scim/Users/42/x", false);
        check("{base}/Users/42/x", false);
        check("homeDirectory: /home/ada", false);
    }
}

//! A note of something left to do names the decision that says why it may wait.

use super::finding::Finding;
use super::rust_source::words;
use super::tree::Tree;

/// Written in halves, so that this file does not hold what it looks for.
const MARKS: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME")];
const SOURCES: &[&str] = &[
    "css", "html", "js", "mjs", "rs", "sh", "sql", "svelte", "toml", "ts", "yaml", "yml",
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts_with(SOURCES) {
        for (index, line) in text.lines().enumerate() {
            for (at, mark) in words(line).filter(|(_, word)| MARKS.contains(word)) {
                if !names_decision(tree, &line[at + mark.len()..]) {
                    let message = format!("a {mark} names its decision: {mark}(NNNN)");
                    findings.push(Finding::new(path, index + 1, message));
                }
            }
        }
    }
    findings
}

/// Whether `(NNNN)` follows and `docs/decisions/NNNN-….md` is in the tree.
fn names_decision(tree: &Tree, rest: &str) -> bool {
    let number = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    number.is_some_and(|(number, _)| {
        let start = format!("docs/decisions/{number}-");
        number.len() == 4 && tree.texts().any(|(path, _)| path.starts_with(&start))
    })
}

#[cfg(test)]
mod tests {
    use super::super::finding::places;
    use super::*;

    #[test]
    fn a_mark_needs_a_decision_that_exists() {
        let check = |after: &str, expect: &[&str]| {
            for mark in MARKS {
                let text = format!("fn f() {{}}\n// {mark}{after}\n");
                let tree = Tree::of_texts(&[("a.rs", &text), ("docs/decisions/0007-x.md", "")]);
                assert_eq!(places(&check(&tree)), expect, "{text}");
            }
        };
        check(": later", &["a.rs:2"]);
        check("(0008): later", &["a.rs:2"]);
        check("(): later", &["a.rs:2"]);
        check("(0007): later", &[]);
        check("S are other words", &[]);
    }
}

//! Every Rust file opens with `//!`: what it is and what it is not.

use super::finding::Finding;
use super::tree::Tree;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.texts_with(&["rs"])
        .filter(|(_, text)| !has_head(text))
        .map(|(path, _)| Finding::new(path, 1, "does not open with `//!`: say what this module is"))
        .collect()
}

/// A shebang and inner attributes may come before the head.
fn has_head(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        if let Some(head) = line.strip_prefix("//!") {
            return !head.trim().is_empty();
        }
        if line.starts_with("#![") {
            let mut last = line;
            while !last.ends_with(']') {
                let Some(next) = lines.next() else {
                    return false;
                };
                last = next;
            }
        } else if !line.is_empty() && !line.starts_with("#!/") {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_come_first_and_say_something() {
        let check = |text: &str, expect: bool| assert_eq!(has_head(text), expect, "{text:?}");
        check("//! What it is.\nuse x;", true);
        check("\n//! What it is.", true);
        check("#!/usr/bin/env run\n#![allow(x)]\n//! What it is.", true);
        check(
            "#![expect(\n    x,\n    reason = \"y\"\n)]\n//! What it is.",
            true,
        );
        check("//!\n//! Late.", false);
        check("use x;\n//! Late.", false);
        check("// A comment.", false);
        check("", false);
    }

    #[test]
    fn a_file_without_a_head_is_found() {
        let tree = Tree::of_texts(&[("a/src/b.rs", "fn f() {}"), ("a/src/c.rs", "//! C.")]);
        assert_eq!(
            super::super::finding::places(&check(&tree)),
            ["a/src/b.rs:1"]
        );
    }
}

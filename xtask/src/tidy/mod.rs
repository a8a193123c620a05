//! `cargo xtask tidy`: the house rules that no compiler checks.
//!
//! Every check is a pure function from the files of the tree to findings with a place, so that
//! its tests are small trees written as data.

mod arrows;
mod debts;
mod finding;
mod imports;
mod links;
mod manifests;
mod module_heads;
mod rust_source;
mod sizes;
mod text;
mod tree;
mod words;

use std::path::Path;

use anyhow::{Result, bail};

use finding::Finding;
use tree::Tree;

/// One rule of the house: all its violations in the tree.
type Check = fn(&Tree) -> Vec<Finding>;

const CHECKS: &[Check] = &[
    arrows::check,
    debts::check,
    imports::check,
    links::check,
    manifests::check,
    module_heads::check,
    sizes::check,
    text::check,
    words::check,
];

/// Prints every finding as `path:line: message`.
///
/// # Errors
/// When the tree cannot be read, or there is a finding.
pub(crate) fn run(root: &Path) -> Result<()> {
    let findings = findings(&Tree::of_checkout(root)?);
    for finding in &findings {
        println!("{finding}");
    }
    if !findings.is_empty() {
        bail!("tidy found {} places to mend", findings.len());
    }
    println!("tidy: all house rules hold");
    Ok(())
}

fn findings(tree: &Tree) -> Vec<Finding> {
    let mut findings: Vec<Finding> = CHECKS.iter().flat_map(|check| check(tree)).collect();
    findings.sort();
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_of_all_checks_come_in_the_order_of_their_places() {
        let tree = Tree::of_texts(&[
            ("b.md", "[x](gone.md)\n"),
            ("crates/a/src/lib.rs", "fn f() {} \n"),
            ("a.md", "end \n"),
        ]);
        let places: Vec<String> = findings(&tree)
            .iter()
            .map(|finding| format!("{}:{}", finding.path, finding.line))
            .filter(|place| !place.starts_with("ARCHITECTURE") && !place.starts_with("Cargo"))
            .collect();
        assert_eq!(
            places,
            [
                "a.md:1",
                "b.md:1",
                "crates/a/src/lib.rs:1",
                "crates/a/src/lib.rs:1"
            ]
        );
    }
}

//! Links in Markdown lead to files of the tree. Addresses on the web are not followed.

use super::finding::Finding;
use super::tree::{Tree, resolve};

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.texts_with(&["md"]) {
        for (line, target) in links(text) {
            let file = target.split(['#', '?']).next().unwrap_or_default();
            if is_local(target) && !resolve(path, file).is_some_and(|file| tree.has(&file)) {
                let message = format!("the link `{target}` leads to nothing in the tree");
                findings.push(Finding::new(path, line, message));
            }
        }
    }
    findings
}

fn is_local(target: &str) -> bool {
    !target.starts_with('#') && !target.contains("://") && !target.starts_with("mailto:")
}

/// The targets of `[…](target)` and `[…]: target` outside code, with their lines.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut links = Vec::new();
    let mut in_fence = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_fence = !in_fence;
        } else if !in_fence {
            links.extend(links_of_line(line).map(|target| (index + 1, target)));
        }
    }
    links
}

fn links_of_line(line: &str) -> impl Iterator<Item = &str> {
    let definition = line
        .starts_with('[')
        .then(|| line.split_once("]: "))
        .flatten();
    let definition = definition.map(|(_, target)| target);
    let prose = line.split('`').step_by(2);
    let inline = prose
        .flat_map(|prose| prose.split("](").skip(1))
        .filter_map(|rest| {
            let end = rest.find([')', ' '])?;
            Some(&rest[..end])
        });
    definition.into_iter().chain(inline)
}

#[cfg(test)]
mod tests {
    use super::super::finding::places;
    use super::*;

    #[test]
    fn links_lead_to_files_and_folders_of_the_tree() {
        let check = |text: &str, expect: &[&str]| {
            let tree = Tree::of_texts(&[("docs/a.md", text), ("docs/sub/b.md", ""), ("c.md", "")]);
            assert_eq!(places(&check(&tree)), expect, "{text}");
        };
        check("[b](sub/b.md) [c](../c.md#part) [folder](sub/)", &[]);
        check("x\n[gone](sub/c.md)", &["docs/a.md:2"]);
        check("[out](../../c.md)", &["docs/a.md:1"]);
        check(
            "[b](sub/b.md \"title\") and ![picture](x.png)",
            &["docs/a.md:1"],
        );
        check("[label]: gone.md", &["docs/a.md:1"]);
        check(
            "[web](https://example.org/x) [mail](mailto:a@example.org) [here](#part)",
            &[],
        );
        check("`[code](gone.md)` and\n```\n[code](gone.md)\n```\n", &[]);
        check("`code` [gone](gone.md)", &["docs/a.md:1"]);
    }
}

//! The files that git tracks or would add, with their text, as the checks see them.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Paths are relative to the root and use forward slashes.
pub(super) struct Tree {
    /// `None` is a file that is not text.
    files: BTreeMap<String, Option<String>>,
}

impl Tree {
    /// Reads the checkout: tracked files and new ones that are not ignored.
    ///
    /// # Errors
    /// When git is missing or the folder is no checkout.
    pub(super) fn of_checkout(root: &Path) -> Result<Self> {
        let listing = Command::new("git")
            .args([
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ])
            .current_dir(root)
            .output()
            .context("git could not be started")?;
        ensure!(
            listing.status.success(),
            "git cannot list the files: {}",
            String::from_utf8_lossy(&listing.stderr).trim()
        );
        let mut files = BTreeMap::new();
        for path in String::from_utf8(listing.stdout)?.split_terminator('\0') {
            // A tracked file that was deleted is listed, and is no longer part of the tree.
            if let Ok(bytes) = std::fs::read(root.join(path)) {
                files.insert(path.to_owned(), text_of(bytes));
            }
        }
        Ok(Self { files })
    }

    /// A tree written down in a test.
    #[cfg(test)]
    pub(super) fn of_texts(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|&(path, text)| (path.to_owned(), Some(text.to_owned())))
            .collect();
        Self { files }
    }

    /// Every text file, by path.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter_map(|(path, text)| text.as_deref().map(|text| (path.as_str(), text)))
    }

    /// The text files with one of these extensions, by path.
    pub(super) fn texts_with(&self, extensions: &[&str]) -> impl Iterator<Item = (&str, &str)> {
        self.texts().filter(move |(path, _)| {
            path.rsplit_once('.')
                .is_some_and(|(_, extension)| extensions.contains(&extension))
        })
    }

    /// The text of one file.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.as_deref()
    }

    /// Whether a file or a folder of this path is in the tree.
    pub(super) fn has(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        path.is_empty()
            || self.files.contains_key(path)
            || self
                .files
                .range(folder.clone()..)
                .next()
                .is_some_and(|(p, _)| p.starts_with(&folder))
    }
}

fn text_of(bytes: Vec<u8>) -> Option<String> {
    if bytes.contains(&0) {
        return None;
    }
    String::from_utf8(bytes).ok()
}

/// Joins a relative reference to the folder of a file, resolving `.` and `..`.
/// `None` when it leaves the tree.
pub(super) fn resolve(file: &str, reference: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_resolve_from_the_folder_of_their_file() {
        let check = |file, reference, expect: Option<&str>| {
            assert_eq!(
                resolve(file, reference).as_deref(),
                expect,
                "{file} → {reference}"
            );
        };
        check("docs/a.md", "b.md", Some("docs/b.md"));
        check("docs/a.md", "../README.md", Some("README.md"));
        check("docs/a.md", "./x/", Some("docs/x"));
        check("a.md", "../b.md", None);
    }

    #[test]
    fn folders_are_part_of_the_tree() {
        let tree = Tree::of_texts(&[("docs/decisions/0001.md", ""), ("docs-old/x.md", "")]);
        assert!(
            tree.has("docs") && tree.has("docs/decisions") && tree.has("docs/decisions/0001.md")
        );
        assert!(!tree.has("doc") && !tree.has("docs/decision"));
    }

    #[test]
    fn bytes_that_are_no_text_are_kept_apart() {
        assert_eq!(text_of(vec![b'a', 0]), None);
        assert_eq!(text_of(vec![0xff, b'a']), None);
        assert_eq!(text_of(b"a".to_vec()).as_deref(), Some("a"));
    }
}

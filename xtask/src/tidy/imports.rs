//! The UI's own arrows: only `ipc/` knows the desktop shell, and features do not know each other.

use super::finding::Finding;
use super::tree::{Tree, resolve};

const SHELL: &str = "@tauri-apps/";
const IPC: &str = "ui/src/ipc/";
const FEATURES: &str = "features/";

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let sources = tree.texts_with(&["ts", "svelte", "js"]);
    sources
        .filter(|(path, _)| path.starts_with("ui/src/"))
        .flat_map(|(path, text)| imports(text).map(move |(line, target)| (path, line, target)))
        .filter_map(|(path, line, target)| {
            judge(path, target).map(|message| Finding::new(path, line, message))
        })
        .collect()
}

fn judge(path: &str, target: &str) -> Option<String> {
    if target.starts_with(SHELL) && !path.starts_with(IPC) {
        return Some(format!("only {IPC} may import `{target}`"));
    }
    let ours = feature(path)?;
    let full = if target.starts_with('.') {
        resolve(path, target)?
    } else {
        target.to_owned()
    };
    let theirs = feature(&full)?;
    (ours != theirs).then(|| format!("feature `{ours}` imports feature `{theirs}`"))
}

/// The feature that a path, or an import through an alias, lies in.
fn feature(path: &str) -> Option<&str> {
    let (_, rest) = path.split_once(FEATURES)?;
    rest.split('/').next()
}

/// What is imported or re-exported, statically or not, with its line.
fn imports(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().flat_map(|(index, line)| {
        let quoted = line.split(['"', '\'']).collect::<Vec<_>>();
        let pairs = quoted
            .chunks_exact(2)
            .map(|pair| (pair[0], pair[1]))
            .collect::<Vec<_>>();
        pairs.into_iter().filter_map(move |(before, target)| {
            let before = before.trim_end();
            let is_import = ["from", "import", "import("]
                .iter()
                .any(|word| before.ends_with(word));
            is_import.then_some((index + 1, target))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::finding::places;
    use super::*;

    fn check_text(path: &str, text: &str, expect: &[&str]) {
        let tree = Tree::of_texts(&[(path, text)]);
        assert_eq!(places(&check(&tree)), expect, "{path}: {text}");
    }

    #[test]
    fn only_ipc_knows_the_shell() {
        let text = "<script>\nimport { invoke } from '@tauri-apps/api/core';";
        check_text("ui/src/ipc/tauri.ts", text, &[]);
        check_text("ui/src/App.svelte", text, &["ui/src/App.svelte:2"]);
        check_text(
            "ui/src/a.ts",
            "await import(\"@tauri-apps/api\")",
            &["ui/src/a.ts:1"],
        );
        check_text("ui/src/a.ts", "const words = 'no @tauri-apps/ here';", &[]);
    }

    #[test]
    fn features_do_not_import_each_other() {
        let path = "ui/src/features/review/List.svelte";
        let found = format!("{path}:1");
        check_text(path, "import x from '../map/x';", &[&found]);
        check_text(path, "import x from '$lib/features/map/x';", &[&found]);
        check_text(path, "export { x } from '../../features/map/x';", &[&found]);
        check_text(path, "import x from './Row.svelte';", &[]);
        check_text(path, "import x from '../review/x';", &[]);
        check_text(path, "import x from '../../components/x';", &[]);
        check_text(
            "ui/src/App.svelte",
            "import x from './features/map/x';",
            &[],
        );
    }
}

//! Versions stand in the root manifest only, and every member lives under the same lints.

use toml::{Table, Value};

use super::finding::Finding;
use super::tree::Tree;

/// One manifest of the workspace: its path, its text and what it says.
pub(super) struct Manifest<'a> {
    pub(super) path: String,
    pub(super) text: &'a str,
    pub(super) table: Table,
}

/// One dependency line, whichever table it stands in.
pub(super) struct Dependency<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a Value,
    /// Only compiled for tests.
    pub(super) is_for_tests: bool,
}

impl Manifest<'_> {
    /// The name of the package.
    pub(super) fn name(&self) -> &str {
        self.table
            .get("package")
            .and_then(|package| package.get("name"))
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// Every dependency: normal, for tests, for the build script, and for single targets.
    pub(super) fn dependencies(&self) -> Vec<Dependency<'_>> {
        let targets = self.table.get("target").and_then(Value::as_table);
        let targets = targets
            .into_iter()
            .flatten()
            .filter_map(|(_, value)| value.as_table());
        std::iter::once(&self.table)
            .chain(targets)
            .flat_map(dependencies_of)
            .collect()
    }

    /// The 1-based line that names a dependency.
    pub(super) fn line_of(&self, name: &str) -> usize {
        let names = |line: &str| {
            let rest = line.trim_start().trim_start_matches('"').strip_prefix(name);
            rest.is_some_and(|rest| rest.starts_with(['.', ' ', '=', '"']))
        };
        self.text
            .lines()
            .position(names)
            .map_or(1, |index| index + 1)
    }
}

fn dependencies_of(table: &Table) -> impl Iterator<Item = Dependency<'_>> {
    ["dependencies", "build-dependencies", "dev-dependencies"]
        .into_iter()
        .flat_map(|key| {
            let dependencies = table
                .get(key)
                .and_then(Value::as_table)
                .into_iter()
                .flatten();
            dependencies.map(move |(name, value)| Dependency {
                name,
                value,
                is_for_tests: key == "dev-dependencies",
            })
        })
}

/// The manifests of the members, in the order of the register. A manifest that cannot be read is
/// left to cargo, which says it better.
pub(super) fn members(tree: &Tree) -> Vec<Manifest<'_>> {
    let Some(root) = root(tree) else {
        return Vec::new();
    };
    let members = root
        .table
        .get("workspace")
        .and_then(|workspace| workspace.get("members"));
    let folders = members.and_then(Value::as_array).into_iter().flatten();
    folders
        .filter_map(Value::as_str)
        .filter_map(|folder| manifest(tree, format!("{folder}/Cargo.toml")))
        .collect()
}

fn root(tree: &Tree) -> Option<Manifest<'_>> {
    manifest(tree, "Cargo.toml".to_owned())
}

fn manifest(tree: &Tree, path: String) -> Option<Manifest<'_>> {
    let text = tree.text(&path)?;
    Some(Manifest {
        table: text.parse().ok()?,
        path,
        text,
    })
}

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let members = members(tree);
    let mut findings: Vec<Finding> = members.iter().flat_map(check_member).collect();
    findings.extend(unused_versions(tree, &members));
    findings
}

fn check_member(manifest: &Manifest<'_>) -> Vec<Finding> {
    let is_inherited = |value: &Value| {
        value
            .get("workspace")
            .and_then(Value::as_bool)
            .unwrap_or(false)
    };
    let mut findings = Vec::new();
    if !manifest.table.get("lints").is_some_and(is_inherited) {
        let message = "has no `[lints] workspace = true`: every member keeps the same lints";
        findings.push(Finding::new(&manifest.path, 1, message));
    }
    for dependency in manifest.dependencies() {
        if !is_inherited(dependency.value) {
            let name = dependency.name;
            findings.push(Finding::new(
                &manifest.path,
                manifest.line_of(name),
                format!(
                    "`{name}` has its own version: pin it in the root, write `workspace = true`"
                ),
            ));
        }
    }
    findings
}

/// A pinned version that no member uses is a dead line.
fn unused_versions(tree: &Tree, members: &[Manifest<'_>]) -> Vec<Finding> {
    let Some(root) = root(tree) else {
        return Vec::new();
    };
    let pinned = root
        .table
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"));
    let is_used = |name: &str| {
        members
            .iter()
            .any(|member| member.dependencies().iter().any(|used| used.name == name))
    };
    let pinned = pinned.and_then(Value::as_table).into_iter().flatten();
    pinned
        .filter(|(name, value)| !is_used(name) && value.get("path").is_none())
        .map(|(name, _)| {
            let message = format!("no member uses `{name}`: remove it");
            Finding::new(&root.path, root.line_of(name), message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::finding::places;
    use super::*;

    const ROOT: &str = "[workspace]\nmembers = [\"a\"]\n[workspace.dependencies]\ncsv = \"1\"\n";

    fn check_texts(root: &str, member: &str, expect: &[&str]) {
        let tree = Tree::of_texts(&[("Cargo.toml", root), ("a/Cargo.toml", member)]);
        assert_eq!(places(&check(&tree)), expect, "{member}");
    }

    #[test]
    fn versions_and_paths_in_a_member_are_found_in_every_table() {
        let head = "lints.workspace = true\n";
        let check = |dependencies: &str, expect: &[&str]| {
            check_texts(ROOT, &format!("{head}{dependencies}"), expect);
        };
        check("[dependencies]\ncsv.workspace = true\n", &[]);
        check(
            "[dependencies]\ncsv = { workspace = true, features = [\"x\"] }\n",
            &[],
        );
        check("[dependencies]\ncsv = \"1\"\n", &["a/Cargo.toml:3"]);
        check(
            "[build-dependencies]\n\ncsv = { path = \"../csv\" }\n",
            &["a/Cargo.toml:4"],
        );
        check(
            "[target.'cfg(unix)'.dev-dependencies]\ncsv = \"1\"\n",
            &["a/Cargo.toml:3"],
        );
    }

    #[test]
    fn a_member_without_the_lints_is_found() {
        check_texts(
            ROOT,
            "[dependencies]\ncsv.workspace = true\n",
            &["a/Cargo.toml:1"],
        );
    }

    #[test]
    fn a_version_that_nobody_uses_is_found() {
        check_texts(ROOT, "lints.workspace = true\n", &["Cargo.toml:4"]);
    }
}

//! Who may know whom: the crates' manifests against the table in ARCHITECTURE.md.
//!
//! The table is the statement and the manifests are the fact; a difference on either side is a
//! finding. Siblings never meet, whatever the table says.

use std::collections::BTreeSet;

use super::finding::Finding;
use super::manifests::{Manifest, members};
use super::tree::Tree;

const MAP: &str = "ARCHITECTURE.md";
const SECTION: &str = "## Rooms and arrows";

/// The adapters between the core and the use cases: none of them may know another.
const SIBLINGS: &[&str] = &[
    "presync-import",
    "presync-store",
    "presync-report",
    "presync-remote",
];

/// One row of the table.
struct Row {
    name: String,
    may_use: BTreeSet<String>,
    line: usize,
}

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let members = members(tree);
    if members.is_empty() {
        return Vec::new();
    }
    let rows = rows(tree.text(MAP).unwrap_or_default());
    let names: BTreeSet<&str> = members.iter().map(Manifest::name).collect();
    let mut findings: Vec<Finding> = rows
        .iter()
        .filter(|row| !names.contains(row.name.as_str()))
        .map(|row| {
            let message = format!(
                "`{}` is no member of the workspace: remove its row",
                row.name
            );
            Finding::new(MAP, row.line, message)
        })
        .collect();
    for member in &members {
        findings.extend(check_member(member, &rows, &names));
    }
    findings
}

fn check_member(member: &Manifest<'_>, rows: &[Row], names: &BTreeSet<&str>) -> Vec<Finding> {
    let name = member.name();
    let uses: BTreeSet<String> = member
        .dependencies()
        .iter()
        .map(|dependency| dependency.name.to_owned())
        .filter(|used| names.contains(used.as_str()))
        .collect();
    let Some(row) = rows.iter().find(|row| row.name == name) else {
        let message = format!("`{name}` has no row in the table of {MAP}, section `{SECTION}`");
        return vec![Finding::new(&member.path, 1, message)];
    };
    let undrawn = uses.difference(&row.may_use).map(|used| {
        let message = format!("`{name}` uses `{used}`, an arrow that {MAP} does not draw");
        Finding::new(&member.path, member.line_of(used), message)
    });
    let unused = row.may_use.difference(&uses).map(|drawn| {
        let message = format!("`{name}` does not use `{drawn}`: remove the arrow");
        Finding::new(MAP, row.line, message)
    });
    let siblings = uses
        .iter()
        .filter(|used| is_sibling(name) && is_sibling(used))
        .map(|used| {
            let message =
                format!("`{name}` and `{used}` are siblings: they may not know each other");
            Finding::new(&member.path, member.line_of(used), message)
        });
    undrawn.chain(unused).chain(siblings).collect()
}

fn is_sibling(name: &str) -> bool {
    SIBLINGS.contains(&name)
}

/// The rows of the first table of the section: first column the crate, last column what it may
/// use.
fn rows(map: &str) -> Vec<Row> {
    map.lines()
        .enumerate()
        .skip_while(|(_, line)| line.trim_end() != SECTION)
        .skip(1)
        .take_while(|(_, line)| !line.starts_with("## "))
        .skip_while(|(_, line)| !line.starts_with('|'))
        .take_while(|(_, line)| line.starts_with('|'))
        .skip(2)
        .filter_map(|(index, line)| row(line, index + 1))
        .collect()
}

fn row(line: &str, number: usize) -> Option<Row> {
    let cells: Vec<&str> = line.trim().trim_matches('|').split('|').collect();
    let name = quoted(cells.first()?).next()?;
    Some(Row {
        name,
        may_use: quoted(cells.last()?).collect(),
        line: number,
    })
}

/// The names in backticks.
fn quoted(cell: &str) -> impl Iterator<Item = String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::finding::places;
    use super::*;

    const ROOT: &str = "[workspace]\nmembers = [\"core\", \"store\", \"report\"]\n";
    const CORE: &str = "[package]\nname = \"presync-core\"\n";
    const STORE: &str =
        "[package]\nname = \"presync-store\"\n[dependencies]\npresync-core.workspace = true\n";
    const REPORT: &str = "[package]\nname = \"presync-report\"\n[dev-dependencies]\n";

    fn check_map(rows: &str, report: &str, expect: &[&str]) {
        let map = format!("# Map\n{SECTION}\n| crate | what | may use |\n|---|---|---|\n{rows}");
        let report = format!("{REPORT}{report}");
        let tree = Tree::of_texts(&[
            (MAP, &map),
            ("Cargo.toml", ROOT),
            ("core/Cargo.toml", CORE),
            ("store/Cargo.toml", STORE),
            ("report/Cargo.toml", &report),
        ]);
        assert_eq!(places(&check(&tree)), expect, "{rows}");
    }

    const CORE_ROW: &str = "| `presync-core` | domain | – |\n";
    const STORE_ROW: &str = "| `presync-store` | file | `presync-core` |\n";
    const REPORT_ROW: &str = "| `presync-report` | writers | – |\n";

    #[test]
    fn a_table_that_equals_the_manifests_is_fine() {
        check_map(&[CORE_ROW, STORE_ROW, REPORT_ROW].concat(), "", &[]);
    }

    #[test]
    fn an_arrow_that_is_not_drawn_is_found_in_the_manifest() {
        let rows = [CORE_ROW, STORE_ROW, REPORT_ROW].concat();
        check_map(
            &rows,
            "presync-core.workspace = true\n",
            &["report/Cargo.toml:4"],
        );
    }

    #[test]
    fn an_arrow_that_is_only_drawn_is_found_in_the_table() {
        let report = "| `presync-report` | writers | `presync-core` |\n";
        check_map(
            &[CORE_ROW, STORE_ROW, report].concat(),
            "",
            &["ARCHITECTURE.md:7"],
        );
    }

    #[test]
    fn a_crate_without_a_row_and_a_row_without_a_crate_are_found() {
        let rows = [CORE_ROW, STORE_ROW, "| `presync-gone` | x | – |\n"].concat();
        check_map(&rows, "", &["ARCHITECTURE.md:7", "report/Cargo.toml:1"]);
    }

    #[test]
    fn siblings_do_not_meet_even_when_drawn() {
        let report = "| `presync-report` | writers | `presync-store` |\n";
        let rows = [CORE_ROW, STORE_ROW, report].concat();
        check_map(
            &rows,
            "presync-store.workspace = true\n",
            &["report/Cargo.toml:4"],
        );
    }
}

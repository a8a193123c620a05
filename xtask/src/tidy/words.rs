//! Words that belong to one room: SQL in the store, the network in the remote clients, and so on.
//!
//! Looked for in shipped Rust code and in manifests. Folders named `tests` are left out: a judge
//! may read with whatever it likes, since it shares no code with what it judges.

use super::finding::Finding;
use super::manifests::{Manifest, members};
use super::rust_source::{RustSource, words};
use super::tree::Tree;

const IMPORT: &str = "crates/presync-import/";
const STORE: &str = "crates/presync-store/";
const REMOTE: &str = "crates/presync-remote/";
const APP: &str = "crates/presync-app/";
const CLI: &str = "crates/presync-cli/";
const DESKTOP: &str = "src-tauri/";

/// Identifiers and the folders they may stand in.
const IDENTIFIERS: &[(&str, &[&str])] = &[
    ("TS", &[APP]),
    ("calamine", &[IMPORT]),
    ("quick_xml", &[IMPORT]),
    ("reqwest", &[REMOTE]),
    ("rusqlite", &[STORE]),
    ("tauri", &[DESKTOP]),
    ("ts_rs", &[APP]),
];

/// Dependencies and the folders whose manifests may name them.
const DEPENDENCIES: &[(&str, &[&str])] = &[
    ("calamine", &[IMPORT]),
    ("quick-xml", &[IMPORT]),
    ("reqwest", &[REMOTE]),
    ("rusqlite", &[STORE]),
    ("tauri", &[DESKTOP]),
    ("tokio", &[REMOTE, APP, CLI, DESKTOP]),
    ("ts-rs", &[APP]),
];

/// How SQL statements begin; each word is followed by a space.
const STATEMENTS: &[&[&str]] = &[
    &["SELECT"],
    &["INSERT", "INTO"],
    &["UPDATE"],
    &["DELETE", "FROM"],
    &["CREATE", "TABLE"],
    &["CREATE", "INDEX"],
    &["DROP", "TABLE"],
    &["ALTER", "TABLE"],
    &["PRAGMA"],
];

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let shipped = tree
        .texts_with(&["rs"])
        .filter(|(path, _)| !path.split('/').any(|part| part == "tests"));
    let mut findings: Vec<Finding> = shipped
        .flat_map(|(path, text)| check_source(path, text))
        .collect();
    findings.extend(members(tree).iter().flat_map(check_manifest));
    findings
}

fn check_source(path: &str, text: &str) -> Vec<Finding> {
    let source = RustSource::of(text);
    let mut findings = Vec::new();
    for (at, word) in words(&source.code) {
        for (_, homes) in IDENTIFIERS.iter().filter(|(name, _)| *name == word) {
            findings.extend(stray(path, source.line_at(at), word, homes));
        }
        if word == "csv" && names_csv_reader(&source.code[at..]) {
            findings.extend(stray(path, source.line_at(at), "csv::Reader", &[IMPORT]));
        }
    }
    for literal in source
        .literals
        .iter()
        .filter(|literal| is_sql(&literal.text))
    {
        findings.extend(stray(path, literal.line, "SQL", &[STORE]));
    }
    findings
}

fn check_manifest(manifest: &Manifest<'_>) -> Vec<Finding> {
    let shipped = manifest
        .dependencies()
        .into_iter()
        .filter(|dependency| !dependency.is_for_tests);
    shipped
        .filter_map(|dependency| {
            let (name, homes) = DEPENDENCIES
                .iter()
                .find(|(name, _)| *name == dependency.name)?;
            stray(&manifest.path, manifest.line_of(name), name, homes)
        })
        .collect()
}

fn stray(path: &str, line: usize, word: &str, homes: &[&str]) -> Option<Finding> {
    let is_home = homes.iter().any(|home| path.starts_with(home));
    let message = || format!("{word} belongs to {} only", homes.join(" and "));
    (!is_home).then(|| Finding::new(path, line, message()))
}

/// Whether this mention of the csv crate reaches for a reader, in a path or in a `use` group.
fn names_csv_reader(code: &str) -> bool {
    let Some(rest) = code.strip_prefix("csv::") else {
        return false;
    };
    let reach = match rest.strip_prefix('{') {
        Some(group) => group.split('}').next().unwrap_or(group),
        None => words(rest).next().map_or("", |(_, word)| word),
    };
    words(reach).any(|(_, word)| word.starts_with("Reader"))
}

/// Statements stand at the start of a literal or of one of its lines, in capitals or not; in
/// capitals they are SQL anywhere.
fn is_sql(literal: &str) -> bool {
    STATEMENTS.iter().any(|words| {
        let phrase = words.join(" ") + " ";
        let small = phrase.to_ascii_lowercase();
        let starts = literal
            .lines()
            .any(|line| line.trim_start().starts_with(&small));
        contains_word(literal, &phrase) || (starts && reads_as_sql(literal))
    })
}

fn contains_word(literal: &str, phrase: &str) -> bool {
    literal.match_indices(phrase).any(|(at, _)| {
        !literal[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
    })
}

/// Small letters may be prose ("select a file"): then a second word of the statement decides.
fn reads_as_sql(literal: &str) -> bool {
    let seconds = [" from ", " into ", " set ", " table ", " index "];
    literal.trim_start().starts_with("pragma")
        || seconds.iter().any(|second| literal.contains(second))
}

#[cfg(test)]
mod tests {
    use super::super::finding::places;
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        places(&check(&Tree::of_texts(&[(path, text)])))
    }

    #[test]
    fn a_word_is_found_outside_its_room_and_not_inside() {
        let check = |text: &str, home: &str| {
            let home = format!("{home}src/a.rs");
            assert_eq!(
                found("crates/presync-core/src/a.rs", text),
                ["crates/presync-core/src/a.rs:2"]
            );
            assert_eq!(found(&home, text), Vec::<String>::new(), "{text}");
        };
        check("\nuse rusqlite::Connection;", STORE);
        check("\nfn f(x: calamine::Xlsx) {}", IMPORT);
        check("\nuse csv::{ByteRecord,\n ReaderBuilder};", IMPORT);
        check("\nlet r = csv::Reader::from_path(p);", IMPORT);
        check("\nlet c = reqwest::Client::new();", REMOTE);
        check("\ntauri::Builder::default();", DESKTOP);
        check("\n#[derive(Serialize, TS)]", APP);
        check(&format!("\nlet q = \"{} name FROM t\";", "SELECT"), STORE);
        check(&format!("\nlet q = \"{} from t\";", "select name"), STORE);
        check(
            &format!("\nlet q = r#\"  {} {} x(a)\"#;", "CREATE", "TABLE"),
            STORE,
        );
    }

    #[test]
    fn words_in_comments_prose_and_test_folders_are_no_finding() {
        let core = "crates/presync-core/src/a.rs";
        for text in [
            "// rusqlite is elsewhere",
            "let s = \"the tauri window\";",
            "let w = csv::Writer::from_writer(x);",
            "let s = \"select a file\";",
            "let s = \"SELECTION of\";",
            "let ats = ATS;",
        ] {
            assert_eq!(found(core, text), Vec::<String>::new(), "{text}");
        }
        let text = "use rusqlite::Connection;";
        assert_eq!(
            found("crates/presync-app/tests/a.rs", text),
            Vec::<String>::new()
        );
        assert_eq!(
            found("tests/journeys/tests/a.rs", text),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_manifest_may_name_a_dependency_of_another_room_for_its_tests_only() {
        let check = |table: &str, expect: &[&str]| {
            let member = format!("[{table}]\nrusqlite.workspace = true\n");
            let tree = Tree::of_texts(&[
                (
                    "Cargo.toml",
                    "[workspace]\nmembers = [\"crates/presync-app\"]\n",
                ),
                ("crates/presync-app/Cargo.toml", &member),
            ]);
            assert_eq!(places(&check(&tree)), expect, "{table}");
        };
        check("dependencies", &["crates/presync-app/Cargo.toml:2"]);
        check("dev-dependencies", &[]);
    }
}

//! Workspace files that are none any more: refused and left alone, or read without harm.

use std::{cell::OnceCell, path::Path};

use presync_core::{
    Side,
    progress::Unwatched,
    record::{Record, RecordSink as _, SourceColumn, SourceHeader},
};
use presync_store::{Workspace, WorkspaceError};

use crate::files::Given;

/// Bytes of one edit: where, and what stands there.
const EDIT_BYTES: usize = 4;

/// A whole database, or edits of a good workspace: three bytes of place and one of content each.
pub fn workspace_open(bytes: &[u8]) {
    if bytes.starts_with(b"SQLite") {
        return open(bytes);
    }
    let mut workspace = good();
    for edit in bytes.chunks_exact(EDIT_BYTES) {
        let at = u32::from_le_bytes([edit[0], edit[1], edit[2], 0]) as usize % workspace.len();
        workspace[at] = edit[3];
    }
    open(&workspace);
}

fn open(bytes: &[u8]) {
    let given = Given::file("file.presync", bytes);
    match Workspace::open(&given.path) {
        Ok(workspace) => use_it(workspace),
        Err(WorkspaceError::Busy { .. } | WorkspaceError::Full { .. }) => {}
        Err(error) => {
            assert!(!error.code().is_empty());
            let now = std::fs::read(&given.path).expect("the file is there");
            assert!(now == bytes, "{error}: a refused file was written to");
        }
    }
}

/// Whatever is asked of it, it answers or says why not.
fn use_it(workspace: Workspace) {
    let _ = workspace.engagement();
    let _ = workspace.sources();
    let _ = workspace.diagnostics();
    let _ = workspace.decision_log();
    let _ = workspace.mapping();
    let _ = workspace.plan_meta();
    let _ = workspace.population(Side::Legacy, &Unwatched);
    let _ = workspace.population(Side::Azure, &Unwatched);
    let _ = workspace.close();
}

thread_local! {
    static GOOD: OnceCell<Vec<u8>> = const { OnceCell::new() };
}

/// The bytes of a small workspace, made once.
fn good() -> Vec<u8> {
    GOOD.with(|good| good.get_or_init(make).clone())
}

fn make() -> Vec<u8> {
    let given = Given::file("file.csv", b"");
    let path = given.path.with_file_name("good.presync");
    let made = fill(&path).and_then(|()| std::fs::read(&path).map_err(Into::into));
    made.expect("BUG: a new workspace takes a record")
}

fn fill(path: &Path) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut workspace = Workspace::create(path)?;
    let mut import = workspace.begin_import("2024-01-31T08:00:00Z")?;
    let mut source = import.add("intranet users");
    source.begin(&header()).map_err(|error| error.0)?;
    for number in 1..=20 {
        let (key, name) = (number.to_string(), format!("user{number}"));
        let record = Record {
            number,
            line: number + 1,
            cells: &[&key, &name],
            readings: &[],
        };
        source.record(&record).map_err(|error| error.0)?;
    }
    source.finish(20, 0)?;
    import.commit()?;
    Ok(workspace.close()?)
}

fn header() -> SourceHeader {
    let column = |name: &str| SourceColumn {
        header: name.to_owned(),
        attribute: name.to_owned(),
        known: true,
        confidence: 100,
        reason: String::new(),
    };
    SourceHeader {
        side: Side::Legacy,
        file: "a.csv".to_owned(),
        sheet: None,
        format: "CSV, UTF-8, comma".to_owned(),
        sha256: "00".repeat(32),
        bytes: 0,
        columns: vec![column("externalId"), column("userName")],
        profile_source: None,
    }
}

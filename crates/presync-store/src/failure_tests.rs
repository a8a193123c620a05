//! A full disk ends a write, says so, and changes nothing.

use presync_core::{
    Side,
    record::{Record, RecordSink, SinkError, SourceColumn, SourceHeader},
};
use tempfile::TempDir;

use crate::{SourceId, Workspace, WorkspaceError};

fn header() -> SourceHeader {
    let column = SourceColumn {
        header: "Id".to_owned(),
        attribute: "objectId".to_owned(),
        known: true,
        confidence: 100,
        reason: String::new(),
    };
    SourceHeader {
        side: Side::Azure,
        file: "a.csv".to_owned(),
        sheet: None,
        format: "CSV".to_owned(),
        sha256: String::new(),
        bytes: 0,
        columns: vec![column],
        profile_source: None,
    }
}

/// Imports a megabyte.
fn import(workspace: &mut Workspace) -> Result<SourceId, WorkspaceError> {
    let kept = |error: SinkError| *error.0.downcast::<WorkspaceError>().unwrap();
    let cell = "x".repeat(1_000);
    let mut import = workspace.begin_import("t")?;
    let mut source = import.add("users");
    source.begin(&header()).map_err(kept)?;
    for number in 1..=1_000 {
        let cells = [cell.as_str()];
        source
            .record(&Record {
                number,
                line: number,
                cells: &cells,
                readings: &[],
            })
            .map_err(kept)?;
    }
    let id = source.finish(1_000, 0)?;
    import.commit()?;
    Ok(id)
}

#[test]
fn a_full_disk_rolls_the_import_back() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.presync");
    let mut workspace = Workspace::create(&path).unwrap();
    let pages_max = |workspace: &Workspace, pages: i64| {
        let set =
            workspace
                .connection
                .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()));
        set.unwrap();
    };
    pages_max(&workspace, 100);
    let error = import(&mut workspace).unwrap_err();
    assert_eq!(error.code(), "workspace-full");
    assert!(
        error
            .to_string()
            .starts_with("the disk of a.presync is full"),
        "{error}"
    );
    assert!(workspace.sources().unwrap().is_empty());

    pages_max(&workspace, 100_000);
    import(&mut workspace).unwrap();
    assert_eq!(workspace.sources().unwrap().len(), 1);
}

#[test]
fn a_record_that_lost_its_cells_is_damage() {
    let folder = TempDir::new().unwrap();
    let mut workspace = Workspace::create(&folder.path().join("a.presync")).unwrap();
    import(&mut workspace).unwrap();
    let broken = "UPDATE records SET cells = x'05ff' WHERE id = (SELECT max(id) FROM records)";
    workspace.connection.execute(broken, []).unwrap();
    let loaded = workspace.population(Side::Azure, &presync_core::progress::Unwatched);
    assert_eq!(loaded.unwrap_err().code(), "workspace-damaged");
    workspace
        .connection
        .execute("UPDATE sources SET columns = 'nothing'", [])
        .unwrap();
    assert_eq!(workspace.sources().unwrap_err().code(), "workspace-damaged");
}

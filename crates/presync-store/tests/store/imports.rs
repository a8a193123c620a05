//! Records go in as importers stream them and come out as populations; nothing half-imported stays.

use presync_core::{
    Cancelled, Cases, Diagnostic, Phase, Population, ProfileSource, Progress, Repair, Sample,
    Severity, Side,
    progress::Unwatched,
    record::{Reading, ReadingKind, Record, RecordSink, SourceHeader},
};
use presync_store::{Workspace, WorkspaceError};

use crate::support::{Folder, NOW, add, header, import};

const AZURE: [&str; 3] = ["objectId", "userPrincipalName", "department"];

fn texts(population: &Population, attribute: &str) -> Vec<String> {
    let attribute = population.attribute(attribute).unwrap();
    population
        .users()
        .map(|user| population.text(user, attribute).to_owned())
        .collect()
}

fn diagnostic(code: &str, row: u64) -> Diagnostic {
    Diagnostic {
        code: code.to_owned(),
        severity: Severity::Blocker,
        file: "azure.csv".to_owned(),
        sheet: None,
        row: Some(row),
        column: Some("Department".to_owned()),
        message: "The row has too many cells.".to_owned(),
        hint: String::new(),
        cases: Cases {
            repair: Some(Repair::ReadAsDate),
            count: 12,
            samples: vec![Sample {
                row,
                original: "44927".to_owned(),
                reading: Some("2023-01-01".to_owned()),
            }],
        },
    }
}

#[test]
fn records_come_back_in_order_after_the_file_was_closed() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let long = "x".repeat(100_000);
    let rows: [&[&str]; 3] = [
        &["1", "anna@contoso.example", "Sales\u{1f}Lager"],
        &["2", "özgür@contoso.example", ""],
        &["3", "", &long],
    ];
    import(
        &mut workspace,
        &header(Side::Azure, "azure.csv", &AZURE),
        &rows,
    );
    workspace.close().unwrap();

    let workspace = Workspace::open(&folder.path("a.presync")).unwrap();
    let users = workspace.population(Side::Azure, &Unwatched).unwrap();
    assert_eq!(texts(&users, "objectId"), ["1", "2", "3"]);
    assert_eq!(
        texts(&users, "department"),
        ["Sales\u{1f}Lager", "", long.as_str()]
    );
    assert_eq!(users.sources()[0].file, "azure.csv");
    assert_eq!(users.origin(presync_core::UserIx(2)).line, 4);
    assert!(
        workspace
            .population(Side::Legacy, &Unwatched)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn rows_count_on_over_the_sources_of_a_side() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let azure = |file| header(Side::Azure, file, &AZURE);
    let mut begun = workspace.begin_import(NOW).unwrap();
    let mut first = begun.add("Azure users");
    first.begin(&azure("one.csv")).unwrap();
    first.record(&record(2, &["1", "a@x", ""])).unwrap();
    first.diagnostic(diagnostic("ROW_TOO_LONG", 3)).unwrap();
    first.finish(3, 2).unwrap();
    begun.commit().unwrap();
    import(
        &mut workspace,
        &header(Side::Legacy, "old.csv", &["userName"]),
        &[&["u1"]],
    );
    import(
        &mut workspace,
        &azure("two.csv"),
        &[&["2", "b@x", ""], &["1", "a@x", "IT"]],
    );

    let users = workspace.population(Side::Azure, &Unwatched).unwrap();
    let rows: Vec<u32> = users.users().map(|user| users.origin(user).row).collect();
    assert_eq!(
        rows,
        [2, 4],
        "two.csv begins after the three records of one.csv"
    );
    assert_eq!(
        texts(&users, "department"),
        ["IT", ""],
        "records of one anchor merge"
    );
}

fn record<'a>(number: u32, cells: &'a [&'a str]) -> Record<'a> {
    let line = number + 1;
    Record {
        number,
        line,
        cells,
        readings: &[],
    }
}

#[test]
fn a_cell_comes_back_as_the_system_holds_it_and_as_it_is_compared() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let cells = ["7309381.0", "anna@x\u{a0}", "N/A"];
    let read = |column, kind, text| Reading { column, kind, text };
    let readings = [
        read(0, ReadingKind::Number, "7309381"),
        read(1, ReadingKind::Text, "anna@x"),
        read(2, ReadingKind::Placeholder, ""),
    ];
    let mut import = workspace.begin_import(NOW).unwrap();
    let mut source = import.add("Azure users");
    source
        .begin(&header(Side::Azure, "azure.csv", &AZURE))
        .unwrap();
    source
        .record(&Record {
            readings: &readings,
            ..record(1, &cells)
        })
        .unwrap();
    source.record(&record(2, &["2", "bo@x", "IT"])).unwrap();
    source.finish(2, 0).unwrap();
    import.commit().unwrap();

    let users = workspace.population(Side::Azure, &Unwatched).unwrap();
    let both = |name: &str| {
        let attribute = users.attribute(name).unwrap();
        let face = |user| (users.held(user, attribute), users.text(user, attribute));
        users.users().map(face).collect::<Vec<_>>()
    };
    assert_eq!(both("objectId"), [("7309381", "7309381"), ("2", "2")]);
    assert_eq!(
        both("userPrincipalName"),
        [("anna@x\u{a0}", "anna@x"), ("bo@x", "bo@x")]
    );
    assert_eq!(both("department"), [("N/A", ""), ("IT", "IT")]);
    let department = users.attribute("department").unwrap();
    assert_eq!(users.column(department).filled(), 1);
}

#[test]
fn what_a_file_was_is_remembered() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let header = SourceHeader {
        sheet: Some("Users".to_owned()),
        profile_source: Some(ProfileSource {
            options: [("ldapId".to_owned(), "1000".to_owned())].into(),
            apply_blank: [("title".to_owned(), 3)].into(),
        }),
        ..header(Side::Azure, "azure.xlsx", &AZURE)
    };
    let mut import = workspace.begin_import(NOW).unwrap();
    let mut source = import.add("Azure users");
    source.begin(&header).unwrap();
    source.diagnostic(diagnostic("ROW_TOO_LONG", 7)).unwrap();
    source.diagnostic(diagnostic("ROW_TOO_LONG", 9)).unwrap();
    let id = source.finish(9, 2).unwrap();
    import.commit().unwrap();

    let sources = workspace.sources().unwrap();
    let source = &sources[0];
    assert_eq!(
        (source.id, &source.header, source.imported_at.as_str()),
        (id, &header, NOW)
    );
    let input = source.input_file();
    assert_eq!((input.records, input.rejected, input.bytes), (9, 2, 1_234));
    assert_eq!(
        (input.role.as_str(), input.side),
        ("Azure users", Some(Side::Azure))
    );
    let expect = [diagnostic("ROW_TOO_LONG", 7), diagnostic("ROW_TOO_LONG", 9)];
    assert_eq!(workspace.diagnostics().unwrap(), expect);
    let groups = workspace.diagnostic_groups().unwrap();
    assert_eq!(
        (groups.len(), groups[0].count, &groups[0].first),
        (1, 2, &expect[0])
    );
}

#[test]
fn a_dropped_import_leaves_nothing() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let mut import = workspace.begin_import(NOW).unwrap();
    let azure = header(Side::Azure, "azure.csv", &AZURE);
    add(&mut import, &azure, &[&["1", "a@x", ""]]);
    let mut second = import.add("users");
    second.begin(&azure).unwrap();
    second.record(&record(1, &["2", "b@x", ""])).unwrap();
    second.diagnostic(diagnostic("ROW_TOO_LONG", 3)).unwrap();
    drop(import);
    assert!(workspace.sources().unwrap().is_empty());
    assert!(workspace.diagnostics().unwrap().is_empty());
    assert!(
        workspace
            .population(Side::Azure, &Unwatched)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_record_number_given_twice_ends_the_import() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let mut import = workspace.begin_import(NOW).unwrap();
    let mut source = import.add("users");
    source
        .begin(&header(Side::Azure, "azure.csv", &AZURE))
        .unwrap();
    source.record(&record(1, &["1", "a@x", ""])).unwrap();
    let error = source.record(&record(1, &["2", "b@x", ""])).unwrap_err();
    let error = error.0.downcast::<WorkspaceError>().unwrap();
    assert_eq!(error.code(), "workspace-sql");
}

#[test]
fn a_removed_source_is_in_no_byte_of_the_file() {
    let folder = Folder::new();
    let path = folder.path("a.presync");
    let mut workspace = folder.workspace();
    let azure = header(Side::Azure, "azure.csv", &AZURE);
    let secret: [&[&str]; 1] = [&["1", "waldemar.unverkennbar@contoso.example", ""]];
    let kept: [&[&str]; 1] = [&["2", "anna@contoso.example", ""]];
    let gone = import(&mut workspace, &azure, &secret);
    import(&mut workspace, &azure, &kept);
    assert!(workspace.remove_source(gone).unwrap());
    assert!(
        !workspace.remove_source(gone).unwrap(),
        "it is gone already"
    );

    let users = workspace.population(Side::Azure, &Unwatched).unwrap();
    assert_eq!(texts(&users, "objectId"), ["2"]);
    for file in [path.clone(), folder.path("a.presync-wal")] {
        let bytes = std::fs::read(file).unwrap();
        assert!(!bytes.windows(10).any(|window| window == b"unverkennb"));
    }
    let next = import(&mut workspace, &azure, &kept);
    assert!(next > gone, "an id is never given twice");
}

#[test]
fn a_replacement_is_seen_at_once_and_leaves_no_byte_of_the_old() {
    let folder = Folder::new();
    let path = folder.path("a.presync");
    let mut workspace = folder.workspace();
    let old = header(Side::Azure, "old.csv", &AZURE);
    let new = header(Side::Azure, "new.csv", &AZURE);
    let before = import(
        &mut workspace,
        &old,
        &[&["1", "waldemar.unverkennbar@x", ""]],
    );
    let files = |workspace: &Workspace| -> Vec<String> {
        let sources = workspace.sources().unwrap();
        sources.into_iter().map(|row| row.header.file).collect()
    };
    let reader = workspace.reader().unwrap();

    let mut replacement = workspace.begin_import(NOW).unwrap();
    replacement.clear().unwrap();
    let first = add(&mut replacement, &new, &[&["2", "b@x", ""]]);
    add(&mut replacement, &new, &[&["3", "c@x", ""]]);
    assert_eq!(
        files(&reader),
        ["old.csv"],
        "nothing is seen before the end"
    );
    replacement.commit().unwrap();

    assert!(first > before, "an id is never given twice");
    assert_eq!(files(&reader), ["new.csv", "new.csv"]);
    let users = reader.population(Side::Azure, &Unwatched).unwrap();
    assert_eq!(texts(&users, "objectId"), ["2", "3"]);
    for file in [path, folder.path("a.presync-wal")] {
        let bytes = std::fs::read(file).unwrap();
        assert!(!bytes.windows(10).any(|window| window == b"unverkennb"));
    }
}

#[test]
fn a_replacement_that_is_dropped_keeps_the_old() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let azure = header(Side::Azure, "azure.csv", &AZURE);
    import(&mut workspace, &azure, &[&["1", "a@x", ""]]);
    let mut replacement = workspace.begin_import(NOW).unwrap();
    replacement.clear().unwrap();
    add(&mut replacement, &azure, &[&["2", "b@x", ""]]);
    drop(replacement);
    let users = workspace.population(Side::Azure, &Unwatched).unwrap();
    assert_eq!(texts(&users, "objectId"), ["1"]);
}

#[test]
fn loading_reports_every_record_and_stops_when_asked() {
    struct Counting(std::sync::atomic::AtomicU64, u64);
    impl Progress for Counting {
        fn begin(&self, phase: Phase, total: u64) {
            assert_eq!((phase, total), (Phase::Load, 10_000));
        }
        fn advance(&self, by: u64) -> Result<(), Cancelled> {
            let before = self.0.fetch_add(by, std::sync::atomic::Ordering::Relaxed);
            if before + by > self.1 {
                Err(Cancelled)
            } else {
                Ok(())
            }
        }
    }
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let rows: Vec<&[&str]> = vec![&["u"]; 10_000];
    import(
        &mut workspace,
        &header(Side::Legacy, "old.csv", &["title"]),
        &rows,
    );

    let patient = Counting(0.into(), u64::MAX);
    workspace.population(Side::Legacy, &patient).unwrap();
    assert_eq!(patient.0.into_inner(), 10_000);
    let stopped = workspace
        .population(Side::Legacy, &Counting(0.into(), 5_000))
        .unwrap_err();
    assert_eq!(stopped.code(), "cancelled");
}

#[test]
fn a_second_writer_is_told_and_a_reader_is_not_in_the_way() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let mut other = Workspace::open(&folder.path("a.presync")).unwrap();
    let mut reader = workspace.reader().unwrap();
    let mut import = workspace.begin_import(NOW).unwrap();
    add(&mut import, &header(Side::Azure, "azure.csv", &AZURE), &[]);
    assert_eq!(
        other.begin_import(NOW).err().unwrap().code(),
        "workspace-busy"
    );
    assert!(reader.sources().unwrap().is_empty());
    import.commit().unwrap();
    assert_eq!(reader.sources().unwrap().len(), 1);
    assert_eq!(
        reader.decide(&[]).unwrap_err().code(),
        "workspace-read-only"
    );
}

#[test]
fn a_temporary_workspace_vanishes() {
    let folder = Folder::new();
    let mut workspace = Workspace::open_temporary(&folder.path("")).unwrap();
    import(
        &mut workspace,
        &header(Side::Azure, "a.csv", &["objectId"]),
        &[&["1"]],
    );
    assert_eq!(folder.files().len(), 1);
    drop(workspace);
    assert!(folder.files().is_empty());
}

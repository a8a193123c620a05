//! What a workspace holds after files were imported or replaced, and after that failed or was stopped.
#![expect(clippy::disallowed_methods, reason = "sources are files")]
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

use std::{
    fs,
    path::Path,
    sync::{Arc, OnceLock, Weak},
};

use jiff::Timestamp;
use presync_app::{
    JobContext, Side,
    pipeline::{Extras, ImportRequest, import_files, make_plan, replace_sources},
    wire::Failure,
    workspace::open_or_make,
};
use presync_core::progress::Unwatched;
use presync_store::Workspace;
use tempfile::TempDir;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// A workspace and the files in its folder.
struct Case {
    folder: TempDir,
    workspace: Workspace,
}

impl Case {
    fn holding(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let workspace = open_or_make(None, &out, None).unwrap();
        let mut case = Self { folder, workspace };
        let first = case.file(name);
        let job = JobContext::unwatched();
        import_files(&mut case.workspace, &[first], NOW, &job).unwrap();
        case
    }

    fn file(&self, name: &str) -> ImportRequest {
        request(self.folder.path(), name)
    }

    fn missing(&self) -> ImportRequest {
        ImportRequest::new(&self.folder.path().join("missing.csv"), Side::Azure)
    }

    fn check(&self, expect: &[&str]) {
        let held = self.workspace.sources().unwrap();
        let files = held.iter().map(|source| source.header.file.as_str());
        assert_eq!(files.collect::<Vec<_>>(), expect);
    }
}

/// Ann Lee on the side that the name begins with.
fn request(folder: &Path, name: &str) -> ImportRequest {
    let path = folder.join(name);
    let (side, text) = if name.starts_with("azure") {
        let columns = "id,userPrincipalName,displayName,mail";
        (
            Side::Azure,
            format!("{columns}\n1,ann@x.example,Ann Lee,ann@x.example\n"),
        )
    } else {
        let columns = "Username,User ID,First Name,Last Name";
        (Side::Legacy, format!("{columns}\nann,1,Ann,Lee\n"))
    };
    fs::write(&path, text).expect("BUG: the folder was just made");
    ImportRequest::new(&path, side)
}

/// A job that is cancelled once it began so many stages; each file is looked into and then read.
fn cancelled_in_stage(stage: usize) -> Arc<JobContext> {
    let own: Arc<OnceLock<Weak<JobContext>>> = Arc::default();
    let (heard, begun) = (Arc::clone(&own), std::sync::Mutex::new(0));
    let job = Arc::new(JobContext::new(Box::new(move |progress| {
        let mut begun = begun.lock().unwrap();
        *begun += usize::from(progress.done == 0.0);
        if *begun == stage {
            let job = heard.get().and_then(Weak::upgrade);
            job.expect("BUG: it runs").cancel();
        }
    })));
    own.set(Arc::downgrade(&job)).expect("BUG: set once");
    job
}

#[test]
fn a_replacement_takes_the_place_of_every_source() {
    let mut case = Case::holding("old.csv");
    let new = [case.file("new.csv"), case.file("azure.csv")];
    replace_sources(&mut case.workspace, &new, NOW, &JobContext::unwatched()).unwrap();
    case.check(&["new.csv", "azure.csv"]);
}

#[test]
fn the_users_that_come_in_are_those_that_are_kept() {
    let mut case = Case::holding("old.csv");
    let files = [
        case.file("first.csv"),
        case.file("azure.csv"),
        case.file("second.csv"),
    ];
    let (columns, blank) = ("Username,User ID,First Name,Last Name,Job Title", '\u{a0}');
    let rows = format!("ann,1,Ann,Lee,N/A\n\nbea,2,{blank}Bea,Lee,Cook\nonly,two\n,,,,\n");
    fs::write(&files[0].path, format!("{columns}\n{rows}")).unwrap();
    let replaced = replace_sources(&mut case.workspace, &files, NOW, &JobContext::unwatched());
    let sides = replaced.unwrap().sides.unwrap();
    for side in [&sides.legacy, &sides.azure] {
        let kept = case.workspace.population(side.side(), &Unwatched).unwrap();
        assert_eq!(format!("{side:?}"), format!("{kept:?}"));
    }
    assert_eq!((sides.legacy.len(), sides.azure.len()), (3, 1));
}

#[test]
fn files_that_fail_or_are_stopped_leave_what_was_there() {
    type Run = fn(&mut Workspace, &[ImportRequest], &JobContext) -> Result<(), Failure>;
    let runs: [Run; 2] = [
        |workspace, requests, job| replace_sources(workspace, requests, NOW, job).map(drop),
        |workspace, requests, job| import_files(workspace, requests, NOW, job).map(drop),
    ];
    for run in runs {
        let mut case = Case::holding("old.csv");
        let files = [case.file("new.csv"), case.missing()];
        let failed = run(&mut case.workspace, &files, &JobContext::unwatched());
        assert_eq!(failed.unwrap_err().code, "file_unreadable");
        case.check(&["old.csv"]);
        let files = [case.file("new.csv"), case.file("azure.csv")];
        for stage in 1..=4 {
            let stopped = run(&mut case.workspace, &files, &cancelled_in_stage(stage));
            assert_eq!(stopped.unwrap_err().code, "cancelled", "stage {stage}");
            case.check(&["old.csv"]);
        }
    }
}

#[test]
fn a_header_without_users_comes_in_and_no_plan_is_made_of_it() {
    let mut case = Case::holding("old.csv");
    let empty = case.file("azure.csv");
    fs::write(&empty.path, "id,userPrincipalName,mail\n").unwrap();
    let job = JobContext::unwatched();
    import_files(&mut case.workspace, &[empty], NOW, &job).unwrap();
    let odd = case.workspace.diagnostics().unwrap();
    assert_eq!(
        odd.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(),
        ["NO_RECORDS"]
    );
    let failed = make_plan(&case.workspace, Extras::default(), NOW, &job).unwrap_err();
    assert_eq!(failed.code, "side_missing");
    let expect = "There are no Azure users: azure.csv holds no records.";
    assert_eq!(failed.message, expect);
}

#[test]
fn what_is_imported_again_says_when_it_was_imported() {
    let mut case = Case::holding("old.csv");
    let again = [case.file("copy.csv")];
    import_files(&mut case.workspace, &again, NOW, &JobContext::unwatched()).unwrap();
    let said = case.workspace.diagnostics().unwrap();
    let said: Vec<String> = said
        .iter()
        .filter(|said| said.code == "FILE_IMPORTED_BEFORE")
        .map(|said| format!("{}: {}", said.file, said.message))
        .collect();
    assert_eq!(
        said,
        ["copy.csv: The same content was imported on 1970-01-01 as \"old.csv\"."]
    );
}

#[test]
fn what_was_said_of_headers_is_remembered_and_what_was_detected_is_not() {
    let mut case = Case::holding("old.csv");
    let put = |name: &str, row: &str| {
        let path = case.folder.path().join(name);
        fs::write(&path, format!("Kennung;Login;Wer\n{row}\n")).unwrap();
        ImportRequest::new(&path, Side::Legacy)
    };
    let columns = [("Kennung", "externalId"), ("Wer", "displayName")];
    let columns = columns.map(|(column, field)| (column.to_owned(), field.to_owned()));
    let mut first = put("first.csv", "1;ann;Ann Lee");
    first.options.columns = columns.into();
    let second = put("second.csv", "2;bo;Bo Lind");
    let job = JobContext::unwatched();
    import_files(&mut case.workspace, &[first], NOW, &job).unwrap();
    import_files(&mut case.workspace, &[second], NOW, &job).unwrap();
    let sources = case.workspace.sources().unwrap();
    let attributes = sources.last().unwrap().header.columns.iter();
    let attributes: Vec<&str> = attributes.map(|column| column.attribute.as_str()).collect();
    assert_eq!(attributes, ["externalId", "userName", "displayName"]);
    let said = case.workspace.diagnostics().unwrap();
    let said = said.iter().filter(|said| said.code == "PROFILE_REMEMBERED");
    let files: Vec<&str> = said.map(|said| said.file.as_str()).collect();
    assert_eq!(files, ["second.csv"]);
    let readings = case.workspace.readings().unwrap();
    assert_eq!(readings.len(), 1, "old.csv was read as it showed itself");
    assert_eq!(readings[0].choices["columns"]["Wer"], "displayName");
}

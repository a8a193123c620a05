//! The package as a folder: what it holds, byte for byte, and what it never destroys.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads and spoils the files it judges"
)]

#[path = "../../presync-core/tests/fixture/mod.rs"]
mod fixture;

use std::{collections::BTreeMap, fs, path::Path};

use fixture::{Fixture, every_outcome, harmless};
use presync_core::{
    Action, Assumption, AssumptionSet, Cancelled, Outcome, Phase, Progress,
    finding::FindingCode,
    group_plan::{GroupChange, GroupRow, GroupWhy, MemberCounts},
    progress::Unwatched,
    summary::summarise,
};
use presync_report::{
    Contents, CsvProfile, Document, Documents, Existing, Options, PackageState, ReportError,
    check_package, write_package,
};

fn documents() -> Documents {
    let value = serde_json::json!({ "synchronizationRules": [] });
    let mapping = Document {
        name: "mapping-draft.json".to_owned(),
        value,
    };
    Documents {
        mapping: Some(mapping),
        ..Documents::default()
    }
}

fn write(fixture: &Fixture, options: &Options) -> Result<(), ReportError> {
    let engagement = fixture.engagement();
    let summary = summarise(&engagement);
    write_package(&engagement, &summary, &documents(), options, &Unwatched).map(|_| ())
}

/// The files of a package that are text.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let entries = entries.map(|entry| {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a plain name");
        (name, entry.path())
    });
    entries
        .filter(|(name, _)| name != "report.xlsx")
        .map(|(name, path)| (name, fs::read_to_string(path).expect("UTF-8")))
        .collect()
}

fn written(fixture: &Fixture, options: impl FnOnce(&mut Options)) -> BTreeMap<String, String> {
    let parent = tempfile::tempdir().expect("a folder");
    let mut chosen = Options::to(parent.path().join("handover"));
    options(&mut chosen);
    write(fixture, &chosen).expect("a package");
    let names: Vec<_> = fs::read_dir(parent.path()).expect("the parent").collect();
    assert_eq!(names.len(), 1, "nothing else stays beside the package");
    files(&chosen.folder)
}

fn check_file(name: &str) {
    let files = written(&every_outcome(), |_| ());
    insta::assert_snapshot!(name, files[name].replace('\r', ""));
}

#[test]
fn the_rows_are_as_the_contract_has_them() {
    for name in [
        "people.csv",
        "changes.csv",
        "links.csv",
        "findings.csv",
        "mapping.csv",
    ] {
        check_file(name);
    }
}

#[test]
fn the_manifest_names_inputs_outputs_and_settings() {
    let files = written(&every_outcome(), |options| options.contents = Contents::Csv);
    let mut manifest: serde_json::Value =
        serde_json::from_str(&files["MANIFEST.json"]).expect("JSON");
    for output in manifest["outputs"].as_array_mut().expect("a list") {
        let name = output["file"].as_str().expect("a name").to_owned();
        assert_eq!(output["bytes"], files[&name].len(), "{name}");
        output["bytes"] = "[size]".into();
        output["sha256"] = "[digest]".into();
    }
    // Whether a JSON value keeps its order depends on what else is built.
    insta::with_settings!({ sort_maps => true }, {
        insta::assert_json_snapshot!("MANIFEST.json", manifest);
    });
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let (first, second) = (
        written(&every_outcome(), |_| ()),
        written(&every_outcome(), |_| ()),
    );
    assert_eq!(first, second);
}

#[test]
fn the_csv_package_leaves_the_report_out() {
    let files = written(&harmless(), |options| options.contents = Contents::Csv);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "MANIFEST.json",
            "changes.csv",
            "findings.csv",
            "links.csv",
            "mapping-draft.json",
            "mapping.csv",
            "people.csv",
            "plan.json",
        ]
    );
}

#[test]
fn lines_end_as_rfc_4180_has_it() {
    for (name, text) in written(&every_outcome(), |_| ()) {
        if name.ends_with(".csv") {
            assert_eq!(
                text.matches('\n').count(),
                text.matches("\r\n").count(),
                "{name}"
            );
        }
    }
}

/// Reads a CSV with the same library a stranger would use.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader.records();
    rows.map(|row| row.expect("a row").iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn no_cell_for_reading_starts_a_formula() {
    for (name, text) in written(&every_outcome(), |_| ()) {
        if !name.ends_with(".csv") || name == "mapping.csv" {
            continue;
        }
        for cell in cells(&text).into_iter().flatten() {
            let start = cell.trim_start_matches([' ', '\u{feff}']);
            assert!(
                !start.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{name}: {cell}"
            );
        }
    }
}

/// Takes the apostrophes back by the rule the manifest names.
fn restored(cell: &str) -> &str {
    let blank = [' ', '\u{a0}', '\u{feff}', '\''];
    match cell.strip_prefix('\'') {
        Some(rest)
            if rest
                .trim_start_matches(blank)
                .starts_with(['=', '+', '-', '@']) =>
        {
            rest
        }
        _ => cell,
    }
}

#[test]
fn the_safe_profile_can_be_taken_back_to_the_faithful_one() {
    let safe = written(&every_outcome(), |_| ());
    let faithful = written(&every_outcome(), |options| {
        options.csv = CsvProfile::Faithful;
    });
    for name in ["people.csv", "changes.csv", "links.csv", "findings.csv"] {
        let (safe, faithful) = (cells(&safe[name]), cells(&faithful[name]));
        for (safe, faithful) in safe.iter().flatten().zip(faithful.iter().flatten()) {
            assert_eq!(restored(safe), faithful, "{name}");
        }
    }
    assert!(faithful["changes.csv"].contains(",=1+1,"));
    assert!(safe["changes.csv"].contains(r#","'=1+1","#));
}

/// A group with a name that a spreadsheet would run.
fn group() -> GroupRow {
    GroupRow {
        id: "00000000-0000-4000-8000-00000000a001".to_owned(),
        name: "=All, staff".to_owned(),
        finds: vec!["All, staff".to_owned()],
        outcome: Outcome::Linked,
        action: Action::Update,
        why: GroupWhy::FoundOne,
        members: MemberCounts {
            users: 14,
            nested: 1,
            in_scope: 12,
            provisioned: 11,
            added: Some(3),
            kept: Some(2),
            ..MemberCounts::default()
        },
        changes: vec![GroupChange {
            target: "externalId".to_owned(),
            now: String::new(),
            would_be: "00000000-0000-4000-8000-00000000a001".to_owned(),
        }],
        findings: vec![FindingCode::NestedGroup, FindingCode::GroupTypeMissing],
        basis: AssumptionSet::DOCUMENTED.with(Assumption::GroupMembersKept),
    }
}

#[test]
fn groups_are_written_when_they_were_given() {
    let mut fixture = every_outcome();
    assert!(!written(&fixture, |_| ()).contains_key("groups.csv"));
    fixture.plan.groups = vec![group()];
    let files = written(&fixture, |_| ());
    assert_eq!(
        files["groups.csv"].replace('\r', ""),
        "azure_group_id,name,outcome,action,members_in_scope,findings\n\"00000000-0000-4000-8000-00000000a001\",\"'=All, staff\",\"linked\",\"update\",\"12\",\"P14;P17\"\n"
    );
    let page = &files["report.html"];
    assert!(page.contains("id=\"groups\"") && page.contains("=All, staff"));
}

#[test]
fn the_plan_file_keeps_to_its_schema() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../docs/plan.schema.json")).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let mut with_groups = every_outcome();
    with_groups.plan.groups = vec![group()];
    for fixture in [every_outcome(), harmless(), with_groups] {
        let files = written(&fixture, |_| ());
        let plan: serde_json::Value = serde_json::from_str(&files["plan.json"]).expect("JSON");
        let errors: Vec<String> = validator
            .iter_errors(&plan)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new());
        let digest = plan["people"]["sha256"].as_str().expect("a digest");
        assert!(
            files["MANIFEST.json"].contains(digest),
            "plan and manifest name one digest"
        );
    }
}

#[test]
fn the_schema_refuses_what_is_no_plan() {
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../docs/plan.schema.json")).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let files = written(&every_outcome(), |_| ());
    let plan: serde_json::Value = serde_json::from_str(&files["plan.json"]).expect("JSON");
    for (pointer, value) in [
        ("/format_version", serde_json::json!("2.0")),
        ("/people/rows/0/outcome", serde_json::json!("lost")),
        ("/changes/rows/0/kind", serde_json::json!("replace")),
        ("/people/count", serde_json::json!(100_001)),
        ("/meta/redaction", serde_json::json!(false)),
    ] {
        let mut spoilt = plan.clone();
        *spoilt.pointer_mut(pointer).expect("a member") = value;
        assert!(!validator.is_valid(&spoilt), "{pointer}");
    }
}

#[test]
fn an_intact_package_is_replaced_and_anything_else_is_kept() {
    let parent = tempfile::tempdir().expect("a folder");
    let options = Options::to(parent.path().join("handover"));
    let state = || check_package(&options.folder).expect("a readable folder");
    let again = || write(&every_outcome(), &options);
    assert_eq!(state(), PackageState::Absent);
    again().expect("a new package");
    assert_eq!(state(), PackageState::Intact);
    again().expect("an intact package is replaced");

    let check_refused = |reason: &str| {
        let error = again().expect_err(reason).to_string();
        assert!(error.contains(reason), "{error}");
    };
    fs::write(options.folder.join("notes.txt"), "mine").expect("a note");
    check_refused("notes.txt does not belong");
    fs::remove_file(options.folder.join("notes.txt")).expect("no note");
    fs::write(options.folder.join("links.csv"), "edited").expect("an edit");
    check_refused("links.csv was changed since");
    fs::remove_file(options.folder.join("links.csv")).expect("no links");
    check_refused("links.csv is missing");
    fs::write(options.folder.join("MANIFEST.json"), "{}").expect("another manifest");
    check_refused("holds no MANIFEST.json of Presync");
    assert_eq!(
        fs::read_to_string(options.folder.join("MANIFEST.json")).expect("kept"),
        "{}"
    );

    let forced = Options {
        existing: Existing::Replace,
        ..options.clone()
    };
    write(&every_outcome(), &forced).expect("replaced by force");
    assert_eq!(state(), PackageState::Intact);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_kept() {
    let parent = tempfile::tempdir().expect("a folder");
    let options = Options::to(parent.path().join("handover"));
    fs::write(&options.folder, "mine").expect("a file");
    assert!(matches!(
        write(&harmless(), &options),
        Err(ReportError::Occupied { .. })
    ));
    assert_eq!(fs::read_to_string(&options.folder).expect("kept"), "mine");
}

/// Stops after a number of rows.
struct StopsAt(std::sync::atomic::AtomicU64);

impl Progress for StopsAt {
    fn begin(&self, _: Phase, _: u64) {}

    fn advance(&self, by: u64) -> Result<(), Cancelled> {
        use std::sync::atomic::Ordering::Relaxed;
        let left = self.0.load(Relaxed);
        self.0.store(left.saturating_sub(by), Relaxed);
        if left < by { Err(Cancelled) } else { Ok(()) }
    }
}

#[test]
fn a_cancelled_package_leaves_the_old_one() {
    let parent = tempfile::tempdir().expect("a folder");
    let options = Options::to(parent.path().join("handover"));
    write(&harmless(), &options).expect("a package");
    let before = files(&options.folder);
    let fixture = every_outcome();
    let engagement = fixture.engagement();
    let summary = summarise(&engagement);
    for rows in [1, 30, 50] {
        let stop = StopsAt(rows.into());
        let result = write_package(&engagement, &summary, &documents(), &options, &stop);
        assert!(
            matches!(result, Err(ReportError::Cancelled)),
            "after {rows} rows"
        );
        assert_eq!(files(&options.folder), before);
        assert_eq!(fs::read_dir(parent.path()).expect("the parent").count(), 1);
    }
}

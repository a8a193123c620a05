//! A plan is saved whole, in place of the one before, and knows when it no longer holds.

use presync_core::{
    Cancelled, Phase, Progress, Side, mapping::Mapping, plan::PlanLine, progress::Unwatched,
    summary::Reasons,
};
use presync_core::{comparison::Standing, summary::summarise};
use presync_store::{
    MappingOrigin, MappingSave, PlanNumber, PlanSave, Revocation, Workspace,
    grid::{GridQuery, GridTable},
};
use serde_json::{Value, json};

use crate::support::{Example, Folder, NOW, header, import};

fn save(workspace: &mut Workspace, example: &Example) -> PlanNumber {
    let revision = workspace.revision().unwrap();
    let save = PlanSave {
        engagement: &example.engagement(),
        revision: &revision,
        summary: &json!({"verdict": "Not ready"}),
    };
    workspace.save_plan(save, &Unwatched).unwrap()
}

/// One row as `column=cell`, empty cells left out, and the sentence that is the core's.
fn row(workspace: &Workspace, table: GridTable, at: usize) -> String {
    let page = workspace.query(&GridQuery::all(table), at, 1).unwrap();
    let cells = table.columns().iter().zip(&page.rows[0]);
    let filled = cells.filter(|(column, cell)| !cell.is_empty() && column.name != "why");
    filled
        .map(|(column, cell)| format!("{}={cell}", column.name))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn rows_hold_what_the_plan_says() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    save(&mut workspace, &Example::of(5));
    let check = |table, at, expect: &str| assert_eq!(row(&workspace, table, at), expect);
    check(
        GridTable::People,
        0,
        "side=azure position=0 name=Anna Berg department=Dept 0 legacy_row=1 legacy_uid=0 \
         legacy_username=u0 legacy_email=user0@old.example azure_row=1 azure_id=id-0000000 \
         azure_upn=User0@contoso.example azure_mail=user0@contoso.example \
         identity_status=certain rule_key=userName rule_finds=that_account rule_finds_row=1 \
         rule_finds_username=u0 outcome=linked action=update changes=2 basis=case-match",
    );
    check(
        GridTable::People,
        2,
        "side=azure position=2 name=bo Li department=Dept 2 legacy_row=3 legacy_uid=2 \
         legacy_username=u2 legacy_email=user2@old.example azure_row=3 azure_id=id-0000002 \
         azure_upn=User2@contoso.example azure_mail=user2@contoso.example \
         identity_status=review rule_key=userName rule_finds=several_accounts \
         rule_finds_row=3;4 rule_finds_username=u2;u3 outcome=ambiguous action=fail changes=0 \
         basis=case-match",
    );
    check(
        GridTable::People,
        6,
        "side=legacy position=1 legacy_row=2 legacy_uid=1 legacy_username=u1 \
         legacy_email=user1@old.example outcome=orphan action=none changes=0 \
         findings=P04;P23 basis=documented",
    );
    check(
        GridTable::People,
        9,
        "side=legacy position=4 legacy_row=5 legacy_uid=4 legacy_username=u4 \
         legacy_email=user4@old.example azure_row=5 azure_id=id-0000004 \
         azure_upn=User4@contoso.example azure_mail=user4@contoso.example \
         identity_status=certain rule_key=userName rule_finds_row=5 rule_finds_username=u4 \
         found_by_id=id-0000003 found_by_upn=User3@contoso.example \
         outcome=takeover action=update changes=2 basis=documented",
    );
}

#[test]
fn changes_and_links_name_both_sides() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    save(&mut workspace, &Example::of(5));
    let check = |table, at, expect: &str| assert_eq!(row(&workspace, table, at), expect);
    check(
        GridTable::Changes,
        4,
        "azure_position=3 azure_id=id-0000003 azure_upn=User3@contoso.example legacy_uid=4 \
         legacy_username=u4 action=update target_attribute=userName kind=overwrite now=u \
         would_be=User class=letter case mapping=direct:userPrincipalName basis=case-match",
    );
    check(
        GridTable::Changes,
        1,
        "azure_position=0 azure_id=id-0000000 azure_upn=User0@contoso.example legacy_uid=0 \
         legacy_username=u0 name=Anna Berg action=update target_attribute=title kind=overwrite \
         would_be=Staff class=letter case mapping=constant basis=case-match;not-exported",
    );
    check(
        GridTable::Changes,
        3,
        "azure_position=1 azure_id=id-0000001 azure_upn=User1@contoso.example name=özgür Çelik \
         action=create target_attribute=title kind=create would_be=Staff class=letter case \
         mapping=constant basis=case-match",
    );
    check(
        GridTable::Links,
        1,
        "legacy_row=3 legacy_uid=2 legacy_username=u2 legacy_email=user2@old.example azure_row=3 \
         azure_id=id-0000002 azure_upn=User2@contoso.example azure_mail=user2@contoso.example \
         azure_name=bo Li legacy_position=2 azure_position=2 status=review rule=uid score=0.9375 \
         evidence=uid:12.25;surname:-1.50",
    );
}

#[test]
fn everybody_has_the_reason_that_the_core_gives() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let example = Example::of(5);
    save(&mut workspace, &example);
    let engagement = example.engagement();
    let reasons = Reasons::of(&engagement);
    let azure = example.azure.users().map(|user| reasons.azure(user));
    let expect: Vec<String> = azure
        .chain(example.legacy.users().map(|user| reasons.legacy(user)))
        .collect();
    let people = workspace
        .query(&GridQuery::all(GridTable::People), 0, 10)
        .unwrap();
    let columns = GridTable::People.columns();
    let why = columns
        .iter()
        .position(|column| column.name == "why")
        .unwrap();
    let found: Vec<&str> = people.rows.iter().map(|row| row[why].as_str()).collect();
    assert_eq!(found, expect);
}

#[test]
fn findings_name_whom_they_concern_and_where_they_were_read() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    save(&mut workspace, &Example::of(5));
    let about_mapping = row(&workspace, GridTable::Findings, 1);
    assert!(
        about_mapping.contains(" subject_key=title attribute=title "),
        "{about_mapping}"
    );
    let about_person = row(&workspace, GridTable::Findings, 2);
    let subject = "severity=warning subject_side=legacy subject_key=1 subject_login=u1 \
                   subject_position=1 message=";
    assert!(about_person.contains(subject), "{about_person}");
    assert!(
        about_person.ends_with("evidence=nobody file=legacy.csv row=3"),
        "{about_person}"
    );
}

#[test]
fn a_plan_takes_the_place_of_the_one_before() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    assert_eq!(workspace.plan_meta().unwrap(), None);
    assert_eq!(
        workspace
            .query(&GridQuery::all(GridTable::People), 0, 9)
            .unwrap()
            .total,
        0
    );
    let first = save(&mut workspace, &Example::of(20));
    let old = workspace
        .result_set(&GridQuery::all(GridTable::People))
        .unwrap();
    assert_eq!(old.len(), 40);
    let second = save(&mut workspace, &Example::of(5));
    assert_eq!((first, second), (PlanNumber(1), PlanNumber(2)));
    assert_eq!(workspace.page(&old, 0, 9).unwrap_err().code(), "stale");
    for (table, rows) in GridTable::ALL.into_iter().zip([10, 6, 4, 4]) {
        let total = workspace.query(&GridQuery::all(table), 0, 1).unwrap().total;
        assert_eq!(total, rows, "{}", table.name());
    }
    workspace.close().unwrap();

    let workspace = Workspace::open(&folder.path("a.presync")).unwrap();
    let meta = workspace.plan_meta().unwrap().unwrap();
    assert_eq!(
        (meta.number, meta.title.as_str(), meta.made_at.as_str()),
        (second, "Contoso", NOW)
    );
    assert_eq!(
        (meta.recommended, meta.summary),
        (true, json!({"verdict": "Not ready"}))
    );
    let line = PlanLine {
        link: 2,
        update: 1,
        disable: 0,
        create: 1,
        skip: 1,
        fail: 1,
    };
    assert_eq!(meta.line, line);
}

#[test]
fn a_save_that_is_stopped_leaves_the_plan_before() {
    struct Stopping;
    impl Progress for Stopping {
        fn begin(&self, phase: Phase, total: u64) {
            assert_eq!(
                (phase, total),
                (Phase::Store, 2 * 9_000 + 10_800 + 3_602 + 7_200 + 3_600)
            );
        }
        fn advance(&self, _: u64) -> Result<(), Cancelled> {
            Err(Cancelled)
        }
    }
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    save(&mut workspace, &Example::of(5));
    let large = Example::of(9_000);
    let revision = workspace.revision().unwrap();
    let engagement = large.engagement();
    let save = PlanSave {
        engagement: &engagement,
        revision: &revision,
        summary: &Value::Null,
    };
    assert_eq!(
        workspace.save_plan(save, &Stopping).unwrap_err().code(),
        "cancelled"
    );
    assert_eq!(
        workspace.plan_meta().unwrap().unwrap().number,
        PlanNumber(1)
    );
    assert_eq!(
        workspace
            .query(&GridQuery::all(GridTable::People), 0, 1)
            .unwrap()
            .total,
        10
    );
    workspace.close().unwrap();
    Workspace::open(&folder.path("a.presync")).expect("everything is there");
}

#[test]
fn a_plan_is_stale_once_what_it_was_made_from_changed() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let azure = header(Side::Azure, "a.csv", &["objectId"]);
    let mut stale_after = |change: &dyn Fn(&mut Workspace)| {
        save(&mut workspace, &Example::of(5));
        let meta = workspace.plan_meta().unwrap().unwrap();
        assert!(!workspace.is_stale(&meta).unwrap());
        change(&mut workspace);
        workspace.is_stale(&meta).unwrap()
    };
    assert!(stale_after(&|workspace| {
        import(workspace, &azure, &[&["1"]]);
    }));
    assert!(stale_after(&|workspace| {
        let source = workspace.sources().unwrap()[0].id;
        workspace.remove_source(source).unwrap();
    }));
    assert!(stale_after(&|workspace| {
        let save = MappingSave {
            mapping: &Mapping::default(),
            origin: MappingOrigin::Edited,
            name: "",
        };
        workspace.save_mapping(&save, NOW).unwrap();
    }));
    let decision = presync_core::decision::Decision {
        legacy_anchor: String::new(),
        azure_anchor: "a".to_owned(),
        decision: presync_core::decision::Verdict::New,
        reason: String::new(),
        by: String::new(),
        at: NOW.to_owned(),
    };
    assert!(stale_after(&|workspace| {
        workspace.decide(std::slice::from_ref(&decision)).unwrap();
    }));
    assert!(stale_after(&|workspace| {
        let batch = workspace.decision_log().unwrap()[0].batch;
        let (reason, by, at) = (String::new(), String::new(), NOW.to_owned());
        workspace
            .revoke(batch, &Revocation { reason, by, at })
            .unwrap();
    }));
    assert!(!stale_after(&|workspace| drop(
        workspace.sources().unwrap()
    )));
}

/// What is compared of a plan, as one text.
fn spelt(standing: &Standing) -> String {
    let person = |at| {
        let changes: Vec<_> = standing.changes(at).collect();
        format!("{:?} {changes:?}\n", standing.person(at))
    };
    let people: String = standing.positions().map(person).collect();
    format!("{:?} {:?} {people}", standing.head, standing.targets())
}

#[test]
fn the_last_two_plans_can_be_compared_when_their_rows_are_gone() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let standing = |users: u32| {
        let example = Example::of(users);
        let engagement = example.engagement();
        Standing::of(&engagement, &summarise(&engagement)).unwrap()
    };
    // The second one takes more than one part.
    for (number, users) in [(1, 5), (2, 3000), (4, 7)] {
        workspace
            .keep_print(PlanNumber(number), &standing(users))
            .unwrap();
    }
    assert_eq!(workspace.prints().unwrap(), [PlanNumber(4), PlanNumber(2)]);
    assert!(workspace.print(PlanNumber(1)).unwrap().is_none());
    for (number, users) in [(2, 3000), (4, 7)] {
        let kept = workspace.print(PlanNumber(number)).unwrap().unwrap();
        assert_eq!(spelt(&kept), spelt(&standing(users)));
    }
    // A plan that was made again takes its own place.
    workspace.keep_print(PlanNumber(4), &standing(5)).unwrap();
    assert_eq!(workspace.prints().unwrap(), [PlanNumber(4), PlanNumber(2)]);

    let path = workspace.path().to_owned();
    workspace.close().unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute(
        "UPDATE plan_print_parts SET people = x'0001' WHERE number = 4",
        [],
    )
    .unwrap();
    drop(raw);
    let workspace = Workspace::open(&path).unwrap();
    let error = workspace.print(PlanNumber(4)).unwrap_err();
    assert_eq!(error.code(), "workspace-damaged");
    assert!(workspace.print(PlanNumber(2)).unwrap().is_some());
}

//! What a newer export changed is kept with it, paged, and goes when the sources are others.

use presync_core::{
    Side,
    decision::{Decision, Verdict},
    progress::Unwatched,
    reimport::{self, Bases, ChangeOf, Changes, ColumnChanges, Doubt, Export, Limits, Reason},
};
use presync_store::{ChangedWanted, Revocation, SideChanges, SourceId, SourceRow, Workspace};

use crate::support::{Folder, NOW, add, header, import};

const ATTRIBUTES: [&str; 3] = ["objectId", "displayName", "department"];

/// Replaces one source by another as the application does: both are there while they are compared.
fn replace(workspace: &mut Workspace, old: SourceId, rows: &[&[&str]]) -> (SourceId, Changes) {
    let mut import = workspace.begin_import("2026-11-25T09:00:00Z").unwrap();
    let before = import.sources().unwrap();
    let new = add(
        &mut import,
        &header(Side::Azure, "b.csv", &ATTRIBUTES),
        rows,
    );
    let mut after = import.sources().unwrap();
    after.retain(|source| source.id == new);
    let users = |of: &[SourceRow]| import.population(Side::Azure, of, &Unwatched).unwrap();
    let columns = &before[0].header.columns;
    let both = [users(&before), users(&after)];
    let [then, now] = both.each_ref().map(|users| Export { users, columns });
    let changes = reimport::compare(then, now, Limits::default());
    import.remove(old).unwrap();
    let kept = SideChanges {
        since: NOW.to_owned(),
        changes: changes.clone(),
    };
    import.keep_side_changes(&kept).unwrap();
    import.commit().unwrap();
    (new, changes)
}

fn wanted(kind: Option<ChangeOf>, attribute: Option<&str>) -> ChangedWanted {
    ChangedWanted {
        side: Side::Azure,
        kind,
        attribute: attribute.map(str::to_owned),
    }
}

#[test]
fn what_changed_is_kept_and_paged() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let first = header(Side::Azure, "a.csv", &ATTRIBUTES);
    let old: &[&[&str]] = &[&["1", "Ann", "HR"], &["2", "Bo", "IT"], &["3", "Cy", ""]];
    let old = import(&mut workspace, &first, old);
    let new: &[&[&str]] = &[&["1", "Ann", "IT"], &["2", "Bob", "HR"], &["4", "Dot", ""]];
    let (new, changes) = replace(&mut workspace, old, new);
    let kept = workspace.side_changes(Side::Azure).unwrap().unwrap();
    assert_eq!(kept.since, NOW);
    assert_eq!(
        kept.changes,
        Changes {
            rows: Vec::new(),
            ..changes.clone()
        }
    );
    assert_eq!(workspace.side_changes(Side::Legacy).unwrap(), None);
    let check = |wanted: ChangedWanted, offset, limit, total: u32, expect: &[usize]| {
        let page = workspace.changed_page(&wanted, offset, limit).unwrap();
        let rows: Vec<_> = expect.iter().map(|at| changes.rows[*at].clone()).collect();
        assert_eq!((page.total, page.rows), (total, rows));
    };
    check(wanted(None, None), 0, 100, 5, &[0, 1, 2, 3, 4]);
    check(wanted(None, None), 1, 2, 5, &[1, 2]);
    check(wanted(Some(ChangeOf::Gone), None), 0, 100, 1, &[4]);
    check(wanted(None, Some("Department")), 0, 1, 2, &[0]);

    workspace.remove_source(new).unwrap();
    assert_eq!(workspace.side_changes(Side::Azure).unwrap(), None);
    let page = workspace.changed_page(&wanted(None, None), 0, 9).unwrap();
    assert_eq!(page.total, 0, "values of a removed source go with it");
}

#[test]
fn a_further_source_of_the_side_makes_it_void_and_one_of_the_other_side_does_not() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let first = header(Side::Azure, "a.csv", &ATTRIBUTES);
    let old = import(&mut workspace, &first, &[&["1", "Ann", "HR"]]);
    let (_, changes) = replace(&mut workspace, old, &[&["1", "Ann", "IT"]]);
    assert_eq!(changes.columns, ColumnChanges::default());
    let other = header(Side::Legacy, "c.csv", &["externalId"]);
    import(&mut workspace, &other, &[&["1"]]);
    assert!(workspace.side_changes(Side::Azure).unwrap().is_some());
    import(&mut workspace, &first, &[&["9", "Zoe", "IT"]]);
    assert_eq!(workspace.side_changes(Side::Azure).unwrap(), None);
}

fn confirm(azure: &str, at: &str) -> Decision {
    Decision {
        legacy_anchor: "7".to_owned(),
        azure_anchor: azure.to_owned(),
        decision: Verdict::Confirm,
        reason: "Same birthday.".to_owned(),
        by: "m.frei".to_owned(),
        at: at.to_owned(),
    }
}

#[test]
fn the_first_basis_of_a_decision_stays() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let ours = header(Side::Legacy, "a.csv", &["externalId", "userName"]);
    import(&mut workspace, &ours, &[&["7", "ann"]]);
    let mut look = |mail: &str| {
        let theirs = header(Side::Azure, "b.csv", &["objectId", "mail"]);
        let source = import(&mut workspace, &theirs, &[&["1", mail]]);
        let [ours, theirs] =
            [Side::Legacy, Side::Azure].map(|side| workspace.population(side, &Unwatched).unwrap());
        workspace.remove_source(source).unwrap();
        let decisions = [confirm("1", NOW)];
        reimport::review(&decisions, &Bases::new(), [&ours, &theirs], None).fresh
    };
    let [first, second] = ["ann@a", "eve@a"].map(&mut look);
    assert_ne!(first, second);
    workspace.keep_bases(&first).unwrap();
    workspace.keep_bases(&second).unwrap();
    let kept: Vec<_> = workspace.decision_bases().unwrap().into_iter().collect();
    assert_eq!(kept, first);
}

#[test]
fn a_doubt_ends_when_its_decision_does() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let doubt = |azure: &str| Doubt {
        decision: confirm(azure, NOW),
        reasons: vec![
            Reason::Gone { side: Side::Azure },
            Reason::Rivals { count: 2 },
        ],
    };
    let batch = workspace.decide(&[confirm("a", NOW)]).unwrap();
    let all = ["a", "b", "c"].map(doubt);
    workspace.replace_doubts(&all).unwrap();
    assert_eq!(workspace.doubts().unwrap(), all);
    let revocation = Revocation {
        reason: String::new(),
        by: String::new(),
        at: "2026-11-24T09:00:00Z".to_owned(),
    };
    workspace.revoke(batch, &revocation).unwrap();
    workspace
        .decide(&[confirm("b", "2026-11-25T09:00:00Z")])
        .unwrap();
    assert_eq!(workspace.doubts().unwrap(), [doubt("c")]);
    workspace.replace_doubts(&[]).unwrap();
    assert_eq!(workspace.doubts().unwrap(), []);
}

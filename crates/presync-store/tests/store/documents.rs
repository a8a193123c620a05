//! Engagement and mapping: JSON documents whose spelling must not change under old files.

use presync_core::mapping::{
    Apply, AttributeMapping, Mapping, MappingSource, ObjectMapping, ScopeClause, ScopeFilter,
};
use presync_store::{
    EngagementRow, MappingOrigin, MappingSave, MappingTurn, MappingVersion, Workspace,
};
use rusqlite::Connection;
use serde_json::json;

use crate::support::Folder;

fn mapping() -> Mapping {
    let sources = [
        MappingSource::Direct("mail".to_owned()),
        MappingSource::Constant("Office".to_owned()),
        MappingSource::Expression("Trim([mail])".to_owned()),
        MappingSource::None,
    ];
    let rows = sources.map(|source| AttributeMapping::new("title", source));
    let mut users = ObjectMapping {
        rows: rows.into(),
        ..ObjectMapping::default()
    };
    users.rows[0].precedence = Some(1);
    users.rows[3].default = Some("Berlin".to_owned());
    users.rows[3].apply = Apply::OnCreate;
    users.scope = ScopeFilter {
        groups: vec![vec![ScopeClause {
            attribute: "department".to_owned(),
            operator: "EQUALS".to_owned(),
            values: vec!["IT".to_owned()],
        }]],
        ..ScopeFilter::default()
    };
    Mapping {
        users,
        groups: None,
    }
}

/// As files of format 1 hold it. If this fails, a new name needs an alias, not a new golden text.
const STORED: &str = r#"{"users":{"actions":{"create":true,"update":true,"delete":true},"rows":[{"target":"title","source":{"kind":"direct","value":"mail"},"default":null,"apply":"always","precedence":1,"reason":"","evidence":""},{"target":"title","source":{"kind":"constant","value":"Office"},"default":null,"apply":"always","precedence":null,"reason":"","evidence":""},{"target":"title","source":{"kind":"expression","value":"Trim([mail])"},"default":null,"apply":"always","precedence":null,"reason":"","evidence":""},{"target":"title","source":{"kind":"none"},"default":"Berlin","apply":"on_create","precedence":null,"reason":"","evidence":""}],"scope":{"groups":[[{"attribute":"department","operator":"EQUALS","values":["IT"]}]]}},"groups":null}"#;

fn save(
    workspace: &mut Workspace,
    mapping: &Mapping,
    origin: MappingOrigin,
    at: &str,
) -> MappingVersion {
    let save = MappingSave {
        mapping,
        origin,
        name: "",
    };
    workspace.save_mapping(&save, at).unwrap()
}

#[test]
fn every_saved_mapping_stays() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    assert_eq!(workspace.mapping().unwrap(), None);
    let first = save(&mut workspace, &mapping(), MappingOrigin::Given, "t1");
    let edited = Mapping::default();
    let second = save(&mut workspace, &edited, MappingOrigin::Edited, "t2");
    let newest = workspace.mapping().unwrap().unwrap();
    assert_eq!((newest.version, &newest.mapping), (second, &edited));
    assert_eq!(
        (newest.origin, newest.saved_at.as_str()),
        (MappingOrigin::Edited, "t2")
    );
    let earlier = workspace.mapping_version(first).unwrap().unwrap();
    assert_eq!(
        (earlier.mapping, earlier.origin),
        (mapping(), MappingOrigin::Given)
    );
    assert_eq!(workspace.mapping_version(MappingVersion(9)).unwrap(), None);
    let heads = workspace.mapping_heads().unwrap();
    let heads: Vec<MappingVersion> = heads.iter().map(|head| head.version).collect();
    assert_eq!(heads, [second, first]);
}

/// Saves and turns, as letters: `s` saves, `u` undoes, `r` does again; gives the versions in force after each.
#[track_caller]
fn check_turns(steps: &str, expect: &[i64]) {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let mut found = Vec::new();
    for step in steps.chars() {
        match step {
            's' => drop(save(&mut workspace, &mapping(), MappingOrigin::Edited, "t")),
            'u' => drop(workspace.turn_mapping(MappingTurn::Undo, "t").unwrap()),
            _ => drop(workspace.turn_mapping(MappingTurn::Redo, "t").unwrap()),
        }
        let stored = workspace.mapping().unwrap();
        found.push(stored.map_or(0, |stored| stored.version.0));
    }
    assert_eq!(found, expect, "{steps}");
    workspace.close().unwrap();
    let again = Workspace::open(&folder.path("a.presync")).unwrap();
    let kept = again
        .mapping()
        .unwrap()
        .map_or(0, |stored| stored.version.0);
    assert_eq!(Some(&kept), expect.last(), "{steps}, opened again");
}

#[test]
fn saved_mappings_are_taken_back_and_done_again() {
    check_turns("ur", &[0, 0]);
    check_turns("ssuurr", &[1, 2, 1, 0, 1, 2]);
    check_turns("suu", &[1, 0, 0]);
    // What is saved after going back is what comes next; what was left lies beside.
    check_turns("ssusurr", &[1, 2, 1, 3, 1, 3, 3]);
}

#[test]
fn a_plan_depends_on_the_mapping_in_force() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    let untouched = workspace.revision().unwrap();
    save(&mut workspace, &mapping(), MappingOrigin::Edited, "t");
    let edited = workspace.revision().unwrap();
    assert_ne!(edited, untouched);
    workspace.turn_mapping(MappingTurn::Undo, "t").unwrap();
    assert_eq!(workspace.revision().unwrap(), untouched);
    workspace.turn_mapping(MappingTurn::Redo, "t").unwrap();
    assert_eq!(workspace.revision().unwrap(), edited);
    save(&mut workspace, &mapping(), MappingOrigin::Recommended, "t");
    assert_eq!(workspace.revision().unwrap(), untouched);
}

#[test]
fn the_stored_spelling_of_documents_is_format_1() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    save(&mut workspace, &mapping(), MappingOrigin::Given, "t");
    let header = crate::support::header(presync_core::Side::Azure, "a.csv", &["mail"]);
    crate::support::import(&mut workspace, &header, &[]);
    workspace.close().unwrap();

    let raw = Connection::open(folder.path("a.presync")).unwrap();
    let text = |sql: &str| {
        raw.query_row(sql, [], |row| row.get::<_, String>(0))
            .unwrap()
    };
    assert_eq!(text("SELECT document FROM mappings"), STORED);
    assert_eq!(text("SELECT origin FROM mappings"), "given");
    let columns = r#"[{"header":"MAIL","attribute":"mail","known":true,"confidence":90,"reason":"The header is the documented one."}]"#;
    assert_eq!(text("SELECT columns FROM sources"), columns);
}

#[test]
fn the_engagement_is_one_row() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    assert_eq!(workspace.engagement().unwrap(), None);
    for title in ["Contoso", "Contoso Nord"] {
        let row = EngagementRow {
            title: title.to_owned(),
            settings: json!({"scope": "assigned", "budget": {"creates": 4}}),
        };
        workspace.set_engagement(&row).unwrap();
        assert_eq!(workspace.engagement().unwrap(), Some(row));
    }
}

//! Engagement and mapping: JSON documents whose spelling must not change under old files.

use presync_core::mapping::{
    Apply, AttributeMapping, Mapping, MappingSource, ObjectMapping, ScopeClause, ScopeFilter,
};
use presync_store::{EngagementRow, MappingOrigin, MappingVersion};
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

#[test]
fn every_saved_mapping_stays() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    assert_eq!(workspace.mapping().unwrap(), None);
    let first = workspace
        .save_mapping(&mapping(), MappingOrigin::Recommended, "t1")
        .unwrap();
    let edited = Mapping::default();
    let second = workspace
        .save_mapping(&edited, MappingOrigin::Edited, "t2")
        .unwrap();
    let newest = workspace.mapping().unwrap().unwrap();
    assert_eq!((newest.version, &newest.mapping), (second, &edited));
    assert_eq!(
        (newest.origin, newest.saved_at.as_str()),
        (MappingOrigin::Edited, "t2")
    );
    let earlier = workspace.mapping_version(first).unwrap().unwrap();
    assert_eq!(
        (earlier.mapping, earlier.origin),
        (mapping(), MappingOrigin::Recommended)
    );
    assert_eq!(workspace.mapping_version(MappingVersion(9)).unwrap(), None);
}

#[test]
fn the_stored_spelling_of_documents_is_format_1() {
    let folder = Folder::new();
    let mut workspace = folder.workspace();
    workspace
        .save_mapping(&mapping(), MappingOrigin::Given, "t")
        .unwrap();
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

//! Assignments, group members, decisions and whole documents.

use presync_core::{
    decision::{Decision, Verdict},
    progress::Unwatched,
    scope::{Assignment, GroupMember},
};
use presync_import::{read_assignments, read_decisions, read_group_members, read_json_document};

use crate::boundary::{Given, refused};

fn assignment(kind: &str, id: &str, name: &str, flags: [Option<bool>; 2]) -> Assignment {
    Assignment {
        principal_type: kind.into(),
        principal_id: id.into(),
        principal_name: name.into(),
        security_enabled: flags[0],
        dynamic: flags[1],
    }
}

#[test]
fn assignments_as_csv_and_as_graph_answers() {
    let csv = "principal_type,principal_id,name,security_enabled,dynamic\n\
        Group,g1,Staff,true,false\nuser,u1,Ada,,\nServicePrincipal,s1,App,,\nUser,,Nobody,,\n";
    let listing =
        read_assignments(&Given::file("a.csv", csv.as_bytes()).path, &Unwatched).expect("readable");
    assert_eq!(
        listing.rows,
        [
            assignment("Group", "g1", "Staff", [Some(true), Some(false)]),
            assignment("User", "u1", "Ada", [None, None]),
        ],
    );
    let rows: Vec<Option<u64>> = listing.diagnostics.iter().map(|d| d.row).collect();
    assert_eq!(rows, [Some(4), Some(5)]);
    let json = r#"{"value":[{"id":"x","principalId":"g1","principalType":"Group","principalDisplayName":"Staff"}]}"#;
    let listing = read_assignments(&Given::file("a.json", json.as_bytes()).path, &Unwatched)
        .expect("readable");
    assert_eq!(
        listing.rows,
        [assignment("Group", "g1", "Staff", [None, None])]
    );
}

#[test]
fn group_members_of_all_and_of_one_group() {
    let member = |group: [&str; 2], id: &str, kind: &str| GroupMember {
        group_id: group[0].into(),
        group_name: group[1].into(),
        member_id: id.into(),
        member_type: kind.into(),
    };
    let csv = "group_id,group_name,member_id,member_type\ng1,Staff,u1,User\ng1,Staff,g2,#microsoft.graph.group\n";
    let given = Given::file("m.csv", csv.as_bytes());
    let listing = read_group_members(&given.path, None, &Unwatched).expect("readable");
    assert_eq!(
        listing.rows,
        [
            member(["g1", "Staff"], "u1", "User"),
            member(["g1", "Staff"], "g2", "Group")
        ],
    );
    let portal = "id,userPrincipalName,displayName,objectType,userType,isUser,isGroup,isGuest\n\
        u1,ada@x.test,Ada,User,Member,True,False,False\ng2,,Leads,Group,,False,True,False\n";
    let given = Given::file("m.csv", portal.as_bytes());
    let listing = read_group_members(&given.path, Some("Staff"), &Unwatched).expect("readable");
    assert_eq!(
        listing.rows,
        [
            member(["Staff", "Staff"], "u1", "User"),
            member(["Staff", "Staff"], "g2", "Group")
        ],
    );
    let error = read_group_members(&given.path, None, &Unwatched).expect_err("no group is named");
    assert_eq!(refused(&error), "refused COLUMN_MISSING");
    let template = "version:v1.0\nMember object ID or user principal name [memberObjectIdOrUpn] Required\nada@x.test\n";
    let given = Given::file("m.csv", template.as_bytes());
    let listing = read_group_members(&given.path, Some("Staff"), &Unwatched).expect("readable");
    assert_eq!(
        listing.rows,
        [member(["Staff", "Staff"], "ada@x.test", "User")]
    );
}

#[test]
fn decisions_come_back() {
    let csv = "legacy_anchor,azure_anchor,decision,reason,by,at\n\
        7,o1,confirm,\"same, asked\",ada,2024-01-31T08:00:00Z\n,o2,leave_out,,,\n,o3,confirm,,,\n8,o4,perhaps,,,\n";
    let listing =
        read_decisions(&Given::file("d.csv", csv.as_bytes()).path, &Unwatched).expect("readable");
    let decision = |legacy: &str, azure: &str, decision, texts: [&str; 3]| Decision {
        legacy_anchor: legacy.into(),
        azure_anchor: azure.into(),
        decision,
        reason: texts[0].into(),
        by: texts[1].into(),
        at: texts[2].into(),
    };
    let rows: Vec<Decision> = listing.rows.into_iter().map(|row| row.decision).collect();
    assert_eq!(
        rows,
        [
            decision(
                "7",
                "o1",
                Verdict::Confirm,
                ["same, asked", "ada", "2024-01-31T08:00:00Z"]
            ),
            decision("", "o2", Verdict::LeaveOut, ["", "", ""]),
        ],
    );
    let rows: Vec<Option<u64>> = listing.diagnostics.iter().map(|d| d.row).collect();
    assert_eq!(rows, [Some(4), Some(5)]);
}

#[test]
fn a_workbook_is_searched_for_the_sheet_with_the_decisions() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let people = workbook.add_worksheet().set_name("People").expect("a name");
    people
        .write_row(0, 0, ["User Name", "Surname"])
        .expect("cells");
    let review = workbook
        .add_worksheet()
        .set_name("Match review")
        .expect("a name");
    review
        .write_row(0, 0, ["legacy_anchor", "azure_anchor", "decision"])
        .expect("cells");
    review.write_row(1, 0, ["7", "o1", "deny"]).expect("cells");
    let given = Given::file(
        "report.xlsx",
        &workbook.save_to_buffer().expect("a workbook"),
    );
    let listing = read_decisions(&given.path, &Unwatched).expect("readable");
    let decided: Vec<_> = listing
        .rows
        .iter()
        .map(|d| (d.decision.legacy_anchor.as_str(), d.decision.decision))
        .collect();
    assert_eq!(decided, [("7", Verdict::Deny)]);
}

#[test]
fn members_as_graph_answers_them() {
    let json = r##"{"value":[{"@odata.type":"#microsoft.graph.user","id":"u1","userPrincipalName":"a@x.test"},
        {"@odata.type":"#microsoft.graph.group","id":"g2","displayName":"Leads"}]}"##;
    let given = Given::file("m.json", json.as_bytes());
    let listing = read_group_members(&given.path, Some("Staff"), &Unwatched).expect("readable");
    let members: Vec<_> = listing
        .rows
        .iter()
        .map(|m| (m.member_id.as_str(), m.member_type.as_str()))
        .collect();
    assert_eq!(members, [("u1", "User"), ("g2", "Group")]);
}

#[test]
fn documents_are_json_whatever_wrote_them() {
    let check = |bytes: &[u8], expect: &str| {
        let shown = match read_json_document(&Given::file("s.json", bytes).path) {
            Ok(value) => value.to_string(),
            Err(error) => refused(&error),
        };
        assert_eq!(shown, expect);
    };
    let utf16: Vec<u8> = "\u{feff}{\"a\":\"é\"}"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    check(b"\xef\xbb\xbf{\"a\":1}", "{\"a\":1}");
    check(&utf16, "{\"a\":\"é\"}");
    check(b"{\"a\":1,\n\"b\":}", "refused JSON_SYNTAX row 2");
    check(b"", "refused EMPTY_FILE");
    check(b"PK\x03\x04", "refused FORMAT_UNSUPPORTED");
}

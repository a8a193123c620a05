//! Assignments, group members, decisions and whole documents.

use presync_core::{
    decision::{Decision, Verdict},
    progress::Unwatched,
    scope::{AssignedGroup, Scope},
};
use presync_import::{
    read_assignments, read_decisions, read_group_members, read_json_document, read_legacy_groups,
};

use crate::boundary::{Given, refused};

/// What a file of assignments says, a line each, with the row; then the rows that cannot be used.
#[track_caller]
fn check_assigned(name: &str, bytes: &[u8], expect: &[&str]) {
    let mut scope = Scope::default();
    let given = Given::file(name, bytes);
    let odd = read_assignments(&given.path, &Unwatched, &mut scope).expect("readable");
    let flag = |said: Option<bool>| said.map_or("?", |yes| if yes { "yes" } else { "no" });
    let users = scope.assignments.users.iter();
    let users = users.map(|(id, place)| format!("user {id} row {}", place.row));
    let group = |group: &AssignedGroup| {
        let AssignedGroup {
            id,
            name,
            security_enabled,
            dynamic,
            place,
        } = group;
        let (secure, dynamic) = (flag(*security_enabled), flag(*dynamic));
        format!(
            "group {id} {name} secure {secure} dynamic {dynamic} row {}",
            place.row
        )
    };
    let mut got: Vec<String> = users.collect();
    got.extend(scope.assignments.groups.iter().map(group));
    got.extend(odd.iter().map(|odd| {
        let column = odd.column.as_deref().unwrap_or("");
        format!("{} row {} {column}", odd.code, odd.row.unwrap_or(0))
    }));
    assert_eq!(got, expect);
    assert_eq!(scope.sources[0].file, name);
}

/// What a file of members says, a line each, with the row.
#[track_caller]
fn check_members(name: &str, bytes: &[u8], group: Option<&str>, expect: &[&str]) {
    let mut scope = Scope::default();
    let given = Given::file(name, bytes);
    let odd = read_group_members(&given.path, group, &Unwatched, &mut scope).expect("readable");
    let name = |at: u32| {
        let group = &scope.groups.groups()[at as usize];
        format!("{}/{}", group.id, group.name)
    };
    let users = scope.groups.users();
    let mut got: Vec<String> = users
        .map(|(group, id, place)| format!("{} user {id} row {}", name(group), place.row))
        .collect();
    let nested = scope.groups.nested().iter();
    got.extend(nested.map(|one| format!("{} group {}", name(one.outer), one.id)));
    got.extend(odd.iter().map(|odd| {
        let column = odd.column.as_deref().unwrap_or("");
        format!("{} row {} {column}", odd.code, odd.row.unwrap_or(0))
    }));
    assert_eq!(got, expect);
}

fn utf16(text: &str) -> Vec<u8> {
    let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn assignments_as_csv() {
    let csv = "principal_type,principal_id,name,security_enabled,dynamic\n\
        Group,g1,Staff,true,false\nuser,u1,Ada,,\nServicePrincipal,s1,App,,\nUser,,Nobody,,\n";
    let expect = [
        "user u1 row 3",
        "group g1 Staff secure yes dynamic no row 2",
        "ROW_UNUSABLE row 4 principal_type",
        "ROW_UNUSABLE row 5 principal_id",
    ];
    check_assigned("a.csv", csv.as_bytes(), &expect);
    let semicolons = csv.replace(',', ";").replace('\n', "\r\n");
    check_assigned("a.csv", semicolons.as_bytes(), &expect);
    check_assigned("a.csv", &utf16(csv), &expect);
}

#[test]
fn assignments_as_graph_and_powershell_give_them() {
    let json = r#"{"value":[{"id":"x","principalId":"g1","principalType":"Group","principalDisplayName":"Staff"}]}"#;
    let expect = ["group g1 Staff secure ? dynamic ? row 1"];
    check_assigned("a.json", json.as_bytes(), &expect);
    let shell = "#TYPE Microsoft.Graph.PowerShell.Models.MicrosoftGraphAppRoleAssignment\r\n\
        \"AppRoleId\",\"Id\",\"PrincipalDisplayName\",\"PrincipalId\",\"PrincipalType\"\r\n\
        \"r\",\"x\",\"Staff\",\"g1\",\"Group\"\r\n\"r\",\"y\",\"Ada\",\"u1\",\"User\"\r\n";
    let expect = [
        "user u1 row 4",
        "group g1 Staff secure ? dynamic ? row 3",
        "PREAMBLE_SKIPPED row 1 ",
    ];
    check_assigned("a.csv", shell.as_bytes(), &expect);
}

#[test]
fn members_of_all_groups() {
    let csv = "group_id,group_name,member_id,member_type\ng1,Staff,u1,User\nG1,,g2,#microsoft.graph.group\n\
        g1,Staff,d1,Device\n,Staff,u2,User\n";
    let expect = [
        "g1/Staff user u1 row 2",
        "g1/Staff group g2",
        "ROW_UNUSABLE row 4 member_type",
        "ROW_UNUSABLE row 5 group_id",
    ];
    check_members("m.csv", csv.as_bytes(), None, &expect);
    check_members("m.csv", &utf16(&csv.replace(',', ";")), None, &expect);
}

#[test]
fn members_of_one_group_as_the_portal_gives_them() {
    let portal = "id,userPrincipalName,displayName,objectType,userType,isUser,isGroup,isGuest\n\
        u1,ada@x.test,Ada,User,Member,True,False,False\ng2,,Leads,Group,,False,True,False\n";
    let expect = ["Staff/Staff user u1 row 2", "Staff/Staff group g2"];
    check_members("m.csv", portal.as_bytes(), Some("Staff"), &expect);
    let given = Given::file("m.csv", portal.as_bytes());
    let mut scope = Scope::default();
    let error = read_group_members(&given.path, None, &Unwatched, &mut scope)
        .expect_err("no group is named");
    assert_eq!(refused(&error), "refused COLUMN_MISSING");
    let template = "version:v1.0\nMember object ID or user principal name [memberObjectIdOrUpn] Required\nada@x.test\n";
    let expect = [
        "Staff/Staff user ada@x.test row 3",
        "PREAMBLE_SKIPPED row 1 ",
    ];
    check_members("m.csv", template.as_bytes(), Some("Staff"), &expect);
}

#[test]
fn members_as_graph_and_powershell_give_them() {
    let json = r##"{"value":[{"@odata.type":"#microsoft.graph.user","id":"u1","userPrincipalName":"a@x.test"},
        {"@odata.type":"#microsoft.graph.group","id":"g2","displayName":"Leads"}]}"##;
    let expect = ["Staff/Staff user u1 row 1", "Staff/Staff group g2"];
    check_members("m.json", json.as_bytes(), Some("Staff"), &expect);
    // Get-MgGroupMember does not say what a member is: its id will.
    let shell = "\"DeletedDateTime\",\"Id\",\"AdditionalProperties\"\r\n,\"u1\",\"System.Collections.Generic.Dictionary`2[System.String,System.Object]\"\r\n";
    check_members(
        "m.csv",
        shell.as_bytes(),
        Some("Staff"),
        &["Staff/Staff user u1 row 2"],
    );
}

#[test]
fn intranet_groups_with_and_without_members() {
    let check = |csv: &str, expect: &[&str]| {
        let mut scope = Scope::default();
        let given = Given::file("g.csv", csv.as_bytes());
        let odd = read_legacy_groups(&given.path, &Unwatched, &mut scope).expect("readable");
        let groups = scope.legacy_groups.expect("they were read");
        let mut got: Vec<String> = groups
            .groups()
            .iter()
            .map(|g| format!("{} {} {} {}", g.name, g.id, g.external_id, g.kind))
            .collect();
        got.extend(
            groups
                .members()
                .map(|(group, id, _)| format!("{group} {id}")),
        );
        got.extend(
            odd.iter()
                .map(|odd| format!("odd row {}", odd.row.unwrap_or(0))),
        );
        assert_eq!(got, expect, "{csv}");
    };
    check(
        "name,externalId,type\nStaff,g1,group\nStaff,,\n,x,group\n",
        &["Staff  g1 group", "Staff   ", "odd row 4"],
    );
    check(
        "Group Name;Group Id;Members\nStaff;7;ada@x.test\nLeads;8;\"bo@x.test;cy@x.test\"\nStaff;7;dee\n",
        &[
            "Staff 7  ",
            "Leads 8  ",
            "0 ada@x.test",
            "1 bo@x.test",
            "1 cy@x.test",
            "0 dee",
        ],
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

//! What a file is when it holds no users, and that no side takes it.

use presync_core::Side;
use presync_import::{ImportError, ReadOptions};

use crate::boundary::{Given, side};

/// The kind and the counts, in one line.
fn kind(bytes: &str) -> String {
    let inspection = Given::file("x.dat", bytes.as_bytes())
        .inspect(&ReadOptions::default())
        .expect("readable");
    let kind = serde_json::to_value(inspection.kind).expect("a word");
    let counts = inspection.counts.iter();
    let counts: Vec<String> = counts.map(|c| format!("{} {}", c.count, c.what)).collect();
    format!(
        "{}: {}",
        kind.as_str().unwrap_or_default(),
        counts.join(", ")
    )
}

/// Checks what inspection says, and that reading as either side is refused with a flag to use.
fn check(bytes: &str, expect: &str, flag: &str) {
    assert_eq!(kind(bytes), expect);
    for stated in [Side::Legacy, Side::Azure] {
        let error = Given::file("x.dat", bytes.as_bytes())
            .import(&side(stated))
            .expect_err("no users");
        assert_eq!(error.code(), "NOT_USERS");
        assert!(error.hint().contains(flag), "{}", error.hint());
        assert!(matches!(error, ImportError::Refused(_)));
    }
}

#[test]
fn schemas_of_the_application() {
    let schema = r#"{"id":"x","directories":[{"name":"customappsso"}],"synchronizationRules":[
        {"objectMappings":[{"attributeMappings":[{},{}]},{"attributeMappings":[{}]}]}]}"#;
    let expect = "provisioning_schema: 1 rules, 2 object mappings, 3 attribute mappings";
    check(schema, expect, "--patch");
    check(&format!("\u{feff}{schema}"), expect, "--mapping");
    check(
        &format!(r#"{{"id":"job","templateId":"scim","schema":{schema}}}"#),
        expect,
        "--patch",
    );
    let padding = "x".repeat(6 << 20);
    check(
        &format!(r#"{{"synchronizationRules":[],"directories":[{{"name":"{padding}"}}]}}"#),
        "provisioning_schema: 0 rules, 0 object mappings, 0 attribute mappings",
        "--patch",
    );
}

#[test]
fn groups_of_the_intranet() {
    for header in [
        "name,members",
        "displayName,members",
        "groupName,memberUserName",
        "name,groupType",
    ] {
        check(
            &format!("{header}\nCooks,ada\nBakers,ben\n"),
            "intranet_groups: 2 groups or members of them",
            "--legacy-groups",
        );
    }
}

#[test]
fn accepted_findings() {
    check(
        "code,subject_side,subject_key,attribute,reason\nP23,legacy,1,*,known\n",
        "suppressions: 1 accepted findings",
        "--suppressions",
    );
}

#[test]
fn schemas_of_the_site() {
    let user = r#"{"id":"urn:ietf:params:scim:schemas:core:2.0:User","attributes":[{"name":"userName","required":true}]}"#;
    let own = r#"{"id":"urn:ietf:params:scim:schemas:extension:interactsoftware:2.0:User","attributes":[{"name":"location"},{"name":"floor"}]}"#;
    let expect = "site_schema: 2 schemas, 3 attributes, 1 required attributes of users, 1 fields of the site's own";
    check(
        &format!("[{user},{own}]"),
        expect,
        "what the intranet accepts",
    );
    check(
        &format!(
            r#"{{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"Resources":[{user},{own}]}}"#
        ),
        expect,
        "what the intranet accepts",
    );
    check(
        user,
        "site_schema: 1 schemas, 1 attributes, 1 required attributes of users, 0 fields of the site's own",
        "what the intranet accepts",
    );
}

#[test]
fn logs() {
    let entry = |status: &str| {
        format!(
            r#"{{"id":"1","changeId":"c","provisioningAction":"create","provisioningStatusInfo":{{"status":"{status}"}},"provisioningSteps":[]}}"#
        )
    };
    let (done, failed) = (entry("success"), entry("failure"));
    let expect = "provisioning_log: 3 log entries, 2 success, 1 failure";
    check(
        &format!("[{done},{failed},{done}]"),
        expect,
        "what a sync did",
    );
    check(
        &format!(
            r#"{{"@odata.context":"x","value":[{done},{failed},{done}],"@odata.nextLink":"y"}}"#
        ),
        expect,
        "what a sync did",
    );
    check(
        "Change ID,Action,Status\nc1,Create,Success\nc2,Update,Skipped\n",
        "provisioning_log: 2 log entries, 1 success, 1 skipped",
        "what a sync did",
    );
    check(
        "Change ID,Name,Status\nc1,EntryImport,Success\n",
        "provisioning_log: 1 steps of log entries",
        "what a sync did",
    );
    check(
        "Change ID;Display name;Old value;New value\nc1;title;a;b\n",
        "provisioning_log: 1 modified properties of log entries",
        "what a sync did",
    );
}

#[test]
fn companion_tables() {
    check(
        "group_id,group_name,member_id,member_type\ng1,Staff,u1,User\ng2,Leads,u1,User\ng1,Staff,g2,Group\n",
        "group_members: 2 groups named, 2 users in them, 1 groups in them",
        "--groups",
    );
    check(
        "id,userPrincipalName,displayName,objectType,userType,isUser,isGroup,isGuest\nu1,a@x.test,A,User,Member,True,False,False\n",
        "group_members: 0 groups named, 1 users in them, 0 groups in them",
        "--groups NAME=FILE",
    );
    check(
        "Object ID,User principal name,Display name,Member type\nu1,a@x.test,A,User\ng1,,Leads,Group\n",
        "group_members: 0 groups named, 1 users in them, 1 groups in them",
        "--groups",
    );
    check(
        r##"{"value":[{"@odata.type":"#microsoft.graph.user","id":"u1","displayName":"A"},{"@odata.type":"#microsoft.graph.group","id":"g1","displayName":"B"}]}"##,
        "group_members: 2 members, 1 of them groups",
        "--groups",
    );
    check(
        "principal_type,principal_id,name\nGroup,g1,Staff\nUser,u1,A\n",
        "assignments: 1 users assigned, 1 groups assigned",
        "--assigned",
    );
    check(
        r#"{"value":[{"principalId":"g1","principalType":"Group"}]}"#,
        "assignments: 0 users assigned, 1 groups assigned",
        "--assigned",
    );
    check(
        "legacy_anchor,azure_anchor,decision\n7,o1,confirm\n8,o2,\n",
        "decisions: 1 confirmed, 1 not decided",
        "--decisions",
    );
}

#[test]
fn answers() {
    check(
        r#"{"error":{"code":"Authorization_RequestDenied"}}"#,
        "error_answer: ",
        "permission",
    );
    check(
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"401"}"#,
        "error_answer: ",
        "permission",
    );
}

#[test]
fn users_stay_users() {
    for users in [
        "id,userPrincipalName,displayName,userType\nu1,a@x.test,A,Member\n",
        "Username,User ID,Decision,Group name\na,1,x,y\n",
        r#"{"value":[{"id":"u1","mail":"a@x.test"}]}"#,
        r#"[{"id":"u1","mail":"a@x.test","error":"x"}]"#,
    ] {
        assert_eq!(kind(users), "users: ");
    }
}

#[test]
fn what_the_columns_were_said_to_be_goes_first() {
    let options = ReadOptions {
        columns: [("id".to_owned(), "objectId".to_owned())].into(),
        ..side(Side::Azure)
    };
    let csv = "id,displayName,isUser,isGroup\nu1,Ada,True,False\n";
    let (_, sink, _) = Given::file("x.csv", csv.as_bytes())
        .import(&options)
        .expect("users");
    assert_eq!(sink.records.len(), 1);
}

#[test]
fn an_error_among_pages_of_users_is_said() {
    let inspection = Given::file(
        "x.json",
        b"{\"value\":[{\"mail\":\"a@x.test\"}]}\n{\"error\":{\"code\":\"TooManyRequests\"}}\n",
    )
    .inspect(&side(Side::Azure))
    .expect("readable");
    let said: Vec<_> = inspection
        .diagnostics
        .iter()
        .map(|d| (d.code.as_str(), d.severity.as_str(), d.row))
        .collect();
    assert_eq!(said, [("JSON_ERROR_ANSWER", "blocker", Some(2))]);
}

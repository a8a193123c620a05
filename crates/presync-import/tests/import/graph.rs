//! Graph user lists as JSON: envelopes, nesting, late properties, and what is not a list of users.

use presync_core::Side;
use presync_import::ReadOptions;

use crate::boundary::{check, side};

#[test]
fn a_page_of_users_with_all_that_graph_nests() {
    check(
        r#"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[
            {"id":"2f657c71-86ba-486e-a729-fb478c11ce69","userPrincipalName":"ada@contoso.test",
             "accountEnabled":true,"businessPhones":["+44 1","+44 2"],"mail":null,
             "manager":{"@odata.type":"u","id":"9","userPrincipalName":"m@contoso.test","displayName":"Mo"},
             "onPremisesExtensionAttributes":{"extensionAttribute1":null,"extensionAttribute3":"C3"},
             "employeeOrgData":{"costCenter":"K1","division":null},
             "proxyAddresses":["SMTP:ada@contoso.test","smtp:a@contoso.test"],
             "extension_0a1b_shoeSize":"44","authorizationInfo":{"x":false}},
            {"id":"2f657c71-86ba-486e-a729-fb478c11ce70","userPrincipalName":"bo@contoso.test","late":7}]}"#,
        &ReadOptions::default(),
        "JSON, UTF-8
        objectId | userPrincipalName | accountEnabled | telephoneNumber | mail | manager | manager.userPrincipalName | manager.displayName | extensionAttribute1 | extensionAttribute3 | employeeOrgData.costCenter | employeeOrgData.division | proxyAddresses | extension_0a1b_shoeSize | authorizationInfo | late
        1 @2: 2f657c71-86ba-486e-a729-fb478c11ce69 | ada@contoso.test | true | +44 1++44 2 |  | 9 | m@contoso.test | Mo |  | C3 | K1 |  | SMTP:ada@contoso.test+smtp:a@contoso.test | 44 | {\"x\":false} |
        2 @9: 2f657c71-86ba-486e-a729-fb478c11ce70 | bo@contoso.test |  |  |  |  |  |  |  |  |  |  |  |  |  | 7",
    );
}

#[test]
fn every_envelope_gives_the_same_users() {
    let expect = "JSON, UTF-8
        objectId | userPrincipalName
        1 @1: 1 | a@x.test
        2 @1: 2 | b@x.test
        warning COLUMN_UNEXPECTED_VALUES [id]";
    let (a, b) = (
        r#"{"id":"1","userPrincipalName":"a@x.test"}"#,
        r#"{"id":"2","userPrincipalName":"b@x.test"}"#,
    );
    let azure = side(Side::Azure);
    check(format!("[{a},{b}]"), &azure, expect);
    check(format!(r#"{{"value":[{a},{b}]}}"#), &azure, expect);
    check(
        format!(r#"{{"value":[{a},{b}],"@odata.count":2}}"#),
        &azure,
        expect,
    );
    check(
        format!(r#"[{{"value":[{a}]}},{{"value":[{b}]}}]"#),
        &azure,
        expect,
    );
    check(format!("[[{a}],[{b}]]"), &azure, expect);
    check(format!("{a} {b}"), &azure, expect);
    check(
        format!("\u{feff}[{a},{b}]"),
        &azure,
        &expect.replace("UTF-8", "UTF-8 with BOM"),
    );
}

#[test]
fn objects_one_a_line_and_a_single_one() {
    check(
        "{\"id\":\"1\",\"mail\":\"a@x.test\"}\n{\"id\":\"2\",\"mail\":\"b@x.test\"}\n",
        &side(Side::Azure),
        "JSON, UTF-8
        objectId | mail
        1 @1: 1 | a@x.test
        2 @2: 2 | b@x.test
        warning COLUMN_UNEXPECTED_VALUES [id]",
    );
    check(
        "{\"displayName\":\"Ada\"}",
        &side(Side::Azure),
        "JSON, UTF-8
        displayName
        1 @1: Ada",
    );
}

#[test]
fn a_page_with_a_next_link_says_that_more_follows() {
    check(
        r#"{"value":[{"mail":"a@x.test"}],"@odata.nextLink":"https://graph.microsoft.com/x"}"#,
        &side(Side::Azure),
        "JSON, UTF-8
        mail
        1 @1: a@x.test
        warning JSON_MORE_PAGES",
    );
}

#[test]
fn a_last_page_may_be_empty() {
    check(
        r#"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[]}"#,
        &side(Side::Azure),
        "JSON, UTF-8

        warning NO_RECORDS",
    );
}

#[test]
fn nobodies_and_values_are_named() {
    check(
        r#"[{"mail":"a@x.test"},null,"x",{},{"department":"X"},{"mail":"b@x.test"}]"#,
        &side(Side::Azure),
        "JSON, UTF-8
        mail | department
        1 @1: a@x.test |
        6 @1: b@x.test |
        blocker ROW_NOT_A_RECORD @1
        blocker ROW_NOT_A_RECORD @1
        blocker ROW_NOT_A_RECORD @1
        blocker ROW_NO_IDENTITY @1
        4 of 6 rejected",
    );
}

#[test]
fn powershell_objects_are_graph_users_too() {
    check(
        r#"[{"Id":"1","UserPrincipalName":"a@x.test","BusinessPhones":[],"AdditionalProperties":{"extension_0a_x":"1"}}]"#,
        &side(Side::Azure),
        "JSON, UTF-8
        objectId | userPrincipalName | telephoneNumber | extension_0a_x
        1 @1: 1 | a@x.test |  | 1
        warning COLUMN_UNEXPECTED_VALUES [Id]",
    );
}

#[test]
fn other_documents_are_told_apart() {
    let azure = side(Side::Azure);
    check(
        r#"{"error":{"code":"Authorization_RequestDenied"}}"#,
        &azure,
        "refused NOT_USERS",
    );
    check(
        r#"{"id":"1","synchronizationRules":[]}"#,
        &azure,
        "refused NOT_USERS",
    );
    check("[1]", &azure, "refused NOT_USERS");
    check(r#"[{"department":"X"}]"#, &azure, "refused NOT_USERS");
}

#[test]
fn broken_json_is_named_by_its_line() {
    let azure = side(Side::Azure);
    check(
        "[{\"mail\":\"a@x.test\"},\n{\"mail\":",
        &azure,
        "refused JSON_SYNTAX row 2",
    );
    check(
        "[{\"mail\":\"a@x.test\"},\n{mail:1}]",
        &azure,
        "refused JSON_SYNTAX row 2",
    );
    check(
        "[{\"mail\":\"a@x.test\"}]\n]",
        &azure,
        "refused JSON_SYNTAX row 2",
    );
    check("[".repeat(10_000), &azure, "refused JSON_SYNTAX row 1");
    check(
        format!("[{{\"mail\":\"{}", "x".repeat(5 << 20)),
        &azure,
        "refused LIMIT_FIELD row 1",
    );
}

#[test]
fn a_repeated_property_is_said() {
    check(
        r#"[{"mail":"a@x.test","mail":"b@x.test"}]"#,
        &side(Side::Azure),
        "JSON, UTF-8
        mail
        1 @1: b@x.test
        warning JSON_REPEATED_PROPERTY @1 [mail]",
    );
}

//! Whatever else a customer sends: what it is, which flag takes it, and the old feed as a side.

use serde_json::Value;

use crate::{
    engagement::Engagement,
    presync::{end, plan, presync},
    table::Table,
};

const SCHEMA: &[u8] = br#"{"id":"x","synchronizationRules":[{"objectMappings":[
    {"sourceObjectName":"User","attributeMappings":[{},{}]}]}]}"#;

#[test]
fn a_document_is_described_and_refused_as_a_side() {
    let check = |name: &str, bytes: &[u8], kind: &str, words: &str, flag: &str| {
        let engagement = Engagement::of(1);
        let file = engagement.put(&format!("in/{name}"), bytes);
        let said = end(presync("inspect").arg(&file)).with_code(0).stdout;
        assert!(said.contains(words) && said.contains(flag), "{said}");
        let json = end(presync("inspect").arg(&file).arg("--json"))
            .with_code(0)
            .stdout;
        let json: Value = serde_json::from_str(&json).expect("it is JSON");
        assert_eq!(json["kind"], kind);
        assert!(
            json["hint"]
                .as_str()
                .is_some_and(|hint| hint.contains(flag)),
            "{json}"
        );
        let mut command = plan(&file, &engagement.azure(), &engagement.out());
        let refused = end(&mut command).with_code(1).stderr;
        assert!(
            refused.contains(name) && refused.contains(flag),
            "{refused}"
        );
    };
    check(
        "schema.json",
        SCHEMA,
        "provisioning_schema",
        "This is a provisioning schema (rules: 1, object mappings: 1, attribute mappings: 2).",
        "--patch SCHEMA",
    );
    check(
        "site.json",
        br#"{"Resources":[{"id":"urn:x:User","attributes":[{"name":"Late?"}]}]}"#,
        "site_schema",
        "blocker: site.json, column urn:x:User:Late?",
        "what the intranet accepts",
    );
    check(
        "log.csv",
        b"Change ID,Action,Status\nc1,Create,Success\n",
        "provisioning_log",
        "(log entries: 1, success: 1)",
        "what a sync did",
    );
    check(
        "members.csv",
        b"group_id,group_name,member_id,member_type\ng1,Staff,u1,User\n",
        "group_members",
        "groups named: 1",
        "--groups",
    );
}

#[test]
fn the_old_feed_is_the_intranets_side() {
    let engagement = Engagement::of(1);
    let feed = engagement.put(
        "in/feed.xml",
        br#"<?xml version="1.0"?><syncdata><syncoptions domain="Acme" ldapId="1000"><option name="loginType" value="2"/></syncoptions>
            <users><user id="1" username="ada.quint@acme.example"><firstname>Ada</firstname><surname>Quint</surname>
            <department applyBlank="True">Finance</department><additionalfields/></user></users></syncdata>"#,
    );
    let azure = engagement.put(
        "in/users.csv",
        b"id,userPrincipalName,accountEnabled,displayName,givenName,surname\n\
          9b1d7a52-0000-4000-8000-000000000002,ada.quint@acme.example,True,Ada Quint,Ada,Quint\n",
    );
    let said = end(presync("inspect").arg(&feed)).with_code(0).stdout;
    for words in [
        "Sync settings: domain=Acme, ldapId=1000, loginType=2",
        "(applyBlank): urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department (1)",
        "read by their names: firstname, surname, department.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let ended = end(&mut plan(&feed, &azure, &engagement.out()));
    assert!(matches!(ended.code, Some(0 | 3)), "{}", ended.stderr);
    let people = Table::read(&engagement.out().join("people.csv"));
    let rows: Vec<_> = people
        .rows()
        .filter(|row| &row["side"] == "azure")
        .map(|row| (row["legacy_uid"].to_owned(), row["outcome"].to_owned()))
        .collect();
    assert_eq!(rows, [("1".to_owned(), "linked".to_owned())]);
}

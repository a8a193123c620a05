//! Who is in scope and what becomes of groups, by the flags that say so: `--scope`, `--assigned`,
//! `--groups`, `--legacy-groups`; with the files as customers send them.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;

use crate::{
    engagement::{Engagement, Somebody},
    presync::{end, plan},
    table::Table,
};

/// Object id and UPN of somebody, as the export has them.
fn ids(number: usize) -> (String, String) {
    let row = Somebody(number).azure();
    let mut cells = row.split(',').map(str::to_owned);
    let mut next = || cells.next().expect("a row has many cells");
    (next(), next())
}

/// The outcome of every Azure user, in order.
fn outcomes(out: &Path) -> Vec<String> {
    let people = Table::read(&out.join("people.csv"));
    let azure = people.side("azure");
    azure.map(|row| row["outcome"].to_owned()).collect()
}

fn utf16(text: &str) -> Vec<u8> {
    let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn assigned_only_needs_to_know_who_is_assigned() {
    let engagement = Engagement::of(3);
    let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
    let refused = end(command.args(["--scope", "assigned"]))
        .with_code(1)
        .stderr;
    assert!(refused.contains("--assigned FILE"), "{refused}");
    assert!(!engagement.out().exists());
}

#[test]
fn everybody_is_in_scope_unless_said_otherwise_and_that_is_an_assumption() {
    let engagement = Engagement::of(3);
    let assumptions = |arguments: &[&str]| {
        let out = engagement.out();
        let mut command = plan(&engagement.legacy(), &engagement.azure(), &out);
        end(command.args(arguments)).with_code(0);
        let text = fs::read_to_string(out.join("plan.json")).expect("it was written");
        let plan: Value = serde_json::from_str(&text).expect("it is JSON");
        let assumed = plan["assumptions"].as_array().expect("a list");
        let all = assumed.iter().any(|one| one["name"] == "scope-all");
        (plan["settings"]["scope"].clone(), all)
    };
    assert_eq!(assumptions(&[]), ("all (assumed)".into(), true));
    assert_eq!(assumptions(&["--scope", "all"]), ("all".into(), false));
}

#[test]
fn assignments_bring_in_users_and_direct_members_whatever_wrote_the_files() {
    let engagement = Engagement::of(6);
    let (first, second, third, fourth) = (ids(0).0, ids(1).1.to_uppercase(), ids(2).0, ids(3).0);
    let csv = format!(
        "principal_type,principal_id,name,security_enabled,dynamic\r\nUser,{first},,,\r\n\
         User,{second},,,\r\nGroup,g-1,Sales,True,False\r\nGroup,g-2,News,False,False\r\nUser,ghost,,,\r\n"
    );
    let members = format!(
        "version:v1.0\r\nMember object ID or user principal name [memberObjectIdOrUpn] Required\r\n{third}\r\n"
    );
    let others = format!(
        "group_id;group_name;member_id;member_type\r\ng-1;Sales;g-3;Group\r\ng-2;News;{fourth};User\r\n\
         g-3;Field;{};User\r\n",
        ids(4).0
    );
    let graph = format!(
        r#"{{"value":[{{"principalId":"{first}","principalType":"User"}},{{"principalId":"{second}","principalType":"User"}},
        {{"principalId":"g-1","principalDisplayName":"Sales","principalType":"Group"}}]}}"#
    );
    let expect = [
        "linked",
        "linked",
        "linked",
        "out_of_scope",
        "out_of_scope",
        "out_of_scope",
    ];
    for (name, assigned) in [
        ("assigned.csv", csv.clone().into_bytes()),
        ("assigned.csv", utf16(&csv.replace(',', ";"))),
        ("assigned.json", graph.into_bytes()),
    ] {
        let assigned = engagement.put(&format!("in/{name}"), &assigned);
        let sales = engagement.put("in/Sales members.csv", members.as_bytes());
        let others = engagement.put("in/others.csv", &utf16(&others));
        let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
        command
            .args(["--scope", "assigned", "--assigned"])
            .arg(&assigned);
        command
            .arg("--groups")
            .arg(format!("Sales={}", sales.display()));
        end(command.arg(&others)).with_code(0);
        assert_eq!(outcomes(&engagement.out()), expect, "{name}");
    }
}

#[test]
fn what_is_odd_about_assignments_is_said_with_file_row_and_column() {
    let engagement = Engagement::of(2);
    let (first, _) = ids(0);
    let csv = format!(
        "principal_type,principal_id\nUser,{first}\nUser,ghost@acme.example\nUser,{first}\nDevice,d1\nGroup,g-1\n"
    );
    let assigned = engagement.put("in/assigned.csv", csv.as_bytes());
    let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
    end(command
        .args(["--scope", "assigned", "--assigned"])
        .arg(&assigned));
    let findings = Table::read(&engagement.out().join("findings.csv"));
    let of_file = findings.rows().filter(|row| &row["file"] == "assigned.csv");
    let got: BTreeMap<String, String> = of_file
        .map(|row| {
            (
                row["code"].to_owned(),
                format!("{} {}", &row["row"], &row["column"]),
            )
        })
        .collect();
    let expect = [
        ("ROW_UNUSABLE", "5 principal_type"),
        ("SCOPE_GROUP_WITHOUT_MEMBERS", "6 principal_id"),
        ("SCOPE_ROW_REPEATED", "4 principal_id"),
        ("SCOPE_UNKNOWN_USER", "3 principal_id"),
    ];
    let expect = expect.map(|(code, place)| (code.to_owned(), place.to_owned()));
    assert_eq!(got, BTreeMap::from(expect));
}

#[test]
fn assignments_that_decide_nothing_are_said() {
    let engagement = Engagement::of(2);
    let csv = format!("principal_type,principal_id\nUser,{}\n", ids(0).0);
    let assigned = engagement.put("in/assigned.csv", csv.as_bytes());
    let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
    let said = end(command.arg("--assigned").arg(&assigned))
        .with_code(0)
        .stderr;
    assert!(said.contains("--scope assigned"), "{said}");
    assert_eq!(outcomes(&engagement.out()), ["linked", "linked"]);
}

#[test]
fn the_apps_own_setting_wins_over_the_flag() {
    let engagement = Engagement::of(2);
    let schema = r#"{"synchronizationJobSettings":[{"name":"SyncAll","value":"false"}],"schema":{"synchronizationRules":[
        {"objectMappings":[{"sourceObjectName":"User","attributeMappings":[
        {"targetAttributeName":"userName","matchingPriority":1,"source":{"name":"userPrincipalName","type":"Attribute"}}]}]}]}}"#;
    let mapping = engagement.put("in/job.json", schema.as_bytes());
    let csv = format!("principal_type,principal_id\nUser,{}\n", ids(1).0);
    let assigned = engagement.put("in/assigned.csv", csv.as_bytes());
    let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
    command
        .arg("--mapping")
        .arg(&mapping)
        .args(["--scope", "all"]);
    let refused = end(&mut command).with_code(1).stderr;
    assert!(refused.contains("--assigned FILE"), "{refused}");
    let said = end(command.arg("--assigned").arg(&assigned)).stderr;
    assert!(said.contains("job.json"), "{said}");
    assert_eq!(outcomes(&engagement.out()), ["out_of_scope", "linked"]);
}

#[test]
fn groups_are_matched_by_name_and_written_to_both_kinds_of_package() {
    let engagement = Engagement::of(3);
    let [first, second, third] = [0, 1, 2].map(|number| ids(number).0);
    let members = format!(
        "group_id,group_name,member_id,member_type\ng-1,Sales,{first},User\ng-1,Sales,{second},User\n\
         g-2,Field,{third},User\ng-2,Field,g-1,Group\n"
    );
    let members = engagement.put("in/members.csv", members.as_bytes());
    let intranet = format!("Name;Type;Members\nSALES;group;{}\n", ids(0).1);
    let intranet = engagement.put("in/groups.csv", &utf16(&intranet));
    for package in ["csv", "full"] {
        let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
        command
            .args(["--scope", "all", "--package", package, "--groups"])
            .arg(&members);
        end(command.arg("--legacy-groups").arg(&intranet)).with_code(0);
        let groups = Table::read(&engagement.out().join("groups.csv"));
        let got: Vec<String> = groups
            .rows()
            .map(|row| {
                let cells = [
                    "azure_group_id",
                    "name",
                    "outcome",
                    "action",
                    "members_in_scope",
                    "findings",
                ];
                cells.map(|cell| row[cell].to_owned()).join(",")
            })
            .collect();
        let expect = [
            "g-1,Sales,linked,update,2,",
            "g-2,Field,created,create,1,P14",
        ];
        assert_eq!(got, expect, "{package}");
    }
    let text = fs::read_to_string(engagement.out().join("plan.json")).expect("it was written");
    let plan: Value = serde_json::from_str(&text).expect("it is JSON");
    let members = &plan["groups"]["rows"][0]["members"];
    assert_eq!(
        (&members["added"], &members["kept"]),
        (&1.into(), &0.into())
    );
    let page = fs::read_to_string(engagement.out().join("report.html")).expect("it was written");
    assert!(page.contains("id=\"groups\""));
}

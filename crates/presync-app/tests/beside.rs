//! Files beside the users as the page takes them in: recognised, refused, planned with; and what is assumed.
#![expect(clippy::disallowed_methods, reason = "a workspace is a file")]
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod desk;

use std::fs;

use presync_app::{App, JobId, wire::Failure};
use serde_json::{Value, json};
use tempfile::TempDir;

use desk::Desk;

const LEGACY: &str = "Username,Unique ID,First Name,Last Name,Email Address,Job Title\n\
    ada@x.example,1,Ada,Ash,ada@x.example,Cook\n\
    ben@x.example,2,Ben,Birch,ben@x.example,Cook\n\
    cy@x.example,3,Cy,Cedar,cy@x.example,Cook\n";
const AZURE: &str = "id,userPrincipalName,displayName,givenName,surname,mail,employeeId,jobTitle,accountEnabled\n\
    o1,ada@x.example,Ada Ash,Ada,Ash,ada@x.example,1,Baker,true\n\
    o2,ben@x.example,Ben Birch,Ben,Birch,ben@x.example,2,Cook,false\n\
    o3,cy@x.example,Cy Cedar,Cy,Cedar,cy@x.example,3,Cook,true\n";
const ASSIGNED: &str = "principal_type,principal_id,name\nUser,o1,Ada\nGroup,g1,Cooks\n";
const MEMBERS: &str = "group_id,group_name,member_id,member_type\ng1,Cooks,o2,User\n";
const PORTAL: &str = "id,userPrincipalName,displayName,isUser,isGroup,isGuest\n\
    o2,ben@x.example,Ben Birch,True,False,False\n";
const SITE: &str = r#"[{"id":"urn:ietf:params:scim:schemas:core:2.0:User","attributes":[
    {"name":"userName","required":true},{"name":"title"}]}]"#;
const SCHEMA: &str = r#"{"id":"job","synchronizationRules":[{"id":"rule","objectMappings":[
    {"sourceObjectName":"User","targetObjectName":"urn:ietf:params:scim:schemas:core:2.0:User",
    "enabled":true,"flowTypes":"Add, Update, Delete","attributeMappings":[
    {"targetAttributeName":"userName","matchingPriority":1,"source":{"type":"Attribute","name":"userPrincipalName"}}]}]}]}"#;
const ACCEPTED: &str = "code,subject_side,subject_key,attribute,reason,by,at\n\
    P23,legacy,*,*,known,Ada,2026-11-23T09:00:00Z\n";

/// The window with an engagement of three people in it.
struct Window {
    folder: TempDir,
    app: App,
}

impl Window {
    fn new() -> Self {
        let window = Self::over(tempfile::tempdir().unwrap());
        window.rpc("workspace.create", json!({ "title": "Acme" }));
        let files = [("legacy", LEGACY), ("azure", AZURE)].map(|(side, text)| {
            let handle = window.file(&format!("{side}.csv"), text);
            json!({ "handle": handle, "side": side })
        });
        window
            .job("sources.import", json!({ "files": files }))
            .unwrap();
        window
    }

    fn over(folder: TempDir) -> Self {
        let app = App::new(Box::new(Desk {
            folder: folder.path().to_owned(),
            began: 1_795_424_400,
            step_seconds: 1,
            ..Desk::default()
        }));
        Self { folder, app }
    }

    fn reopened(self) -> Self {
        let Self { folder, app } = self;
        drop(app);
        let window = Self::over(folder);
        window.rpc("workspace.open", json!({}));
        window
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        self.app.register_file(&path).unwrap().handle
    }

    fn rpc(&self, name: &str, params: Value) -> Value {
        self.app.rpc(name, params).unwrap()
    }

    fn job(&self, name: &str, params: Value) -> Result<Value, Failure> {
        let quiet = Box::new(|_| {});
        self.app.run_job(&JobId::new(name), name, params, quiet)
    }

    fn plan(&self) -> Value {
        self.job("plan.run", json!({})).unwrap()
    }

    fn add(&self, name: &str, text: &str) -> Result<Value, Failure> {
        self.add_as(name, text, json!({}))
    }

    fn add_as(&self, name: &str, text: &str, mut said: Value) -> Result<Value, Failure> {
        said["handle"] = json!(self.file(name, text));
        self.job("companions.add", said)
    }

    fn because(&self) -> Value {
        self.rpc("workspace.info", json!({}))["stale_because"].clone()
    }

    fn files(&self) -> Value {
        self.rpc("companions.list", json!({}))["files"].clone()
    }
}

fn count(plan: &Value, outcome: &str) -> u64 {
    let mut outcomes = plan["outcomes"].as_array().unwrap().iter();
    let one = outcomes.find(|one| one["side"] == "azure" && one["outcome"] == outcome);
    one.unwrap()["count"].as_u64().unwrap()
}

/// `3 of this, 4 of that`: what a file says.
fn said(file: &Value) -> String {
    let counts = file["said"]["counts"].as_array().unwrap().iter();
    let told = counts.map(|one| format!("{} {}", one["count"], one["what"].as_str().unwrap()));
    told.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_file_is_known_by_what_it_holds() {
    let window = Window::new();
    for (text, role, expect) in [
        (SCHEMA, "schema", "1 mapping rows"),
        (SITE, "site_schema", "1 schemas, 2 attributes"),
        ("creates = 3\nprotected = ['ada']\n", "budget", "6 limits"),
        (
            ASSIGNED,
            "assignments",
            "1 users assigned, 1 groups assigned",
        ),
        (
            MEMBERS,
            "group_members",
            "1 groups, 1 users in them, 0 groups in them",
        ),
        (
            "name,members\nCooks,ada@x.example;ben@x.example\n",
            "intranet_groups",
            "1 groups, 2 members",
        ),
    ] {
        let added = window.add("x.dat", text).unwrap();
        assert_eq!(added["file"]["role"], role);
        assert_eq!(said(&added["file"]), expect);
    }
    assert_eq!(window.files().as_array().unwrap().len(), 6);
    let added = window.add("x.dat", ACCEPTED).unwrap();
    assert_eq!(
        (&added["file"], &added["suppressions"]),
        (&Value::Null, &json!(1))
    );
    let accepted = window.rpc("findings.suppressions", json!({}));
    assert_eq!(accepted[0]["reason"], "known");
}

#[test]
fn a_wrong_file_says_what_it_is_and_is_not_kept() {
    let window = Window::new();
    let code = |text: &str, said: Value| window.add_as("x.dat", text, said).unwrap_err();
    for (text, said, expect, message) in [
        (
            AZURE,
            json!({}),
            "goes_elsewhere",
            "x.dat is a list of users.",
        ),
        (
            MEMBERS,
            json!({ "role": "budget" }),
            "another_kind",
            "x.dat is a list of group members, not a budget.",
        ),
        (
            AZURE,
            json!({ "role": "site_schema" }),
            "another_kind",
            "x.dat is a list of users, not the SCIM schemas of a site.",
        ),
        (
            "creats = 3\n",
            json!({ "role": "budget" }),
            "another_kind",
            "x.dat is a list of users, not a budget.",
        ),
        (
            PORTAL,
            json!({}),
            "group_unnamed",
            "This list of members does not say which group it is of.",
        ),
        (
            "legacy_anchor,azure_anchor,decision\n1,o1,confirm\n",
            json!({}),
            "goes_elsewhere",
            "x.dat is a list of decisions.",
        ),
    ] {
        let failure = code(text, said);
        assert_eq!(
            (failure.code.as_str(), failure.message.as_str()),
            (expect, message)
        );
    }
    let misspelt = window.add("limits.toml", "creats = 3\n").unwrap_err();
    assert_eq!(misspelt.code, "budget_unreadable");
    assert!(misspelt.message.contains("creats"), "{}", misspelt.message);
    let refused = window.app.rpc(
        "sources.inspect",
        json!({ "handle": window.file("b.toml", "creates = 1") }),
    );
    assert_eq!(refused.unwrap_err().code, "not_users");
    assert_eq!(window.files(), json!([]));
}

#[test]
fn one_file_of_each_kind_stands_and_lists_of_members_side_by_side() {
    let window = Window::new();
    window.add("a.toml", "creates = 1").unwrap();
    window.add("b.toml", "creates = 2").unwrap();
    window.add("members.csv", MEMBERS).unwrap();
    let named = json!({ "role": "group_members", "label": "Cooks" });
    window.add_as("portal.csv", PORTAL, named.clone()).unwrap();
    window.add_as("portal.csv", PORTAL, named).unwrap();
    let kept = window.files();
    let kept: Vec<(&str, &str)> = kept
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            (
                file["file"].as_str().unwrap(),
                file["label"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        kept,
        [("b.toml", ""), ("members.csv", ""), ("portal.csv", "Cooks")]
    );
}

#[test]
fn the_plan_is_made_with_the_files_and_stale_when_they_change() {
    let window = Window::new();
    assert_eq!(count(&window.plan(), "linked"), 3);
    window.add("limits.toml", "updates = 0\n").unwrap();
    window.add("assigned.csv", ASSIGNED).unwrap();
    window.add("members.csv", MEMBERS).unwrap();
    assert_eq!(window.because(), json!(["companions"]));
    window.rpc("companions.scope", json!({ "scope": "assigned" }));
    assert_eq!(window.because(), json!(["companions", "assumptions"]));

    let window = window.reopened();
    let plan = window.plan();
    assert_eq!(
        (count(&plan, "linked"), count(&plan, "out_of_scope")),
        (2, 1)
    );
    let gauges = plan["gauges"].as_array().unwrap();
    let updates = gauges
        .iter()
        .find(|gauge| gauge["name"] == "updates")
        .unwrap();
    assert_eq!(
        (&updates["limit"], &updates["actual"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(window.because(), json!([]));

    let assigned = window.files()[1]["id"].clone();
    let left = window.rpc("companions.remove", json!({ "id": assigned }));
    assert_eq!(left["files"].as_array().unwrap().len(), 2);
    let failure = window.job("plan.run", json!({})).unwrap_err();
    assert_eq!(failure.code, "assignments_missing");
    assert!(failure.hints[0].contains("Import"), "{:?}", failure.hints);
}

#[test]
fn the_report_names_the_files_as_they_were_given() {
    let window = Window::new();
    window.add("limits.toml", "creates = 3\n").unwrap();
    window.plan();
    let chosen = window.rpc("report.choose_folder", json!({}));
    let params = json!({ "folder": chosen["handle"], "faithful_csv": false });
    window.job("report.write", params).unwrap();
    let plan = fs::read(window.folder.path().join("handover/plan.json")).unwrap();
    let plan: Value = serde_json::from_slice(&plan).unwrap();
    let inputs = plan["inputs"].as_array().unwrap();
    let budget = inputs
        .iter()
        .find(|input| input["role"] == "budget")
        .unwrap();
    assert_eq!(budget["file"], "limits.toml");
    assert_eq!(budget["sha256"], window.files()[0]["sha256"]);
}

#[test]
fn what_is_assumed_is_listed_chosen_and_taken_back() {
    let window = Window::new();
    let plan = window.plan();
    let find = |all: &Value, name: &str| {
        let mut all = all.as_array().unwrap().iter();
        all.find(|one| one["name"] == name).unwrap().clone()
    };
    let disabled = find(
        &window.rpc("assumptions.list", json!({})),
        "disabled-matched",
    );
    assert_eq!(
        (&disabled["chosen"], &disabled["users"]),
        (&json!("disable"), &json!(1))
    );
    assert_eq!(disabled["choices"][1]["name"], "skip");
    let line = plan["line"].as_str().unwrap().to_owned();
    assert!(line.contains("Disable 1"), "{line}");

    let choose = |name: &str, choice: Option<&str>| {
        let params = match choice {
            Some(choice) => json!({ "name": name, "choice": choice }),
            None => json!({ "name": name }),
        };
        window.app.rpc("assumptions.choose", params)
    };
    let chosen = choose("disabled-matched", Some("skip")).unwrap();
    assert_eq!(find(&chosen, "disabled-matched")["chosen"], "skip");
    assert_eq!(window.because(), json!(["assumptions"]));
    let line = window.plan()["line"].as_str().unwrap().to_owned();
    assert!(line.contains("Disable 0"), "{line}");
    choose("case-match:externalId", Some("ignore")).unwrap();
    let listed = choose("disabled-matched", None).unwrap();
    assert_eq!(find(&listed, "disabled-matched")["chosen"], "disable");
    let by_attribute = &find(&listed, "case-match")["by_attribute"];
    assert_eq!(
        by_attribute,
        &json!([{ "attribute": "externalId", "choice": "ignore" }])
    );

    let odd = choose("disabled-matched", Some("skipp")).unwrap_err();
    assert_eq!(odd.code, "choice_unknown");
    assert!(
        odd.message.contains("did you mean skip?"),
        "{}",
        odd.message
    );
    assert_eq!(choose("zebra", None).unwrap_err().code, "choice_unknown");
}

#[test]
fn an_accepted_finding_makes_the_plan_stale_and_leaves_the_next_one() {
    let window = Window::new();
    let plan = window.plan();
    let findings = plan["findings"].as_array().unwrap();
    let first = &findings[0];
    let code = first["code"].as_str().unwrap().to_owned();
    assert!(
        first["why"].as_str().unwrap().starts_with("Because"),
        "{first}"
    );
    let params =
        json!({ "code": code, "key": "*", "attribute": "*", "reason": "known", "by": "Ada" });
    let listed = window.rpc("findings.suppress", params);
    assert_eq!(window.because(), json!(["suppressions"]));

    let window = window.reopened();
    let plan = window.plan();
    let mut findings = plan["findings"].as_array().unwrap().iter();
    assert!(!findings.any(|one| one["code"] == code), "{plan}");
    let back = json!({ "id": listed[0]["id"], "reason": "", "by": "Ada" });
    assert_eq!(window.rpc("findings.unsuppress", back), json!([]));
    assert_eq!(window.because(), json!(["suppressions"]));
}

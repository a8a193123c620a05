//! What is assumed where no document says: chosen on the command line, recorded, and refused by name.

use std::fs;

use serde_json::{Value, json};

use crate::{
    engagement::{Engagement, Somebody},
    presync::{end, plan, presync},
};

fn plan_json(engagement: &Engagement) -> Value {
    let text = fs::read(engagement.out().join("plan.json")).expect("a plan is written");
    serde_json::from_slice(&text).expect("it is JSON")
}

#[test]
fn a_choice_decides_and_is_recorded() {
    let check = |choices: &[&str], action: &str, recorded: Value| {
        let engagement = Engagement::of(2);
        let disabled = Somebody(1).azure().replace(",True,", ",False,");
        let azure = fs::read_to_string(engagement.azure()).expect("it was put there");
        let azure = azure.replace(&Somebody(1).azure(), &disabled);
        let azure = engagement.put("azure-disabled.csv", azure.as_bytes());
        let mut command = plan(&engagement.legacy(), &azure, &engagement.out());
        for choice in choices {
            command.args(["--assume", choice]);
        }
        end(&mut command).with_code(0);
        let plan = plan_json(&engagement);
        assert_eq!(plan["settings"]["assume"], recorded);
        let people = plan["people"]["rows"].as_array().expect("few people");
        assert_eq!(people[1]["action"], action, "{}", people[1]);
        assert!(
            people[1]["basis"]
                .as_array()
                .is_some_and(|basis| basis.contains(&json!("disabled-matched"))),
            "{}",
            people[1]
        );
        let assumed = plan["assumptions"].as_array().expect("a list");
        let used = assumed.iter().find(|one| one["name"] == "disabled-matched");
        assert_eq!(used.map(|one| &one["users"]), Some(&json!(1)));
    };
    check(&[], "disable", json!([]));
    check(
        &["disabled-matched=skip", "case-match:externalId=ignore"],
        "skip",
        json!(["disabled-matched=skip", "case-match:externalId=ignore"]),
    );
}

#[test]
fn weights_of_harm_are_recorded() {
    let check = |weights: Option<&str>, recorded: Value, takeover: u32| {
        let engagement = Engagement::of(2);
        let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
        command.args(weights.map(|weights| format!("--weights={weights}")));
        end(&mut command).with_code(0);
        let plan = plan_json(&engagement);
        assert_eq!(plan["settings"]["weights"], recorded);
        assert_eq!(plan["match_keys"]["weights"]["takeover"], json!(takeover));
        assert_eq!(plan["match_keys"]["weights"]["unreached"], json!(3));
    };
    check(None, json!([]), 10);
    check(
        Some("takeover=25,ambiguous=2"),
        json!(["takeover=25", "ambiguous=2"]),
        25,
    );
}

#[test]
fn what_cannot_weigh_is_a_matter_of_usage() {
    for command in ["plan", "recommend"] {
        let check = |weights: &str, words: &str| {
            let mut command = presync(command);
            command.args(["--legacy", "a", "--azure", "b", "--out", "x"]);
            let said = end(command.args(["--weights", weights]))
                .with_code(2)
                .stderr;
            assert!(said.contains(words), "{said}");
        };
        check("missed=3", "takeover, duplicate, unreached, ambiguous");
        check("ambiguous=0", "a whole number from 1 to 1000");
        check("duplicate=11", "nothing weighs more than a takeover");
    }
}

/// The options of a command with what `--help` says of them, by name.
fn options(command: &str) -> std::collections::BTreeMap<String, String> {
    let help = end(presync(command).arg("--help")).with_code(0).stdout;
    let (_, options) = help.split_once("Options:").expect("there are options");
    let said = options.split("\n      --").skip(1);
    said.filter_map(|one| one.split_once(['\n', ' ']))
        .map(|(name, words)| (name.to_owned(), words.trim().to_owned()))
        .collect()
}

#[test]
fn plan_and_recommend_say_the_same_of_what_both_take() {
    let (plan, recommend) = (options("plan"), options("recommend"));
    let own: Vec<&String> = recommend
        .keys()
        .filter(|name| !plan.contains_key(*name))
        .collect();
    assert_eq!(own, ["links"]);
    for (name, words) in recommend.iter().filter(|(name, _)| *name != "links") {
        assert_eq!(words, &plan[name], "--{name}");
    }
}

#[test]
fn what_was_observed_is_chosen_unless_a_person_says_otherwise() {
    let seen = |text: &str, more: &[&str], code: i32| {
        let engagement = Engagement::of(2);
        let seen = engagement.put("observations.json", text.as_bytes());
        let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
        command.arg("--observations").arg(seen).args(more);
        let ended = end(&mut command).with_code(code);
        (engagement, ended.stderr)
    };
    let text = r#"{ "format_version": "1.0", "kind": "observations", "assume": ["disabled-matched=skip"] }"#;
    let check = |more: &[&str], recorded: Value| {
        let (engagement, _) = seen(text, more, 0);
        assert_eq!(plan_json(&engagement)["settings"]["assume"], recorded);
    };
    check(&[], json!(["disabled-matched=skip"]));
    check(&["--assume", "disabled-matched=disable"], json!([]));
    let refused = |text: &str, words: &str| {
        let (_, said) = seen(text, &[], 1);
        assert!(said.contains(words), "{said}");
    };
    refused("{}", "is not what a verification writes");
    refused(&text.replace("1.0", "2.0"), "newer version");
    refused(&text.replace("skip", "jump"), "a choice that there is not");
}

#[test]
fn what_cannot_be_chosen_is_a_matter_of_usage() {
    let check = |choice: &str, words: &[&str]| {
        let mut command = presync("plan");
        command.args(["--sample", "--out", "x", "--assume", choice]);
        let said = end(&mut command).with_code(2).stderr;
        for word in words {
            assert!(said.contains(word), "{said}");
        }
    };
    check(
        "disabled-match=skip",
        &["did you mean disabled-matched?", "case-match", "order"],
    );
    check("order=liv", &["did you mean live?", "before, live"]);
    check("scope-all=all", &["--scope"]);
}

#[test]
fn the_sites_own_schema_decides_what_is_accepted() {
    let engagement = Engagement::of(2);
    let site = engagement.put(
        "site.json",
        br#"{"Resources":[{"id":"urn:ietf:params:scim:schemas:core:2.0:User","attributes":[
            {"name":"userName","type":"string","required":true},
            {"name":"title","type":"string","canonicalValues":["Baker"]}]}]}"#,
    );
    let mapping = engagement.put(
        "mapping.json",
        br#"{"synchronizationRules":[{"objectMappings":[{"sourceObjectName":"User","attributeMappings":[
            {"targetAttributeName":"userName","matchingPriority":1,
             "source":{"type":"Attribute","name":"userPrincipalName"}},
            {"targetAttributeName":"title","source":{"type":"Constant","name":"Cook"}}]}]}]}"#,
    );
    let mut command = plan(&engagement.legacy(), &engagement.azure(), &engagement.out());
    command.arg("--mapping").arg(&mapping);
    command.arg("--site-schema").arg(&site);
    end(&mut command).with_code(3);
    let plan = plan_json(&engagement);
    for person in plan["people"]["rows"]
        .as_array()
        .expect("few")
        .iter()
        .take(2)
    {
        assert_eq!(person["action"], "fail", "{person}");
        assert_eq!(person["basis"], json!(["scope-all", "enumeration-refused"]));
    }
    let broken = engagement.put("broken.json", b"{}");
    let mut command = presync("plan");
    command
        .args(["--sample", "--out", "x", "--site-schema"])
        .arg(broken);
    let said = end(&mut command).with_code(1).stderr;
    assert!(
        said.contains("broken.json") && said.contains("/Schemas"),
        "{said}"
    );
}

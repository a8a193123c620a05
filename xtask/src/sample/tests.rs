//! Tests of the sample: reproducible, committed as generated, and every planted case as declared.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::outcome::{Outcome, RULES, judge};
use super::people::Person;
use super::records::AzureUser;
use super::troubles::TROUBLES;
use super::{FOLDER, Sample, files};

#[test]
fn two_runs_give_the_same_bytes() {
    let [first, second] = [(), ()].map(|()| files(&Sample::make()).expect("the sample is written"));
    for (a, b) in first.iter().zip(&second) {
        assert!(a.bytes == b.bytes, "{} differs between two runs", a.name);
    }
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the committed files are what is tested"
)]
fn the_committed_files_are_a_fresh_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(FOLDER);
    for file in files(&Sample::make()).expect("the sample is written") {
        let committed = fs::read(folder.join(file.name)).unwrap_or_default();
        let same = committed == file.bytes;
        assert!(
            same,
            "{} is not as committed: run `cargo xtask sample`",
            file.name
        );
    }
}

#[test]
fn the_numbers_are_those_of_a_middling_customer() {
    let sample = Sample::make();
    let [azure, intranet] = [sample.azure_rows.len(), sample.intranet_rows.len()];
    assert!((1240..=1280).contains(&azure), "{azure} Azure users");
    assert!(
        (1210..=1250).contains(&intranet),
        "{intranet} intranet users"
    );
}

#[test]
fn every_planted_case_has_people_with_the_declared_outcome() {
    let sample = Sample::make();
    let judgements = judge(&sample.people, &RULES[0]);
    for trouble in TROUBLES {
        let bearers = sample.people.iter().zip(&judgements);
        let bearers = bearers.filter(|(person, _)| person.planted.last() == Some(&trouble.code));
        let outcomes: BTreeSet<Outcome> = bearers
            .filter_map(|(_, judgement)| judgement.azure.or(judgement.intranet))
            .collect();
        assert_eq!(
            outcomes,
            BTreeSet::from([trouble.outcome]),
            "{}",
            trouble.code
        );
    }
}

#[test]
fn everybody_without_a_case_is_linked() {
    let sample = Sample::make();
    for (person, judgement) in sample.people.iter().zip(judge(&sample.people, &RULES[0])) {
        if person.planted.is_empty() {
            assert_eq!(
                judgement.azure,
                Some(Outcome::Linked),
                "{} {}",
                person.given,
                person.family
            );
        }
    }
}

#[test]
fn every_outcome_is_expected_on_both_sides_where_it_can_be() {
    let expected = expected();
    for line in expected["keys_per_outcome"].as_array().expect("a list") {
        let empty = |side: &str| line[side].as_array().is_none_or(Vec::is_empty);
        let only_legacy = line["outcome"] == "orphan";
        let only_azure = matches!(line["outcome"].as_str(), Some("created" | "skipped"));
        assert_eq!(empty("azure_ids"), only_legacy, "{}", line["outcome"]);
        assert_eq!(empty("legacy_rows"), only_azure, "{}", line["outcome"]);
    }
}

#[test]
fn a_key_that_many_lack_skips_them() {
    let expected = expected();
    let rules = expected["rules"].as_array().expect("a list").iter();
    let mail_only = rules
        .clone()
        .find(|rule| rule["name"] == "mail_only")
        .expect("the rule");
    assert!(
        mail_only["azure"]["skipped"].as_u64() > Some(20),
        "{mail_only}"
    );
}

#[test]
fn the_old_connector_wrote_the_object_id_for_most() {
    let sample = Sample::make();
    let both = sample
        .people
        .iter()
        .filter_map(|p| Some((p.azure.as_ref()?, p.intranet.as_ref()?)));
    let [mut total, mut equal] = [0, 0];
    for (azure, intranet) in both {
        total += 1;
        equal += usize::from(intranet.uid.to_string() == azure.id);
    }
    assert!(
        equal * 100 > total * 90 && equal < total,
        "{equal} of {total}"
    );
}

#[test]
fn keys_are_unique_in_the_tenant_and_addresses_end_in_example() {
    let sample = Sample::make();
    let users = || {
        sample
            .people
            .iter()
            .filter_map(|person| person.azure.as_ref())
    };
    let unique = |key: fn(&AzureUser) -> &String| {
        let keys: BTreeSet<String> = users().map(|user| key(user).to_lowercase()).collect();
        keys.len() == users().count()
    };
    assert!(
        unique(|user| &user.id) && unique(|user| &user.upn) && unique(|user| &user.mail_nickname)
    );
    assert!(users().all(|user| user.upn.ends_with(".example")));
    assert!(users().all(|user| user.mail.is_empty() || user.mail.ends_with(".example")));
}

#[test]
fn managers_form_a_tree() {
    let sample = Sample::make();
    for start in 0..sample.people.len() {
        let above = |of: fn(&Person) -> Option<usize>| {
            let chain = std::iter::successors(Some(start), |&index| of(&sample.people[index]));
            chain.take(20).count()
        };
        assert!(above(|p| p.azure_manager) < 10 && above(|p| p.intranet_manager) < 10);
    }
}

#[test]
fn the_pages_hold_every_user_once_and_every_manager_is_among_them() {
    let sample = Sample::make();
    let pages = super::graph::pages(&sample).expect("the pages are written");
    let pages = pages.map(|page| serde_json::from_str::<Value>(&page).expect("a page is JSON"));
    let users: Vec<&Value> = pages
        .iter()
        .filter_map(|page| page["value"].as_array())
        .flatten()
        .collect();
    let ids: BTreeSet<&str> = users
        .iter()
        .filter_map(|user| user["id"].as_str())
        .collect();
    assert_eq!(
        (users.len(), ids.len()),
        (sample.azure_rows.len(), sample.azure_rows.len())
    );
    let mut managers = users
        .iter()
        .filter_map(|user| user["manager"]["id"].as_str());
    assert!(managers.all(|id| ids.contains(id)));
    assert!(pages[0]["@odata.nextLink"].is_string() && pages[1]["@odata.nextLink"].is_null());
}

#[test]
fn the_schema_maps_attributes_that_its_directories_list() {
    let text = super::schema::json().expect("the schema is written");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    let listed = |directory: usize, object: &Value| -> BTreeSet<String> {
        let objects = schema["directories"][directory]["objects"]
            .as_array()
            .expect("objects");
        let object = objects
            .iter()
            .find(|o| o["name"] == *object)
            .expect("the object is listed");
        let attributes = object["attributes"].as_array().expect("attributes").iter();
        attributes
            .filter_map(|a| Some(a["name"].as_str()?.to_owned()))
            .collect()
    };
    let mappings = &schema["synchronizationRules"][0]["objectMappings"];
    for (mapping, rows) in mappings.as_array().expect("mappings").iter().zip([3, 22]) {
        let sources = listed(0, &mapping["sourceObjectName"]);
        let targets = listed(1, &mapping["targetObjectName"]);
        let pairs = mapping["attributeMappings"].as_array().expect("rows");
        assert_eq!(pairs.len(), rows, "{}", mapping["name"]);
        assert_eq!(
            pairs
                .iter()
                .filter(|pair| pair["matchingPriority"] == 1)
                .count(),
            1
        );
        for pair in pairs {
            assert!(targets.contains(pair["targetAttributeName"].as_str().expect("a target")));
            let direct = pair["source"]["type"] == "Attribute";
            assert!(!direct || sources.contains(pair["source"]["name"].as_str().expect("a name")));
        }
    }
}

#[test]
fn group_members_and_assigned_principals_exist() {
    let sample = Sample::make();
    let users = sample
        .people
        .iter()
        .filter_map(|person| Some(person.azure.as_ref()?.id.clone()));
    let groups = super::scope::groups_csv(&sample.people);
    let groups: Vec<Vec<&str>> = groups
        .lines()
        .skip(1)
        .map(|l| l.split(',').collect())
        .collect();
    let mut known: BTreeSet<String> = users.collect();
    known.extend(groups.iter().map(|row| row[0].to_owned()));
    assert!(groups.iter().all(|row| known.contains(row[2])));
    let assigned = super::scope::assigned_csv(&sample.people);
    let mut principals = assigned
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(1));
    assert!(principals.all(|id| known.contains(id)));
}

fn expected() -> Value {
    let text = super::expected::json(&Sample::make()).expect("the truth is written");
    serde_json::from_str(&text).expect("the truth is JSON")
}

//! Two plans compared: fix, export again, plan again; two mappings; files that are no plan.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use crate::{
    engagement::{Engagement, Somebody},
    presync::{Ended, end, plan, presync},
    table::Table,
};

fn azure_rows(people: usize, title_of_first: &str) -> Vec<String> {
    let row = |at: usize| match at {
        0 => Somebody(0)
            .azure()
            .replace(",Analyst,", &format!(",{title_of_first},")),
        at => Somebody(at).azure(),
    };
    (0..people).map(row).collect()
}

fn legacy_rows(people: usize) -> Vec<String> {
    (0..people).map(Somebody).map(Somebody::legacy).collect()
}

/// The package of a plan of these rows.
fn planned(legacy: &[String], azure: &[String]) -> (Engagement, PathBuf) {
    let engagement = Engagement::of_rows(legacy, azure);
    let out = engagement.out();
    let ended = end(&mut plan(&engagement.legacy(), &engagement.azure(), &out));
    assert!(matches!(ended.code, Some(0 | 3)), "{}", ended.stderr);
    (engagement, out)
}

fn compare(a: &Path, b: &Path, more: &[&str]) -> Ended {
    end(presync("compare").arg(a).arg(b).args(more))
}

fn compared(a: &Path, b: &Path) -> Value {
    let ended = compare(a, b, &["--json"]).with_code(0);
    serde_json::from_str(&ended.stdout).expect("it is JSON")
}

#[test]
fn what_a_newer_export_mended_is_told_in_words_and_figures() {
    let (_before, a) = planned(&legacy_rows(10), &azure_rows(12, "Baker"));
    let (after, b) = planned(&legacy_rows(12), &azure_rows(12, "=Smith"));
    let ended = compare(&a, &b, &[]).with_code(0);
    for part in [
        "2 users move from create to link",
        "Azure users: created → linked: 2",
        "title: 0 added, 2 removed, 1 different",
        "only A: legacy.csv",
        "only B: azure.csv",
    ] {
        assert!(ended.stdout.contains(part), "{part}:\n{}", ended.stdout);
    }
    let found = compared(&a, &b);
    assert_eq!(found["same_population"], false);
    assert_eq!(found["sides"][1]["came"], 2);
    assert_eq!(found["sides"][0]["both"], 12);

    let back = compared(&b, &a);
    for side in 0..2 {
        let [there, back] = [&found["sides"][side], &back["sides"][side]];
        assert_eq!(there["new"], back["resolved"]);
        assert_eq!(there["resolved"], back["new"]);
        assert_eq!(there["came"], back["left"]);
        assert_eq!(there["still_open"], back["still_open"]);
    }

    let out = after.folder().join("differences.csv");
    let ended = end(presync("compare").arg(&a).arg(&b).arg("--out").arg(&out)).with_code(0);
    assert!(ended.stdout.contains("rows written to"), "{}", ended.stdout);
    let table = Table::read(&out);
    let title = table
        .rows()
        .find(|row| &row["row"] == "change" && &row["target_attribute"] == "title")
        .expect("the title differs");
    let values = ["now_a", "would_be_a", "now_b", "would_be_b"].map(|column| &title[column]);
    assert_eq!(values, ["Analyst", "Baker", "Analyst", "'=Smith"]);
    let came = table
        .rows()
        .filter(|row| &row["presence"] == "came")
        .count();
    assert_eq!(came, 2);
}

/// A plan whose lists are too long to stand in it names its CSVs; a workspace keeps what is compared.
#[test]
fn a_plan_is_the_same_however_it_is_kept() {
    let engagement = Engagement::of_rows(&legacy_rows(11), &azure_rows(12, "=Smith"));
    let (out, workspace) = (engagement.out(), engagement.folder().join("w.presync"));
    let mut command = plan(&engagement.legacy(), &engagement.azure(), &out);
    let ended = end(command.arg("--workspace").arg(&workspace));
    assert!(matches!(ended.code, Some(0 | 3)), "{}", ended.stderr);

    let large = engagement.folder().join("large");
    fs::create_dir(&large).expect("there is room");
    for name in ["people.csv", "changes.csv"] {
        fs::copy(out.join(name), large.join(name)).expect("the package holds it");
    }
    let text = fs::read_to_string(out.join("plan.json")).expect("the package holds it");
    let mut document: Value = serde_json::from_str(&text).expect("it is JSON");
    for list in ["people", "changes"] {
        let list = document[list].as_object_mut().expect("it is a list");
        list.remove("rows").expect("it is short");
    }
    fs::write(large.join("plan.json"), document.to_string()).expect("there is room");

    for other in [&out.join("plan.json"), &large, &workspace] {
        let found = compared(&out, other);
        assert_eq!(found["same_population"], true);
        for list in ["mapping", "inputs", "settings", "assumptions", "attributes"] {
            assert_eq!(found[list], Value::Array(Vec::new()), "{list} of {other:?}");
        }
        assert_eq!(found["changes"], 0);
        let moved = found["moves"].as_array().expect("it is a list").iter();
        assert_eq!(moved.filter(|one| one["from"] != one["to"]).count(), 0);
        let people = found["people"].as_array().expect("it is a list").iter();
        assert!(
            people
                .clone()
                .all(|person| person["status"] == "still_open")
        );
    }

    let check = |expect: &str| {
        let ended = compare(&out, &large, &[]).with_code(1);
        assert!(ended.stderr.contains(expect), "{}", ended.stderr);
        assert_eq!(ended.stdout, "");
    };
    let people = fs::read_to_string(large.join("people.csv")).expect("it is there");
    fs::write(large.join("people.csv"), people.replace("linked", "linkeD")).expect("it is there");
    check("people.csv: Person 1 of the plan: \"linkeD\" is no outcome");
    fs::write(large.join("people.csv"), format!("{people}\r\n")).expect("it is there");
    check("its digest is another");
    fs::remove_file(large.join("people.csv")).expect("it is there");
    check("people.csv: The plan names this file");
}

/// Plans the same exports under a mapping with this in its scope, kept as a workspace too.
fn planned_in(engagement: &Engagement, name: &str, scope: &str) -> [PathBuf; 2] {
    let mapping = format!(
        r#"{{"synchronizationRules":[{{"objectMappings":[{{"sourceObjectName":"User","scope":{{{scope}}},
            "attributeMappings":[{{"targetAttributeName":"userName","matchingPriority":1,
            "source":{{"type":"Attribute","name":"userPrincipalName"}}}}]}}]}}]}}"#
    );
    let mapping = engagement.put(&format!("{name}.json"), mapping.as_bytes());
    let [out, workspace] = ["out", "presync"].map(|kind| {
        let file = format!("{name}.{kind}");
        engagement.folder().join(file)
    });
    let mut command = plan(&engagement.legacy(), &engagement.azure(), &out);
    command.arg("--mapping").arg(mapping);
    command.arg("--workspace").arg(&workspace);
    let ended = end(&mut command);
    assert!(matches!(ended.code, Some(0 | 3)), "{}", ended.stderr);
    [out, workspace]
}

#[test]
fn an_input_filter_that_came_is_a_setting_that_differs() {
    let engagement = Engagement::of(3);
    let filter = r#""inputFilterGroups":[{"clauses":[{"sourceOperandName":"department",
        "operatorName":"EQUALS","targetOperand":{"values":["IT"]}}]}]"#;
    let without = planned_in(&engagement, "without", "");
    let with = planned_in(&engagement, "with", filter);
    for (a, b) in without.iter().zip(&with) {
        let settings = compared(a, b)["settings"].clone();
        let expect = json!([{
            "name": "users.input_scope", "before": null, "now": "department EQUALS IT",
        }]);
        assert_eq!(settings, expect, "{}", a.display());
    }
    assert_eq!(compared(&with[0], &with[1])["settings"], json!([]));
}

#[test]
fn a_file_that_is_no_plan_is_refused_in_words() {
    let (engagement, out) = planned(&legacy_rows(3), &azure_rows(3, "Baker"));
    let text = fs::read_to_string(out.join("plan.json")).expect("the package holds it");
    let check = |name: &str, content: &str, expect: &str| {
        let path = engagement.put(name, content.as_bytes());
        for pair in [[&path, &out], [&out, &path]] {
            let ended = compare(pair[0], pair[1], &[]).with_code(1);
            assert!(ended.stderr.contains(expect), "{expect}: {}", ended.stderr);
            assert!(ended.stderr.contains(name), "{}", ended.stderr);
            assert_eq!(ended.stdout, "");
        }
    };
    check("users.csv", "a,b\n1,2\n", "This is no plan of Presync.");
    check(
        "other.json",
        "{\"a\": 1}",
        "This is JSON, and no plan of Presync.",
    );
    check("half.json", &text[..text.len() / 2], "not valid JSON");
    let newer = text.replacen("\"format_version\": \"1.", "\"format_version\": \"2.", 1);
    check("newer.json", &newer, "reads 1.x");
    let strange = text.replacen("\"outcome\": \"linked\"", "\"outcome\": \"married\"", 1);
    check("strange.json", &strange, "\"married\" is no outcome");
    let missing = engagement.folder().join("nowhere.json");
    let ended = compare(&missing, &out, &[]).with_code(1);
    assert!(
        ended.stderr.contains("nowhere.json could not be read"),
        "{}",
        ended.stderr
    );
    let ended = compare(engagement.folder(), &out, &[]).with_code(1);
    assert!(
        ended.stderr.contains("plan.json could not be read"),
        "{}",
        ended.stderr
    );
    end(presync("compare").arg(&out)).with_code(2);
}

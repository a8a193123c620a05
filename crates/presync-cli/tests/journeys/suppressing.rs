//! Accepted findings: left out of the lists, kept with their reasons, said when they cover nothing.

use serde_json::Value;

use crate::{
    engagement::Engagement,
    presync::{end, plan},
    table::Table,
};

const HEADER: &str = "code,subject_side,subject_key,attribute,reason,by,at\n";

/// Codes in `findings.csv`, and `plan.json`.
fn written(engagement: &Engagement) -> (Vec<String>, Value) {
    let table = Table::read(&engagement.out().join("findings.csv"));
    let codes = table.rows().map(|row| row["code"].to_owned()).collect();
    let text = std::fs::read(engagement.out().join("plan.json")).expect("the plan is there");
    (codes, serde_json::from_slice(&text).expect("it is JSON"))
}

#[test]
fn an_accepted_finding_is_listed_with_its_reason_and_counts_no_more() {
    let engagement = Engagement::of(12);
    let (legacy, azure) = (engagement.legacy(), engagement.azure());
    end(&mut plan(&legacy, &azure, &engagement.out())).with_code(0);
    let (before, first) = written(&engagement);
    assert!(before.contains(&"SCOPE_UNKNOWN".to_owned()), "{before:?}");
    let rows = "SCOPE_UNKNOWN,,*,*,everybody is meant,Ada,2026-11-20T08:00:00Z\n\
                P23,legacy,nobody,*,left last year,Ada,2026-11-20T08:00:00Z\n\
                P99,,*,*,no such code,Ada,\n\
                P23,legacy,*,*,,Ada,\n";
    let file = engagement.put("accepted.csv", format!("{HEADER}{rows}").as_bytes());
    let workspace = engagement.out().with_file_name("a.presync");
    let run = |suppressions: bool| {
        let mut plan = plan(&legacy, &azure, &engagement.out());
        plan.arg("--workspace").arg(&workspace);
        if suppressions {
            plan.arg("--suppressions").arg(&file);
        }
        end(&mut plan).with_code(0)
    };
    run(true);
    let (codes, told) = written(&engagement);
    assert!(!codes.contains(&"SCOPE_UNKNOWN".to_owned()), "{codes:?}");
    assert!(
        codes.contains(&"SUPPRESSION_UNKNOWN_SUBJECT".to_owned()),
        "{codes:?}"
    );
    let accepted = &told["suppressed"];
    assert_eq!(accepted.as_array().map(Vec::len), Some(2), "{accepted}");
    assert_eq!(accepted[0]["reason"], "everybody is meant");
    assert_eq!(accepted[0]["findings"][0]["code"], "SCOPE_UNKNOWN");
    assert_eq!(accepted[1]["findings"], serde_json::json!([]));
    let whole = |told: &Value| told["findings"]["count"].as_u64();
    assert_eq!(whole(&told), whole(&first).map(|count| count - 1));
    let unusable: Vec<String> = Table::read(&engagement.out().join("findings.csv"))
        .rows()
        .filter(|row| &row["file"] == "accepted.csv" && &row["severity"] == "blocker")
        .map(|row| row["row"].to_owned())
        .collect();
    assert_eq!(
        unusable,
        ["4", "5"],
        "rows that cannot be used are said with their places"
    );
    let report = std::fs::read_to_string(engagement.out().join("report.html")).expect("a report");
    assert!(report.contains("Suppressed, with reasons") && report.contains("everybody is meant"));
    // The workspace keeps them.
    run(false);
    assert_eq!(written(&engagement).1["suppressed"], *accepted);
}

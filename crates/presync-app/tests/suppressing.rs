//! Accepting findings as the page does it: with a name and a reason, listed, taken back.
#![expect(clippy::unwrap_used, reason = "a test fails where it stands")]

mod desk;

use presync_app::App;
use serde_json::{Value, json};

use desk::Desk;

#[test]
fn a_finding_is_accepted_with_a_reason_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::new(Box::new(Desk {
        folder: folder.path().to_owned(),
        began: 1_795_424_400,
        step_seconds: 1,
        ..Desk::default()
    }));
    let rpc = |name: &str, params: Value| app.rpc(name, params);
    rpc("workspace.create", json!({ "title": "Acme" })).unwrap();
    let asked = |code: &str, reason: &str, by: &str| json!({ "code": code, "side": "legacy", "key": "1007", "attribute": "*", "reason": reason, "by": by });
    let refused = |params: Value| rpc("findings.suppress", params).unwrap_err().code;
    assert_eq!(refused(asked("P99", "left", "Ada")), "code_unknown");
    assert_eq!(refused(asked("P23", " ", "Ada")), "reason_missing");
    assert_eq!(refused(asked("P23", "left", "")), "by_missing");
    assert_eq!(rpc("findings.suppressions", json!({})).unwrap(), json!([]));

    rpc("findings.suppress", asked("P23", "left", "Ada")).unwrap();
    // Another word about the same replaces the first.
    let listed = rpc("findings.suppress", asked("P23", "left last year", "Ben")).unwrap();
    assert_eq!(listed.as_array().unwrap().len(), 1, "{listed}");
    assert_eq!(listed[0]["reason"], "left last year");
    assert_eq!(listed[0]["by"], "Ben");

    let back = json!({ "id": listed[0]["id"], "reason": "came back", "by": "Ada" });
    let listed = rpc("findings.unsuppress", back.clone()).unwrap();
    assert_eq!(
        listed.as_array().unwrap().len(),
        1,
        "the earlier word stands again"
    );
    assert_eq!(listed[0]["reason"], "left");
    let again = rpc("findings.unsuppress", back).unwrap_err();
    assert_eq!(again.code, "suppression_unknown");
}

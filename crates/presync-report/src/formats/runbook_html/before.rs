//! Before anything is switched on: what to have, to export and to settle; the intranet's side.

use presync_core::finding::FindingCode;

use super::{
    Sources, counted,
    step::{Mark, Section, Step, Table},
};

pub(super) fn preparations(sources: &Sources<'_>) -> Section {
    let summary = sources.summary;
    let decisions = summary.decisions.iter();
    let decisions: Vec<Vec<String>> = decisions
        .map(|one| vec![one.question.clone(), one.otherwise.to_owned()])
        .collect();
    let settle = match decisions.len() {
        0 => Step::new("Nothing is open: no decision is needed before the first sync"),
        open => Step::new(format!(
            "Settle {}",
            counted(open, "open question", "open questions")
        ))
        .says(
            "Then export both sides again, make the plan again, and take the runbook of that plan.",
        )
        .table(Table {
            caption: "What somebody must decide".to_owned(),
            head: vec!["Question", "Otherwise"],
            rows: decisions,
            ticks: true,
        }),
    };
    let steps = vec![
        Step::new("Have the rights at hand")
            .says("In the intranet: a Power User who signs in without Azure, so that a wrong switch locks nobody out. In Entra: a Cloud Application Administrator, an Application Administrator or the application's owner.")
            .mark(Mark::Documented("Entra: roles for provisioning"))
            .mark(Mark::Assumed("that a Power User with local login is the way back in")),
        Step::new("Export, date and keep what can be lost")
            .says("Users of the intranet with their profile type; users of Azure; the old profile source's XML with its options; groups with members on both sides; the answer of the site's /Schemas address; the application's schema.")
            .says(format!("This plan was made from {}. An export older than a day is not the state you switch on.", counted(sources.engagement.inputs.len(), "file", "files")))
            .mark(Mark::Plan("inputs in report.html and MANIFEST.json"))
            .mark(Mark::Assumed("the order of work as a whole: no vendor describes it")),
        settle.mark(Mark::Plan("decisions needed in report.html")),
        Step::new("Carry out the data fixes, and hold back who cannot be fixed")
            .says(held_back(sources))
            .mark(Mark::Plan("people.csv: outcome takeover, duplicate, ambiguous; action fail or disable; identity_status review")),
    ];
    let lead = "Nothing here touches the running intranet.";
    Section::new("before", "Before you begin", lead, steps)
}

fn held_back(sources: &Sources<'_>) -> String {
    match &sources.rollout {
        Some(rollout) if !rollout.look_ups.is_empty() => format!(
            "{} Azure users are in no wave as the plan stands. They stay unassigned until their data is fixed and a new plan finds no harm.",
            rollout.left_out
        ),
        _ => "As the plan stands, nobody has to be held back.".to_owned(),
    }
}

pub(super) fn intranet(sources: &Sources<'_>) -> Section {
    let steps = vec![
        question_marks(sources),
        Step::new("Create the SCIM profile source")
            .says("Control Panel, Profile Sources, SCIM (older sites: Application Settings, Manage People, Manage Profile Sources).")
            .field("Name", "Entra ID")
            .field("Generate Key", "press, and keep the key where passwords are kept: it is the secret token")
            .field("Active", "tick")
            .field("Log Request Body in SCIM Service", "tick until the last wave is through")
            .field("Api Url Suffix", "copy: it is the path of the tenant URL")
            .mark(Mark::Documented("Interact: SCIM v2.0")),
        Step::new("See that the service answers")
            .says("Open the address in a browser. An error here is the intranet's, and no setting in Entra mends it.")
            .unknown("Address", "https://INTRANET-DOMAIN/api/v2/scim/v2/health")
            .mark(Mark::Documented("Interact: connecting to Azure with SCIM v2.0")),
    ];
    let lead = "The service that Entra will write to. The old profile source goes on as it does.";
    Section::new("intranet", "Intranet: the SCIM source", lead, steps)
}

/// A field with a question mark in its name breaks every request.
fn question_marks(sources: &Sources<'_>) -> Step {
    let findings = sources.engagement.plan.findings.iter();
    let named = findings.filter(|one| one.code == FindingCode::FieldNameQuestionMark);
    let mut rows: Vec<Vec<String>> = named.map(|one| vec![one.attribute.to_string()]).collect();
    rows.dedup();
    let step = match rows.is_empty() {
        true => Step::new("Look for profile fields with a question mark in their name")
            .says("The exports show none, but an export need not hold every field: look through the additional fields."),
        false => Step::new("Delete the profile fields with a question mark in their name"),
    };
    step.says("One such field makes every SCIM request fail with HTTP 500. Delete it, make it again without the question mark, and load its values again.")
        .table(Table {
            caption: "Seen in the exports".to_owned(),
            head: vec!["Field"],
            rows,
            ticks: true,
        })
        .mark(Mark::Documented("Interact: connecting to Azure with SCIM v2.0"))
        .mark(Mark::Plan("finding P25"))
}

//! Entra's side: the application, its credentials, who is told, and what stops a mass deletion.

use presync_core::summary::thousands;

use super::{
    Sources,
    step::{Mark, Section, Step, Table},
};

const CUSTOMIZE: &str = "Entra: customize attribute mappings";

pub(super) fn application(sources: &Sources<'_>) -> Section {
    let steps = vec![
        Step::new("Create the application")
            .says("Entra admin center, Enterprise applications, New application, Create your own application.")
            .field("Name", "Interact provisioning")
            .field("What are you looking to do", "Integrate any other application you don't find in the gallery (Non-gallery)")
            .says("Keep it apart from the application that signs people in, unless that one is non-gallery too.")
            .mark(Mark::Documented("Interact: connecting to Azure with SCIM v2.0"))
            .mark(Mark::Assumed("the portal's words, which change; one application for sign-in and one for provisioning")),
        Step::new("Set provisioning to automatic and enter the credentials")
            .says("Provisioning, Get started (or Edit provisioning), Admin credentials. The path is the column Api Url Suffix of the profile source.")
            .field("Provisioning Mode", "Automatic")
            .unknown("Tenant URL", "https://INTRANET-DOMAIN/api/v2/scim/v2")
            .unknown("Secret Token", "the key of the SCIM profile source")
            .mark(Mark::Documented("Interact: connecting to Azure with SCIM v2.0")),
        test_connection(),
        flag(),
        Step::new("Name who is told of failures")
            .says("An address that somebody reads every day, not a person on leave. A quarantined job is disabled after four weeks.")
            .unknown("Notification Email", "ADDRESS OF THE TEAM")
            .field("Send an email notification when a failure occurs", "tick")
            .mark(Mark::Documented("Entra: quarantine status")),
        threshold(sources),
    ];
    let lead = "Provisioning stays off until the cut-over: nothing below starts it.";
    Section::new("application", "Entra: the application", lead, steps)
}

fn test_connection() -> Step {
    let rows = [
        [
            "Any failure",
            "wrong domain or path, or wrong token: compare with the profile source",
        ],
        [
            "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable, HTTP 404",
            "the SCIM service is not reachable or not running: open its /health address",
        ],
        [
            "HTTP 500",
            "an additional profile field has a question mark in its name",
        ],
        [
            "HTTP 401",
            "the key was made anew, or the profile source is not active",
        ],
    ];
    Step::new("Test Connection, then Save")
        .says("Entra asks for a user that cannot exist and wants an empty list.")
        .table(Table {
            caption: "When it fails".to_owned(),
            head: vec!["Shown", "Cause and remedy"],
            rows: rows.map(|row| row.map(str::to_owned).to_vec()).to_vec(),
            ticks: false,
        })
        .mark(Mark::Documented(
            "Interact: connecting to Azure with SCIM v2.0; Entra: develop a SCIM endpoint",
        ))
        .mark(Mark::Assumed("the cause of HTTP 401"))
}

fn flag() -> Step {
    Step::new("Leave the flag aadOptscim062020 out, unless the intranet asks for it")
        .says("Without it Entra sends booleans as texts (\"False\"). Add it only if a change of active or of another yes/no attribute fails with \"Bad value type for attribute\". On-demand provisioning does not honour it, so a rehearsal cannot show the difference.")
        .unknown("Tenant URL then", "https://INTRANET-DOMAIN/api/v2/scim/v2?aadOptscim062020")
        .mark(Mark::Documented("Entra: SCIM compatibility flags, for what it does"))
        .mark(Mark::Assumed("aadopt-flag: that the intranet takes texts for booleans: neither vendor says so"))
}

fn threshold(sources: &Sources<'_>) -> Step {
    let expected = sources.disables();
    let says = format!(
        "The job stops (quarantine) when one cycle would disable or delete as many as the threshold. This plan makes {} inactive, and none of them is in a wave: the waves need the first number. Raise it to the second one only for the cycle that is to disable them.",
        thousands(expected.into())
    );
    Step::new("Set the accidental deletion threshold")
        .says(says)
        .field("Prevent accidental deletion", "tick")
        .field("Threshold for pilot and waves", thousands(sources.threshold(0).into()))
        .field("Threshold for everybody", thousands(sources.threshold(expected).into()))
        .mark(Mark::Documented("Entra: accidental deletions prevention"))
        .mark(Mark::Plan("Disable of the plan line, and a margin of a thousandth of the linked people, five at least"))
}

/// The pages that steps about mappings come from.
pub(super) fn customize() -> Mark {
    Mark::Documented(CUSTOMIZE)
}

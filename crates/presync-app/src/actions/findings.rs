//! Accepts findings with a reason and takes that back. What is accepted counts from the next plan on.

use presync_core::{Side, finding::FindingCode, suppression::Suppression};
use presync_store::{Revocation, SuppressionEntry, Workspace};

use crate::{
    App,
    wire::{Failure, Nothing, SuppressFinding, SuppressionInfo, UnsuppressFinding},
};

pub(crate) fn suppressions(app: &App, _: Nothing) -> Result<Vec<SuppressionInfo>, Failure> {
    match app.opened() {
        Some(opened) => listed(&opened.reader()),
        None => Ok(Vec::new()),
    }
}

pub(crate) fn suppress(
    app: &App,
    params: SuppressFinding,
) -> Result<Vec<SuppressionInfo>, Failure> {
    let suppression = made(&params, app.host.now().to_string())?;
    let opened = app.workspace()?;
    let mut writer = opened.writer()?;
    writer.suppress(&[suppression])?;
    listed(&writer)
}

pub(crate) fn unsuppress(
    app: &App,
    params: UnsuppressFinding,
) -> Result<Vec<SuppressionInfo>, Failure> {
    let said_by = named(&params.by)?;
    let opened = app.workspace()?;
    let mut writer = opened.writer()?;
    let revocation = Revocation {
        reason: params.reason,
        by: said_by,
        at: app.host.now().to_string(),
    };
    if !writer.unsuppress(params.id, &revocation)? {
        return Err(Failure::new(
            "suppression_unknown",
            "There is no such suppression in force.",
        )
        .hint("Look at the list again: somebody may have taken it back already."));
    }
    listed(&writer)
}

fn made(params: &SuppressFinding, at: String) -> Result<Suppression, Failure> {
    let code = FindingCode::named(&params.code).ok_or_else(|| {
        let message = format!("There is no finding of the code {}.", params.code);
        Failure::new("code_unknown", &message)
    })?;
    let by = named(&params.by)?;
    if params.reason.trim().is_empty() {
        return Err(Failure::new("reason_missing", "It was not said why.")
            .hint("Give a reason; it stands in the report."));
    }
    Ok(Suppression {
        code,
        side: params.side.map(Side::from),
        key: params.key.clone(),
        attribute: params.attribute.clone(),
        reason: params.reason.clone(),
        by,
        at,
    })
}

fn named(by: &str) -> Result<String, Failure> {
    match by.trim() {
        "" => Err(Failure::new("by_missing", "It was not said who decides.")
            .hint("Give your name; it stands beside the reason.")),
        by => Ok(by.to_owned()),
    }
}

fn listed(workspace: &Workspace) -> Result<Vec<SuppressionInfo>, Failure> {
    let info = |SuppressionEntry {
                    id,
                    suppression: one,
                }| SuppressionInfo {
        id,
        code: one.code.as_str().to_owned(),
        title: one.code.title().to_owned(),
        side: one.side.map(Into::into),
        key: one.key,
        attribute: one.attribute,
        reason: one.reason,
        by: one.by,
        at: one.at,
    };
    Ok(workspace.suppressions()?.into_iter().map(info).collect())
}

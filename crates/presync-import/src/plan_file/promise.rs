//! What a plan promised: its rows as they are held against a log or a later export.

use presync_core::{
    Action, Assumption, AssumptionSet, Progress,
    plan::ChangeKind,
    progress::Phase,
    verification::{PlannedAccount, PlannedChange, PlannedUser, Promise},
};
use serde_json::Value;

use super::{
    PlanFile,
    row::{AzureUser, ChangeRow, LegacyUser, PersonRow, word},
};
use crate::ImportError;

/// Rows between two reports of progress.
const BATCH_ROWS: u64 = 4096;
const AZURE: &str = "azure";

/// Everybody, and the changes in the order of the Azure users, each of whom says how many are theirs.
pub(super) fn promise(file: &PlanFile, progress: &dyn Progress) -> Result<Promise, ImportError> {
    progress.begin(Phase::Load, file.document.people.count);
    let mut promise = Promise {
        chosen: chosen(file),
        ..Promise::default()
    };
    let mut changes = file.changes()?;
    let mut rows = 0;
    for person in file.people()? {
        rows += 1;
        let person = person?;
        let wrong = |what: String| file.damaged_person(rows, &what);
        if person.side != AZURE {
            promise.accounts.push(account(&person).map_err(wrong)?);
            continue;
        }
        let user = user(&person, promise.changes.len()).map_err(wrong)?;
        for _ in 0..person.changes {
            let row = changes.next().transpose()?;
            let change = change(&user, row).map_err(|what| file.damaged_person(rows, &what))?;
            promise.changes.push(change);
        }
        promise.users.push(user);
        if rows % BATCH_ROWS == 0 {
            progress.advance(BATCH_ROWS)?;
        }
    }
    if changes.next().transpose()?.is_some() {
        return Err(file.damaged("The plan holds changes that nobody causes."));
    }
    Ok(promise)
}

fn chosen(file: &PlanFile) -> Vec<String> {
    let assume = file.document.settings.get("assume");
    let choices = assume.and_then(Value::as_array).into_iter().flatten();
    choices
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

fn account(row: &PersonRow) -> Result<PlannedAccount, String> {
    let LegacyUser { uid, username } = row.legacy.clone().ok_or("it does not say who it is")?;
    Ok(PlannedAccount {
        uid,
        user_name: username,
    })
}

fn user(row: &PersonRow, changes_at: usize) -> Result<PlannedUser, String> {
    let AzureUser { id, upn } = row.azure.clone().ok_or("it does not say who it is")?;
    let account = match row.rule_finds.as_slice() {
        [only] => only.username.clone(),
        _ => String::new(),
    };
    Ok(PlannedUser {
        id,
        upn,
        action: word(&row.action, "action", &Action::ALL, Action::as_str)?,
        account,
        basis: basis(&row.basis)?,
        changes_at,
        changes: row.changes as usize,
    })
}

fn change(user: &PlannedUser, row: Option<ChangeRow>) -> Result<PlannedChange, String> {
    let row = row.ok_or("changes are missing")?;
    if row.azure_id != user.id || row.azure_upn != user.upn {
        return Err("the changes that follow are somebody else's".to_owned());
    }
    Ok(PlannedChange {
        kind: word(
            &row.kind,
            "kind of change",
            &ChangeKind::ALL,
            ChangeKind::as_str,
        )?,
        basis: basis(&row.basis)?,
        target: row.target_attribute,
        now: row.now,
        would_be: row.would_be,
    })
}

fn basis(names: &[String]) -> Result<AssumptionSet, String> {
    let mut basis = AssumptionSet::DOCUMENTED;
    for name in names {
        let known = Assumption::named(name);
        let known =
            known.ok_or_else(|| format!("\"{name}\" is no assumption that this version knows"))?;
        basis = basis.with(known);
    }
    Ok(basis)
}

//! One entry of the JSON forms: Graph's `provisioningObjectSummary`, newer and older, and the portal's.

use presync_core::{
    ProvisioningEvent,
    provisioning_log::{LoggedAction, LoggedIdentity, LoggedStatus, LoggedStep, ModifiedProperty},
};
use serde_json::Value;

type Members = [(String, Value)];

/// The entry, and how many of its words for action and status are unknown.
pub(super) fn event(file: &str, line: u64, members: &Members) -> (ProvisioningEvent, u64) {
    let text = |names: &[&str]| member(members, names).map(plain).unwrap_or_default();
    let action = text(&["provisioningAction", "action"]);
    let (status, status_word) = status_of(members);
    let known = LoggedAction::of(&action);
    let unknown = u64::from(known.is_none() && !action.is_empty())
        + u64::from(status == LoggedStatus::Unknown && !status_word.is_empty());
    let event = ProvisioningEvent {
        file: file.into(),
        line,
        id: text(&["id"]),
        change_id: text(&["changeId"]),
        activity_at: text(&["activityDateTime", "startTime"]),
        action: known.unwrap_or(LoggedAction::Other),
        status,
        error_code: error(members, "errorCode"),
        reason: error(members, "reason"),
        steps: items(members, "provisioningSteps").map(step).collect(),
        source: member(members, &["sourceIdentity"])
            .map(identity)
            .unwrap_or_default(),
        target: member(members, &["targetIdentity"])
            .map(identity)
            .unwrap_or_default(),
        modified: items(members, "modifiedProperties").map(modified).collect(),
    };
    (event, unknown)
}

/// How an entry ended.
pub(super) fn status(members: &Members) -> LoggedStatus {
    status_of(members).0
}

fn status_of(members: &Members) -> (LoggedStatus, String) {
    let info = member(members, STATUS_INFO);
    let word = match info {
        Some(Value::Object(_)) => info.map(|info| part(info, &["status"])).unwrap_or_default(),
        Some(other) => plain(other),
        None => member(members, &["status"]).map(plain).unwrap_or_default(),
    };
    (
        LoggedStatus::of(&word).unwrap_or(LoggedStatus::Unknown),
        word,
    )
}

const STATUS_INFO: &[&str] = &["provisioningStatusInfo", "statusInfo"];

/// A part of the error: inside the status, one level deeper, or beside it.
fn error(members: &Members, name: &str) -> String {
    let info = member(members, STATUS_INFO);
    let inner = info.and_then(|info| find(info, "errorInformation"));
    inner
        .into_iter()
        .chain(info)
        .map(|holder| part(holder, &[name]))
        .find(|text| !text.is_empty())
        .or_else(|| member(members, &[name]).map(plain))
        .unwrap_or_default()
}

fn step(value: &Value) -> LoggedStep {
    LoggedStep {
        name: part(value, &["name"]),
        kind: part(value, &["provisioningStepType", "type"]),
        status: LoggedStatus::of(&part(value, &["status"])).unwrap_or(LoggedStatus::Unknown),
        description: part(value, &["description"]),
    }
}

fn identity(value: &Value) -> LoggedIdentity {
    let login = find(value, "details")
        .map(|details| part(details, &["userPrincipalName", "userName", "upn"]));
    LoggedIdentity {
        id: part(value, &["id"]),
        name: part(value, &["displayName", "name"]),
        kind: part(value, &["identityType", "type"]),
        login: login.unwrap_or_default(),
    }
}

fn modified(value: &Value) -> ModifiedProperty {
    ModifiedProperty {
        name: part(value, &["displayName", "name"]),
        old: part(value, &["oldValue"]),
        new: part(value, &["newValue"]),
    }
}

fn items<'m>(members: &'m Members, name: &str) -> impl Iterator<Item = &'m Value> {
    let list = member(members, &[name]).and_then(Value::as_array);
    list.into_iter().flatten()
}

fn member<'m>(members: &'m Members, names: &[&str]) -> Option<&'m Value> {
    names.iter().find_map(|name| {
        let mut all = members.iter();
        all.find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    })
}

fn find<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let mut members = value.as_object()?.iter();
    members
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

fn part(value: &Value, names: &[&str]) -> String {
    let found = names.iter().find_map(|name| find(value, name));
    found.map(plain).unwrap_or_default()
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

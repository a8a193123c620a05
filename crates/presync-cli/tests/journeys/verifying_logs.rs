//! Provisioning logs as the service would write them for a plan, in each of its three forms, made from
//! `plan.json` by the documented facts alone; and deviations planted in them.

use std::{collections::BTreeMap, fmt::Write as _};

use serde_json::{Value, json};

/// The form of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Graph's lists, with the newer names.
    Graph,
    /// The portal's JSON in one line, with the older names.
    Portal,
    /// The portal's three CSV files.
    Tables,
}

/// One entry.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) upn: String,
    pub(crate) target: String,
    pub(crate) minute: usize,
    pub(crate) action: &'static str,
    pub(crate) status: &'static str,
    pub(crate) code: &'static str,
    pub(crate) modified: Vec<[String; 3]>,
}

/// Numbers that look random and are the same for the same seed.
#[derive(Debug)]
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }
}

fn text(value: &Value, pointer: &str) -> String {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_default().to_owned()
}

/// One entry for every Azure user of the plan, in its order.
pub(crate) fn first_cycle(plan: &Value, numbers: &mut Numbers) -> Vec<Entry> {
    let people = plan["people"]["rows"].as_array().expect("people");
    let mut changes = plan["changes"]["rows"].as_array().expect("changes").iter();
    let azure = people.iter().filter(|person| person["side"] == "azure");
    let mut entries = Vec::new();
    for person in azure {
        let count = person["changes"].as_u64().expect("a number");
        let own: Vec<&Value> = (0..count).filter_map(|_| changes.next()).collect();
        entries.push(entry(person, &own, numbers));
    }
    refer(&mut entries);
    for (at, entry) in entries.iter_mut().enumerate() {
        entry.minute = at / 60;
    }
    entries
}

fn entry(person: &Value, changes: &[&Value], numbers: &mut Numbers) -> Entry {
    let (action, status, code) = match person["action"].as_str().expect("an action") {
        "create" => ("create", "success", ""),
        "update" => ("update", "success", ""),
        "disable" => ("disable", "success", ""),
        "none" => ("other", "skipped", "RedundantExport"),
        "skip" => ("other", "skipped", "EntrySynchronizationSkipped"),
        _ => ("create", "failure", "EntryConflict"),
    };
    let user_name = changes
        .iter()
        .find(|change| change["target_attribute"] == "userName")
        .map(|change| text(change, "/would_be"));
    let found = text(person, "/rule_finds/0/username");
    let account = if found.is_empty() {
        user_name.unwrap_or_default()
    } else {
        found
    };
    let modified = changes.iter().map(|change| {
        let new = spelt(&text(change, "/would_be"), numbers);
        let name = text(change, "/target_attribute");
        [name, text(change, "/now"), new]
    });
    Entry {
        id: text(person, "/azure/id"),
        upn: text(person, "/azure/upn"),
        target: format!("t-{}", account.to_lowercase()),
        minute: 0,
        action,
        status,
        code,
        modified: match status {
            "success" => modified.collect(),
            _ => Vec::new(),
        },
    }
}

/// A value as logs spell it: another letter case, a list as JSON.
fn spelt(value: &str, numbers: &mut Numbers) -> String {
    match (value, numbers.below(4)) {
        ("True" | "False", _) => value.to_lowercase(),
        (value, 0) if value.contains(';') => {
            json!(value.split(';').collect::<Vec<_>>()).to_string()
        }
        (value, 1) if value.is_ascii() => value.to_uppercase(),
        _ => value.to_owned(),
    }
}

/// Managers are named by the id of their account.
fn refer(entries: &mut [Entry]) {
    for entry in entries {
        for [name, _, new] in &mut entry.modified {
            if name.ends_with(":manager") && !new.is_empty() {
                *new = format!("t-{}", new.to_lowercase());
            }
        }
    }
}

/// The ways in which an entry is made to deviate; a retry is no deviation.
const KINDS: usize = 8;
const OF_EACH: usize = 3;
/// Whom the plan does not know.
const STRANGER: &str = "somebody.new@unplanned.example";

/// Plants deviations of each kind, and retries that are none; gives what is to be found, by the name of the
/// user.
pub(crate) fn plant(
    entries: &mut Vec<Entry>,
    numbers: &mut Numbers,
) -> BTreeMap<String, &'static str> {
    let mut expect = BTreeMap::new();
    let mut retried = Vec::new();
    for kind in (0..KINDS).flat_map(|kind| [kind; OF_EACH]) {
        let at = victim(entries, &expect, numbers);
        let one = &mut entries[at];
        if kind == KINDS - 1 {
            retried.push(Entry {
                status: "failure",
                code: "TooManyRequests",
                modified: Vec::new(),
                ..one.clone()
            });
            one.minute += 5;
        }
        let upn = one.upn.clone();
        expect.insert(upn, deviate(one, kind));
    }
    entries.retain(|one| expect.get(&one.upn) != Some(&"missing"));
    entries.extend(retried);
    entries.push(Entry {
        id: "ffffffff-0000-4000-8000-00000000abcd".to_owned(),
        upn: STRANGER.to_owned(),
        ..entries[0].clone()
    });
    expect.insert(STRANGER.to_owned(), "unplanned");
    expect.retain(|_, verdict| *verdict != "as-planned");
    expect
}

/// An entry that wrote something, of a user whom nothing was planted for yet.
fn victim(
    entries: &[Entry],
    taken: &BTreeMap<String, &'static str>,
    numbers: &mut Numbers,
) -> usize {
    // A reference to an account that no entry names cannot be told.
    let is_plain = |[name, ..]: &[String; 3]| !name.ends_with(":manager");
    loop {
        let at = numbers.below(entries.len());
        let one = &entries[at];
        let has_written = one.status == "success" && one.action != "disable";
        let fits = has_written && one.modified.first().is_some_and(is_plain);
        if fits && !taken.contains_key(&one.upn) {
            return at;
        }
    }
}

/// Makes an entry deviate in one way, and says what is to be found then.
fn deviate(one: &mut Entry, kind: usize) -> &'static str {
    let stray = ["nickName".to_owned(), String::new(), "Zed".to_owned()];
    match kind {
        0 => "missing",
        1 => {
            one.modified[0][2] = "something nobody planned".to_owned();
            "different-value"
        }
        2 => {
            let is_create = one.action == "create";
            one.action = if is_create { "update" } else { "create" };
            "different-action"
        }
        3 => {
            (one.status, one.code) = ("failure", "DuplicateTargetEntries");
            "failed"
        }
        4 => {
            (one.status, one.code) = ("skipped", "ImportSkipped");
            "skipped"
        }
        5 => {
            one.modified.push(stray);
            "different-value"
        }
        6 => {
            // An entry without any value says nothing of values, so another one stays.
            one.modified[0] = stray;
            "different-value"
        }
        _ => "as-planned",
    }
}

/// An entry of the cycle after the first, which shows that the first is over.
pub(crate) fn next_cycle(entries: &[Entry]) -> Entry {
    let written = entries
        .iter()
        .find(|one| one.status == "success")
        .expect("one");
    let last = entries
        .iter()
        .map(|one| one.minute)
        .max()
        .unwrap_or_default();
    Entry {
        minute: last + 45,
        action: "other",
        status: "skipped",
        code: "RedundantExport",
        modified: Vec::new(),
        ..written.clone()
    }
}

/// The files of a log by name; its entries are numbered from `first`.
pub(crate) fn files(form: Form, entries: &[Entry], first: usize) -> Vec<(String, String)> {
    let numbered: Vec<(usize, &Entry)> = (first..).zip(entries).collect();
    match form {
        Form::Graph => {
            // Two lists that share entries.
            let half = numbered.len() / 2;
            let list = |part: &[(usize, &Entry)]| {
                let rows: Vec<Value> = part.iter().map(|(at, one)| graph(*at, one)).collect();
                json!({ "@odata.context": "x", "value": rows }).to_string()
            };
            let both = [&numbered[..half + 5], &numbered[half..]];
            let named = both.iter().enumerate();
            named
                .map(|(at, part)| (format!("log{at}.json"), list(part)))
                .collect()
        }
        Form::Portal => {
            let rows: Vec<Value> = numbered.iter().map(|(at, one)| portal(*at, one)).collect();
            vec![("ProvisioningLogs.json".to_owned(), json!(rows).to_string())]
        }
        Form::Tables => tables(&numbered),
    }
}

fn moment(entry: &Entry) -> String {
    format!(
        "2026-11-22T{:02}:{:02}:00Z",
        8 + entry.minute / 60,
        entry.minute % 60
    )
}

fn modified(entry: &Entry) -> Vec<Value> {
    let modified = entry.modified.iter();
    modified
        .map(|[name, old, new]| json!({ "displayName": name, "oldValue": old, "newValue": new }))
        .collect()
}

fn graph(at: usize, entry: &Entry) -> Value {
    json!({
        "id": format!("e{at}"), "changeId": format!("c{at}"), "activityDateTime": moment(entry),
        "jobId": "scim.1", "cycleId": "y", "provisioningAction": entry.action,
        "provisioningStatusInfo": { "status": entry.status,
            "errorInformation": { "errorCode": entry.code, "reason": "" } },
        "modifiedProperties": modified(entry), "provisioningSteps": [],
        "sourceIdentity": { "id": entry.id, "displayName": "", "identityType": "User",
            "details": { "userPrincipalName": entry.upn } },
        "targetIdentity": { "id": entry.target, "identityType": "User" },
    })
}

fn portal(at: usize, entry: &Entry) -> Value {
    json!({
        "id": format!("e{at}"), "changeId": format!("c{at}"), "activityDateTime": moment(entry),
        "jobId": "scim.1", "action": entry.action,
        "statusInfo": { "status": entry.status, "errorCode": entry.code },
        "modifiedProperties": modified(entry),
        "sourceIdentity": { "id": entry.id, "name": entry.upn, "type": "User" },
        "targetIdentity": { "id": entry.target, "type": "User" },
    })
}

fn tables(entries: &[(usize, &Entry)]) -> Vec<(String, String)> {
    let mut events = "Id,CHANGE ID,Date,Action,Status,Error code,Source id,Source User Principal Name,Target id\r\n".to_owned();
    let mut steps = "Change id,Step name,Step status\r\n".to_owned();
    let mut values = "Change id,Modified property name,Old value,New value\r\n".to_owned();
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    for (at, one) in entries {
        let row = [
            &format!("e{at}"),
            &format!("c{at}"),
            &moment(one),
            one.action,
            one.status,
            one.code,
            &one.id,
            &one.upn,
            &one.target,
        ];
        let row: Vec<String> = row.iter().map(|text| cell(text)).collect();
        let _ = write!(events, "{}\r\n", row.join(","));
        let _ = write!(steps, "c{at},EntryImport,success\r\n");
        for [name, old, new] in &one.modified {
            let _ = write!(
                values,
                "c{at},{},{},{}\r\n",
                cell(name),
                cell(old),
                cell(new)
            );
        }
    }
    let named = |name: &str, text: String| (name.to_owned(), text);
    // The values come before the entries they belong to.
    vec![
        named("ProvisioningLogs_ModifiedProperties.csv", values),
        named("ProvisioningLogs.csv", events),
        named("ProvisioningLogs_ProvisioningSteps.csv", steps),
    ]
}

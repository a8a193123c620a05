//! The SCIM requests a user's steps would send, in the order of the documentation
//! (`use-scim-to-provision-users-and-groups`): look-ups, then one create or update, then the manager.
//!
//! A description to read and to test a service with; nothing is sent. Where documents contradict each other
//! the request says so.

mod body;
mod patch;
mod path;

use serde_json::Value;

use crate::{
    Action, Plan, UserIx,
    mapping::Mapping,
    plan::{Change, ChangeKind},
    simulate::explain::{Answer, Attempt},
};

/// How the job writes updates (`application-provisioning-config-problem-scim-compatibility`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// As a job does by itself.
    #[default]
    Default,
    /// As with `aadOptscim062020` in the tenant URL.
    Scim062020,
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates.
    Post,
    /// Changes.
    Patch,
}

impl Method {
    /// As it stands in a request.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
        }
    }
}

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its method.
    pub method: Method,
    /// Where it goes, below the tenant URL; not percent-encoded, as the documentation shows it. `{id}` is
    /// what the service answered.
    pub path: String,
    /// What it carries.
    pub body: Option<Value>,
    /// On what the documents disagree, or are silent.
    pub disputed: Vec<Dispute>,
}

/// On what documents about a request disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dispute {
    /// Booleans in updates.
    BooleanAsText,
    /// Add or replace for what the account lacks.
    AddOrReplace,
    /// Shape of a manager.
    ManagerShape,
    /// Whether a custom extension is listed in `schemas`.
    ExtensionInSchemas,
}

impl Dispute {
    /// What they disagree on, in one sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::BooleanAsText => {
                "Microsoft's compatibility page says that updates carry booleans as the texts \"True\" and \"False\"; its SCIM page shows JSON booleans."
            }
            Self::AddOrReplace => {
                "Microsoft's sample adds what the account lacks; others have seen a replace of an entry that is not there."
            }
            Self::ManagerShape => {
                "Microsoft's sample sends the manager as a list with $ref and value; RFC 7643 has a single complex value."
            }
            Self::ExtensionInSchemas => {
                "The documentation of custom attributes says that the URN of their extension is not listed in schemas; RFC 7643 asks for it."
            }
        }
    }
}

/// The look-up of a match key.
pub(super) fn lookup_query(target: &str, value: &str) -> String {
    format!("GET /Users?filter={target} eq {}", quoted(value))
}

/// A value as filters quote it: like a JSON text (RFC 7644 §3.4.2.2).
fn quoted(value: &str) -> String {
    Value::from(value).to_string()
}

/// A value that would be written, with its target.
#[derive(Debug, Clone, Copy)]
struct Assigned<'a> {
    target: &'a str,
    value: &'a str,
    now: &'a str,
}

/// The requests of an Azure user's steps; none for who is out of scope.
///
/// # Panics
/// When the plan was not made of the mapping.
#[must_use]
pub fn requests(
    mapping: &Mapping,
    plan: &Plan,
    user: UserIx,
    attempts: &[Attempt],
    dialect: Dialect,
) -> Vec<Request> {
    let mut requests: Vec<Request> = attempts.iter().filter_map(lookup).collect();
    let row = &plan.azure[user.index()];
    let changes: Vec<(u32, Change)> = row
        .changes
        .clone()
        .map(|at| (at, plan.changes.get(at)))
        .collect();
    let (references, values): (Vec<_>, Vec<_>) = changes
        .into_iter()
        .partition(|(_, change)| is_reference(mapping, *change));
    let assigned = |(at, change): &(u32, Change)| Assigned {
        target: &mapping.users.rows[usize::from(change.row)].target,
        value: plan.changes.would_be(*at),
        now: plan.changes.now(*at),
    };
    let values: Vec<Assigned<'_>> = values.iter().map(assigned).collect();
    match row.action {
        Action::Create => requests.push(body::create(&values)),
        Action::Update | Action::Disable if !values.is_empty() => {
            requests.push(patch::update(&values, dialect));
        }
        _ => {}
    }
    for reference in references.iter().map(assigned) {
        requests.extend(patch::reference(reference.target, dialect));
    }
    requests
}

fn is_reference(mapping: &Mapping, change: Change) -> bool {
    change.kind == ChangeKind::Reference
        || path::is_reference(&mapping.users.rows[usize::from(change.row)].target)
}

fn lookup(attempt: &Attempt) -> Option<Request> {
    let path = attempt.query.strip_prefix("GET ")?;
    (attempt.answer != Answer::NotReached).then(|| Request {
        method: Method::Get,
        path: path.to_owned(),
        body: None,
        disputed: Vec::new(),
    })
}

//! The bodies of updates (RFC 7644 §3.5.2), as a job writes them by itself and with `aadOptscim062020`.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{
    Assigned, Dialect, Dispute, Method, Request,
    body::typed,
    path::{Path, kind_of},
};
use crate::catalogue::Kind;

const PATCH_OP: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const USER_PATH: &str = "/Users/{id}";

/// `PATCH /Users/{id}` with what differs.
pub(super) fn update(values: &[Assigned<'_>], dialect: Dialect) -> Request {
    let operations: Vec<Value> = match dialect {
        Dialect::Default => values.iter().map(by_default).collect(),
        Dialect::Scim062020 => with_flag(values),
    };
    patched(&operations, disputes(values, dialect))
}

/// The manager: whether it stands there already, then the update.
pub(super) fn reference(target: &str, dialect: Dialect) -> [Request; 2] {
    let name = Path::of(target).attribute;
    let check = Request {
        method: Method::Get,
        path: format!(
            "/Users?filter=id eq \"{{id}}\" and {name} eq \"{{id of the manager}}\"&attributes=id"
        ),
        body: None,
        disputed: Vec::new(),
    };
    let op = match dialect {
        Dialect::Default => "Add",
        Dialect::Scim062020 => "add",
    };
    let value = json!([{ "$ref": "/Users/{id of the manager}", "value": "{id of the manager}" }]);
    let set = json!({ "op": op, "path": target, "value": value });
    [check, patched(&[set], vec![Dispute::ManagerShape])]
}

fn patched(operations: &[Value], disputed: Vec<Dispute>) -> Request {
    Request {
        method: Method::Patch,
        path: USER_PATH.to_owned(),
        body: Some(json!({ "schemas": [PATCH_OP], "Operations": operations })),
        disputed,
    }
}

/// One operation for each attribute, booleans as text.
fn by_default(assigned: &Assigned<'_>) -> Value {
    let op = match assigned.now {
        "" => "Add",
        _ => "Replace",
    };
    let value = match typed(assigned) {
        Value::Bool(true) => Value::from("True"),
        Value::Bool(false) => Value::from("False"),
        value => value,
    };
    json!({ "op": op, "path": assigned.target, "value": value })
}

/// Entries of lists one by one; everything else that is replaced in one operation without a path.
fn with_flag(values: &[Assigned<'_>]) -> Vec<Value> {
    let alone =
        |op: &str, one: &Assigned<'_>| json!({ "op": op, "path": one.target, "value": typed(one) });
    let (added, replaced): (Vec<_>, Vec<_>) = values.iter().partition(|one| one.now.is_empty());
    let (filtered, plain): (Vec<&Assigned<'_>>, Vec<_>) = replaced
        .into_iter()
        .partition(|one: &&Assigned<'_>| Path::of(one.target).filter.is_some());
    let mut operations: Vec<Value> = added.into_iter().map(|one| alone("add", one)).collect();
    operations.extend(filtered.into_iter().map(|one| alone("replace", one)));
    match plain.as_slice() {
        [] => {}
        [one] => operations.push(alone("replace", one)),
        several => {
            let together: Map<String, Value> = several
                .iter()
                .map(|one| (one.target.to_owned(), typed(one)))
                .collect();
            operations.push(json!({ "op": "replace", "value": together }));
        }
    }
    operations
}

fn disputes(values: &[Assigned<'_>], dialect: Dialect) -> Vec<Dispute> {
    let mut disputed = BTreeSet::new();
    for one in values {
        if kind_of(one.target) == Kind::Boolean && dialect == Dialect::Default {
            disputed.insert(Dispute::BooleanAsText);
        }
        if one.now.is_empty() {
            disputed.insert(Dispute::AddOrReplace);
        }
    }
    disputed.into_iter().collect()
}

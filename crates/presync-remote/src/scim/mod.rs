//! The intranet over SCIM 2.0 (RFC 7644), read-only: is it there, what does it say of itself, who is in it.
//!
//! Odd services are survived: pages are counted by what came, never by what was asked for; a look-up is
//! believed only where the value that came back is the one that was looked for.

mod discovery;
mod list;
mod look_up;

use serde_json::Value;

use crate::{Address, Answer, Part, Patience, Reader, RemoteError, Request, Secret, Sent};

pub use discovery::{Discovery, FieldFault, Health};
pub use list::{ListKind, PAGE_ROWS};
pub use look_up::{Connection, LookUp};

/// What is asked for; services that know only the other answer with it all the same.
const ACCEPT: &str = "application/scim+json, application/json";

/// A site's SCIM service.
#[derive(Debug, Clone)]
pub struct Scim {
    reader: Reader,
}

impl Scim {
    /// A service by its address, which Entra calls the tenant URL.
    ///
    /// # Errors
    /// As [`Reader::new`].
    pub fn new(address: Address, token: Secret, patience: Patience) -> Result<Self, RemoteError> {
        let reader = Reader::new(address, token, patience)?;
        Ok(Self { reader })
    }

    /// Its address.
    #[must_use]
    pub fn address(&self) -> &Address {
        self.reader.address()
    }

    /// Every request so far.
    #[must_use]
    pub fn sent(&self) -> Vec<Sent> {
        self.reader.sent()
    }

    fn request(&self, part: Part, path: &[&str], query: &[(&str, &str)]) -> Request {
        self.reader.request(part, path, query, ACCEPT)
    }

    /// An answer with its JSON, where the service gave one.
    async fn read(&self, request: &Request) -> Result<(Answer, Value), RemoteError> {
        let answer = self.reader.get(request).await?;
        match answer.status {
            200 => {
                let json = answer.json()?;
                Ok((answer, json))
            }
            _ => Err(answer.refused()),
        }
    }
}

/// A member by its name in any letter case: attribute names are not case-sensitive (RFC 7643 §2.1).
fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let members = value.as_object()?;
    members.get(name).or_else(|| {
        let same = members
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name));
        same.map(|(_, value)| value)
    })
}

/// The resources of a list answer; none where it is no list.
fn resources(value: &Value) -> Option<Vec<Value>> {
    match member(value, "Resources") {
        Some(Value::Array(list)) => Some(list.clone()),
        Some(Value::Null) | None if total(value).is_some() => Some(Vec::new()),
        _ => None,
    }
}

fn total(value: &Value) -> Option<u64> {
    let total = member(value, "totalResults")?;
    total
        .as_u64()
        .or_else(|| total.as_str()?.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_list_is_known_however_it_is_spelt() {
        let check = |value: Value, expect: Option<usize>| {
            assert_eq!(resources(&value).map(|list| list.len()), expect, "{value}");
        };
        check(json!({ "totalResults": 1, "Resources": [{}] }), Some(1));
        check(
            json!({ "totalresults": "2", "resources": [{}, {}] }),
            Some(2),
        );
        check(json!({ "totalResults": 0 }), Some(0));
        check(json!({ "totalResults": 0, "Resources": null }), Some(0));
        check(json!({ "status": "ok" }), None);
        check(json!([]), None);
    }
}

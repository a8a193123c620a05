//! Single look-ups, and the test that Entra makes when somebody presses *Test Connection*.

use serde_json::Value;

use super::{Scim, member, resources};
use crate::RemoteError;

/// What a look-up came to.
#[derive(Debug, Clone, PartialEq)]
pub struct LookUp {
    /// The resources whose value is the one that was looked for, by our own comparison, letter case aside.
    pub hits: Vec<Value>,
    /// Resources that came and hold another value: the service does not filter by this attribute.
    pub others: usize,
}

/// What *Test Connection* would say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    /// An empty list for somebody who does not exist: as it must be.
    Good,
    /// Somebody came back for a random value: the service does not filter.
    FindsNobody(usize),
}

impl Scim {
    /// Looks a value up as Entra does: one attribute, equality (RFC 7644 §3.4.2.2).
    ///
    /// # Errors
    /// As [`RemoteError`] says.
    pub async fn look_up(&self, attribute: &str, value: &str) -> Result<LookUp, RemoteError> {
        let filter = format!("{attribute} eq {}", Value::from(value));
        let request = self.request("one user", &["Users"], &[("filter", &filter)]);
        let (answer, list) = self.read(&request).await?;
        let rows = resources(&list).ok_or_else(|| answer.not_understood("JSON that is no list"))?;
        let all = rows.len();
        let is_hit = |one: &Value| {
            let held = values_of(one, attribute);
            held.iter()
                .any(|held| held.to_lowercase() == value.to_lowercase())
        };
        let hits: Vec<Value> = rows.into_iter().filter(is_hit).collect();
        let others = all - hits.len();
        Ok(LookUp { hits, others })
    }

    /// Asks for somebody who does not exist, as Entra's *Test Connection* does: 200 and an empty list.
    ///
    /// # Errors
    /// As [`RemoteError`] says; a 404 is what Entra reports as
    /// `SystemForCrossDomainIdentityManagementCredentialValidationUnavailable`.
    pub async fn test_connection(&self, nobody: &str) -> Result<Connection, RemoteError> {
        let found = self.look_up("userName", nobody).await?;
        match found.hits.len() + found.others {
            0 => Ok(Connection::Good),
            found => Ok(Connection::FindsNobody(found)),
        }
    }
}

/// The values of an attribute path as mappings spell it: `userName`, `name.givenName`,
/// `emails[type eq "work"].value`, `urn:…:User:department`.
fn values_of(resource: &Value, path: &str) -> Vec<String> {
    if let Some((urn, name)) = path.rsplit_once(':') {
        return member(resource, urn).map_or_else(Vec::new, |of| values_of(of, name));
    }
    let (name, rest) = path.split_once(['[', '.']).unwrap_or((path, ""));
    let Some(value) = member(resource, name) else {
        return Vec::new();
    };
    let wanted = rest
        .split_once("type eq \"")
        .and_then(|(_, rest)| rest.split_once('"'));
    let inner = rest.rsplit_once('.').map_or(rest, |(_, last)| last);
    let inner = if wanted.is_some() { "value" } else { inner };
    let fits = |one: &&Value| {
        let of_type = member(one, "type").and_then(Value::as_str);
        wanted.is_none_or(|(wanted, _)| of_type.is_some_and(|is| is.eq_ignore_ascii_case(wanted)))
    };
    match value {
        Value::Array(list) => list
            .iter()
            .filter(fits)
            .flat_map(|one| text_of(one, inner))
            .collect(),
        one => text_of(one, inner).into_iter().collect(),
    }
}

fn text_of(value: &Value, inner: &str) -> Option<String> {
    match value {
        Value::Object(_) => member(value, inner).and_then(|value| text_of(value, "")),
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_stand_where_mappings_say() {
        let user = json!({
            "userName": "ada", "active": true, "name": { "givenName": "Ada" },
            "emails": [{ "type": "home", "value": "h@a.example" }, { "type": "Work", "value": "w@a.example" }],
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "Sales" },
        });
        let check =
            |path: &str, expect: &[&str]| assert_eq!(values_of(&user, path), expect, "{path}");
        check("userName", &["ada"]);
        check("USERNAME", &["ada"]);
        check("active", &["true"]);
        check("name.givenName", &["Ada"]);
        check("emails[type eq \"work\"].value", &["w@a.example"]);
        check("emails.value", &["h@a.example", "w@a.example"]);
        check(
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
            &["Sales"],
        );
        check("title", &[]);
    }
}

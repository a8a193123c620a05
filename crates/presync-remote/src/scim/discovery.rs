//! What a service says of itself: health, what it supports, its schemas with the customer's own fields.

use serde_json::Value;

use super::{Scim, member, resources};
use crate::{Answer, RemoteError};

/// What the health page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// It answers; its own word, where it has one.
    Up(Option<String>),
    /// It answers with an error.
    Down(u16),
}

/// What a service says of itself. What it does not say is none: Entra does not ask either.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Discovery {
    /// The answer of `/ServiceProviderConfig`.
    pub config: Option<Value>,
    /// The answer of `/ResourceTypes`.
    pub resource_types: Option<Value>,
    /// The answer of `/Schemas`, as a plan takes it.
    pub schemas: Option<Value>,
}

/// A field whose name breaks requests or may.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldFault {
    /// A question mark: every request of the sync answers 500.
    QuestionMark(String),
    /// A blank at its beginning or end.
    Blank(String),
}

impl Scim {
    /// Asks the health page, which a person would open in a browser.
    ///
    /// # Errors
    /// As [`RemoteError`] says.
    pub async fn health(&self) -> Result<Health, RemoteError> {
        let request = self.request("health", &["health"], &[]);
        let answer = self.reader.get(&request).await?;
        Ok(match answer.status {
            200..=299 => Health::Up(word_of(&answer)),
            status => Health::Down(status),
        })
    }

    /// Asks everything a service may say of itself. Parts that are not there are left out; a refusal for
    /// want of rights is not.
    ///
    /// # Errors
    /// As [`RemoteError`] says.
    pub async fn discover(&self) -> Result<Discovery, RemoteError> {
        Ok(Discovery {
            config: self
                .said("service configuration", "ServiceProviderConfig")
                .await?,
            resource_types: self.said("resource types", "ResourceTypes").await?,
            schemas: self.said("schemas", "Schemas").await?,
        })
    }

    async fn said(&self, part: &'static str, path: &str) -> Result<Option<Value>, RemoteError> {
        let request = self.request(part, &[path], &[]);
        let answer = self.reader.get(&request).await?;
        match answer.status {
            200 => Ok(Some(answer.json()?)),
            404 | 501 => Ok(None),
            _ => Err(answer.refused()),
        }
    }
}

impl Discovery {
    /// The most resources a page may hold, where the service says so.
    #[must_use]
    pub fn page_rows_max(&self) -> Option<u64> {
        let filter = member(self.config.as_ref()?, "filter")?;
        member(filter, "maxResults")?.as_u64()
    }

    /// Whether the service says that it can look people up; without it nothing is ever matched.
    #[must_use]
    pub fn filters(&self) -> Option<bool> {
        let filter = member(self.config.as_ref()?, "filter")?;
        member(filter, "supported")?.as_bool()
    }

    /// Fields whose names break requests, in order.
    #[must_use]
    pub fn field_faults(&self) -> Vec<FieldFault> {
        let schemas = self.schemas.as_ref();
        let listed =
            schemas.and_then(|answer| resources(answer).or_else(|| answer.as_array().cloned()));
        let mut faults = Vec::new();
        for schema in listed.unwrap_or_default() {
            collect(member(&schema, "attributes"), &mut faults);
        }
        faults.sort();
        faults.dedup();
        faults
    }
}

fn collect(attributes: Option<&Value>, faults: &mut Vec<FieldFault>) {
    for attribute in attributes.and_then(Value::as_array).into_iter().flatten() {
        if let Some(name) = member(attribute, "name").and_then(Value::as_str) {
            if name.contains('?') {
                faults.push(FieldFault::QuestionMark(name.to_owned()));
            } else if name.trim() != name {
                faults.push(FieldFault::Blank(name.to_owned()));
            }
        }
        collect(member(attribute, "subAttributes"), faults);
    }
}

/// What a health page calls its state, if it is a word.
fn word_of(answer: &Answer) -> Option<String> {
    let json = answer.json().ok()?;
    let word = member(&json, "status")?.as_str()?;
    let is_word = word.len() <= 40 && word.chars().all(|c| c.is_alphanumeric() || c == ' ');
    is_word.then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_that_break_requests_are_found_at_any_depth() {
        let schemas = json!({ "totalResults": 1, "Resources": [{ "id": "urn:x", "attributes": [
            { "name": "First aider?" },
            { "name": "desk ", "subAttributes": [{ "name": "floor?" }, { "name": "room" }] },
            { "name": "location" },
        ]}]});
        let check = |schemas: Value, expect: &[FieldFault]| {
            let discovery = Discovery {
                schemas: Some(schemas),
                ..Discovery::default()
            };
            assert_eq!(discovery.field_faults(), expect);
        };
        check(
            schemas,
            &[
                FieldFault::QuestionMark("First aider?".to_owned()),
                FieldFault::QuestionMark("floor?".to_owned()),
                FieldFault::Blank("desk ".to_owned()),
            ],
        );
        check(
            json!([{ "attributes": [{ "name": "a?" }] }]),
            &[FieldFault::QuestionMark("a?".to_owned())],
        );
        check(json!({}), &[]);
    }

    #[test]
    fn limits_are_read_from_the_configuration() {
        let discovery = Discovery {
            config: Some(json!({ "filter": { "supported": true, "maxResults": 100 } })),
            ..Discovery::default()
        };
        assert_eq!(
            (discovery.page_rows_max(), discovery.filters()),
            (Some(100), Some(true))
        );
        assert_eq!(Discovery::default().page_rows_max(), None);
    }
}

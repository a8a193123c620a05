//! Azure over Microsoft Graph, read-only: users, groups, assignments, the app's synchronization job and its
//! schema, provisioning logs.
//!
//! Lists are followed by the link that Graph gives, word for word, and only on Graph's own host. What a token
//! may not read is said with the permission to ask for.

mod cloud;
mod list;
mod permission;
mod resource;
mod sign_in;

use serde_json::Value;

use crate::{Answer, Patience, Reader, RemoteError, Request, Secret, Sent};

pub use cloud::{Cloud, Tenant, TenantFault};
pub use list::Change;
pub use permission::permission_for;
pub use resource::{Resource, USER_ATTRIBUTES};
pub use sign_in::{DeviceCode, SignIn};

const ACCEPT: &str = "application/json";

/// Graph of one tenant.
#[derive(Debug, Clone)]
pub struct Graph {
    reader: Reader,
}

impl Graph {
    /// Graph with a token.
    ///
    /// # Errors
    /// As [`Reader::new`].
    pub fn new(cloud: &Cloud, token: Secret, patience: Patience) -> Result<Self, RemoteError> {
        let reader = Reader::new(cloud.graph.clone(), token, patience)?;
        Ok(Self { reader })
    }

    /// Every request so far.
    #[must_use]
    pub fn sent(&self) -> Vec<Sent> {
        self.reader.sent()
    }

    /// One object, such as the schema of a job.
    ///
    /// # Errors
    /// As [`RemoteError`] says.
    pub async fn one(&self, resource: &Resource) -> Result<Value, RemoteError> {
        let request = self.request(resource);
        Ok(self.read(&request).await?.1)
    }

    fn request(&self, resource: &Resource) -> Request {
        let query: Vec<(&str, &str)> = resource
            .query
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let path: Vec<&str> = resource.path.iter().map(String::as_str).collect();
        self.reader.request(resource.part, &path, &query, ACCEPT)
    }

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

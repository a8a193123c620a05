//! Graph's lists: page by page along `@odata.nextLink`, as it stands.

use std::collections::BTreeSet;

use presync_core::Progress;
use serde_json::Value;

use super::{ACCEPT, Graph, Resource};
use crate::{
    Answer, RemoteError,
    pull::{Pulled, Tally},
};

impl Graph {
    /// Reads a whole list and hands each page on, every object once. Progress is told in objects.
    ///
    /// # Errors
    /// As [`RemoteError`] says; what was handed on by then is a part of the list and must not be taken for
    /// the whole.
    pub async fn list(
        &self,
        resource: &Resource,
        progress: &dyn Progress,
        mut take: impl FnMut(Vec<Value>) -> Result<(), RemoteError>,
    ) -> Result<Pulled, RemoteError> {
        let mut tally = Tally::default();
        let mut request = self.request(resource);
        let mut followed = BTreeSet::new();
        loop {
            let (answer, page) = self.read(&request).await?;
            let rows = rows(&answer, &page)?;
            let fresh = tally.fresh(rows);
            progress.advance(fresh.len() as u64)?;
            take(fresh)?;
            let Some(link) = page.get("@odata.nextLink").and_then(Value::as_str) else {
                return Ok(tally.ended());
            };
            if !followed.insert(link.to_owned()) {
                return Err(answer.not_understood("a next page that leads back"));
            }
            request = self.reader.linked(resource.part, link, ACCEPT)?;
        }
    }
}

fn rows(answer: &Answer, page: &Value) -> Result<Vec<Value>, RemoteError> {
    match page.get("value") {
        Some(Value::Array(rows)) => Ok(rows.clone()),
        _ => Err(answer.not_understood("JSON that is no list")),
    }
}

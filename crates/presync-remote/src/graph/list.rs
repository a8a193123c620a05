//! Graph's lists: page by page along `@odata.nextLink`, as it stands; and what has changed since, along
//! `@odata.deltaLink` (Microsoft Graph, "Use delta query to track changes").

use std::collections::{BTreeMap, BTreeSet};

use presync_core::Progress;
use serde_json::Value;

use super::{ACCEPT, Graph, Resource};
use crate::{
    Answer, RemoteError, Request,
    pull::{Earlier, Mark, Pulled, Tally},
};

const DELTA_LINK: &str = "@odata.deltaLink";

/// What became of an object since last time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is new, or something of it is other than before.
    Changed,
    /// It is gone, into the recycle bin or for good.
    Removed,
}

impl Graph {
    /// Reads a whole list, or the rest of what an earlier reading began, and hands each page on with where
    /// it stands, every object once; the last page has no mark. Progress is told in objects.
    ///
    /// # Errors
    /// As [`RemoteError`] says; what was handed on by then is a part of the list and must not be taken for
    /// the whole. `Stale` when the link of the earlier reading has expired.
    pub async fn list(
        &self,
        resource: &Resource,
        earlier: Option<&Earlier>,
        progress: &dyn Progress,
        mut take: impl FnMut(Vec<Value>, Option<&Mark>) -> Result<(), RemoteError>,
    ) -> Result<Pulled, RemoteError> {
        let mut tally = Tally::after(earlier);
        let mut trail = Trail::default();
        let (mut rows, mut page) = match earlier {
            None => self.page(&self.request(resource)).await?,
            Some(earlier) => {
                let request = trail.follow(self, resource, &earlier.mark.next)?;
                let read = self.page(&request).await;
                read.map_err(RemoteError::outdated)?
            }
        };
        loop {
            let fresh = tally.fresh(rows);
            progress.advance(fresh.len() as u64)?;
            let next = page.get("@odata.nextLink").and_then(Value::as_str);
            let mark = next.map(|next| tally.mark(next));
            take(fresh, mark.as_ref())?;
            let Some(next) = next else {
                return Ok(tally.ended());
            };
            let request = trail.follow(self, resource, next)?;
            (rows, page) = self.page(&request).await?;
        }
    }

    /// What has changed since a list of changes was asked for last, by the link that it ended with, and the
    /// link to ask next time. What came last of somebody counts.
    ///
    /// # Errors
    /// As [`RemoteError`] says; `Stale` when Graph does not know the link any more (410).
    pub async fn changes(
        &self,
        resource: &Resource,
        link: &str,
        progress: &dyn Progress,
    ) -> Result<(BTreeMap<String, Change>, String), RemoteError> {
        let mut found = BTreeMap::new();
        let mut trail = Trail::default();
        let request = trail.follow(self, resource, link)?;
        let read = self.page(&request).await;
        let (mut rows, mut page) = read.map_err(RemoteError::outdated)?;
        loop {
            progress.advance(0)?;
            found.extend(rows.iter().filter_map(change));
            if let Some(link) = page.get(DELTA_LINK).and_then(Value::as_str) {
                return Ok((found, link.to_owned()));
            }
            let Some(next) = page.get("@odata.nextLink").and_then(Value::as_str) else {
                return Err(self.not_understood(resource, "a list of changes that has no end"));
            };
            let request = trail.follow(self, resource, next)?;
            (rows, page) = self.page(&request).await?;
        }
    }

    /// The link that a list of changes will begin from, without what there is already.
    ///
    /// # Errors
    /// As [`RemoteError`] says.
    pub async fn changes_from_now(&self, resource: &Resource) -> Result<String, RemoteError> {
        let page = self.one(resource).await?;
        let link = page.get(DELTA_LINK).and_then(Value::as_str);
        let link = link.map(str::to_owned);
        link.ok_or_else(|| self.not_understood(resource, "no link to ask for changes by"))
    }

    async fn page(&self, request: &Request) -> Result<(Vec<Value>, Value), RemoteError> {
        let (answer, mut page) = self.read(request).await?;
        Ok((rows(&answer, &mut page)?, page))
    }

    fn not_understood(&self, resource: &Resource, what: &str) -> RemoteError {
        RemoteError::NotUnderstood {
            host: self.reader.address().host().to_owned(),
            part: resource.part,
            what: what.to_owned(),
        }
    }
}

/// The links that were followed: none is followed twice.
#[derive(Default)]
struct Trail(BTreeSet<String>);

impl Trail {
    fn follow(
        &mut self,
        graph: &Graph,
        resource: &Resource,
        link: &str,
    ) -> Result<Request, RemoteError> {
        if !self.0.insert(link.to_owned()) {
            return Err(graph.not_understood(resource, "a next page that leads back"));
        }
        graph.reader.linked(resource.part, link, ACCEPT)
    }
}

/// An entry of a list of changes; none for one that names nobody.
fn change(row: &Value) -> Option<(String, Change)> {
    let id = row.get("id")?.as_str()?.to_owned();
    let change = match row.get("@removed") {
        Some(_) => Change::Removed,
        None => Change::Changed,
    };
    Some((id, change))
}

fn rows(answer: &Answer, page: &mut Value) -> Result<Vec<Value>, RemoteError> {
    match page.get_mut("value").map(Value::take) {
        Some(Value::Array(rows)) => Ok(rows),
        _ => Err(answer.not_understood("JSON that is no list")),
    }
}

//! All users or groups, page by page: by rows received, until nothing more comes.

use presync_core::Progress;
use serde_json::Value;

use super::{Scim, resources, total};
use crate::{
    Part, RemoteError,
    pull::{Earlier, Mark, Oddity, Pulled, Tally},
};

/// Rows asked for at a time; services cap it as they like.
pub const PAGE_ROWS: u32 = 200;
/// Pages that bring nothing new before the service is held to answer every page with the same one.
const STALE_PAGES_MAX: u32 = 3;

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// Users.
    Users,
    /// Groups with their members.
    Groups,
}

impl ListKind {
    fn part(self) -> Part {
        match self {
            Self::Users => "users",
            Self::Groups => "groups",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Users => "Users",
            Self::Groups => "Groups",
        }
    }
}

impl Scim {
    /// Reads a whole list, or the rest of what an earlier reading began, and hands each page on with where
    /// it stands, every resource once; the last page has no mark. Progress is told in resources.
    ///
    /// # Errors
    /// As [`RemoteError`] says; what was handed on by then is a part of the list and must not be taken for
    /// the whole. `Stale` when the list is another one than it was: rows have moved.
    pub async fn list(
        &self,
        kind: ListKind,
        earlier: Option<&Earlier>,
        progress: &dyn Progress,
        mut take: impl FnMut(Vec<Value>, Option<&Mark>) -> Result<(), RemoteError>,
    ) -> Result<Pulled, RemoteError> {
        let mut tally = Tally::after(earlier);
        let mut start = self.first_row(kind, earlier)?;
        let mut goes_on = earlier.is_some();
        // Rows shift while people come and go: what moved is read a second time, for those it hid.
        let (mut stale, mut is_second) = (0, false);
        loop {
            let (rows, stated) = self.page(kind, start).await?;
            if std::mem::take(&mut goes_on) && stated != tally.pulled.stated {
                return Err(self.stale(kind));
            }
            tally.states(stated);
            let came = rows.len() as u64;
            start += came;
            let rows_max = stated.or(is_second.then_some(tally.pulled.resources));
            let is_last = came == 0 || rows_max.is_some_and(|rows| start > rows);
            if came < u64::from(PAGE_ROWS) && !is_last {
                tally.pulled.oddities.insert(Oddity::SmallerPages);
            }
            let fresh = tally.fresh(rows);
            stale = if fresh.is_empty() { stale + 1 } else { 0 };
            progress.advance(fresh.len() as u64)?;
            let is_stale = stale >= STALE_PAGES_MAX && !is_second;
            let is_stuck = is_stale || (stale > 0 && is_last && came > 0 && tally.is_short());
            // More have come than one page holds: it does page.
            if is_stuck && tally.pulled.resources <= came {
                return Err(self.endless(kind));
            }
            // It answers rows beyond the last with earlier ones: that is its end.
            let is_last = is_last || is_stale;
            let mark = (!is_last).then(|| tally.mark(&start.to_string()));
            take(fresh, mark.as_ref())?;
            match (is_last, tally.has_moved() && !is_second) {
                (true, true) => (start, stale, is_second) = (1, 0, true),
                (true, false) => return Ok(tally.ended()),
                (false, _) => {}
            }
        }
    }

    fn first_row(&self, kind: ListKind, earlier: Option<&Earlier>) -> Result<u64, RemoteError> {
        let Some(earlier) = earlier else { return Ok(1) };
        let row = earlier.mark.next.parse();
        row.map_err(|_| self.stale(kind))
    }

    fn stale(&self, kind: ListKind) -> RemoteError {
        RemoteError::Stale {
            host: self.address().host().to_owned(),
            part: kind.part(),
        }
    }

    async fn page(
        &self,
        kind: ListKind,
        start: u64,
    ) -> Result<(Vec<Value>, Option<u64>), RemoteError> {
        let (start, count) = (start.to_string(), PAGE_ROWS.to_string());
        let query = [("startIndex", start.as_str()), ("count", count.as_str())];
        let request = self.request(kind.part(), &[kind.path()], &query);
        let (answer, page) = self.read(&request).await?;
        let rows = resources(&page);
        let rows = rows.ok_or_else(|| answer.not_understood("JSON that is no list"))?;
        Ok((rows, total(&page)))
    }

    fn endless(&self, kind: ListKind) -> RemoteError {
        RemoteError::NotUnderstood {
            host: self.address().host().to_owned(),
            part: kind.part(),
            what: "the same page again and again: it does not page".to_owned(),
        }
    }
}

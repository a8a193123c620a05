//! Users brought up to date: who has changed is told by Graph, each of them is read again, everybody else
//! stays as read. Where Graph does not know the link any more, all are read.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead, BufReader},
};

use presync_core::{Phase, Progress};
use presync_remote::{
    RemoteError,
    graph::{Change, Resource},
    run,
};
use serde_json::Value;

use super::{
    PulledList,
    graph::{Pull, TAIL, USERS, USERS_HEAD, id_of},
    list_file::{Occupied, Whole, sentences, unwritable},
};
use crate::wire::Failure;

/// Reading more people than this one by one takes longer than reading all.
const CHANGES_MAX: usize = 2_000;

/// Somebody as Graph has them now; none where they are gone.
type Now = BTreeMap<String, Option<Value>>;

#[derive(Debug, Default)]
struct Counts {
    changed: usize,
    new: usize,
    gone: usize,
}

impl Pull<'_> {
    /// Brings the users of an earlier pull up to date.
    pub(super) fn refresh_users(&mut self) -> Result<(), Failure> {
        let folder = &self.wanted.folder;
        let had = self.ledger.intact(folder, USERS).cloned();
        let (Some(had), Some(link)) = (had, self.ledger.changes.clone()) else {
            return self.anew("they are not as the earlier pull left them, or it kept no link to ask for changes by");
        };
        self.job.begin(Phase::Pull, 0);
        let resource = Resource::user_changes(&self.wanted.further);
        let told = run(self.job, self.graph.changes(&resource, &link, self.job));
        let (changes, link) = match told {
            Ok((changes, _)) if changes.len() > CHANGES_MAX => {
                return self.anew("too many have changed to read them one by one");
            }
            Ok(told) => told,
            Err(RemoteError::Stale { .. }) => {
                return self.anew("Azure does not know any more what had been read then");
            }
            Err(error) => return Err(error.into()),
        };
        self.job.begin(Phase::Pull, changes.len() as u64);
        let mut now = Now::new();
        for (id, change) in changes {
            let user = self.user_now(&id, change)?;
            now.insert(id, user);
            self.job.advance(1)?;
        }
        let (entries, counts) = self.rewrite(now)?;
        let list = PulledList {
            file: USERS.to_owned(),
            what: "users",
            entries,
            oddities: sentences(&had.oddities),
        };
        self.ledger.changes = Some(link);
        self.ledger.has(&self.wanted.folder, &list, had.oddities)?;
        self.found.lists.push(list);
        let Counts { changed, new, gone } = counts;
        let note =
            format!("{USERS}: since it was read {changed} changed, {new} came, {gone} went.");
        self.found.notes.push(note);
        Ok(())
    }

    /// All users anew, with the reason.
    fn anew(&mut self, reason: &str) -> Result<(), Failure> {
        let note = format!("{USERS}: all users were read anew: {reason}.");
        self.ledger.changes = None;
        self.all_users()?;
        self.found.notes.push(note);
        Ok(())
    }

    /// Somebody as they are now. Whoever went after the changes were told is gone too.
    fn user_now(&self, id: &str, change: Change) -> Result<Option<Value>, Failure> {
        if change == Change::Removed {
            return Ok(None);
        }
        let resource = Resource::user(id, &self.wanted.further);
        match run(self.job, self.graph.one(&resource)) {
            Ok(mut user) => {
                if let Some(members) = user.as_object_mut() {
                    members.shift_remove("@odata.context");
                }
                Ok(Some(user))
            }
            Err(RemoteError::Status { status: 404, .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes the list with what is new in it, in the order it had, whoever came at its end.
    fn rewrite(&self, mut now: Now) -> Result<(u64, Counts), Failure> {
        let path = self.wanted.folder.join(USERS);
        let unreadable = |error: std::io::Error| unwritable(&path, &error);
        let before = BufReader::new(File::open(&path).map_err(unreadable)?);
        let mut out = Whole::begin(&path, USERS_HEAD)?;
        let mut counts = Counts::default();
        for line in before.lines() {
            let line = line.map_err(unreadable)?;
            let entry = line.strip_suffix(',').unwrap_or(&line);
            let Ok(user) = serde_json::from_str::<Value>(entry) else {
                // What opens and closes the list.
                continue;
            };
            match id_of(&user).and_then(|id| now.remove(&id)) {
                None => out.entry(entry.as_bytes())?,
                Some(None) => counts.gone += 1,
                Some(Some(user)) => {
                    counts.changed += 1;
                    out.entry(user.to_string().as_bytes())?;
                }
            }
        }
        for user in now.into_values().flatten() {
            counts.new += 1;
            out.entry(user.to_string().as_bytes())?;
        }
        let entries = out.entries;
        out.finish(TAIL, Occupied::Replace)?;
        Ok((entries, counts))
    }
}

//! Which entries of a log are about which user of a plan: by object id, else by user principal name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{happened::in_order, promise::Promise};
use crate::ProvisioningEvent;

/// Entries by the user they are about.
pub(super) struct Joined<'e> {
    /// For each user of the plan, in the order of time.
    pub(super) by_user: Vec<Vec<&'e ProvisioningEvent>>,
    /// Of users whom the plan does not know, by what names them.
    pub(super) strangers: BTreeMap<String, Vec<&'e ProvisioningEvent>>,
    pub(super) groups: usize,
    pub(super) nameless: Vec<(String, u64)>,
    /// Entries about users, each once.
    pub(super) entries: usize,
}

/// Where users of the plan stand. Looked up only, never walked, so its order shows nowhere.
struct Places {
    by_id: HashMap<String, usize>,
    by_upn: HashMap<String, usize>,
    by_upn_alone: HashMap<String, usize>,
}

impl<'e> Joined<'e> {
    pub(super) fn of(promise: &Promise, events: &'e [ProvisioningEvent]) -> Self {
        let places = Places::of(promise);
        let mut joined = Self {
            by_user: vec![Vec::new(); promise.users.len()],
            strangers: BTreeMap::new(),
            groups: 0,
            nameless: Vec::new(),
            entries: 0,
        };
        let mut seen = BTreeSet::new();
        for event in events {
            let key = (
                &event.change_id,
                &event.activity_at,
                event.action,
                event.status,
            );
            if event.change_id.is_empty() || seen.insert(key) {
                joined.add(&places, event);
            }
        }
        let lists = joined.by_user.iter_mut();
        for list in lists.chain(joined.strangers.values_mut()) {
            in_order(list);
        }
        joined
    }

    fn add(&mut self, places: &Places, event: &'e ProvisioningEvent) {
        if is_group(event) {
            self.groups += 1;
            return;
        }
        let [id, upn] = [&event.source.id, upn_of(event)].map(folded);
        if id.is_empty() && upn.is_empty() {
            self.nameless.push((event.file.clone(), event.line));
            return;
        }
        self.entries += 1;
        match places.find(&id, &upn) {
            Some(at) => self.by_user[at].push(event),
            None => {
                let name = if id.is_empty() { upn } else { id };
                self.strangers.entry(name).or_default().push(event);
            }
        }
    }
}

impl Places {
    fn of(promise: &Promise) -> Self {
        let mut places = Self {
            by_id: HashMap::new(),
            by_upn: HashMap::new(),
            by_upn_alone: HashMap::new(),
        };
        for (at, user) in promise.users.iter().enumerate() {
            let [id, upn] = [&user.id, &user.upn].map(|text| folded(text));
            if id.is_empty() {
                places.by_upn_alone.entry(upn.clone()).or_insert(at);
            } else {
                places.by_id.entry(id).or_insert(at);
            }
            places.by_upn.entry(upn).or_insert(at);
        }
        places
    }

    /// An id that the plan does not know is another person's, whatever the name: unless the plan's user
    /// of that name has no id.
    fn find(&self, id: &str, upn: &str) -> Option<usize> {
        let by_name = |names: &HashMap<String, usize>| match upn {
            "" => None,
            upn => names.get(upn).copied(),
        };
        match id {
            "" => by_name(&self.by_upn),
            id => {
                let by_id = self.by_id.get(id).copied();
                by_id.or_else(|| by_name(&self.by_upn_alone))
            }
        }
    }
}

fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Where the log holds no user principal name, a display name that looks like one is taken for it.
fn upn_of(event: &ProvisioningEvent) -> &str {
    match event.source.login.trim() {
        "" if event.source.name.contains('@') => &event.source.name,
        login => login,
    }
}

fn is_group(event: &ProvisioningEvent) -> bool {
    let says = |kind: &str| kind.trim().to_lowercase().ends_with("group");
    says(&event.source.kind) || says(&event.target.kind)
}

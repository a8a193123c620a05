//! Whom to rehearse the sync with: about a dozen real people who together go every harmless way the plan
//! knows, each with what it shows; and whom to look up only, because provisioning would do harm.
//!
//! On-demand provisioning really writes. What is harmless is [`crate::harmless`]'s; what would happen is
//! the plan's.

mod cover;
mod path;
mod protected;

use std::collections::BTreeMap;

use crate::{
    Action, Outcome, UserIx,
    engagement::Engagement,
    harmless::{Danger, Prospect, Prospects},
};
use cover::Cover;
use path::Paths;

pub use path::Path;
pub use protected::{Protected, Protection};

/// How many people are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// People to provision on demand.
    pub users_max: usize,
    /// People to look up for each kind of danger.
    pub look_ups_max: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            users_max: 12,
            look_ups_max: 3,
        }
    }
}

/// One person to provision on demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsed {
    /// The Azure user.
    pub azure: UserIx,
    /// The account written to; none for one that would be created.
    pub account: Option<UserIx>,
    /// What the plan says becomes of the user.
    pub outcome: Outcome,
    /// What would be done.
    pub action: Action,
    /// What this person shows and nobody before.
    pub covers: Vec<Path>,
    /// Why one would rather not take this person, where nobody else shows the same.
    pub protection: Option<Protection>,
}

/// One person to look up, and not to provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookUp {
    /// The Azure user.
    pub azure: UserIx,
    /// What provisioning would do.
    pub danger: Danger,
}

/// The rehearsal of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rehearsal {
    /// In the order in which they show most.
    pub users: Vec<Rehearsed>,
    /// What harmless people show, all in all.
    pub paths: usize,
    /// What nobody chosen shows, because there is no room for more.
    pub uncovered: Vec<Path>,
    /// The gravest dangers first.
    pub look_ups: Vec<LookUp>,
    /// How many people each of those dangers concerns.
    pub dangers: Vec<(Danger, u32)>,
}

/// Chooses the people of a rehearsal, greedily: each next one shows most of what nobody has shown. Whoever
/// is protected comes in only for what nobody else shows.
#[must_use]
pub fn choose(engagement: &Engagement<'_>, settings: Settings) -> Rehearsal {
    let prospects = Prospects::of(engagement.plan);
    choose_among(engagement, &prospects, settings)
}

/// As [`choose`], where it is known already who is harmless.
#[must_use]
pub fn choose_among(
    engagement: &Engagement<'_>,
    prospects: &Prospects,
    settings: Settings,
) -> Rehearsal {
    let plan = engagement.plan;
    let paths = Paths::of(engagement.mapping.users.rows.len());
    let protected = Protected::of(engagement);
    let mut cover = Cover::new(&paths);
    for (user, _) in prospects
        .iter()
        .filter(|(user, _)| prospects.is_harmless(*user))
    {
        cover.offer(plan, user, protected.of_azure(plan, user));
    }
    let (chosen, uncovered) = cover.choose(settings.users_max);
    let users = chosen.into_iter().map(|(user, covers)| {
        let row = &plan.azure[user.index()];
        Rehearsed {
            azure: user,
            account: row.hits.first().copied(),
            outcome: row.outcome,
            action: row.action,
            covers,
            protection: protected.of_azure(plan, user),
        }
    });
    let (look_ups, dangers) = look_ups(prospects, settings.look_ups_max);
    Rehearsal {
        users: users.collect(),
        paths: cover.paths(),
        uncovered,
        look_ups,
        dangers,
    }
}

/// The first people of every kind of danger, and how many there are of it.
fn look_ups(prospects: &Prospects, each_max: usize) -> (Vec<LookUp>, Vec<(Danger, u32)>) {
    let mut found: BTreeMap<Danger, (u32, Vec<UserIx>)> = BTreeMap::new();
    for (user, prospect) in prospects.iter() {
        if let Prospect::Dangerous(danger) = prospect {
            let (count, first) = found.entry(danger).or_default();
            *count += 1;
            if first.len() < each_max {
                first.push(user);
            }
        }
    }
    let dangers = found.iter().map(|(danger, (count, _))| (*danger, *count));
    let dangers = dangers.collect();
    let look_ups = found.into_iter().flat_map(|(danger, (_, first))| {
        let look_up = move |azure| LookUp { azure, danger };
        first.into_iter().map(look_up)
    });
    (look_ups.collect(), dangers)
}

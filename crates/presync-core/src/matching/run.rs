//! The steps of matching in order, from two populations to links. Each step is a module of its own.

use rayon::slice::ParallelSliceMut;

use super::{
    KeySources, Matching,
    addresses::{DomainMoves, Domains},
    blocking,
    calibration::Calibration,
    candidates::{self, Candidate},
    compare::Sides,
    counterparts,
    decide::Decided,
    detect::{self, Detected},
    explain::{Explainer, Weighing},
    findings::Noticing,
    hidden::Hidden,
    learn, mirrored,
    model::Model,
    outcome::{Judges, Row},
    profile::{Books, KeySource, Profiles, enter_all},
    queue, score,
    trait_reader::{self, SideInput, TraitPlan},
    traits::{Trait, Traits},
};
use crate::{
    Cancelled, Link, LinkRule, LinkStatus, Phase, Population, Progress, UserIx, decision::Decision,
    names::NameBook,
};

/// Finds who is who.
///
/// The result depends on what the users' records say and on the decisions, not on the order of either
/// side's rows.
///
/// # Errors
/// [`Cancelled`] when the progress says to stop.
pub fn run(
    legacy: &Population,
    azure: &Population,
    decisions: &[Decision],
    progress: &dyn Progress,
) -> Result<Matching, Cancelled> {
    Ok(run_explained(legacy, azure, decisions, progress)?.0)
}

/// As [`run`], and keeps what it takes to explain single pairs afterwards.
///
/// # Errors
/// [`Cancelled`] when the progress says to stop.
pub fn run_explained(
    legacy: &Population,
    azure: &Population,
    decisions: &[Decision],
    progress: &dyn Progress,
) -> Result<(Matching, Explainer), Cancelled> {
    let users = (legacy.len() + azure.len()) as u64;
    progress.begin(Phase::Match, users * 4);
    progress.step("reading profiles");
    let mut found = Found::read(legacy, azure, decisions);
    progress.advance(users)?;
    let candidates = found.read_traits(progress)?;
    let (matching, weighing) = found.link(candidates, progress)?;
    progress.advance(users)?;
    Ok((matching, found.explainer(weighing)))
}

/// Where the intranet's keys come from, without matching anybody.
#[must_use]
pub fn key_sources(legacy: &Population, azure: &Population) -> KeySources {
    let (_, [uid, user_name], _) = read_keys(legacy, azure, &mut Domains::default());
    sources_of(&uid, &user_name)
}

fn sources_of(uid: &Detected, user_name: &Detected) -> KeySources {
    KeySources {
        uid: uid.candidates.clone(),
        uid_detected: uid.source.is_some(),
        user_name: user_name.candidates.clone(),
        user_name_detected: user_name.source.is_some(),
    }
}

/// Reads everything but names, and where Azure's keys are.
fn read_keys(
    legacy: &Population,
    azure: &Population,
    domains: &mut Domains,
) -> (Profiles, [Detected; 2], Profiles) {
    let ours = Profiles::read(legacy, KeySource::default(), domains);
    let uids = ours.users().map(|user| ours.of(user).uid.normal);
    let logins = ours.users().map(|user| ours.of(user).login);
    let [uid, user_name] = detect::detect([uids.collect(), logins.collect()], azure);
    let keys = KeySource {
        uid: uid.source,
        user_name: user_name.source,
    };
    let theirs = Profiles::read(azure, keys, domains);
    (ours, [uid, user_name], theirs)
}

/// Both sides as read, ready to be linked.
struct Found<'a> {
    legacy: &'a Population,
    azure: &'a Population,
    ours: Profiles,
    theirs: Profiles,
    books: Books,
    traits: Traits,
    plans: Vec<TraitPlan>,
    uid: Detected,
    user_name: Detected,
    decided: Decided,
}

impl<'a> Found<'a> {
    /// Reads who the users are, names beside the rest.
    fn read(legacy: &'a Population, azure: &'a Population, decisions: &[Decision]) -> Self {
        let mut names = NameBook::new();
        let mut domains = Domains::default();
        let (named, (mut ours, [uid, user_name], mut theirs)) = rayon::join(
            || [legacy, azure].map(|side| enter_all(side, &mut names)),
            || read_keys(legacy, azure, &mut domains),
        );
        let [our_names, their_names] = named;
        ours.name(&our_names, &names);
        theirs.name(&their_names, &names);
        Self {
            legacy,
            azure,
            ours,
            theirs,
            books: Books { names, domains },
            traits: Traits::default(),
            plans: Vec::new(),
            uid,
            user_name,
            decided: Decided::place(decisions, legacy, azure),
        }
    }

    /// Brings users together by keys; those tied together show which attributes correspond.
    fn read_traits(&mut self, progress: &dyn Progress) -> Result<Vec<Candidate>, Cancelled> {
        let still = DomainMoves::default();
        let mut keyed = Vec::new();
        progress.step("joining keys");
        blocking::by_keys(&self.sides(&still), progress, &mut keyed)?;
        candidates::merge(&mut keyed);
        progress.step("reading traits");
        let shown = learn::examples(&self.sides(&still), &keyed);
        let mut plans = trait_reader::known_plans(self.legacy, self.azure);
        plans.extend(counterparts::plans(self.legacy, self.azure, &shown));
        let [legacy, azure] = [(self.legacy, &self.ours), (self.azure, &self.theirs)].map(
            |(population, profiles)| SideInput {
                population,
                profiles,
            },
        );
        self.traits = trait_reader::read(&plans, legacy, azure, &mut self.books);
        self.plans = plans;
        progress.advance((self.legacy.len() + self.azure.len()) as u64)?;
        Ok(keyed)
    }

    fn link(
        &self,
        mut keyed: Vec<Candidate>,
        progress: &dyn Progress,
    ) -> Result<(Matching, Weighing), Cancelled> {
        let still = DomainMoves::default();
        progress.step("learning");
        let tied = learn::tied(&self.sides(&still), &keyed);
        let moves = learn::moves(&self.sides(&still), &tied);
        let sides = self.sides(&moves);
        blocking::by_moved_addresses(&sides, &mut keyed);
        candidates::merge(&mut keyed);
        let lessons = learn::lessons(&sides, &keyed, &tied);
        let facts = self.traits.all.iter().map(Trait::facts).collect();
        let mut model = Model::learn(&lessons, facts, self.azure.len());
        progress.step("comparing what keys join");
        let known = score::weigh(&sides, &model, &keyed, &[], progress)?;
        let mut open = score::open_users(&sides, &known);
        open.keyless = tied.is_empty();
        progress.step("blocking by evidence");
        let hidden = Hidden::choose(&sides, &tied);
        let pool = hidden.as_ref().map(|hidden| hidden.with_open(&open));
        let mut found = Vec::new();
        blocking::by_evidence(&sides, pool.as_ref().unwrap_or(&open), progress, &mut found)?;
        candidates::merge(&mut found);
        progress.step("calibrating");
        model.calibration = match &hidden {
            Some(hidden) => hidden.calibration(&sides, &model, &open, &found),
            None if open.keyless => mirrored::calibration(&sides, &model, &open, &found, progress)?,
            None => Calibration::default(),
        };
        if let Some(hidden) = &hidden {
            found.retain(|pair| !hidden.brought(&sides, &open, pair));
        }
        keyed.append(&mut found);
        candidates::merge(&mut keyed);
        progress.step("comparing the rest");
        let scored = score::weigh(&sides, &model, &keyed, &known, progress)?;
        // Pairs lie in memory several times over; only those that were scored are needed from here on.
        let keyless = tied.is_empty();
        drop((keyed, known, found, tied, hidden, pool));
        let denied = self.would_have_been(&scored);
        progress.step("deciding");
        let judged = score::judge(&sides, &mut model, scored, &open, &self.decided, progress)?;
        progress.step("wording links");
        let judges = Judges {
            sides: &sides,
            model: &model,
            user_names: &self.user_name,
            decided: &self.decided,
            keyless,
        };
        let mut rows = judges.rows(&judged);
        rows.extend(
            denied
                .into_iter()
                .map(|(legacy, azure)| judges.decided_row(legacy, azure, LinkStatus::Denied, 0.0)),
        );
        let matching = self.matching(&sides, rows);
        let weighing = Weighing {
            moves,
            model,
            judged,
            keyless,
        };
        Ok((matching, weighing))
    }

    fn explainer(self, weighing: Weighing) -> Explainer {
        Explainer {
            ours: self.ours,
            theirs: self.theirs,
            books: self.books,
            traits: self.traits,
            plans: self.plans,
            uid: self.uid,
            user_name: self.user_name,
            decided: self.decided,
            weighing,
        }
    }

    fn sides<'s>(&'s self, moves: &'s DomainMoves) -> Sides<'s> {
        Sides {
            legacy: &self.ours,
            azure: &self.theirs,
            books: &self.books,
            traits: &self.traits,
            moves,
        }
    }

    /// For each Azure user that a person declared new, the pair that would have been its best.
    fn would_have_been(&self, scored: &[score::Scored]) -> Vec<(UserIx, UserIx)> {
        let denied = scored.iter().filter(|one| {
            let (legacy, azure) = (one.candidate.legacy, one.candidate.azure);
            self.decided.is_new(azure)
                && score::is_probable(&self.ours, &self.theirs, one.bits)
                && !self.decided.is_pair_denied(legacy, azure)
        });
        denied
            .map(|one| (one.candidate.legacy, one.candidate.azure))
            .collect()
    }

    fn matching(&self, sides: &Sides<'_>, mut rows: Vec<Row>) -> Matching {
        rows.par_sort_by(|a, b| {
            let key = |row: &Row| (row.link.azure, row.link.status, row.link.legacy);
            let by_score = b.link.score.total_cmp(&a.link.score);
            (a.link.azure, a.link.status)
                .cmp(&(b.link.azure, b.link.status))
                .then(by_score)
                .then(key(a).cmp(&key(b)))
        });
        let noticing = Noticing {
            legacy: self.legacy,
            azure: self.azure,
            sides,
            uid_attribute: self
                .uid
                .source
                .map_or("", |source| self.azure.name(source.attribute)),
            unplaced: &self.decided.unplaced,
        };
        let (findings, reviews) =
            rayon::join(|| noticing.findings(&rows), || queue::queue(sides, &rows));
        // A vector made of another keeps the room of its wider elements.
        let mut links: Vec<Link> = rows.into_iter().map(|row| row.link).collect();
        links.shrink_to_fit();
        let mut matching = Matching {
            links,
            sources: sources_of(&self.uid, &self.user_name),
            findings,
            reviews,
            by_azure: vec![None; self.azure.len()],
            by_legacy: vec![None; self.legacy.len()],
        };
        point_users(&mut matching);
        matching
    }
}

/// Points each user at the link that counts, else at its best open review pair.
fn point_users(matching: &mut Matching) {
    let rank = |at: &u32| {
        let link = &matching.links[*at as usize];
        let open = link.rule != LinkRule::SecondAccount;
        (link.status.is_identity(), open, link.score)
    };
    let better = |at: u32, known: Option<u32>| known.is_none_or(|known| rank(&at) > rank(&known));
    let mut by_azure = std::mem::take(&mut matching.by_azure);
    let mut by_legacy = std::mem::take(&mut matching.by_legacy);
    for (at, link) in (0u32..).zip(&matching.links) {
        if !link.status.is_identity() && link.status != LinkStatus::Review {
            continue;
        }
        for known in [
            &mut by_azure[link.azure.index()],
            &mut by_legacy[link.legacy.index()],
        ] {
            if better(at, *known) {
                *known = Some(at);
            }
        }
    }
    matching.by_azure = by_azure;
    matching.by_legacy = by_legacy;
}

//! Whom a source gives nothing, and another source that says the same and reaches them: both in a
//! `Coalesce`, which takes the first that there is (`functions-for-customizing-application-data`).
//!
//! Only sources that say the same; one that says something else for the rest is found by the search.

use presync_expr::Program;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{
    choose,
    effect::{self, program},
    evidence::{Evidence, share},
    sample::Pair,
    study::Candidate,
    words,
};
use crate::{Side, catalogue, catalogue::Kind, mapping::MappingSource, synthesis::Equality};

/// Candidates that may reach farther, the best first.
const TRIED_MAX: usize = 12;
/// People who must be reached, and their share of those looked at.
const REACHED_MIN: usize = 3;
const REACHED_SHARE_MIN: f64 = 0.005;
/// People in whom the two are compared, and the share of them for whom they must say the same.
const COMPARED_MAX: usize = 400;
const ALIKE_MIN: f64 = 0.97;
/// How well a candidate must explain the intranet's values by itself.
const SCORE_MIN: f64 = 0.2;

/// A source with another one for whom it gives nothing.
pub(super) struct Farther {
    /// Both.
    pub(super) source: MappingSource,
    /// What was seen of the other one, in sentences, after what is to be known of both.
    pub(super) notes: Vec<String>,
}

/// People by what a source gives them.
struct Reached {
    /// With a value, and the value.
    with: Vec<(Pair, String)>,
    /// Without.
    without: Vec<Pair>,
}

/// What is known of one that may stand behind a source.
struct Rest<'c> {
    candidate: &'c Candidate,
    compared: usize,
    alike: usize,
    reached: usize,
}

/// The source with the candidate behind it that says the same and reaches most people beside.
pub(super) fn farther(
    evidence: &Evidence<'_>,
    target: &str,
    source: &MappingSource,
    candidates: &[Candidate],
) -> Option<Farther> {
    let kind = catalogue::find(Side::Legacy, target).map(|known| known.kind);
    if matches!(kind, Some(Kind::Reference | Kind::Boolean)) || !evidence.exports(target) {
        return None;
    }
    let reached = reached(evidence, source)?;
    if reached.without.len() < fewest(evidence) {
        return None;
    }
    let others = candidates.iter().filter(|one| {
        one.source != *source && choose::is_clear(one, SCORE_MIN) && holds_by_itself(&one.source)
    });
    let rests = others
        .take(TRIED_MAX)
        .filter_map(|one| rest(evidence, target, &reached, one));
    // Of equals the first, which explains more.
    let best = rests.fold(None, |best: Option<Rest<'_>>, one| match best {
        Some(best) if best.reached >= one.reached => Some(best),
        _ => Some(one),
    })?;
    let own = candidates.iter().find(|one| one.source == *source);
    let mut notes: Vec<String> = own.into_iter().flat_map(|one| one.notes.clone()).collect();
    notes.extend(best.candidate.notes.iter().cloned());
    notes.push(format!(
        "Where it is empty, {}, which says the same for {} people, reaches {}.",
        words::bare(&best.candidate.source),
        words::of(number(best.alike), number(best.compared)),
        words::people(number(best.reached)),
    ));
    Some(Farther {
        source: coalesced(source, &best.candidate.source)?,
        notes,
    })
}

/// A table says what it was made from, and of everybody else nothing; behind a source it would stand for
/// just those.
fn holds_by_itself(source: &MappingSource) -> bool {
    match source {
        MappingSource::Direct(name) => !name.is_empty(),
        MappingSource::Expression(text) => !text.contains("Switch("),
        MappingSource::Constant(_) | MappingSource::None => false,
    }
}

fn fewest(evidence: &Evidence<'_>) -> usize {
    let share = REACHED_SHARE_MIN * evidence.pairs.len() as f64;
    REACHED_MIN.max(share.ceil() as usize)
}

fn number(count: usize) -> u32 {
    super::evidence::number(count)
}

fn reached(evidence: &Evidence<'_>, source: &MappingSource) -> Option<Reached> {
    let program = program(evidence, source)?;
    let value = |pair: &Pair| (*pair, effect::sent(evidence, &program, pair.1));
    let values: Vec<(Pair, String)> = evidence.pairs.par_iter().map(value).collect();
    let (with, without): (Vec<_>, Vec<_>) = values
        .into_iter()
        .partition(|(_, text)| !text.trim().is_empty());
    Some(Reached {
        with,
        without: without.into_iter().map(|(pair, _)| pair).collect(),
    })
}

/// A candidate that says the same where both say something, reaches people beside, and is not
/// contradicted by what the intranet has for those.
fn rest<'c>(
    evidence: &Evidence<'_>,
    target: &str,
    reached: &Reached,
    candidate: &'c Candidate,
) -> Option<Rest<'c>> {
    let program = program(evidence, &candidate.source)?;
    let is_same = same(target);
    let (mut compared, mut alike) = (0, 0);
    for (pair, text) in spread(&reached.with) {
        let other = effect::sent(evidence, &program, pair.1);
        compared += usize::from(!other.is_empty());
        alike += usize::from(!other.is_empty() && is_same(text, &other));
    }
    let both = super::evidence::PAIRS_MIN as usize;
    if compared < both || (alike as f64) < ALIKE_MIN * compared as f64 {
        return None;
    }
    let new = gained(evidence, target, reached, &program);
    let holds = new.right * 2 >= (new.held as f64 * agreement(candidate)).floor() as usize;
    (holds && new.people >= fewest(evidence)).then_some(Rest {
        candidate,
        compared,
        alike,
        reached: new.people,
    })
}

/// People whom a program reaches where the source does not.
struct Gained {
    people: usize,
    /// Of them, people with a value in the intranet.
    held: usize,
    /// Of those, people who have the value that they would be sent.
    right: usize,
}

fn gained(evidence: &Evidence<'_>, target: &str, reached: &Reached, program: &Program) -> Gained {
    // A word for "none" that people chose is a value too.
    let attribute = evidence.legacy.attribute(target);
    let is_same = same(target);
    let mut gained = Gained {
        people: 0,
        held: 0,
        right: 0,
    };
    for (person, user) in &reached.without {
        let sent = effect::sent(evidence, program, *user);
        if sent.trim().is_empty() {
            continue;
        }
        let held = evidence.legacy.first_held_in(*person, attribute).trim();
        gained.people += 1;
        gained.held += usize::from(!held.is_empty());
        // Dates are spelt otherwise in the intranet's exports than they are sent.
        let is_right = is_same(held, &sent) || Equality::of(target) == Equality::Day;
        gained.right += usize::from(!held.is_empty() && is_right);
    }
    gained
}

/// How often the candidate is right where both sides have a value.
fn agreement(candidate: &Candidate) -> f64 {
    share(candidate.equal, candidate.both)
}

/// Whether two values are one: letter case means nothing in addresses.
fn same(target: &str) -> impl Fn(&str, &str) -> bool {
    let ignores_case = Equality::of(target) == Equality::IgnoreCase;
    move |a: &str, b: &str| {
        let is_caseless = ignores_case || a.contains('@');
        a == b || is_caseless && a.to_lowercase() == b.to_lowercase()
    }
}

/// Some of many, evenly.
fn spread<T>(all: &[T]) -> impl Iterator<Item = &T> {
    all.iter().step_by(all.len().div_ceil(COMPARED_MAX).max(1))
}

/// Both in one `Coalesce`.
pub(super) fn coalesced(first: &MappingSource, rest: &MappingSource) -> Option<MappingSource> {
    let parts = [arguments(first)?, arguments(rest)?];
    Some(MappingSource::Expression(format!(
        "Coalesce({})",
        parts.join(", ")
    )))
}

/// What stands in a chain for a source: itself, or the parts of its own chain.
fn arguments(source: &MappingSource) -> Option<String> {
    match source {
        MappingSource::Direct(name) => Some(format!("[{name}]")),
        MappingSource::Expression(text) => Some(match chain(text) {
            Some(parts) => parts.to_owned(),
            None => text.clone(),
        }),
        MappingSource::Constant(_) | MappingSource::None => None,
    }
}

/// The arguments of a text that is one `Coalesce`: its last bracket closes its first.
fn chain(text: &str) -> Option<&str> {
    let parts = text.strip_prefix("Coalesce(")?.strip_suffix(')')?;
    let (mut depth, mut is_quoted, mut is_escaped) = (0_i32, false, false);
    for letter in parts.chars() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            '(' if !is_quoted => depth += 1,
            ')' if !is_quoted => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return None;
        }
    }
    Some(parts)
}

//! Which source explains an intranet attribute: the documented default unless another attribute is clearly
//! better, and an expression where none agrees well alone.
//!
//! Only what explains it; whether it may be written is the policy's.

use super::{
    effect::Effect,
    evidence::{Evidence, PAIRS_MIN, luck, number, score, share},
    reach,
    study::{Candidate, Tally},
    words,
};
use crate::{
    AttributeId,
    catalogue::{self, Kind},
    mapping::MappingSource,
    synthesis::{self, Equality, Limits, Note, Synthesized, Task},
};

/// How much better than the default another attribute must explain the intranet's values.
const LEAD_MIN: f64 = 0.10;
/// A smaller lead counts too where it is nobody's accident: fewest people, their share, and by how many
/// standard deviations they outnumber those of whom the contrary is true.
const SMALL_LEAD: (u32, f64, f64) = (5, 0.01, 3.0);
/// How well another attribute must explain them at all.
const SCORE_MIN: f64 = 0.20;
/// How likely an unrelated attribute may agree as well, with many of them tried.
const LUCK_MAX: f64 = 1e-6;
/// Where an attribute alone gives this share of the intranet's values as they stand, nothing longer is
/// looked for.
const ENOUGH: f64 = 0.98;
/// What an expression must give beyond the best attribute: in values, in people, or in their spelling.
const GAIN_MIN: (f64, u32, f64) = (0.02, 3, 0.05);
/// Exceptions that are kept of an expression.
const EXCEPTIONS_MAX: usize = 100;

/// What may fill an attribute, and what does it best.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice {
    /// Best first.
    pub(super) candidates: Vec<Candidate>,
    /// The source; the default unless another one is clearly better.
    pub(super) source: MappingSource,
    /// Its position; none where the exports do not hold it or the target.
    pub(super) chosen: Option<usize>,
    /// The default's position, where another one was chosen.
    pub(super) beaten: Option<usize>,
    /// What it would do; none where that cannot be seen.
    pub(super) effect: Option<Effect>,
}

impl Choice {
    /// The figures of the source.
    pub(super) fn fit(&self) -> Option<&Candidate> {
        self.candidates.get(self.chosen?)
    }

    /// The figures of the default, where it was beaten.
    pub(super) fn beaten(&self) -> Option<&Candidate> {
        self.candidates.get(self.beaten?)
    }

    /// The best of the others that explains anything.
    pub(super) fn next(&self) -> Option<&Candidate> {
        self.candidates.get(next(&self.candidates, self.chosen)?)
    }

    /// What it would do, where enough people have a value on both sides to tell.
    pub(super) fn seen(&self) -> Option<Effect> {
        self.effect.filter(|effect| effect.both() >= PAIRS_MIN)
    }

    /// Whether the source plainly says what the intranet has.
    pub(super) fn is_clear(&self) -> bool {
        self.fit().is_some_and(|fit| is_clear(fit, SCORE_MIN))
    }
}

/// The best attribute beside a candidate that explains anything. A longer spelling of the same attribute
/// is no rival.
pub(super) fn next(candidates: &[Candidate], chosen: Option<usize>) -> Option<usize> {
    let mut others = (0..candidates.len()).filter(|at| Some(*at) != chosen);
    others.find(|at| candidates[*at].score > 0.0 && !name(&candidates[*at]).is_empty())
}

/// Whether a candidate explains at least this much, and not by accident.
pub(super) fn is_clear(candidate: &Candidate, score_min: f64) -> bool {
    candidate.score >= score_min && candidate.luck <= LUCK_MAX
}

/// The default source of a target, or what clearly explains the intranet better. Without a default, the
/// best that explains it.
pub(super) fn choose(evidence: &Evidence<'_>, target: &str, default: Option<&str>) -> Choice {
    let mut candidates = evidence.ranked(target);
    let chosen = plain(evidence, target, &candidates, default);
    let source = match (chosen, default) {
        (Some(at), _) => candidates[at].source.clone(),
        (None, Some(default)) => MappingSource::Direct(default.to_owned()),
        (None, None) => MappingSource::None,
    };
    let effect = Effect::of(evidence, target, &source);
    let found = longer(evidence, target, &candidates, effect);
    let best = match Equality::of(target) {
        Equality::Day => found
            .first()
            .filter(|best| is_clear(best, SCORE_MIN))
            .map(|_| 0),
        _ => better(&found, &candidates, chosen, effect),
    };
    let (source, effect) = match best {
        Some(one) => {
            let source = found[one].source.clone();
            let effect = Effect::of(evidence, target, &source);
            (source, effect)
        }
        None => (source, effect),
    };
    candidates.retain(|known| !found.iter().any(|one| one.source == known.source));
    candidates.extend(found);
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let (source, effect) = match tidied(evidence, target, &source, effect) {
        Some((tidy, effect)) => {
            candidates.push(evaluated(evidence, &tidy, effect));
            (tidy, Some(effect))
        }
        None => (source, effect),
    };
    let (source, effect) = match reach::farther(evidence, target, &source, &candidates) {
        Some(found) => {
            let effect = Effect::of(evidence, target, &found.source);
            candidates.extend(effect.map(|effect| Candidate {
                notes: found.notes,
                ..evaluated(evidence, &found.source, effect)
            }));
            (found.source, effect)
        }
        None => (source, effect),
    };
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let of = |wanted: &MappingSource| candidates.iter().position(|one| one.source == *wanted);
    let default = default.map(|name| MappingSource::Direct(name.to_owned()));
    Choice {
        chosen: of(&source),
        beaten: default
            .filter(|default| *default != source)
            .and_then(|d| of(&d)),
        candidates,
        source,
        effect,
    }
}

/// An attribute without the blanks around its values, where Azure has them and the intranet has not: each
/// of them would be sent as another value. The language has no function for that alone.
fn tidied(
    evidence: &Evidence<'_>,
    target: &str,
    source: &MappingSource,
    effect: Option<Effect>,
) -> Option<(MappingSource, Effect)> {
    let (MappingSource::Direct(name), Some(effect)) = (source, effect) else {
        return None;
    };
    let (_, people_min, share_min) = GAIN_MIN;
    let lost = effect.held() - effect.spelt;
    if lost < people_min || f64::from(lost) < share_min * f64::from(effect.held()) {
        return None;
    }
    let text = format!(r#"Replace([{name}], , "^\\s+|\\s+$", , "", , )"#);
    let tidy = MappingSource::Expression(text);
    let then = Effect::of(evidence, target, &tidy)?;
    let gained = then.spelt.saturating_sub(effect.spelt);
    let is_worth_it = gained >= people_min
        && f64::from(gained) >= share_min * f64::from(effect.held())
        && then.other <= effect.other;
    is_worth_it.then_some((tidy, then))
}

/// The choice of a source that was made elsewhere.
pub(super) fn made(evidence: &Evidence<'_>, target: &str, source: &MappingSource) -> Choice {
    let mut candidates = evidence.ranked(target);
    let effect = Effect::of(evidence, target, source);
    if let (MappingSource::Expression(_), Some(effect)) = (source, effect) {
        candidates.push(evaluated(evidence, source, effect));
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    }
    Choice {
        chosen: candidates.iter().position(|one| one.source == *source),
        beaten: None,
        candidates,
        source: source.clone(),
        effect,
    }
}

/// The attribute to take alone: the default, unless the best is clearly better.
fn plain(
    evidence: &Evidence<'_>,
    target: &str,
    candidates: &[Candidate],
    default: Option<&str>,
) -> Option<usize> {
    let is_default = |one: &Candidate| Some(name(one)) == default;
    let known = candidates.iter().position(is_default);
    let best = candidates.first().filter(|best| is_clear(best, SCORE_MIN));
    match (best, known) {
        (None, known) => known,
        (Some(_), None) => Some(0),
        (Some(best), Some(known)) => {
            let other = &candidates[known];
            let names = [name(best), name(other)];
            let is_ahead = best.score >= other.score.max(0.0) + LEAD_MIN
                || leads(evidence.alone(target, names), best.of);
            Some(if is_ahead { 0 } else { known })
        }
    }
}

/// Whether what only the first of two gives right outnumbers what only the second does.
fn leads((first, second): (u32, u32), of: u32) -> bool {
    let (people_min, share_min, deviations_min) = SMALL_LEAD;
    let lead = f64::from(first) - f64::from(second);
    lead >= f64::from(people_min)
        && lead >= share_min * f64::from(of)
        && lead >= deviations_min * f64::from(first + second).sqrt().min(f64::from(first))
}

fn name(candidate: &Candidate) -> &str {
    match &candidate.source {
        MappingSource::Direct(name) => name,
        _ => "",
    }
}

/// Expressions for what no attribute says alone, best first.
fn longer(
    evidence: &Evidence<'_>,
    target: &str,
    candidates: &[Candidate],
    alone: Option<Effect>,
) -> Vec<Candidate> {
    let known = catalogue::find(crate::Side::Legacy, target);
    let is_text = known.is_none_or(|known| !matches!(known.kind, Kind::Reference | Kind::Boolean));
    // A date is sent in one form alone, whatever the exports have.
    let is_date = Equality::of(target) == Equality::Day;
    let is_enough =
        !is_date && alone.is_some_and(|effect| share(effect.spelt, effect.held()) >= ENOUGH);
    let Some(attribute) = evidence.legacy.attribute(target) else {
        return Vec::new();
    };
    let (filled, _) = evidence.filled(target);
    if !is_text || is_enough || filled < PAIRS_MIN {
        return Vec::new();
    }
    let sources: Vec<AttributeId> = candidates
        .iter()
        .filter(|candidate| candidate.filled > 0)
        .filter_map(|candidate| evidence.azure.attribute(name(candidate)))
        .collect();
    let task = Task {
        legacy: evidence.legacy,
        azure: evidence.azure,
        pairs: &evidence.pairs,
        target: attribute,
        sources: &sources,
        equality: Equality::of(target),
    };
    let limits = Limits {
        exceptions_max: EXCEPTIONS_MAX,
        ..Limits::default()
    };
    let found = synthesis::find(&task, &limits);
    // Letters do not tell whether two dates are one; elsewhere attributes are counted already.
    let wanted = found
        .iter()
        .filter(|one| is_date || one.attribute().is_none());
    wanted.map(|one| candidate(evidence, one)).collect()
}

/// Position of the expression that is worth its length.
fn better(
    found: &[Candidate],
    candidates: &[Candidate],
    chosen: Option<usize>,
    alone: Option<Effect>,
) -> Option<usize> {
    let best = found.first()?;
    let (share_min, people_min, spelling_min) = GAIN_MIN;
    let of = f64::from(best.of.max(1));
    let plain = chosen.map_or(0, |at| candidates[at].equal);
    let spelt = alone.map_or(0, |effect| effect.spelt);
    let gained = best.equal.saturating_sub(plain);
    let gives_more = gained >= people_min && f64::from(gained) >= share_min * of;
    let spells_more = f64::from(best.exact.saturating_sub(spelt)) >= spelling_min * of
        && best.equal + people_min >= plain;
    ((gives_more || spells_more) && is_clear(best, SCORE_MIN)).then_some(0)
}

fn candidate(evidence: &Evidence<'_>, found: &Synthesized) -> Candidate {
    let all = found.fitted.with(found.held_back);
    Candidate {
        source: match found.attribute() {
            Some(attribute) => MappingSource::Direct(evidence.azure.name(attribute).to_owned()),
            None => MappingSource::Expression(found.expression.clone()),
        },
        of: all.of,
        both: all.both,
        equal: all.equal,
        exact: all.exact,
        chance: found.chance,
        score: score(all.of, all.both, all.equal, found.chance),
        luck: luck(all.both, all.equal, found.chance),
        distinct: 0,
        filled: found.covered,
        users: evidence.looked_at(),
        held_back: Some(Tally {
            both: found.held_back.both,
            equal: found.held_back.equal,
        }),
        exceptions: found.exceptions.clone(),
        notes: found.notes.iter().map(note).collect(),
    }
}

/// The figures of an expression that was not looked for.
fn evaluated(evidence: &Evidence<'_>, source: &MappingSource, effect: Effect) -> Candidate {
    let equal = effect.same + effect.respelt;
    Candidate {
        source: source.clone(),
        of: effect.held(),
        both: effect.both(),
        equal,
        exact: effect.same,
        chance: 0.0,
        score: score(effect.held(), effect.both(), equal, 0.0),
        luck: luck(effect.both(), equal, 0.0),
        distinct: 0,
        filled: effect.both() + effect.filled,
        users: number(evidence.pairs.len()),
        held_back: None,
        exceptions: Vec::new(),
        notes: Vec::new(),
    }
}

fn note(note: &Note) -> String {
    match note {
        Note::AmbiguousDates {
            attribute,
            taken,
            other,
        } => format!(
            "All values of {attribute} read as {taken} and as {other}; {taken} was taken because the intranet's dates agree with it."
        ),
        Note::MixedDates { attribute, unread } => format!(
            "{} of {attribute} is written in another form, so that nothing is sent for them.",
            words::values(*unread)
        ),
        Note::SwitchMayNull {
            entries,
            beside_table,
        } => format!(
            "A Switch of {} entries: in later cycles it may give nothing where its source did not change, and {} in Azure have a value that is not in it.",
            words::count(*entries),
            words::people(*beside_table)
        ),
        Note::TextAroundBlanks => {
            "Where a part is blank, the text around it is sent all the same.".to_owned()
        }
    }
}

//! The two keys the intranet holds for each account: user name and unique ID. Both are match keys,
//! and both hurt when they change, so their sources come from the matching's own evidence.

use super::{
    choose::{self, Choice},
    effect::Effect,
    evidence::{Evidence, PAIRS_MIN, Tally},
    policy::{self, Decided},
    words,
};
use crate::{
    UserIx,
    mapping::{Apply, AttributeMapping, MappingSource},
    matching::{KeyCandidate, KeySources},
};

const USER_NAME: &str = "userName";
const UNIQUE_ID: &str = "externalId";
const USER_NAME_DEFAULT: &str = "userPrincipalName";
/// How far the documented default may lie behind the best candidate and still be taken.
const DEFAULT_SLACK: f64 = 0.02;
/// How far a candidate that Entra offers may lie behind one it does not.
const OFFERED_SLACK: f64 = 0.01;
/// Share of sign-in names that must stay for the row to be applied to existing accounts.
const STAY_MIN: f64 = 0.9;

/// Share of the people with a key whom an expression must give theirs beyond the best attribute.
const EXPRESSION_GAIN_MIN: f64 = 0.02;

/// Where a key's value comes from.
enum KeySource {
    Attribute(String),
    /// The part of an address before the `@`.
    LocalPart(String),
}

/// The row of the user name, match key 1.
pub(super) fn user_name(evidence: &Evidence<'_>, sources: &KeySources) -> AttributeMapping {
    let chosen = chosen(
        &sources.user_name,
        sources.user_name_detected,
        Some(USER_NAME_DEFAULT),
    );
    let source = chosen.unwrap_or_else(|| KeySource::Attribute(USER_NAME_DEFAULT.to_owned()));
    let tally = source.tally(evidence, USER_NAME);
    let stays = tally.both < PAIRS_MIN || tally.agreement() >= STAY_MIN;
    AttributeMapping {
        apply: if stays {
            Apply::Always
        } else {
            Apply::OnCreate
        },
        precedence: Some(1),
        reason: user_name_reason(evidence, &source, tally, stays),
        evidence: figures(&sources.user_name),
        ..AttributeMapping::new(USER_NAME, source.mapping())
    }
}

/// The row of the unique ID, match key 3.
pub(super) fn unique_id(evidence: &Evidence<'_>, sources: &KeySources) -> AttributeMapping {
    let chosen = chosen(&sources.uid, sources.uid_detected, None);
    let is_known = chosen.is_some();
    let source = chosen.unwrap_or_else(|| KeySource::Attribute("objectId".to_owned()));
    let tally = source.tally(evidence, UNIQUE_ID);
    AttributeMapping {
        apply: if is_known {
            Apply::Always
        } else {
            Apply::OnCreate
        },
        precedence: Some(3),
        reason: if is_known {
            unique_id_reason(&source, tally)
        } else {
            unknown_id_reason(sources)
        },
        evidence: figures(&sources.uid),
        ..AttributeMapping::new(UNIQUE_ID, source.mapping())
    }
}

/// The row of a key with what is known of its sources: an expression where that gives more people the key
/// they have than any attribute alone.
pub(super) fn explained(evidence: &Evidence<'_>, row: AttributeMapping) -> Decided {
    let alone = choose::made(evidence, &row.target, &row.source);
    let default = match &row.source {
        MappingSource::Direct(name) => Some(name.as_str()),
        _ => None,
    };
    let choice = choose::choose(evidence, &row.target, default);
    let right = |choice: &Choice| choice.effect.map_or(0, |effect| effect.same);
    let is_longer = matches!(choice.source, MappingSource::Expression(_)) && choice.is_clear();
    let gained = right(&choice).saturating_sub(right(&alone));
    let held = choice.effect.map_or(0, Effect::held);
    if !is_longer || f64::from(gained) < EXPRESSION_GAIN_MIN * f64::from(held) {
        return Decided::row(row, alone);
    }
    let effect = choice.effect.unwrap_or_default();
    let stays = f64::from(effect.same) >= STAY_MIN * f64::from(effect.both());
    let row = AttributeMapping {
        apply: if stays {
            Apply::Always
        } else {
            Apply::OnCreate
        },
        reason: expression_reason(&row.target, effect, right(&alone), stays),
        evidence: policy::figures(&choice),
        source: choice.source.clone(),
        ..row
    };
    Decided::row(row, choice)
}

fn expression_reason(target: &str, effect: Effect, alone: u32, stays: bool) -> String {
    let label = words::label(target);
    let text = format!(
        "The expression gives {} linked people the {label} they have, where no attribute alone gives it to more than {}",
        words::of(effect.same, effect.both()),
        words::count(alone)
    );
    match stays {
        true => text + ".",
        false => {
            text + "; applied only when an account is created, because the others would get another one."
        }
    }
}

impl KeySource {
    /// Reads a candidate's name; none for a derivation that the mapping language cannot express.
    fn parse(name: &str) -> Option<Self> {
        let Some((function, rest)) = name.split_once('(') else {
            return Some(Self::Attribute(name.to_owned()));
        };
        let attribute = rest.strip_suffix(')')?;
        (function == "localpart").then(|| Self::LocalPart(attribute.to_owned()))
    }

    fn mapping(&self) -> MappingSource {
        match self {
            Self::Attribute(name) => MappingSource::Direct(name.clone()),
            Self::LocalPart(name) => {
                MappingSource::Expression(format!("Item(Split([{name}], \"@\"), 1)"))
            }
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Attribute(name) => name.clone(),
            Self::LocalPart(name) => format!("the part of {name} before the @"),
        }
    }

    fn attribute(&self) -> &str {
        match self {
            Self::Attribute(name) | Self::LocalPart(name) => name,
        }
    }

    fn tally(&self, evidence: &Evidence<'_>, target: &str) -> Tally {
        let attribute = evidence.azure.attribute(self.attribute());
        let value = |user: UserIx| {
            let text = attribute.map_or("", |id| evidence.azure.text(user, id));
            match self {
                Self::Attribute(_) => text,
                Self::LocalPart(_) => text.split('@').next().unwrap_or(""),
            }
        };
        evidence.tally(target, value, |now, value| {
            let (now, value) = (now.trim(), value.trim());
            now == value || now.to_lowercase() == value.to_lowercase()
        })
    }
}

/// The candidate to map: the default where it is as good as the best, else the best that Entra
/// offers as a source; none where nothing was detected or nothing can be expressed.
fn chosen(
    candidates: &[KeyCandidate],
    is_detected: bool,
    default: Option<&str>,
) -> Option<KeySource> {
    let best = candidates.first().filter(|_| is_detected)?;
    let near = |slack: f64| {
        candidates
            .iter()
            .take_while(move |candidate| candidate.share() >= best.share() - slack)
            .filter_map(|candidate| KeySource::parse(&candidate.attribute))
    };
    near(DEFAULT_SLACK)
        .find(
            |source| matches!(source, KeySource::Attribute(name) if Some(name.as_str()) == default),
        )
        .or_else(|| {
            near(OFFERED_SLACK).find(|source| words::availability(source.attribute()).is_empty())
        })
        .or_else(|| near(OFFERED_SLACK).next())
}

fn user_name_reason(
    evidence: &Evidence<'_>,
    source: &KeySource,
    tally: Tally,
    stays: bool,
) -> String {
    let name = source.name();
    let note = words::availability(source.attribute());
    let renamed = tally.both - tally.equal;
    if tally.both < PAIRS_MIN {
        return format!(
            "Entra's default: too few linked people to see whether {name} is what people sign in with{note}."
        );
    }
    let same = format!(
        "the intranet's user name is Azure's {name} for {} linked people",
        words::of(tally.equal, tally.both)
    );
    if !stays {
        return format!(
            "Applied only when an account is created, so that sign-in names stay: {same}, and an update would rename {}{note}.",
            words::people(renamed)
        );
    }
    let mut text = format!("Keeps sign-in names: {same}");
    if name != USER_NAME_DEFAULT {
        let default = KeySource::Attribute(USER_NAME_DEFAULT.to_owned());
        let other = default.tally(evidence, USER_NAME);
        text += &format!(
            ", where {USER_NAME_DEFAULT} would rename {}",
            words::people(other.both - other.equal)
        );
    }
    if renamed > 0 {
        text += &format!("; {} would be renamed all the same", words::people(renamed));
    }
    text + note + "."
}

fn unique_id_reason(source: &KeySource, tally: Tally) -> String {
    let differ = tally.both - tally.equal;
    let mut text = format!(
        "The intranet's unique IDs come from Azure's {}: equal for {} linked people",
        source.name(),
        words::of(tally.equal, tally.both)
    );
    if differ > 0 {
        text += &format!("; {} would get another ID", words::people(differ));
    }
    text + words::availability(source.attribute()) + "."
}

fn unknown_id_reason(sources: &KeySources) -> String {
    let best = match sources.uid.first() {
        Some(best) if best.equal > 0 => format!(
            "the best, {}, explains {}",
            best.attribute,
            words::of(best.equal, best.of)
        ),
        _ => "none of them occurs in Azure".to_owned(),
    };
    format!(
        "Warning: where the intranet's unique IDs come from could not be found ({best}), so only new accounts get one, their object ID, and existing IDs stay; find the source before relying on this key."
    )
}

fn figures(candidates: &[KeyCandidate]) -> String {
    let figure = |candidate: &KeyCandidate| {
        format!(
            "{}: {}",
            candidate.attribute,
            words::of(candidate.equal, candidate.of)
        )
    };
    let mut shown = candidates.iter().filter(|candidate| candidate.equal > 0);
    let parts: Vec<String> = shown
        .next()
        .map(figure)
        .into_iter()
        .chain(
            shown
                .next()
                .map(|candidate| format!("next {}", figure(candidate))),
        )
        .collect();
    parts.join("; ")
}

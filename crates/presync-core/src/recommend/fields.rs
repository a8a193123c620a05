//! Intranet fields that Entra's default mapping does not fill: optional ones of the vendor's schema, and the
//! customer's own. Each gets a row where Azure plainly fills it already, and none otherwise.

use super::{
    choose::{self, Choice},
    evidence::Evidence,
    habits_table::{Habit, NEVER, OPTIONAL},
    lint,
    policy::{self, Decided},
    words,
};
use crate::{
    Side,
    catalogue::{self, INTERACT_USER, fold_header},
    mapping::MappingSource,
};

/// How well a source must explain a field that nobody asked to be filled.
const SCORE_MIN: f64 = 0.2;

/// What is decided of every exported field that `written` does not name.
pub(super) fn rows(evidence: &Evidence<'_>, written: &[Decided]) -> Vec<Decided> {
    let is_written = |name: &str| written.iter().any(|one| one.target == name);
    let targets = evidence.legacy.attributes();
    targets
        .filter(|(_, name)| !is_written(name))
        .map(|(_, name)| decided(evidence, name))
        .collect()
}

fn decided(evidence: &Evidence<'_>, target: &str) -> Decided {
    let none = |choice: Choice, why: String| Decided {
        target: target.to_owned(),
        row: None,
        choice,
        why_none: why,
    };
    if let Some(why) = never(target) {
        let choice = choose::made(evidence, target, &MappingSource::None);
        return none(choice, format!("No row: {why}."));
    }
    let mut choice = choose::choose(evidence, target, None);
    let is_clear = |fit| choose::is_clear(fit, SCORE_MIN);
    if !choice.fit().is_some_and(is_clear) {
        let why = unexplained(evidence, target, &choice);
        choice.chosen = None;
        return none(choice, why);
    }
    let (path, note) = match path(evidence, target) {
        Ok(found) => found,
        Err(why) => return none(choice, why),
    };
    let mut row = policy::row(evidence, target, habit(target), &choice);
    row.target = path;
    row.reason += &note;
    Decided {
        target: target.to_owned(),
        row: Some(row),
        choice,
        why_none: String::new(),
    }
}

fn habit(target: &str) -> Habit {
    let known = OPTIONAL.iter().find(|(name, _)| *name == target);
    known.map_or(Habit::Edited, |(_, habit)| *habit)
}

fn never(target: &str) -> Option<&'static str> {
    let listed = NEVER.iter().find(|(name, _)| *name == target);
    let never = listed.map(|(_, why)| *why);
    never
        .or_else(|| lint::unsupported(target))
        .or_else(|| (target == "userType").then_some("a profile type sent for everybody takes Power Users' rights; grant it from an extension attribute of your own, and only where that holds every profile type"))
}

fn unexplained(evidence: &Evidence<'_>, target: &str, choice: &Choice) -> String {
    let (filled, distinct) = evidence.filled(target);
    if filled == 0 {
        return "No row: no linked person has a value in the intranet.".to_owned();
    }
    let best = match choice.candidates.first().filter(|best| best.score > 0.0) {
        Some(best) => format!(
            "the best, {}, does for {}",
            words::bare(&best.source),
            words::of(best.equal, best.of)
        ),
        None => format!(
            "none agrees with its {} more often than by chance",
            words::values(distinct)
        ),
    };
    format!(
        "No row: no Azure attribute plainly says it ({best}), so the first sync leaves it as it is."
    )
}

/// The path that a row names a field by, with what is assumed about it; why there is none.
fn path(evidence: &Evidence<'_>, target: &str) -> Result<(String, String), String> {
    if catalogue::find(Side::Legacy, target).is_some() || target.starts_with("urn:") {
        return Ok((target.to_owned(), String::new()));
    }
    if target.contains('?') {
        return Err("No row: the field's name holds a question mark, which makes every call to the intranet fail; make the field again without it, then map it.".to_owned());
    }
    if let Some(site) = evidence.given.site {
        let folded = fold_header(target);
        let last = |path: &str| fold_header(path.rsplit(':').next().unwrap_or(path));
        let mut fields = site.custom_fields();
        return match fields.find(|field| last(&field.path) == folded) {
            Some(field) => Ok((field.path.clone(), String::new())),
            None => Err("No row: the site's /Schemas does not name this field.".to_owned()),
        };
    }
    let path = format!("{INTERACT_USER}:{}", attribute_name(target));
    let note = " The path is assumed from the field's name: take it from the site's /Schemas before you use it.";
    Ok((path, note.to_owned()))
}

/// A header as a SCIM attribute name (RFC 7643 §2.1): as it is where it is one, else its words run together.
fn attribute_name(header: &str) -> String {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$');
    let words = header
        .split(|c: char| !is_name(c))
        .filter(|word| !word.is_empty());
    let mut name = String::new();
    for word in words {
        let mut letters = word.chars();
        let first = letters.next().unwrap_or_default();
        match name.is_empty() && header.contains(' ') {
            true => name.extend(word.chars().flat_map(char::to_lowercase)),
            false if name.is_empty() => name.push_str(word),
            false => {
                name.extend(first.to_uppercase());
                name.push_str(letters.as_str());
            }
        }
    }
    name
}

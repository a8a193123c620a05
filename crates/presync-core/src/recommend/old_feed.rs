//! What the old feed's own settings say of an attribute: whether it took it at all, its defaults, what it
//! was allowed to clear (general profile source field mapping).
//!
//! Evidence in words and one truth; the rows decide.

use super::{evidence::Evidence, words};
use crate::catalogue::{ENTERPRISE_USER, INTERACT_USER};

/// Settings by the attribute they are about: whether the feed took it, and the id of its fallback.
const SETTINGS: &[(&str, &str, &str, &str)] = &[
    (
        ENTERPRISE_USER,
        "organization",
        "syncCompanies",
        "defaultCompany",
    ),
    (
        ENTERPRISE_USER,
        "department",
        "syncDepartments",
        "defaultDepartment",
    ),
    (
        INTERACT_USER,
        "location",
        "syncLocations",
        "defaultLocation",
    ),
    (ENTERPRISE_USER, "manager", "syncManagers", ""),
    ("", "locale", "", "defaultCulture"),
];

/// What a feed said about an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Said {
    /// The old feed left it to the intranet.
    pub(super) is_left_alone: bool,
    /// What to add to a reason: empty, or clauses that begin with a semicolon.
    pub(super) clauses: String,
}

/// What the imported feeds say about a target.
pub(super) fn said(evidence: &Evidence<'_>, target: &str) -> Said {
    let setting = SETTINGS
        .iter()
        .find(|(urn, name, ..)| is_named(target, urn, name));
    let (takes, fallback) = setting.map_or(("", ""), |(_, _, takes, fallback)| (*takes, *fallback));
    let mut said = Said::default();
    let mut took = false;
    for (file, feed) in evidence.given.feeds {
        match feed.option(takes) {
            Some(value) if is_no(value) => {
                said.is_left_alone = true;
                said.clauses += &format!(
                    "; the old feed left it to the intranet ({takes} is {value} in {file})"
                );
            }
            value => took |= value.is_some(),
        }
        if let Some(id) = feed.option(fallback).filter(|id| !id.trim().is_empty()) {
            said.clauses += &format!(
                "; the old feed gave new people the {} with the intranet's number {id} where it had none ({fallback} in {file}), which a mapping needs by name",
                words::label(target)
            );
        }
        if let Some(cells) = feed.apply_blank.get(target).filter(|cells| **cells > 0) {
            said.clauses += &format!(
                "; the old feed cleared it where it was empty ({} in {file}), which Entra never does",
                words::cells(*cells)
            );
        }
    }
    said.is_left_alone &= !took;
    said
}

/// How people sign in by the old feed's setting, in the word of the SCIM service, with the file. The pairs
/// of number and word are assumed from their names.
pub(super) fn login_type<'a>(evidence: &Evidence<'a>) -> Option<(&'static str, &'a str)> {
    let mut feeds = evidence.given.feeds.iter();
    feeds.find_map(|(file, feed)| {
        let word = match feed.option("loginType")?.trim() {
            "0" => "Local Login",
            "1" => "Windows Login",
            "2" => "SAML",
            _ => return None,
        };
        Some((word, *file))
    })
}

/// What the old feeds did with people whom their source disabled, as a clause; empty where none says.
/// The letters are the vendor's: `d` disables, `a` archives, `x` does nothing.
pub(super) fn disabled_users(evidence: &Evidence<'_>) -> String {
    const OPTION: &str = "actionDisabledUsers";
    let mut feeds = evidence.given.feeds.iter();
    let said = feeds.find_map(|(file, feed)| {
        let did = match feed.option(OPTION)?.trim() {
            "d" | "D" => "disabled them too",
            "a" | "A" => "archived them, which no mapping does",
            "x" | "X" => "left them as they were, so this is new to the intranet",
            _ => return None,
        };
        Some(format!("; the old feed {did} ({OPTION} in {file})"))
    });
    said.unwrap_or_default()
}

fn is_named(target: &str, urn: &str, name: &str) -> bool {
    let rest = match urn {
        "" => Some(target),
        urn => target
            .strip_prefix(urn)
            .and_then(|rest| rest.strip_prefix(':')),
    };
    rest == Some(name)
}

fn is_no(value: &str) -> bool {
    crate::spelling::parse_boolean(value.trim()) == Some(false)
}

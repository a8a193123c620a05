//! Findings that somebody looked at and accepts, with the reason. Nothing vanishes: what is suppressed is
//! listed beside the findings, and a suppression that matches nothing is said.
//!
//! It sorts the findings of a finished plan; it finds none. Where suppressions are kept is the workspace's.

use serde::{Deserialize, Serialize};

use crate::{
    Plan, Population, Side,
    finding::{Finding, FindingCode, Subject},
    mapping::Mapping,
    summary::IdentityColumns,
};

/// Stands for any key or any attribute.
pub const ANY: &str = "*";

/// One accepted finding, or all of a kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Suppression {
    /// The finding's code.
    pub code: FindingCode,
    /// The side of the user it concerns; none for the mapping and the engagement, and with [`ANY`] key for
    /// whatever it concerns.
    pub side: Option<Side>,
    /// The user's anchor, or the target of the mapping row, as `findings.csv` has it; or [`ANY`].
    pub key: String,
    /// The attribute; or [`ANY`].
    pub attribute: String,
    /// Why, in the person's words.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

impl Suppression {
    /// Whether two are about the same findings, whatever their reasons.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let of = |one: &Self| (one.code, one.side, fold(&one.key), fold(&one.attribute));
        of(self) == of(other)
    }

    fn covers(&self, finding: &Finding, key: &str) -> bool {
        if self.code != finding.code {
            return false;
        }
        let side = match finding.subject {
            Subject::User(side, _) => Some(side),
            Subject::Mapping(_) | Subject::Engagement => None,
        };
        let any_key = self.key == ANY;
        let is_subject = any_key && (self.side.is_none() || self.side == side)
            || self.side == side && fold(&self.key) == fold(key);
        let is_attribute =
            self.attribute == ANY || fold(&self.attribute) == fold(&finding.attribute);
        is_subject && is_attribute
    }
}

/// What is suppressed in a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suppressed {
    /// The suppressions in force, in the order given.
    pub all: Vec<Suppression>,
    /// The findings that are left out, with the position of the suppression that covers each.
    pub findings: Vec<(Finding, u32)>,
}

/// Why a suppression covers nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idle {
    /// Nobody and nothing is called so.
    UnknownSubject,
    /// The finding is not there, or not there any more.
    NothingFound,
}

impl Suppressed {
    /// How many findings a suppression covers.
    #[must_use]
    pub fn count(&self, at: u32) -> usize {
        self.findings.iter().filter(|(_, by)| *by == at).count()
    }
}

/// Takes the findings out of a plan that suppressions cover, and gives those that cover none, with why.
/// Where several cover a finding the first does.
pub fn suppress(
    plan: &mut Plan,
    all: Vec<Suppression>,
    sides: [&Population; 2],
    mapping: &Mapping,
) -> Vec<(u32, Idle)> {
    let [legacy, azure] = sides;
    let columns = IdentityColumns::between(legacy, azure);
    let key = |finding: &Finding| key_of(finding, &columns, mapping);
    let mut taken = Suppressed::default();
    let (mut open, mut used) = (Vec::new(), vec![false; all.len()]);
    for finding in std::mem::take(&mut plan.findings) {
        let covering = all
            .iter()
            .position(|one| one.covers(&finding, key(&finding)));
        match covering.and_then(|at| Some((at, u32::try_from(at).ok()?))) {
            Some((at, by)) => {
                used[at] = true;
                taken.findings.push((finding, by));
            }
            None => open.push(finding),
        }
    }
    plan.findings = open;
    let idle = (0u32..)
        .zip(all.iter().zip(used))
        .filter(|(_, (_, used))| !used);
    let idle = idle
        .map(|(at, (one, _))| (at, why_idle(one, sides, &columns, mapping)))
        .collect();
    taken.all = all;
    plan.suppressed = taken;
    idle
}

/// The subject's key as `findings.csv` has it.
fn key_of<'a>(finding: &Finding, columns: &IdentityColumns<'a>, mapping: &'a Mapping) -> &'a str {
    match finding.subject {
        Subject::User(side, user) => columns.anchor(side, user),
        Subject::Mapping(row) => {
            let row = row.and_then(|row| mapping.users.rows.get(usize::from(row)));
            row.map_or("", |row| row.target.as_str())
        }
        Subject::Engagement => "",
    }
}

fn why_idle(
    one: &Suppression,
    [legacy, azure]: [&Population; 2],
    columns: &IdentityColumns<'_>,
    mapping: &Mapping,
) -> Idle {
    let named = fold(&one.key);
    let is_known = match one.side {
        _ if one.key == ANY || one.key.is_empty() => true,
        None => mapping
            .users
            .rows
            .iter()
            .any(|row| fold(&row.target) == named),
        Some(side) => {
            let users = match side {
                Side::Legacy => legacy,
                Side::Azure => azure,
            };
            users
                .users()
                .any(|user| fold(columns.anchor(side, user)) == named)
        }
    };
    match is_known {
        true => Idle::NothingFound,
        false => Idle::UnknownSubject,
    }
}

fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

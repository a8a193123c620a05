//! Power Users: what the sync would do to each of them, so that rights can be checked and granted again.
//!
//! It reads the plan. The pitfall P04 counts those who would lose; this names everybody.

use super::FixPlan;
use crate::{
    Outcome, UserIx,
    engagement::Engagement,
    mapping::{Apply, MappingSource},
    plan::LegacyRow,
};

const POWER_USER: &str = "Power User";

/// What would become of the rights of a Power User.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rights {
    /// The account is found by user name, and the profile type is not written.
    Kept,
    /// The account is found by another key, and the profile type is not sent.
    FoundOtherwise,
    /// The sync would write another profile type.
    Written(String),
    /// The person would get a second account, without the rights.
    LeftBehind,
    /// Somebody else's Azure user would take the account over, with the rights.
    Inherited,
    /// The sync would not reach the account.
    Unreached,
}

impl Rights {
    /// The word used in files.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::FoundOtherwise => "check",
            Self::Written(_) => "lost",
            Self::LeftBehind => "left behind",
            Self::Inherited => "inherited",
            Self::Unreached => "untouched",
        }
    }

    /// What would happen and what to do, as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::Kept => "would be found by user name, and userType is not written".to_owned(),
            Self::FoundOtherwise => {
                "would be found by another key than the user name, and userType is not sent: check the rights after the first sync"
                    .to_owned()
            }
            Self::Written(value) => {
                format!("userType would become {value}: send a correct userType, or grant the rights again")
            }
            Self::LeftBehind => {
                "would get a second account without the rights: fix or hold back first, else grant them again"
                    .to_owned()
            }
            Self::Inherited => {
                "somebody else would take the account over, rights included: fix or hold back first"
                    .to_owned()
            }
            Self::Unreached => "the sync would not reach the account: the rights stay".to_owned(),
        }
    }
}

/// A Power User of the intranet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PowerUser<'a> {
    /// The account.
    pub user: UserIx,
    /// Its Azure user by a counting link or an open pair, if any.
    pub azure: Option<UserIx>,
    /// What becomes of the account as the plan stands.
    pub outcome: Outcome,
    /// What becomes of its Azure user after the fixes; none where that is as it is.
    pub after: Option<Outcome>,
    /// The target attribute by which it would be found; empty where it is not found.
    pub found_by: &'a str,
    /// Where the mapping takes the profile type from.
    pub user_type: String,
    /// What would become of the rights, as the plan stands.
    pub rights: Rights,
}

/// Everybody whose profile type is Power User, in the order of the export.
#[must_use]
pub fn power_users<'a>(engagement: &Engagement<'a>, fixes: &FixPlan) -> Vec<PowerUser<'a>> {
    let legacy = engagement.legacy;
    let Some(kind) = legacy.attribute("userType") else {
        return Vec::new();
    };
    let user_type = user_type(engagement);
    let users = legacy.users().zip(&engagement.plan.legacy);
    users
        .filter(|(user, _)| legacy.text(*user, kind).eq_ignore_ascii_case(POWER_USER))
        .map(|(user, row)| {
            let predicted = fixes.predicted.as_ref();
            let after = predicted.and_then(|all| Some(all.rows[row.identity?.index()].0));
            PowerUser {
                user,
                azure: row.identity,
                outcome: row.outcome,
                after,
                found_by: found_by(engagement, row),
                user_type: user_type.clone(),
                rights: rights(engagement, user, row),
            }
        })
        .collect()
}

fn found_by<'a>(engagement: &Engagement<'a>, row: &LegacyRow) -> &'a str {
    let key = row
        .found_by
        .and_then(|finder| engagement.plan.azure[finder.index()].rule_key);
    key.map_or("", |key| {
        &engagement.mapping.users.rows[usize::from(key)].target
    })
}

fn rights(engagement: &Engagement<'_>, user: UserIx, row: &LegacyRow) -> Rights {
    match row.outcome {
        Outcome::Takeover => return Rights::Inherited,
        Outcome::Duplicate => return Rights::LeftBehind,
        Outcome::Linked => {}
        _ => return Rights::Unreached,
    }
    let plan = engagement.plan;
    let finder = row.found_by.map(|finder| &plan.azure[finder.index()]);
    let changes = finder.into_iter().flat_map(|finder| finder.changes.clone());
    let is_type = |at: &u32| {
        let change = plan.changes.get(*at);
        let target = &engagement.mapping.users.rows[usize::from(change.row)].target;
        change.account == Some(user) && target == "userType"
    };
    let mut written = changes.filter(is_type);
    match (written.next(), found_by(engagement, row)) {
        (Some(at), _) => Rights::Written(plan.changes.would_be(at).to_owned()),
        (None, "userName") => Rights::Kept,
        (None, _) => Rights::FoundOtherwise,
    }
}

/// How the mapping gives the profile type.
fn user_type(engagement: &Engagement<'_>) -> String {
    let Some(row) = engagement.mapping.users.row("userType") else {
        return "not mapped".to_owned();
    };
    let source = match &row.source {
        MappingSource::Constant(text) => format!("constant: {text}"),
        MappingSource::None => match &row.default {
            Some(default) => format!("only if empty: {default}"),
            None => "none".to_owned(),
        },
        other => other.label(),
    };
    match row.apply {
        Apply::OnCreate => format!("{source}, only during object creation"),
        _ => source,
    }
}

//! Who could not be created: people in Azure for whom the source of a required attribute gives nothing.
//!
//! A key gets a second source that everybody has, where that changes nobody's key. What cannot be filled
//! is said. A default reaches new accounts alone, and would be the same for all of them.

use presync_expr::Program;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{
    effect::{self, Effect, program},
    evidence::{Evidence, number},
    reach, words,
};
use crate::{
    Side, UserIx, catalogue,
    mapping::{Apply, AttributeMapping, Mapping, MappingSource},
};

/// Common to all resources (RFC 7643 §3.1), so that a site's schemas need not name it.
const UNIQUE_ID: &str = "externalId";
/// What everybody has, by the key that it may stand for: nobody else has the same.
const EVERYBODY: &[(&str, &str)] = &[("userName", "userPrincipalName"), (UNIQUE_ID, "objectId")];

/// Whether the intranet refuses an account without it: by the site's own schema where that is given, else
/// by the vendor's documentation.
pub(super) fn is_required(evidence: &Evidence<'_>, target: &str) -> bool {
    let known = || catalogue::find(Side::Legacy, target).is_some_and(|known| known.required);
    match evidence.given.site {
        Some(site) => match site.find(target) {
            Some(attribute) => attribute.required,
            None => target == UNIQUE_ID && known(),
        },
        None => known(),
    }
}

/// Sees to the required rows of a mapping whose sources give some people nothing.
pub(super) fn settle(evidence: &Evidence<'_>, mapping: &mut Mapping) {
    for row in &mut mapping.users.rows {
        let is_open = row
            .default
            .as_deref()
            .is_none_or(|text| text.trim().is_empty());
        if is_open && is_required(evidence, row.target.trim()) {
            fill(evidence, row);
        }
    }
}

fn fill(evidence: &Evidence<'_>, row: &mut AttributeMapping) {
    let Some(lacking) = lacking(evidence, &row.source).filter(|lacking| *lacking > 0) else {
        return;
    };
    let all = number(evidence.azure.len());
    let who = format!("{} of all in Azure have none", words::of(lacking, all));
    row.reason += &match everybody(evidence, row) {
        Some((name, source)) if is_harmless(evidence, row) => {
            row.source = source;
            format!(" {who} and get their {name} instead, without which they could not be created.")
        }
        Some((name, _)) => format!(
            " {who} and are refused until they get one: their {name} instead could replace what linked people have."
        ),
        None => format!(
            " {who} and are refused until Azure has one: no other attribute says the same, and a default would be one for all of them."
        ),
    };
}

/// How many Azure users a source gives nothing; none where it reads nothing of a user.
fn lacking(evidence: &Evidence<'_>, source: &MappingSource) -> Option<u32> {
    let all = number(evidence.azure.len());
    if let MappingSource::Direct(name) = source {
        let attribute = evidence.azure.attribute(name)?;
        return Some(all - number(evidence.azure.column(attribute).filled()));
    }
    let program = program(evidence, source)?;
    Some(number(without(evidence, &program)))
}

fn without(evidence: &Evidence<'_>, program: &Program) -> usize {
    let users: Vec<UserIx> = evidence.azure.users().collect();
    let is_without = |user: &UserIx| effect::sent(evidence, program, *user).trim().is_empty();
    users.into_par_iter().filter(is_without).count()
}

/// What everybody has and the key's source does not read, with both in one expression.
fn everybody(
    evidence: &Evidence<'_>,
    row: &AttributeMapping,
) -> Option<(&'static str, MappingSource)> {
    let (_, name) = EVERYBODY
        .iter()
        .find(|(target, _)| *target == row.target.trim())?;
    let rest = MappingSource::Direct((*name).to_owned());
    let is_held = lacking(evidence, &rest) == Some(0);
    let both = reach::coalesced(&row.source, &rest).filter(|_| is_held && row.source != rest)?;
    Some((name, both))
}

/// Whether nobody who has a key would get another one: on creation anyway, else where no linked person
/// has one without Azure saying it.
fn is_harmless(evidence: &Evidence<'_>, row: &AttributeMapping) -> bool {
    let effect = Effect::of(evidence, row.target.trim(), &row.source);
    row.apply == Apply::OnCreate || effect.is_some_and(|effect| effect.kept == 0)
}

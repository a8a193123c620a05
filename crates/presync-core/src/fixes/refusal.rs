//! Who would be refused, for what, and whether that is the person's data or the mapping's own doing.
//!
//! It reads a plan's findings. A mapping that is refused for everybody is no matter for data fixes.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Plan, Side, UserIx,
    finding::{FindingCode, Subject},
    mapping::{Mapping, MappingSource},
};

const CODES: [FindingCode; 5] = [
    FindingCode::RequiredEmpty,
    FindingCode::NotAllowed,
    FindingCode::SeveralValues,
    FindingCode::ExpressionError,
    FindingCode::UserNameTaken,
];

/// Refusals by Azure user, each with its target attribute; none where only the mapping is at fault.
#[derive(Debug, Default)]
pub(super) struct Refusals<'p>(BTreeMap<UserIx, Vec<(FindingCode, &'p str)>>);

impl<'p> Refusals<'p> {
    pub(super) fn of(plan: &'p Plan, mapping: &Mapping) -> Self {
        let at_fault = at_fault(plan, mapping);
        let mut refusals = Self::default();
        for finding in &plan.findings {
            let Subject::User(Side::Azure, user) = finding.subject else {
                continue;
            };
            if CODES.contains(&finding.code) {
                let of_user = refusals.0.entry(user).or_default();
                if !at_fault.contains(finding.attribute.as_ref()) {
                    of_user.push((finding.code, finding.attribute.as_ref()));
                }
            }
        }
        refusals
    }

    /// What of a person's own data is refused.
    pub(super) fn of_data(&self, user: UserIx) -> &[(FindingCode, &'p str)] {
        self.0.get(&user).map_or(&[], Vec::as_slice)
    }

    /// Whether the mapping is refused, and nothing of the person's data.
    pub(super) fn is_of_mapping(&self, user: UserIx) -> bool {
        self.0.get(&user).is_some_and(Vec::is_empty)
    }

    /// Whether a person lacks required values, and is refused for nothing else.
    pub(super) fn is_lack(&self, user: UserIx) -> bool {
        let mut all = self.of_data(user).iter().peekable();
        all.peek().is_some() && all.all(|(code, _)| *code == FindingCode::RequiredEmpty)
    }
}

/// Target attributes that get the same text for everybody, or whose expression cannot be read.
fn at_fault<'m>(plan: &Plan, mapping: &'m Mapping) -> BTreeSet<&'m str> {
    let broken: BTreeSet<u16> = plan
        .findings
        .iter()
        .filter(|finding| finding.code == FindingCode::ExpressionError)
        .filter_map(|finding| match finding.subject {
            Subject::Mapping(row) => row,
            _ => None,
        })
        .collect();
    let is_same =
        |source: &MappingSource| matches!(source, MappingSource::Constant(_) | MappingSource::None);
    let rows = (0u16..).zip(&mapping.users.rows);
    rows.filter(|(at, row)| is_same(&row.source) || broken.contains(at))
        .map(|(_, row)| row.target.as_str())
        .collect()
}

//! Which findings concern which user, for every user of both sides: codes only.

use crate::{
    Side, UserIx,
    engagement::Engagement,
    finding::{FindingCode, Subject},
};

/// Finding codes by user, each once, in the order of the codes.
#[derive(Debug)]
pub struct FindingCodes {
    azure: BySide,
    legacy: BySide,
}

/// The codes of user `n` lie between `starts[n]` and `starts[n + 1]`.
#[derive(Debug)]
struct BySide {
    starts: Vec<u32>,
    codes: Vec<FindingCode>,
}

impl FindingCodes {
    /// The codes of everybody in an engagement.
    #[must_use]
    pub fn of(engagement: &Engagement<'_>) -> Self {
        Self {
            azure: BySide::of(engagement, Side::Azure, engagement.azure.len()),
            legacy: BySide::of(engagement, Side::Legacy, engagement.legacy.len()),
        }
    }

    /// The codes of one user.
    #[must_use]
    pub fn of_user(&self, side: Side, user: UserIx) -> &[FindingCode] {
        match side {
            Side::Azure => self.azure.of_user(user),
            Side::Legacy => self.legacy.of_user(user),
        }
    }
}

impl BySide {
    fn of(engagement: &Engagement<'_>, side: Side, users: usize) -> Self {
        let of_side = |subject| match subject {
            Subject::User(of, user) if of == side => Some(user),
            _ => None,
        };
        let findings = &engagement.plan.findings;
        let mut pairs: Vec<(UserIx, FindingCode)> = findings
            .iter()
            .filter_map(|finding| Some((of_side(finding.subject)?, finding.code)))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0u32; users + 1];
        for (user, _) in &pairs {
            starts[user.index() + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self {
            starts,
            codes: pairs.into_iter().map(|(_, code)| code).collect(),
        }
    }

    fn of_user(&self, user: UserIx) -> &[FindingCode] {
        let start = self.starts[user.index()] as usize;
        &self.codes[start..self.starts[user.index() + 1] as usize]
    }
}

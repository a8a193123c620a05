//! What matching noticed: shared keys, contradicted keys, addresses given to somebody else, second accounts,
//! pairs nobody has decided. Decisions and links are made elsewhere.

use rayon::slice::ParallelSliceMut;

use super::{
    attributes::LEGACY_UID, compare::Sides, outcome::Row, profile::Profiles, verdict::Veto,
};
use crate::{
    LinkRule, LinkStatus, Population, Side, UserIx,
    decision::Decision,
    finding::{Finding, FindingCode, Subject},
};

/// More users than this under one key are named once, as a group.
const NAMED_MAX: usize = 20;

/// The two sides with what was derived from them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noticing<'a> {
    pub(super) legacy: &'a Population,
    pub(super) azure: &'a Population,
    pub(super) sides: &'a Sides<'a>,
    pub(super) uid_attribute: &'a str,
    /// Decisions that name nobody, or not one user alone.
    pub(super) unplaced: &'a [Decision],
}

impl Noticing<'_> {
    /// All findings, in order of code and subject.
    pub(super) fn findings(&self, rows: &[Row]) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.add_shared_keys(&mut findings);
        findings.extend(self.unplaced.iter().map(|decision| {
            let evidence = format!("{} – {}", decision.legacy_anchor, decision.azure_anchor);
            Finding::new(
                FindingCode::DecisionUnplaced,
                Subject::Engagement,
                "",
                &evidence,
            )
        }));
        let firsts = self.firsts(rows);
        for row in rows {
            findings.extend(self.contradiction(row));
            findings.extend(self.second_account(row, &firsts));
            findings.extend(self.open_identity(row));
        }
        findings.par_sort_by(|a, b| {
            (a.code, a.subject, &a.attribute, &a.evidence).cmp(&(
                b.code,
                b.subject,
                &b.attribute,
                &b.evidence,
            ))
        });
        findings.dedup();
        findings
    }

    fn add_shared_keys(&self, findings: &mut Vec<Finding>) {
        for (side, profiles, uid, login, mail) in [
            (
                Side::Legacy,
                self.sides.legacy,
                LEGACY_UID,
                "userName",
                "emails[type eq \"work\"].value",
            ),
            (
                Side::Azure,
                self.sides.azure,
                self.uid_attribute,
                "userPrincipalName",
                "mail",
            ),
        ] {
            let uids = profiles
                .users()
                .map(|user| (profiles.of(user).uid.normal, user));
            self.add_shared(side, uid, uids.collect(), findings);
            if side == Side::Legacy {
                let logins = profiles.users().map(|user| (profiles.of(user).login, user));
                self.add_shared(side, login, logins.collect(), findings);
            }
            self.add_shared(side, mail, self.addresses(profiles), findings);
        }
    }

    fn addresses(&self, profiles: &Profiles) -> Vec<(u64, UserIx)> {
        let books = self.sides.books;
        profiles
            .users()
            .flat_map(|user| {
                let addresses = profiles.addresses.of(user).iter();
                addresses.map(move |address| (books.domains.hash(*address), user))
            })
            .collect()
    }

    fn add_shared(
        &self,
        side: Side,
        attribute: &str,
        mut keys: Vec<(u64, UserIx)>,
        findings: &mut Vec<Finding>,
    ) {
        keys.retain(|(key, _)| *key != 0);
        keys.par_sort_unstable();
        for same in keys
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|same| same.len() > 1)
        {
            if same.len() > NAMED_MAX {
                let evidence = format!("{} {} users share one value", same.len(), side.label());
                findings.push(Finding::new(
                    FindingCode::DuplicateKey,
                    Subject::Engagement,
                    attribute,
                    &evidence,
                ));
                continue;
            }
            for (_, user) in same {
                let others: Vec<UserIx> = same
                    .iter()
                    .map(|(_, other)| *other)
                    .filter(|other| other != user)
                    .collect();
                let evidence = self.named(side, &others);
                let subject = Subject::User(side, *user);
                findings.push(Finding::new(
                    FindingCode::DuplicateKey,
                    subject,
                    attribute,
                    &evidence,
                ));
            }
        }
    }

    fn contradiction(&self, row: &Row) -> Option<Finding> {
        let (code, attribute) = match row.veto? {
            Veto::KeyContradicted => (FindingCode::KeyContradicted, LEGACY_UID),
            Veto::ReusedAddress => (FindingCode::ReusedAddress, "mail"),
            Veto::Unsupported | Veto::LeftBefore => return None,
        };
        let evidence = self.named(Side::Legacy, &[row.link.legacy]);
        Some(Finding::new(
            code,
            Subject::User(Side::Azure, row.link.azure),
            attribute,
            &evidence,
        ))
    }

    /// Whom each user is linked with, by side.
    fn firsts(&self, rows: &[Row]) -> [Vec<Option<UserIx>>; 2] {
        let mut firsts = [vec![None; self.legacy.len()], vec![None; self.azure.len()]];
        for link in rows
            .iter()
            .map(|row| &row.link)
            .filter(|link| link.status.is_identity())
        {
            firsts[0][link.legacy.index()] = Some(link.azure);
            firsts[1][link.azure.index()] = Some(link.legacy);
        }
        firsts
    }

    /// Names the first account: the one of the same side that is linked to the same user.
    fn second_account(&self, row: &Row, firsts: &[Vec<Option<UserIx>>; 2]) -> Option<Finding> {
        let side = row.second?;
        let (user, known) = match side {
            Side::Legacy => (row.link.legacy, firsts[1][row.link.azure.index()]?),
            Side::Azure => (row.link.azure, firsts[0][row.link.legacy.index()]?),
        };
        let evidence = self.named(side, &[known]);
        Some(Finding::new(
            FindingCode::SecondAccount,
            Subject::User(side, user),
            "",
            &evidence,
        ))
    }

    fn open_identity(&self, row: &Row) -> Option<Finding> {
        let open =
            row.link.status == LinkStatus::Review && row.link.rule != LinkRule::SecondAccount;
        let evidence = self.named(Side::Legacy, &[row.link.legacy]);
        open.then(|| {
            let subject = Subject::User(Side::Azure, row.link.azure);
            Finding::new(FindingCode::IdentityOpen, subject, "", &evidence)
        })
    }

    /// What users are called by the people who look after them: up to three, then how many more.
    fn named(&self, side: Side, users: &[UserIx]) -> String {
        const NAMED: usize = 3;
        let (population, attributes) = match side {
            Side::Legacy => (self.legacy, ["userName", LEGACY_UID]),
            Side::Azure => (self.azure, ["userPrincipalName", "objectId"]),
        };
        let names: Vec<&str> = users
            .iter()
            .take(NAMED)
            .map(|user| {
                let [first, second] = attributes.map(|name| population.first(*user, name));
                if first.is_empty() { second } else { first }
            })
            .collect();
        let more = users.len().saturating_sub(NAMED);
        let rest = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        format!("{}{rest}", names.join(", "))
    }
}

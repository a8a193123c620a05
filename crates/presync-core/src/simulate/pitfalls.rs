//! What deserves attention in a plan: the intranet's known pitfalls and the dangers of this cycle.
//!
//! It reads a finished plan and adds nothing to it but findings. Sentences and remedies are the codes'.

use rayon::{iter::ParallelIterator, slice::ParallelSlice};

use super::{
    BATCH_ROWS, Input, change_class::classify, cycle::Cycle, effects::people, flow::Flow,
    totals::Totals,
};
use crate::{
    Action, AttributeId, LinkStatus, Outcome, Plan, Side, UserIx,
    catalogue::{ENTERPRISE_USER, INTERACT_USER},
    finding::{Finding, FindingCode, Subject},
    mapping::MappingSource,
    plan::{AzureRow, Change, ChangeClass, ChangeKind, LegacyRow, Why},
};

/// Shares of linked accounts that become inactive above which the plan says so.
const MANY_DISABLES_PERCENT: u32 = 5;
/// Failures from which the service judges the share that fails (`quarantine-status`).
const QUARANTINE_FAILURES_MIN: u32 = 5_000;
/// Share of failures that quarantines the job, in percent.
const QUARANTINE_PERCENT: u32 = 40;
/// Failures that quarantine the job whatever their share.
const QUARANTINE_FAILURES_MAX: u32 = 40_000;

struct Finder<'a> {
    cycle: &'a Cycle<'a>,
    plan: &'a Plan,
    columns: Columns,
    findings: Vec<Finding>,
}

/// The columns that are looked at for every user, resolved once.
struct Columns {
    azure_kind: Option<AttributeId>,
    principal: Option<AttributeId>,
    legacy_kind: Option<AttributeId>,
    login_type: Option<AttributeId>,
    user_name: Option<AttributeId>,
}

impl Columns {
    fn of(input: &Input<'_>) -> Self {
        Self {
            azure_kind: input.azure.attribute("userType"),
            principal: input.azure.attribute("userPrincipalName"),
            legacy_kind: input.legacy.attribute("userType"),
            login_type: input.legacy.attribute(&login_type()),
            user_name: input.legacy.attribute("userName"),
        }
    }
}

/// Everything worth saying about a plan.
pub(super) fn find(cycle: &Cycle<'_>, plan: &Plan, lacks_managers: bool) -> Vec<Finding> {
    let mut finder = Finder::new(cycle, plan);
    finder.engagement(lacks_managers);
    let azure: Vec<(UserIx, &AzureRow)> = cycle.input.azure.users().zip(&plan.azure).collect();
    finder.each(&azure, |finder, (user, row)| {
        finder.azure_user(*user, row);
    });
    let legacy: Vec<(UserIx, &LegacyRow)> = cycle.input.legacy.users().zip(&plan.legacy).collect();
    finder.each(&legacy, |finder, (user, row)| {
        finder.legacy_user(*user, row);
    });
    finder.shared_accounts();
    finder.changes();
    finder.merged_records();
    finder.findings
}

impl<'a> Finder<'a> {
    fn new(cycle: &'a Cycle<'a>, plan: &'a Plan) -> Self {
        Self {
            cycle,
            plan,
            columns: Columns::of(cycle.input),
            findings: Vec::new(),
        }
    }

    /// Looks at each of many, side by side, and keeps what is said in their order.
    fn each<T: Sync>(&mut self, all: &[T], look: impl Fn(&mut Self, &T) + Sync) {
        let found: Vec<Vec<Finding>> = all
            .par_chunks(BATCH_ROWS)
            .map(|some| {
                let mut finder = Self::new(self.cycle, self.plan);
                some.iter().for_each(|one| look(&mut finder, one));
                finder.findings
            })
            .collect();
        self.findings.extend(found.into_iter().flatten());
    }

    fn say(&mut self, code: FindingCode, subject: Subject, attribute: &str, evidence: &str) {
        self.findings
            .push(Finding::new(code, subject, attribute, evidence));
    }

    fn engagement(&mut self, lacks_managers: bool) {
        self.findings
            .extend_from_slice(&self.cycle.mapping.findings);
        self.findings.extend_from_slice(&self.cycle.filter.findings);
        if !self.cycle.input.scope.stated {
            self.say(FindingCode::WiderScope, Subject::Engagement, "", "");
        }
        if lacks_managers {
            let target = format!("{ENTERPRISE_USER}:manager");
            self.say(
                FindingCode::UnknownSource,
                Subject::Engagement,
                &target,
                "manager",
            );
        }
        for key in self.cycle.keys.iter().filter(|key| !key.index.is_known()) {
            let row = &self.cycle.mapping.rows[key.row];
            let subject = Subject::Mapping(Some(row.at));
            let target = row.mapping.target.as_str();
            let evidence = "it is a match key: what it would find cannot be known";
            self.findings.push(Finding::new(
                FindingCode::UnknownTarget,
                subject,
                target,
                evidence,
            ));
        }
        self.totals();
    }

    /// Dangers that lie in the numbers alone.
    fn totals(&mut self) {
        let line = self.plan.line;
        if u64::from(line.disable) * 100 > u64::from(line.link) * u64::from(MANY_DISABLES_PERCENT) {
            let evidence = format!("{} of {}", line.disable, people(line.link));
            self.say(
                FindingCode::ManyDisables,
                Subject::Engagement,
                "active",
                &evidence,
            );
        }
        let events = u64::from(line.link + line.create + line.fail);
        let share = u64::from(line.fail) * 100 > events * u64::from(QUARANTINE_PERCENT);
        if (line.fail >= QUARANTINE_FAILURES_MIN && share) || line.fail > QUARANTINE_FAILURES_MAX {
            self.say(
                FindingCode::ManyFailures,
                Subject::Engagement,
                "",
                &people(line.fail),
            );
        }
    }

    fn azure_user(&mut self, user: UserIx, row: &AzureRow) {
        let subject = Subject::User(Side::Azure, user);
        let code = match row.why {
            Why::MissedOwn => Some(FindingCode::NoMatch),
            Why::FoundOther => Some(FindingCode::Takeover),
            Why::FoundUnknown => Some(FindingCode::TakeoverUnknown),
            Why::SeveralHits => Some(FindingCode::SeveralHits),
            Why::NoMatchValue => Some(FindingCode::NoMatchValue),
            _ if row.outcome == Outcome::Takeover => Some(FindingCode::Takeover),
            _ => None,
        };
        if let Some(code) = code {
            let account = row.hits.first().or(row.identity.as_ref());
            let evidence = account.map_or("", |account| self.user_name(*account));
            self.say(code, subject, "", evidence);
        }
        if matches!(row.outcome, Outcome::Created | Outcome::Duplicate)
            && row.action == Action::Fail
        {
            self.refusals(user, subject);
        }
        if !matches!(row.outcome, Outcome::OutOfScope | Outcome::Skipped) {
            self.match_values(user, row, subject);
        }
    }

    fn refusals(&mut self, user: UserIx, subject: Subject) {
        let refusals: Vec<_> = self
            .cycle
            .refusals(user)
            .map(|(code, row)| (code, row.mapping.target.clone()))
            .collect();
        for (code, target) in refusals {
            self.say(code, subject, &target, "");
        }
    }

    /// Guests, characters that look-ups do not support, and keys that point at different accounts.
    fn match_values(&mut self, user: UserIx, row: &AzureRow, subject: Subject) {
        let azure = self.cycle.input.azure;
        let [kind, principal] = [self.columns.azure_kind, self.columns.principal]
            .map(|column| azure.first_held_in(user, column));
        let guest = kind.eq_ignore_ascii_case("guest") || principal.contains("#EXT#");
        if guest {
            self.say(FindingCode::Guest, subject, "userPrincipalName", "");
        }
        for (target, odd) in self.odd_match_values(user, row) {
            self.say(FindingCode::SpecialCharacters, subject, &target, &odd);
        }
        let ([account], Some(key)) = (row.hits.as_ref(), row.rule_key) else {
            return;
        };
        for (at, others) in self.cycle.other_hits(user, key) {
            if let Some(other) = others.iter().find(|other| *other != account) {
                let (target, evidence) = (self.target(at), self.user_name(*other));
                self.say(FindingCode::ConflictingHits, subject, target, evidence);
            }
        }
    }

    /// Match values the cycle would look up that hold more than letters, digits and `.-_@`.
    fn odd_match_values(&self, user: UserIx, row: &AzureRow) -> Vec<(String, String)> {
        let tried = |at: u16| {
            row.rule_key
                .is_none_or(|key| self.key_rank(at) <= self.key_rank(key))
        };
        let keys = self
            .cycle
            .keys
            .iter()
            .map(|key| &self.cycle.mapping.rows[key.row]);
        keys.filter(|bound| tried(bound.at))
            .filter_map(|bound| match bound.flow(&self.cycle.person(user)) {
                Flow::Value(value) => Some((bound.mapping.target.clone(), odd_in(&value)?)),
                _ => None,
            })
            .collect()
    }

    fn key_rank(&self, at: u16) -> usize {
        let rows = &self.cycle.mapping.rows;
        self.cycle
            .keys
            .iter()
            .position(|key| rows[key.row].at == at)
            .unwrap_or(usize::MAX)
    }

    fn legacy_user(&mut self, user: UserIx, row: &LegacyRow) {
        let subject = Subject::User(Side::Legacy, user);
        let active = !self.cycle.is_inactive(user);
        let code = match row.why {
            Why::NoAzureUser if active => Some(FindingCode::Orphan),
            Why::OwnDiverted => Some(FindingCode::Diverted),
            _ => None,
        };
        if let Some(code) = code {
            self.say(code, subject, "", "");
        }
        self.leaver(row, subject, active);
        self.power_user(user, row, subject);
        let legacy = self.cycle.input.legacy;
        if row.outcome == Outcome::Linked
            && legacy.first_held_in(user, self.columns.login_type) == "Local Login"
        {
            let login = login_type();
            self.say(FindingCode::LocalLogin, subject, &login, "");
        }
    }

    fn leaver(&mut self, row: &LegacyRow, subject: Subject, active: bool) {
        let own = row
            .identity
            .filter(|_| row.identity_status.is_some_and(LinkStatus::is_identity));
        let Some(own) = own.filter(|own| active && self.cycle.source.is_disabled(*own)) else {
            return;
        };
        let evidence = self.plan.azure[own.index()].action.as_str();
        self.say(FindingCode::DisabledInAzure, subject, "active", evidence);
    }

    fn power_user(&mut self, user: UserIx, row: &LegacyRow, subject: Subject) {
        let legacy = self.cycle.input.legacy;
        if legacy.first_held_in(user, self.columns.legacy_kind) != "Power User" {
            return;
        }
        let by_user_name = row.found_by.is_some_and(|azure| {
            let key = self.plan.azure[azure.index()].rule_key;
            key.is_some_and(|at| self.target(at) == "userName")
        });
        let untouched = row.outcome == Outcome::Linked && by_user_name;
        let mapped = self.cycle.input.mapping.users.row("userType").is_some();
        if mapped || (!untouched && row.outcome != Outcome::Orphan) {
            self.say(
                FindingCode::PowerUser,
                subject,
                "userType",
                row.outcome.as_str(),
            );
        }
    }

    fn shared_accounts(&mut self) {
        let rows = self.cycle.input.azure.users().zip(&self.plan.azure);
        let mut finders: Vec<(UserIx, UserIx)> = rows
            .filter_map(|(user, row)| match row.hits.as_ref() {
                [account] => Some((*account, user)),
                _ => None,
            })
            .collect();
        finders.sort_unstable();
        let shared = finders.chunk_by(|a, b| a.0 == b.0);
        for users in shared.filter(|users| users.len() > 1) {
            let evidence = self.user_name(users[0].0);
            for (_, user) in users {
                let subject = Subject::User(Side::Azure, *user);
                self.say(FindingCode::TwoOnOne, subject, "", evidence);
            }
        }
    }

    fn changes(&mut self) {
        let all: Vec<(u32, Change)> = self.plan.changes.iter().collect();
        self.each(&all, |finder, (at, change)| finder.personal(*at, *change));
        let totals = all
            .par_chunks(BATCH_ROWS)
            .map(|some| self.totals_of(some))
            .reduce(Totals::default, Totals::merge);
        let Totals { codes, variants } = totals;
        for ((code, row), count) in codes {
            let subject = Subject::Mapping(Some(row));
            self.say(code, subject, self.target(row), &people(count));
        }
        for ((row, pair), count) in variants {
            let evidence = format!("{pair}, {}", people(count));
            let subject = Subject::Mapping(Some(row));
            let code = FindingCode::UnitNameVariant;
            self.say(code, subject, self.target(row), &evidence);
        }
    }

    fn totals_of(&self, changes: &[(u32, Change)]) -> Totals {
        let mut totals = Totals::default();
        for (at, change) in changes {
            for code in self.aggregated(*at, *change) {
                *totals.codes.entry((code, change.row)).or_default() += 1;
            }
            if let Some(pair) = self.unit_variant(*at, *change) {
                *totals.variants.entry((change.row, pair)).or_default() += 1;
            }
        }
        totals
    }

    /// Changes that each deserve a row of their own.
    fn personal(&mut self, at: u32, change: Change) {
        let target = self.target(change.row);
        let own = || self.plan.azure[change.azure.index()].outcome == Outcome::Linked;
        let code = match (target, change.kind) {
            ("userName", ChangeKind::Overwrite) if own() => FindingCode::SignInRenamed,
            ("active", ChangeKind::Reactivate) => FindingCode::Reactivation,
            (login, ChangeKind::Overwrite) if login.ends_with(":loginType") => {
                FindingCode::LoginType
            }
            _ => return,
        };
        let evidence = format!(
            "{} → {}",
            self.plan.changes.now(at),
            self.plan.changes.would_be(at)
        );
        let subject = Subject::User(Side::Azure, change.azure);
        self.say(code, subject, target, &evidence);
    }

    /// Changes that are counted by mapping row.
    fn aggregated(&self, at: u32, change: Change) -> Vec<FindingCode> {
        let row = &self.cycle.mapping.rows[usize::from(change.row)];
        let target = row.mapping.target.as_str();
        let overwrites = change.kind == ChangeKind::Overwrite;
        let constant = matches!(row.mapping.source, MappingSource::Constant(_));
        let tests = [
            (
                FindingCode::UniqueIdOverwritten,
                target == "externalId" && overwrites,
            ),
            (FindingCode::ConstantOverwrites, constant && overwrites),
            (
                FindingCode::UnknownTarget,
                change.account.is_some() && row.held.is_none(),
            ),
            (
                FindingCode::DateFormat,
                row.kind == crate::catalogue::Kind::DateTime
                    && !is_rfc3339(self.plan.changes.would_be(at)),
            ),
        ];
        tests
            .into_iter()
            .filter(|(_, holds)| *holds)
            .map(|(code, _)| code)
            .collect()
    }

    /// A department, company or location that differs only in spelling: `now → would be`.
    fn unit_variant(&self, at: u32, change: Change) -> Option<String> {
        let target = self.target(change.row);
        let units = [":department", ":organization", ":location"];
        if change.kind != ChangeKind::Overwrite || !units.iter().any(|unit| target.ends_with(unit))
        {
            return None;
        }
        let (now, would_be) = (self.plan.changes.now(at), self.plan.changes.would_be(at));
        let mild = [
            ChangeClass::LetterCase,
            ChangeClass::Spacing,
            ChangeClass::Accents,
            ChangeClass::Punctuation,
            ChangeClass::WordOrder,
        ];
        mild.contains(&classify(now, would_be))
            .then(|| format!("{now} → {would_be}"))
    }

    fn merged_records(&mut self) {
        for population in [self.cycle.input.legacy, self.cycle.input.azure] {
            for conflict in population.conflicts() {
                let subject = Subject::User(population.side(), conflict.user);
                let evidence = format!("record {}", conflict.other.row);
                let attribute = population.name(conflict.attribute).to_owned();
                self.say(FindingCode::MergedRecords, subject, &attribute, &evidence);
            }
        }
    }

    fn user_name(&self, account: UserIx) -> &'a str {
        let legacy = self.cycle.input.legacy;
        legacy.first_held_in(account, self.columns.user_name)
    }

    fn target(&self, row: u16) -> &'a str {
        &self.cycle.mapping.rows[usize::from(row)].mapping.target
    }
}

fn login_type() -> String {
    format!("{INTERACT_USER}:loginType")
}

fn odd_in(value: &str) -> Option<String> {
    let odd: String = value
        .chars()
        .filter(|c| !c.is_alphanumeric() && !".-_@".contains(*c))
        .collect();
    (!odd.is_empty()).then_some(odd)
}

/// `yyyy-MM-ddTHH:mm:ssZ`, the form the intranet documents.
fn is_rfc3339(text: &str) -> bool {
    text.contains('T') && text.parse::<jiff::Timestamp>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_lookups_do_not_support_are_named() {
        for (value, expect) in [
            ("ann.o-neil_1@a.example", None),
            ("ann.o'neil@a.example", Some("'")),
            ("a b", Some(" ")),
        ] {
            assert_eq!(odd_in(value).as_deref(), expect, "{value}");
        }
    }

    #[test]
    fn only_the_documented_date_form_passes() {
        for (value, expect) in [
            ("2024-03-04T00:00:00Z", true),
            ("2024-03-04", false),
            ("04/03/2024", false),
            ("", false),
        ] {
            assert_eq!(is_rfc3339(value), expect, "{value}");
        }
    }
}

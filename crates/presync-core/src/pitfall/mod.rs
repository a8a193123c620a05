//! What deserves attention in a plan: the intranet's known pitfalls and the dangers of this cycle.
//!
//! One file per family. Each reads a finished plan and what it was made from and adds findings, nothing
//! else. Sentences and remedies are the codes'. A finding per person is made where somebody must act on
//! that person; what one edit of the mapping mends is counted by mapping row, with a few examples.

mod alone;
mod beside;
mod checklist_table;
mod dates;
mod fields;
mod gathered;
mod identity;
mod managers;
mod mapping_wide;
mod page;
mod renames;
mod required;
mod rights;
mod scope;
mod site;
mod tally;
mod units;
mod values;
mod volume;

use rayon::{iter::ParallelIterator, slice::ParallelSlice};

pub(crate) use gathered::gathered;

pub use alone::of_mapping;
pub use beside::{Beside, look_beside};
pub use checklist_table::{CHECKLIST, CheckItem};
pub use page::page;
pub use site::against_site;

use crate::{
    AttributeId, Plan, Side, UserIx,
    catalogue::INTERACT_USER,
    finding::{Finding, FindingCode, Subject},
    plan::{AzureRow, LegacyRow},
    simulate::{Input, Replay},
};

const BATCH_ROWS: usize = 1024;

struct Finder<'a> {
    replay: Replay<'a>,
    plan: &'a Plan,
    columns: Columns,
    findings: Vec<Finding>,
    /// People whose manager would not be set.
    references: u32,
}

/// The columns that are looked at for every user, resolved once.
#[derive(Debug, Clone, Copy)]
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

/// Everything worth saying about a plan, besides what was found `before`, while its changes were computed.
/// `lacks_managers`: the mapping wants managers, and the export has none.
pub(crate) fn find(
    replay: Replay<'_>,
    plan: &Plan,
    before: &[Finding],
    lacks_managers: bool,
) -> Vec<Finding> {
    let mut finder = Finder::new(replay, plan);
    finder.of_binding(lacks_managers);
    finder.scope();
    let azure: Vec<(UserIx, &AzureRow)> = replay.input().azure.users().zip(&plan.azure).collect();
    finder.each(&azure, |finder, (user, row)| {
        finder.azure_user(*user, row);
    });
    let legacy: Vec<(UserIx, &LegacyRow)> =
        replay.input().legacy.users().zip(&plan.legacy).collect();
    finder.each(&legacy, |finder, (user, row)| {
        finder.legacy_user(*user, row);
    });
    finder.shared_accounts();
    finder.changes();
    finder.required();
    finder.dates();
    finder.units();
    finder.managers();
    finder.fields();
    finder.merged_records();
    finder.volume(before);
    finder.findings
}

impl<'a> Finder<'a> {
    fn new(replay: Replay<'a>, plan: &'a Plan) -> Self {
        Self {
            replay,
            plan,
            columns: Columns::of(replay.input()),
            findings: Vec::new(),
            references: 0,
        }
    }

    /// Looks at each of many, side by side, and keeps what is said in their order.
    fn each<T: Sync>(&mut self, all: &[T], look: impl Fn(&mut Self, &T) + Sync) {
        let found: Vec<Vec<Finding>> = all
            .par_chunks(BATCH_ROWS)
            .map(|some| {
                let mut finder = Self::new(self.replay, self.plan);
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

    /// As [`Self::say`] of a mapping row.
    fn say_of_row(&mut self, code: FindingCode, row: u16, evidence: &str) {
        let target = self.target(row);
        self.say(code, Subject::Mapping(Some(row)), target, evidence);
    }

    /// What binding the mapping to the exports showed, and what neither export can answer.
    fn of_binding(&mut self, lacks_managers: bool) {
        self.findings.extend(self.replay.of_binding());
        if lacks_managers {
            let target = format!("{}:manager", crate::catalogue::ENTERPRISE_USER);
            let subject = Subject::Engagement;
            self.say(FindingCode::UnknownSource, subject, &target, "manager");
        }
        let replay = self.replay;
        for row in replay.unknown_keys() {
            let evidence = "it is a match key: what it would find cannot be known";
            self.say_of_row(FindingCode::UnknownTarget, row, evidence);
        }
    }

    fn azure_user(&mut self, user: UserIx, row: &AzureRow) {
        let subject = Subject::User(Side::Azure, user);
        self.identity(row, subject);
        self.refusals(user, row, subject);
        self.match_values(user, row, subject);
    }

    fn legacy_user(&mut self, user: UserIx, row: &LegacyRow) {
        let subject = Subject::User(Side::Legacy, user);
        self.account(user, row, subject);
        self.leaver(user, row, subject);
        self.power_user(user, row, subject);
        self.local_login(user, row, subject);
    }

    /// Cells of merged records that disagree.
    fn merged_records(&mut self) {
        let input = self.replay.input();
        for population in [input.legacy, input.azure] {
            for conflict in population.conflicts() {
                let subject = Subject::User(population.side(), conflict.user);
                let evidence = format!("record {}", conflict.other.row);
                let attribute = population.name(conflict.attribute).to_owned();
                self.say(FindingCode::MergedRecords, subject, &attribute, &evidence);
            }
        }
    }

    fn user_name(&self, account: UserIx) -> &'a str {
        let legacy = self.replay.input().legacy;
        legacy.first_held_in(account, self.columns.user_name)
    }

    fn principal(&self, user: UserIx) -> &'a str {
        let azure = self.replay.input().azure;
        azure.first_held_in(user, self.columns.principal)
    }

    fn target(&self, row: u16) -> &'a str {
        &self.replay.mapping(row).target
    }
}

fn login_type() -> String {
    format!("{INTERACT_USER}:loginType")
}

/// Whether a target is the name of an organisational unit, which the intranet makes when it is new.
fn is_unit(target: &str) -> bool {
    [":department", ":organization", ":location"]
        .iter()
        .any(|unit| target.ends_with(unit))
}

/// A part of a whole in percent, `<1 %` for less.
fn percent(part: u32, whole: u32) -> String {
    match u64::from(part) * 100 / u64::from(whole.max(1)) {
        0 if part > 0 => "<1 %".to_owned(),
        share => format!("{share} %"),
    }
}

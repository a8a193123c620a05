//! The report model: what a finished plan amounts to, once, for screen, HTML and workbook alike.
//!
//! Aggregates and capped examples only, so it stays small beside a plan of any size. It words what
//! every reader shares (verdict, reasons, risks); layout, colours and escaping are the writers'.

mod acceptance;
mod accounts;
mod age;
mod assumed;
mod budget_names;
mod card;
mod changes;
mod danger;
mod decisions;
mod findings;
mod funnel;
mod gauges;
mod identity;
mod leavers;
mod mapping;
mod matrix;
mod named;
mod picture;
mod register;
mod restart;
mod risks;
mod staleness;
mod tiles;
mod verdict;
mod why;
mod wording;

use crate::{Outcome, Side, budget::Gauge, engagement::Engagement};

pub use acceptance::{Criterion, Expected};
pub use accounts::{Access, Accounts};
pub use age::ExportAge;
pub use assumed::AssumptionUse;
pub use budget_names::check_budget;
pub use card::CardWords;
pub use changes::{ChangeExample, ChangeGroup};
pub use danger::{Danger, DangerList};
pub use decisions::{Ask, DecisionNeeded};
pub use findings::{FindingExample, FindingGroup};
pub use funnel::{Funnel, KeySource, LinkStep};
pub use gauges::judge;
pub use identity::{AzureIdentity, IdentityColumns, LegacyIdentity};
pub use leavers::{LeaverRoute, Leavers, SYSTEM_NOTES, Standing, SystemNote};
pub use mapping::MappingRow;
pub use matrix::{IdentityIs, Matrix, MatrixCell, RuleFinds};
pub use named::NamedChange;
pub use picture::{KeyFill, PopulationPicture};
pub use register::{Level, RiskEntry};
pub use restart::RestartEffect;
pub use staleness::VoidWhen;
pub use tiles::{Tile, Tone};
pub use verdict::{Badge, Harm, Undecided, Verdict, plan_line};
pub use why::Reasons;
pub use wording::{counted, percent, thousands};

/// Users of both sides by outcome, in the order of [`Outcome::ALL`]; zero counts are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcomes {
    /// Azure users.
    pub azure: Vec<(Outcome, u32)>,
    /// Intranet users.
    pub legacy: Vec<(Outcome, u32)>,
}

/// What a plan amounts to.
#[derive(Debug, Clone)]
pub struct Summary {
    /// Badge, sentence, plan line, recommendation.
    pub verdict: Verdict,
    /// Every limit of the budget with what the plan needs of it.
    pub gauges: Vec<Gauge>,
    /// The events worth a number of their own.
    pub tiles: Vec<Tile>,
    /// The gravest three risks, gravest first.
    pub risks: Vec<RiskEntry>,
    /// Every finding code as a risk, gravest first.
    pub register: Vec<RiskEntry>,
    /// What somebody must decide before the first sync.
    pub decisions: Vec<DecisionNeeded>,
    /// Both sides in figures: Azure first.
    pub populations: [PopulationPicture; 2],
    /// How the people of both sides were brought together.
    pub funnel: Funnel,
    /// Where the intranet's keys come from.
    pub key_sources: Vec<KeySource>,
    /// Identity against rule.
    pub matrix: Matrix,
    /// Users by outcome.
    pub outcomes: Outcomes,
    /// What would change, by attribute, kind and class, in the order of the mapping.
    pub changes: Vec<ChangeGroup>,
    /// What all or nearly all changes of a mapping row have in common, the most destructive first.
    pub named: Vec<NamedChange>,
    /// The user rows of the mapping.
    pub mapping: Vec<MappingRow>,
    /// What a restart would write over what people entered since, strongest first.
    pub restart: Vec<RestartEffect>,
    /// Findings by code, in the order of the codes.
    pub findings: Vec<FindingGroup>,
    /// Who would be harmed: takeovers, second accounts, ambiguous users.
    pub danger: Vec<DangerList>,
    /// How old the exports can be at most: Azure first.
    pub ages: [ExportAge; 2],
    /// Active accounts now and after the first sync.
    pub accounts: Accounts,
    /// What becomes of leavers under this mapping.
    pub leavers: Leavers,
    /// What must be so before the first sync, measured in this plan.
    pub criteria: Vec<Criterion>,
    /// What the logs must show after it.
    pub expected: Vec<Expected>,
    /// What makes this plan void.
    pub void_when: Vec<VoidWhen>,
    /// What was taken for granted.
    pub assumptions: Vec<AssumptionUse>,
    /// What this plan cannot know, one sentence each.
    pub unknowns: Vec<String>,
}

/// Summarises a plan.
#[must_use]
pub fn summarise(engagement: &Engagement<'_>) -> Summary {
    let gauges = judge(engagement);
    let matrix = Matrix::of(engagement);
    let undecided = Undecided::of(engagement);
    let findings = findings::groups(engagement);
    let register = register::register(engagement, &findings);
    let outcomes = outcomes(engagement);
    let ages = [Side::Azure, Side::Legacy].map(|side| age::of(engagement, side));
    let accounts = Accounts::of(engagement);
    Summary {
        criteria: acceptance::criteria(engagement, &gauges, undecided, &findings),
        expected: acceptance::expected(engagement, &accounts),
        void_when: staleness::conditions(engagement, &ages),
        leavers: Leavers::of(engagement),
        accounts,
        verdict: Verdict::of(engagement, &gauges, undecided),
        tiles: tiles::of(engagement, undecided),
        risks: risks::gravest(&register),
        decisions: decisions::needed(engagement, undecided, &findings),
        populations: [Side::Azure, Side::Legacy].map(|side| picture::of(engagement, side)),
        funnel: Funnel::of(engagement.matching),
        key_sources: funnel::key_sources(&engagement.matching.sources),
        changes: changes::groups(engagement),
        named: named::named(engagement),
        mapping: mapping::rows(engagement),
        restart: restart::effects(engagement),
        danger: danger::lists(engagement),
        assumptions: assumed::of(engagement),
        unknowns: assumed::unknowns(engagement, &ages),
        register,
        gauges,
        matrix,
        outcomes,
        findings,
        ages,
    }
}

fn outcomes(engagement: &Engagement<'_>) -> Outcomes {
    let plan = engagement.plan;
    Outcomes {
        azure: by_outcome(plan.azure.iter().map(|row| row.outcome)),
        legacy: by_outcome(plan.legacy.iter().map(|row| row.outcome)),
    }
}

fn by_outcome(rows: impl Iterator<Item = Outcome>) -> Vec<(Outcome, u32)> {
    let mut counts = Outcome::ALL.map(|outcome| (outcome, 0));
    for outcome in rows {
        for slot in &mut counts {
            slot.1 += u32::from(slot.0 == outcome);
        }
    }
    counts.to_vec()
}

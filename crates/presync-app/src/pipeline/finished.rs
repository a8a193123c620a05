//! A workspace made into a plan: populations, links, mapping, simulation, summary.

use std::sync::OnceLock;

use jiff::Timestamp;
use presync_core::{
    Diagnostic, Plan, Population, ProfileSource, Side,
    budget::{Budget, Gauge},
    decision::{Decision, Verdict},
    engagement::{Engagement, InputFile},
    given_links,
    key_search::{self, KeySearch, KeyTable, Weights},
    mapping::Mapping,
    matching::{self, Matching, ReviewItem},
    pitfall::{Beside, look_beside},
    progress::{Phase, Progress},
    recommend::{Recommendation, TargetStudy},
    reimport::{Bases, Review, review},
    schema::{self, PortalEdits},
    scope::Scope,
    simulate::{self, Settings},
    summary::{Summary, check_budget, summarise},
    suppression::{Idle, suppress},
};
use presync_import::GivenSuppression;
use presync_report::{Document, Documents, RedactionKey};
use presync_store::{SourceRow, Workspace};

use super::{
    Extras, Sides, documents::BUDGET_ROLE, recommending::mapped, sides, suppressing, title,
    together::judged_together,
};
use crate::{job::JobContext, wire::Failure};

/// A plan and everything it was made from.
#[derive(Debug)]
pub struct Made {
    /// What the engagement is called.
    pub title: String,
    /// The moment the plan is dated to.
    pub now: Timestamp,
    /// The intranet users.
    pub legacy: Population,
    /// The Azure users.
    pub azure: Population,
    /// Who is who.
    pub matching: Matching,
    /// The mapping.
    pub mapping: Mapping,
    /// Whether Presync recommended it.
    pub recommended: bool,
    /// What was found out about each intranet attribute; none when the mapping was given.
    pub studies: Vec<TargetStudy>,
    /// What a person harmed by match keys counts.
    pub weights: Weights,
    /// Who is assigned.
    pub scope: Scope,
    /// What no document states.
    pub settings: Settings,
    /// The plan.
    pub plan: Plan,
    /// Limits.
    pub budget: Budget,
    /// The input files.
    pub inputs: Vec<InputFile>,
    /// What was odd about them.
    pub diagnostics: Vec<Diagnostic>,
}

/// A plan with what it amounts to, ready to be written.
#[derive(Debug)]
pub struct Finished {
    /// The plan and everything it was made from.
    pub made: Made,
    /// What the plan amounts to.
    pub summary: Summary,
    /// The mapping as a file for Entra.
    pub documents: Documents,
    /// Which decisions need another look, and what those are based on that were new.
    pub review: Review,
    /// What match keys would find, once somebody asked.
    keys: OnceLock<KeyTable>,
}

impl Finished {
    /// Whether the plan keeps every limit of its budget.
    #[must_use]
    pub fn is_inside_budget(&self) -> bool {
        self.summary.gauges.iter().all(Gauge::is_inside)
    }

    /// What match keys would find, the plan's and others worth trying: looked up the first time.
    ///
    /// # Errors
    /// When the user stops it.
    pub fn keys(&self, job: &JobContext) -> Result<&KeyTable, Failure> {
        if let Some(known) = self.keys.get() {
            return Ok(known);
        }
        let input = self.made.input();
        let candidates = key_search::usual(input.legacy, input.azure, &input.matching.sources);
        let table = KeyTable::read(&input, &candidates, job)?;
        Ok(self.keys.get_or_init(|| table))
    }

    /// What was found out about each intranet attribute, as `plan.json` has it.
    ///
    /// # Errors
    /// When the JSON library refuses it, which is a bug.
    pub fn studies(&self) -> Result<serde_json::Value, Failure> {
        presync_report::studies(&self.made.engagement()).map_err(|_| Failure::internal())
    }

    /// Which keys would be best, by the weights of the plan.
    ///
    /// # Errors
    /// When the user stops it.
    pub fn key_search(&self, job: &JobContext) -> Result<KeySearch, Failure> {
        Ok(self.keys(job)?.search(&self.made.weights))
    }
}

impl Made {
    /// What the plan was simulated from.
    #[must_use]
    pub fn input(&self) -> simulate::Input<'_> {
        simulate::Input {
            legacy: &self.legacy,
            azure: &self.azure,
            matching: &self.matching,
            mapping: &self.mapping,
            scope: &self.scope,
            settings: &self.settings,
        }
    }

    /// The people that the plan is about.
    pub(crate) fn people(&self) -> People<'_> {
        People {
            legacy: &self.legacy,
            azure: &self.azure,
            matching: &self.matching,
        }
    }

    /// Everything, borrowed as writers take it.
    #[must_use]
    pub fn engagement(&self) -> Engagement<'_> {
        Engagement {
            title: &self.title,
            now: self.now,
            legacy: &self.legacy,
            azure: &self.azure,
            matching: &self.matching,
            mapping: &self.mapping,
            recommended: self.recommended,
            studies: &self.studies,
            weights: self.weights,
            scope: &self.scope,
            plan: &self.plan,
            budget: &self.budget,
            inputs: &self.inputs,
            diagnostics: &self.diagnostics,
        }
    }
}

/// Both sides and who is who.
#[derive(Debug)]
pub struct Matched {
    /// The intranet users.
    pub legacy: Population,
    /// The Azure users.
    pub azure: Population,
    /// Who is who.
    pub matching: Matching,
}

/// Both sides and who is who, wherever they are kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct People<'a> {
    pub(crate) legacy: &'a Population,
    pub(crate) azure: &'a Population,
    pub(crate) matching: &'a Matching,
}

impl Matched {
    pub(crate) fn people(&self) -> People<'_> {
        People {
            legacy: &self.legacy,
            azure: &self.azure,
            matching: &self.matching,
        }
    }
}

/// Loads both sides and finds who is who.
///
/// # Errors
/// When a side is missing or too large, or the user stops it.
pub fn match_users(
    workspace: &Workspace,
    decisions: &[Decision],
    job: &JobContext,
) -> Result<Matched, Failure> {
    match_sides(both(workspace, job)?, decisions, job)
}

/// Finds who is who among users that are loaded already.
///
/// # Errors
/// When the user stops it.
pub fn match_sides(
    sides: Sides,
    decisions: &[Decision],
    job: &JobContext,
) -> Result<Matched, Failure> {
    let Sides { legacy, azure } = sides;
    let matching = matching::run(&legacy, &azure, decisions, job)?;
    Ok(Matched {
        legacy,
        azure,
        matching,
    })
}

/// Makes the plan of a workspace.
///
/// # Errors
/// When a side is missing or too large, or the user stops it.
pub fn make_plan(
    workspace: &Workspace,
    extras: Extras,
    now: Timestamp,
    job: &JobContext,
) -> Result<Finished, Failure> {
    make_plan_of(workspace, both(workspace, job)?, extras, now, job)
}

/// Makes the plan of a workspace whose users are loaded already.
///
/// # Errors
/// When the user stops it.
pub fn make_plan_of(
    workspace: &Workspace,
    sides: Sides,
    mut extras: Extras,
    now: Timestamp,
    job: &JobContext,
) -> Result<Finished, Failure> {
    let decisions = workspace.decisions()?;
    hold_out(&decisions, &mut extras.scope);
    let mut matched = who_is_who(sides, &decisions, &mut extras, job)?;
    let review = look_at(&decisions, &workspace.decision_bases()?, &mut matched);
    let recommended = extras.mapping.is_none();
    let sources = workspace.sources()?;
    let (mapped, settings) = mapped(&matched, &mut extras, &sources, now, job);
    let Recommendation {
        mapping, studies, ..
    } = mapped;
    let Matched {
        legacy,
        azure,
        matching,
    } = matched;
    let input = simulate::Input {
        legacy: &legacy,
        azure: &azure,
        matching: &matching,
        mapping: &mapping,
        scope: &extras.scope,
        settings: &settings,
    };
    let mut plan = simulated(&input, &sources, job)?;
    let idle = leave_out(workspace, &mut plan, &input, &extras.suppressions)?;
    let mut inputs = user_files(&sources);
    inputs.extend(extras.inputs);
    let mut diagnostics = judged_together(workspace.diagnostics()?, &inputs);
    diagnostics.extend(extras.diagnostics);
    diagnostics.extend(extras.scope.diagnostics(&azure, &legacy));
    diagnostics.extend(idle);
    let title = title::of(workspace.engagement()?.map(|row| row.title), &inputs);
    let documents = documents(workspace, extras.schema.as_ref(), &mapping)?;
    let mut made = Made {
        title,
        now,
        legacy,
        azure,
        matching,
        mapping,
        recommended,
        studies,
        weights: extras.weights,
        scope: extras.scope,
        settings,
        plan,
        budget: extras.budget,
        inputs,
        diagnostics,
    };
    let odd_names = names_of_budget(&made);
    made.diagnostics.extend(odd_names);
    let summary = summarise(&made.engagement());
    Ok(Finished {
        made,
        summary,
        documents,
        review,
        keys: OnceLock::new(),
    })
}

/// As a file says it, where one was given; else by matching.
fn who_is_who(
    sides: Sides,
    decisions: &[Decision],
    extras: &mut Extras,
    job: &JobContext,
) -> Result<Matched, Failure> {
    let Some(given) = extras.links.take() else {
        return match_sides(sides, decisions, job);
    };
    job.begin(Phase::Match, 0);
    let Sides { legacy, azure } = sides;
    let (matching, odd) = given_links::matching_of(&legacy, &azure, &given);
    extras.diagnostics.extend(odd);
    Ok(Matched {
        legacy,
        azure,
        matching,
    })
}

/// The plan with what lies beside the cycle: old feeds and the site's own schema.
fn simulated(
    input: &simulate::Input<'_>,
    sources: &[SourceRow],
    job: &JobContext,
) -> Result<Plan, Failure> {
    let mut plan = simulate::run(input, job)?;
    plan.changes.shrink();
    let beside = Beside {
        feeds: &feeds(sources),
        site: input.settings.site.as_ref(),
    };
    look_beside(&mut plan, input.mapping, beside);
    Ok(plan)
}

/// Leaves out of a plan what the workspace says is accepted, and gives what is to be said about that.
fn leave_out(
    workspace: &Workspace,
    plan: &mut Plan,
    input: &simulate::Input<'_>,
    given: &[GivenSuppression],
) -> Result<Vec<Diagnostic>, Failure> {
    let kept = workspace.suppressions()?.into_iter();
    let kept = kept.map(|entry| entry.suppression).collect();
    let idle = suppress(plan, kept, [input.legacy, input.azure], input.mapping);
    let said = |(at, why): (u32, Idle)| {
        let one = &plan.suppressed.all[at as usize];
        suppressing::idle(one, why, given)
    };
    Ok(idle.into_iter().map(said).collect())
}

/// The old feeds among the sources, by file.
pub(super) fn feeds(sources: &[SourceRow]) -> Vec<(&str, &ProfileSource)> {
    let all = sources.iter();
    all.filter_map(|source| {
        Some((
            source.header.file.as_str(),
            source.header.profile_source.as_ref()?,
        ))
    })
    .collect()
}

/// What is odd about the names in the budget, where one was given.
fn names_of_budget(made: &Made) -> Vec<Diagnostic> {
    let mut files = made.inputs.iter();
    let file = files.find(|input| input.role == BUDGET_ROLE);
    file.map_or_else(Vec::new, |file| {
        check_budget(&made.engagement(), &file.file)
    })
}

/// Holds those out of scope whom a person left out.
fn hold_out(decisions: &[Decision], scope: &mut Scope) {
    let left_out = decisions
        .iter()
        .filter(|one| one.decision == Verdict::LeaveOut);
    let anchors = left_out.map(|one| one.azure_anchor.trim().to_lowercase());
    scope.held_out.extend(anchors);
}

/// Looks at the decisions again; those that need another look become findings.
fn look_at(decisions: &[Decision], known: &Bases, matched: &mut Matched) -> Review {
    let sides = [&matched.legacy, &matched.azure];
    let review = review(decisions, known, sides, Some(&matched.matching));
    let reopened = review.reopened(&matched.matching, sides);
    let findings = &mut matched.matching.findings;
    review.tell(findings, &matched.legacy, &matched.azure);
    put_first(&mut matched.matching.reviews, reopened);
    review
}

/// Puts pairs at the head of the queue; one that waits already waits there.
fn put_first(queue: &mut Vec<ReviewItem>, first: Vec<ReviewItem>) {
    queue.retain(|item| !first.iter().any(|one| one.link == item.link));
    queue.splice(0..0, first);
}

/// The sources as the report names its inputs.
pub(crate) fn user_files(sources: &[SourceRow]) -> Vec<InputFile> {
    sources.iter().map(SourceRow::input_file).collect()
}

fn both(workspace: &Workspace, job: &JobContext) -> Result<Sides, Failure> {
    Ok(Sides {
        legacy: load(workspace, Side::Legacy, job)?,
        azure: load(workspace, Side::Azure, job)?,
    })
}

pub(super) fn load(
    workspace: &Workspace,
    side: Side,
    job: &JobContext,
) -> Result<Population, Failure> {
    let population = workspace.population(side, job)?;
    if population.is_empty() {
        return Err(sides::nobody(&workspace.sources()?, side));
    }
    Ok(population)
}

fn documents(
    workspace: &Workspace,
    schema: Option<&schema::Schema>,
    mapping: &Mapping,
) -> Result<Documents, Failure> {
    let own = schema.filter(|schema| !schema.is_draft());
    let (name, value) = match own {
        Some(schema) => ("mapping.json", schema.patched(mapping)),
        None => ("mapping-draft.json", schema::draft(mapping)),
    };
    Ok(Documents {
        mapping: Some(Document {
            name: name.to_owned(),
            value,
        }),
        key_search: None,
        portal: Some(PortalEdits::to(mapping, schema)),
        review_id: workspace.review_id()?,
        redaction: workspace.redaction_secret()?.map(RedactionKey::from_bytes),
        fixes: None,
    })
}

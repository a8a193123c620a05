//! The report model as the page takes it. It selects and words nothing anew.

use presync_core::{
    finding::FindingCode,
    summary::{Badge as Judged, IdentityIs, KeySource, Matrix, RuleFinds, Summary},
};

use super::{
    Badge, ChangeGroup, FindingGroup, FunnelInfo, KeySourceInfo, LinkCount, MappingRowInfo,
    MatrixCell, NamedChange, OutcomeCount, PlanAssumption, PlanSummary, WireGauge, WireSide,
};
use crate::pipeline::Finished;

impl PlanSummary {
    /// What a finished plan shows.
    #[must_use]
    pub fn of(finished: &Finished) -> Self {
        let summary = &finished.summary;
        let made = &finished.made;
        Self {
            badge: badge(summary.verdict.badge),
            verdict: summary.verdict.sentence.clone(),
            line: summary.verdict.plan_line.clone(),
            legacy_users: count(made.legacy.len()),
            azure_users: count(made.azure.len()),
            outcomes: outcomes(summary),
            matrix: matrix(&summary.matrix),
            changes: changes(summary),
            named: summary.named.iter().map(named).collect(),
            gauges: gauges(summary),
            findings: findings(summary),
            links: links(summary),
            funnel: funnel(summary),
            key_sources: summary.key_sources.iter().flat_map(key_source).collect(),
            mapping: mapping(summary),
            assumptions: assumptions(summary),
            made_at: made.now.to_string(),
        }
    }
}

fn badge(badge: Judged) -> Badge {
    match badge {
        Judged::Ready => Badge::Ready,
        Judged::ReadyWithExceptions => Badge::ReadyWithExceptions,
        Judged::NotReady => Badge::NotReady,
    }
}

fn outcomes(summary: &Summary) -> Vec<OutcomeCount> {
    let side = |side: WireSide, outcomes: &[(presync_core::Outcome, u32)]| {
        let of = |(outcome, count): &(presync_core::Outcome, u32)| OutcomeCount {
            side,
            outcome: outcome.as_str().to_owned(),
            count: *count,
        };
        outcomes.iter().map(of).collect::<Vec<_>>()
    };
    let azure = side(WireSide::Azure, &summary.outcomes.azure);
    azure
        .into_iter()
        .chain(side(WireSide::Legacy, &summary.outcomes.legacy))
        .collect()
}

/// Every cell once for each outcome in it; an empty cell once, without an outcome.
fn matrix(matrix: &Matrix) -> Vec<MatrixCell> {
    let mut cells = Vec::new();
    for identity in IdentityIs::ALL {
        for rule in RuleFinds::ALL {
            let cell = |outcome: &str, count| MatrixCell {
                identity: identity_word(identity).to_owned(),
                rule: rule_word(rule).to_owned(),
                outcome: outcome.to_owned(),
                count,
            };
            let held = &matrix.cell(identity, rule).outcomes;
            cells.extend(
                held.iter()
                    .map(|(outcome, count)| cell(outcome.as_str(), *count)),
            );
            if held.is_empty() {
                cells.push(cell("", 0));
            }
        }
    }
    cells
}

fn identity_word(identity: IdentityIs) -> &'static str {
    match identity {
        IdentityIs::SamePerson => "same_person",
        IdentityIs::Undecided => "undecided",
        IdentityIs::Nobody => "nobody",
    }
}

fn rule_word(rule: RuleFinds) -> &'static str {
    match rule {
        RuleFinds::ThatAccount => "own_account",
        RuleFinds::AnotherAccount => "other_account",
        RuleFinds::SeveralAccounts => "several",
        RuleFinds::Nothing => "nothing",
        RuleFinds::NotLookedUp => "not_looked_up",
    }
}

fn changes(summary: &Summary) -> Vec<ChangeGroup> {
    let group = |group: &presync_core::summary::ChangeGroup| ChangeGroup {
        target: group.target.clone(),
        label: group.label.clone(),
        kind: group.kind.as_str().to_owned(),
        class: group.class.as_str().to_owned(),
        count: group.count,
        examples: group
            .examples
            .iter()
            .map(|e| (e.now.clone(), e.would_be.clone()))
            .collect(),
    };
    summary.changes.iter().map(group).collect()
}

fn named(named: &presync_core::summary::NamedChange) -> NamedChange {
    NamedChange {
        target: named.target.clone(),
        label: named.label.clone(),
        class: named.class.as_str().to_owned(),
        sentence: named.sentence.clone(),
    }
}

fn gauges(summary: &Summary) -> Vec<WireGauge> {
    let gauge = |gauge: &presync_core::budget::Gauge| WireGauge {
        name: gauge.name.clone(),
        limit: gauge.limit,
        actual: gauge.actual,
        who: gauge.who.clone(),
    };
    summary.gauges.iter().map(gauge).collect()
}

fn findings(summary: &Summary) -> Vec<FindingGroup> {
    let why = |code: FindingCode| {
        let mut register = summary.register.iter();
        let entry = register.find(|entry| entry.code == code);
        entry.map_or_else(String::new, |entry| entry.statement.clone())
    };
    let group = |group: &presync_core::summary::FindingGroup| FindingGroup {
        code: FindingCode::as_str(group.code).to_owned(),
        severity: group.severity.as_str().to_owned(),
        title: group.code.title().to_owned(),
        remedy: group.code.remedy().to_owned(),
        count: group.count,
        why: why(group.code),
        people: group.people,
    };
    summary.findings.iter().map(group).collect()
}

fn funnel(summary: &Summary) -> FunnelInfo {
    let funnel = &summary.funnel;
    FunnelInfo {
        linked: funnel.linked,
        review_azure: funnel.review_azure,
        review_legacy: funnel.review_legacy,
        unmatched_azure: funnel.unmatched_azure,
        unmatched_legacy: funnel.unmatched_legacy,
    }
}

fn links(summary: &Summary) -> Vec<LinkCount> {
    let step = |step: &presync_core::summary::LinkStep| LinkCount {
        rule: step.rule.as_str().to_owned(),
        status: step.status.as_str().to_owned(),
        count: step.count,
    };
    summary.funnel.steps.iter().map(step).collect()
}

fn key_source(source: &KeySource) -> Vec<KeySourceInfo> {
    let info = |candidate: &presync_core::matching::KeyCandidate| KeySourceInfo {
        key: source.key.to_owned(),
        attribute: candidate.attribute.clone(),
        share: candidate.share(),
        detected: source.detected.as_ref() == Some(&candidate.attribute),
    };
    source.candidates.iter().map(info).collect()
}

fn mapping(summary: &Summary) -> Vec<MappingRowInfo> {
    let row = |row: &presync_core::summary::MappingRow| MappingRowInfo {
        target: row.target.clone(),
        label: row.label.clone(),
        kind: row.kind.to_owned(),
        source: row.source.clone(),
        default: row.default.clone().unwrap_or_default(),
        apply: row.apply.as_str().to_owned(),
        precedence: row.precedence,
        reason: row.reason.clone(),
        evidence: row.evidence.clone(),
        changes: row.changes.iter().map(|(_, count)| count).sum(),
    };
    summary.mapping.iter().map(row).collect()
}

fn assumptions(summary: &Summary) -> Vec<PlanAssumption> {
    let info = |used: &presync_core::summary::AssumptionUse| PlanAssumption {
        name: used.assumption.name().to_owned(),
        sentence: used.sentence.to_owned(),
        users: used.users,
    };
    summary.assumptions.iter().map(info).collect()
}

fn count(users: usize) -> u32 {
    u32::try_from(users).unwrap_or(u32::MAX)
}

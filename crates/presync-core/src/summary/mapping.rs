//! The mapping as the report shows it: every row with its reason, what it finds and what it would change.

use super::changes::target_label;
use crate::{
    engagement::Engagement,
    mapping::{Apply, MappingSource},
    plan::ChangeKind,
};

/// One user row of the mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingRow {
    /// Target attribute as Entra spells it.
    pub target: String,
    /// What people call it.
    pub label: String,
    /// `Direct`, `Constant`, `Expression`, `None`.
    pub kind: &'static str,
    /// The source attribute, the constant or the expression; empty for none.
    pub source: String,
    /// *Default value if null*.
    pub default: Option<String>,
    /// When it is applied.
    pub apply: Apply,
    /// Matching precedence of a match key.
    pub precedence: Option<u32>,
    /// Azure users for whom this match key hit, rightly or not.
    pub hits: u32,
    /// Changes it would cause by kind, in the order of [`ChangeKind::ALL`]; zeros left out.
    pub changes: Vec<(ChangeKind, u32)>,
    /// Why, in one sentence.
    pub reason: String,
    /// The figure behind it and the runner-up.
    pub evidence: String,
}

pub(super) fn rows(engagement: &Engagement<'_>) -> Vec<MappingRow> {
    let rows = &engagement.mapping.users.rows;
    let hits = hits(engagement, rows.len());
    let changes = changes(engagement, rows.len());
    rows.iter()
        .zip(hits.iter().zip(&changes))
        .map(|(row, (hits, changes))| MappingRow {
            target: row.target.clone(),
            label: target_label(&row.target),
            kind: kind(&row.source),
            source: source_text(&row.source).to_owned(),
            default: row.default.clone(),
            apply: row.apply,
            precedence: row.precedence,
            hits: *hits,
            changes: ChangeKind::ALL
                .into_iter()
                .zip(changes.iter().copied())
                .filter(|(_, count)| *count > 0)
                .collect(),
            reason: row.reason.clone(),
            evidence: row.evidence.clone(),
        })
        .collect()
}

fn hits(engagement: &Engagement<'_>, rows: usize) -> Vec<u32> {
    let mut hits = vec![0; rows];
    for key in engagement.plan.azure.iter().filter_map(|row| row.rule_key) {
        hits[usize::from(key)] += 1;
    }
    hits
}

fn changes(engagement: &Engagement<'_>, rows: usize) -> Vec<[u32; ChangeKind::ALL.len()]> {
    let mut counts = vec![[0; ChangeKind::ALL.len()]; rows];
    for (_, change) in engagement.plan.changes.iter() {
        let slots = &mut counts[usize::from(change.row)];
        for (slot, kind) in slots.iter_mut().zip(ChangeKind::ALL) {
            *slot += u32::from(kind == change.kind);
        }
    }
    counts
}

fn kind(source: &MappingSource) -> &'static str {
    match source {
        MappingSource::Direct(_) => "Direct",
        MappingSource::Constant(_) => "Constant",
        MappingSource::Expression(_) => "Expression",
        MappingSource::None => "None",
    }
}

fn source_text(source: &MappingSource) -> &str {
    match source {
        MappingSource::Direct(text)
        | MappingSource::Constant(text)
        | MappingSource::Expression(text) => text,
        MappingSource::None => "",
    }
}

//! Rows of a mapping from and to the page's words, and what is said about them.

use presync_core::{
    Severity, Side, catalogue,
    editing::{self, RowProblem, Vocabulary},
    finding::{Finding, Subject},
    mapping::{Apply, AttributeMapping, Mapping, MappingSource},
    pitfall::of_mapping,
};

use crate::{
    pipeline::Finished,
    wire::{DraftRemarks, Failure, MappingRemark, MappingRowDraft, MappingRowInfo, PartSpan},
};

/// Severities, gravest first.
const GRAVEST_FIRST: [Severity; 3] = [Severity::Blocker, Severity::Warning, Severity::Note];

/// Drafts as rows; what the page does not edit stays as `base` has it.
pub(super) fn rows(
    drafts: &[MappingRowDraft],
    base: &Mapping,
) -> Result<Vec<AttributeMapping>, Failure> {
    drafts.iter().map(|draft| row(draft, base)).collect()
}

pub(super) fn row(draft: &MappingRowDraft, base: &Mapping) -> Result<AttributeMapping, Failure> {
    let text = draft.source.clone();
    let source = match draft.kind.to_ascii_lowercase().as_str() {
        "direct" => MappingSource::Direct(text),
        "constant" => MappingSource::Constant(text),
        "expression" => MappingSource::Expression(text),
        "none" => MappingSource::None,
        other => return Err(unknown(&format!("“{other}” is no kind of source."))),
    };
    let mut words = Apply::ALL.into_iter();
    let apply = words.find(|one| one.as_str() == draft.apply);
    let apply = apply.ok_or_else(|| {
        let message = format!("“{}” is no time to apply a row.", draft.apply);
        unknown(&message)
    })?;
    let known = base.users.row(&draft.target).cloned();
    let row = known.unwrap_or_else(|| AttributeMapping::new(&draft.target, MappingSource::None));
    Ok(AttributeMapping {
        source,
        default: Some(draft.default.clone()).filter(|text| !text.is_empty()),
        apply,
        precedence: draft.precedence,
        ..row
    })
}

fn unknown(message: &str) -> Failure {
    Failure::new("bad_mapping", message)
}

pub(super) fn draft(row: &AttributeMapping) -> MappingRowDraft {
    let (kind, source) = source_words(&row.source);
    MappingRowDraft {
        target: row.target.clone(),
        kind: kind.to_owned(),
        source: source.to_owned(),
        default: row.default.clone().unwrap_or_default(),
        apply: row.apply.as_str().to_owned(),
        precedence: row.precedence,
    }
}

/// A row of the stored plan's summary.
pub(super) fn draft_of_plan(row: &MappingRowInfo) -> MappingRowDraft {
    MappingRowDraft {
        target: row.target.clone(),
        kind: row.kind.to_ascii_lowercase(),
        source: row.source.clone(),
        default: row.default.clone(),
        apply: row.apply.clone(),
        precedence: row.precedence,
    }
}

pub(super) fn source_words(source: &MappingSource) -> (&'static str, &str) {
    match source {
        MappingSource::Direct(name) => ("direct", name),
        MappingSource::Constant(text) => ("constant", text),
        MappingSource::Expression(text) => ("expression", text),
        MappingSource::None => ("none", ""),
    }
}

pub(super) fn label(target: &str) -> String {
    let known = catalogue::find(Side::Legacy, target);
    known.map_or_else(String::new, |known| known.label.to_owned())
}

/// What is said about each row and about all of them: mistakes of writing, where the people are known, and what
/// a mapping shows by itself.
pub(super) fn remarks(mapping: &Mapping, finished: Option<&Finished>) -> DraftRemarks {
    let mut found = DraftRemarks {
        rows: vec![Vec::new(); mapping.users.rows.len()],
        whole: Vec::new(),
        can_save: true,
    };
    if let Some(finished) = finished {
        for problem in editing::check(&mapping.users.rows, &vocabulary(finished, mapping)) {
            found.can_save &= problem.severity != Severity::Blocker;
            put(&mut found, problem.row, of_problem(problem));
        }
    }
    let settings = finished.map(|finished| &finished.made.settings);
    let case_exact = |target: &str| {
        let definitions = settings.map(|settings| &settings.definitions);
        definitions.is_some_and(|known| known.get(target).is_some_and(|one| one.case_exact))
    };
    let site = settings.and_then(|settings| settings.site.as_ref());
    for finding in of_mapping(mapping, site, &case_exact) {
        let at = match finding.subject {
            Subject::Mapping(Some(row)) => Some(usize::from(row)),
            _ => None,
        };
        let is_told = at.is_some_and(|at| is_told_by_writing(&found.rows[at], &finding));
        if !is_told {
            put(&mut found, at, of_finding(&finding));
        }
    }
    found
}

/// The names that rows may use: both exports', the catalogue's, and those of the mappings at hand.
fn vocabulary<'f>(finished: &'f Finished, mapping: &Mapping) -> Vocabulary<'f> {
    let made = &finished.made;
    let planned = made.mapping.users.rows.iter();
    let targets = planned.map(|row| row.target.clone());
    let defined = made.settings.definitions.keys().cloned();
    // A file that was read in may write fields that only the site knows.
    let given = mapping.users.rows.iter().map(|row| &row.target);
    let given = given.filter(|target| target.starts_with("urn:")).cloned();
    Vocabulary::of(
        &made.legacy,
        &made.azure,
        targets.chain(defined).chain(given),
    )
}

fn put(found: &mut DraftRemarks, row: Option<usize>, remark: MappingRemark) {
    let list = match row {
        Some(row) => &mut found.rows[row],
        None => &mut found.whole,
    };
    let rank = |one: &MappingRemark| {
        let mut order = GRAVEST_FIRST.iter();
        order.position(|severity| severity.as_str() == one.severity)
    };
    let at = list.partition_point(|one| rank(one) <= rank(&remark));
    list.insert(at, remark);
}

/// The same mistake need not be said twice: by the place where it is written, and by the row.
fn is_told_by_writing(told: &[MappingRemark], finding: &Finding) -> bool {
    let codes: &[&str] = match finding.code.as_str() {
        "EXPRESSION_ERROR" => return told.iter().any(|one| one.span.is_some()),
        "DUPLICATE_TARGET" => &["duplicate-target"],
        "UNKNOWN_SOURCE" => &["unknown-source", "source-not-held"],
        _ => &[],
    };
    told.iter().any(|one| codes.contains(&one.code.as_str()))
}

fn of_problem(problem: RowProblem) -> MappingRemark {
    MappingRemark {
        code: problem.code.to_owned(),
        severity: problem.severity.as_str().to_owned(),
        field: problem.field.as_str().to_owned(),
        message: problem.message,
        remedy: String::new(),
        span: problem.span.map(|(start, end)| PartSpan { start, end }),
        replacement: problem.replacement,
    }
}

fn of_finding(finding: &Finding) -> MappingRemark {
    let evidence = match finding.evidence.as_ref() {
        "" => String::new(),
        evidence => format!(" ({evidence})"),
    };
    MappingRemark {
        code: finding.code.as_str().to_owned(),
        severity: finding.severity.as_str().to_owned(),
        field: String::new(),
        message: format!("{}{evidence}", finding.code.title()),
        remedy: finding.code.remedy().to_owned(),
        span: None,
        replacement: None,
    }
}

//! A mapping file judged by itself.

use std::path::Path;

use presync_core::{
    Diagnostic, Severity, SiteSchema,
    finding::{Finding, Subject},
    mapping::Mapping,
    pitfall::of_mapping,
};
use presync_import::read_json_document;

use super::documents::read_schema;
use crate::{files::base_name, wire::Failure};

/// One finding on a mapping.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Linted {
    /// Stable code.
    pub code: &'static str,
    /// `note`, `warning` or `blocker`.
    pub severity: &'static str,
    /// Target of the mapping row; empty where it is about the mapping as a whole.
    pub target: String,
    /// The attribute it concerns; may be empty.
    pub attribute: String,
    /// What it says.
    pub message: &'static str,
    /// What was seen; may be empty.
    pub evidence: String,
    /// What to do.
    pub remedy: &'static str,
}

/// What is found on a mapping alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LintReport {
    /// Findings, gravest first.
    pub findings: Vec<Linted>,
    /// What was odd about the files.
    pub diagnostics: Vec<Diagnostic>,
}

impl LintReport {
    /// Whether something would damage data or fail.
    #[must_use]
    pub fn has_blockers(&self) -> bool {
        let blocker = Severity::Blocker.as_str();
        self.findings.iter().any(|one| one.severity == blocker)
    }
}

/// Judges the mapping of a synchronization schema, with the site's `/Schemas` answer if there is one.
///
/// # Errors
/// When a file cannot be read or is no such document.
pub fn lint_mapping(file: &Path, site: Option<&Path>) -> Result<LintReport, Failure> {
    let (_, schema) = read_schema(file)?;
    let (mapping, mut diagnostics) = schema.mapping();
    let site = site.map(read_site).transpose()?;
    if let Some(site) = &site {
        diagnostics.extend(site.diagnostics.iter().cloned());
    }
    let case_exact = |target: &str| schema.definition(target).is_some_and(|one| one.case_exact);
    let findings = of_mapping(&mapping, site.as_ref(), &case_exact);
    Ok(LintReport {
        findings: findings.iter().map(|one| linted(one, &mapping)).collect(),
        diagnostics,
    })
}

fn linted(finding: &Finding, mapping: &Mapping) -> Linted {
    let row = match finding.subject {
        Subject::Mapping(Some(row)) => mapping.users.rows.get(usize::from(row)),
        _ => None,
    };
    Linted {
        code: finding.code.as_str(),
        severity: finding.severity.as_str(),
        target: row.map(|row| row.target.clone()).unwrap_or_default(),
        attribute: finding.attribute.to_string(),
        message: finding.code.title(),
        evidence: finding.evidence.to_string(),
        remedy: finding.code.remedy(),
    }
}

fn read_site(path: &Path) -> Result<SiteSchema, Failure> {
    let document = read_json_document(path)?;
    SiteSchema::parse(&document).map_err(|error| {
        Failure::new(
            "site_schema_unreadable",
            &format!("{}: {error}.", base_name(path)),
        )
    })
}

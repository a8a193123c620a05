//! `presync lint`: findings on a mapping alone.

use presync_app::pipeline::{LintReport, Linted, lint_mapping};
use serde_json::json;

use crate::{
    CommandResult, DONE, OUTSIDE_BUDGET,
    args::{Common, LintArgs},
    failure::CommandError,
    odd, terminal,
};

/// Judges and prints.
pub(crate) fn run(common: &Common, args: &LintArgs) -> CommandResult {
    let report = lint_mapping(&args.mapping, args.site_schema.as_deref())?;
    if common.json {
        let findings = json!({ "findings": report.findings });
        terminal::print(&findings.to_string())?;
    } else {
        for line in odd::lines(report.diagnostics.iter().filter(|one| one.is_serious())) {
            terminal::note(common, &line);
        }
        table(&report)?;
    }
    Ok(if report.has_blockers() {
        OUTSIDE_BUDGET
    } else {
        DONE
    })
}

/// A line a finding with what to do under it, then how many there are.
fn table(report: &LintReport) -> Result<(), CommandError> {
    let width = report.findings.iter().map(|one| one.code.len()).max();
    for one in &report.findings {
        let code = format!("{:width$}", one.code, width = width.unwrap_or(0));
        terminal::print(&format!("{code}  {:7}  {}", one.severity, said(one)))?;
        let indent = " ".repeat(width.unwrap_or(0) + 11);
        terminal::print(&format!("{indent}{}", one.remedy))?;
    }
    let count = |severity: &str| {
        report
            .findings
            .iter()
            .filter(|one| one.severity == severity)
            .count()
    };
    terminal::print(&format!(
        "{} blockers, {} warnings, {} notes",
        count("blocker"),
        count("warning"),
        count("note")
    ))
}

/// `title: The sentence (what was seen).`
fn said(one: &Linted) -> String {
    let about = if one.attribute.is_empty() {
        &one.target
    } else {
        &one.attribute
    };
    let about = match about.as_str() {
        "" => String::new(),
        about => format!("{about}: "),
    };
    match one.evidence.as_str() {
        "" => format!("{about}{}.", one.message),
        seen => format!("{about}{} ({seen}).", one.message),
    }
}

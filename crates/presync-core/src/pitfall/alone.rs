//! A mapping judged by itself, with what else is known of where it stands: no population, no plan.

use super::site::against_site;
use crate::{
    SiteSchema,
    finding::{Finding, FindingCode, Subject, in_order},
    mapping::Mapping,
    recommend::{Surroundings, lint_in},
};

/// Everything worth saying about a mapping alone, gravest first. `case_exact` knows the targets that the
/// app's own schema marks so.
#[must_use]
pub fn of_mapping(
    mapping: &Mapping,
    site: Option<&SiteSchema>,
    case_exact: &dyn Fn(&str) -> bool,
) -> Vec<Finding> {
    let around = Surroundings { site, case_exact };
    let mut findings = lint_in(mapping, &around);
    if mapping.users.actions.delete {
        let (code, subject) = (FindingCode::DeleteTicked, Subject::Mapping(None));
        findings.push(Finding::new(code, subject, "", ""));
    }
    findings.extend(
        site.into_iter()
            .flat_map(|site| against_site(mapping, site)),
    );
    in_order(&mut findings);
    findings
}
